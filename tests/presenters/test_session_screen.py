"""The session: what is to be seen at each look, from Begin to the question afterwards."""

import re
from datetime import UTC, date, datetime

import pytest

from tests.fakes import FakeSpeaker, FakeVoice, a_desk
from windown.content.practices import read_shelf
from windown.core.history import SessionRecord
from windown.core.problems import Trouble
from windown.presenters.session import NOTE_S, NOTED_SESSIONS, SessionScreen
from windown.service.player import Player
from windown.service.run import Run


class Evening:
    """The screen of a session without sound, which begins with the first look."""

    def __init__(self, practice="extended_4_6", minutes=None, silent=False, **settings):
        self.desk = a_desk(**settings)
        self.speaker, self.voice = FakeSpeaker(), FakeVoice()
        self.speaker.wrong = "lost"
        run = Run(Player(self.speaker, self.voice), self.desk.journal, self.desk.listeners)
        self.screen = SessionScreen(self.desk, run, silent)
        self.practice, self.minutes = practice, minutes

    def begin(self):
        self.screen.begin(self.practice, self.desk.clock.now(), self.minutes)
        self.look(0)
        return self.look(0)

    def look(self, seconds):
        return self.screen.view(self.desk.clock.pass_(seconds))

    def look_for(self, seconds):
        for _ in range(round(seconds)):
            view = self.look(1)
        return view

    def act(self, action):
        return self.screen.act(action, self.desk.clock.now())


def keep_sessions(desk, number, night=date(2026, 11, 1)):
    for n in range(number):
        record = SessionRecord(str(n), "box_4", night, datetime(2026, 11, 1, tzinfo=UTC), "UTC", 60)
        desk.journal.records[record.id] = record


def test_a_breath_is_a_disc_that_fills_and_says_its_phase():
    evening = Evening()
    first = evening.begin()
    assert (first.picture, first.name, first.label) == ("disc", "extended_4_6", "phase.in")
    assert (first.fullness, first.caption, first.still) == (0, "say.in", False)
    half = evening.look(2)
    assert (half.fullness, half.progress, half.seconds) == (pytest.approx(0.5), 0.5, 4)
    out = evening.look(2)
    assert (out.label, out.low, out.high) == ("phase.out", 1, 0)


def test_a_walk_is_a_figure_that_names_its_area_and_remembers_where_it_was():
    evening = Evening("pmr_4")
    assert evening.begin().picture == "figure"
    first = evening.look_for(95)
    assert (first.label, first.area, first.walked) == ("arms", "arms", ())
    second = evening.look_for(45)
    assert (second.label, second.area, second.walked) == ("face neck", "face_neck", ("arms",))


def test_the_areas_have_their_names_in_the_persons_language(words):
    evening = Evening("pmr_4", words_of=lambda _: words)
    evening.begin()
    assert evening.look_for(95).label == words("area.arms.name")


def test_a_session_lasts_what_was_asked_else_what_was_chosen_last_else_its_default():
    asked = Evening(minutes=2.0)
    asked.begin()
    chosen = Evening("box_4")
    chosen.desk.change(minutes={"box_4": 3.0})
    chosen.begin()
    usual = Evening("box_4")
    usual.begin()
    lengths = [e.screen.run.session.timeline.length for e in (asked, chosen, usual)]
    assert lengths == [120, 180, 300]


def test_beyond_its_limits_a_session_does_not_begin():
    evening = Evening(minutes=99)
    with pytest.raises(Trouble):
        evening.begin()
    assert (evening.desk.journal.records, evening.speaker.calls) == ({}, [])


def test_a_practice_nobody_knows_does_not_begin():
    with pytest.raises(LookupError):
        Evening("gone").begin()


def test_the_first_sessions_say_how_to_sit_and_to_stop():
    evening = Evening()
    keep_sessions(evening.desk, NOTED_SESSIONS - 1)
    assert evening.begin().note == "session.posture"
    assert evening.look(NOTE_S).note == ""


def test_later_sessions_do_not_repeat_it():
    evening = Evening()
    keep_sessions(evening.desk, NOTED_SESSIONS)
    assert evening.begin().note == ""


