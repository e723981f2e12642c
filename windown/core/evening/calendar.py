"""The plan as a phone's calendar keeps it: weekly series of clock times that belong to no zone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.nights import occurrences
from windown.core.evening.plan import NightChange, Occurrence, Plan, Reminder

#: A calendar's floating time is the clock of a zone that never changes its offset.
FLOATING = ZoneInfo("UTC")


@dataclass(frozen=True)
class Series:
    """One reminder at one clock time, every week on the same days.

    `number` counts the series of a reminder from 1. `first` is the earliest moment and `weekdays`
    are the ISO weekdays of the moments, after midnight those of the next day; all are naive local
    times. `moved` pairs planned moments with what they are instead, `skipped` are left out.
    """

    reminder: Reminder
    number: int
    first: datetime
    weekdays: tuple[int, ...]
    moved: tuple[tuple[datetime, datetime], ...] = ()
    skipped: tuple[datetime, ...] = ()

    def holds(self, reminder: str, moment: datetime) -> bool:
        """Whether a moment of a reminder is one of this series."""
        same_clock = moment.time() == self.first.time() and moment.isoweekday() in self.weekdays
        return reminder == self.reminder.id and same_clock and moment >= self.first


def series(plan: Plan, start: date, changes: Iterable[NightChange] = ()) -> tuple[Series, ...]:
    """The series of all reminders that are on, from the night of `start`, with the nights changed.

    A reminder has one series for each clock time it has in a week.
    """
    groups: dict[tuple[str, time, timedelta], list[Occurrence]] = {}
    for one in _week(plan, start):
        away = _clock(one).date() - one.night
        groups.setdefault((one.reminder.id, _clock(one).time(), away), []).append(one)
    # Numbered by the weekday and not by the start, so that a later file replaces the same series.
    ordered = sorted(groups.values(), key=lambda group: min(o.night.isoweekday() for o in group))
    counts: dict[str, int] = {}
    found = []
    for group in ordered:
        reminder = group[0].reminder
        counts[reminder.id] = counts.get(reminder.id, 0) + 1
        found.append(_series(reminder, counts[reminder.id], group))
    found.sort(key=lambda one: (one.first, one.reminder.id))
    for change in changes:
        found = [_changed(one, plan, change) for one in found]
    return tuple(found)


def _week(plan: Plan, start: date) -> list[Occurrence]:
    days = (start + timedelta(days=n) for n in range(7))
    return [one for day in days for one in occurrences(plan, day, FLOATING)]


def _series(reminder: Reminder, number: int, group: list[Occurrence]) -> Series:
    moments = [_clock(one) for one in group]
    weekdays = tuple(sorted(moment.isoweekday() for moment in moments))
    return Series(reminder, number, min(moments), weekdays)


def _changed(one: Series, plan: Plan, change: NightChange) -> Series:
    """The series with what is other than planned in one night."""
    planned = _of_night(plan, change.night, None).get(one.reminder.id)
    if planned is None or not one.holds(one.reminder.id, planned):
        return one
    instead = _of_night(plan, change.night, change).get(one.reminder.id)
    if instead is None:
        return replace(one, skipped=(*one.skipped, planned))
    if instead == planned:
        return one
    return replace(one, moved=(*one.moved, (planned, instead)))


def _of_night(plan: Plan, night: date, change: NightChange | None) -> dict[str, datetime]:
    return {one.reminder.id: _clock(one) for one in occurrences(plan, night, FLOATING, change)}


def _clock(one: Occurrence) -> datetime:
    return one.due.astimezone(FLOATING).replace(tzinfo=None)
