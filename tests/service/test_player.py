"""The position: by what is heard where that makes sense, by steady time where it does not."""

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeClock, FakeSpeaker, FakeVoice
from windown.core.timeline import Prompt, Span, Timeline
from windown.service.player import (
    APART,
    CLIPS_EVERY_S,
    DEVICE_S,
    FIRST_PROMPT_S,
    LEAN,
    REJOIN_EVERY_S,
    Player,
)
from windown.service.ports import Heard, Levels, VoiceStyle

STYLE = VoiceStyle("quiet", 92, 38, "en")
TIMELINE = Timeline(
    "any", "en", 600.0, (Span(0.0, 600.0, "rest", 1),),
    (Prompt(0, 2, "first"), Prompt(10, 2, "second"), Prompt(20, 2, "first")),
)  # fmt: skip
LOOK_S = 0.05


class Room:
    """A player with its fakes, looked at every `LOOK_S`."""

    def __init__(self, speed=1.0, ready=True, style=STYLE, wrong=""):
        self.clock, self.speaker, self.voice = FakeClock(), FakeSpeaker(), FakeVoice(ready)
        self.speaker.wrong = wrong
        self.player = Player(self.speaker, self.voice, speed)
        self.player.begin(TIMELINE, Levels(), style, self.clock.now())
        self.begun = self.clock.steady

    def look(self, after=LOOK_S):
        return self.player.look(self.clock.pass_(after))

    def look_until(self, seconds):
        """The position after looking for so many seconds."""
        return [self.look() for _ in range(round(seconds / LOOK_S))][-1]

    def sound(self, position):
        """Let the speaker say that this position is being heard now."""
        self.speaker.line = Heard(position, self.clock.steady)

    def plays(self):
        return [call for call in self.speaker.calls if call[0] == "play"]


def running(position=0.0):
    """A room in which a position has just been heard for the first time."""
    room = Room()
    room.look()
    room.look()
    room.sound(position)
    room.look(0)
    return room


def test_it_asks_for_sound_once_the_first_prompt_is_there():
    room = Room(ready=False)
    assert room.look_until(0.2) == 0
    assert room.plays() == []
    room.voice.ready = True
    room.look()
    assert room.plays() == [("play", 0.0, None)]
    assert "first" in room.speaker.files


def test_a_late_first_prompt_is_not_waited_for():
    room = Room(ready=False)
    room.look(FIRST_PROMPT_S)
    assert room.plays() == [("play", 0.0, None)]


@pytest.mark.parametrize("silence", ["no style", "no voice"])
def test_where_nothing_is_spoken_no_prompt_is_waited_for(silence):
    room = Room(ready=False, style=None if silence == "no style" else STYLE)
    room.voice.wrong = "voice.missing"
    room.look(0)
    assert room.plays() == [("play", 0.0, None)]


def test_without_a_style_no_prompt_is_asked_for():
    room = Room(style=None)
    room.look_until(3)
    room.player.stop()
    assert (room.voice.wanted, room.speaker.files) == ([], {})


def test_prompts_are_asked_for_once_each_in_the_order_of_need():
    assert Room().voice.wanted == ["first", "second"]


def test_a_prompt_that_comes_later_is_handed_over_soon():
    room = Room(ready=False)
    room.look_until(3)
    assert room.speaker.files == {}
    room.voice.ready = True
    room.look_until(CLIPS_EVERY_S + LOOK_S)
    assert room.speaker.files.keys() == {"first", "second"}


def test_a_second_session_hands_its_prompts_over_at_once():
    room = running()
    room.player.stop()
    room.speaker.files = {}
    room.player.begin(TIMELINE, Levels(), STYLE, room.clock.now())
    room.look(0)
    assert room.speaker.files.keys() == {"first", "second"}


def test_the_position_stands_until_something_is_heard():
    room = Room()
    assert room.look_until(DEVICE_S - 0.1) == 0
    room.sound(0.02)
    assert room.look(0) == pytest.approx(0.02)


def test_a_first_sample_still_to_come_is_waited_for():
    room = Room()
    room.look()
    room.sound(-0.1)
    assert room.look(0.05) == 0
    assert room.look(0.1) == pytest.approx(0.05)


@pytest.mark.parametrize("wrong", ["none", "lost"])
def test_without_a_device_nothing_is_waited_for(wrong):
    room = Room(wrong=wrong)
    room.look()
    room.look()
    assert room.look_until(2) == pytest.approx(2)


def test_a_device_that_never_sounds_is_not_waited_for_long():
    room = Room(ready=False)
    room.look_until(FIRST_PROMPT_S + DEVICE_S + 2 * LOOK_S)
    assert room.look(1.0) >= 1.0


@pytest.mark.parametrize("nonsense", [-100.0, math.nan, -math.inf])
def test_a_device_that_talks_nonsense_is_not_waited_for_long(nonsense):
    room = Room()
    room.look()
    for _ in range(round((DEVICE_S + LOOK_S) / LOOK_S)):
        room.sound(nonsense)
        room.look()
    assert room.look(1.0) >= 1.0


def test_a_first_report_far_ahead_takes_it_no_further_than_time_allows():
    room = Room()
    room.look()
    room.look(0.2)
    room.sound(300)
    assert room.look(0) <= 0.2 + 1e-9


def test_where_nothing_was_heard_sound_is_asked_to_join_the_position():
    room = Room(wrong="none")
    room.look()
    room.look()
    assert room.plays()[-1] == ("play", 0.0, room.clock.steady)


def test_once_running_it_follows_steady_time_between_the_reports():
    room = running()
    assert room.look(0.5) == pytest.approx(0.5)
    assert room.look(0.25) == pytest.approx(0.75)