def test_after_a_long_time_it_is_said_again():
    evening = Evening()
    keep_sessions(evening.desk, NOTED_SESSIONS, date(2024, 11, 1))
    assert evening.begin().note == "session.posture"


def test_a_session_begins_on_the_29th_of_february():
    evening = Evening()
    evening.desk.clock.utc = datetime(2028, 2, 29, 20, 0, tzinfo=UTC)
    assert not evening.begin().ended


@pytest.mark.parametrize("broken", ["unreadable", "failing"])
def test_a_broken_journal_keeps_nobody_from_a_session(broken):
    evening = Evening("box_4", minutes=1.0)
    setattr(evening.desk.journal, broken, "journal.damaged")
    assert evening.begin().caption == "say.in"
    assert evening.look_for(61).ended


def test_what_could_not_be_kept_is_told_afterwards():
    evening = Evening("box_4", minutes=1.0)
    evening.desk.journal.failing = "journal.full"
    evening.begin()
    evening.look_for(61)
    after = evening.screen.after()
    assert (after.title, after.told) == ("after.whole", ("journal.full",))


def test_afterwards_five_answers_are_offered():
    evening = Evening()
    evening.begin()
    assert evening.act("end").ended
    after = evening.screen.after()
    assert (after.title, after.question) == ("after.part", "after.question")
    assert after.told == ("after.stop",)
    assert after.answers == tuple(f"after.felt_{n}" for n in range(1, 6))


def test_a_pause_is_still_and_says_so():
    evening = Evening()
    evening.begin()
    evening.look(1)
    view = evening.act("pause")
    assert (view.label, view.paused, view.still) == ("session.paused", True, True)
    assert evening.look(60).fullness == view.fullness


def test_mute_and_black_are_shown():
    evening = Evening()
    evening.begin()
    assert (evening.act("mute").muted, evening.act("black").black) == (True, True)
    assert not evening.act("black").black


def test_a_held_breath_is_a_still_picture():
    evening = Evening("box_4")
    evening.begin()
    assert evening.look(5).still


@pytest.mark.parametrize(("silent", "voice_on"), [(True, True), (False, False)])
def test_where_nothing_is_to_be_spoken_nothing_is_asked_of_the_voice(silent, voice_on):
    evening = Evening(silent=silent, voice_on=voice_on)
    evening.begin()
    assert evening.voice.wanted == []


def test_a_practice_can_be_made_ready_before_it_is_begun():
    evening = Evening()
    evening.screen.prepare("box_4")
    assert evening.speaker.calls == ["load"]
    assert evening.voice.wanted[0] == "say.in"
    evening.screen.prepare("gone")
    assert evening.speaker.calls == ["load"]


def test_making_ready_does_not_disturb_a_session_that_runs():
    evening = Evening()
    evening.begin()
    evening.screen.prepare("box_4")
    assert evening.speaker.timeline.practice == "extended_4_6"


def test_the_night_of_a_session_shows_no_clock(words):
    evening = Evening()
    evening.desk.clock.utc = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    views = [evening.begin(), evening.look(5), evening.look(60), evening.act("pause")]
    texts = [text for view in views for text in vars(view).values() if isinstance(text, str)]
    assert [text for text in texts if re.search(r"\d[:.]\d|\d+ ?min|\btime=", text)] == []


def test_an_own_practice_is_shown_by_its_name_and_its_areas(tmp_path):
    (tmp_path / "own.toml").write_text(
        """
        id = "own_walk"
        name = "Mine"
        group = "relax"
        minutes = { default = 2, min = 1, max = 3 }
        [relaxation]
        manner = "scan"
        areas = ["left_knee"]
        settle = { default = 10, min = 10, max = 10 }
        close = { default = 10, min = 0, max = 10 }
        release = { default = 30, min = 20, max = 60 }
        """
    )
    evening = Evening("own_walk", shelf=read_shelf([tmp_path]))
    assert evening.begin().name == "Mine"
    view = evening.look_for(12)
    assert (view.label, view.caption) == ("left knee", "left knee")


def test_sleep_of_the_computer_pauses_what_is_shown():
    evening = Evening()
    evening.begin()
    evening.look(3)
    evening.desk.clock.sleep(3600)
    assert evening.look(0).paused
