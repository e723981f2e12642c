"""Nights hold in every zone of the world, whatever its clocks do between 2020 and 2037."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from windown.core.night import (
    Night,
    face_at,
    instant,
    lights_out,
    nearest_night,
    night_of,
    night_on,
)

FIRST, LAST = date(2020, 1, 2), date(2037, 12, 30)
DAY = timedelta(days=1)
ZONES = sorted(name for name in available_timezones() if name != "localtime")
BERLIN = ZoneInfo("Europe/Berlin")


@cache
def days_of_change(zone: str) -> tuple[date, ...]:
    """The local days at which, or just before which, the zone's offset changes."""
    info = ZoneInfo(zone)

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time(12), info).utcoffset()

    def between(low: date, high: date) -> date:
        middle = low + (high - low) // 2
        if high - low <= DAY:
            return high
        return between(low, middle) if offset(middle) != offset(low) else between(middle, high)

    weeks = [FIRST + n * 7 * DAY for n in range((LAST - FIRST).days // 7)]
    offsets = [(week, offset(week)) for week in weeks]
    pairs = pairwise(offsets)
    return tuple(between(a, b) for (a, before), (b, after) in pairs if before != after) or (FIRST,)


@st.composite
def places(draw: st.DrawFn) -> tuple[ZoneInfo, date]:
    """A zone and a day, every other time one at which its clocks change."""
    name = draw(st.sampled_from(ZONES))
    day = draw(st.dates(FIRST, LAST) | st.sampled_from(days_of_change(name)))
    return ZoneInfo(name), day + draw(st.integers(-1, 1)) * DAY


#: Clock times with those favoured at which clocks are changed.
CLOCKS = st.builds(time, st.integers(0, 23) | st.integers(0, 3), st.integers(0, 59))

PAIRS = st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1])

in_all_zones = settings(deadline=None, max_examples=60)


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


@in_all_zones
@given(places(), CLOCKS)
def test_a_night_runs_from_noon_to_noon(place: tuple[ZoneInfo, date], clock: time) -> None:
    zone, day = place
    moment = instant(day, clock, zone)
    assert night_of(moment, zone) == (wall(moment, zone) - timedelta(hours=12)).date()


def test_half_past_midnight_belongs_to_the_evening_before() -> None:
    assert night_of(datetime(2026, 5, 2, 0, 30, tzinfo=BERLIN), BERLIN) == date(2026, 5, 1)
    assert night_of(datetime(2026, 5, 2, 11, 59, tzinfo=BERLIN), BERLIN) == date(2026, 5, 1)
    assert night_of(datetime(2026, 5, 2, 12, 0, tzinfo=BERLIN), BERLIN) == date(2026, 5, 2)


