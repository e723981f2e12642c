"""Taking away for good: from the journal, from every copy of it, and from whatever else holds it.

What is to go is written down first and crossed out last. A windown that was killed in between
goes on with it at the next start (`finish`), so that nothing is ever half erased.
"""

import contextlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from windown.adapters.backups import backups, sweep
from windown.adapters.instance import LINE, LOCK
from windown.adapters.json_file import replace_file
from windown.adapters.paths import OUR_NAMES, Folders
from windown.adapters.records import opened
from windown.adapters.sqlite import error_name, transaction
from windown.core.keeping import EVERYTHING, MELATONIN, Erasure
from windown.core.kinds import ANSWERS, KINDS, Kind, kind_of
from windown.core.night import night_of
from windown.core.problems import Trouble

#: Where it is written down that something is being erased.
INTENT = "windown.erasing"
#: How long another process may hold on to what is to be emptied (seconds).
PATIENCE_S = 3.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Files a process that runs needs as long as it runs; nothing of a person is in them.
_RUNNING = (LOCK, LINE, INTENT)


def erase(places: Folders, erasure: Erasure) -> tuple[Trouble, ...]:
    """Erase it; what could not be reached, in words. Raises `Trouble` where it is not finished.

    Then it is taken up again at the next start. Erasing everything leaves an empty journal that
    whoever has it open can go on with; settings, plan, practices and backups are gone.
    """
    _write_down(places, erasure)
    return _erase(places, erasure)


def finish(places: Folders) -> tuple[Trouble, ...]:
    """Finish what a killed windown had begun to erase. Nothing to do is the usual."""
    erasure = _written_down(places)
    return () if erasure is None else _erase(places, erasure)


def _write_down(places: Folders, erasure: Erasure) -> None:
    night = erasure.night.isoformat() if erasure.night else ""
    content = json.dumps({"what": erasure.what, "night": night}).encode()
    try:
        replace_file(places.data / INTENT, content)
    except OSError as error:
        raise Trouble("erase.disk", why=error.strerror or str(error)) from None


def _written_down(places: Folders) -> Erasure | None:
    try:
        held = json.loads((places.data / INTENT).read_bytes())
        night = date.fromisoformat(held["night"]) if held["night"] else None
        return Erasure(str(held["what"]), night)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # it is written whole or not at all: this is none of ours


def _erase(places: Folders, erasure: Erasure) -> tuple[Trouble, ...]:
    if erasure.what == EVERYTHING:
        told = _everything(places)
    else:
        told = _from_copies(places, erasure)
        _from(places.database, erasure)
    with contextlib.suppress(OSError):
        (places.data / INTENT).unlink(missing_ok=True)
    return told


def _from_copies(places: Folders, erasure: Erasure) -> tuple[Trouble, ...]:
    """The same records from every backup; those of a file that cannot be opened stay in it."""
    told = []
    sweep(places.backups, 0.0)
    for copy in _copies(places):
        try:
            _from(copy, erasure)
        except Trouble as trouble:
            if trouble.key not in ("store.damaged_now", "store.unopened"):
                raise
            told.append(Trouble("erase.aside", file=str(copy)))
    return tuple(told)


def _copies(places: Folders) -> list[Path]:
    """Backups, copies from before a new version, and files that were put aside as damaged."""
    name = places.database.name
    beside = [
        file
        for file in sorted(places.data.glob(f"{name}.*"))
        if not file.name.endswith(("-wal", "-shm", "-journal"))
    ]
    return [*(places.backups / each.name for each in backups(places.backups)), *beside]


def _from(file: Path, erasure: Erasure) -> None:
    """Erase records from one file and leave none of their bytes in it or beside it."""
    if not file.is_file():
        return
    with opened(file) as db:
        if _wal(db):
            _emptied(db)
        with transaction(db):
            _delete(db, erasure)
        _vacuumed(db)


def _delete(db: sqlite3.Connection, erasure: Erasure) -> None:
    """Every record that is meant; a copy of an older version has fewer tables."""
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if erasure.what == EVERYTHING:
        for table in sorted(tables - {"sqlite_sequence"}):
            db.execute(f"DELETE FROM {table}")
    elif erasure.night is not None:
        _delete_night(db, tables, erasure.night)
    elif erasure.what == MELATONIN:
        _delete_melatonin(db, tables)
    elif (kind := kind_of(erasure.what)) is not None:
        _delete_kind(db, tables, kind)
    else:
        raise ValueError(erasure.what)


