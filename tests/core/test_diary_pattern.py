"""Many hard nights together are named once a month, and a few are not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.diary import DiaryNight
from windown.core.diary_pattern import may_be_said, pattern, troubled, troubled_weeks

LAST = date(2026, 11, 22)
FILLED = datetime(2026, 11, 23, 7, tzinfo=UTC)


def night(days_ago, **answers):
    hard = {"sol_min": 45, "quality": 2}
    return DiaryNight(LAST - timedelta(days=days_ago), "UTC", FILLED, **(answers or hard))


def weeks(*hard_nights):
    """So many hard nights in each week, the latest first."""
    return [night(7 * week + day) for week, count in enumerate(hard_nights) for day in range(count)]


@pytest.mark.parametrize(
    ("answers", "is_hard"),
    [
        ({"sol_min": 31, "quality": 2}, True),
        ({"sol_min": 30, "quality": 2}, False),
        ({"waso_min": 31, "quality": 1}, True),
        ({"early_min": 31, "quality": 1}, True),
        ({"sol_min": 90, "quality": 3}, False),
        ({"sol_min": 90}, False),
        ({"quality": 1}, False),
        ({"n_wake": 0, "quality": 1}, False),
    ],
)
def test_a_hard_night_is_long_awake_and_poor(answers, is_hard):
    assert troubled(night(0, **answers)) is is_hard


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([3] * 13, "chronic"),
        ([0] + [3] * 12, "chronic"),
        ([3] * 11, "short"),
        ([3, 0, 3, 3], "short"),
        ([3, 3], ""),
        ([2] * 13, ""),
        ([0, 0] + [7] * 11, ""),
        ([], ""),
    ],
)
def test_the_weeks_decide(counts, told):
    assert pattern(weeks(*counts), LAST) == told


def test_nights_still_to_come_and_long_past_do_not_count():
    assert troubled_weeks([night(-1), night(-2), night(-3)], LAST) == (False,) * 13
    assert troubled_weeks([night(91), night(92), night(93)], LAST) == (False,) * 13
    assert troubled_weeks([night(90), night(89), night(88)], LAST)[12]


@given(st.lists(st.integers(0, 7), max_size=13))
def test_three_months_are_only_spoken_of_where_there_were_twelve_such_weeks(counts):
    found = pattern(weeks(*counts), LAST)
    assert (found == "chronic") == (sum(count >= 3 for count in counts) >= 12)


def test_it_is_said_at_most_once_a_month():
    assert may_be_said(None, LAST)
    assert not may_be_said(LAST, LAST)
    assert not may_be_said(LAST - timedelta(days=29), LAST)
    assert may_be_said(LAST - timedelta(days=30), LAST)
    assert not may_be_said(LAST + timedelta(days=1), LAST)
