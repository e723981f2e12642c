"""A background as layers of loops that sound together: a pure function of the position."""

from dataclasses import dataclass

import numpy as np

from windown.sound.along import Along
from windown.sound.gusts import Gusts
from windown.sound.samples import Sound, Stored


@dataclass(frozen=True, eq=False)
class Layer:
    """A loop (n, 2) that goes round and round, its factor, and how it swells."""

    loop: Stored
    gain: float
    gusts: Gusts | None = None


@dataclass(frozen=True, eq=False)
class Ambience:
    """All layers of a mix; at a factor of 1 each sound has -26 LUFS."""

    layers: tuple[Layer, ...]

    def render(self, along: Along) -> Sound:
        """The samples (frames, 2) of a stretch."""
        whole = np.zeros((along.frames, 2), np.float32)
        for layer in self.layers:
            stretch = looped(layer.loop, along.first, along.frames)
            gain = np.float32(layer.gain / 32768)
            if layer.gusts is None:
                whole += stretch * gain
            else:
                whole += stretch * along(layer.gusts(along.seconds) * gain)
        return whole


def looped(loop: Stored, first: int, frames: int) -> Stored:
    """A stretch of a loop that goes round and round from sample 0."""
    begin = first % len(loop)
    if begin + frames <= len(loop):
        return loop[begin : begin + frames]
    return np.take(loop, np.arange(begin, begin + frames), axis=0, mode="wrap")
