"""The plan as weekly series of clock times."""

from datetime import date, datetime, time

from windown.core.evening.calendar import series
from windown.core.evening.plan import NightChange, Plan, Reminder

#: A Monday.
START = date(2026, 11, 23)
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
LATE_WEEKEND = (*(time(23),) * 4, time(0, 30), time(0, 30), time(23))


def a_plan(*reminders, bedtimes=(time(23),) * 7):
    return Plan(bedtimes=bedtimes, reminders=reminders)


def test_a_reminder_at_the_same_time_every_night_is_one_series():
    (one,) = series(a_plan(Reminder("last_meal", "bed", 180)), START)
    assert (one.first, one.weekdays) == (datetime(2026, 11, 23, 20), (1, 2, 3, 4, 5, 6, 7))


def test_each_clock_time_of_the_week_is_a_series_of_its_own():
    found = series(a_plan(Reminder("last_meal", "bed", 180), bedtimes=LATE_WEEKEND), START)
    assert [(one.number, one.first, one.weekdays) for one in found] == [
        (1, datetime(2026, 11, 23, 20), (1, 2, 3, 4, 7)),
        (2, datetime(2026, 11, 27, 21, 30), (5, 6)),
    ]


def test_a_time_after_midnight_is_on_the_day_after_its_night():
    found = series(a_plan(Reminder("bedtime", "bed", 0), bedtimes=LATE_WEEKEND), START)
    assert [(one.first, one.weekdays) for one in found] == [
        (datetime(2026, 11, 23, 23), (1, 2, 3, 4, 7)),
        (datetime(2026, 11, 28, 0, 30), (6, 7)),
    ]


def test_a_morning_is_on_the_day_after_its_night():
    only_friday = Reminder("rise", "rise", 0, days=frozenset({5}))
    (one,) = series(a_plan(only_friday), START)
    assert (one.first, one.weekdays) == (datetime(2026, 11, 28, 7), (6,))


def test_the_days_begin_with_the_night_asked_for():
    only_monday = Reminder("last_meal", "bed", 180, days=frozenset({1}))
    (one,) = series(a_plan(only_monday), date(2026, 11, 24))
    assert one.first == datetime(2026, 11, 30, 20)


def test_what_is_off_or_has_no_day_is_left_out():
    off = Reminder("last_meal", "bed", 180, on=False)
    dayless = Reminder("dim_lights", "bed", 180, days=frozenset())
    assert series(a_plan(off, dayless), START) == ()


def test_a_series_keeps_its_number_whenever_the_file_is_written():
    plan = a_plan(Reminder("last_meal", "bed", 180), bedtimes=LATE_WEEKEND)
    by_number = [
        {one.number: one.weekdays for one in series(plan, start)}
        for start in (START, FRIDAY, SATURDAY)
    ]
    assert by_number == [by_number[0]] * 3


def test_a_moved_bedtime_moves_what_hangs_on_it_in_that_night_alone():
    plan = a_plan(Reminder("last_meal", "bed", 180), Reminder("rise", "rise", 0))
    meal, rise = series(plan, START, [NightChange(FRIDAY, bed_shift_min=90)])
    assert meal.moved == ((datetime(2026, 11, 27, 20), datetime(2026, 11, 27, 21, 30)),)
    assert rise.moved == ()


def test_a_moved_bedtime_touches_only_the_series_of_its_clock_time():
    plan = a_plan(Reminder("last_meal", "bed", 180), bedtimes=LATE_WEEKEND)
    early, late = series(plan, START, [NightChange(FRIDAY, bed_shift_min=-60)])
    assert (len(early.moved), len(late.moved)) == (0, 1)


def test_what_is_skipped_tonight_is_left_out_of_its_series():
    plan = a_plan(Reminder("last_meal", "bed", 180), Reminder("dim_lights", "bed", 120))
    change = NightChange(START, skipped=frozenset({"last_meal"}))
    meal, lights = series(plan, START, [change])
    assert (meal.skipped, lights.skipped) == ((datetime(2026, 11, 23, 20),), ())


def test_a_change_of_a_night_before_the_first_one_changes_nothing():
    plan = a_plan(Reminder("last_meal", "bed", 180))
    past = NightChange(date(2026, 11, 22), bed_shift_min=30)
    assert series(plan, START, [past]) == series(plan, START)
