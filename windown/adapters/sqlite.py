"""SQLite as windown uses it: connections, guarded writes, and errors put into words."""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from windown.core.problems import Trouble

#: How long a write waits for another process, in milliseconds. The window's thread waits here.
PATIENCE_MS = 2000


def connect(path: Path, query: str) -> sqlite3.Connection:
    """A connection without implicit transactions. `query` is SQLite's, such as "mode=rw".

    Deleted rows are overwritten, so that what was erased is gone from the file.
    """
    address = f"{path.absolute().as_uri()}?{query}"
    db = sqlite3.connect(address, uri=True, timeout=PATIENCE_MS / 1000, isolation_level=None)
    # One flipped bit in a note must not make the whole journal unreadable.
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL"):
            db.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def version_of(db: sqlite3.Connection) -> int:
    """The number of the last migration the file has seen, 0 for a new one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """One guarded write: all of it or nothing, and nobody else in between."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk rolls back by itself, and then there is nothing left to roll back.
        with contextlib.suppress(sqlite3.Error):
            db.rollback()
        raise


#: Beginnings of SQLite's own names of errors with the sentence each calls for. What is not
#: here is a fault of ours and stays an exception.
_TROUBLES = (
    ("SQLITE_FULL", "store.full"),
    ("SQLITE_READONLY", "store.read_only"),
    ("SQLITE_PERM", "store.read_only"),
    ("SQLITE_BUSY", "store.busy"),
    ("SQLITE_LOCKED", "store.busy"),
    ("SQLITE_CORRUPT", "store.damaged_now"),
    ("SQLITE_NOTADB", "store.damaged_now"),
    ("SQLITE_CANTOPEN", "store.unopened"),
    ("SQLITE_AUTH", "store.unopened"),
    ("SQLITE_IOERR_SHMSIZE", "store.full"),
    ("SQLITE_IOERR", "store.disk"),
    ("SQLITE_PROTOCOL", "store.busy"),
    ("SQLITE_NOLFS", "store.full"),
    ("SQLITE_NOMEM", "store.disk"),
)


#: The same for files that could not be made or copied.
_SYSTEM_TROUBLES = {
    errno.ENOSPC: "store.full",
    errno.EDQUOT: "store.full",
    errno.EROFS: "store.read_only",
    errno.EACCES: "store.read_only",
    errno.EPERM: "store.read_only",
    errno.EIO: "store.disk",
}


def error_name(error: sqlite3.Error) -> str:
    """SQLite's name of an error, such as "SQLITE_FULL"; "" for those Python makes itself."""
    return getattr(error, "sqlite_errorname", None) or ""


def trouble_of(error: sqlite3.Error | OSError) -> Trouble | None:
    """What an error means to a person, or None where it is a fault of ours."""
    if isinstance(error, OSError):
        key = _SYSTEM_TROUBLES.get(error.errno or 0, "store.unopened")
        return Trouble(key, code=error.strerror or "")
    name = error_name(error)
    for start, key in _TROUBLES:
        if name.startswith(start):
            return Trouble(key, code=name)
    return None


@contextlib.contextmanager
def troubles() -> Iterator[None]:
    """Known errors of SQLite and of files come out as `Trouble`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error


def clean(text: str) -> str:
    """A terminal that speaks no UTF-8 hands over halves of characters SQLite cannot take."""
    return text.encode("utf-8", "replace").decode("utf-8")
