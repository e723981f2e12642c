"""The next rung is suggested after three good sessions, and never pressed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from windown.core.body import MyBody
from windown.core.history import SessionRecord
from windown.core.ladder import suggestion

NOON = datetime(2026, 11, 1, 21, tzinfo=UTC)


def sessions(*done):
    """Sessions one evening after the other, each as (practice, felt)."""
    return [
        SessionRecord(
            str(n), practice, date(2026, 11, 1) + timedelta(n), NOON + timedelta(n), "UTC", 900,
            felt=felt,
        )
        for n, (practice, felt) in enumerate(done)
    ]  # fmt: skip


def good(practice, times=3, felt=4):
    return [(practice, felt)] * times


def body(*flags):
    return MyBody(flags=frozenset(flags))


@pytest.mark.parametrize(
    ("rung", "following"),
    [
        ("pmr_16", "pmr_7"), ("pmr_7", "pmr_4"), ("pmr_4", "pmr_release"),
        ("pmr_release", "pmr_recall_count"), ("pmr_recall_count", "pmr_count"), ("pmr_count", None),
    ],
)  # fmt: skip
def test_after_three_good_sessions_the_next_rung_is_suggested(rung, following):
    assert suggestion(sessions(*good(rung)), MyBody()) == following


def test_two_good_ones_or_unrated_ones_are_not_enough():
    assert suggestion(sessions(*good("pmr_16", 2)), MyBody()) is None
    assert suggestion(sessions(*good("pmr_16", 5, None)), MyBody()) is None
    assert suggestion(sessions(*good("pmr_16", 5, 3)), MyBody()) is None
    assert suggestion([], MyBody()) is None


def test_they_need_not_be_in_a_row_nor_in_order():
    done = sessions(("pmr_16", 5), ("pmr_16", 2), ("box_4", 5), ("pmr_16", 4), ("pmr_16", 4))
    assert suggestion(done[::-1], MyBody()) == "pmr_7"


def test_a_rung_that_was_tried_is_not_suggested_again():
    assert suggestion(sessions(*good("pmr_16"), ("pmr_7", 2), *good("pmr_16")), MyBody()) is None


def test_the_body_decides_which_rung_comes_next():
    assert suggestion(sessions(*good("pmr_7")), body("heart_or_bp")) == "pmr_release"
    assert suggestion(sessions(*good("pmr_16")), body("pain")) == "pmr_release"
    assert suggestion(sessions(*good("pmr_16")), body("panic_or_trauma")) is None
