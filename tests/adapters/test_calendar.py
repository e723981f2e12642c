"""The .ics file, read back by another library than the one that wrote it."""

import re
import stat
import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.adapters.calendar import calendar_bytes, write_calendar
from windown.core.evening.calendar import series
from windown.core.evening.nights import occurrences
from windown.core.evening.plan import NightChange, Plan, Reminder
from windown.core.problems import Trouble

vobject = pytest.importorskip("vobject", reason="pip install vobject")

START = date(2026, 11, 23)
NIGHTS = 60
MADE = datetime(2026, 11, 23, 17, 30, 0, 5, tzinfo=UTC)
LATE_WEEKEND = (*(time(23),) * 4, time(0, 30), time(0, 30), time(23))
MEAL, SCREENS = Reminder("last_meal", "bed", 180), Reminder("screens_off", "bed", 60)

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
weeks = st.lists(clocks, min_size=7, max_size=7).map(tuple)
days = st.frozensets(st.integers(1, 7))
reminders = st.tuples(
    st.builds(Reminder, st.just("last_meal"), st.just("bed"), st.integers(0, 780), days=days),
    st.builds(Reminder, st.just("bedtime"), st.just("bed"), st.just(0), on=st.booleans()),
    st.builds(Reminder, st.just("rise"), st.just("rise"), st.integers(0, 240), days=days),
)
plans = st.builds(Plan, bedtimes=weeks, rises=weeks, reminders=reminders)
changes = st.builds(
    NightChange,
    st.integers(0, 13).map(lambda n: START + timedelta(days=n)),
    st.integers(-120, 240),
    st.frozensets(st.sampled_from(("last_meal", "rise"))),
)


def title(reminder):
    return reminder.id


def written(plan, *changed, start=START):
    return calendar_bytes(series(plan, start, changed), title, MADE).decode("utf-8")


def events(text):
    return vobject.readOne(text).contents.get("vevent", [])


def expanded(text, end):
    """(title, naive start) of all entries before `end`, exceptions in the place of their entry."""
    instead = {
        (event.uid.value, event.recurrence_id.value): event
        for event in events(text) if "recurrence-id" in event.contents
    }  # fmt: skip
    found = []
    for event in events(text):
        if "recurrence-id" in event.contents:
            continue
        for start in takewhile(lambda moment: moment < end, event.getrruleset()):
            one = instead.pop((event.uid.value, start), event)
            at = start if one is event else one.dtstart.value
            found.append((one.summary.value, at))
    assert instead == {}
    return sorted(found)


def planned(plan, zone, change=None, nights=NIGHTS):
    """(reminder, local time) of so many nights, as the planner has them."""
    found = []
    for n in range(nights):
        night = START + timedelta(days=n)
        of_it = change if change and change.night == night else None
        found += [
            (one.reminder.id, one.due.astimezone(zone).replace(tzinfo=None))
            for one in occurrences(plan, night, zone, of_it)
        ]
    return sorted(found)


def before(found, end):
    return [entry for entry in found if entry[1] < end]


@given(plans)
def test_sixty_nights_of_the_file_are_those_of_the_planner(plan):
    end = datetime.combine(START + timedelta(days=NIGHTS), time())
    expected = planned(plan, ZoneInfo("Asia/Kolkata"), nights=NIGHTS + 2)
    assert expanded(written(plan), end) == before(expected, end)


@given(plans, changes)
def test_a_changed_night_of_the_file_is_that_of_the_planner(plan, change):
    end = datetime.combine(START + timedelta(days=30), time())
    expected = planned(plan, ZoneInfo("Asia/Kolkata"), change, nights=34)
    found = expanded(written(plan, change), end + timedelta(days=1))
    # A moved entry near the end may lie on its other side than the planned one.
    assert before(found, end - timedelta(days=1)) == before(expected, end - timedelta(days=1))


