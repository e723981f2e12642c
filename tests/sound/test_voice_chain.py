"""A spoken prompt made ready to play: where it begins, how loud it is, what is taken from it."""

import numpy as np
import pyloudnorm
import pytest

from windown.sound.loudness import RATE, SILENCE, fft_size, loudness
from windown.sound.voice_chain import LEAD_S, TARGET_LUFS, as_int16, cleaned

ENGINE_RATE = 22_050


def tone(hz: float, seconds: float, rate: int = ENGINE_RATE) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)


def hum(seconds: float, rate: int = ENGINE_RATE) -> np.ndarray:
    """Something like a vowel: a low note with overtones that swells and falls in syllables."""
    voice = sum(tone(120 * n, seconds, rate) / n for n in range(1, 12))
    syllables = np.abs(np.sin(np.pi * 3 * np.arange(len(voice)) / rate))
    return 0.3 * voice * syllables


def between_silences(sound: np.ndarray, before_s: float, after_s: float) -> np.ndarray:
    quiet = [np.zeros(round(s * ENGINE_RATE)) for s in (before_s, after_s)]
    return np.concatenate((quiet[0], sound, quiet[1]))


def first_sound(sound: np.ndarray) -> int:
    return int(np.flatnonzero(np.abs(sound) > 0.01 * np.max(np.abs(sound)))[0])


def share_above(sound: np.ndarray, hz: float, rate: int) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[np.fft.rfftfreq(len(sound), 1 / rate) > hz].sum() / power.sum())


@pytest.mark.parametrize("before_s", [0.0, 0.01, 0.5])
def test_the_first_sound_stands_30_ms_after_the_start(before_s):
    sound = cleaned(between_silences(hum(1.0), before_s, 0.3), ENGINE_RATE)
    assert first_sound(sound) == pytest.approx(LEAD_S * RATE, abs=1)


def test_the_room_ends_soon_after_the_voice():
    sound = cleaned(between_silences(hum(1.0), 0.2, 2.0), ENGINE_RATE)
    assert 1.0 < len(sound) / RATE < 1.0 + LEAD_S + 0.13


@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.45, 1.0, 5.0])
@pytest.mark.parametrize("gain", [0.02, 1.0])
def test_every_prompt_is_equally_loud_however_short_it_is(seconds, gain):
    sound = cleaned(gain * hum(seconds), ENGINE_RATE)
    assert loudness(sound) == pytest.approx(TARGET_LUFS, abs=0.3)
    assert np.max(np.abs(sound)) <= 10 ** (-3 / 20)


def test_a_sharp_peak_is_bent_and_never_passes_3_db_below_full_scale():
    clicks = np.zeros(ENGINE_RATE)
    clicks[:: ENGINE_RATE // 4] = 1.0
    sound = cleaned(clicks + 0.001 * hum(1.0), ENGINE_RATE)
    assert 10 ** (-6 / 20) < np.max(np.abs(sound)) <= 10 ** (-3 / 20)


def test_it_begins_and_ends_in_silence_without_a_step():
    sound = cleaned(tone(300, 1.0), ENGINE_RATE)
    assert abs(sound[0]) < 1e-4
    assert abs(sound[-1]) < 1e-4
    assert np.max(np.abs(np.diff(sound[-1440:]))) < 0.02


def test_hiss_and_rumble_are_taken_away_and_the_voice_is_kept():
    voice = hum(1.0)
    noisy = voice + tone(9_000, 1.0) * 0.2 + tone(30, 1.0) * 0.2
    sound = cleaned(noisy, ENGINE_RATE)
    assert share_above(sound, 8_000, RATE) < share_above(noisy, 8_000, ENGINE_RATE) / 30
    assert share_above(sound, 60, RATE) > 0.99


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_a_note_keeps_its_height_and_length_at_any_rate_of_the_engine(rate):
    sound = cleaned(tone(440, 1.0, rate), rate)
    highest = np.argmax(np.abs(np.fft.rfft(sound))) * RATE / len(sound)
    assert highest == pytest.approx(440, abs=1.5)
    assert len(sound) / RATE == pytest.approx(1.0 + LEAD_S + 0.1, abs=0.06)


def test_the_same_samples_give_the_same_sound():
    assert np.array_equal(cleaned(hum(0.5), ENGINE_RATE), cleaned(hum(0.5), ENGINE_RATE))


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(ENGINE_RATE)])
def test_silence_is_refused(samples):
    with pytest.raises(ValueError, match="silent"):
        cleaned(samples, ENGINE_RATE)


def test_full_scale_becomes_16_bit_without_turning_over():
    assert as_int16(np.array([-1.5, -1.0, 0.0, 1.0, 1.5])).tolist() == [
        -32768, -32767, 0, 32767, 32767,
    ]  # fmt: skip


def test_a_full_scale_sine_of_997_hz_measures_minus_3_lufs():
    assert loudness(2 * tone(997, 3.0, RATE)) == pytest.approx(-3.01, abs=0.05)


def test_both_channels_count():
    left = tone(997, 1.0, RATE)
    both = np.stack((left, left), axis=1)
    assert loudness(both) == pytest.approx(loudness(left) + 3.01, abs=0.01)


@pytest.mark.parametrize("colour", [0.0, 1.0, 2.0])
def test_our_meter_agrees_with_pyloudnorm(colour):
    rng = np.random.default_rng(3)
    hz = np.maximum(np.fft.rfftfreq(4 * RATE, 1 / RATE), 20.0)
    noise = np.fft.irfft(np.fft.rfft(rng.standard_normal(4 * RATE)) / hz ** (colour / 2))
    noise *= 0.1 / np.std(noise)
    noise[RATE : 2 * RATE] *= 0.001  # a pause, which the gate leaves out
    theirs = pyloudnorm.Meter(RATE).integrated_loudness(noise)
    assert loudness(noise) == pytest.approx(theirs, abs=0.1)


def test_a_pause_does_not_make_a_prompt_less_loud():
    spoken = hum(2.0, RATE)
    with_pause = np.concatenate((spoken, np.zeros(3 * RATE), spoken))
    assert loudness(with_pause) == pytest.approx(loudness(spoken), abs=1.0)


def test_silence_has_no_loudness():
    assert loudness(np.zeros(RATE)) == SILENCE


@pytest.mark.parametrize("least", [1, 7, 1000, 48_001])
def test_a_quick_size_is_large_enough_and_made_of_small_primes(least):
    size = rest = fft_size(least)
    for prime in (2, 3, 5):
        while rest % prime == 0:
            rest //= prime
    assert size >= least
    assert rest == 1
