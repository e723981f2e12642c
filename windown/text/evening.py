"""The evening on the command line: what is planned tonight, and an answer to a reminder."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from windown.core.evening.calendar import Series, series
from windown.core.evening.melatonin import Notice
from windown.core.evening.nights import occurrences
from windown.core.evening.plan import Reminder, find
from windown.core.evening.why import Told
from windown.core.problems import Trouble
from windown.presenters.moments import name_of
from windown.presenters.numbers import clock_text
from windown.service.desk import Desk
from windown.service.evening import Evening
from windown.service.ports import Now

#: Years a moment asked for may lie in; the rules of the zones reach no further.
YEARS = range(1900, 2200)
#: What else "done" is understood as: it is kept as the same.
MEANT_BY_DONE = ("taken", "begin")
#: Minutes of a "later" without any.
USUAL_LATER = 10
OVER = ("done", "skipped")
#: The state of what has no row in the ledger, by its reason. What has none does not come tonight.
STATE_OF = {"why.planned": "scheduled", "why.past": "missed", "why.skipped": "skipped"}


def asked_moment(now: Now, at: str | None, zone: str | None) -> Now:
    """The look a person asks for: a time, in a zone, of which each may be left out.

    A time without an offset is one of the zone, a clock time alone one of today, a date alone
    its noon. Raises `Trouble` where it cannot be understood.
    """
    name = now.zone if zone is None else _zone(zone)
    utc = now.utc if at is None else _instant(at, now.utc, ZoneInfo(name))
    return Now(utc, name, now.steady)


def _zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (KeyError, ValueError, OSError):  # no such zone, a path outside, a folder of zones
        raise Trouble("cli.bad_zone", given=given) from None
    return given


def _instant(given: str, now: datetime, zone: ZoneInfo) -> datetime:
    moment = _understood(given.strip(), now.astimezone(zone).date())
    if moment is None or moment.year not in YEARS:
        raise Trouble("cli.bad_at", given=given)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _understood(given: str, today: date) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(given), time(12))
    except ValueError:
        pass
    try:
        return datetime.combine(today, time.fromisoformat(given))
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        return None


def planned(desk: Desk, now: Now) -> tuple[Told, ...]:
    """The reminders of the night that stands at a look, as they are planned; nothing is written."""
    if desk.plan is None:
        return ()
    night = desk.night(now).date
    found = occurrences(desk.plan, night, ZoneInfo(now.zone), desk.change_of(night))
    return tuple(
        Told(each.reminder, night, each.due, each.deadline, each.due, "scheduled", "why.planned")
        for each in found
    )


def of_tonight(rows: Sequence[Told]) -> tuple[Told, ...]:
    """Of all reminders those that belong to tonight, each with a state; not those that are off."""
    kept = (replace(row, state=row.state or STATE_OF.get(row.why, "")) for row in rows)
    return tuple(row for row in kept if row.state)


def tonight_object(desk: Desk, rows: Sequence[Told], now: Now) -> dict[str, object]:
    """Tonight as the object of the product's contract."""
    night, zone = desk.night(now), ZoneInfo(now.zone)
    return {
        "night": night.date.isoformat(),
        "zone": now.zone,
        "bedtime": _iso(night.bed, zone),
        "rise": _iso(night.rise, zone),
        "reminders": [
            {
                "id": row.reminder.id,
                "occurrence": row.key,
                "due": _iso(row.due, zone),
                "deadline": _iso(row.deadline, zone),
                "state": row.state,
                "why": because(desk, row, now),
            }
            for row in rows
        ],
    }


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def print_object(desk: Desk, rows: Sequence[Told], now: Now) -> None:
    """An evening as JSON."""
    print(json.dumps(tonight_object(desk, rows, now), ensure_ascii=False, indent=1))


def because(desk: Desk, row: Told, now: Now) -> str:
    """Why something happens or not, in words."""
    values = {
        name: clock_text(desk.local(value, now)) if isinstance(value, datetime) else value
        for name, value in row.values.items()
    }
    return desk.words(row.why, **values)


