"""Noise shaped in frequency, hence periodic: a loop of it has no seam anywhere."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from windown.sound.samples import RATE, Stored

#: Two sides of a sound by frequency, (2, bins).
Spectra = NDArray[np.complex64]
Hertz = NDArray[np.float64]
Shape = Callable[[Hertz], Hertz]

#: Loudness of a kept sound (LUFS); well above the bed, so that 16 bits are fine enough.
LOOP_LOUDNESS = -26.0

#: How much the two sides differ, 0 (one sound in the middle) to 1 (nothing in common).
WIDTH = 0.5

#: The weighting filter of ITU-R BS.1770-4 at 48 kHz: two stages, numerator and denominator.
LOUDNESS_FILTER = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285),
     (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)  # fmt: skip

#: Shapes are worked out at so many frequencies; between them lies a straight line.
_POINTS = 8192


def hiss(shape: Shape) -> Callable[[int, int], Spectra]:
    """Noise of a shape (strength by Hz), to be made from a seed and a number of samples."""

    def made(seed: int, count: int) -> Spectra:
        random = np.random.default_rng(seed)
        parts = random.standard_normal((4, count // 2 + 1), dtype=np.float32)
        middle = parts[0] + 1j * parts[1]
        apart = np.float32(WIDTH) * (parts[2] + 1j * parts[3])
        spectra: Spectra = along(shape, count) * np.stack([middle + apart, middle - apart])
        return spectra

    return made


def along(shape: Shape, count: int) -> NDArray[np.float32]:
    """A shape at each frequency of a loop of `count` samples; nothing stands still (0 Hz)."""
    few = np.concatenate(([0.0], np.geomspace(1.0, RATE / 2, _POINTS)))
    bins = np.arange(count // 2 + 1) * (RATE / count)
    strength: NDArray[np.float32] = np.interp(bins, few, shape(few)).astype(np.float32)
    strength[0] = 0.0
    return strength


def loop_of(spectra: Spectra, count: int, loudness: float) -> Stored:
    """The loop (count, 2) of a spectrum, at a loudness in LUFS."""
    gain = np.float32(32767 * 10 ** ((loudness - _loudness(spectra, count)) / 20))
    waves = np.fft.irfft(spectra * gain, count, axis=1)
    np.clip(np.rint(waves, out=waves), -32768, 32767, out=waves)
    return np.ascontiguousarray(waves.T, np.int16)


def _loudness(spectra: Spectra, count: int) -> float:
    """LUFS of a periodic sound of `count` samples, straight from its spectrum."""
    power = np.sum(np.abs(along(_weighting, count) * spectra) ** 2, dtype=np.float64)
    return float(-0.691 + 10 * np.log10(2 * power / count**2))


def _weighting(hertz: Hertz) -> Hertz:
    delay = np.exp(-2j * np.pi * hertz / RATE)
    stages = [np.polyval(b[::-1], delay) / np.polyval(a[::-1], delay) for b, a in LOUDNESS_FILTER]
    return np.abs(stages[0] * stages[1]).astype(np.float64)
