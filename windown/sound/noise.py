"""Background sounds as loops without a seam: shaped in frequency, hence periodic."""

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from windown.sound.samples import RATE, Stored

Spectrum = NDArray[np.complex128]
Weights = NDArray[np.float64]

#: Length of a loop in seconds: long enough that nobody hears it come round.
LOOP_SECONDS = 37

#: Loudness of a kept loop (LUFS); well above the bed, so that 16 bits are fine enough.
LOOP_LOUDNESS = -26.0

#: Part of the file's name: raised when a sound changes, so that kept loops are made anew.
EDITION = 1

#: How much the two sides differ, 0 (one sound in the middle) to 1 (nothing in common).
WIDTH = 0.5

#: The weighting filter of ITU-R BS.1770-4 at 48 kHz: two stages, numerator and denominator.
LOUDNESS_FILTER = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285),
     (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)  # fmt: skip


def brown(hertz: Weights) -> Weights:
    """Brown noise: 6 dB less an octave, level below 40 Hz where it would only shake a speaker."""
    return 1.0 / np.maximum(hertz, 40.0)


#: The strength of each frequency (Hz) by the background's name.
SOUNDS: dict[str, Callable[[Weights], Weights]] = {"brown": brown}


def loop(name: str, folder: Path) -> Stored | None:
    """The loop of a background as (samples, 2), from the folder or made now and kept there.

    A damaged file is made anew; a folder that cannot be written only costs making it again.
    None where there is no background of that name.
    """
    if name not in SOUNDS:
        return None
    path = folder / f"{name}-{EDITION}.npy"
    kept = _kept(path)
    if kept is not None:
        return kept
    made = make(name, seed=zlib.crc32(name.encode()))
    return made if not _keep(path, made) else _kept(path)


def make(name: str, seed: int, seconds: int = LOOP_SECONDS) -> Stored:
    """A loop as (samples, 2), the same for the same seed, at `LOOP_LOUDNESS`."""
    count = seconds * RATE
    hertz = np.fft.rfftfreq(count, 1 / RATE).astype(np.float64)
    shape = SOUNDS[name](hertz)
    shape[0] = 0.0
    sides = [shape * side for side in _two_sides(seed, hertz.size)]
    gain = 10 ** ((LOOP_LOUDNESS - _loudness(sides, hertz, count)) / 20)
    waves = [np.fft.irfft((gain * side).astype(np.complex64), count) for side in sides]
    stereo = np.stack(waves, axis=1) * 32767
    return np.clip(np.rint(stereo), -32768, 32767).astype(np.int16)


def _two_sides(seed: int, count: int) -> list[Spectrum]:
    random = np.random.default_rng(seed)
    parts = random.standard_normal((4, count))
    middle: Spectrum = parts[0] + 1j * parts[1]
    apart: Spectrum = WIDTH * (parts[2] + 1j * parts[3])
    return [(middle + apart).astype(np.complex128), (middle - apart).astype(np.complex128)]


def _loudness(sides: list[Spectrum], hertz: Weights, count: int) -> float:
    """LUFS of a periodic sound of `count` samples, straight from its spectrum."""
    weight = _weighting(hertz)
    power = sum(float(np.sum(np.abs(weight * side) ** 2)) for side in sides)
    return float(-0.691 + 10 * np.log10(2 * power / count**2))


def _weighting(hertz: Weights) -> Weights:
    delay = np.exp(-2j * np.pi * hertz / RATE)
    stages = [np.polyval(b[::-1], delay) / np.polyval(a[::-1], delay) for b, a in LOUDNESS_FILTER]
    return np.abs(stages[0] * stages[1]).astype(np.float64)


def _kept(path: Path) -> Stored | None:
    """The loop in a file, mapped into memory, or None if it is missing or damaged."""
    try:
        found = np.load(path, mmap_mode="r")
        with path.open("rb") as file:
            file.seek(-4, os.SEEK_END)
            check = file.read()
    except (OSError, ValueError, EOFError):
        return None
    whole = found.dtype == np.int16 and found.shape == (LOOP_SECONDS * RATE, 2)
    return found if whole and check == _check(found) else None


def _keep(path: Path, made: Stored) -> bool:
    """Write the loop and its check sum in one step; whether that was possible."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            np.save(file, made)
            file.write(_check(made))
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return False
    return True


def _check(samples: Stored) -> bytes:
    return zlib.crc32(samples.data).to_bytes(4, "big")
