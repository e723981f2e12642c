"""Weeks of nights: medians that a missed night hardly moves, and nothing told of too few."""

from datetime import UTC, date, datetime, timedelta
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.diary import DiaryNight
from windown.core.diary_figures import regularity
from windown.core.weeks import (
    MEASURES,
    apart,
    average,
    course,
    four_weeks,
    in_a_row,
    monday_of,
    values,
)

LAST = date(2026, 11, 22)
ONE = timedelta(days=1)
DAYS = st.sets(st.integers(0, 90), max_size=60)


def diary(ago, sol=20, waso=30, bed=22.0, wake=31.0, **more):
    """A night so many days ago; hours are counted from the midnight before it."""
    night = LAST - ago * ONE
    start = datetime(night.year, night.month, night.day, tzinfo=UTC)
    bed_at, wake_at = start + timedelta(hours=bed), start + timedelta(hours=wake)
    return DiaryNight(
        night, "UTC", wake_at, bed_at, bed_at, sol, 2, waso, wake_at,
        wake_at + timedelta(minutes=15), **more,
    )  # fmt: skip


def told(ago_to_value):
    return {LAST - ago * ONE: float(value) for ago, value in ago_to_value.items()}


def test_each_measure_is_that_of_the_night():
    diaries = [diary(ago) for ago in range(9, -1, -1)]
    asleep, falling, awake, share, regular = (values(name, diaries)[LAST] for name in MEASURES)
    assert (asleep, falling, awake) == (490.0, 20.0, 30.0)
    assert share == pytest.approx(100 * 490 / 540)
    assert regular == 0.0


def test_a_night_that_says_too_little_is_left_out_and_not_taken_as_nothing():
    empty = DiaryNight(LAST, "UTC", datetime(2026, 11, 23, 7, tzinfo=UTC), n_wake=0)
    assert [name for name in MEASURES if LAST in values(name, [empty])] == ["awake"]
    assert values("awake", [empty])[LAST] == 0.0


def test_regularity_looks_back_over_seven_nights_of_which_five_are_told():
    diaries = [diary(ago, bed=22 + ago % 3) for ago in (12, 11, 6, 5, 4, 2, 0)]
    found = values("regular", diaries)
    assert list(found) == [LAST]
    assert found[LAST] == regularity(diaries[-5:])


@given(DAYS)
def test_an_average_needs_five_nights_of_four_weeks(agos):
    held = told({ago: ago for ago in agos})
    within = [float(ago) for ago in agos if ago < 28]
    found = four_weeks(held, LAST)
    assert (found is None) == (len(within) < 5)
    if found is not None:
        assert (found.median, found.nights) == (median(within), len(within))
        assert found.mean == pytest.approx(fmean(within))


def test_one_bad_night_hardly_moves_the_median():
    usual = {ago: 400 + ago for ago in range(1, 28)}
    before = four_weeks(told(usual), LAST)
    after = four_weeks(told({**usual, 0: 60}), LAST)
    assert abs(before.median - after.median) <= 1
    assert abs(before.mean - after.mean) > 10


@given(DAYS)
def test_the_course_is_the_average_as_it_stood_at_each_night(agos):
    held = told({ago: ago % 7 for ago in agos})
    line = course(held, LAST - 40 * ONE, LAST)
    assert [night for night, _ in line] == sorted(
        night for night in held if night >= LAST - 40 * ONE and four_weeks(held, night)
    )
    assert all(value == four_weeks(held, night).median for night, value in line)


@given(DAYS, DAYS)
def test_nights_with_and_without_are_told_only_where_each_are_five(agos, chosen):
    held = told({ago: ago for ago in agos})
    with_it, without = len(agos & chosen), len(agos - chosen)
    found = apart(held, {LAST - ago * ONE for ago in chosen})
    assert (found is not None) == (with_it >= 5 and without >= 5)
    if found:
        assert (found.with_it.nights, found.without.nights) == (with_it, without)


def test_without_nights_there_is_no_average():
    assert average([]) is None
    assert average([], least=1) is None


@pytest.mark.parametrize(
    ("agos", "count"),
    [((), 0), ((0,), 1), ((1,), 1), ((2,), 0), ((0, 1, 2, 4), 3), ((1, 2, 3), 3)],
)
def test_an_evening_still_open_does_not_end_what_is_counted(agos, count):
    assert in_a_row({LAST - ago * ONE for ago in agos}, LAST) == count


@given(st.dates(date(1, 1, 8), date(9999, 12, 31)))
def test_a_week_begins_on_monday(night):
    monday = monday_of(night)
    assert monday.isoweekday() == 1
    assert timedelta() <= night - monday <= timedelta(days=6)
