"""A process killed while it takes in, brings back, erases or migrates: the old or the new state."""

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import windown
from tests.journal_rows import a_journal, dump, plain
from windown.adapters.backups import back_up
from windown.adapters.erase import INTENT, finish
from windown.adapters.paths import folders, prepare
from windown.adapters.schema import shipped_migrations
from windown.adapters.sqlite import connect, version_of
from windown.adapters.store import open_store

ROOT = str(Path(windown.__file__).parents[1])
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NIGHTS = 200

#: Says that it begins, does one thing, and says that it is done.
CHILD = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from windown.adapters.backups import backups, restore
from windown.adapters.erase import erase
from windown.adapters.import_files import take_in
from windown.adapters.paths import folders
from windown.adapters.store import open_store
from windown.core.keeping import Erasure

places, what = folders(Path(sys.argv[1])), sys.argv[2]
name = backups(places.backups)[0].name if backups(places.backups) else ""
print("begins", flush=True)
if what == "import":
    take_in(places.database, places.data / "in.json", "UTC")
elif what == "restore":
    restore(places.database, places.backups, name, datetime(2026, 6, 2, tzinfo=UTC))
elif what == "erase":
    erase(places, Erasure("night", date(2026, 5, 1)))
elif what == "everything":
    erase(places, Erasure("everything"))
else:
    open_store(places.database).close()
print("done", flush=True)
"""


def run(data, what, delay=None):
    """Do it in a child, killed `delay` seconds after it began; seconds it took otherwise."""
    command = [sys.executable, "-c", CHILD, str(data), what]
    environ = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begins\n"
        began = time.monotonic()
        if delay is not None:
            until = began + delay
            while time.monotonic() < until and child.poll() is None:
                pass
            child.kill()
        rest = child.stdout.read()
        assert delay is not None or rest == "done\n"
    return time.monotonic() - began


def several(count, mark):
    """So many records of every kind in nights of their own."""
    made = plain(mark)
    for number in range(1, count):
        night = f"{2000 + number // 28 // 12}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        for kind, records in plain(f"{mark}{number}", night).items():
            if isinstance(records, list):
                made[kind] = [*made[kind], *records]
    return made


def prepared(folder, what):
    """A folder before the thing is done."""
    places = folders(folder)
    prepare(places)
    if what == "migrate":
        open_store(places.database, shipped_migrations()[:1]).close()
        return places
    a_journal(places.data, several(NIGHTS, "old"))
    if what == "import":
        (places.data / "in.json").write_text(json.dumps(several(2 * NIGHTS, "new")))
    else:
        back_up(places.database, places.backups, NOW)
    if what == "restore":
        a_journal(places.data, plain("since", "2026-05-20"))
    if what == "everything":
        places.settings.write_text("{}")
    return places


def state(places, what):
    """All that can be other afterwards, read as the next start would find it."""
    finish(places)
    assert not (places.data / INTENT).exists()
    if what == "migrate":
        with contextlib.closing(connect(places.database, "mode=ro")) as db:
            return version_of(db), len(db.execute("SELECT * FROM sqlite_master").fetchall())
    store = open_store(places.database)
    assert store.told == ()
    store.close()
    with contextlib.closing(connect(places.database, "mode=ro")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = [dump(places.database)]
    if what in ("erase", "everything"):
        copies = sorted(places.backups.glob("windown-*")) if places.backups.exists() else []
        found += [[dump(copy) for copy in copies], places.settings.exists()]
    return repr(found)


def check(tmp_path, what, times):
    """Kill at any moment of it; a state in between is one too many."""
    places = prepared(tmp_path / "first", what)
    old = state(places, what)
    took = run(places.data, what)
    new = state(places, what)
    assert old != new
    dice, seen = random.Random(), set()
    for n in range(times):
        places = prepared(tmp_path / str(n), what)
        run(places.data, what, dice.uniform(0, took))
        found = state(places, what)
        if what == "migrate":  # each version is a whole state
            assert old[0] <= found[0] <= new[0]
            open_store(places.database).close()
            assert state(places, what) == new
        else:
            assert found in (old, new)
            seen.add(found)
    return seen


@pytest.mark.parametrize("what", ["import", "restore", "erase", "everything", "migrate"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_state(tmp_path, what):
    check(tmp_path, what, 2)


@pytest.mark.thorough
@pytest.mark.parametrize("what", ["import", "restore", "erase", "everything", "migrate"])
def test_twenty_kills_at_any_moment_leave_the_old_or_the_new_state(tmp_path, what):
    check(tmp_path, what, 20)
