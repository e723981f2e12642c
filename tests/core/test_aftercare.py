"""After-care: every hour of every switch, the cards of each stage, the check-in, and its end."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.aftercare import FEATURES, STEPS, check_switches, read_switches
from windown.content.plan import read_defaults
from windown.content.practices import read_shelf
from windown.core.aftercare import (
    CARDS,
    QUESTIONS,
    WINDOWS,
    Plan,
    answered,
    asks_steady,
    following,
    is_over,
    offers_talk,
    restarted,
    shows_dreams,
    stage_of,
    suggestion,
    switch,
    wants_check_in,
    window_of,
)

DOSE = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
FILE = ASSETS / "care" / "aftercare.toml"
TABLE = read_switches(FILE)
PRACTICES = tuple(p.id for p in read_shelf([ASSETS / "practices"]).practices)
REMINDERS = tuple(r.id for r in read_defaults(ASSETS / "plan" / "defaults.toml").plan.reminders)
EVERYTHING = [
    *(("practice", id_) for id_ in (*PRACTICES, "own_abc")),
    *(("reminder", id_) for id_ in (*REMINDERS, "own_abc")),
    *(("step", id_) for id_ in (*STEPS, "own_abc")),
    *(("feature", id_) for id_ in FEATURES),
]
PLAN = Plan("a", DOSE, DOSE)


def at(hours):
    return DOSE + timedelta(hours=hours)


def on(plan, hours, kind, id_):
    return switch(plan, TABLE, at(hours), kind, id_).on


def said_steady(plan, hours, steady=True):
    return answered(plan, steady, at(hours))


#: The facts, 8.5, word for word as switches: 0-2, 2-6, 6-24 and 24-48 hours. "S" is "if steady";
#: what is on with a word on how (light, comfort, seated, shower, notice) is on.
OF_THE_FACTS = [
    *(("practice", p, "off off off on") for p in ("box_4", "weil_478", "triangle_4")),
    ("practice", "cyclic_sigh", "off off off on"),
    *(("practice", p, "off S on on") for p in ("extended_4_6", "coherent_5", "coherent_5_5")),
    *(("practice", p, "off off on on") for p in ("pmr_16", "pmr_7", "pmr_4")),
    ("practice", "pmr_passive", "off on on on"),
    ("practice", "natural", "on on on on"),
    *(("practice", p, "off off on on") for p in ("body_scan", "autogenic")),
    ("step", "warm_shower", "off off on on"),
    ("step", "warm_bath", "off off off S"),
    ("reminder", "warm_bath_start", "off off off S"),
    ("practice", "stretch", "off off on on"),
    ("reminder", "melatonin", "off off off on"),
    ("practice", "paradoxical_intention", "off off off off"),
    # Usual alarm only, and none in the first hours.
    ("reminder", "rise", "off off on on"),
]  # fmt: skip


def facts_say(row, hours, steady):
    """What 8.5 says of an hour; after 48 everything is on."""
    if hours >= 48:
        return True
    state = row.split()[(hours >= 2) + (hours >= 6) + (hours >= 24)]
    return steady if state == "S" else state == "on"


@pytest.mark.parametrize(("kind", "id_", "row"), OF_THE_FACTS, ids=lambda value: str(value))
@pytest.mark.parametrize("steady", [True, False])
def test_each_hour_holds_the_switches_of_the_facts(kind, id_, row, steady):
    for hours in range(73):
        plan = said_steady(PLAN, hours, steady)
        assert on(plan, hours, kind, id_) is facts_say(row, hours, steady), hours


def written(kind, id_, hours):
    """What the file itself says of an hour."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))[kind]
    row = rows.get(id_) or rows["own"]
    starts = [hours >= start for start in (0, 2, 6, 24, 36)]
    return "on" if hours >= 48 else row[sum(starts) - 1]


@pytest.mark.parametrize(("kind", "id_"), EVERYTHING, ids=lambda value: str(value))
def test_each_hour_holds_the_switches_of_the_file(kind, id_):
    for hours in range(73):
        for steady in (True, False, None):
            plan = PLAN if steady is None else said_steady(PLAN, hours, steady)
            found, state = switch(plan, TABLE, at(hours), kind, id_), written(kind, id_, hours)
            wanted = steady is True if state == "steady" else state != "off"
            assert found.on is wanted, (hours, state)
            assert bool(found.why) is (not wanted or state not in ("on", "steady"))


def test_every_practice_reminder_and_step_that_ships_has_a_row():
    assert check_switches(FILE, PRACTICES, REMINDERS) == []


def test_a_row_too_many_too_few_or_with_a_strange_state_is_told(tmp_path):
    text = FILE.read_text(encoding="utf-8")
    text = text.replace("natural  ", "naturall ").replace(
        'own = ["on", "on", "on", "on", "on"]', ""
    )
    odd = tmp_path / "odd.toml"
    odd.write_text(text.replace('get_up = ["off"', 'get_up = ["maybe"'), encoding="utf-8")
    found = {(p.key, p.reason) for p in check_switches(odd, PRACTICES, REMINDERS)}
    assert found >= {
        ("practice.natural", "content.switch_missing"),
        ("practice.naturall", "content.switch_unknown"),
        ("feature.get_up", "content.switch_states"),
    }
    assert check_switches(tmp_path / "nowhere.toml", [], [])[0].reason == "content.not_toml"


