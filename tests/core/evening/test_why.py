"""Every reminder of the plan says why it comes tonight, came, or did not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from windown.core.evening.ledger import Row, materialise
from windown.core.evening.nights import occurrences
from windown.core.evening.plan import Melatonin, NightChange, Plan, Reminder
from windown.core.evening.why import Told, reasons

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = date(2026, 5, 1)
BED = datetime(2026, 5, 1, 21, tzinfo=UTC)
DUE = BED - timedelta(hours=1)
SCREENS = Reminder("screens_off", "bed", 60, late_min=55)
EARLIER = DUE - timedelta(hours=1)
PLAIN = Plan(reminders=(SCREENS,))


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def rows_of(plan: Plan, change: NightChange) -> tuple[Row, ...]:
    """What the ledger holds at noon of the day."""
    planned = occurrences(plan, NIGHT, BERLIN, change)
    noon = datetime(2026, 5, 1, 10, tzinfo=UTC)
    return materialise([], planned, [NIGHT], noon, BERLIN.key, noon).rows


def told(
    plan: Plan = PLAIN,
    change: NightChange | None = None,
    now: datetime = EARLIER,
    paused: datetime | None = None,
    **changes: object,
) -> Told:
    """What is told of the one reminder, its row changed as given."""
    change = change or NightChange(NIGHT)
    rows = [replace(row, **changes) for row in rows_of(plan, change)]  # type: ignore[arg-type]
    (one,) = reasons(plan, change, BERLIN, rows, now, paused)
    return one


def with_only(**changes: object) -> Plan:
    return Plan(reminders=(replace(SCREENS, **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plan", "skipped", "why"),
    [
        (with_only(on=False), "", "why.off"),
        (with_only(days=frozenset({1, 2})), "", "why.weekday"),
        (with_only(id="melatonin"), "", "why.nothing_entered"),
        (PLAIN, "screens_off", "why.skipped"),
    ],
)
def test_what_does_not_come_tonight_says_why(plan: Plan, skipped: str, why: str) -> None:
    one = told(plan, NightChange(NIGHT, skipped=frozenset({skipped})))
    assert (one.why, one.state, one.next) == (why, "", None)
    assert one.due == DUE


def test_what_is_to_come_says_so() -> None:
    one = told()
    assert (one.why, one.state, one.key) == ("why.will_come", "scheduled", "screens_off:2026-05-01")
    assert (one.due, one.next, one.values) == (DUE, DUE, {"at": DUE})


def test_what_moved_with_tonights_bedtime_says_so() -> None:
    one = told(change=NightChange(NIGHT, 30))
    assert one.why == "why.moved"
    assert one.values == {"at": DUE + minutes(30), "planned": DUE}
    rise = told(with_only(anchor="rise"), NightChange(NIGHT, 30))
    assert rise.why == "why.will_come"


def test_what_is_paused_says_until_when() -> None:
    until = BED + minutes(480)
    assert told(paused=until).values == {"until": until}
    assert told(paused=until, now=DUE + minutes(5)).why == "why.paused"
    assert told(paused=DUE - minutes(30)).why == "why.will_come"
    assert told(paused=DUE + minutes(5), now=DUE + minutes(6)).why == "why.due"


def test_what_was_not_in_the_plan_in_time_says_so() -> None:
    (one,) = reasons(PLAIN, NightChange(NIGHT), BERLIN, [], DUE)
    assert (one.why, one.state) == ("why.past", "")
    (one,) = reasons(PLAIN, NightChange(NIGHT), BERLIN, [], DUE - minutes(1))
    assert one.why == "why.planned"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": "firing"}, "why.due"),
        ({"state": "shown", "next": None}, "why.shown"),
        ({"state": "shown", "next": DUE + minutes(10)}, "why.repeats"),
        ({"state": "snoozed", "next": DUE + minutes(10)}, "why.snoozed"),
        ({"state": "snoozed", "next": None}, "why.later_over"),
        ({"state": "done"}, "why.done"),
        ({"state": "skipped"}, "why.skipped"),
        ({"state": "missed", "why": "not_running"}, "why.not_running"),
        ({"state": "missed", "why": "not_shown"}, "why.not_shown"),
        ({"state": "missed", "why": "unanswered"}, "why.unanswered"),
        ({"state": "missed", "why": "later"}, "why.later_over"),
        ({"state": "missed", "why": "paused"}, "why.paused_over"),
        ({"state": "missed", "why": "moved"}, "why.moved_over"),
    ],
)
def test_what_happened_is_told_even_where_the_plan_has_changed(
    changes: dict[str, object], why: str
) -> None:
    for plan in (PLAIN, with_only(on=False)):
        row = replace(rows_of(PLAIN, NightChange(NIGHT))[0], **changes)  # type: ignore[arg-type]
        (one,) = reasons(plan, NightChange(NIGHT), BERLIN, [row], DUE + minutes(20))
        assert (one.why, one.state) == (why, changes["state"])


def test_melatonin_was_taken_rather_than_done() -> None:
    entered = Melatonin("2", adult=True)
    plan = replace(with_only(id="melatonin", answers=("taken", "skip")), melatonin=entered)
    assert told(plan, state="done").why == "why.taken"


def test_what_is_dropped_when_late_says_so() -> None:
    plan = with_only(late="drop")
    assert told(plan, state="missed", why="not_running").why == "why.dropped"
    assert told(plan, state="missed", why="paused").why == "why.paused_over"
    assert told(plan, state="missed", why="unanswered", shows=1).why == "why.unanswered"


def test_what_is_gone_from_the_plan_is_told_last() -> None:
    rows = rows_of(PLAIN, NightChange(NIGHT))
    gone = replace(rows[0], reminder="own_0000beef", due=DUE - minutes(99), state="shown")
    found = reasons(PLAIN, NightChange(NIGHT), BERLIN, [gone, *rows], DUE)
    assert [(one.reminder.id, one.why) for one in found] == [
        ("screens_off", "why.due"), ("own_0000beef", "why.removed"),
    ]  # fmt: skip
    answered = replace(gone, state="done")
    assert reasons(PLAIN, NightChange(NIGHT), BERLIN, [answered], DUE)[-1].why == "why.done"


def test_all_are_told_in_order_of_due_and_rows_of_other_nights_left_out() -> None:
    reminders = (SCREENS, replace(SCREENS, id="dim_lights", lead=180, on=False))
    other = replace(rows_of(PLAIN, NightChange(NIGHT))[0], night=NIGHT - timedelta(1), state="done")
    found = reasons(Plan(reminders=reminders), NightChange(NIGHT), BERLIN, [other], DUE)
    assert [one.reminder.id for one in found] == ["dim_lights", "screens_off"]
    assert found[1].state == ""
