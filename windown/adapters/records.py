"""All records of a journal's file at once, read and written row by row, kind by kind."""

import contextlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from windown.adapters.sqlite import connect, transaction, troubles
from windown.core.export import Kept, Plain, Read, Wishes, plain_of, shown
from windown.core.kinds import ANSWERS, Kind, kind_of
from windown.core.merging import merged
from windown.core.taken import Written


@contextlib.contextmanager
def opened(file: Path, query: str = "mode=rw") -> Iterator[sqlite3.Connection]:
    """A connection of one's own to a journal that is there; errors come out as `Trouble`."""
    with troubles(), contextlib.closing(connect(file, query)) as db:
        yield db


@contextlib.contextmanager
def one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """All that is read within is of one moment, whoever writes meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def plain_records(db: sqlite3.Connection, kind: Kind, wishes: Wishes) -> Iterator[Plain]:
    """The plain records of a kind that may leave the house, one by one: they may be many."""
    return shown(kind, (plain_of(kind, record) for record in records_of(db, kind)), wishes)


def read_all(
    db: sqlite3.Connection, kinds: Iterable[Kind], wishes: Wishes
) -> dict[str, list[Plain]]:
    """The plain records of each kind that may leave the house, all of one moment."""
    with one_moment(db):
        return {kind.name: list(plain_records(db, kind, wishes)) for kind in kinds}


def records_of(db: sqlite3.Connection, kind: Kind, all_rows: bool = False) -> Iterator[Kept]:
    """The records of a kind in order of their keys; of answers without `all_rows` those given."""
    lines = _lines_of(db, kind)
    where = " WHERE state IN ('done', 'skipped', 'missed')"
    closed = where if kind is ANSWERS and not all_rows else ""
    rows = db.execute(
        f"SELECT {', '.join(kind.columns)} FROM {kind.table}{closed} ORDER BY {_order(kind)}"
    )
    for row in rows:
        values = dict(zip(kind.columns, row, strict=True))
        if "skipped" in values:
            values["skipped"] = tuple(json.loads(values["skipped"]))
        yield Kept(values, tuple(lines[values["id"]]) if kind.lines else ())


def _order(kind: Kind) -> str:
    """By night and time where there are such, so that a file reads as it was lived."""
    times = [name for name in ("night", "started_ms", "due_ms", "at_ms") if name in kind.columns]
    return ", ".join(dict.fromkeys((*times, *kind.key)))


def _lines_of(db: sqlite3.Connection, kind: Kind) -> Mapping[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if not kind.lines:
        return found
    columns = [each.column for each in kind.line_fields]
    for of, *row in db.execute(
        f"SELECT {kind.line_key}, {', '.join(columns)} FROM {kind.line_table}"
        f" ORDER BY {kind.line_key}, place"
    ):
        found[of].append(dict(zip(columns, row, strict=True)))
    return found


def write_all(
    db: sqlite3.Connection, read: Read, onto: Callable[..., Kept | None] = merged
) -> Written:
    """Write what a file holds, all of it or nothing. `onto` decides between two of one key."""
    added = changed = same = 0
    with transaction(db):
        for name, records in read.records.items():
            kind = kind_of(name)
            assert kind is not None
            if not records:
                continue
            here = {_key(kind, one): one for one in records_of(db, kind, all_rows=True)}
            for record in records:
                key = _key(kind, record)
                before = here.get(key)
                after = onto(kind, before, record)
                if after is None:
                    same += 1
                    continue
                added, changed = added + (before is None), changed + (before is not None)
                here[key] = after
                _put(db, kind, after)
    return Written(added, changed, same)


def _key(kind: Kind, record: Kept) -> tuple[Any, ...]:
    return tuple(record.values[column] for column in kind.key)


def _put(db: sqlite3.Connection, kind: Kind, record: Kept) -> None:
    marks = ", ".join("?" * len(kind.columns))
    row = [record.values[column] for column in kind.columns]
    row = [json.dumps(each) if isinstance(each, tuple) else each for each in row]
    db.execute(
        f"INSERT OR REPLACE INTO {kind.table} ({', '.join(kind.columns)}) VALUES ({marks})", row
    )
    if kind.lines:
        _put_lines(db, kind, record)


def _put_lines(db: sqlite3.Connection, kind: Kind, record: Kept) -> None:
    of, columns = record.values["id"], [each.column for each in kind.line_fields]
    db.execute(f"DELETE FROM {kind.line_table} WHERE {kind.line_key} = ?", (of,))
    marks = ", ".join("?" * (len(columns) + 2))
    db.executemany(
        f"INSERT INTO {kind.line_table} ({kind.line_key}, place, {', '.join(columns)})"
        f" VALUES ({marks})",
        [(of, n, *(line[c] for c in columns)) for n, line in enumerate(record.lines)],
    )
