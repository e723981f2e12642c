"""In every zone, whatever its clocks do, a night has each of its reminders exactly once."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from windown.core.evening.nights import (
    current_night,
    exists,
    night_of_plan,
    nights_in_reach,
    occurrences,
)
from windown.core.evening.plan import Melatonin, NightChange, Plan, Reminder, every_night
from windown.core.night import night_of

DAY, WEEK = timedelta(days=1), timedelta(days=7)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ZONES = sorted(name for name in available_timezones() if name != "localtime")
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = date(2026, 5, 1)

REMINDERS = (
    Reminder("caffeine_cutoff", "bed", 540, late_min=120),
    Reminder("screens_off", "bed", 60, late_min=55),
    Reminder("melatonin", "bed", 59, late_min=120),
    Reminder("bedtime", "bed", 0, late_min=30),
    Reminder("own_00000001", "bed", 5, late_min=720),
    Reminder("morning_light", "rise", 15, late_min=180),
)
ENTERED = Melatonin(amount="0,5", adult=True)
PLAN = Plan(reminders=REMINDERS, melatonin=ENTERED)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The instants from 2020 to 2037 at which a zone's offset changes, in UTC."""
    info, found = ZoneInfo(zone), []
    day, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2037, 12, 30, tzinfo=UTC)
    while day < end:
        if offset(day, info) != offset(day + WEEK, info):
            found.append(first_after(day, day + WEEK, info))
        day += WEEK
    return tuple(found)


def offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def first_after(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first second of the offset that holds at `high`."""
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        same = offset(middle, zone) == offset(low, zone)
        low, high = (middle, high) if same else (low, middle)
    return high


def resolved(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A clock time as an instant, found by trying both offsets around it."""
    wanted = datetime.combine(day, clock, UTC)
    tried = [wanted - offset(wanted + near, zone) for near in (-DAY, DAY)]
    real = [moment for moment in tried if moment + offset(moment, zone) == wanted]
    return min(real) if real else tried[0]


def holds(plan: Plan, day: date, zone: ZoneInfo) -> None:
    """Everything that is asked of one night."""
    bedtime, rise = plan.bedtimes[day.weekday()], plan.rises[day.weekday()]
    bed = resolved(day if bedtime >= time(12) else day + DAY, bedtime, zone)
    night = night_of_plan(plan, day, zone)
    found = occurrences(plan, day, zone)
    assert night.bed == bed
    assert night.rise > bed
    assert sorted(one.key for one in found) == sorted(f"{r.id}:{day}" for r in REMINDERS)
    assert [one.due for one in found] == sorted(one.due for one in found)
    for one in found:
        if one.reminder.anchor == "bed":
            assert bed - one.due == one.reminder.lead * MINUTE
            assert one.due < one.deadline <= min(bed + HOUR, night.rise)
        else:
            assert one.due - night.rise == one.reminder.lead * MINUTE
            assert one.deadline - one.due == one.reminder.late_min * MINUTE
    assert rise != bedtime


@st.composite
def places(draw: st.DrawFn) -> tuple[ZoneInfo, date]:
    """A zone and a day, mostly one near which its clocks change."""
    name = draw(st.sampled_from(ZONES))
    near = [moment.date() for moment in changes(name)] or [FRIDAY]
    day = draw(st.sampled_from(near) | st.dates(date(2020, 1, 3), date(2037, 12, 28)))
    return ZoneInfo(name), day + draw(st.integers(-2, 1)) * DAY


CLOCKS = st.builds(time, st.integers(0, 23) | st.integers(0, 3), st.integers(0, 59))
PAIRS = st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1])


@given(places(), PAIRS)
@example((BERLIN, date(2026, 3, 28)), (time(2, 30), time(7)))
@example((BERLIN, date(2026, 10, 24)), (time(2, 30), time(7)))
@example((ZoneInfo("Africa/Cairo"), date(2026, 4, 23)), (time(0, 15), time(7)))
def test_every_night_has_each_reminder_once_and_at_its_distance(
    place: tuple[ZoneInfo, date], pair: tuple[time, time]
) -> None:
    zone, day = place
    holds(every_night(PLAN, *pair), day, zone)


