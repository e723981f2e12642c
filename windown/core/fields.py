"""One field of a file a person may have edited: read as what it should be, or refused."""

import re
from collections.abc import Callable
from datetime import time

#: What makes a value of a field, or raises ValueError where it makes no sense.
Read = Callable[[object], object]

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def shown(raw: object) -> str:
    """A value as a problem shows it: at most 40 characters, whatever it is."""
    try:
        return repr(raw)[:40]
    except (ValueError, RecursionError):  # too many digits, or nested too deeply
        return type(raw).__name__


def clock(raw: object) -> time:
    """ "23:00", to the minute; the hour may have one digit."""
    match = _CLOCK.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise ValueError
    return time(int(match[1]), int(match[2]))


def flag(raw: object) -> bool:
    """True or false, and nothing that merely counts as such."""
    if not isinstance(raw, bool):
        raise ValueError
    return raw


def text(raw: object) -> str:
    """Any text."""
    if not isinstance(raw, str):
        raise ValueError
    return raw


def filled(raw: object) -> str:
    """A text that is not empty."""
    if not isinstance(raw, str) or not raw:
        raise ValueError
    return raw


def one_of(choices: tuple[str, ...]) -> Read:
    """One of some words."""

    def read(raw: object) -> str:
        if not isinstance(raw, str) or raw not in choices:
            raise ValueError
        return raw

    return read


def within(limits: tuple[float, float]) -> Read:
    """A number within limits, both included."""

    def read(raw: object) -> float:
        # True is 1 to Python, and only a comparison is safe with NaN and very large integers.
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise ValueError
        if not limits[0] <= raw <= limits[1]:
            raise ValueError
        return float(raw)

    return read


def whole(limits: tuple[int, int]) -> Read:
    """A whole number within limits, both included."""

    def read(raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise ValueError
        if not limits[0] <= raw <= limits[1]:
            raise ValueError
        return raw

    return read


def or_none(read: Read) -> Read:
    """Null, or what another reads."""
    return lambda raw: None if raw is None else read(raw)
