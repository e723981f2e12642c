"""The evening on the command line: tonight as text and as JSON, and answers to reminders."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.an_evening import BED, MELATONIN, FakeEvening, Row, a_plan, a_reminder, an_evening_at
from tests.fakes import FakeLedger, FakeNotifier, a_desk
from windown.cli import main
from windown.core.evening.nights import occurrences
from windown.core.evening.plan import NightChange
from windown.core.problems import Trouble
from windown.service.evening import Evening
from windown.service.ports import Now
from windown.service.telling import telling
from windown.text.evening import (
    Given,
    asked_moment,
    give,
    of_tonight,
    planned,
    print_object,
    print_tonight,
    series_from,
    titles,
    tonight_object,
)

#: 18:00 in Berlin on a Sunday in winter; bed at 23:00.
NOW = Now(datetime(2026, 11, 22, 17, tzinfo=UTC), "Europe/Berlin", 0.0)
AT_NIGHT = Now(datetime(2026, 11, 23, 1, tzinfo=UTC), "Europe/Berlin", 0.0)


def an_evening(rows=(), **changes):
    desk = a_desk()
    desk.plan, desk.evening = a_plan(**changes), FakeEvening(rows)
    return desk


# What was asked for


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-22T21:30", "2026-11-22T20:30:00+00:00"),
        ("2026-11-22 21:30:15", "2026-11-22T20:30:15+00:00"),
        ("2026-11-22T21:30+05:30", "2026-11-22T16:00:00+00:00"),
        ("2026-11-22T21:30Z", "2026-11-22T21:30:00+00:00"),
        ("21:30", "2026-11-22T20:30:00+00:00"),
        ("2026-07-01", "2026-07-01T10:00:00+00:00"),
        ("2027-03-28T02:30", "2027-03-28T01:30:00+00:00"),  # skipped: an hour later by the clock
        ("2026-10-25T02:30", "2026-10-25T00:30:00+00:00"),  # comes twice: the first
    ],
)
def test_a_time_without_an_offset_is_one_of_the_zone(at, expected):
    assert asked_moment(NOW, at, "Europe/Berlin").utc.isoformat() == expected


def test_a_clock_time_is_one_of_today_in_the_zone():
    early_in_tokyo = asked_moment(NOW, "00:30", "Asia/Tokyo")
    assert early_in_tokyo.utc == datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    assert early_in_tokyo.zone == "Asia/Tokyo"


def test_without_a_wish_it_is_here_and_now():
    assert asked_moment(NOW, None, None) == NOW


@pytest.mark.parametrize("at", ["", "soon", "25:00", "2026-02-30T10:00", "0001-01-01T00:00",
                                "9999-12-31T23:59", "2026-11-22T21:30+99:00"])  # fmt: skip
def test_a_time_that_is_none_is_told(at):
    with pytest.raises(Trouble) as told:
        asked_moment(NOW, at, None)
    assert (told.value.key, told.value.values) == ("cli.bad_at", {"given": at})


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../Europe/Berlin", "/etc/passwd", "Europe",
                                  "Europe/Berlin\0", "\ud800"])  # fmt: skip
def test_a_zone_that_is_none_is_told(zone):
    with pytest.raises(Trouble) as told:
        asked_moment(NOW, None, zone)
    assert told.value.key == "cli.bad_zone"


# Tonight


def test_tonight_is_the_object_of_the_contract():
    row = Row(a_reminder("last_meal"), "shown", "why.shown")
    assert tonight_object(an_evening([row]), [row], NOW) == {
        "night": "2026-11-22",
        "zone": "Europe/Berlin",
        "bedtime": "2026-11-22T23:00:00+01:00",
        "rise": "2026-11-23T07:00:00+01:00",
        "reminders": [
            {
                "id": "last_meal", "occurrence": "last_meal:2026-11-22",
                "due": "2026-11-22T20:00:00+01:00", "deadline": "2026-11-22T21:00:00+01:00",
                "state": "shown", "why": "why.shown",
            },
        ],
    }  # fmt: skip


def test_an_instant_within_a_reason_is_told_on_the_clock_of_the_zone():
    row = Row(a_reminder("last_meal"), "snoozed", "why.snoozed", {"at": BED})
    (told,) = tonight_object(an_evening([row]), [row], NOW)["reminders"]
    assert told["why"] == "why.snoozed at=23:00"


def test_the_plan_for_a_time_is_that_of_its_night_and_zone():
    desk = an_evening()
    there = Now(datetime(2026, 7, 1, 4, tzinfo=UTC), "America/New_York", 0.0)  # midnight there
    told = tonight_object(desk, planned(desk, there), there)
    assert (told["night"], told["bedtime"]) == ("2026-06-30", "2026-06-30T23:00:00-04:00")
    assert {one["state"] for one in told["reminders"]} == {"scheduled"}
    assert [one["id"] for one in told["reminders"]] == [
        "caffeine_cutoff", "vigorous_exercise_end", "last_meal", "dim_lights", "fluids_taper",
        "screens_off", "wind_down_start",
    ]  # fmt: skip


def test_the_plan_of_a_changed_night_has_its_change():
    desk = an_evening()
    desk.evening.shift = 30
    assert tonight_object(desk, planned(desk, NOW), NOW)["bedtime"] == "2026-11-22T23:30:00+01:00"
    meal = next(one for one in planned(desk, NOW) if one.reminder.id == "last_meal")
    assert meal.due == BED - timedelta(minutes=150)


def test_tonight_holds_what_comes_and_not_what_is_off():
    whys = ("off", "weekday", "nothing_entered", "past", "planned", "skipped")
    rows = [Row(a_reminder("last_meal"), "", f"why.{why}") for why in whys]
    found = of_tonight([*rows, Row(a_reminder("dim_lights"), "shown", "why.shown")])
    assert [row.state for row in found] == ["missed", "scheduled", "skipped", "shown"]


def test_asking_for_the_plan_tells_the_evening_nothing():
    desk = an_evening()
    planned(desk, NOW)
    assert desk.evening.told == []


def test_a_person_reads_a_line_for_each_reminder(capsys, words):
    desk = an_evening(an_evening_at(NOW.utc))
    desk.words = words
    print_tonight(desk, desk.evening.tonight(NOW), NOW, "Bed at 23:00")
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "Bed at 23:00"
    assert lines[0].split() == ["14:00", "Last", "caffeine", "It", "is", "planned."]
    assert len(lines) == len(desk.evening.rows)


def test_json_is_printed_as_it_is(capsys):
    desk = an_evening()
    print_object(desk, planned(desk, NOW), NOW)
    expected = tonight_object(desk, planned(desk, NOW), NOW)
    assert json.loads(capsys.readouterr().out) == expected


def test_between_lights_out_and_rise_no_clock_is_read(capsys):
    rows = [Row(a_reminder("bedtime"), "shown"), Row(a_reminder("last_meal"), "done")]
    desk = an_evening(rows)
    print_tonight(desk, desk.evening.tonight(AT_NIGHT), AT_NIGHT, "Night.")
    assert capsys.readouterr().out.splitlines() == ["Night.", "  reminder.bedtime.name"]


def test_an_evening_without_reminders_says_so(capsys):
    print_tonight(an_evening(), [], NOW, "Bed at 23:00")
    assert capsys.readouterr().out.splitlines()[1] == "evening.nothing"


# Answers


@pytest.fixture
def home():
    """A desk at 21:30 in Berlin with the evening's service on fakes."""
    desk = a_desk()
    desk.clock.utc -= timedelta(hours=1)
    desk.plan = with_melatonin()
    tell = lambda reminder, dark: telling(reminder, desk.words, False, dark)  # noqa: E731
    desk.evening = Evening(
        FakeLedger(), lambda: desk.plan, FakeNotifier(), tell, desk.clock, desk.listeners
    )
    return desk


