"""Samples as pure functions of a position; no device is opened here."""
