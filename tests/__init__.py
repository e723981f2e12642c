"""What windown is held to, package by package."""