def _delete_melatonin(db: sqlite3.Connection, tables: set[str]) -> None:
    """Its answers, that it was skipped, and what the diary holds of medicine."""
    for table in sorted({"occurrence", "event"} & tables):
        db.execute(f"DELETE FROM {table} WHERE reminder = ?", (MELATONIN,))
    if "diary" in tables:
        db.execute("UPDATE diary SET medicine = ''")
    if "night_change" in tables:
        for night, skipped in db.execute("SELECT night, skipped FROM night_change").fetchall():
            others = json.dumps([each for each in json.loads(skipped) if each != MELATONIN])
            db.execute("UPDATE night_change SET skipped = ? WHERE night = ?", (others, night))


def _delete_kind(db: sqlite3.Connection, tables: set[str], kind: Kind) -> None:
    meant = {kind.table, kind.line_table, "event" if kind is ANSWERS else ""}
    for table in sorted(meant & tables):
        db.execute(f"DELETE FROM {table}")


def _delete_night(db: sqlite3.Connection, tables: set[str], night: date) -> None:
    of = (night.isoformat(),)
    for kind in KINDS:
        if kind.line_table in tables:
            owned = f"SELECT id FROM {kind.table} WHERE night = ?"
            db.execute(f"DELETE FROM {kind.line_table} WHERE {kind.line_key} IN ({owned})", of)
        if kind.table in tables and "night" in kind.columns:
            db.execute(f"DELETE FROM {kind.table} WHERE night = ?", of)
    if "event" in tables:
        db.execute("DELETE FROM event WHERE night = ?", of)
    if "check_in" in tables:
        rows = db.execute("SELECT id, at_ms, zone FROM check_in").fetchall()
        meant = [(name,) for name, ms, zone in rows if _night(ms, zone) == night]
        db.executemany("DELETE FROM check_in WHERE id = ?", meant)


def _night(ms: int, zone: str) -> date:
    return night_of(_EPOCH + timedelta(milliseconds=ms), ZoneInfo(zone))


def _wal(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _vacuumed(db: sqlite3.Connection) -> None:
    """Write the file anew without its free pages, and empty the WAL, which had the old ones."""
    for again in _patiently():
        try:
            db.execute("VACUUM")
            break
        except sqlite3.OperationalError as error:
            if not (again and error_name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))):
                raise
    if _wal(db):
        _emptied(db)


def _emptied(db: sqlite3.Connection) -> None:
    for again in _patiently():
        if not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return
        if not again:
            raise Trouble("store.busy", code="SQLITE_BUSY")


def _patiently() -> Iterator[bool]:
    """Tries, each told whether there is another one after it."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        yield True
        time.sleep(0.05)
    yield False


def _everything(places: Folders) -> tuple[Trouble, ...]:
    """First the files, for the journal's own emptying may have to wait; that one stays, empty."""
    stuck: list[Trouble] = []
    ours = not places.given
    for folder in dict.fromkeys((places.cache, places.config, places.data)):
        for entry in _entries(folder):
            spared = folder == places.data and entry.name in (*_RUNNING, *_of_journal(places))
            folders = entry in (places.data, places.config, places.cache)
            if spared or (folders and entry != places.cache):
                continue
            if ours or folder == places.cache or entry.name.startswith(OUR_NAMES):
                stuck += _removed(entry)
    _from(places.database, Erasure(EVERYTHING))
    places.practices.mkdir(mode=0o700, exist_ok=True)
    places.cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    if stuck:
        raise stuck[0]
    return ()


def _of_journal(places: Folders) -> tuple[str, ...]:
    name = places.database.name
    return (name, f"{name}-wal", f"{name}-shm", f"{name}-journal")


def _entries(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _removed(entry: Path) -> list[Trouble]:
    """Take a file or a folder away; of a link only the link."""
    try:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink(missing_ok=True)
    except FileNotFoundError:
        pass
    except OSError as error:
        return [Trouble("erase.stuck", file=str(entry), why=error.strerror or str(error))]
    return []
