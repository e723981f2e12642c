"""Journal: what was done, under its nights."""

import re
from datetime import UTC, date, datetime, time, timedelta

from tests.fakes import a_desk
from windown.core.history import SessionRecord
from windown.presenters.journal import NIGHTS, JournalScreen

EVENING = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)  # 22:30 in Berlin
TONIGHT = date(2026, 11, 22)


def keep(desk, night=TONIGHT, practice="box_4", started=EVENING, **more):
    number = str(len(desk.journal.records))
    values = {"planned_s": 600.0, "done_s": 600.0, "complete": True} | more
    record = SessionRecord(number, practice, night, started, "Europe/Berlin", **values)
    desk.journal.records[number] = record


def shown(desk):
    return JournalScreen(desk).view(desk.clock.now())


def test_an_empty_journal_says_so():
    view = shown(a_desk())
    assert (view.nights, view.empty) == ((), "journal.empty")


def test_nights_stand_latest_first_and_sessions_as_they_were_begun():
    desk = a_desk()
    keep(desk, TONIGHT - timedelta(days=1), "weil_478")
    keep(desk, TONIGHT, "body_scan", EVENING)
    keep(desk, TONIGHT, "box_4", EVENING - timedelta(hours=1))
    nights = shown(desk).nights
    assert [[entry.name for entry in entries] for _, entries in nights] == [
        ["box_4", "body_scan"], ["weil_478"],
    ]  # fmt: skip
    assert [title.split()[2] for title, _ in nights] == ["day=22", "day=21"]


def test_an_entry_says_when_how_long_and_how_it_felt():
    desk = a_desk()
    keep(desk, felt=4)
    ((_, (entry,)),) = shown(desk).nights
    assert entry.detail == "journal.at time=22:30 detail=unit.minutes n=2 text=10"
    assert (entry.felt, entry.felt_text, entry.complete) == (4, "after.felt_4", True)


def test_what_was_ended_early_says_how_far_it_came():
    desk = a_desk()
    keep(desk, done_s=45.0, complete=False)
    ((_, (entry,)),) = shown(desk).nights
    assert (
        "journal.part done=unit.seconds n=45 text=45 planned=unit.minutes n=2 text=10"
        in entry.detail
    )
    assert (entry.felt, entry.felt_text) == (0, "")


def test_a_practice_that_is_gone_keeps_its_id():
    desk = a_desk()
    keep(desk, practice="own_gone")
    ((_, (entry,)),) = shown(desk).nights
    assert entry.name == "own_gone"


def test_the_last_twelve_weeks_are_shown():
    desk = a_desk()
    keep(desk, TONIGHT - timedelta(days=NIGHTS - 1))
    keep(desk, TONIGHT - timedelta(days=NIGHTS))
    assert len(shown(desk).nights) == 1


def test_between_lights_out_and_rise_no_entry_shows_a_clock():
    desk = a_desk()
    keep(desk)
    desk.clock.utc = EVENING + timedelta(hours=3)
    ((_, (entry,)),) = shown(desk).nights
    assert entry.detail == "unit.minutes n=2 text=10"
    assert not re.search(r"\d:\d", repr(shown(desk)))


def test_who_sleeps_by_day_sees_what_was_just_done():
    desk = a_desk(bedtime=time(8), rise=time(16))
    desk.clock.utc = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 13:00, in the midst of the night
    keep(desk, date(2026, 11, 23), started=desk.clock.utc)
    assert len(shown(desk).nights) == 1


def test_a_journal_that_cannot_be_read_says_why():
    desk = a_desk()
    desk.journal.unreadable = "journal.damaged"
    assert shown(desk).empty == "journal.damaged"
