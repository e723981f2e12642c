"""Real parts of a desktop, started by the tests for themselves."""
