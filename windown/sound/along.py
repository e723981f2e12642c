"""Slow curves along a session, worked out at few points and read at each sample of a stretch."""

import numpy as np
from numpy.typing import NDArray

from windown.sound.samples import RATE, Sound

#: Samples between two points at which a curve is worked out: 10 ms.
GRID = RATE // 100

_PART = np.arange(GRID, dtype=np.float32) * np.float32(1 / GRID)


class Along:
    """Reads curves at each sample of a stretch, in a straight line between their points.

    The points are the same for any stretch, so a sample does not depend on where one is cut.
    """

    def __init__(self, first: int, frames: int) -> None:
        self.first, self.frames = first, frames
        low, high = first // GRID, (first + frames - 1) // GRID + 2
        #: The seconds of the points, at which a curve is to be given.
        self.seconds = np.arange(low, high, dtype=np.float64) * (GRID / RATE)
        self._skipped = first - low * GRID

    def __call__(self, curve: NDArray[np.float64]) -> Sound:
        """A curve (points,) or (points, 2) at each sample."""
        if curve.ndim == 2:
            return np.stack([self(side) for side in curve.T], axis=1)
        few = curve.astype(np.float32)
        way = few[:-1, None] + np.diff(few)[:, None] * _PART
        return way.ravel()[self._skipped : self._skipped + self.frames]
