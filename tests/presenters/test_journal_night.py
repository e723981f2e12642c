"""A night opened: everything of it is shown, corrected, added to, taken away and put back."""

import re
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.fakes import FakeLedger, routine_book
from tests.presenters.test_journal_screen import EVENING, ONE, TONIGHT, full_desk, keep, ran, slept
from windown.core.evening.ledger import Row
from windown.core.evening.plan import NightChange
from windown.core.records import NightNote
from windown.presenters.evenings import Evenings
from windown.presenters.journal_night import NightScreen


@pytest.fixture
def desk():
    made = full_desk()
    ledger = FakeLedger()
    made.evening = SimpleNamespace(ledger=ledger, change=NightChange)
    return made


@pytest.fixture
def screen(desk):
    made = NightScreen(desk, Evenings(desk))
    made.open(TONIGHT)
    return made


def shown(screen):
    return screen.view(screen.desk.clock.now())


def missed(desk, reminder="melatonin", state="missed"):
    due = EVENING - timedelta(hours=2)
    row = Row(reminder, TONIGHT, due, due + timedelta(hours=1), None, state, zone="UTC")
    desk.evening.ledger.kept[row.key] = row
    return row


def test_an_empty_night_says_so_and_offers_to_add(screen):
    view = shown(screen)
    assert (view.sessions, view.none) == ((), "opened_night.no_practice")
    assert len(view.practices) > 20
    assert view.to_diary == "opened_night.diary_fill"


def test_everything_of_a_night_is_there(desk, screen):
    keep(desk, felt=4, note="good")
    ran(desk)
    slept(desk)
    missed(desk)
    desk.notes.put_note(NightNote("n", TONIGHT, EVENING, "a thought"))
    view = shown(screen)
    (entry,) = view.sessions
    assert entry.detail == "journal.at time=22:30 detail=unit.minutes n=2 text=10"
    assert (entry.felt, entry.felt_text, entry.note) == (4, "after.felt_4", "good")
    assert view.runs[0].detail == "journal.at time=22:30 detail=opened_night.steps n=1 of=1"
    assert view.answers[0].told == "state.missed"
    assert any("diary.asleep" in line for line in view.morning)
    assert "a thought" in view.notes[0]


def test_what_was_ended_early_says_how_far_it_came(desk, screen):
    keep(desk, done_s=45.0, complete=False)
    (entry,) = shown(screen).sessions
    assert "journal.part done=unit.seconds n=45 text=45 planned=unit.minutes" in entry.detail


def test_between_lights_out_and_rise_no_clock_is_shown(desk, screen):
    keep(desk)
    ran(desk)
    desk.notes.put_note(NightNote("n", TONIGHT, EVENING, "a thought"))
    desk.clock.utc = EVENING + timedelta(hours=3)
    assert not re.search(r"\d:\d\d", repr(shown(screen)))


def test_how_it_felt_and_a_note_are_changed(desk, screen):
    keep(desk)
    screen.feel("0", 2)
    screen.note("0", "  late  ")
    assert (desk.journal.records["0"].felt, desk.journal.records["0"].note) == (2, "late")
    screen.feel("0", None)
    assert shown(screen).sessions[0].felt_text == ""


def test_a_practice_done_without_windown_is_added_to_any_night(desk, screen):
    screen.open(TONIGHT - 400 * ONE)
    screen.add("body_scan", 25, desk.clock.now())
    (entry,) = shown(screen).sessions
    assert entry.detail == "opened_night.without minutes=unit.minutes n=2 text=25"
    (record,) = desk.journal.records.values()
    assert (record.night, record.done_s, record.complete) == (TONIGHT - 400 * ONE, 1500.0, True)


def test_what_is_removed_can_be_put_back(desk, screen):
    keep(desk, note="kept")
    before = dict(desk.journal.records)
    screen.remove("0")
    assert desk.journal.records == {}
    assert shown(screen).gone == "opened_night.removed name=box_4"
    screen.put_back()
    assert desk.journal.records == before
    assert shown(screen).gone == ""


def test_an_answer_is_corrected_and_counts_from_its_own_moment(desk, screen):
    row = missed(desk)
    desk.clock.utc += 20 * ONE
    screen.answer(row.key, "taken", desk.clock.now())
    assert shown(screen).answers[0].current == "taken"
    assert desk.evening.ledger.melatonin_last_taken() == row.due
    screen.answer(row.key, "skip", desk.clock.now())
    assert shown(screen).answers[0].current == "skip"


def test_changes_are_announced_after_they_are_kept(desk, screen):
    heard = []
    desk.listeners.append(lambda topic: heard.append((topic, len(desk.journal.records))))
    screen.add("box_4", 5, desk.clock.now())
    assert heard == [("journal", 1)]


def test_what_cannot_be_written_is_told_and_changes_nothing(desk, screen):
    keep(desk)
    desk.journal.failing = "store.full"
    before = dict(desk.journal.records)
    for act in (lambda: screen.feel("0", 1), lambda: screen.remove("0"),
                lambda: screen.add("box_4", 5, desk.clock.now())):  # fmt: skip
        act()
        assert shown(screen).told == "store.full"
    assert desk.journal.records == before
    assert shown(screen).gone == ""


def test_nights_follow_each_other_up_to_tonight(desk, screen):
    now = desk.clock.now()
    assert shown(screen).later == ""
    screen.step(1, now)
    assert screen.night == TONIGHT
    screen.step(-1, now)
    assert screen.night == TONIGHT - ONE
    assert shown(screen).later == "diary.later"


def test_an_answer_of_a_reminder_that_is_gone_still_has_a_name(desk, screen):
    missed(desk, "own_12345678")
    assert shown(screen).answers[0].name == "reminder.own"
    row = desk.evening.ledger.kept["own_12345678:2026-11-22"]
    desk.evening.ledger.kept[row.key] = replace(row, state="shown")
    screen.evenings.forget()
    assert shown(screen).answers == ()


def test_a_step_of_a_routine_is_corrected_and_a_run_removed_and_put_back(desk, screen):
    ran(desk, state="skipped")
    now = desk.clock.now()
    screen.tick("r0", 0, True, now)
    (shown_run,) = shown(screen).runs
    assert shown_run.steps[0][2] == "done"
    screen.tick("r0", 0, False, now)
    assert shown(screen).runs[0].steps[0][2] == "skipped"
    screen.remove_run("r0")
    assert (shown(screen).runs, bool(shown(screen).gone)) == ((), True)
    screen.put_back()
    assert [run.id for run in shown(screen).runs] == ["r0"]


def test_a_routine_done_without_windown_is_added_with_all_its_steps(desk, screen):
    desk.book = routine_book(desk.listeners)
    assert "short" in dict(shown(screen).routines)
    screen.add_routine("short", desk.clock.now())
    (run,) = shown(screen).runs
    assert {state for _, _, state in run.steps} == {"done"}
    assert desk.routines.runs(TONIGHT, TONIGHT)[0].night == TONIGHT
