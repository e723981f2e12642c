"""Tones: soft, low, and as loud as they are meant to be."""

import numpy as np
import pyloudnorm
import pytest
import soundfile

from tests.fakes import FakeSpeaker, FakeVoice, a_desk
from windown.core.practice import BREATH_PHASES
from windown.presenters.hearing import TONE_S, Hearing
from windown.sound.files import write
from windown.sound.samples import RATE
from windown.sound.score import compose
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


def test_the_tone_of_a_reminder_is_short_soft_and_no_louder_than_speech():
    made = tone("reminder", 4 * RATE)
    assert RATE <= len(made) <= 2 * RATE
    assert -30.0 < loudness(made) <= -23.0
    assert np.abs(made).max() < 10 ** (-3 / 20)
    edge = round(0.03 * RATE)
    for end in (made, made[::-1]):
        # At least 30 ms of rise and of fall: never half of its height within half of that.
        assert np.abs(end[: edge // 2]).max() < 0.5 * np.abs(made).max()


def test_rendered_as_it_is_played_the_tone_of_a_reminder_is_whole_soft_and_low(tmp_path):
    desk, speaker, file = a_desk(volume_tones=1.0), FakeSpeaker(), tmp_path / "chime.wav"
    Hearing(desk, speaker, FakeVoice()).chime(desk.clock.now())
    write(compose(speaker.timeline, {}, None), speaker.levels, file)
    heard, _ = soundfile.read(str(file), dtype="float32")
    sounding = np.flatnonzero(np.abs(heard[:, 0]) > 1 / 32768)
    assert 1.0 <= (sounding[-1] - sounding[0]) / RATE <= 2.0
    assert sounding[-1] < TONE_S * RATE  # nothing of it is cut by the end of the timeline
    assert (
        -30.0 < pyloudnorm.Meter(RATE).integrated_loudness(heard[: round(TONE_S * RATE)]) <= -23.0
    )
    power = np.abs(np.fft.rfft(heard[:, 0])) ** 2
    hertz = np.fft.rfftfreq(len(heard), 1 / RATE)
    assert power[hertz > 500].sum() < 1e-4 * power.sum()
    assert np.abs(np.diff(heard[:, 0], 2)).max() < 0.001
    assert np.array_equal(heard[: round(TONE_S * RATE), 0], heard[: round(TONE_S * RATE), 1])
