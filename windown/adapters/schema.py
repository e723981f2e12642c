"""The journal's schema: numbered SQL files, one transaction each, a copy kept before."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from windown.adapters.sqlite import connect, transaction, version_of

#: Stands in the header of our files ("wdwn"), see migrations/0001.sql.
APPLICATION_ID = 0x7764776E


def shipped_migrations() -> tuple[str, ...]:
    """The SQL of 0001.sql, 0002.sql ... in order; the file numbered n leads to version n."""
    files = sorted((Path(__file__).parent / "migrations").glob("[0-9][0-9][0-9][0-9].sql"))
    return tuple(file.read_text(encoding="utf-8") for file in files)


def migrate(db: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    """Bring a file to the version of the last migration. One that was in use is copied first."""
    version = version_of(db)
    if version >= len(migrations):
        return
    if version:
        back_up(path, path.with_name(f"{path.name}.backup-{version}"))
    for number, sql in enumerate(migrations, start=1):
        if number > version:
            _step(db, number, sql)


def _step(db: sqlite3.Connection, number: int, sql: str) -> None:
    with transaction(db):
        if version_of(db) >= number:  # another process was faster
            return
        for statement in _statements(sql):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")


def _statements(sql: str) -> Iterator[str]:
    """The statements one by one, since `executescript` would end our transaction."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def back_up(path: Path, copy: Path) -> None:
    """Write a whole copy of a database, what still stands in its WAL included."""
    fresh = copy.with_name(f"{copy.name}.new")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with (
        contextlib.closing(connect(path, "mode=ro")) as source,
        contextlib.closing(connect(fresh, "mode=rw")) as target,
    ):
        source.backup(target)
    fresh.replace(copy)
