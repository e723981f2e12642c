"""The life of one occurrence, as a row and the few events that change it.

    scheduled --Claim--> firing --Shown--> shown --Answer(later)--> snoozed
    scheduled, snoozed, shown (repeat), firing (never confirmed) --Claim, once `next` has come
    any but done and skipped --Answer--> done | skipped
    any open one --Expire, at its limit--> missed
    done <--Correct--> skipped, and missed --Correct--> either

Only a row that is `scheduled` moves with the plan; what was shown or answered stays as it was.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from windown.core.evening.nights import LOOK_BACK
from windown.core.evening.plan import Occurrence, key_of

#: States in which something may still happen by itself.
OPEN = frozenset({"scheduled", "firing", "shown", "snoozed"})
#: The minutes an answer "later" may ask for (product.md).
LATER = (5, 10, 30)
#: What each answer makes of an occurrence.
ANSWERED = {"done": "done", "taken": "done", "begin": "done", "skip": "skipped"}

#: A claim whose showing was never confirmed (windown killed in between, no notifications) is
#: taken up again after this.
RETRY = timedelta(seconds=60)
#: Below this a clock set back is a correction nobody notices (findings 3.3).
SET_BACK = timedelta(minutes=10)


@dataclass(frozen=True)
class Row:
    """One occurrence as it is kept. All instants are UTC.

    `next` is the moment it is to be shown (again), None where it is not. `show_by` is the instant
    from which it is no longer shown for the first time, None meaning the deadline. `shows` counts
    showings; `times` and `every_min` are the repetitions until answered. `why` says how it came to
    be missed: "not_running", "not_shown", "unanswered", "later", "paused", "moved".
    """

    reminder: str
    night: date
    due: datetime
    deadline: datetime
    next: datetime | None
    state: str = "scheduled"
    shows: int = 0
    shown_at: datetime | None = None
    answered_at: datetime | None = None
    why: str = ""
    zone: str = ""
    show_by: datetime | None = None
    times: int = 0
    every_min: int = 10

    @property
    def key(self) -> str:
        """How it is called on the command line and in notifications."""
        return key_of(self.reminder, self.night)

    @property
    def limit(self) -> datetime:
        """The instant from which it is not shown any more and, still open, is missed."""
        if self.shows or self.show_by is None:
            return self.deadline
        return min(self.deadline, self.show_by)


@dataclass(frozen=True)
class Claim:
    """Somebody is about to show it."""


@dataclass(frozen=True)
class Shown:
    """It is on the screen."""


@dataclass(frozen=True)
class Answer:
    """The person answered; `minutes` only with "later"."""

    answer: str
    minutes: int = 0


@dataclass(frozen=True)
class Expire:
    """Its limit has come; `paused_until` is the end of a pause of all reminders, if one stands."""

    paused_until: datetime | None = None


@dataclass(frozen=True)
class Correct:
    """The person says it was otherwise: "done", "taken", "begin" or "skip"."""

    answer: str


Event: TypeAlias = Claim | Shown | Answer | Expire | Correct


def after(row: Row, event: Event, now: datetime) -> Row | None:
    """The row after an event, or None where the event does not apply: nothing to write or log.

    "Later" is taken up to the deadline; one that would reach it is kept as snoozed without a
    next showing, and the occurrence ends as missed at its deadline. It is refused before the
    occurrence is due. An answer "done" or "skip" counts once; one to an occurrence recorded as
    missed still counts, since a notification may outlive its limit and what was taken was taken.
    """
    match event:
        case Claim():
            return _claimed(row, now)
        case Shown():
            return _shown(row, now)
        case Answer("later", minutes):
            return _later(row, minutes, now)
        case Answer(answer):
            return None if row.state in ("done", "skipped") else _answered(row, answer, now)
        case Expire(paused_until):
            return _expired(row, paused_until, now)
        case Correct(answer):
            return None if row.state in OPEN else _answered(row, answer, now)


def corrected(row: Row, answer: str, now: datetime) -> Row | None:
    """The row as a person says it was, counting from its own moment and not from today.

    A dose said weeks later to have been taken was taken then. None where it does not apply.
    """
    return after(row, Correct(answer), min(now, row.answered_at or row.shown_at or row.due))


def due(row: Row, now: datetime) -> bool:
    """Whether it is to be shown now."""
    return row.state in OPEN and row.next is not None and row.next <= now < row.limit


def _claimed(row: Row, now: datetime) -> Row | None:
    return replace(row, state="firing", next=now + RETRY) if due(row, now) else None


def _shown(row: Row, now: datetime) -> Row | None:
    if row.state != "firing":
        return None
    shows = row.shows + 1
    again = now + timedelta(minutes=row.every_min)
    following = again if shows <= row.times and again < row.deadline else None
    return replace(row, state="shown", shows=shows, shown_at=now, next=following)


def _later(row: Row, minutes: int, now: datetime) -> Row | None:
    if minutes not in LATER or row.state not in OPEN or now < row.due or now >= row.limit:
        return None
    until = now + timedelta(minutes=minutes)
    following = until if until < row.deadline else None
    return replace(row, state="snoozed", next=following, show_by=None)


def _answered(row: Row, answer: str, now: datetime) -> Row | None:
    state = ANSWERED.get(answer)
    if state is None or state == row.state:
        return None
    return replace(row, state=state, next=None, answered_at=now, why="")


def _expired(row: Row, paused_until: datetime | None, now: datetime) -> Row | None:
    if row.state not in OPEN or now < row.limit:
        return None
    return _missed(row, _why_missed(row, paused_until))


def _missed(row: Row, why: str) -> Row:
    return replace(row, state="missed", next=None, why=why)


def _why_missed(row: Row, paused_until: datetime | None) -> str:
    if row.state == "snoozed":
        return "later"
    if row.shows:
        return "unanswered"
    if paused_until is not None and row.limit <= paused_until:
        return "paused"
    return "not_shown" if row.state == "firing" else "not_running"


@dataclass(frozen=True)
class Written:
    """What is to be written: rows new or changed, and rows that go."""

    rows: tuple[Row, ...] = ()
    dropped: tuple[Row, ...] = ()


def materialise(
    rows: Iterable[Row],
    occurrences: Iterable[Occurrence],
    nights: Collection[date],
    now: datetime,
    zone: str,
    last_seen: datetime | None,
) -> Written:
    """The rows as the plan, the zone and the clock now want them.

    `rows` are all rows of `nights` and every row still open; `occurrences` all that is planned
    in `nights`; `last_seen` the latest moment windown is known to have run before this look,
    None on its first run. What it gives and the new `last_seen` belong in one transaction.
    """
    planned = {each.key: each for each in occurrences}
    changed: list[Row] = []
    dropped: list[Row] = []
    for row in rows:
        occurrence = planned.pop(row.key, None)
        following = _kept(row, occurrence, nights, now, zone)
        if following is None:
            dropped.append(row)
        elif following != row:
            changed.append(following)
    new = (_begun(each, now, zone, last_seen) for each in planned.values())
    return Written((*changed, *(row for row in new if row is not None)), tuple(dropped))


def scheduled(occurrence: Occurrence, zone: str) -> Row:
    """The row of an occurrence nothing has happened to yet."""
    repeat = occurrence.reminder.repeat
    return Row(
        occurrence.reminder.id, occurrence.night, occurrence.due, occurrence.deadline,
        occurrence.due, zone=zone, show_by=occurrence.show_by,
        times=repeat.times, every_min=repeat.every_min,
    )  # fmt: skip


def _begun(
    occurrence: Occurrence, now: datetime, zone: str, last_seen: datetime | None
) -> Row | None:
    """The first row of an occurrence, or None for what was not planned when it was due.

    On the first run, and for a reminder switched on after its moment, nothing in the past comes.
    """
    row = scheduled(occurrence, zone)
    if row.due > now:
        return row
    # Seen in the future, the clock was wrong, and it is unknown what ran when.
    if last_seen is None or row.due <= last_seen <= now:
        return None
    return row if now < row.limit else _missed(row, "not_running")


def _kept(
    row: Row, occurrence: Occurrence | None, nights: Collection[date], now: datetime, zone: str
) -> Row | None:
    if occurrence is not None:
        return _moved(_clock_set_back(row, occurrence, now), occurrence, now, zone)
    if row.state not in OPEN:
        return row
    if _far_ahead(row, now):
        return None
    if row.night not in nights:
        return row
    # Switched off or deleted: what is on the screen stays to be answered, but is not repeated.
    return None if row.state == "scheduled" else replace(row, next=None)


def _clock_set_back(row: Row, occurrence: Occurrence, now: datetime) -> Row:
    """Unanswered and due again, because the clock was set back, it is scheduled once more.

    What was shown only where its moment comes again; else it would move with the plan, or be
    shown twice. A repetition that was claimed then only waits no longer than any claim.
    """
    claimed_later = row.state == "firing" and row.next is not None and row.next > now + RETRY
    if row.shows:
        again = _in_the_past_of(row, occurrence, now)
    else:
        again = claimed_later or (row.state == "missed" and now < row.limit)
    if again:
        return replace(row, state="scheduled", next=row.due, why="")
    return replace(row, next=now + RETRY) if claimed_later else row


def _in_the_past_of(row: Row, occurrence: Occurrence, now: datetime) -> bool:
    """Whether its moment, the one it had and the one it has now, lies ahead although it came."""
    if row.state in ("scheduled", "done", "skipped") or row.shown_at is None:
        return False
    return now < min(row.due, occurrence.due) and now + SET_BACK < row.shown_at


def _moved(row: Row, occurrence: Occurrence, now: datetime, zone: str) -> Row:
    planned = scheduled(occurrence, zone)
    too_late = row.state == "missed" and row.why == "moved" and now < planned.limit
    if row.state == "scheduled" or too_late:
        return _rescheduled(row, planned, now)
    if row.state in OPEN and row.reminder == "melatonin":
        # A bedtime moved earlier takes the last moment for it along, even when it is shown.
        return replace(row, deadline=max(row.due, min(row.deadline, occurrence.deadline)))
    return row


def _rescheduled(row: Row, planned: Row, now: datetime) -> Row:
    moved = replace(planned, shows=row.shows, shown_at=row.shown_at)
    gone = (row.due, row.deadline) != (moved.due, moved.deadline) and moved.limit <= now < row.limit
    return _missed(moved, "moved") if gone else moved


def _far_ahead(row: Row, now: datetime) -> bool:
    """Whether a wrong clock made it; nothing is planned more than a few nights ahead."""
    return (row.night - now.date()).days > LOOK_BACK


def next_moment(rows: Iterable[Row], now: datetime) -> datetime | None:
    """The next instant at which one of the rows is to be shown or ends, or None."""
    moments = [moment for row in rows if row.state in OPEN for moment in (row.next, row.limit)]
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
