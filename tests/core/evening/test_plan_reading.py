"""Plans survive files of any age and quality."""

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.content.plan import read_defaults
from windown.core.evening.plan import Melatonin, Plan, Reminder, Repeat, find
from windown.core.evening.plan_file import normalise, to_plain

DEFAULTS = read_defaults(Path(__file__).parents[3] / "assets/plan/defaults.toml")

#: All that a JSON file can hold, Python's own NaN and Infinity included.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
IDS = st.sampled_from([*DEFAULTS.leads, "own_0000beef", "own_x", "from_a_newer_time"])
FIELDS = st.sampled_from([*to_plain(DEFAULTS.plan)["reminders"][0], "anchor", "answers"])  # type: ignore[index]
ENTRIES = st.builds(
    lambda name, rest: {**rest, "id": name}, IDS | JSON, st.dictionaries(FIELDS, JSON, max_size=4)
)
MELATONIN_FIELDS = st.sampled_from(["amount", "unit", "form", "adult", "since", "noticed"])
FILES = JSON | st.fixed_dictionaries(
    {},
    optional={
        "bedtimes": st.lists(JSON | st.just("22:30"), min_size=7, max_size=7) | JSON,
        "rises": st.lists(st.sampled_from(["23:00", "6:10", "x"]), min_size=7, max_size=7),
        "reminders": st.lists(ENTRIES | JSON, max_size=4) | JSON,
        "melatonin": st.dictionaries(MELATONIN_FIELDS, JSON) | JSON,
        "alarm": JSON,
    },
)

WEEKDAYS = st.frozensets(st.integers(1, 7))


