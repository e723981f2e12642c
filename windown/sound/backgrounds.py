"""The sounds windown makes itself, each out of a few layers of noise or of low partials."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from windown.sound.ambience import Layer
from windown.sound.gusts import Gusts, gusts, swells
from windown.sound.loops import kept_loop
from windown.sound.noise import LOOP_LOUDNESS, Hertz, Spectra, along, hiss, loop_of
from windown.sound.samples import RATE, Sound, Stored

#: Lengths of loops in seconds. Two that sound together come round together only after twelve
#: minutes, and neither is ever heard alone.
SHORT, LONG = 23, 31

#: Part of the names of files: raised when a sound changes, so that kept loops are made anew.
EDITION = 2

#: Drops of the rain a second, how long one rings (s), and around which pitch (Hz).
DROPS = ((45.0, 0.0025, 2600.0), (14.0, 0.006, 1400.0), (4.0, 0.012, 800.0))

#: Partials of the drone: pitch (Hz) and strength. An open fifth over A1, all below 300 Hz.
PARTIALS = ((55.0, 0.8), (82.5, 0.7), (110.0, 1.0), (165.0, 0.55), (220.0, 0.3), (275.0, 0.1))


@dataclass(frozen=True)
class Part:
    """A layer of a sound: the length of its loop (s), its share of the whole power, its making."""

    seconds: int
    share: float
    made: Callable[[int, int], Spectra]
    gusts: Callable[[], Gusts] | None = None


def layers(name: str, folder: Path) -> tuple[Layer, ...]:
    """The layers of a sound, at -26 LUFS together; loops from the folder or made now and kept.

    None where there is no sound of that name.
    """
    found = []
    for number, part in enumerate(SOUNDS.get(name, ())):
        seed = zlib.crc32(f"{name} {number}".encode())
        path = folder / f"{name}-{number}-{EDITION}.npy"
        loop = kept_loop(path, part.seconds * RATE, partial(make, part, seed))
        found.append(Layer(loop, 1.0, part.gusts() if part.gusts else None))
    return tuple(found)


def make(part: Part, seed: int, seconds: int | None = None) -> Stored:
    """The loop of one layer as (samples, 2), the same for the same seed."""
    count = (seconds or part.seconds) * RATE
    loudness = LOOP_LOUDNESS + 10 * np.log10(part.share)
    return loop_of(part.made(seed, count), count, float(loudness))


def brown(hertz: Hertz) -> Hertz:
    """6 dB less an octave, level below 40 Hz where it would only shake a speaker."""
    return 1.0 / np.maximum(hertz, 40.0)


def pink(hertz: Hertz) -> Hertz:
    """3 dB less an octave, and softer above 9 kHz."""
    return _below(hertz, 9000.0) / np.sqrt(np.maximum(hertz, 40.0))


def white(hertz: Hertz) -> Hertz:
    """Even up to where it would hiss: softer above 7 kHz."""
    return _below(hertz, 7000.0) * _above(hertz, 40.0)


def _patter(hertz: Hertz) -> Hertz:
    """Rain from afar: 4.5 dB less an octave above 300 Hz."""
    return _below(hertz, 5000.0) * _above(hertz, 60.0) / np.maximum(hertz, 300.0) ** 0.75


def _depth(hertz: Hertz) -> Hertz:
    return brown(hertz) * _below(hertz, 400.0)


def _wash(hertz: Hertz) -> Hertz:
    """The hiss of a wave that runs up sand."""
    return _above(hertz, 180.0) * _below(hertz, 2600.0) / np.maximum(hertz, 100.0) ** 0.6


def _howl(hertz: Hertz) -> Hertz:
    """A wide hump around 280 Hz."""
    return np.exp(-0.5 * (np.log2(np.maximum(hertz, 1.0) / 280.0) / 0.7) ** 2)


def _air(hertz: Hertz) -> Hertz:
    """A wider and higher hump, for what is in the leaves."""
    return np.exp(-0.5 * (np.log2(np.maximum(hertz, 1.0) / 900.0) / 0.9) ** 2)


def _drops(seed: int, count: int) -> Spectra:
    """Single drops, each on its own place between the sides, round the loop's end as well."""
    random = np.random.default_rng(seed)
    whole = np.zeros((2, count // 2 + 1), np.complex64)
    for often, ring, pitch in DROPS:
        sides = np.zeros((2, count), np.float32)
        number = round(often * count / RATE)
        where, place = random.integers(0, count, number), random.uniform(0.15, 0.85, number)
        height = np.minimum(random.lognormal(0.0, 0.6, number), 3.0) * np.sqrt(ring) ** -1
        np.add.at(sides[0], where, height * np.sqrt(1 - place))
        np.add.at(sides[1], where, height * np.sqrt(place))
        whole += np.fft.rfft(sides, axis=1) * np.fft.rfft(_drop(ring, pitch, random), count)
    whole *= along(_soft, count)
    return whole


def _soft(hertz: Hertz) -> Hertz:
    return _below(hertz, 6000.0) * _above(hertz, 200.0)


def _drop(ring: float, pitch: float, random: np.random.Generator) -> Sound:
    """One drop: a soft burst that rings out, without an edge."""
    seconds = np.arange(round(12 * ring * RATE)) / RATE
    swelling = 1 - np.exp(-seconds / (0.25 * ring))
    burst = random.standard_normal(len(seconds)) * 0.5 + np.sin(2 * np.pi * pitch * seconds)
    drop: Sound = (burst * swelling * np.exp(-seconds / ring)).astype(np.float32)
    return drop


def _hum(seed: int, count: int) -> Spectra:
    """Partials that beat slowly: each is a few neighbouring lines with chances of their own."""
    random = np.random.default_rng(seed)
    spectra = np.zeros((2, count // 2 + 1), np.complex64)
    for pitch, strength in PARTIALS:
        # Never quite the same pitch in two loops: they beat instead of adding up.
        middle = round(pitch * count / RATE) + int(random.integers(1, 7))
        for step, weight in ((0, 1.0), (2, 0.5), (5, 0.3), (-3, 0.3)):
            turn = random.uniform(0, 2 * np.pi, 2) * np.array([1.0, 0.1])
            for side, apart in enumerate((-turn[1], turn[1])):
                spectra[side, middle + step] += strength * weight * np.exp(1j * (turn[0] + apart))
    return spectra


def _below(hertz: Hertz, edge: float) -> Hertz:
    return 1 / np.sqrt(1 + (hertz / edge) ** 4)


def _above(hertz: Hertz, edge: float) -> Hertz:
    return 1 / np.sqrt(1 + (edge / np.maximum(hertz, 1e-3)) ** 4)


def _twice(made: Callable[[int, int], Spectra]) -> tuple[Part, ...]:
    return Part(SHORT, 0.5, made), Part(LONG, 0.5, made)


#: Layers by the sound's name (`windown.core.mix.SOUNDS`).
SOUNDS: Mapping[str, tuple[Part, ...]] = {
    "brown": _twice(hiss(brown)),
    "pink": _twice(hiss(pink)),
    "white": _twice(hiss(white)),
    "rain": (Part(LONG, 0.6, hiss(_patter)), Part(SHORT, 0.4, _drops)),
    "sea": (
        Part(SHORT, 0.3, hiss(_depth)),
        Part(LONG, 0.7, hiss(_wash), lambda: swells(1)),
    ),
    "wind": (
        Part(SHORT, 0.25, hiss(_depth)),
        Part(LONG, 0.5, hiss(_howl), lambda: gusts(2)),
        Part(SHORT, 0.25, hiss(_air), lambda: gusts(3, 0.1)),
    ),
    "drone": _twice(_hum),
}
