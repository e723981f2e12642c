"""What the ledger says of a night at a moment, read without writing anything."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.ledger import OPEN, Expire, Row, after, materialise
from windown.core.evening.nights import current_night, occurrences
from windown.core.evening.plan import Occurrence, Plan
from windown.core.evening.why import Told, reasons
from windown.core.night import Night
from windown.service.ports import Ledger, Now

#: No pause reaches further than from one rise to the next; one that does was set by a wrong clock.
LONGEST_PAUSE = timedelta(hours=48)


#: Whether a reminder, by its id, rests at a moment, whatever the plan says.
Rests = Callable[[str, datetime], bool]


def never(reminder: str, moment: datetime) -> bool:
    """Nothing rests."""
    return False


def coming(
    ledger: Ledger, plan: Plan, nights: Iterable[date], now: Now, rests: Rests = never
) -> list[Occurrence]:
    """All that is planned in some nights, with what is changed for each of them.

    What rests at its moment, or late at this one, does not come.
    """
    zone = ZoneInfo(now.zone)
    planned = (each for day in nights for each in occurrences(plan, day, zone, ledger.change(day)))
    return [each for each in planned if not rests(each.reminder.id, max(each.due, now.utc))]


def standing_night(ledger: Ledger, plan: Plan, now: Now) -> Night:
    """The night that stands: until its rise the one begun, then the coming one."""
    return current_night(plan, now.utc, ZoneInfo(now.zone), ledger.change)


def standing_pause(ledger: Ledger, now: Now) -> datetime | None:
    """When the pause of all reminders ends, or None where none stands."""
    until = ledger.paused_until()
    stands = until is not None and timedelta(0) < until - now.utc <= LONGEST_PAUSE
    return until if stands else None


def explained(
    ledger: Ledger, plan: Plan, now: Now, held: str, rests: Rests = never
) -> tuple[Told, ...]:
    """Every reminder of the plan in the night that stands, in order of due, and why.

    Those that do not come have the state "". `held` is "session" while one runs.
    """
    night = standing_night(ledger, plan, now).date
    paused = standing_pause(ledger, now)
    rows = _foreseen(ledger, plan, night, now, paused, rests)
    told = _told(ledger, plan, night, rows, now, paused, held)
    return tuple(_resting(each, rests, now) for each in told)


def _resting(told: Told, rests: Rests, now: Now) -> Told:
    """What would come, or stands there, but rests; what was answered or went by stays told."""
    wanted = told.state in OPEN or (not told.state and told.why in ("why.planned", "why.past"))
    moments = (told.due, max(told.due, now.utc))
    if wanted and any(rests(told.reminder.id, moment) for moment in moments):
        return replace(told, state="", why="why.rests", values={}, next=None)
    return told


def _foreseen(
    ledger: Ledger, plan: Plan, night: date, now: Now, paused: datetime | None, rests: Rests
) -> list[Row]:
    """The rows of a night as a look at that moment would leave them."""
    rows, seen = ledger.rows(night, night), ledger.last_seen()
    planned = coming(ledger, plan, [night], now, rests)
    written = materialise(rows, planned, [night], now.utc, now.zone, seen)
    gone = {row.key for row in written.dropped}
    kept = {row.key: row for row in (*rows, *written.rows) if row.key not in gone}
    return [after(row, Expire(paused), now.utc) or row for row in kept.values()]


def _told(
    ledger: Ledger,
    plan: Plan,
    night: date,
    rows: Iterable[Row],
    now: Now,
    paused: datetime | None,
    held: str,
) -> tuple[Told, ...]:
    """The reasons, and of sessions, of which the ledger's own rules know nothing."""
    rows = list(rows)
    during = {row.key for row in rows if row.why == "session"}
    plain = [replace(row, why="not_running") if row.key in during else row for row in rows]
    zone, change = ZoneInfo(now.zone), ledger.change(night)
    told = reasons(plan, change, zone, plain, now.utc, paused)
    return tuple(_of_sessions(each, each.key in during, held) for each in told)


def _of_sessions(told: Told, during: bool, held: str) -> Told:
    if during and told.state == "missed":
        return replace(told, why="why.session_over")
    return replace(told, why="why.session") if held == "session" and told.why == "why.due" else told
