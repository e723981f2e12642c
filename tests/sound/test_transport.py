"""What the device is given: positions, ramps and changes, without a device."""

import numpy as np
import pytest

from windown.core.splice import skip
from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.service.ports import Heard, Levels
from windown.sound.ambience import Ambience, Layer
from windown.sound.backgrounds import SOUNDS, make
from windown.sound.changes import departs
from windown.sound.line import DeviceLine
from windown.sound.samples import RATE
from windown.sound.score import compose, gains, mix, recompose
from windown.sound.transport import CHANGE, RAMP, SLOW, Transport

PERIOD = 14_400
DELAY = 0.16
LOOP = Ambience((Layer(make(SOUNDS["brown"][0], seed=9, seconds=1), 2**0.5),))


ONE_TONE = (Tone(0.0, 12.0, "in"),)


def session(length=60.0, tones=ONE_TONE, prompts=()):
    return Timeline("p", "en", length, (Span(0.0, length, "rest", 0),), prompts, tones)


def playing(score, position=0.0):
    transport = Transport()
    transport.start(DELAY)
    transport.play(score, position)
    return transport


def pulled(transport, periods, at=0.0):
    """So many periods, asked for by a device that plays them one after the other."""
    return np.concatenate([transport.pull(PERIOD, at + k * 0.3) for k in range(periods)])


def as_composed(score, start, frames):
    return mix(score.render(start, frames), gains(Levels()))


def test_from_the_beginning_every_sample_is_as_composed():
    score = compose(session(), {}, LOOP)
    assert np.array_equal(pulled(playing(score), 5), as_composed(score, 0, 5 * PERIOD))


def test_in_the_middle_sound_comes_in_a_ramp_and_then_is_as_composed():
    score = compose(session(), {}, LOOP)
    heard = pulled(playing(score, 5.0), 5)
    wanted = as_composed(score, 5 * RATE, 5 * PERIOD)
    assert np.array_equal(heard[RAMP:], wanted[RAMP:])
    assert np.abs(heard[:10]).max() < 0.01 * np.abs(wanted).max()


