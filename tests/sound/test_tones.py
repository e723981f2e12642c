"""Tones: soft, low, and as loud as they are meant to be."""

import numpy as np
import pyloudnorm
import pytest

from windown.core.practice import BREATH_PHASES
from windown.sound.samples import RATE
from windown.sound.tones import SHAPES, tone

BREATH = ("in", "top_up", "out")
SECONDS = (0.5, 1.0, 2.5, 5.5, 12.0)


def loudness(sound):
    both = np.stack([sound, sound], axis=1).astype(np.float64)
    return pyloudnorm.Meter(RATE).integrated_loudness(both)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("seconds", SECONDS)
def test_a_tone_begins_and_ends_at_nothing(name, seconds):
    made = tone(name, round(seconds * RATE))
    assert made[0] == 0.0
    assert made[-1] == 0.0
    assert np.abs(made).max() > 0.0


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("seconds", SECONDS)
def test_no_tone_has_an_edge_that_could_click(name, seconds):
    made = tone(name, round(seconds * RATE)).astype(np.float64)
    highest = np.abs(made).max()
    # A pure tone of 500 Hz bends by at most (2 pi 500 / RATE) squared of its height a sample.
    assert np.abs(np.diff(made, 2)).max() < highest * (2 * np.pi * 500 / RATE) ** 2 * 1.1


@pytest.mark.parametrize("name", SHAPES)
def test_nearly_all_of_a_tone_is_below_500_hz(name):
    made = tone(name, 5 * RATE)
    power = np.abs(np.fft.rfft(made)) ** 2
    hertz = np.fft.rfftfreq(len(made), 1 / RATE)
    assert power[hertz > 510].sum() < 1e-4 * power.sum()
    assert power[hertz < 60].sum() < 1e-2 * power.sum()


@pytest.mark.parametrize("name", BREATH)
def test_breath_tones_are_at_minus_32_lufs(name):
    assert loudness(np.tile(tone(name, round(5.5 * RATE)), 4)) == pytest.approx(-32.0, abs=0.5)


@pytest.mark.parametrize("name", ["hold_in", "hold_out"])
def test_holds_are_much_quieter_than_the_breath(name):
    assert loudness(np.tile(tone(name, 4 * RATE), 4)) < -40.0


@pytest.mark.parametrize(("name", "rises"), [("in", True), ("out", False), ("release", False)])
def test_the_pitch_moves_with_the_breath(name, rises):
    made = tone(name, 4 * RATE)
    early, late = made[: len(made) // 3], made[-len(made) // 3 :]

    def strongest(part):
        windowed = part * np.hanning(len(part))
        return np.argmax(np.abs(np.fft.rfft(windowed, 8 * RATE)))

    assert bool(strongest(late) > strongest(early)) == rises


def test_every_breath_phase_has_a_tone_but_rest():
    assert {phase for phase in BREATH_PHASES if not len(tone(phase, RATE))} == {"rest"}


def test_a_name_without_a_tone_is_silence():
    assert len(tone("word", RATE)) == 0


def test_the_tone_of_the_next_breath_is_not_made_again():
    assert tone("in", 5 * RATE) is tone("in", 5 * RATE)


def test_a_tone_is_never_longer_than_asked_for():
    assert len(tone("in", 1000)) == 1000
    assert len(tone("tense", 5 * RATE)) < 5 * RATE
    assert len(tone("in", 0)) == 0
