"""Lists on disk, in the journal's own file: each write is a whole list in one transaction."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from windown.adapters.ledger_rows import instant, ms
from windown.adapters.sqlite import transaction, troubles
from windown.core.problems import Trouble
from windown.core.written import Item, Written

#: One query, so that no other process can write in between.
_SELECT = (
    "SELECT w.id, kind, night, opened_ms, closed_ms, hidden_ms, i.id, what, next"
    " FROM written w LEFT JOIN written_item i ON i.list = w.id"
)


class SqliteLists:
    """The `Lists` port. `closed` says why nothing can be written, if so.

    Instants are kept to the millisecond.
    """

    def __init__(self, db: sqlite3.Connection, closed: Trouble | None = None) -> None:
        self._db = db
        self._closed = closed

    def put(self, written: Written) -> None:
        """Write a list whole, in place of the one with its id; all of it or nothing."""
        if self._closed is not None:
            raise Trouble(self._closed.key, **self._closed.values)
        with troubles(), transaction(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?)", _row(written)
            )
            self._db.execute("DELETE FROM written_item WHERE list = ?", (written.id,))
            self._db.executemany(
                "INSERT INTO written_item VALUES (?, ?, ?, ?, ?)", _item_rows(written)
            )

    def remove(self, list_id: str) -> None:
        """Forget a list with all its lines."""
        if self._closed is not None:
            raise Trouble(self._closed.key, **self._closed.values)
        with troubles(), transaction(self._db):
            self._db.execute("DELETE FROM written_item WHERE list = ?", (list_id,))
            self._db.execute("DELETE FROM written WHERE id = ?", (list_id,))

    def find(self, list_id: str) -> Written | None:
        """One list, or None."""
        return next(iter(self._read("WHERE w.id = ?", (list_id,))), None)

    def lists(self, first: date, last: date) -> Sequence[Written]:
        """The lists of the nights from `first` to `last`, both included, in order of opening."""
        asked = (first.isoformat(), last.isoformat())
        return self._read("WHERE night BETWEEN ? AND ?", asked)

    def _read(self, where: str, asked: tuple[str, ...]) -> list[Written]:
        with troubles():
            rows = self._db.execute(
                f"{_SELECT} {where} ORDER BY opened_ms, w.id, place", asked
            ).fetchall()
        return [_written(list(lines)) for _, lines in groupby(rows, key=itemgetter(0))]


def _row(written: Written) -> tuple[object, ...]:
    return (
        written.id, written.kind, written.night.isoformat(), ms(written.opened),
        ms(written.closed), ms(written.hidden_until),
    )  # fmt: skip


def _item_rows(written: Written) -> Iterable[tuple[object, ...]]:
    return [
        (written.id, place, item.id, _clean(item.what), _clean(item.next))
        for place, item in enumerate(written.items)
    ]


def _written(lines: Sequence[Sequence[object]]) -> Written:
    """A list from its lines; one without any has a single row, and nothing in it of a line."""
    list_id, kind, night, opened, closed, hidden = lines[0][:6]
    items = tuple(Item(*map(str, row[6:])) for row in lines if row[6] is not None)
    begun = instant(opened)
    assert begun is not None
    day = date.fromisoformat(str(night))
    return Written(str(list_id), str(kind), day, begun, items, instant(closed), instant(hidden))


def _clean(text: str) -> str:
    """A terminal that speaks no UTF-8 hands over halves of characters SQLite cannot take."""
    return text.encode("utf-8", "replace").decode("utf-8")
