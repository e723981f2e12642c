"""Rows "export" and "import": all of twenty years out of the house, and in again."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.bench.table import Figure
from tests.journal_rows import plain
from windown.adapters.backups import back_up
from windown.adapters.export_files import export
from windown.adapters.import_files import take_in
from windown.adapters.store import open_store
from windown.core.export import Wishes
from windown.core.kinds import KINDS

NIGHTS, REMINDERS = 20 * 365, 7


def export_row(folder: Path) -> Iterator[Figure]:
    """Each form of export, and a backup, of a journal with everything in every night."""
    database = _empty(folder)
    take_in(database, _export(folder), "UTC")
    made = datetime.now(UTC)
    for ending in ("json", "zip", "ics"):
        target = folder / f"out.{ending}"
        began = time.monotonic()
        count = export(database, target, Wishes(melatonin=True), made, "Night")
        note = f"{count} records, {target.stat().st_size / 1e6:.0f} MB"
        took = 1000 * (time.monotonic() - began)
        yield Figure(f"20 years, export .{ending}", took, "ms", most=2000, note=note)
    began = time.monotonic()
    size = back_up(database, folder / "backups", made).size
    took = 1000 * (time.monotonic() - began)
    yield Figure("20 years, backup", took, "ms", note=f"{size / 1e6:.0f} MB")


def import_row(folder: Path) -> Iterator[Figure]:
    """The same export taken into an empty journal, and once more."""
    database, source = _empty(folder), _export(folder)
    for name in ("import", "import once more"):
        began = time.monotonic()
        written = take_in(database, source, "UTC").written
        took = 1000 * (time.monotonic() - began)
        yield Figure(f"20 years, {name}", took, "ms", note=f"{written.added} new")


def _empty(folder: Path) -> Path:
    database = folder / "windown.db"
    open_store(database).close()
    return database


def _export(folder: Path) -> Path:
    """Two sessions, seven answers and one of everything else in each night."""
    held: dict[str, list[object]] = {kind.name: [] for kind in KINDS}
    first = date.today() - timedelta(days=NIGHTS)
    for number in range(NIGHTS):
        night = plain(str(number), (first + timedelta(days=number)).isoformat())
        for name, records in held.items():
            records += night[name]
        held["sessions"].append({**night["sessions"][0], "id": f"second-{number}"})
        held["answers"] += [
            {**night["answers"][0], "reminder": f"own_{n:08}"} for n in range(REMINDERS - 2)
        ]
    source = folder / "in.json"
    source.write_text(json.dumps({"format": "windown", "version": 1, **held}), "utf-8")
    return source