def with_melatonin():
    """Everything is on, melatonin with it."""
    plan = a_plan(melatonin=MELATONIN)
    return replace(plan, reminders=tuple(replace(each, on=True) for each in plan.reminders))


def said_by(home, *given, **more):
    return give(home, home.evening, Given(*given, **more), home.clock.now())


def told_by(home, *given, **more):
    before = dict(home.evening.ledger.kept)
    with pytest.raises(Trouble) as told:
        said_by(home, *given, **more)
    assert home.evening.ledger.kept == before
    return told.value.key, told.value.values


def state_of(home, key):
    return home.evening.ledger.row(key).state


MEAL, SCREENS, WIND_DOWN, TAKEN = (
    f"{name}:2026-11-22" for name in ("last_meal", "screens_off", "wind_down_start", "melatonin")
)


@pytest.mark.parametrize(("answer", "state"), [("done", "done"), ("skip", "skipped")])
def test_an_answer_is_kept_and_said(home, answer, state):
    said = said_by(home, WIND_DOWN, answer)
    assert said.startswith(f"answer.kept_{answer} name=reminder.wind_down_start.name")
    assert state_of(home, WIND_DOWN) == state


def test_later_takes_its_minutes(home):
    home.evening.look(home.clock.now())
    home.clock.pass_(1900)
    home.evening.look(home.clock.now())  # 22:01: the screens
    said_by(home, SCREENS, "later", minutes=30)
    row = home.evening.ledger.row(SCREENS)
    assert (row.state, row.next) == ("snoozed", home.clock.utc + timedelta(minutes=30))


