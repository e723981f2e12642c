"""Rows of the ledger as SQLite keeps them; instants in milliseconds since 1970, UTC."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from windown.core.evening.ledger import Row

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
#: The columns in the order of the fields of `Row`.
COLUMNS = (
    "reminder, night, due_ms, deadline_ms, next_ms, state, shows, shown_ms, answered_ms, why,"
    " zone, show_by_ms, times, every_min"
)


def put(db: sqlite3.Connection, row: Row) -> None:
    """Write a row, in place of the one before."""
    marks = ", ".join("?" * 14)
    db.execute(f"INSERT OR REPLACE INTO occurrence ({COLUMNS}) VALUES ({marks})", _written(row))


def note(db: sqlite3.Connection, row: Row, now: datetime, kind: str, detail: str) -> None:
    """Remember what happened to a row."""
    log(db, now, place(row), kind, detail)


def log(
    db: sqlite3.Connection, now: datetime, place: tuple[str, str], kind: str, detail: str
) -> None:
    """Remember what happened, to a reminder and a night or to none."""
    db.execute(
        "INSERT INTO event (at_ms, reminder, night, kind, detail) VALUES (?, ?, ?, ?, ?)",
        (ms(now), *place, kind, detail),
    )


def set_moment(db: sqlite3.Connection, name: str, moment: datetime | None) -> None:
    """Write a moment that exists once, or forget it."""
    if moment is None:
        db.execute("DELETE FROM moment WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO moment VALUES (?, ?)", (name, ms(moment)))


def place(row: Row) -> tuple[str, str]:
    """The primary key of a row."""
    return row.reminder, row.night.isoformat()


def _written(row: Row) -> tuple[object, ...]:
    return (
        *place(row), ms(row.due), ms(row.deadline), ms(row.next), row.state, row.shows,
        ms(row.shown_at), ms(row.answered_at), row.why, row.zone, ms(row.show_by),
        row.times, row.every_min,
    )  # fmt: skip


def read(found: Sequence[object]) -> Row:
    """A row from its columns."""
    (reminder, night, due, deadline, next_, state, shows, shown, answered, why, zone, show_by,
     times, every) = found  # fmt: skip
    return Row(
        str(reminder), date.fromisoformat(str(night)), _certain(due), _certain(deadline),
        instant(next_), str(state), int(str(shows)), instant(shown), instant(answered),
        str(why), str(zone), instant(show_by), int(str(times)), int(str(every)),
    )  # fmt: skip


def ms(moment: datetime | None) -> int | None:
    """Milliseconds since 1970, UTC."""
    return None if moment is None else (moment - _EPOCH) // _MILLISECOND


def _certain(ms: object) -> datetime:
    return _EPOCH + int(str(ms)) * _MILLISECOND


def instant(ms: object) -> datetime | None:
    """The moment of so many milliseconds since 1970."""
    return None if ms is None else _certain(ms)