@pytest.mark.parametrize("night", [date(2027, 3, 27), date(2027, 10, 30)])
def test_clock_times_stand_through_a_change_of_the_clocks(night):
    plan = Plan(bedtimes=LATE_WEEKEND, reminders=(MEAL, SCREENS))
    end = datetime.combine(night + timedelta(days=8), time())
    nights = (night - START).days + 10
    expected = before(planned(plan, ZoneInfo("Europe/Berlin"), nights=nights), end)
    assert expanded(written(plan), end) == expected


def test_times_belong_to_no_zone():
    text = written(Plan(reminders=(MEAL,)))
    assert "DTSTART:20261123T200000\r\n" in text
    assert not re.search(r"TZID|VTIMEZONE", text)


def test_every_entry_has_an_alarm_at_its_time_and_takes_no_time_of_the_day():
    for event in events(written(Plan(reminders=(MEAL, SCREENS)), NightChange(START, 30))):
        assert event.valarm.trigger.value == timedelta(0)
        assert event.valarm.action.value == "DISPLAY"
        assert event.transp.value == "TRANSPARENT"
        assert event.dtend.value > event.dtstart.value


def test_the_file_is_valid_for_a_strict_reader():
    text = written(Plan(bedtimes=LATE_WEEKEND, reminders=(MEAL, SCREENS)), NightChange(START, 30))
    assert vobject.readOne(text).validate(raiseException=True)
    assert text.count("\r\n") == text.count("\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_a_moved_bedtime_is_an_exception_to_its_series():
    change = NightChange(date(2026, 11, 25), bed_shift_min=45)
    weekly, moved = events(written(Plan(reminders=(MEAL,)), change))
    assert moved.uid.value == weekly.uid.value
    assert moved.recurrence_id.value == datetime(2026, 11, 25, 20)
    assert moved.dtstart.value == datetime(2026, 11, 25, 20, 45)
    assert "rrule" not in moved.contents


def test_a_later_file_replaces_an_earlier_one():
    plan = Plan(reminders=(MEAL,))
    (first,) = events(written(plan))
    later = calendar_bytes(
        series(plan, START + timedelta(days=3)), title, MADE + timedelta(seconds=2)
    )
    (second,) = events(later.decode())
    assert second.uid.value == first.uid.value
    assert int(second.sequence.value) > int(first.sequence.value)
    assert int(second.sequence.value) < 2**31


def test_every_series_has_its_own_id():
    text = written(Plan(bedtimes=LATE_WEEKEND, reminders=(MEAL, SCREENS)))
    ids = [event.uid.value for event in events(text)]
    assert len(ids) == len(set(ids)) == 4


def test_a_title_with_commas_and_lines_comes_back_as_it_was():
    said = "Tee, Buch;\nund „Ruhe“ " + "ü" * 80
    text = calendar_bytes(series(Plan(reminders=(MEAL,)), START), lambda _: said, MADE)
    (event,) = events(text.decode("utf-8"))
    assert event.summary.value == said


def test_the_file_is_written_whole_and_over_an_earlier_one(tmp_path):
    file = tmp_path / "evening.ics"
    file.write_text("old")
    write_calendar(file, series(Plan(reminders=(MEAL,)), START), title, MADE)
    assert len(events(file.read_bytes().decode())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["evening.ics"]


@pytest.mark.skipif(sys.platform == "win32", reason="no modes of that kind")
def test_the_file_is_for_its_person_alone(tmp_path):
    file = tmp_path / "evening.ics"
    write_calendar(file, series(Plan(reminders=(MEAL,)), START), title, MADE)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Trouble) as told:
        write_calendar(tmp_path / "none" / "a.ics", (), title, MADE)
    assert told.value.key == "calendar.folder"


def test_a_file_that_is_a_folder_is_told(tmp_path):
    with pytest.raises(Trouble) as told:
        write_calendar(tmp_path, series(Plan(reminders=(MEAL,)), START), title, MADE)
    assert told.value.key == "calendar.disk"