@pytest.mark.parametrize(
    "key", ["last_meal:2026-11-20", "last_meal", "", ":", "x:y", "tea:2026-11-22"]
)
def test_an_occurrence_that_is_none_is_told(home, key):
    assert told_by(home, key, "done") == ("answer.unknown", {"occurrence": key})


def test_an_answer_that_is_not_offered_is_told_with_those_that_are(home):
    key, values = told_by(home, SCREENS, "taken")
    assert (key, values["answers"]) == ("answer.not_offered", "done, skip, later")
    key, values = told_by(home, "bedtime:2026-11-22", "skip")
    assert values["answers"] == "done, later"


@pytest.mark.parametrize("answer", ["done", "skip"])
def test_what_is_answered_already_is_told(home, answer):
    said_by(home, SCREENS, answer)
    told = told_by(home, SCREENS, "done")
    assert told == ("answer.already", {"name": "reminder.screens_off.name"})


def test_what_is_not_due_cannot_be_put_off(home):
    assert told_by(home, SCREENS, "later")[0] == "answer.too_early"


def test_what_was_over_before_it_was_planned_is_told(home):
    assert told_by(home, MEAL, "done")[0] == "answer.over"


def test_what_is_over_cannot_be_put_off(home):
    home.evening.look(home.clock.now())
    home.clock.sleep(3600 * 3)
    home.evening.look(home.clock.now())
    assert state_of(home, SCREENS) == "missed"
    assert told_by(home, SCREENS, "later")[0] == "answer.over"


@pytest.mark.parametrize("answer", ["taken", "done"])
def test_a_dose_logged_within_twenty_hours_is_not_logged_twice_unasked(home, answer):
    said_by(home, TAKEN, "taken")
    home.clock.pass_(19.5 * 3600)  # 17:00 on the next day
    tomorrow = "melatonin:2026-11-23"
    assert told_by(home, tomorrow, answer) == ("answer.logged", {"time": "21:30"})
    assert said_by(home, tomorrow, answer, again=True)
    assert state_of(home, tomorrow) == "done"


def test_a_dose_logged_longer_ago_is_in_nobodys_way(home):
    said_by(home, TAKEN, "taken")
    home.clock.pass_(20 * 3600)
    assert said_by(home, "melatonin:2026-11-23", "taken")


def test_leaving_a_dose_out_asks_nothing(home):
    said_by(home, TAKEN, "taken")
    home.clock.pass_(19 * 3600)
    assert said_by(home, "melatonin:2026-11-23", "skip")


def test_at_night_no_clock_time_of_a_dose_is_told(home):
    said_by(home, TAKEN, "taken")
    home.clock.pass_(19 * 3600)
    home.plan = replace(home.plan, bedtimes=(time(16),) * 7)  # 16:30: night already
    assert told_by(home, "melatonin:2026-11-23", "taken") == ("answer.logged_night", {})


@pytest.mark.parametrize(
    ("bedtime", "clock"), [(time(0, 15), "00:00"), (time(0, 15), "00:45"), (time(20), "22:01")]
)
def test_a_dose_at_a_late_hour_is_asked_about_and_kept_all_the_same_where_wished(
    home, bedtime, clock
):
    home.plan = replace(home.plan, bedtimes=(bedtime,) * 7)
    comes_to(home, clock)
    assert told_by(home, TAKEN, "taken") == ("answer.late", {})
    assert said_by(home, TAKEN, "taken", again=True).startswith("answer.kept_taken")
    assert state_of(home, TAKEN) == "done"


@pytest.mark.parametrize(
    ("bedtime", "clock"), [(time(0, 15), "23:59"), (time(20), "22:00"), (time(23), "23:59")]
)
def test_before_that_no_hour_is_late(home, bedtime, clock):
    home.plan = replace(home.plan, bedtimes=(bedtime,) * 7)
    comes_to(home, clock)
    assert said_by(home, TAKEN, "taken")