@in_all_zones
@given(places(), CLOCKS)
def test_a_clock_time_moves_forward_by_a_gap_and_is_the_first_of_two(
    place: tuple[ZoneInfo, date], clock: time
) -> None:
    zone, day = place
    asked = datetime.combine(day, clock)
    found = instant(day, clock, zone)
    moved = wall(found, zone) - asked
    before = (found - DAY).astimezone(zone).utcoffset()
    after = (found + DAY).astimezone(zone).utcoffset()
    assert found.utcoffset() == timedelta(0)
    if moved:
        assert before is not None and after is not None
        assert moved == after - before > timedelta(0)
    else:
        hours = (timedelta(minutes=15 * n) for n in range(1, 13))
        assert all(wall(found - earlier, zone) != asked for earlier in hours)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "expected"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-03T15:40"),
        ("America/Havana", date(2026, 3, 8), time(0, 30), "2026-03-08T05:30"),
        ("Asia/Kathmandu", date(2026, 1, 1), time(23, 0), "2026-01-01T17:15"),
    ],
)
def test_known_changes_of_clocks(zone: str, day: date, clock: time, expected: str) -> None:
    found = instant(day, clock, ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@in_all_zones
@given(places(), PAIRS)
@example((BERLIN, date(2026, 3, 28)), (time(2, 50), time(3, 10)))
def test_rise_follows_bed(place: tuple[ZoneInfo, date], pair: tuple[time, time]) -> None:
    zone, day = place
    night = night_on(day, *pair, zone)
    assert night.bed < night.rise <= night.bed + timedelta(hours=25)


@in_all_zones
@given(places(), PAIRS)
def test_lights_go_out_in_the_night_the_evening_begins(
    place: tuple[ZoneInfo, date], pair: tuple[time, time]
) -> None:
    zone, day = place
    assert night_of(night_on(day, *pair, zone).bed, zone) == day


@in_all_zones
@given(places(), PAIRS, CLOCKS)
@example((BERLIN, date(2026, 3, 28)), (time(2, 50), time(3, 10)), time(3, 15))
def test_an_evening_stands_from_one_rise_to_the_next(
    place: tuple[ZoneInfo, date], pair: tuple[time, time], clock: time
) -> None:
    zone, day = place
    moment = instant(day, clock, zone)
    night = nearest_night(moment, *pair, zone)
    assert night_on(night.date - DAY, *pair, zone).rise <= moment < night.rise


@in_all_zones
@given(places(), PAIRS)
def test_at_the_rise_itself_the_coming_night_stands(
    place: tuple[ZoneInfo, date], pair: tuple[time, time]
) -> None:
    zone, day = place
    night = night_on(day, *pair, zone)
    tick = timedelta(microseconds=1)
    assert nearest_night(night.rise - tick, *pair, zone) == night
    assert nearest_night(night.rise, *pair, zone).date == day + DAY


@in_all_zones
@given(places(), PAIRS, st.lists(st.integers(-1440, 1500), min_size=2, max_size=8))
def test_the_faces_come_in_their_order(
    place: tuple[ZoneInfo, date], pair: tuple[time, time], minutes: list[int]
) -> None:
    zone, day = place
    night = night_on(day, *pair, zone)
    order = ["morning", "evening", "night"]
    moments = [night.bed + timedelta(minutes=n) for n in sorted(minutes)]
    faces = [order.index(face_at(moment, night)) for moment in moments]
    assert faces == sorted(faces)


BED = datetime(2026, 5, 1, 21, tzinfo=UTC)
NIGHT = Night(date(2026, 5, 1), BED, BED + timedelta(hours=8))


@pytest.mark.parametrize(
    ("minutes", "face"),
    [(181, "morning"), (180, "evening"), (46, "evening"), (45, "night"), (-300, "night")],
)
def test_a_face_begins_with_its_minute(minutes: int, face: str) -> None:
    assert face_at(BED - timedelta(minutes=minutes), NIGHT) == face


def test_no_clock_is_shown_from_bed_to_rise() -> None:
    tick = timedelta(microseconds=1)
    moments = [BED - tick, BED, NIGHT.rise - tick, NIGHT.rise]
    assert [lights_out(moment, NIGHT) for moment in moments] == [False, True, True, False]


def test_one_who_sleeps_by_day_has_a_night_of_the_evening_before() -> None:
    night = night_on(date(2026, 5, 1), time(8), time(16), BERLIN)
    assert wall(night.bed, BERLIN) == datetime(2026, 5, 2, 8)
    assert wall(night.rise, BERLIN) == datetime(2026, 5, 2, 16)


GRID = [time(hour, minute) for hour in range(5) for minute in (0, 20, 50)] + [time(23), time(7)]


def awake(bedtime: time, rise: time) -> int:
    """Minutes from rise to the next bedtime."""
    minutes = (bedtime.hour - rise.hour) * 60 + bedtime.minute - rise.minute
    return minutes % 1440


#: Plans with a day of four hours at least. In a shorter one a gap, of three hours in
#: Antarctica, may let two nights touch.
PLANS = [(bed, up) for bed in GRID for up in GRID if awake(bed, up) >= 240]


@pytest.mark.thorough
@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_every_zone_keeps_nights_whole(zone: str) -> None:
    info = ZoneInfo(zone)
    days = [day + n * DAY for day in days_of_change(zone)[:2] for n in (-2, -1, 0)]
    for bedtime, rise in PLANS:
        for day in days:
            night, following = (night_on(day + n * DAY, bedtime, rise, info) for n in (0, 1))
            assert night.bed < night.rise <= following.bed
            assert night_of(night.bed, info) == day
            assert nearest_night(night.rise, bedtime, rise, info) == following
