"""windown: a wind-down companion. Everything stays on the person's computer."""

__version__ = "0.1.0"
