"""Lengths, times and dates as a person reads them."""

from datetime import date, datetime

import pytest

from tests.fakes import SaidIds
from windown.core.practice import Breathing, Phase, Practice, Range
from windown.core.wording import Words
from windown.presenters.numbers import (
    clock_text,
    date_text,
    length_text,
    minutes_text,
    number_text,
)

SAID = Words(
    "en",
    {"unit.decimal": ".",
     "unit.minutes.one": "{text} minute", "unit.minutes.other": "{text} minutes",
     "unit.seconds.one": "{text} second", "unit.seconds.other": "{text} seconds",
     "unit.breaths.one": "{text} breath", "unit.breaths.other": "{text} breaths",
     "date.long": "{weekday} {day} {month}",
     "date.weekday_7": "Sunday", "date.month_11": "November"},
)  # fmt: skip
COMMA = Words("de", {"unit.decimal": ","}, SAID.texts)

BREATH = Breathing((Phase("in", 4), Phase("hold_in", 7), Phase("out", 8)))
COUNTED = Practice(
    "counted", "breathe", 1, Range(76 / 60, 19 / 60, 152 / 60), BREATH, Range(4, 1, 8)
)
TIMED = Practice("timed", "breathe", 1, Range(10, 1, 30), BREATH)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 seconds"), (1 / 60, "1 second"), (0.5, "30 seconds"), (0.99, "59 seconds"),
     (0.9999, "1 minute"), (1, "1 minute"), (1.26, "1.5 minutes"), (6.5, "6.5 minutes"),
     (9.9, "10 minutes"), (12.4, "12 minutes"), (45, "45 minutes")],
)  # fmt: skip
def test_minutes_are_halves_where_short_and_whole_where_long(minutes, text):
    assert minutes_text(minutes, SAID) == text


def test_a_language_has_its_own_decimal_sign():
    assert minutes_text(6.5, COMMA) == "6,5 minutes"
    assert number_text(2.25, COMMA) == "2,25"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(None, "4 breaths"), (19 / 60, "1 breath"), (152 / 60, "8 breaths"), (1.9, "6 breaths")],
)
def test_what_is_counted_in_breaths_is_told_in_breaths(minutes, text):
    assert length_text(COUNTED, minutes, SAID) == text


def test_everything_else_is_told_in_minutes():
    assert [length_text(TIMED, minutes, SAID) for minutes in (None, 3)] == [
        "10 minutes",
        "3 minutes",
    ]


def test_a_clock_has_24_hours_and_two_digits():
    assert clock_text(datetime(2026, 11, 22, 7, 5)) == "07:05"


def test_a_date_is_a_weekday_a_day_and_a_month():
    assert date_text(date(2026, 11, 22), SAID) == "Sunday 22 November"


@pytest.mark.parametrize("day", [date(2026, month, month) for month in range(1, 13)])
def test_every_month_and_weekday_has_an_id(day):
    assert f"month=date.month_{day.month}" in date_text(day, SaidIds())
