"""Why something comes tonight, came, or did not: a sentence for every reminder of the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from windown.core.evening.ledger import OPEN, Row
from windown.core.evening.melatonin import ready
from windown.core.evening.nights import night_of_plan, occurrence_in
from windown.core.evening.plan import NightChange, Occurrence, Plan, Reminder, key_of

#: Sentences for what was missed, by the row's own reason.
MISSED = {
    "not_running": "why.not_running",
    "not_shown": "why.not_shown",
    "unanswered": "why.unanswered",
    "later": "why.later_over",
    "paused": "why.paused_over",
    "moved": "why.moved_over",
}

_Why: TypeAlias = tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class Told:
    """One reminder of one night. `state` is "" where nothing of it comes that night.

    `why` is the id of a sentence that names no clock time, so that it may be read at night;
    `values` holds what else is known of it, instants in UTC: `at`, `until`, `minutes`.
    """

    reminder: Reminder
    night: date
    due: datetime
    deadline: datetime
    next: datetime | None
    state: str
    why: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """How the occurrence is called."""
        return key_of(self.reminder.id, self.night)


def reasons(
    plan: Plan,
    change: NightChange,
    zone: ZoneInfo,
    rows: Iterable[Row],
    now: datetime,
    paused_until: datetime | None = None,
) -> tuple[Told, ...]:
    """Every reminder of the plan in the night of `change`, in order of due.

    `rows` are the rows of that night; one whose reminder is gone from the plan is told last.
    """
    night = night_of_plan(plan, change.night, zone, change)
    kept = {row.reminder: row for row in rows if row.night == change.night}
    told = [
        _told(plan, occurrence_in(each, night), kept.pop(each.id, None), change, now, paused_until)
        for each in plan.reminders
    ]
    gone = [_gone(row) for row in kept.values()]
    return (*sorted(told, key=lambda each: each.due), *sorted(gone, key=lambda each: each.due))


def _told(
    plan: Plan,
    planned: Occurrence,
    row: Row | None,
    change: NightChange,
    now: datetime,
    paused_until: datetime | None,
) -> Told:
    reminder = planned.reminder
    if row is not None and row.state != "scheduled":
        return _of_row(row, reminder, _so_far(row, reminder))
    absent = _absent(plan, reminder, change)
    if row is not None and not absent:
        return _of_row(row, reminder, _to_come(row, reminder, change, now, paused_until))
    why = absent or ("why.past" if planned.due <= now else "why.planned")
    return Told(reminder, planned.night, planned.due, planned.deadline, None, "", why)


def _of_row(row: Row, reminder: Reminder, why: _Why) -> Told:
    return Told(reminder, row.night, row.due, row.deadline, row.next, row.state, *why)


def _absent(plan: Plan, reminder: Reminder, change: NightChange) -> str:
    """Why the plan wants nothing of a reminder this night, or ""."""
    if not reminder.on:
        return "why.off"
    if change.night.isoweekday() not in reminder.days:
        return "why.weekday"
    if reminder.id == "melatonin" and not ready(plan.melatonin):
        return "why.nothing_entered"
    return "why.skipped" if reminder.id in change.skipped else ""


def _to_come(
    row: Row,
    reminder: Reminder,
    change: NightChange,
    now: datetime,
    paused_until: datetime | None,
) -> _Why:
    if paused_until is not None and max(now, row.due) < paused_until:
        return "why.paused", {"until": paused_until}
    if row.due <= now:
        return "why.due", {}
    if change.bed_shift_min and reminder.anchor == "bed":
        planned = row.due - timedelta(minutes=change.bed_shift_min)
        return "why.moved", {"at": row.due, "planned": planned}
    return "why.will_come", {"at": row.due}


def _so_far(row: Row, reminder: Reminder) -> _Why:
    match row.state:
        case "missed":
            return _missed(row), {"at": row.due, "until": row.deadline}
        case "done":
            why = "why.taken" if "taken" in reminder.answers else "why.done"
            return why, {"at": row.answered_at}
        case "skipped":
            return "why.skipped", {"at": row.answered_at}
        case "snoozed":
            return "why.snoozed" if row.next else "why.later_over", {"at": row.next}
        case "shown":
            return "why.repeats" if row.next else "why.shown", {"at": row.shown_at}
        case _:
            return "why.due", {}


def _missed(row: Row) -> str:
    brief = row.show_by is not None and row.show_by < row.deadline
    if brief and not row.shows and row.why == "not_running":
        return "why.dropped"
    return MISSED.get(row.why, "why.unanswered")


def _gone(row: Row) -> Told:
    reminder = Reminder(row.reminder, "bed", 0, on=False)
    why: _Why = ("why.removed", {}) if row.state in OPEN else _so_far(row, reminder)
    return _of_row(row, reminder, why)
