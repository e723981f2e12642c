"""Sessions as they are heard: fades, falls, ceilings, changes and silence."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sound.clicks import CLICK, sharpest
from tests.sound.test_backgrounds import short
from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.service.ports import Levels
from windown.sound import levels
from windown.sound.ambience import Ambience
from windown.sound.levels import ceiling
from windown.sound.limit import limited
from windown.sound.mixing import ready
from windown.sound.samples import RATE
from windown.sound.score import compose, gains, mix
from windown.sound.transport import SLOW, Transport

PERIOD = 14_400


def session(length, fade=0.0, falling=0.0, prompts=(), tones=()):
    spans = (Span(0.0, length, "rest", 1),)
    return Timeline("p", "en", length, spans, prompts, tones, fade, falling)


def strength(sound):
    return float(np.sqrt(np.mean(np.asarray(sound, np.float64) ** 2)))


def stretch(score, second, seconds=3.0):
    return score.render(round(second * RATE), round(seconds * RATE)).background


def test_listening_stays_as_loud_as_it_is_until_it_fades_evenly_to_nothing():
    score = compose(session(600.0, fade=180.0), {}, short("pink"))
    before = [strength(stretch(score, at)) for at in (10, 200, 400, 416)]
    assert before == pytest.approx([before[0]] * 4, rel=0.05)
    fading = [strength(stretch(score, at)) for at in np.linspace(420, 597, 12)]
    assert all(b < a for a, b in pairwise(fading))
    # With the square of what is left: a quarter of the way 5 dB less, half of it 12.
    assert 20 * np.log10(strength(stretch(score, 508.5)) / before[0]) == pytest.approx(-12, abs=0.5)
    assert not score.render(score.length - 1, 1000).background[1:].any()
    sharp, second = sharpest(stretch(score, 560, 40))
    assert sharp < CLICK, second


def test_ten_hours_are_composed_in_a_moment_and_sound_at_their_end():
    score = compose(session(36_000.0, fade=600.0), {}, short("sea"))
    assert strength(stretch(score, 35_000)) > 0.001
    assert strength(stretch(score, 35_998, 2.0)) < 1e-4


def test_a_voice_falls_by_half_a_decibel_a_minute_and_never_by_more_than_twelve():
    at = np.array([0.0, 120.0, 600.0, 1200.0, 1800.0, 2700.0])
    found = levels.voice_db(at, 2700.0, falling=0.5)
    assert found == pytest.approx([0.0, -1.0, -5.0, -10.0, -12.0, -12.0])
    clip = np.full(RATE // 2, 9000, np.int16)
    prompts = tuple(Prompt(60.0 * n, 2.0, "a") for n in range(30))
    score = compose(session(1900.0, falling=0.5, prompts=prompts), {"a": clip})
    loud = [score.render(60 * n * RATE + 100, 1).voice[0] for n in (0, 10, 20, 29)]
    fallen = [0.0, -5.0, -10.0, -12.0]
    assert 20 * np.log10(np.array(loud) / loud[0]) == pytest.approx(fallen, abs=0.05)


def test_a_prompt_of_another_pace_is_another_clip():
    slow = np.full(RATE, 4000, np.int16)
    prompts = (Prompt(1.0, 2.0, "a"), Prompt(5.0, 2.0, "a", 0.8))
    score = compose(session(20.0, prompts=prompts), {prompts[1].voiced: slow})
    heard = np.nonzero(score.render(0, 10 * RATE).voice)[0]
    assert heard[0] == 5 * RATE


@settings(deadline=None, max_examples=30)
@given(
    level=st.floats(0.0, 1.0),
    volumes=st.tuples(*[st.floats(0.0, 1.0)] * 3),
    height=st.integers(1000, 32767),
)
def test_nothing_ever_passes_the_ceiling(level, volumes, height):
    clip = np.rint(np.sin(np.arange(RATE) * 0.03) * height).astype(np.int16)
    timeline = session(9.0, prompts=(Prompt(5.0, 2.0, "a"),), tones=(Tone(5.0, 2.0, "attend"),))
    score = compose(timeline, {"a": clip}, short("rain"))
    chosen = Levels(*volumes, "rain", level)
    transport = Transport()
    transport.set_volumes(chosen, at_once=True)
    transport.play(score, 4.5)
    heard = np.concatenate([transport.pull(PERIOD, 0.3 * n) for n in range(8)])
    assert np.abs(heard).max() <= ceiling(level) + 1e-6


def test_below_the_ceiling_every_sample_is_as_it_was():
    quiet = np.random.default_rng(1).uniform(-0.6, 0.6, (1000, 2)).astype(np.float32)
    assert limited(quiet, 1.0) is quiet


def test_a_bus_that_would_pass_the_ceiling_is_turned_down_as_a_whole():
    voice, tones, background = gains(Levels(ceiling=0.3))
    assert voice < gains(Levels())[0]
    assert voice == pytest.approx(0.09 / 0.5)
    assert (tones, background) == (1.0, pytest.approx(0.09 / 0.12))


def test_the_limit_has_no_edge_and_follows_a_ceiling_that_moves_without_a_click():
    at = np.linspace(-1, 1, 20_001, dtype=np.float32)[:, None] * np.ones(2, np.float32)
    assert np.abs(np.diff(limited(at, 0.5), axis=0)).max() < 1.01e-4
    score = compose(session(60.0), {}, short("drone"))
    transport = Transport()
    transport.play(score, 8.0)
    parts = [transport.pull(PERIOD, 0.3 * n) for n in range(4)]
    transport.set_volumes(Levels(ceiling=0.15))
    parts += [transport.pull(PERIOD, 1.2 + 0.3 * n) for n in range(4)]
    sharp, second = sharpest(np.concatenate(parts)[RATE // 4 :])
    assert sharp < CLICK, second


def test_a_mix_is_as_loud_as_one_sound_and_its_volumes_are_beside_each_other(tmp_path):
    def power(text):
        ambience = ready(text, tmp_path).ambience
        return strength(stretch(compose(session(100.0), {}, ambience), 30.0, 10.0))

    alone = power("pink")
    assert 20 * np.log10(power("pink:0.5") / alone) == pytest.approx(-12.0, abs=0.3)
    three = [layer.gain for layer in ready("pink+white+drone", tmp_path).ambience.layers]
    assert three == pytest.approx([3**-0.5] * len(three))
    assert ready("", tmp_path).ambience is None
    assert ready("traffic", tmp_path).ambience is None


def test_another_mix_while_it_plays_passes_over_without_a_click():
    score = compose(session(60.0), {}, short("brown"))
    both = Ambience(short("brown").layers + short("drone").layers)
    transport = Transport()
    transport.play(score, 5.0)
    parts = [transport.pull(PERIOD, 0.3 * n) for n in range(3)]
    transport.change(compose(session(60.0), {}, both), float("inf"), SLOW)
    parts += [transport.pull(PERIOD, 0.9 + 0.3 * n) for n in range(9)]
    sharp, second = sharpest(np.concatenate(parts)[RATE // 4 :])
    assert sharp < CLICK, second
    position = round(5 * RATE) + 11 * PERIOD
    expected = mix(compose(session(60.0), {}, both).render(position, PERIOD), (1.0, 1.0, 1.0))
    assert parts[-1] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", ["drone", "sea", "white"])
def test_a_pause_and_going_on_do_not_click(name):
    score = compose(session(60.0), {}, short(name))
    transport = Transport()
    transport.play(score, 5.0)
    parts = [transport.pull(PERIOD, 0.3 * n) for n in range(4)]
    transport.hush()
    parts += [transport.pull(PERIOD, 1.2 + 0.3 * n) for n in range(7)]
    assert not parts[-1].any()
    transport.play(score, 6.0)
    parts += [transport.pull(PERIOD, 3.3 + 0.3 * n) for n in range(4)]
    sharp, second = sharpest(np.concatenate(parts) + _floor())
    assert sharp < CLICK, second


def _floor():
    """So quiet a hiss that a change from nothing to something is not endless."""
    return np.random.default_rng(1).normal(0, 1e-4, (15 * PERIOD, 2))


def test_a_quiet_rest_without_a_background_is_silent_and_so_is_the_time_after_the_end():
    tones = (Tone(0.0, 4.0, "in"), Tone(20.0, 4.0, "out"))
    score = compose(session(30.0, tones=tones), {})
    assert not mix(score.render(4 * RATE, 16 * RATE), gains(Levels())).any()
    with_bed = compose(session(30.0, fade=10.0), {}, short("rain"))
    assert not mix(with_bed.render(30 * RATE, RATE), gains(Levels())).any()
