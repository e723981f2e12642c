"""A session in a terminal: what is printed, and what keys do."""

import itertools
import json
from typing import get_args

import pytest

from tests.fakes import FakeClock, FakeKeys, FakeSpeaker, FakeVoice, a_desk
from windown.core.ask import Ask
from windown.core.catalogue import timeline_of
from windown.core.options import Options
from windown.core.session import Action
from windown.core.timeline import Cue
from windown.presenters.session import SessionScreen
from windown.service.player import Player
from windown.service.run import Run
from windown.text.keys import ACTIONS as KEYS
from windown.text.playing import (
    _Bar,
    _cue_printer,
    _follow,
    cue_object,
    key_line,
    play,
    print_timeline,
)


def begun(practice="box_4", minutes=1.0, clock=None):
    """A session without sound on a fake clock."""
    desk = a_desk()
    desk.clock = clock or desk.clock
    speaker = FakeSpeaker()
    speaker.wrong = "none"
    run = Run(Player(speaker, FakeVoice()), desk.journal, [])
    screen = SessionScreen(desk, run, silent=True)
    screen.begin(practice, desk.clock.now(), minutes)
    return screen


def printed(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def followed(screen, actions, capsys):
    """The objects printed while the session is followed with these keys."""
    show = _cue_printer(screen)
    _follow(screen, screen.desk.clock, FakeKeys(screen.desk.clock, actions), show)
    show(screen.view(screen.desk.clock.now()))
    return printed(capsys)


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        (Cue(4, "phase", "in", 4), {"at": 4, "kind": "phase", "phase": "in", "seconds": 4}),
        (Cue(4, "phase", "tense", 5, "arms"),
         {"at": 4, "kind": "phase", "phase": "tense", "seconds": 5, "area": "arms"}),
        (Cue(4, "phase", "out", 8, "", "hum"),
         {"at": 4, "kind": "phase", "phase": "out", "seconds": 8, "detail": "hum"}),
        (Cue(4, "say", "Let go.", 3), {"at": 4, "kind": "say", "text": "Let go."}),
        (Cue(4, "tone", "in", 4), {"at": 4, "kind": "tone", "tone": "in"}),
        (Cue(60, "end"), {"at": 60, "kind": "end"}),
    ],
)  # fmt: skip
def test_a_cue_is_the_object_of_the_contract(cue, told):
    assert cue_object(cue) == told


def test_the_whole_timeline_is_printed_at_once(capsys, shelf, words):
    timeline = timeline_of(shelf.find("box_4"), words, 1.0)
    print_timeline(timeline)
    lines = printed(capsys)
    assert lines == [cue_object(cue) for cue in timeline.cues()]
    assert lines[0] == {"at": 0.0, "kind": "phase", "phase": "in", "seconds": 4.0}
    assert lines[1] == {"at": 0.0, "kind": "tone", "tone": "in"}
    assert lines[2] == {"at": 0.0, "kind": "say", "text": "In"}
    assert lines[-1] == {"at": 60.0, "kind": "end"}
    phases = [line for line in lines if line["kind"] == "phase"]
    assert [line["phase"] for line in phases[:4]] == ["in", "hold_in", "out", "hold_out"]
    assert sum(line["seconds"] for line in phases) == 60


def test_a_session_followed_to_its_end_prints_every_cue_once_and_in_order(capsys):
    screen = begun()
    whole = [cue_object(cue) for cue in screen.run.session.timeline.cues()]
    assert followed(screen, [], capsys) == whole


def test_a_session_ended_by_a_key_prints_no_end(capsys):
    lines = followed(begun(), [None] * 100 + ["end"], capsys)
    assert lines
    assert all(line["kind"] != "end" for line in lines)


def test_skipping_prints_what_is_skipped_to(capsys):
    lines = followed(begun(), [None] * 40 + ["next", None, "next", "end"], capsys)
    starts = [line["phase"] for line in lines if line["kind"] == "phase"]
    assert starts == ["in", "in", "in"]


def test_skipping_while_paused_prints_what_is_skipped_to_once(capsys):
    actions = [None] * 40 + ["pause", None, "next", None, "pause", None, None, "end"]
    lines = followed(begun(), actions, capsys)
    assert [line["phase"] for line in lines if line["kind"] == "phase"] == ["in", "in"]


def test_skipping_to_the_end_while_paused_prints_the_end(capsys):
    lines = followed(begun("weil_478", 19 / 60), [None] * 40 + ["pause", "next", "next"], capsys)
    assert [line["kind"] for line in lines].count("end") == 1


def test_every_key_does_something_a_session_knows():
    assert set(KEYS.values()) <= set(get_args(Action))


def test_where_nobody_looks_each_new_line_is_printed_once(capsys):
    screen = begun("extended_4_6", 1.0)
    bar = _Bar(screen)
    _follow(screen, screen.desk.clock, FakeKeys(screen.desk.clock), bar)
    bar.close()
    lines = capsys.readouterr().out.splitlines()
    counted = [f"phase.in: say.{word}" for word in ("in", "count_2", "count_3", "count_4")]
    assert lines[:5] == [*counted, "phase.out: say.out"]
    assert lines[-1] == "phase.out"
    assert all(a != b for a, b in itertools.pairwise(lines))


class Interrupted(FakeClock):
    """A clock at which somebody presses Ctrl-C once, at a call of `now`."""

    calls = 0

    def now(self):
        self.calls += 1
        if self.calls == 3:
            raise KeyboardInterrupt
        return super().now()


def test_ctrl_c_ends_a_session_like_a_key_and_what_was_done_is_kept(capsys):
    screen = begun(clock=Interrupted())
    play(screen, screen.desk.clock, json_lines=True)
    assert screen.run.session.stage == "ended"
    assert [record.complete for record in screen.desk.journal.records.values()] == [False]


def closed(practice="box_4", minutes=1.0):
    """The same with eyes closed."""
    screen = begun(practice, minutes)
    screen.begin(practice, screen.desk.clock.now(), minutes, Ask(Options(eyes_closed=True)))
    return screen


def test_with_eyes_closed_the_terminal_goes_quiet(capsys):
    screen = closed()
    bar = _Bar(screen)
    _follow(screen, screen.desk.clock, FakeKeys(screen.desk.clock), bar)
    bar.close()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("phase.in")] == ["phase.in"] * 4
    assert "phase.rest" not in lines


def test_another_round_is_printed_from_its_beginning(capsys):
    actions = [None] * 400 + ["next"] * 3
    lines = followed(closed(), [*actions, *[None] * 100, "end"], capsys)
    starts = [line["at"] for line in lines if line.get("phase") == "in"]
    assert starts.count(0.0) == 2


def test_too_much_in_the_terminal_prints_what_follows(capsys):
    lines = followed(begun(), [None] * 100 + ["too_much", *[None] * 20, "end"], capsys)
    at = next(line["at"] for line in lines if line.get("text") == "say.grounding.stop")
    later = [line for line in lines if line["at"] >= at]
    assert {line["kind"] for line in later} == {"phase", "say"}
    assert later[0]["phase"] == "rest"


def test_the_keys_that_mean_something_are_told_each_time_others_do(words):
    screen = begun("pmr_4", 7.0)
    view = screen.view(screen.desk.clock.now())
    assert key_line(view, words) == "Space pause · n next · t too much · c cramp · m voice · q end"
