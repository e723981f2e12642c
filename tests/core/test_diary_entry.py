"""What is typed in the morning is read as it was meant, or told to be unreadable."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.diary import DiaryNight
from windown.core.diary_entry import (
    CORE,
    MORE,
    clock_of,
    drafted,
    minutes_of,
    next_at,
    stepped,
    texts_of,
    unwrapped,
)

NIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23:10", time(23, 10)), ("2310", time(23, 10)), ("710", time(7, 10)), ("7", time(7)),
        (" 23.10 ", time(23, 10)), ("23 10", time(23, 10)), ("0", time(0)), ("24:00", time(0)),
        ("23h10", time(23, 10)), ("7 Uhr", time(7)), ("11:10 pm", time(23, 10)),
        ("12 am", time(0)), ("12:30pm", time(12, 30)), ("6:45 a.m.", time(6, 45)),
    ],
)  # fmt: skip
def test_a_clock_time_is_read_as_people_type_it(typed, meant):
    assert clock_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "25:00", "23:60", "late", "23:10:5", "-1", "13 pm", "²"])
def test_what_is_no_clock_time_is_refused(typed):
    with pytest.raises(ValueError):
        clock_of(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("45", 45), ("0", 0), ("1:30", 90), ("1h30", 90), ("1 h", 60), ("2 h 5 min", 125),
     ("20 min", 20), ("1 Std 10", 70), ("90 minutes", 90)],
)  # fmt: skip
def test_minutes_are_read_as_people_type_them(typed, meant):
    assert minutes_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "-5", "a while", "1.5", "h"])
def test_what_are_no_minutes_is_refused(typed):
    with pytest.raises(ValueError):
        minutes_of(typed)


@given(st.text(max_size=12))
def test_nothing_that_is_typed_breaks_the_reading(typed):
    texts = dict.fromkeys((*CORE, *MORE), typed)
    night, wrong = drafted(NIGHT, "Europe/Berlin", NOW, texts)
    assert all(problem.reason.startswith("diary.problem.no_") for problem in wrong)
    assert {problem.key for problem in wrong} & set(texts_of(night)) <= {"waso_min"}


@st.composite
def whole_nights(draw):
    """Nights with everything answered, as the diary keeps them."""
    clocks = {name: draw(st.times()).replace(second=0, microsecond=0)
              for name in ("t_bed", "t_try", "t_wake", "t_rise")}  # fmt: skip
    zone = draw(st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/New_York"]))
    night = draw(st.dates(date(2000, 1, 1), date(2040, 1, 1)))
    small = st.integers(1, 30)
    return DiaryNight(
        night, zone, NOW, **unwrapped(night, ZoneInfo(zone), clocks),
        sol_min=draw(small), n_wake=draw(small), waso_min=draw(small),
        quality=draw(st.integers(1, 5)), note="dogs barked", early_min=draw(small),
        alcohol_last="21:30", n_alcohol=draw(small), medicine="half a tablet",
    )  # fmt: skip


@given(whole_nights())
def test_a_night_that_is_shown_and_kept_again_is_the_same_night(night):
    again, wrong = drafted(night.night, night.zone, NOW, texts_of(night), kept=night)
    assert (again, wrong) == (night, ())


def test_a_time_that_is_left_as_it_was_keeps_its_seconds():
    kept = DiaryNight(NIGHT, "Europe/Berlin", NOW,
                      t_bed=datetime(2026, 11, 22, 22, 10, 42, tzinfo=UTC))  # fmt: skip
    again, _ = drafted(NIGHT, "Europe/Berlin", NOW, {"t_bed": "23:10", "t_wake": "6:50"}, kept)
    assert again.t_bed == kept.t_bed
    changed, _ = drafted(NIGHT, "Europe/Berlin", NOW, {"t_bed": "23:11"}, kept)
    assert changed.t_bed == datetime(2026, 11, 22, 22, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("bed", "wake", "day"), [("23:10", "6:50", 22), ("0:10", "6:50", 23), ("13:00", "20:00", 22)]
)
def test_times_go_over_midnight_where_they_have_to(bed, wake, day):
    night, _ = drafted(NIGHT, "Europe/Berlin", NOW, {"t_bed": bed, "t_wake": wake})
    assert night.t_bed.astimezone(BERLIN).day == day
    assert night.t_bed < night.t_wake


def test_a_waking_alone_is_one_of_the_morning_after():
    night, _ = drafted(NIGHT, "Europe/Berlin", NOW, {"t_wake": "13:00"})
    assert night.t_wake == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_in_a_doubled_hour_the_second_is_meant_where_the_first_is_over():
    night = date(2026, 10, 24)
    texts = {"t_bed": "2:40", "t_try": "2:10", "t_wake": "6:00", "t_rise": "6:00"}
    found, _ = drafted(night, "Europe/Berlin", NOW, texts)
    assert found.t_bed == datetime(2026, 10, 25, 0, 40, tzinfo=UTC)
    assert found.t_try == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)


def test_a_skipped_time_moves_forward():
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert next_at(before, time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_who_did_not_wake_was_not_awake_whatever_was_typed_before():
    night, _ = drafted(NIGHT, "Europe/Berlin", NOW, {"n_wake": "0", "waso_min": "20"})
    assert (night.n_wake, night.waso_min) == (0, 0)


def test_what_cannot_be_read_is_told_and_the_rest_is_kept():
    texts = {"t_bed": "late", "sol_min": "a while", "n_wake": "some", "quality": "3"}
    night, wrong = drafted(NIGHT, "Europe/Berlin", NOW, texts)
    assert night == replace(DiaryNight(NIGHT, "Europe/Berlin", NOW), quality=3)
    assert [(each.key, each.reason) for each in wrong] == [
        ("t_bed", "diary.problem.no_time"), ("sol_min", "diary.problem.no_minutes"),
        ("n_wake", "diary.problem.no_count"),
    ]  # fmt: skip


def test_screens_go_off_in_the_evening_or_after_midnight():
    for typed, day in (("22:15", 22), ("0:20", 23)):
        night, _ = drafted(NIGHT, "Europe/Berlin", NOW, {"screen_off": typed})
        assert night.screen_off.astimezone(BERLIN).day == day


@pytest.mark.parametrize(
    ("field", "typed", "up", "then"),
    [
        ("t_bed", "23:58", 1, "00:03"), ("t_bed", "00:00", -1, "23:55"), ("t_bed", "", 1, "00:05"),
        ("sol_min", "20", 1, "25"), ("sol_min", "3", -1, "0"), ("sol_min", "720", 1, "720"),
        ("n_wake", "", 1, "1"), ("n_wake", "30", 1, "30"), ("quality", "5", 1, "5"),
        ("t_bed", "late", 1, "late"), ("note", "dogs", 1, "dogs"),
    ],
)  # fmt: skip
def test_answers_go_up_and_down_in_steps(field, typed, up, then):
    assert stepped(field, typed, up) == then
