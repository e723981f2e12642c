"""Slow rises and falls that never come round: swells of the sea, gusts of wind."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from windown.sound.levels import Curve

#: For how long they are all different (seconds): longer than any session.
LASTING = 12 * 3600.0


@dataclass(frozen=True, eq=False)
class Gusts:
    """Factors of the two sides by the second: half a cosine from one knot (s) to the next."""

    knots: Curve
    sides: Curve

    def __call__(self, seconds: Curve) -> Curve:
        """Factors (n, 2) at seconds (n,) from 0 on; their mean square is about 1."""
        held = np.mod(seconds, self.knots[-1])
        before = np.searchsorted(self.knots, held, side="right") - 1
        here, there = self.knots[before], self.knots[before + 1]
        part = 0.5 - 0.5 * np.cos(np.pi * (held - here) / (there - here))
        low, high = self.sides[before], self.sides[before + 1]
        factors: Curve = low + (high - low) * part[:, None]
        return factors


@lru_cache(maxsize=8)
def swells(seed: int) -> Gusts:
    """Waves that run up in two fifths of their 7 to 11 seconds, and drain in the rest."""
    random = np.random.default_rng(seed)
    lengths = random.uniform(7.0, 11.0, round(LASTING / 9.0))
    starts = np.concatenate(([0.0], np.cumsum(lengths)))
    knots = np.sort(np.concatenate((starts, starts[:-1] + 0.4 * lengths)))
    crests = np.arange(len(knots)) % 2 == 1
    heights = np.where(
        crests, random.uniform(0.6, 1.0, len(knots)), random.uniform(0.12, 0.22, len(knots))
    )
    return _levelled(knots, heights, random)


@lru_cache(maxsize=8)
def gusts(seed: int, least: float = 0.25) -> Gusts:
    """Wind that turns every 4 to 12 seconds, and never falls below `least` of its strongest."""
    random = np.random.default_rng(seed)
    lengths = random.uniform(4.0, 12.0, round(LASTING / 8.0))
    knots = np.concatenate(([0.0], np.cumsum(lengths)))
    return _levelled(knots, random.uniform(least, 1.0, len(knots)), random)


def _levelled(knots: Curve, heights: Curve, random: np.random.Generator) -> Gusts:
    """Each a little more on one side, the end as the beginning, and loud as 1 in the mean."""
    lean = random.uniform(-0.15, 0.15, len(knots))
    sides = heights[:, None] * np.stack([1 + lean, 1 - lean], axis=1)
    sides[-1] = sides[0]
    found = Gusts(knots, sides)
    seconds = np.linspace(0.0, 3600.0, 20_000)
    sides = sides / np.sqrt(np.mean(found(seconds) ** 2))
    return Gusts(knots, sides)
