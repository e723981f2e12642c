"""How loud each bus is at a position: pure functions in decibels, and what a volume means."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Curve = NDArray[np.float64]

#: Seconds in which the background comes, and in which background and tones go at the end.
BACKGROUND_IN, CLOSING = 4.0, 6.0

#: Tones fall by this many dB after half the session, within as many seconds.
TONES_FALL, TONES_FALL_SECONDS = -6.0, 30.0

#: Everything falls by this many dB over the last third of the session.
LAST_THIRD_FALL = -12.0

#: The background yields to the voice: by how many dB, how long before and after it (seconds).
DUCK, DUCK_BEFORE, DUCK_AFTER = -6.0, 0.35, 1.2


def tones_db(position: ArrayLike, length: float) -> Curve:
    """Level of the tones: 0 in the first half, then a ramp to -6 dB that stays.

    Position and length in seconds. The figure is a design decision (facts 1.5).
    """
    ramp = min(TONES_FALL_SECONDS, length / 6)
    return TONES_FALL * _part(position, length / 2, length / 2 + ramp)


def session_db(position: ArrayLike, length: float) -> Curve:
    """Level of everything: 0 until the last third, over which it falls evenly to -12 dB.

    Position and length in seconds. The figure is a design decision (facts 1.5).
    """
    return LAST_THIRD_FALL * _part(position, length * 2 / 3, length)


def voice_db(position: ArrayLike, length: float, falling: float = 0.0) -> Curve:
    """Level of the voice: as all, or falling by so many dB a minute from the beginning.

    Never below -12 dB. That a shuffle falls 1 dB in 2 minutes is a design decision (facts 3.1).
    """
    minutes = np.asarray(position, np.float64) / 60
    fallen = np.maximum(LAST_THIRD_FALL, -falling * minutes)
    return np.minimum(session_db(position, length), fallen)


def background_db(position: ArrayLike, length: float, fade: float = 0.0) -> Curve:
    """Level of the background: as all, or even to its end where that is a long fade."""
    if fade > 0:
        return np.zeros(np.shape(position))
    return session_db(position, length)


def going(position: ArrayLike, length: float, fade: float = 0.0) -> Curve:
    """The background's going, as a factor: over the last six seconds, or over `fade` seconds.

    A long fade goes with the square of what is left of it, which is heard as an even fall.
    """
    if fade <= 0:
        return closing(position, length)
    left: Curve = 1.0 - _part(position, length - min(fade, length), length)
    return left**2


def duck_db(position: ArrayLike, spoken: Iterable[tuple[float, float]]) -> Curve:
    """Level of the background beside speech, given as (from, to) in seconds: 0 to -6 dB."""
    seconds = np.asarray(position, np.float64)
    depth = np.zeros(seconds.shape)
    for begin, end in spoken:
        near = _between(seconds, begin - DUCK_BEFORE, end + DUCK_AFTER)
        coming = _eased(_part(seconds[near], begin - DUCK_BEFORE, begin))
        going = _eased(_part(seconds[near], end, end + DUCK_AFTER))
        depth[near] = np.maximum(depth[near], coming - going)
    return DUCK * depth


def opening(position: ArrayLike, length: float) -> Curve:
    """The background's coming, as a factor: 0 at the start, 1 after four seconds."""
    return _eased(_part(position, 0.0, min(BACKGROUND_IN, length / 4)))


def closing(position: ArrayLike, length: float) -> Curve:
    """The going of background and tones, as a factor: 1, and over the last six seconds to 0."""
    return 1.0 - _eased(_part(position, length - min(CLOSING, length / 4), length))


def factor(decibels: ArrayLike) -> Curve:
    """Decibels as a factor of amplitude."""
    power: Curve = 10.0 ** (np.asarray(decibels, np.float64) / 20.0)
    return power


def volume(level: float) -> float:
    """A volume of 0 to 1, as a person sets it, as a factor of amplitude: half way is -12 dB."""
    return min(max(level, 0.0), 1.0) ** 2


def ceiling(level: float) -> float:
    """What no sample passes (full scale 1), for a ceiling of 0 (silence) to 1 (full scale)."""
    return volume(level)


def _part(position: ArrayLike, begin: float, end: float) -> Curve:
    """How far a position is on the way from `begin` (0) to `end` (1)."""
    seconds = np.asarray(position, np.float64)
    if end <= begin:
        return (seconds >= end).astype(np.float64)
    return np.clip((seconds - begin) / (end - begin), 0.0, 1.0)


def _eased(part: Curve) -> Curve:
    eased: Curve = 0.5 - 0.5 * np.cos(np.pi * part)
    return eased


def _between(seconds: Curve, begin: float, end: float) -> slice | NDArray[np.bool_]:
    """Where ordered positions lie within two seconds, as a slice where that is possible."""
    if seconds.ndim == 1:
        first, last = np.searchsorted(seconds, [begin, end])
        return slice(int(first), int(last))
    return np.asarray((seconds >= begin) & (seconds < end))
