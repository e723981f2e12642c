"""A session as samples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windown.core.splice import skip
from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.service.ports import Levels
from windown.sound.ambience import Ambience, Layer
from windown.sound.backgrounds import SOUNDS, make
from windown.sound.changes import departs
from windown.sound.samples import RATE
from windown.sound.score import compose, gains, mix, recompose
from windown.sound.tones import tone

#: One loop of brown noise, as loud as both that are kept.
LOOP = Ambience((Layer(make(SOUNDS["brown"][0], seed=5, seconds=1), 2**0.5),))


def clip(seconds, height=8000):
    wave = np.sin(np.arange(round(seconds * RATE)) * 2 * np.pi * 180 / RATE)
    return np.rint(wave * height + 100).astype(np.int16)


def session(length=30.0, prompts=(), tones=()):
    return Timeline("p", "en", length, (Span(0.0, length, "rest", 0),), prompts, tones)


def whole(score):
    return score.render(0, score.length)


BUSY = compose(
    session(
        20.0,
        (Prompt(1.0, 2.0, "long"), Prompt(7.5, 3.0, "short"), Prompt(18.9, 4.0, "long")),
        (Tone(0.0, 4.0, "in"), Tone(4.0, 6.0, "out"), Tone(9.99, 0.01, "in"), Tone(12, 12, "in")),
    ),
    {"long": clip(3.0), "short": clip(0.7)},
    LOOP,
)


@settings(deadline=None, max_examples=25)
@given(
    start=st.integers(-3000, 20 * RATE),
    cuts=st.lists(st.integers(1, 9000), min_size=1, max_size=8),
)
def test_samples_are_the_same_to_the_last_bit_however_a_stretch_is_cut(start, cuts):
    one = mix(BUSY.render(start, sum(cuts)), gains(Levels()))
    at, parts = start, []
    for frames in cuts:
        parts.append(mix(BUSY.render(at, frames), gains(Levels())))
        at += frames
    assert np.array_equal(one, np.concatenate(parts))


@pytest.mark.parametrize("at", [0.0, 0.25, 1.000013, 3.3333333])
def test_a_tone_begins_exactly_at_its_sample(at):
    heard = whole(compose(session(30.0, (), (Tone(at, 5.0, "in"),)), {})).tones
    first = round(at * RATE)
    assert np.array_equal(heard[first : first + 5 * RATE], tone("in", 5 * RATE))
    assert not heard[:first].any()
    assert not heard[first + 5 * RATE :].any()


@pytest.mark.parametrize("at", [0.0, 0.25, 1.000013, 3.3333333])
def test_the_first_sample_of_a_clip_is_at_its_cue(at):
    heard = whole(compose(session(30.0, (Prompt(at, 2.0, "a"),)), {"a": clip(1.0)})).voice
    sounding = np.nonzero(heard)[0]
    assert sounding[0] == round(at * RATE)
    assert sounding[-1] == round(at * RATE) + RATE - 1


def test_a_clip_is_as_loud_on_two_sides_as_it_was_levelled_on_one():
    heard = whole(compose(session(30.0, (Prompt(1.0, 2.0, "a"),)), {"a": clip(1.0)})).voice
    stored = clip(1.0) / 32768
    assert 2 * np.sum(heard**2) == pytest.approx(np.sum(stored**2), rel=1e-4)


def test_a_clip_longer_than_its_slot_is_faded_out_and_silent_after_it():
    heard = whole(compose(session(30.0, (Prompt(1.0, 2.0, "a"),)), {"a": clip(6.0)})).voice
    end = 3 * RATE
    assert not heard[end:].any()
    assert np.abs(heard[end - 200 : end]).max() < 0.01 * np.abs(heard).max()
    assert np.abs(heard[end - RATE : end - RATE // 2]).max() > 0.9 * np.abs(heard).max()
    assert np.abs(np.diff(heard)).max() < 1.1 * np.abs(np.diff(heard[RATE + 1 : 2 * RATE])).max()


def test_no_clip_sounds_beyond_the_end_of_the_session():
    heard = compose(session(5.0, (Prompt(4.0, 9.0, "a"),)), {"a": clip(6.0)}).render(0, 10 * RATE)
    assert not heard.voice[5 * RATE :].any()


def test_before_the_beginning_and_after_the_end_there_is_silence():
    for start in (-RATE, BUSY.length, BUSY.length + 12345):
        assert not mix(BUSY.render(start, RATE), gains(Levels())).any()
    around = BUSY.render(-100, 200)
    assert not around.background[:100].any()


def test_a_prompt_without_a_clip_is_silent_and_does_not_quieten_the_background():
    timeline = session(30.0, (Prompt(9.0, 5.0, "a"),))
    without = whole(compose(timeline, {}, LOOP))
    assert not without.voice.any()
    assert np.array_equal(without.background, whole(compose(session(30.0), {}, LOOP)).background)


def test_the_background_yields_to_the_voice():
    plain = whole(compose(session(30.0), {}, LOOP)).background
    spoken = whole(
        compose(session(30.0, (Prompt(9.0, 5.0, "a"),)), {"a": clip(2.0)}, LOOP)
    ).background
    during, long_before = slice(9 * RATE, 11 * RATE), slice(5 * RATE, 8 * RATE)
    assert np.linalg.norm(spoken[during]) == pytest.approx(
        np.linalg.norm(plain[during]) / 2, rel=0.01
    )
    assert np.array_equal(spoken[long_before], plain[long_before])


def test_the_bed_is_far_below_the_voice_and_loops_without_end():
    import pyloudnorm

    bed = compose(session(120.0), {}, LOOP).render(10 * RATE, 60 * RATE).background
    loudness = pyloudnorm.Meter(RATE).integrated_loudness(bed.astype(np.float64))
    assert -38.0 <= loudness <= -34.0
    assert bed[: 5 * RATE] == pytest.approx(bed[RATE : 6 * RATE], abs=1e-7)


def test_the_session_comes_and_goes_softly():
    timeline = session(30.0, (), (Tone(18.0, 12.0, "in"),))
    buses = whole(compose(timeline, {}, LOOP))
    assert np.abs(buses.background[:480]).max() < 1e-4
    assert np.abs(buses.background[-480:]).max() < 1e-5
    assert np.abs(buses.tones[-480:]).max() < 1e-5


def test_nothing_clicks_in_a_busy_session():
    tones_only = whole(BUSY).tones.astype(np.float64)
    bend = np.abs(np.diff(tones_only, 2)).max()
    assert bend < np.abs(tones_only).max() * (2 * np.pi * 500 / RATE) ** 2 * 1.5


def test_a_loud_clip_a_tone_and_the_bed_together_stay_below_minus_3_dbfs():
    timeline = session(20.0, (Prompt(1.0, 5.0, "a"),), (Tone(1.0, 5.0, "in"),))
    loud = compose(timeline, {"a": clip(5.0, 32000)}, LOOP)
    peak = np.abs(mix(whole(loud), gains(Levels()))).max()
    assert 20 * np.log10(peak) < -2.0
    spoken = compose(timeline, {"a": clip(5.0, round(32768 * 10 ** (-7 / 20)))}, LOOP)
    assert 20 * np.log10(np.abs(mix(whole(spoken), gains(Levels()))).max()) < -3.0


def test_each_volume_is_of_its_own_bus():
    buses = BUSY.render(RATE, RATE)
    assert not mix(buses, gains(Levels(0.0, 0.0, 0.0))).any()
    only_tones = mix(buses, gains(Levels(0.0, 1.0, 0.0)))
    assert np.array_equal(only_tones[:, 0], buses.tones)
    assert np.array_equal(only_tones[:, 1], buses.tones)
    assert np.array_equal(mix(buses, gains(Levels(0.0, 0.0, 1.0))), buses.background)


def test_a_clip_that_comes_late_is_heard_from_the_next_cue_on_never_in_the_middle():
    timeline = session(30.0, (Prompt(2.0, 3.0, "a"), Prompt(10.0, 3.0, "a")))
    late = recompose(compose(timeline, {}), timeline, {"a": clip(2.0)}, None, 2.5)
    heard = whole(late).voice
    assert np.nonzero(heard)[0][0] == 10 * RATE


def test_a_clip_that_sounds_goes_on_when_more_clips_come():
    timeline = session(30.0, (Prompt(2.0, 3.0, "a"),))
    first = compose(timeline, {"a": clip(2.0)})
    then = recompose(first, timeline, {}, None, 2.5)
    assert np.array_equal(whole(first).voice, whole(then).voice)


def test_a_clip_cut_by_a_skip_fades_out_there():
    timeline = Timeline(
        "p", "en", 30.0, (Span(0.0, 10.0, "attend", 1), Span(10.0, 20.0, "attend", 2)),
        (Prompt(2.0, 6.0, "a"), Prompt(10.0, 6.0, "a")),
    )  # fmt: skip
    skipped = skip(timeline, 4.0)
    score = recompose(compose(timeline, {"a": clip(5.0)}), skipped, {"a": clip(5.0)}, None, 4.0)
    heard = whole(score).voice
    assert np.abs(heard[4 * RATE - 100 : 4 * RATE]).max() < 0.001
    assert heard[4 * RATE] != 0.0
    assert departs(timeline, skipped) == 4.0


def test_two_timelines_depart_where_the_first_cue_differs():
    one = session(30.0, (Prompt(2.0, 3.0, "a"), Prompt(20.0, 3.0, "b")), (Tone(5.0, 5.0, "in"),))
    assert departs(one, one) == float("inf")
    assert departs(one, session(30.0, one.prompts[:1], one.tones)) == 20.0
    assert departs(one, session(30.0, one.prompts, (Tone(5.0, 1.5, "in"),))) == 6.5
    assert departs(one, session(12.0, one.prompts, one.tones)) == 12.0


def test_a_session_ends_at_its_sample():
    assert compose(session(1199.99999), {}).length == 60 * 20 * RATE
    assert compose(session(0.0), {}).length == 0
    assert not mix(compose(session(0.0), {}, LOOP).render(0, 100), gains(Levels())).any()
