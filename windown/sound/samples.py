"""Seconds and samples: one rate for everything that sounds, and the shape of a soft edge."""

import numpy as np
from numpy.typing import NDArray

#: Samples a second, of clips, tones, backgrounds and everything that is played or written.
RATE = 48_000

#: Samples as numbers from -1 to 1; one column (n,) or two (n, 2).
Sound = NDArray[np.float32]

#: Samples as 16-bit numbers, as kept in files.
Stored = NDArray[np.int16]


def sample_at(seconds: float) -> int:
    """The sample that belongs to a second."""
    return round(seconds * RATE)


def swell(samples: int) -> Sound:
    """A raised cosine of that many samples from exactly 0 towards 1; reversed, a fall to 0."""
    return _raised_cosine(np.arange(samples) / max(1, samples))


def _raised_cosine(part: NDArray[np.float64]) -> Sound:
    return (0.5 - 0.5 * np.cos(np.pi * part)).astype(np.float32)