def test_nothing_gets_stricter_later_in_the_plan():
    """A day on, nothing is taken away that was there: only the bath asks anew whether steady."""
    ranks = {"off": 0, "steady": 1}
    rows = [(n, r) for kind, rows in TABLE.items() for n, r in rows.items() if n != "water"]
    order = [(name, [ranks.get(state, 2) for state in row]) for name, row in rows]
    assert [name for name, row in order if row != sorted(row)] == []


def test_without_a_plan_ended_or_over_everything_is_on():
    for plan in (None, replace(PLAN, ended=at(1)), PLAN):
        hours = 48 if plan is PLAN else 1
        assert all(on(plan, hours, kind, id_) for kind, id_ in EVERYTHING)


def test_steady_counts_in_the_window_in_which_it_was_said():
    plan = said_steady(PLAN, 3)
    assert on(plan, 5.9, "practice", "extended_4_6")
    assert not on(plan, 25, "reminder", "warm_bath_start")
    assert on(said_steady(plan, 25), 25, "reminder", "warm_bath_start")


def test_it_is_asked_whether_one_is_steady_only_where_something_hangs_on_it():
    assert [w for w in WINDOWS if asks_steady(TABLE, w)] == ["h2", "h24", "h36"]
    assert not asks_steady(TABLE, "")


def test_a_dose_again_begins_the_windows_again():
    plan = restarted(said_steady(PLAN, 30), at(30))
    assert window_of(plan, at(31)) == "h0"
    assert window_of(plan, at(77)) == "h36"
    assert plan.steady is None


def test_a_clock_set_back_is_careful_and_one_far_wrong_lets_go():
    assert window_of(PLAN, at(-5)) == "h0"
    assert window_of(PLAN, at(-49)) == ""


@given(st.floats(0, 47.99), st.booleans())
def test_every_moment_of_the_plan_has_cards_and_a_next_moment(hours, night):
    assert CARDS[stage_of(PLAN, at(hours), night)]
    following_ = following(PLAN, at(hours))
    assert following_ is not None and at(hours) < following_ <= at(48)
    assert window_of(PLAN, following_) != window_of(PLAN, at(hours))


@pytest.mark.parametrize(
    ("hours", "night", "stage"),
    [
        (0, False, "first"), (1.9, True, "first"), (2, False, "after"), (3.9, True, "after"),
        (4, True, "night"), (5.9, False, "after"), (6, True, "night"), (12, True, "night"),
        (12, False, "morning"), (16, False, "day"), (23.9, False, "day"), (24, True, "second"),
        (36, True, "last"), (60, False, "last"),
    ],
)  # fmt: skip
def test_the_cards_follow_the_hours_and_the_first_night(hours, night, stage):
    assert stage_of(PLAN, at(hours), night) == stage


def test_the_check_in_comes_once_after_48_hours_and_not_after_an_early_end():
    assert not wants_check_in(PLAN, at(47.9))
    assert wants_check_in(PLAN, at(48))
    assert not wants_check_in(PLAN, at(200))
    assert not wants_check_in(replace(PLAN, checked=at(49)), at(50))
    assert not wants_check_in(replace(PLAN, ended=at(9)), at(50))
    assert is_over(PLAN, at(48))


def test_the_words_on_dreams_stay_a_third_night_where_wished():
    assert shows_dreams(replace(PLAN, dreams=True), at(60))
    assert not shows_dreams(PLAN, at(60))
    assert not shows_dreams(replace(PLAN, dreams=True), at(72))


@pytest.mark.parametrize(
    ("days", "offered"),
    [([0, 1], False), ([0, 2, 4], True), ([0, 9, 18], False), ([0, 9, 18, 27], True), ([0], False)],
)
def test_somebody_to_talk_to_is_offered_after_several_plans(days, offered):
    plans = [replace(PLAN, id=str(d), begun=DOSE - timedelta(days=d)) for d in days]
    assert offers_talk(plans, at(1)) is offered
    told = [*plans[:-1], replace(plans[-1], offered=DOSE - timedelta(days=3))]
    assert not offers_talk(told, at(1))


@given(st.fixed_dictionaries({}, optional={q: st.sampled_from(a) for q, a in QUESTIONS.items()}))
def test_the_check_in_says_one_thing_whatever_is_answered_or_left_out(answers):
    assert suggestion(answers, thoughts=True) == "crisis"
    assert suggestion(answers)
    if answers.get("bladder") == "pain":
        assert suggestion(answers) == "bladder_pain"
    if not set(answers.values()) & {
        "pain",
        "often",
        "very_low",
        "low",
        "strong",
        "some",
        "odd",
        "frightening",
        "poor",
    }:
        assert suggestion(answers) == "nice"  # fmt: skip