def distinct_changes() -> dict[tuple[object, ...], tuple[str, datetime]]:
    """One place for each way in which clocks change: at which clock time, by how much."""
    found: dict[tuple[object, ...], tuple[str, datetime]] = {}
    for name in ZONES:
        zone = ZoneInfo(name)
        for moment in changes(name):
            before = offset(moment - MINUTE, zone)
            clock = (moment + before).time()
            found.setdefault((clock, before, offset(moment, zone)), (name, moment))
    return found


@pytest.mark.thorough
def test_every_minute_of_bedtime_at_every_change_of_every_zone() -> None:
    places = distinct_changes().values()
    assert len(places) > 30
    for name, moment in places:
        zone = ZoneInfo(name)
        first = night_of(moment, zone) - DAY
        for minute in range(1440):
            bedtime, rise = (time(*divmod((minute + n) % 1440, 60)) for n in (0, 480))
            plan = every_night(PLAN, bedtime, rise)
            for n in range(3):
                holds(plan, first + n * DAY, zone)


@given(places(), PAIRS, st.integers(-720, 720))
def test_a_moved_bedtime_takes_along_what_hangs_on_it_and_leaves_rise(
    place: tuple[ZoneInfo, date], pair: tuple[time, time], minutes: int
) -> None:
    zone, day = place
    plan, change = every_night(PLAN, *pair), NightChange(day, minutes)
    night, moved = night_of_plan(plan, day, zone), night_of_plan(plan, day, zone, change)
    assert moved.bed - night.bed == minutes * MINUTE
    assert moved.rise == max(night.rise, moved.bed + MINUTE)
    before = {one.key: one for one in occurrences(plan, day, zone)}
    for one in occurrences(plan, day, zone, change):
        bed = one.reminder.anchor == "bed"
        carried = minutes * MINUTE if bed else moved.rise - night.rise
        assert one.due - before[one.key].due == carried


def test_a_bedtime_is_moved_by_half_a_day_at_most() -> None:
    change = NightChange(FRIDAY, 100_000)
    moved = night_of_plan(PLAN, FRIDAY, BERLIN, change)
    assert moved.bed - night_of_plan(PLAN, FRIDAY, BERLIN).bed == 12 * HOUR


def test_after_midnight_is_still_the_night_of_the_evening_before() -> None:
    plan = every_night(PLAN, time(0, 30), time(8))
    bedtime = next(o for o in occurrences(plan, FRIDAY, BERLIN) if o.reminder.id == "bedtime")
    assert bedtime.key == "bedtime:2026-05-01"
    assert bedtime.due.astimezone(BERLIN).replace(tzinfo=None) == datetime(2026, 5, 2, 0, 30)


def test_each_weekday_has_its_own_bedtime_and_the_rise_that_ends_its_night() -> None:
    bedtimes = tuple(time(20 + n % 4, n) for n in range(7))
    rises = tuple(time(6, n) for n in range(7))
    plan = Plan(bedtimes, rises)
    for n in range(7):
        night = night_of_plan(plan, date(2026, 5, 4) + n * DAY, BERLIN)
        assert night.bed.astimezone(BERLIN).time() == bedtimes[n]
        assert night.rise.astimezone(BERLIN).time() == rises[n]


@pytest.mark.parametrize(
    "plan",
    [
        Plan(reminders=(Reminder("screens_off", "bed", 60, on=False),)),
        Plan(reminders=(Reminder("screens_off", "bed", 60, days=frozenset({1, 6, 7})),)),
        Plan(reminders=(Reminder("melatonin", "bed", 60),)),
        Plan(reminders=(Reminder("melatonin", "bed", 60),), melatonin=Melatonin("3")),
        Plan(reminders=(Reminder("melatonin", "bed", 60),), melatonin=Melatonin("", adult=True)),
    ],
)
def test_what_is_off_or_not_for_the_weekday_or_not_entered_does_not_come(plan: Plan) -> None:
    assert occurrences(plan, FRIDAY, BERLIN) == ()


