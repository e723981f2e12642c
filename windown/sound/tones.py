"""Soft low tones, each named by the phase it belongs to."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from windown.sound.samples import RATE, Sound, swell

#: What lies between the mean square of a low tone on both sides (dB) and its loudness (LUFS)
#: by ITU-R BS.1770: two sides, its offset, its filter around 130 Hz, its gate at soft edges.
LOUDNESS_OF_POWER = 3.0 - 0.7 - 0.7 + 1.2

#: The shortest edge, in seconds: below this a swell is heard as a click.
SHORTEST_EDGE = 0.03

#: How loud the second and third harmonic are beside the tone itself: warm, not bright.
SECOND, THIRD = 0.36, 0.12


@dataclass(frozen=True)
class Shape:
    """How a tone sounds: from and to which pitch (Hz), how loud (LUFS while it lasts).

    `rise` and `fall` are the shares of the whole that its edges take; it never lasts longer
    than `longest` seconds.
    """

    low: float
    high: float
    loudness: float
    rise: float = 0.3
    fall: float = 0.4
    longest: float = 12.0


#: All pitches keep their third harmonic below 500 Hz; figures are a design decision.
SHAPES = {
    "in": Shape(110.0, 165.0, -32.0),
    "top_up": Shape(147.0, 165.0, -32.0),
    "out": Shape(165.0, 110.0, -32.0, rise=0.2, fall=0.5),
    "hold_in": Shape(165.0, 165.0, -42.0, rise=0.2, fall=0.6, longest=4.0),
    "hold_out": Shape(110.0, 110.0, -42.0, rise=0.2, fall=0.6, longest=4.0),
    "tense": Shape(98.0, 104.0, -34.0, rise=0.5, fall=0.5, longest=1.6),
    "release": Shape(147.0, 98.0, -33.0, rise=0.1, fall=0.8, longest=4.0),
    "attend": Shape(147.0, 147.0, -35.0, longest=4.0),
    # Heard in a room where nobody waits for it, so louder than those of a practice.
    "reminder": Shape(131.0, 147.0, -27.0, rise=0.3, fall=0.6, longest=1.6),
}

#: A low bell: pitch beside the lowest, strength, seconds until it has died away to a third.
BELL = ((1.0, 1.0, 1.1), (1.004, 0.5, 1.1), (2.01, 0.35, 0.6), (2.74, 0.15, 0.35))


@lru_cache(maxsize=16)
def tone(name: str, samples: int) -> Sound:
    """The tone of a phase as one column of at most `samples` samples; it begins and ends at 0.

    Kept for the next breath, so it must not be written to. A name without a tone is silence:
    an empty column.
    """
    shape = SHAPES.get(name)
    if shape is None or samples < 2:
        return np.zeros(0, np.float32)
    count = min(samples, round(shape.longest * RATE))
    wave = _bell(shape.low, count) if name == "attend" else _glide(shape, count)
    made = _levelled(wave * _envelope(name, shape, count), shape.loudness)
    made.setflags(write=False)
    return made


def _glide(shape: Shape, count: int) -> Sound:
    """A pitch that moves as the disc does: along half a cosine."""
    part = np.arange(count) / count
    way = part / 2 - np.sin(np.float32(np.pi) * part.astype(np.float32)) / (2 * np.pi)
    turns = (shape.low * part + (shape.high - shape.low) * way) * (count / RATE)
    angle = _angle(turns)
    first = np.sin(angle)
    second, third = 2 * first * np.cos(angle), first * (3 - 4 * first * first)
    harmonics: Sound = first + np.float32(SECOND) * second + np.float32(THIRD) * third
    return harmonics


def _bell(low: float, count: int) -> Sound:
    seconds = np.arange(count) / RATE
    made = np.zeros(count, np.float32)
    for pitch, strength, dying in BELL:
        made += strength * np.sin(_angle(low * pitch * seconds)) * np.exp(-seconds / dying)
    return made


def _angle(turns: NDArray[np.float64]) -> Sound:
    """Turns as an angle within one turn, where single precision is precise enough."""
    return ((turns - np.floor(turns)) * (2 * np.pi)).astype(np.float32)


def _envelope(name: str, shape: Shape, count: int) -> Sound:
    shortest = min(round(SHORTEST_EDGE * RATE), count // 2)
    rise = shortest if name == "attend" else max(shortest, int(count * shape.rise))
    fall = min(max(shortest, int(count * shape.fall)), count - rise)
    envelope = np.ones(count, np.float32)
    envelope[:rise] = swell(rise)
    envelope[count - fall :] *= swell(fall)[::-1]
    return envelope


def _levelled(wave: Sound, loudness: float) -> Sound:
    wanted = 10 ** ((loudness - LOUDNESS_OF_POWER) / 10)
    power = max(float(np.mean(wave * wave, dtype=np.float64)), 1e-12)
    return wave * np.float32(np.sqrt(wanted / power))
