"""Journal: evenings of twelve weeks, over years, filtered, and four weeks in figures."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.fakes import FakeDiary, FakeNotes, FakeRoutines, a_desk
from windown.core.diary import DiaryNight
from windown.core.history import SessionRecord
from windown.core.records import NightNote
from windown.core.routine import RoutineRun, RoutineStep, StepRun
from windown.presenters.evenings import BLOCKS
from windown.presenters.journal import WEEKS, JournalScreen

EVENING = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)  # 22:30 in Berlin
TONIGHT = date(2026, 11, 22)  # a Sunday
ONE = timedelta(days=1)


def keep(desk, ago=0, practice="box_4", **more):
    night = TONIGHT - ago * ONE
    number = str(len(desk.journal.records))
    values = {"planned_s": 600.0, "done_s": 600.0, "complete": True} | more
    started = EVENING - ago * ONE
    desk.journal.put(SessionRecord(number, practice, night, started, "Europe/Berlin", **values))


def ran(desk, ago=0, state="done"):
    steps = (StepRun(RoutineStep("lamps_down", 1.0), state, EVENING),)
    night = TONIGHT - ago * ONE
    desk.routines.put(RoutineRun(f"r{ago}", "short", "", night, EVENING, "UTC", steps, EVENING))


def slept(desk, ago=0, asleep_h=7.0, sol=20):
    night = TONIGHT - ago * ONE
    bed = datetime(night.year, night.month, night.day, 22, tzinfo=UTC)
    wake = bed + timedelta(hours=asleep_h, minutes=sol)
    desk.diary.put(DiaryNight(night, "UTC", wake, bed, bed, sol, 0, None, wake, wake, 4))


def full_desk(**settings):
    desk = a_desk(**settings)
    desk.diary, desk.routines, desk.notes = FakeDiary(), FakeRoutines(), FakeNotes()
    return desk


def seen(desk, at=0, screen=None):
    return (screen or JournalScreen(desk)).calendar(desk.clock.now(), at)


def last(view):
    return view.evenings[-1]


def test_an_empty_journal_shows_twelve_weeks_without_a_mark():
    view = seen(a_desk())
    assert len(view.evenings) == 7 * WEEKS
    assert last(view).night == view.tonight == TONIGHT
    assert view.first.isoweekday() == 1
    assert not any(each.practised or each.answered or each.morning for each in view.evenings)
    assert "evenings.told_nothing" in last(view).told
    assert view.most == 0


def test_evenings_to_come_are_not_shown():
    desk = a_desk()
    desk.clock.utc -= 3 * ONE
    view = seen(desk)
    assert last(view).night == TONIGHT - 3 * ONE
    assert len(view.evenings) == 7 * WEEKS - 3


def test_an_evening_says_all_that_is_kept_of_it():
    desk = full_desk()
    keep(desk)
    keep(desk, practice="weil_478")
    keep(desk, practice="weil_478")
    ran(desk)
    slept(desk)
    desk.notes.put_note(NightNote("n", TONIGHT, EVENING, "a thought"))
    evening = last(seen(desk))
    assert (evening.practised, evening.routine, evening.morning, evening.noted) == (True,) * 4
    for part in ("box_4", "weil_478", "short", "evenings.told_morning", "evenings.told_note"):
        assert evening.told.count(part) == 1


def test_a_routine_of_which_nothing_was_done_leaves_no_mark():
    desk = full_desk()
    ran(desk, state="skipped")
    assert not last(seen(desk)).routine


def test_a_practice_that_is_gone_keeps_its_id():
    desk = a_desk()
    keep(desk, practice="own_gone")
    assert "own_gone" in last(seen(desk)).told


def test_years_are_reached_and_no_more_than_there_are():
    desk = a_desk()
    keep(desk, 7000)
    oldest = seen(desk, at=10**6)
    assert oldest.at == oldest.most
    assert oldest.first <= TONIGHT - 7000 * ONE < oldest.first + 7 * ONE
    assert sum(each.practised for each in oldest.evenings) == 1


def test_scrolling_through_years_remembers_only_a_few_months():
    desk = a_desk()
    for ago in range(0, 4000, 9):
        keep(desk, ago)
    screen = JournalScreen(desk)
    for at in range(0, 500, 4):
        seen(desk, at, screen)
    assert len(screen.evenings._blocks) <= BLOCKS


def test_who_sleeps_by_day_sees_what_was_just_done():
    desk = a_desk(bedtime=time(8), rise=time(16))
    desk.clock.utc = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 13:00, in the midst of the night
    keep(desk, -1)
    assert last(seen(desk)).practised


def test_a_journal_that_cannot_be_read_says_why():
    desk = a_desk()
    desk.journal.unreadable = "journal.damaged"
    assert seen(desk).told == "journal.damaged"
    screen = JournalScreen(desk)
    assert screen.figures(desk.clock.now()).figures == ()


def test_nothing_of_the_journal_shows_a_clock_between_lights_out_and_rise():
    desk = full_desk(streak=True)
    for ago in range(1, 30):
        keep(desk, ago)
        slept(desk, ago)
    desk.clock.utc = EVENING + timedelta(hours=3)
    screen = JournalScreen(desk)
    now = desk.clock.now()
    view, figures = screen.calendar(now), screen.figures(now)
    assert view.streak == ""
    assert not re.search(r"\d:\d\d", repr([each.told for each in view.evenings]))
    assert not re.search(r"\d:\d\d", repr([each.told for each in figures.figures]))


@pytest.mark.parametrize(("wished", "told"), [(False, ""), (True, "evenings.in_a_row n=3")])
def test_evenings_in_a_row_are_counted_only_for_who_wishes_it(wished, told):
    desk = a_desk(streak=wished)
    for ago in (0, 1, 2, 4):
        keep(desk, ago)
    assert seen(desk).streak == told


def test_a_filter_pales_the_evenings_that_are_not_meant():
    desk = full_desk()
    keep(desk, 0, "box_4")
    keep(desk, 1, "weil_478")
    ran(desk, 2)
    screen = JournalScreen(desk)

    def meant():
        return [each.night for each in seen(desk, 0, screen).evenings if not each.dim]

    screen.choose(with_it="practice:weil_478")
    assert meant() == [TONIGHT - ONE]
    screen.choose(with_it="routine:short")
    assert meant() == [TONIGHT - 2 * ONE]
    screen.choose(with_it="", days="7")
    assert {night.isoweekday() for night in meant()} == {7}
    screen.choose(days="free")
    assert {night.isoweekday() for night in meant()} == {5, 6}


def test_filters_offer_what_was_done_in_these_weeks():
    desk = full_desk()
    keep(desk, 0, "box_4")
    keep(desk, 200, "weil_478")
    ran(desk, 2)
    with_it, days = JournalScreen(desk).choices(desk.clock.now())
    assert {value for value, _ in with_it} == {"", "practice:box_4", "routine:short"}
    assert len(days) == 10


def test_four_nights_have_no_figures_and_five_have():
    desk = full_desk()
    for ago in range(4):
        slept(desk, ago)
    few = JournalScreen(desk).figures(desk.clock.now())
    assert few.figures == ()
    assert few.few == "weeks.few n=4 least=5"
    slept(desk, 10)
    shown = JournalScreen(desk).figures(desk.clock.now())
    assert shown.few == ""
    told = {figure.id: figure for figure in shown.figures}
    assert told["asleep"].median == "diary.whole_hours hours=7 minutes=0"
    assert told["falling"].median == "diary.minutes minutes=20"
    assert told["share"].median == "weeks.percent value=95"
    assert len(told["asleep"].chart.dots) == 5
    assert "n=5" in told["asleep"].told


def test_everything_of_a_chart_lies_within_it():
    desk = full_desk()
    for ago in [*range(40), *range(60, 110)]:
        slept(desk, ago, asleep_h=4 + ago % 7, sol=ago)
    for figure in JournalScreen(desk).figures(desk.clock.now()).figures:
        points = [*figure.chart.dots, *(p for piece in figure.chart.line for p in piece)]
        points += [(0.0, up) for up, _ in figure.chart.levels]
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points), figure.id
        assert 2 <= len(figure.chart.levels) <= 5


def test_nights_with_and_without_stand_side_by_side_only_where_each_are_five():
    desk = full_desk()
    for ago in range(12):
        slept(desk, ago, asleep_h=7 if ago % 2 else 6)
        if ago % 2:
            keep(desk, ago, "box_4")
        if ago < 4:
            keep(desk, ago, "weil_478")
    ((name, lines),) = JournalScreen(desk).figures(desk.clock.now()).beside
    assert name == "box_4"
    assert lines[0].startswith("weeks.with n=6")
    assert "hours=7" in lines[0]
    assert lines[1].startswith("weeks.without n=6")
    assert "hours=6" in lines[1]