@pytest.mark.parametrize("drift", [0.3, -0.3])
def test_it_leans_gently_towards_what_is_heard(drift):
    room = running()
    positions = []
    for _ in range(120):
        room.clock.pass_(LOOK_S)
        room.sound(room.clock.steady - room.begun - 2 * LOOK_S + drift)
        positions.append(room.player.look(room.clock.now()))
    steps = [b - a for a, b in itertools.pairwise(positions)]
    assert all(LOOK_S * (1 - LEAN) - 1e-9 <= s <= LOOK_S * (1 + LEAN) + 1e-9 for s in steps)
    assert positions[-1] == pytest.approx(120 * LOOK_S + drift, abs=0.01)


def test_sound_far_away_is_asked_to_join_but_not_again_and_again():
    room = running()
    room.look_until(REJOIN_EVERY_S)
    asked = len(room.plays())
    for _ in range(round(4 * REJOIN_EVERY_S / LOOK_S)):
        room.sound(300)
        room.look()
    joins = room.plays()[asked:]
    assert 4 <= len(joins) <= 5
    assert all(steady is not None and position < 30 for _, position, steady in joins)


def test_sound_a_little_apart_is_not_asked_to_join():
    room = running()
    asked = len(room.plays())
    for _ in range(200):
        room.clock.pass_(LOOK_S)
        room.sound(room.clock.steady - room.begun + APART * 0.9)
        room.player.look(room.clock.now())
    assert len(room.plays()) == asked


def test_it_runs_on_when_the_device_leaves_and_takes_it_back_gently():
    room = running()
    here = room.look_until(1)
    room.speaker.line = None
    gone = room.look_until(1)
    room.sound(gone + 0.5)
    back = room.look()
    assert gone == pytest.approx(here + 1)
    assert back == pytest.approx(gone + LOOK_S * (1 + LEAN))


def test_what_was_heard_before_sound_was_asked_for_counts_no_more():
    room = running()
    room.look_until(1)
    old = Heard(300.0, room.clock.steady)
    room.player.pause(room.clock.pass_(1))
    room.player.resume(room.clock.pass_(1))
    room.speaker.line = old
    assert room.look() < 3


def test_a_pause_keeps_still_and_goes_on_from_there():
    room = running()
    here = room.look_until(3)
    room.player.pause(room.clock.now())
    assert room.speaker.calls[-1] == "pause"
    assert [room.look(60), room.look(600)] == [here, here]
    room.player.resume(room.clock.now())
    assert room.plays()[-1] == ("play", here, None)
    assert room.look() == here
    room.sound(here)
    room.look(0)
    assert room.look(1) == pytest.approx(here + 1)


def test_a_pause_while_it_waits_to_begin_loses_nothing():
    room = Room(ready=False)
    room.look()
    room.player.pause(room.clock.now())
    assert room.look(100) == 0
    room.player.resume(room.clock.now())
    room.speaker.wrong = "none"
    room.look()
    assert room.look(1) == pytest.approx(1)


@pytest.mark.parametrize("speed", [0.5, 10.0])
def test_without_sound_it_runs_at_any_speed(speed):
    room = Room(speed=speed, wrong="none")
    room.look(0)
    room.look(0)
    assert room.look_until(2) == pytest.approx(2 * speed)


def test_a_changed_timeline_is_followed_with_the_prompts_still_missing():
    room = Room(ready=False)
    other = replace(TIMELINE, prompts=(Prompt(0, 2, "second"), Prompt(5, 2, "third")))
    room.player.follow(other, room.clock.now())
    assert room.voice.wanted == ["second", "third"]
    assert (room.speaker.timeline, room.speaker.calls[-1]) == (other, "replace")


def test_a_changed_timeline_is_seen_when_it_is_heard():
    room = running()
    here = room.look_until(3)
    room.player.follow(TIMELINE, room.clock.now())
    room.speaker.line = None
    assert room.look(0.3) == here
    room.sound(here)
    room.look(0)
    assert room.look(1) == pytest.approx(here + 1)


def test_a_changed_timeline_nobody_hears_is_seen_at_once():
    room = Room(wrong="none")
    here = room.look_until(3)
    room.player.follow(TIMELINE, room.clock.now())
    assert room.look(1) == pytest.approx(here + 1)


def test_the_end_is_silent_and_asks_for_no_more_prompts():
    room = running()
    here = room.look_until(1)
    room.player.stop()
    assert room.speaker.calls[-1] == "stop"
    assert room.voice.wanted == []
    assert room.look(5) == here


reports = st.one_of(
    st.none(),
    st.floats(-0.5, 0.5).map(lambda apart: ("near", apart)),
    st.one_of(st.floats(-1e6, 1e6), st.sampled_from([math.nan, math.inf, -math.inf])).map(
        lambda position: ("far", position)
    ),
)


@given(st.lists(st.tuples(st.floats(0.0, 2.0), reports, st.booleans()), max_size=60))
def test_whatever_the_device_says_the_position_never_jumps_nor_goes_back(looks):
    room = Room()
    room.look(0)
    before, set_off = 0.0, False
    for passed, report, wrong in looks:
        now = room.clock.pass_(passed)
        room.speaker.wrong = "lost" if wrong else ""
        kind, value = report or ("", 0.0)
        heard = {"near": before + passed + value, "far": value}.get(kind)
        room.speaker.line = None if heard is None else Heard(heard, now.steady)
        position = room.player.look(now)
        allowed = (passed if set_off else now.steady - room.begun) * (1 + LEAN)
        assert -1e-9 <= position - before <= allowed + 1e-6
        set_off = set_off or position > 0
        before = position
