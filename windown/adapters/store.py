"""The journal on disk: one SQLite file, safe against a killed process and a second writer."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from windown.adapters.diary import SqliteDiary
from windown.adapters.ledger import SqliteLedger
from windown.adapters.lists import SqliteLists
from windown.adapters.notes import SqliteNotes
from windown.adapters.opening import Opened, open_database
from windown.adapters.routines import SqliteRoutines
from windown.adapters.schema import shipped_migrations
from windown.adapters.sqlite import transaction, troubles
from windown.core.history import SessionRecord
from windown.core.problems import Trouble

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

_ROW = (
    "id, practice, night, started_ms, zone, planned_s, done_s, complete, felt, note, speed, slow_s"
)
_MARKS = ", ".join("?" * 12)
#: Tables of what belongs to a night; each finds its least night by an index.
_WITH_NIGHTS = ("session", "occurrence", "diary", "routine_run", "night_note")


def open_store(path: Path, migrations: Sequence[str] | None = None) -> "Store":
    """Open or begin the journal. Raises `Trouble` where it is newer, or cannot even be read.

    What else was wrong (a damaged file put aside, a disk that cannot be written) is in `told`.
    """
    steps = shipped_migrations() if migrations is None else migrations
    with troubles():
        return Store(open_database(path, steps))


class Store:
    """The `Journal` port on SQLite. `told` is what a person should hear about the opening.

    Instants are kept to the millisecond.
    """

    def __init__(self, opened: Opened) -> None:
        self._db = opened.db
        self._closed = opened.closed
        self.told = opened.told if opened.closed is None else (*opened.told, opened.closed)

    def begin(self, record: SessionRecord) -> None:
        """Write a session at its beginning. One that is there already is left as it is."""
        with self._writing() as db:
            db.execute(
                f"INSERT INTO session ({_ROW}) VALUES ({_MARKS}) ON CONFLICT (id) DO NOTHING",
                _to_row(record),
            )

    def keep(self, session: str, done_s: float, complete: bool, slow_s: float = 0.0) -> None:
        """Write how far a session has come: neither seconds nor `complete` are taken back."""
        with self._writing() as db:
            db.execute(
                "UPDATE session SET done_s = max(done_s, ?), complete = max(complete, ?),"
                " slow_s = max(slow_s, ?) WHERE id = ?",
                (float(done_s), int(complete), float(slow_s), session),
            )

    def rate(self, session: str, felt: int | None, note: str) -> None:
        """Write how a session felt (1 to 5 or None) and a note."""
        with self._writing() as db:
            db.execute(
                "UPDATE session SET felt = ?, note = ? WHERE id = ?", (felt, _clean(note), session)
            )

    def sessions(self, first: date, last: date) -> Sequence[SessionRecord]:
        """The sessions of the nights from `first` to `last`, both included, in order of start."""
        with troubles():
            rows = self._db.execute(
                f"SELECT {_ROW} FROM session WHERE night BETWEEN ? AND ? ORDER BY started_ms, id",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        return [_from_row(*row) for row in rows]

    def put(self, record: SessionRecord) -> None:
        """Write a session whole, in place of the one with its id."""
        with self._writing() as db:
            db.execute(
                f"INSERT OR REPLACE INTO session ({_ROW}) VALUES ({_MARKS})", _to_row(record)
            )

    def remove(self, session: str) -> None:
        """Forget a session."""
        with self._writing() as db:
            db.execute("DELETE FROM session WHERE id = ?", (session,))

    def first(self) -> date | None:
        """The earliest night of which anything of any kind is kept, or None."""
        with troubles():
            found = [self._db.execute(f"SELECT min(night) FROM {kind}").fetchone()[0]
                     for kind in _WITH_NIGHTS]  # fmt: skip
        nights = [night for night in found if night is not None]
        return date.fromisoformat(min(nights)) if nights else None

    def ledger(self) -> SqliteLedger:
        """The ledger of the evening, in the same file and as long as this is open."""
        return SqliteLedger(self._db, self._closed)

    def lists(self) -> SqliteLists:
        """The lists a person writes, in the same file and as long as this is open."""
        return SqliteLists(self._db, self._closed)

    def diary(self) -> SqliteDiary:
        """The mornings, in the same file and as long as this is open."""
        return SqliteDiary(self._db, self._closed)

    def notes(self) -> SqliteNotes:
        """Notes of the night and check-ins, in the same file and as long as this is open."""
        return SqliteNotes(self._db, self._closed)

    def routines(self) -> SqliteRoutines:
        """The runs of routines, in the same file and as long as this is open."""
        return SqliteRoutines(self._db, self._closed)

    def close(self) -> None:
        """Let the file go. Nothing is lost where this never happens."""
        self._db.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self._closed is not None:
            raise Trouble(self._closed.key, **self._closed.values)
        with troubles(), transaction(self._db):
            yield self._db


def _to_row(record: SessionRecord) -> tuple[object, ...]:
    return (
        record.id,
        record.practice,
        record.night.isoformat(),
        (record.started - _EPOCH) // _MILLISECOND,
        record.zone,
        float(record.planned_s),
        float(record.done_s),
        int(record.complete),
        record.felt,
        _clean(record.note),
        float(record.speed),
        float(record.slow_s),
    )


def _from_row(
    id: str, practice: str, night: str, started_ms: int, zone: str, planned_s: float,
    done_s: float, complete: int, felt: int | None, note: str, speed: float, slow_s: float,
) -> SessionRecord:  # fmt: skip
    started = _EPOCH + started_ms * _MILLISECOND
    day = date.fromisoformat(night)
    return SessionRecord(
        id,
        practice,
        day,
        started,
        zone,
        planned_s,
        done_s,
        bool(complete),
        felt,
        note,
        speed,
        slow_s,
    )


def _clean(note: str) -> str:
    """A terminal that speaks no UTF-8 hands over halves of characters SQLite cannot take."""
    return note.encode("utf-8", "replace").decode("utf-8")
