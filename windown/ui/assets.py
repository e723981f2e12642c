"""Reads our drawings, wherever windown is installed."""

from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=64)
def drawing(folder: str, name: str) -> bytes:
    """The bytes of an SVG of "icons" or "figures". An unknown name is a FileNotFoundError."""
    return (assets() / folder / f"{name}.svg").read_bytes()


@lru_cache(maxsize=1)
def assets() -> Path:
    """Their folder."""
    # A wheel carries the assets inside the package, a checkout beside it.
    inside = PACKAGE / "assets"
    return inside if inside.is_dir() else PACKAGE.parent / "assets"
