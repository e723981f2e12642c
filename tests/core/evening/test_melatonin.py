"""Melatonin: what is said to what a person entered, and nothing about how much."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.evening.melatonin import (
    already_logged,
    amount,
    entered,
    hour_notice,
    lead_notice,
    long_use_note,
    long_use_notice,
    long_use_seen,
    milligrams,
    ready,
    used_since,
)
from windown.core.evening.plan import Melatonin

BERLIN = ZoneInfo("Europe/Berlin")
BED = datetime(2026, 5, 1, 21, tzinfo=UTC)  # 23:00 there
TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3", 3.0), ("0,5", 0.5), ("0.5", 0.5), (" 1.25 ", 1.25), ("300", 300.0),
     ("", None), ("0", None), ("0,0", None), ("-1", None), ("1e3", None), ("three", None),
     ("1.2.3", None), ("٣", None), ("inf", None), (".5", None)],
)  # fmt: skip
def test_an_amount_is_a_number_above_nothing(typed: str, number: float | None) -> None:
    assert amount(typed) == number


@given(st.text(max_size=12))
def test_no_text_is_too_odd_to_be_read(typed: str) -> None:
    number = amount(typed)
    assert number is None or 0 < number < 1_000_000


def test_micrograms_are_thousandths() -> None:
    assert milligrams(Melatonin("500", "µg")) == 0.5
    assert milligrams(Melatonin("2", "mg")) == 2
    assert milligrams(Melatonin()) is None


def test_nothing_is_ready_before_an_amount_and_the_age_are_given() -> None:
    assert not ready(Melatonin())
    assert not ready(Melatonin("2"))
    assert not ready(Melatonin(adult=True))
    assert ready(Melatonin("2", adult=True))


def said(*amounts: str, unit: str = "mg") -> list[tuple[str, ...]]:
    """What is said to one amount after another."""
    kept, told = Melatonin(unit=unit), []
    for typed in amounts:
        kept, notices = entered(kept, Melatonin(typed, unit, noticed=kept.noticed))
        told.append(tuple(notice.words for notice in notices))
    return told


HIGH, VERY_HIGH = ("melatonin.amount_high",), ("melatonin.amount_very_high",)


def test_up_to_five_nothing_is_said() -> None:
    assert said("5", "0,5", "") == [(), (), ()]


def test_above_five_it_is_said_once() -> None:
    assert said("5,1", "6", "3", "7") == [HIGH, (), (), ()]


def test_above_ten_it_is_said_whenever_the_amount_changes() -> None:
    assert said("6", "10", "11", "11", "12", "3", "11") == [
        HIGH, (), VERY_HIGH, (), VERY_HIGH, (), VERY_HIGH,
    ]  # fmt: skip


def test_micrograms_are_judged_as_such() -> None:
    assert said("500", "5001", unit="µg") == [(), HIGH]


def test_that_it_was_said_survives_a_form_that_does_not_know_it() -> None:
    kept, _ = entered(Melatonin(noticed=True), Melatonin("6"))
    assert kept.noticed
    assert entered(Melatonin(noticed=True), Melatonin("6"))[1] == ()


@pytest.mark.parametrize(
    ("lead", "words"),
    [(29, "melatonin.lead_short"), (30, None), (300, None), (301, "melatonin.lead_long")],
)
def test_very_short_and_very_long_leads_are_noticed(lead: int, words: str | None) -> None:
    notice = lead_notice(lead)
    assert (notice.words if notice else None) == words


@pytest.mark.parametrize(
    ("hours", "noticed"),
    [(-1, False), (0.99, False), (1, True), (5.9, True), (7, True), (-3, False)],
)
def test_small_hours_are_noticed(hours: float, noticed: bool) -> None:
    assert (hour_notice(BED + timedelta(hours=hours), BED, BERLIN) is not None) == noticed


def test_two_hours_after_an_early_bedtime_are_noticed() -> None:
    early = BED - timedelta(hours=3)  # 20:00
    assert hour_notice(early + timedelta(hours=2), early, BERLIN) is None
    assert hour_notice(early + timedelta(hours=2, minutes=1), early, BERLIN) is not None
    assert hour_notice(BED + timedelta(hours=6), BED + timedelta(hours=5), BERLIN) is None


@pytest.mark.parametrize(
    ("hours", "asked"), [(0, True), (19.9, True), (20, False), (-19, True), (-20, False)]
)
def test_a_second_dose_within_twenty_hours_is_asked_about(hours: float, asked: bool) -> None:
    question = already_logged(BED - timedelta(hours=hours), BED)
    assert (question is not None) == asked
    if question:
        assert question.values == {"time": BED - timedelta(hours=hours)}


def test_without_a_dose_nothing_is_asked() -> None:
    assert already_logged(None, BED) is None


def test_use_is_counted_from_the_day_it_was_switched_on() -> None:
    taken = Melatonin("2", adult=True)
    since = used_since(taken, True, TODAY)
    assert since.since == TODAY
    assert used_since(since, True, TODAY + timedelta(days=9)).since == TODAY
    assert used_since(since, False, TODAY).since is None
    assert used_since(Melatonin(), True, TODAY).since is None


def test_after_thirteen_weeks_it_is_worth_a_word() -> None:
    assert long_use_notice(None, TODAY) is None
    assert long_use_notice(TODAY - timedelta(weeks=13), TODAY) is None
    assert long_use_notice(TODAY - timedelta(weeks=13, days=1), TODAY) is not None


def test_in_the_evening_it_is_said_for_one_night_and_then_not_for_a_month() -> None:
    held = Melatonin("1", adult=True, since=TODAY - timedelta(weeks=14))
    said = []
    for days in range(75):
        night = TODAY + timedelta(days=days)
        if long_use_note(held, night) is not None:
            held = long_use_seen(held, night)
            said.append(days)
            assert long_use_note(held, night) is not None  # all through that night
    assert said == [0, 30, 60]


def test_where_it_was_not_seen_it_waits() -> None:
    held = Melatonin("1", adult=True, since=TODAY - timedelta(weeks=13))
    nights = [TODAY + timedelta(days=days) for days in range(5)]
    assert [long_use_note(held, night) is not None for night in nights] == [False, *[True] * 4]


@given(st.integers(0, 360))
def test_a_lead_is_spoken_of_below_half_an_hour_and_above_five_hours(lead: int) -> None:
    notice = lead_notice(lead)
    said = notice.words if notice else ""
    expected = "melatonin.lead_short" if lead < 30 else "melatonin.lead_long" if lead > 300 else ""
    assert said == expected
