"""Whole copies of the journal beside it: made, listed, looked at before they are brought back."""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from windown.adapters.records import opened
from windown.adapters.schema import APPLICATION_ID, migrate, shipped_migrations
from windown.adapters.sqlite import connect, trouble_of, version_of
from windown.core.keeping import Backup, due, made_at, name_of, surplus
from windown.core.problems import Trouble

#: Tables no backup made by itself holds. (After-care, once it has some.)
LEFT_OUT: tuple[str, ...] = ()
_SECOND = timedelta(seconds=1)
_SCRATCH = ".windown-"
#: A copy being made is left alone for so long; then its maker was killed (seconds).
_GIVEN_UP = 3600.0


def backups(folder: Path) -> Sequence[Backup]:
    """The backups of a folder, newest first; none where there is no folder."""
    found = []
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            made = made_at(file.name)
            if made is not None and file.is_file():
                found.append(Backup(file.name, made, file.stat().st_size))
    return sorted(found, key=lambda backup: backup.name, reverse=True)


def back_up(database: Path, folder: Path, now: datetime) -> Backup:
    """Copy the journal, whoever writes in it meanwhile, and let the oldest copies go."""
    copy = _free(folder, now)
    with _putting_into_words("backup.unmade"):
        folder.mkdir(mode=0o700, exist_ok=True)
        sweep(folder, _GIVEN_UP)
        with _scratch(folder) as fresh:
            _copy(database, fresh)
            _synced(fresh)
            fresh.replace(copy)
        for name in surplus(file.name for file in folder.iterdir()):
            (folder / name).unlink(missing_ok=True)
    return Backup(copy.name, now, copy.stat().st_size)


def back_up_if_due(database: Path, folder: Path, now: datetime) -> Backup | None:
    """The backup of the week, where there is none yet and something to copy."""
    newest = next(iter(backups(folder)), None)
    if not database.is_file() or not due(newest.made if newest else None, now):
        return None
    return back_up(database, folder, now)


def restore(database: Path, folder: Path, name: str, now: datetime) -> Backup:
    """Bring a backup back in one transaction; the backup made of what was there before.

    It is looked at first, and brought to our version in a copy. Whoever has the journal open
    goes on with what is in it then. Raises `Trouble`, and then all is as it was.
    """
    if made_at(name) is None or not (folder / name).is_file():
        raise Trouble("backup.gone", file=name)
    with _putting_into_words("backup.unrestored"), _scratch(folder) as fresh:
        fresh.write_bytes((folder / name).read_bytes())
        _check(fresh, name)
        before = back_up(database, folder, now)
        with opened(fresh) as source, opened(database) as target:
            source.backup(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return before


def sweep(folder: Path, older: float) -> None:
    """Take away copies that were never finished and not touched for so many seconds."""
    with contextlib.suppress(OSError):
        for file in list(folder.glob(f"{_SCRATCH}*.new*")):
            if time.time() - file.stat().st_mtime >= older:
                file.unlink(missing_ok=True)


def _free(folder: Path, now: datetime) -> Path:
    """A name that is not taken: two in one second are two."""
    while (copy := folder / name_of(now)).exists():
        now += _SECOND
    return copy


@contextlib.contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A file nobody else can read, gone in the end unless it was put in a place."""
    handle, name = tempfile.mkstemp(prefix=_SCRATCH, suffix=".new", dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                Path(name + end).unlink()


def _copy(database: Path, fresh: Path) -> None:
    """A whole copy that is one file: it needs no WAL beside it to be read."""
    with opened(database, "mode=ro") as source, opened(fresh) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").fetchone()
        for table in LEFT_OUT:
            target.execute(f"DROP TABLE IF EXISTS {table}")


def _synced(file: Path) -> None:
    with file.open("rb+") as held:
        os.fsync(held.fileno())


def _check(fresh: Path, name: str) -> None:
    """Look at a copy of a backup: ours, whole, not newer; and bring it to our version."""
    steps = shipped_migrations()
    try:
        with contextlib.closing(connect(fresh, "mode=rw")) as db:
            if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise Trouble("backup.foreign", file=name)
            version = version_of(db)
            if version > len(steps):
                raise Trouble("backup.newer", file=name, version=version, known=len(steps))
            if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise Trouble("backup.damaged", file=name)
            migrate(db, fresh, steps)
        for kept in fresh.parent.glob(f"{fresh.name}.backup-*"):
            kept.unlink(missing_ok=True)
    except sqlite3.DatabaseError as error:
        if trouble_of(error) is None or "damaged" in str(getattr(trouble_of(error), "key", "")):
            raise Trouble("backup.damaged", file=name) from None
        raise


@contextlib.contextmanager
def _putting_into_words(key: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Trouble(key, why=why) from error