@st.composite
def reminders(draw: st.DrawFn, usual: Reminder) -> Reminder:
    own = usual.id.startswith("own_")
    lead = DEFAULTS.lead(usual.id)
    return Reminder(
        usual.id,
        draw(st.sampled_from(["bed", "rise"])) if own else usual.anchor,
        draw(st.integers(lead.least, lead.most)),
        draw(st.booleans()),
        draw(WEEKDAYS),
        draw(st.integers(5, 720)),
        draw(st.sampled_from(["show", "drop"])),
        draw(st.sampled_from([("done",), ("taken", "later")])) if own else usual.answers,
        draw(st.booleans()),
        draw(st.booleans()),
        Repeat(draw(st.integers(0, 10)), draw(st.integers(1, 60))),
        draw(st.text(max_size=9)),
        draw(st.text(max_size=9)),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    own = [Reminder("own_0000beef", "bed", 0), Reminder("own_00000001", "bed", 0)]
    minutes = st.integers(0, 59)
    return Plan(
        tuple(time(23, draw(minutes)) for _ in range(7)),
        tuple(time(6, draw(minutes)) for _ in range(7)),
        tuple(draw(reminders(usual)) for usual in (*DEFAULTS.plan.reminders, *own)),
        Melatonin(
            draw(st.sampled_from(["", "0,5", "3"])),
            draw(st.sampled_from(["mg", "µg"])),
            draw(st.sampled_from(["", "instant", "prolonged", "unsure"])),
            draw(st.booleans()),
            draw(st.booleans()),
            draw(st.none() | st.dates()),
            draw(st.booleans()),
        ),
        draw(st.dictionaries(st.sampled_from(["alarm", "extra"]), st.text(max_size=9))),
    )


@given(FILES)
def test_no_json_value_makes_it_fail_and_the_outcome_is_sound(raw: object) -> None:
    plan, _ = normalise(raw, DEFAULTS)
    assert normalise(to_plain(plan), DEFAULTS) == (plan, ())


@given(plans())
def test_a_plan_comes_back_from_json_as_it_was(plan: Plan) -> None:
    assert normalise(json.loads(json.dumps(to_plain(plan))), DEFAULTS) == (plan, ())


def test_an_empty_file_means_the_defaults_and_no_problem() -> None:
    assert normalise({}, DEFAULTS) == (DEFAULTS.plan, ())


@pytest.mark.parametrize("raw", [None, 3, "plan", [], True])
def test_a_file_that_holds_no_table_is_told_and_means_the_defaults(raw: object) -> None:
    plan, problems = normalise(raw, DEFAULTS)
    assert plan == DEFAULTS.plan
    assert [problem.reason for problem in problems] == ["plan.not_a_table"]


NONSENSE: list[tuple[str, Any]] = [
    ("lead", -1),
    ("lead", 361),
    ("lead", 60.0),
    ("lead", True),
    ("on", 1),
    ("days", [0]),
    ("days", [True]),
    ("days", "daily"),
    ("late_min", 4),
    ("late_min", 721),
    ("late", "sometimes"),
    ("sound", None),
    ("spoken", "yes"),
    ("text", "x" * 501),
    ("neutral", []),
]


@pytest.mark.parametrize(("name", "value"), NONSENSE)
def test_nonsense_gets_the_default_and_the_rest_is_kept(name: str, value: object) -> None:
    kept = {"id": "melatonin", "late_min": 90, "text": "Guten Abend"}
    kept.pop(name, None)
    plan, problems = normalise({"reminders": [{**kept, name: value}]}, DEFAULTS)
    assert plan == normalise({"reminders": [kept]}, DEFAULTS)[0]
    assert [problem.key for problem in problems] == [f"reminders.melatonin.{name}"]
    assert (problems[0].file, problems[0].reason) == ("plan.json", "plan.nonsense")


def test_a_repeat_of_nonsense_leaves_its_other_half() -> None:
    raw = {"reminders": [{"id": "screens_off", "repeat": {"times": 99, "every_min": 7}}]}
    plan, problems = normalise(raw, DEFAULTS)
    screens = find(plan, "screens_off")
    assert screens is not None
    assert screens.repeat == Repeat(0, 7)
    assert [problem.key for problem in problems] == ["reminders.screens_off.repeat.times"]


def test_one_bad_bedtime_leaves_the_other_six() -> None:
    plan, problems = normalise({"bedtimes": ["22:00"] * 3 + ["25:00"] + ["22:00"] * 3}, DEFAULTS)
    assert plan.bedtimes == (*[time(22)] * 3, time(23), *[time(22)] * 3)
    assert [problem.key for problem in problems] == ["bedtimes.3"]


def test_a_week_has_seven_bedtimes() -> None:
    plan, problems = normalise({"bedtimes": ["22:00"] * 6}, DEFAULTS)
    assert plan.bedtimes == DEFAULTS.plan.bedtimes
    assert [problem.key for problem in problems] == ["bedtimes"]


def test_a_night_without_length_is_told_and_becomes_the_usual_one() -> None:
    raw = {"bedtimes": ["22:00"] * 7, "rises": ["06:00"] * 6 + ["22:00"]}
    plan, problems = normalise(raw, DEFAULTS)
    assert (plan.bedtimes[6], plan.rises[6]) == (time(23), time(7))
    assert (plan.bedtimes[5], plan.rises[5]) == (time(22), time(6))
    assert [problem.reason for problem in problems] == ["plan.same_times"]


def test_what_is_given_with_shipped_reminders_is_not_read_from_the_file() -> None:
    raw = {"reminders": [{"id": "melatonin", "anchor": "rise", "answers": ["done"]}]}
    assert normalise(raw, DEFAULTS) == (DEFAULTS.plan, ())


def test_own_reminders_come_after_the_shipped_ones_in_the_order_of_the_file() -> None:
    names = ["own_0000beef", "own_00000001"]
    entries = [{"id": names[0], "anchor": "rise", "lead": 5}, {"id": "rise"}, {"id": names[1]}]
    plan, problems = normalise({"reminders": entries}, DEFAULTS)
    assert not problems
    assert [reminder.id for reminder in plan.reminders[-2:]] == names
    assert (plan.reminders[-2].anchor, plan.reminders[-2].lead) == ("rise", 5)


def test_a_reminder_that_stands_twice_counts_once() -> None:
    entries = [{"id": "own_0000beef", "lead": 10}, {"id": "own_0000beef", "lead": 20}]
    plan, problems = normalise({"reminders": entries}, DEFAULTS)
    assert [r.lead for r in plan.reminders if r.id == "own_0000beef"] == [10]
    assert [(p.key, p.reason) for p in problems] == [("reminders.1", "plan.twice")]


def test_what_a_newer_version_wrote_survives() -> None:
    raw = {"alarm": {"sound": "rain"}, "reminders": [{"id": "stretching", "lead": 7}]}
    plan, problems = normalise(raw, DEFAULTS)
    assert not problems
    plain = to_plain(plan)
    assert plain["alarm"] == {"sound": "rain"}
    assert {"id": "stretching", "lead": 7} in plain["reminders"]  # type: ignore[operator]


def test_what_was_entered_for_melatonin_is_kept_as_typed() -> None:
    raw = {"melatonin": {"amount": "0,5", "unit": "ug", "adult": True, "since": "2026-02-01"}}
    plan, problems = normalise(raw, DEFAULTS)
    assert not problems
    assert plan.melatonin == Melatonin("0,5", "µg", adult=True, since=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("name", "value"),
    [("amount", "some"), ("amount", 3), ("unit", "g"), ("adult", "yes"), ("since", "spring")],
)
def test_nonsense_about_melatonin_leaves_it_empty(name: str, value: object) -> None:
    plan, problems = normalise({"melatonin": {name: value}}, DEFAULTS)
    assert plan.melatonin == Melatonin()
    assert [problem.key for problem in problems] == [f"melatonin.{name}"]


def test_a_value_too_deep_to_print_is_still_told() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert len(normalise({"bedtimes": deep}, DEFAULTS)[1]) == 1


def test_what_was_noted_of_melatonin_and_when_is_read_back() -> None:
    held = Melatonin("1", adult=True, since=date(2026, 2, 1), weeks_seen=date(2026, 6, 1))
    plan = replace(DEFAULTS.plan, melatonin=held)
    read, problems = normalise(to_plain(plan), DEFAULTS)
    assert (read.melatonin, problems) == (held, ())
