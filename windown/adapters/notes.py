"""Notes of the night and check-ins on disk, in the journal's own file."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from windown.adapters.ledger_rows import instant, ms
from windown.adapters.sqlite import clean, transaction, troubles
from windown.core.problems import Trouble
from windown.core.records import CheckIn, NightNote


class SqliteNotes:
    """The `Notes` port. `closed` says why nothing can be written, if so.

    Instants are kept to the millisecond.
    """

    def __init__(self, db: sqlite3.Connection, closed: Trouble | None = None) -> None:
        self._db = db
        self._closed = closed

    def put_note(self, note: NightNote) -> None:
        """Write a note, in place of the one with its id."""
        self._write(
            "INSERT OR REPLACE INTO night_note (id, night, at_ms, text, seen)"
            " VALUES (?, ?, ?, ?, ?)",
            (note.id, note.night.isoformat(), ms(note.at), clean(note.text), int(note.seen)),
        )

    def remove_note(self, note_id: str) -> None:
        """Forget a note."""
        self._write("DELETE FROM night_note WHERE id = ?", (note_id,))

    def notes(self, first: date, last: date) -> Sequence[NightNote]:
        """The notes of the nights from `first` to `last`, both included, in order."""
        with troubles():
            rows = self._db.execute(
                "SELECT id, night, at_ms, text, seen FROM night_note"
                " WHERE night BETWEEN ? AND ? ORDER BY night, at_ms, id",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        return [
            NightNote(id, date.fromisoformat(night), _certain(at), text, bool(seen))
            for id, night, at, text, seen in rows
        ]

    def put_check_in(self, check_in: CheckIn) -> None:
        """Write a check-in, in place of the one with its id."""
        self._write(
            "INSERT OR REPLACE INTO check_in (id, at_ms, zone, falling, staying, rested, bother)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                check_in.id, ms(check_in.at), check_in.zone, check_in.falling, check_in.staying,
                check_in.rested, check_in.bother,
            ),
        )  # fmt: skip

    def check_ins(self, after: datetime) -> Sequence[CheckIn]:
        """The check-ins from a moment on, in order."""
        with troubles():
            rows = self._db.execute(
                "SELECT id, at_ms, zone, falling, staying, rested, bother FROM check_in"
                " WHERE at_ms >= ? ORDER BY at_ms, id",
                (ms(after),),
            ).fetchall()
        return [CheckIn(id, _certain(at), *rest) for id, at, *rest in rows]

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        if self._closed is not None:
            raise Trouble(self._closed.key, **self._closed.values)
        with troubles(), transaction(self._db):
            self._db.execute(statement, values)


def _certain(at: object) -> datetime:
    moment = instant(at)
    assert moment is not None
    return moment
