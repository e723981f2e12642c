"""Nights of Sleep as Android and of Plees Tracker: only what their files say."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.foreign import diary_of, is_plees, is_sleep_as_android, plees, sleep_as_android

HEAD = (
    "Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo"
)
ANDROID = f"""{HEAD},"23:20","23:25"
"1782940800000","Europe/Berlin","01. 07. 2026 23:20","02. 07. 2026 7:05","","7.75","3.75","Long"
"","","","","","","","","","","","","","","","0.0","0.1"
{HEAD}
"9","Europe/Berlin","02. 07. 2026 23:50","03. 07. 2026 6:00","","6","0.0","","10007"
"""
PLEES = """sid,start,stop,rating,comment,wakes
1,1782940800000,1782968700000,4,"slept, well",2
2,1783028400000,1783051200000,0,,0
"""


def rows(text):
    return list(enumerate(csv.reader(io.StringIO(text)), start=1))


def test_both_are_known_by_their_first_row():
    assert is_sleep_as_android(rows(ANDROID)[0][1]) and not is_plees(rows(ANDROID)[0][1])
    assert is_plees(rows(PLEES)[0][1]) and not is_sleep_as_android(rows(PLEES)[0][1])


def test_a_sleep_of_android_has_its_times_zone_stars_and_words():
    found = sleep_as_android(rows(ANDROID))
    first, second = found.sleeps
    assert first.start == datetime(2026, 7, 1, 21, 20, tzinfo=UTC)
    assert first.end == datetime(2026, 7, 2, 5, 5, tzinfo=UTC)
    assert (first.zone, first.quality, first.note) == ("Europe/Berlin", 4, "Long")
    assert second.quality is None and found.left_out == ()


def test_a_sleep_of_plees_has_instants_and_what_was_said():
    first, second = plees(rows(PLEES), "Europe/Berlin").sleeps
    assert (first.quality, first.n_wake, first.note) == (4, 2, "slept, well")
    assert (second.quality, second.n_wake) == (None, None)


def test_a_diary_night_holds_what_is_known_and_is_filled_when_the_sleep_ended():
    nights, shorter = diary_of(sleep_as_android(rows(ANDROID)).sleeps)
    assert [each.night for each in nights] == [date(2026, 7, 1), date(2026, 7, 2)]
    assert nights[0].filled == nights[0].t_wake and nights[0].t_bed is None and shorter == 0


def test_of_two_sleeps_in_a_night_the_longer_one_is_the_night():
    more = PLEES + "3,1782932400000,1782934200000,1,nap,0\n"
    nights, shorter = diary_of(plees(rows(more), "UTC").sleeps)
    assert len(nights) == 2 and shorter == 1 and nights[0].note == "slept, well"


@pytest.mark.parametrize(
    ("start", "stop", "field", "reason"),
    [
        ("x", "1782968700000", "start", "moment"),
        ("-5", "1782968700000", "start", "moment"),
        ("99999999999999999999999", "1", "start", "year"),
        ("253402300799000", "1", "start", "year"),
        ("1782968700000", "1782968700000", "stop", "backwards"),
        ("1782968700000", "1782868700000", "stop", "backwards"),
        ("1782868700000", "1782968700000", "stop", "backwards"),
    ],
)
def test_a_row_that_is_no_sleep_is_told_with_its_line(start, stop, field, reason):
    found = plees(rows(f"sid,start,stop\n1,{start},{stop}\n"), "UTC")
    assert not found.sleeps
    assert [(w.line, w.field, w.reason) for w in found.left_out] == [(2, field, reason)]


@pytest.mark.parametrize("moment", ["0. 0. 0000 0:00", "31. 02. 2026 20:00", "1. 1. 9999 0:00", ""])
def test_a_time_that_is_none_leaves_the_row_out(moment):
    text = f'{HEAD}\n"1","Europe/Berlin","{moment}","02. 07. 2026 7:05","","","",""\n'
    assert [w.field for w in sleep_as_android(rows(text)).left_out] == ["From"]


@given(st.lists(st.lists(st.text(max_size=20), max_size=9), max_size=5))
def test_no_row_makes_it_stumble(noise):
    for begin in (HEAD.split(","), ["sid", "start", "stop", "rating"]):
        lines = list(enumerate([begin, *noise], start=1))
        diary_of(plees(lines, "UTC").sleeps)
        diary_of(sleep_as_android(lines).sleeps)


@given(st.datetimes(datetime(1901, 1, 1), datetime(2198, 1, 1)), st.integers(1, 1440))
def test_every_sleep_within_a_day_is_one_night(start, minutes):
    ms = int(start.replace(tzinfo=UTC).timestamp()) * 1000
    found = plees(rows(f"sid,start,stop\n1,{max(0, ms)},{max(0, ms) + minutes * 60_000}\n"), "UTC")
    assert len(diary_of(found.sleeps)[0]) == 1
