"""A process killed while it keeps a session loses no more than the write it was in."""

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import windown
from windown.adapters.store import open_store

ROOT = str(Path(windown.__file__).parents[1])

#: Begins a session and keeps it again and again, saying each second once it is written.
CHILD = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from windown.adapters.store import open_store
from windown.core.history import SessionRecord

store = open_store(Path(sys.argv[1]))
name = sys.argv[2]
started = datetime(2026, 5, 1, 20, tzinfo=UTC)
store.begin(SessionRecord(name, "box_4", date(2026, 5, 1), started, "UTC", 300.0))
for second in range(1, 100_000):
    store.keep(name, float(second), False)
    print(second, flush=True)
"""


def killed(file: Path, name: str, after: int) -> int:
    """Run the child, kill it some time after it has said `after`, and tell what it said last."""
    command = [sys.executable, "-c", CHILD, str(file), name]
    environ = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(after):
            child.stdout.readline()
        child.kill()
        rest = child.stdout.read()
    whole = rest.rpartition("\n")[0].splitlines()
    return int(whole[-1]) if whole else after


def check(tmp_path: Path, times: int) -> None:
    file, dice = tmp_path / "windown.db", random.Random()
    said: dict[str, int] = {}
    for n in range(times):
        said[str(n)] = killed(file, str(n), dice.randint(1, 400))
        with contextlib.closing(open_store(file)) as store:
            assert store.told == ()
            kept = {record.id: record.done_s for record in store.sessions(date.min, date.max)}
        assert kept.keys() == said.keys()
        assert all(0 <= kept[name] - seconds <= 1 for name, seconds in said.items())
    with contextlib.closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_three_kills_lose_nothing_that_was_said_to_be_kept(tmp_path: Path) -> None:
    check(tmp_path, 3)


@pytest.mark.thorough
def test_twenty_kills_lose_nothing_that_was_said_to_be_kept(tmp_path: Path) -> None:
    check(tmp_path, 20)


def test_a_process_killed_while_it_makes_the_journal_leaves_one_that_opens(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from windown.adapters.store import open_store\n"
    code += "print('ready', flush=True); open_store(Path(sys.argv[1]))"
    dice = random.Random()
    for n in range(3):
        file = tmp_path / f"{n}.db"
        command = [sys.executable, "-c", code, str(file)]
        environ = {**os.environ, "PYTHONPATH": ROOT}
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            for _ in range(dice.randint(0, 30_000)):  # up to about the time the opening takes
                pass
            child.kill()
        with contextlib.closing(open_store(file)) as store:
            assert (store.told, list(store.sessions(date.min, date.max))) == ((), [])
