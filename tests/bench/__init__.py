"""Measures windown beside yardsticks: `python -m tests.bench [ROW...]`. Never an assertion."""