def test_what_is_skipped_tonight_does_not_come_tonight() -> None:
    change = NightChange(FRIDAY, skipped=frozenset({"melatonin"}))
    left = {one.reminder.id for one in occurrences(PLAN, FRIDAY, BERLIN, change)}
    assert left == {reminder.id for reminder in REMINDERS} - {"melatonin"}


def test_a_date_left_out_at_the_date_line_has_no_evening() -> None:
    apia, gone = ZoneInfo("Pacific/Apia"), date(2011, 12, 30)
    assert not exists(gone, apia)
    assert occurrences(PLAN, gone, apia) == ()
    beds = [night_of_plan(PLAN, gone + n * DAY, apia).bed for n in (-1, 1)]
    assert beds[1] - beds[0] == DAY
    noon = datetime(2011, 12, 30, 23, tzinfo=UTC)  # noon of the 31st there
    assert current_night(PLAN, noon, apia).date == date(2011, 12, 31)


def test_what_may_come_late_ends_an_hour_after_bedtime_and_before_rise() -> None:
    one = Reminder("own_00000001", "bed", 0, late_min=720)
    bed = night_of_plan(PLAN, FRIDAY, BERLIN).bed
    assert occurrences(Plan(reminders=(one,)), FRIDAY, BERLIN)[0].deadline == bed + HOUR
    short = every_night(Plan(reminders=(one,)), time(23), time(23, 20))
    assert occurrences(short, FRIDAY, BERLIN)[0].deadline == bed + 20 * MINUTE


def test_what_is_dropped_when_late_is_first_shown_within_two_minutes() -> None:
    plan = Plan(reminders=(Reminder("own_00000001", "bed", 60, late="drop"),))
    one = occurrences(plan, FRIDAY, BERLIN)[0]
    assert one.show_by - one.due == 2 * MINUTE
    assert one.deadline - one.due == HOUR


@given(places(), PAIRS, st.integers(-1440, 1440), st.integers(-240, 240))
def test_the_night_that_stands_is_the_first_whose_rise_is_still_to_come(
    place: tuple[ZoneInfo, date], pair: tuple[time, time], minutes: int, shift: int
) -> None:
    zone, day = place
    plan, change = every_night(PLAN, *pair), NightChange(day, shift)

    def change_of(asked: date) -> NightChange | None:
        return change if asked == day else None

    moment = night_of_plan(plan, day, zone, change).bed + minutes * MINUTE
    night = current_night(plan, moment, zone, change_of)
    before = night.date - DAY
    assert night == night_of_plan(plan, night.date, zone, change_of(night.date))
    assert night_of_plan(plan, before, zone, change_of(before)).rise <= moment < night.rise


def test_from_rise_on_the_coming_night_stands() -> None:
    night = night_of_plan(PLAN, FRIDAY, BERLIN)
    assert current_night(PLAN, night.rise - MINUTE, BERLIN) == night
    assert current_night(PLAN, night.rise, BERLIN).date == FRIDAY + DAY


def test_an_absence_is_written_down_for_two_weeks_at_most() -> None:
    now = datetime(2026, 5, 1, 18, tzinfo=UTC)
    assert nights_in_reach(now, BERLIN) == (FRIDAY - DAY, FRIDAY, FRIDAY + DAY)
    assert nights_in_reach(now, BERLIN, now - 3 * DAY)[0] == FRIDAY - 4 * DAY
    assert nights_in_reach(now, BERLIN, now - 900 * DAY)[0] == FRIDAY - 14 * DAY
    assert nights_in_reach(now, BERLIN, now + 900 * DAY)[0] == FRIDAY - DAY


@settings(max_examples=60)
@given(places(), PAIRS, st.integers(0, 1439))
def test_whatever_comes_within_the_minute_is_in_reach(
    place: tuple[ZoneInfo, date], pair: tuple[time, time], minute: int
) -> None:
    zone, day = place
    plan = every_night(PLAN, *pair)
    for one in occurrences(plan, day, zone):
        assert day in nights_in_reach(one.due, zone)
        assert day in nights_in_reach(one.due - minute * MINUTE % (8 * HOUR), zone)