def print_tonight(desk: Desk, rows: Sequence[Told], now: Now, line: str) -> None:
    """An evening for a person, beneath its line; between lights-out and rise without any clock."""
    print(line)
    if desk.clock_free(now):
        for row in rows:
            if row.state in ("firing", "shown", "snoozed"):
                print(f"  {name_of(row.reminder, desk.words)}")
        return
    if not rows:
        print(desk.words("evening.nothing"))
    for row in rows:
        clock = clock_text(desk.local(row.due, now))
        print(f"  {clock}  {name_of(row.reminder, desk.words):<22}  {because(desk, row, now)}")


def series_from(desk: Desk, now: Now) -> tuple[Series, ...]:
    """The weekly series of the plan from the night that stands, with what is changed in it."""
    night = desk.night(now).date
    return series(desk.plan, night, [desk.change_of(night)]) if desk.plan else ()


def titles(desk: Desk, names: bool) -> Callable[[Reminder], str]:
    """What an entry of a calendar is called: by its name, or so that it tells nothing."""
    if names:
        return lambda reminder: name_of(reminder, desk.words)
    return lambda reminder: reminder.neutral or desk.words("reminder.neutral")


@dataclass(frozen=True)
class Given:
    """An answer as it was typed: to which occurrence, which, put off by how much, once more."""

    occurrence: str
    answer: str
    minutes: int = USUAL_LATER
    again: bool = False


def give(desk: Desk, evening: Evening, given: Given, now: Now) -> str:
    """Keep an answer; the sentence that says so. Raises `Trouble` where there is nothing to keep.

    "Done" is understood for what is taken or begun as well.
    """
    reminder, state, due = _asked(desk, evening, given.occurrence, now)
    name = name_of(reminder, desk.words)
    _offered(given.answer, reminder, name)
    if state in OVER:
        raise Trouble("answer.already", name=name)
    if given.answer == "later" and now.utc < due:
        raise Trouble("answer.too_early", name=name)
    question = evening.question(given.occurrence, given.answer, now)
    if question is not None and not given.again:
        raise _logged(desk, question, now)
    minutes = given.minutes if given.answer == "later" else 0
    if not evening.answer(given.occurrence, given.answer, minutes, now):
        raise Trouble("answer.over", name=name)
    return desk.words(f"answer.kept_{given.answer}", name=name, minutes=given.minutes)


def _asked(desk: Desk, evening: Evening, key: str, now: Now) -> tuple[Reminder, str, datetime]:
    """The reminder an answer is for, with its state and when it is due."""
    row = evening.ledger.row(key)
    if row is not None:
        reminder = find(desk.plan, row.reminder) if desk.plan else None
        return reminder or Reminder(row.reminder, "bed", 0), row.state, row.due
    for each in of_tonight(evening.explained(now)):
        if each.key == key and each.why == "why.past":
            raise Trouble("answer.over", name=name_of(each.reminder, desk.words))
        if each.key == key:
            return each.reminder, each.state, each.due
    raise Trouble("answer.unknown", occurrence=key)


def _offered(answer: str, reminder: Reminder, name: str) -> None:
    can = set(reminder.answers)
    if can & set(MEANT_BY_DONE):
        can.add("done")
    if answer not in can:
        typed = [one for one in ("taken", "done", "skip", "later") if one in can]
        raise Trouble("answer.not_offered", name=name, answer=answer, answers=", ".join(typed))


def _logged(desk: Desk, question: Notice, now: Now) -> Trouble:
    """Why a dose is not logged without being asked: one not long ago, or a late hour."""
    at = question.values.get("time")
    if not question.values:
        return Trouble("answer.late")
    if desk.clock_free(now) or not isinstance(at, datetime):
        return Trouble("answer.logged_night")
    return Trouble("answer.logged", time=clock_text(desk.local(at, now)))
