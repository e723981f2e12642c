"""The after-care plans in a database file of their own, which nothing copies and erasing removes.

Apart from the journal no backup, export or report can take it along by mistake, and erasing it
is taking one small file away. Its name says nothing. The file is there only while something is
kept in it, and is open only while it is read or written.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from windown.adapters.paths import set_aside
from windown.adapters.sqlite import connect, error_name, transaction, troubles, version_of
from windown.core.aftercare import Plan
from windown.core.problems import Trouble

#: The name of the file, in the folder of the data.
FILE = "windown.more.db"
VERSION = 1
#: What SQLite may leave beside it.
COMPANIONS = ("-journal", "-wal", "-shm")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_TABLES = (
    "CREATE TABLE plan (id TEXT PRIMARY KEY, dose_ms INTEGER NOT NULL, begun_ms INTEGER NOT NULL,"
    " mode TEXT NOT NULL, sure INTEGER NOT NULL, steady INTEGER, steady_in TEXT NOT NULL,"
    " dreams INTEGER NOT NULL, ended_ms INTEGER, checked_ms INTEGER, offered_ms INTEGER) STRICT",
    "CREATE TABLE answer (plan TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, said TEXT NOT NULL)"
    " STRICT",
)
_COLUMNS = (
    "id, dose_ms, begun_ms, mode, sure, steady, steady_in, dreams, ended_ms, checked_ms, offered_ms"
)


class SqliteAfterCare:
    """The `AfterCare` port. Instants are kept to the millisecond."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def put(self, plan: Plan) -> None:
        """Write a plan in place of the one with its id."""
        marks = ", ".join("?" * 11)
        with self._writing() as db:
            db.execute(f"INSERT OR REPLACE INTO plan ({_COLUMNS}) VALUES ({marks})", _row(plan))

    def plans(self) -> Sequence[Plan]:
        """All plans in order of their beginning."""
        return [_plan(row) for row in self._read(f"SELECT {_COLUMNS} FROM plan ORDER BY begun_ms")]

    def keep_answers(self, plan_id: str, answers: Mapping[str, str], now: datetime) -> None:
        """Write the answers of a check-in."""
        with self._writing() as db:
            said = json.dumps(dict(answers), sort_keys=True)
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (plan_id, _ms(now), said))

    def answers(self, plan_id: str) -> Mapping[str, str]:
        """What was answered in the check-in of a plan."""
        rows = self._read("SELECT said FROM answer WHERE plan = ?", (plan_id,))
        return {k: str(v) for row in rows for k, v in json.loads(str(row[0])).items()}

    def erase(self) -> None:
        """Overwrite everything, and take the file away with all that lies beside it.

        What was put aside because it was damaged goes as well.
        """
        folder, name = self._file.parent, self._file.name
        with troubles():
            if self._file.exists():
                self._overwrite()
            for each in sorted(folder.glob(f"{name}*")):
                each.unlink(missing_ok=True)

    def _overwrite(self) -> None:
        try:
            with contextlib.closing(connect(self._file, "mode=rw")) as db:
                with transaction(db):
                    for (table,) in db.execute(
                        "SELECT name FROM sqlite_master WHERE type = 'table'"
                    ).fetchall():
                        db.execute(f'DELETE FROM "{table}"')
                db.execute("VACUUM")
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise

    def _read(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        if not self._file.exists():
            return []
        with troubles(), self._opened() as db:
            return db.execute(query, values).fetchall()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with troubles():
            with contextlib.suppress(FileExistsError):
                os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with self._opened() as db, transaction(db):
                yield db

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        db = self._sound()
        try:
            yield db
        finally:
            db.close()

    def _sound(self) -> sqlite3.Connection:
        """A connection to a file that is ours; a damaged one is put aside and a new one begun."""
        try:
            return _ready(self._file)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
        set_aside(self._file)
        os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return _ready(self._file)


def _ready(file: Path) -> sqlite3.Connection:
    db = connect(file, "mode=rw")
    try:
        if version_of(db) > VERSION:
            raise Trouble("store.newer", file=str(file), version=version_of(db), known=VERSION)
        if version_of(db) < VERSION:
            _begin(db)
    except BaseException:
        db.close()
        raise
    return db


def _begin(db: sqlite3.Connection) -> None:
    with transaction(db):
        if version_of(db) < VERSION:  # another process may have been faster
            for statement in _TABLES:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")


def _is_damage(error: sqlite3.Error) -> bool:
    return error_name(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _row(plan: Plan) -> tuple[object, ...]:
    steady = None if plan.steady is None else int(plan.steady)
    return (
        plan.id, _ms(plan.dose), _ms(plan.begun), plan.mode, int(plan.sure), steady,
        plan.steady_in, int(plan.dreams), _ms(plan.ended), _ms(plan.checked), _ms(plan.offered),
    )  # fmt: skip


def _plan(row: Sequence[object]) -> Plan:
    id_, dose, begun, mode, sure, steady, steady_in, dreams, ended, checked, offered = row
    first, second = _instant(dose), _instant(begun)
    assert first is not None and second is not None
    said = None if steady is None else bool(steady)
    return Plan(
        str(id_), first, second, str(mode), bool(sure), said, str(steady_in), bool(dreams),
        _instant(ended), _instant(checked), _instant(offered),
    )  # fmt: skip


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _MS


def _instant(value: object) -> datetime | None:
    return _EPOCH + value * _MS if isinstance(value, int) else None
