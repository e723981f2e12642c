"""How loud a sound is to a listener, in LUFS, after ITU-R BS.1770."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
SILENCE = float("-inf")
_BLOCK = 19_200  # 400 ms
_STEP = 4_800  # a new block every 100 ms
_PAD = 24_000  # room for the filters to ring out in the circular product
# The two filters of BS.1770, table 1 and 2, given there for 48 kHz.
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
_HIGH_PASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))


def loudness(samples: NDArray[np.floating]) -> float:
    """Integrated loudness in LUFS of a sound at 48 kHz, shape (n,) or (n, channels), full scale 1.

    Gated in blocks of 400 ms as BS.1770 says. It says nothing of a sound shorter than one block:
    that is measured as one block of its own length, so that a lone word is as loud as a sentence.
    Silence is -inf.
    """
    power = np.sum(_weighted(samples) ** 2, axis=1)
    if not np.any(power):
        return SILENCE
    return _gated(_block_means(power))


def loudness_of_parts(parts: Iterable[NDArray[np.floating]]) -> float:
    """Loudness in LUFS of what is too long to look at in one: of its parts, each (n, channels)."""
    means = [_block_means(np.sum(_weighted(part) ** 2, axis=1)) for part in parts if len(part)]
    return _gated(np.concatenate(means)) if means else SILENCE


def fft_size(least: int) -> int:
    """The smallest of 2^a, 3 x 2^a and 5 x 2^a that is at least `least`: quick to transform.

    Few sizes on purpose: the transform keeps some megabytes of tables for each.
    """
    return min(_doubled(odd, least) for odd in (1, 3, 5))


def _doubled(number: int, least: int) -> int:
    while number < least:
        number *= 2
    return number


def _weighted(samples: NDArray[np.floating]) -> NDArray[np.float64]:
    sound = np.asarray(samples, dtype=np.float64).reshape(len(samples), -1)
    size = fft_size(len(sound) + _PAD)
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = _biquad(z, *_SHELF) * _biquad(z, *_HIGH_PASS)
    spectrum = np.fft.rfft(sound, size, axis=0) * response[:, None]
    return np.fft.irfft(spectrum, size, axis=0)[: len(sound)]


def _biquad(
    z: NDArray[np.complex128], b: tuple[float, float, float], a: tuple[float, float]
) -> NDArray[np.complex128]:
    return (b[0] + b[1] * z + b[2] * z**2) / (1 + a[0] * z + a[1] * z**2)


def _block_means(power: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(power) <= _BLOCK:
        return np.array([power.mean()])
    total = np.concatenate(([0.0], np.cumsum(power)))
    starts = np.arange(0, len(power) - _BLOCK + 1, _STEP)
    return (total[starts + _BLOCK] - total[starts]) / _BLOCK


def _gated(means: NDArray[np.float64]) -> float:
    heard = means[_lufs(means) > -70.0]
    if not len(heard):
        return SILENCE
    loud = heard[_lufs(heard) > _lufs(heard.mean()) - 10.0]
    return float(_lufs(loud.mean()))


def _lufs(power: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return np.asarray(-0.691 + 10.0 * np.log10(np.maximum(power, 1e-30)))