def test_a_pause_fades_to_silence_and_keeps_still():
    transport = playing(compose(session(), {}))
    pulled(transport, 2)
    transport.hush()
    heard = pulled(transport, 2, 0.6)
    assert heard[: RAMP // 2].any()
    assert not heard[RAMP:].any()
    assert transport.heard(1.0) is None


def test_in_a_pause_the_background_takes_its_time():
    transport = playing(compose(session(), {}, LOOP), 5.0)
    pulled(transport, 12)
    transport.hush()
    heard = np.abs(pulled(transport, 10, 3.0))
    assert heard[RAMP : RAMP * 2].max() > 0
    assert heard[SLOW // 2 : SLOW].max() < heard[: SLOW // 4].max()
    assert not heard[SLOW + 1 :].any()


def test_no_change_of_volume_clicks():
    score = compose(session(), {})
    transport = playing(score, 3.0)
    pulled(transport, 2)
    transport.set_volumes(Levels(tones=0.1))
    heard = pulled(transport, 2, 0.6)
    steps = np.abs(np.diff(heard[:, 0]))
    assert (
        steps.max() <= np.abs(np.diff(as_composed(score, 3 * RATE, 4 * PERIOD)[:, 0])).max() * 1.1
    )
    quiet = as_composed(score, 3 * RATE + 2 * PERIOD, 2 * PERIOD) * np.float32(0.01)
    assert heard[RAMP * 2 :] == pytest.approx(quiet[RAMP * 2 :], abs=1e-6)


def test_another_score_that_is_the_same_changes_no_sample_beyond_rounding():
    score = compose(session(), {}, LOOP)
    transport = playing(score)
    pulled(transport, 2)
    assert transport.change(compose(session(), {}, LOOP), float("inf"))
    heard = pulled(transport, 2, 0.6)
    assert heard == pytest.approx(as_composed(score, 2 * PERIOD, 2 * PERIOD), abs=1e-6)


def test_a_skip_is_heard_from_its_cue_although_the_device_had_more_already():
    clip = np.full(RATE, 5000, np.int16)
    timeline = Timeline(
        "p", "en", 60.0, (Span(0.0, 30.0, "attend", 1), Span(30.0, 30.0, "attend", 2)),
        (Prompt(30.0, 3.0, "next"),),
    )  # fmt: skip
    score = compose(timeline, {"next": clip})
    transport = playing(score)
    pulled(transport, 2)
    skipped = skip(timeline, 0.35)
    second = departs(timeline, skipped)
    after = recompose(score, skipped, {"next": clip}, None, second)
    assert second == 0.35
    assert transport.change(after, second, again=True)
    heard = pulled(transport, 4, 0.6)
    assert np.nonzero(heard[:, 0])[0][0] == CHANGE
    assert np.array_equal(
        heard[CHANGE:], as_composed(after, round(0.35 * RATE), 4 * PERIOD - CHANGE)
    )


def test_a_change_that_comes_too_late_for_its_cue_is_refused():
    score = compose(session(), {})
    transport = playing(score)
    pulled(transport, 2)
    assert not transport.change(score, 0.6)
    assert transport.change(score, 0.6 + CHANGE / RATE)


def test_what_is_heard_lies_behind_what_is_asked_for_by_the_delay_of_the_device():
    transport = playing(compose(session(), {}), 7.0)
    for k in range(5):
        transport.pull(PERIOD, 100.0 + 0.3 * k)
    assert transport.heard(101.2).position == pytest.approx(7.0 + 1.2 - DELAY, abs=1e-4)
    assert transport.heard(101.2).steady == 101.2


def test_before_the_first_sample_is_heard_the_line_tells_an_earlier_position():
    transport = playing(compose(session(), {}), 7.0)
    for k in range(3):
        transport.pull(PERIOD, 100.0 + 0.3 * k)
    assert transport.heard(100.05).position < 7.0


def test_a_device_that_just_began_is_believed_to_play_at_once():
    transport = playing(compose(session(), {}), 7.0)
    transport.pull(PERIOD, 100.0)
    assert transport.heard(100.1).position == pytest.approx(7.1)


def test_nothing_is_heard_before_the_device_asked_for_anything():
    assert playing(compose(session(), {})).heard(1.0) is None


def test_sound_joins_a_clock_that_runs():
    score = compose(session(), {}, LOOP)
    transport = Transport()
    transport.start(DELAY)
    line = Heard(20.0, 99.0)
    assert not transport.join(score, line)
    pulled(transport, 3, 100.0)
    assert transport.join(score, line)
    pulled(transport, 2, 100.9)
    heard = transport.heard(101.5)
    assert heard.position == pytest.approx(20.0 + 101.5 - 99.0, abs=1e-4)


def test_a_fault_in_a_score_is_silence_and_the_position_goes_on():
    class Broken:
        def render(self, start, frames):
            raise MemoryError

    transport = playing(Broken())
    assert not pulled(transport, 2).any()
    assert transport.next_second() == pytest.approx(0.6)


def test_late_callbacks_do_not_move_the_line():
    line = DeviceLine(DELAY)
    late = (0.0, 0.0, 0.03, 0.07, 0.01, 0.02, 0.05)
    for k, lateness in enumerate(late):
        line.called(k * PERIOD, 50.0 + 0.3 * k + lateness)
    assert line.heard_at(0) == pytest.approx(50.0 + DELAY)


def test_a_device_that_stumbled_is_believed_after_some_seconds():
    line = DeviceLine(DELAY)
    for k in range(10):
        line.called(k * PERIOD, 50.0 + 0.3 * k)
    for k in range(10, 60):
        line.called(k * PERIOD, 50.4 + 0.3 * k)
    assert line.heard_at(0) == pytest.approx(50.4 + DELAY)
