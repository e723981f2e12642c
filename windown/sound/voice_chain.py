"""From what a speech engine wrote to what is heard at night: trimmed, softened, levelled."""

from functools import lru_cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

from windown.sound.loudness import RATE, fft_size, loudness

LEAD_S = 0.030  # quiet before the first sound, so that a prompt's onset can be put on a beat
TARGET_LUFS = -23.0
_TAIL_S = 0.120  # the room may ring on this long after the voice
_FADE_IN_S, _FADE_OUT_S = 0.008, 0.030
_ONSET = 10 ** (-40 / 20)  # of the peak: what counts as the first and the last sound of the voice
_QUIET = 10 ** (-50 / 20)  # of the peak: below it the room is no longer heard
_CEILING, _KNEE = 10 ** (-3 / 20), 10 ** (-6 / 20)
_EDGE_S = 0.1  # silence around the voice for filters without phase
_ROOM_S, _ROOM_DELAY_S, _ROOM_DARK_HZ = 0.35, 0.012, 2500.0
_ROOM_GAIN = 10 ** (-20 / 20)

Sound = NDArray[np.float64]


def cleaned(samples: Sound, rate: int) -> Sound:
    """A spoken prompt made ready to play: 48 kHz mono at -23 LUFS, full scale 1, peaks below -3 dB.

    `samples` has the shape (n,) at `rate` Hz. The first sound stands exactly 30 ms after the
    start; the end is at most 120 ms after the last sound of the voice. Raises ValueError where
    there is nothing but silence.
    """
    voice = _core(np.asarray(samples, dtype=np.float64))
    dry, wet = _shaped(voice, rate)
    start, end = _bounds(dry, wet)
    return _levelled(_faded(_cut(wet, start, end)))


def as_int16(sound: Sound) -> NDArray[np.int16]:
    """Full scale 1 as 16-bit samples."""
    return np.clip(np.rint(sound * 32767.0), -32768, 32767).astype(np.int16)


def _core(samples: Sound) -> Sound:
    """Without the long silence engines put around a prompt, so that less is to be filtered."""
    loud = np.flatnonzero(np.abs(samples) > 1e-4)
    if not len(loud):
        raise ValueError("silent")
    return samples[loud[0] : loud[-1] + 1]


def _shaped(voice: Sound, rate: int) -> tuple[Sound, Sound]:
    """The voice resampled and filtered, and the same with the room, both at 48 kHz."""
    step = gcd(rate, RATE)
    edge = round(_EDGE_S * rate)
    after = edge + round((_ROOM_S + _ROOM_DELAY_S) * rate)
    units = fft_size(-(-(len(voice) + edge + after) // (rate // step)))
    taken, given = units * (rate // step), units * (RATE // step)
    padded = np.zeros(taken)
    padded[edge : edge + len(voice)] = voice
    spectrum = np.zeros(given // 2 + 1, dtype=np.complex128)
    known = min(taken, given) // 2
    spectrum[:known] = np.fft.rfft(padded)[:known] * (given / taken)
    spectrum *= _softness(given)
    return np.fft.irfft(spectrum, given), np.fft.irfft(spectrum * (1 + _room(given)), given)


@lru_cache(maxsize=2)
def _softness(size: int) -> NDArray[np.float32]:
    """Gain by frequency: no rumble below 90 Hz, no hiss above 6.5 kHz, 5 dB less brightness."""
    hz = np.fft.rfftfreq(size, 1 / RATE)
    safe = np.maximum(hz, 1e-3)
    high_pass = 1 / np.sqrt(1 + (90.0 / safe) ** 8)
    low_pass = 1 / np.sqrt(1 + (safe / 6500.0) ** 12)
    shelf = 10 ** (-5 / 20 / (1 + (2200.0 / safe) ** 2))
    return np.asarray(high_pass * low_pass * shelf, dtype=np.float32)


@lru_cache(maxsize=2)
def _room(size: int) -> NDArray[np.complex64]:
    """Spectrum of a small dark room: noise that dies away, 20 dB below the voice in all."""
    length = round(_ROOM_S * RATE)
    seconds = np.arange(length) / RATE
    tail = np.random.default_rng(1).standard_normal(length) * 10 ** (-3 * seconds / _ROOM_S)
    hz = np.fft.rfftfreq(length, 1 / RATE)
    dark = np.fft.irfft(np.fft.rfft(tail) / np.sqrt(1 + (hz / _ROOM_DARK_HZ) ** 4), length)
    dark *= _ROOM_GAIN / np.sqrt(np.sum(dark**2))
    delayed = np.concatenate((np.zeros(round(_ROOM_DELAY_S * RATE)), dark))
    return np.fft.rfft(delayed, size).astype(np.complex64)


def _bounds(dry: Sound, wet: Sound) -> tuple[int, int]:
    """First and last sample to keep; the first may be negative: silence is to be put before."""
    peak = np.max(np.abs(wet))
    first = int(np.flatnonzero(np.abs(wet) > _ONSET * peak)[0])
    spoken = int(np.flatnonzero(np.abs(dry) > _ONSET * peak)[-1])
    heard = int(np.flatnonzero(np.abs(wet) > _QUIET * peak)[-1])
    return first - round(LEAD_S * RATE), min(heard, spoken + round(_TAIL_S * RATE)) + 1


def _cut(sound: Sound, start: int, end: int) -> Sound:
    if start >= 0:
        return sound[start:end].copy()
    return np.concatenate((np.zeros(-start), sound[:end]))


def _faded(sound: Sound) -> Sound:
    rise, fall = round(_FADE_IN_S * RATE), round(_FADE_OUT_S * RATE)
    sound[:rise] *= _ramp(rise)
    sound[-fall:] *= _ramp(fall)[::-1]
    return sound


def _ramp(length: int) -> Sound:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length))


def _levelled(sound: Sound) -> Sound:
    """At the target loudness. The knee takes a little from sharp peaks, hence a second look."""
    for _ in range(2):
        sound = _kneed(sound * 10 ** ((TARGET_LUFS - loudness(sound)) / 20))
    return sound


def _kneed(sound: Sound) -> Sound:
    """Untouched below -6 dBFS, bent above so that -3 dBFS is never passed."""
    size = np.abs(sound)
    bent = _KNEE + (_CEILING - _KNEE) * np.tanh((size - _KNEE) / (_CEILING - _KNEE))
    return np.where(size > _KNEE, np.sign(sound) * bent, sound)
