"""Opening the journal's file whatever state it is in: new, damaged, newer, or only readable."""

import contextlib
import os
import sqlite3
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from windown.adapters.paths import set_aside
from windown.adapters.schema import APPLICATION_ID, migrate
from windown.adapters.sqlite import connect, error_name, trouble_of, version_of
from windown.core.problems import Trouble

_MAGIC = b"SQLite format 3\0"

#: Bytes of a database's header. SQLite would write over anything shorter as if it were empty.
_HEADER = 100

#: What lies beside a database and belongs to it.
_COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Opened:
    """An open file, what is to be told about it, and why it cannot be written, if so."""

    db: sqlite3.Connection
    told: tuple[Trouble, ...] = ()
    closed: Trouble | None = None


def open_database(path: Path, migrations: Sequence[str]) -> Opened:
    """Open or begin the file. Raises `Trouble` where it is newer, or cannot even be read.

    A damaged or foreign file is renamed, never deleted, and a new one begun. Where nothing can
    be written (a full or read-only disk) the file is opened for reading.
    """
    known = len(migrations)
    _refuse_newer(path, known)
    told = _aside_if_damaged(path, known)
    try:
        return Opened(_open_for_writing(path, migrations), told)
    except (sqlite3.Error, OSError) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
    if trouble.key == "store.unopened" and _is_shut(path):
        trouble = Trouble("store.read_only", **trouble.values)
    return Opened(_open_for_reading(path, known, trouble), told, trouble)


def _is_shut(path: Path) -> bool:
    """Whether it is for want of leave to write that a file does not open."""
    return path.is_file() and not all(os.access(place, os.W_OK) for place in (path, path.parent))


def _refuse_newer(path: Path, known: int) -> None:
    """Look at the header's bytes alone, for opening a file through SQLite may change it."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        return
    version, application = struct.unpack_from(">i4xi", header, 60)
    if application == APPLICATION_ID and version > known:
        raise Trouble("store.newer", file=str(path), version=version, known=known)


def _aside_if_damaged(path: Path, known: int) -> tuple[Trouble, ...]:
    try:
        examined = path.stat()
    except OSError:
        return ()
    if not examined.st_size or not path.is_file():
        return ()
    if examined.st_size >= _HEADER and _is_sound(path, known):
        return ()
    try:
        # Another process may have come to the same conclusion and begun a new file already.
        if path.stat().st_ino != examined.st_ino:
            return ()
        return (Trouble("store.damaged", file=str(_set_all_aside(path))),)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble("store.damaged_stuck", file=str(path), why=why) from None


def _set_all_aside(path: Path) -> Path:
    aside = set_aside(path)
    for end in _COMPANIONS:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


def _is_sound(path: Path, known: int) -> bool:
    """Whether this is our file and intact. One that cannot be looked at counts as sound."""
    for query in ("mode=ro", "mode=rw"):  # only the second can finish what a crash left half done
        try:
            with contextlib.closing(connect(path, query)) as db:
                return _look(db, path, known)
        except sqlite3.Error as error:
            if _is_damage(error):
                return False
            if trouble_of(error) is None:
                raise
    return True


def _look(db: sqlite3.Connection, path: Path, known: int) -> bool:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return not application and not tables and not version_of(db)
    if version_of(db) > known:
        raise Trouble("store.newer", file=str(path), version=version_of(db), known=known)
    return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _is_damage(error: sqlite3.Error) -> bool:
    return error_name(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _open_for_writing(path: Path, migrations: Sequence[str]) -> sqlite3.Connection:
    _create(path)
    _close_to_others(path)
    db = connect(path, "mode=rw")
    try:
        _use_wal(db)
        migrate(db, path, migrations)
        _try_to_write(db)
    except BaseException:
        db.close()
        raise
    return db


def _create(path: Path) -> None:
    """An empty file that only we can read; SQLite gives its companions the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:
        if not path.exists():
            raise


def _close_to_others(path: Path) -> None:
    if os.name != "posix":
        return
    for end in ("", *_COMPANIONS):
        with contextlib.suppress(OSError):
            path.with_name(path.name + end).chmod(0o600)


def _use_wal(db: sqlite3.Connection) -> None:
    """Readers and one writer side by side. Another process may be doing the same right now."""
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if not error_name(error).startswith("SQLITE_BUSY"):
            raise


def _try_to_write(db: sqlite3.Connection) -> None:
    """Find out now, not at the first session, that a file can only be read."""
    try:
        db.execute("BEGIN IMMEDIATE")  # which a file that can only be read allows
        db.execute(f"PRAGMA user_version = {version_of(db)}")
    except sqlite3.OperationalError as error:
        if not error_name(error).startswith("SQLITE_BUSY"):
            raise
    finally:
        db.rollback()


def _open_for_reading(path: Path, known: int, trouble: Trouble) -> sqlite3.Connection:
    for query in ("mode=ro", "mode=ro&immutable=1"):
        if "immutable" in query and _has_wal(path):  # it would be passed over in silence
            break
        try:
            db = connect(path, query)
        except sqlite3.Error:
            continue
        if _readable(db, path, known):
            return db
        db.close()
    raise trouble


def _readable(db: sqlite3.Connection, path: Path, known: int) -> bool:
    try:
        return version_of(db) == known and _look(db, path, known)
    except sqlite3.Error:
        return False


def _has_wal(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