def comes_to(home, clock):
    """The evening goes on from six to an hour."""
    home.clock.utc = datetime(2026, 11, 22, 17, tzinfo=UTC)
    home.evening.look(home.clock.now())
    hour, minute = map(int, clock.split(":"))
    home.clock.pass_((((hour - 18) % 24) * 60 + minute) * 60)
    home.evening.look(home.clock.now())


# The calendar


def test_the_calendar_begins_with_the_night_that_stands_and_has_its_change():
    desk = an_evening()
    desk.evening.shift = 15
    meal = next(one for one in series_from(desk, NOW) if one.reminder.id == "last_meal")
    assert (meal.first, len(meal.moved)) == (datetime(2026, 11, 22, 20), 1)


def test_titles_tell_nothing_unless_asked():
    desk = an_evening()
    melatonin = a_reminder("melatonin")
    assert titles(desk, names=False)(melatonin) == "reminder.neutral"
    assert titles(desk, names=False)(replace(melatonin, neutral="Tea")) == "Tea"
    assert titles(desk, names=True)(melatonin) == "reminder.melatonin.name"


def test_a_changed_night_is_what_the_planner_makes_of_it():
    change = NightChange(date(2026, 11, 22), 15)
    desk = an_evening()
    desk.evening.shift = 15
    expected = occurrences(desk.plan, change.night, ZoneInfo("Europe/Berlin"), change)
    assert [one.due for one in planned(desk, NOW)] == [one.due for one in expected]


# The commands as they are typed


@pytest.fixture
def windown(tmp_path, capsys, monkeypatch):
    """Runs windown in a folder of its own: (status, output, what it complained of)."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run(*arguments):
        try:
            status = main(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        except SystemExit as left:
            status = left.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_tonight_at_a_time_is_the_plan_out_of_the_box(windown):
    asked = ("--at", "2026-07-01T18:00", "--zone", "Asia/Tokyo")
    status, out, err = windown("tonight", "--json", *asked)
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert (told["night"], told["zone"]) == ("2026-07-01", "Asia/Tokyo")
    assert (told["bedtime"], told["rise"]) == (
        "2026-07-01T23:00:00+09:00", "2026-07-02T07:00:00+09:00",
    )  # fmt: skip
    assert [one["due"][11:16] for one in told["reminders"]] == [
        "14:00", "19:00", "20:00", "20:00", "21:00", "22:00", "22:15",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("tonight", "--at", "soon"),
        ("tonight", "--zone", "Nowhere"),
        ("answer", "last_meal:2026-11-22"),
        ("answer", "last_meal:2026-11-22", "perhaps"),
        ("answer", "last_meal:2026-11-22", "later", "--minutes", "7"),
        ("calendar",),
        ("--tray", "--text"),
    ],
)
def test_wrong_usage_is_one_sentence(windown, arguments):
    status, out, err = windown(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_an_answer_is_kept_for_the_next_start(windown):
    tonight = json.loads(windown("tonight", "--json")[1])
    coming = tonight["reminders"][-1]  # whatever the hour, the last one can be left out
    if coming["why"] == "Its moment was over before it was in the plan.":
        pytest.skip("between the last reminder and rise there is nothing to answer")
    assert windown("answer", coming["occurrence"], "skip")[0] == 0
    again = json.loads(windown("tonight", "--json")[1])
    assert again["reminders"][-1]["state"] == "skipped"
    status, out, err = windown("answer", coming["occurrence"], "skip")
    assert (status, out, err) == (1, "", "“Wind down” is answered already.\n")


def test_an_unknown_occurrence_is_one_sentence(windown):
    status, out, err = windown("answer", "tea:2026-11-22", "done")
    assert (status, out, err.count("\n")) == (1, "", 1)


def test_the_calendar_is_written_with_advice(windown, tmp_path):
    status, out, _ = windown("calendar", "-o", tmp_path / "evening.ics")
    assert (status, out.count("\n")) == (0, 2)
    text = (tmp_path / "evening.ics").read_text(encoding="utf-8")
    assert text.count("SUMMARY:Something in your plan is due.") == 7
    windown("calendar", "-o", tmp_path / "evening.ics", "--names")
    text = (tmp_path / "evening.ics").read_text(encoding="utf-8")
    assert "SUMMARY:Last meal" in text


def test_a_calendar_that_cannot_be_written_is_one_sentence(windown, tmp_path):
    status, out, err = windown("calendar", "-o", tmp_path / "none" / "evening.ics")
    assert (status, out, err.count("\n")) == (1, "", 1)
