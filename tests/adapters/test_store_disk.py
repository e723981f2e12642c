"""The journal on a full disk and on one that cannot be written, both real ones.

A child process in a name space of its own mounts them, so nothing of this machine changes.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import windown

ROOT = str(Path(windown.__file__).parents[1])


@cache
def can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    trial = "mkdir -p /tmp && mount -t tmpfs -o size=64k tmpfs /tmp"
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", trial]
    return subprocess.run(command, capture_output=True, timeout=30).returncode == 0


@pytest.fixture(autouse=True)
def mounts() -> None:
    if not can_mount():
        pytest.skip("needs unshare (util-linux) and user name spaces")


BEGINNING = """
import json, sys
from datetime import UTC, date, datetime
from pathlib import Path
from windown.adapters.store import open_store
from windown.core.history import SessionRecord
from windown.core.problems import Trouble

file = Path(sys.argv[1]) / "windown.db"

def one(n):
    started = datetime(2026, 5, 1, 20, tzinfo=UTC)
    return SessionRecord(str(n), "box_4", date(2026, 5, 1), started, "UTC", 300.0, note="x" * 500)

def count(store):
    return len(store.sessions(date.min, date.max))

def key_of(action):
    try:
        action()
    except Trouble as trouble:
        return trouble.key

def fill():
    try:
        with (file.parent / "filler").open("wb", buffering=0) as filler:
            while filler.write(bytes(512)):
                pass
    except OSError:
        pass
"""


def told_by(folder: Path, mount: str, code: str) -> dict[str, object]:
    """What a child prints as JSON that runs the code with the folder mounted as said."""
    child = [sys.executable, "-c", BEGINNING + code, str(folder)]
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]
    script = f'cd "$0"; {mount}; cd /; exec "$@"'
    environ = {**os.environ, "PYTHONPATH": ROOT}
    ran = subprocess.run(
        [*command, script, str(folder), *child],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return dict(json.loads(ran.stdout))


SMALL = 'mount -t tmpfs -o size=400k tmpfs "$PWD"'
READ_ONLY = 'mount --bind "$PWD" "$PWD"; mount -o remount,ro,bind "$PWD"'


def test_a_full_disk_is_told_and_what_was_kept_can_be_read(tmp_path: Path) -> None:
    code = """
store = open_store(file)
key = n = None
for n in range(5000):
    key = key_of(lambda: store.begin(one(n)))
    if key:
        break
again = key_of(lambda: store.begin(one(n)))
held = count(store)
print(json.dumps({"key": key, "again": again, "held": held, "begun": n}))
"""
    told = told_by(tmp_path, SMALL, code)
    assert told["key"] == told["again"] == "store.full"
    assert told["held"] == told["begun"] != 0


def test_once_there_is_room_again_writing_goes_on(tmp_path: Path) -> None:
    code = """
store = open_store(file)
fill()
for n in range(5000):
    if key_of(lambda: store.begin(one(n))):
        break
(file.parent / "filler").unlink()
after = key_of(lambda: store.begin(one("later")))
print(json.dumps({"after": after, "held": count(store), "begun": n}))
"""
    told = told_by(tmp_path, SMALL, code)
    assert told["after"] is None
    assert told["held"] == int(str(told["begun"])) + 1


def test_a_journal_opens_on_a_disk_that_is_full_already(tmp_path: Path) -> None:
    code = """
store = open_store(file)
store.begin(one(1))
store.close()
fill()
store = open_store(file)
print(json.dumps({"held": count(store), "key": key_of(lambda: store.begin(one(2)))}))
"""
    assert told_by(tmp_path, SMALL, code) == {"held": 1, "key": "store.full"}


def test_a_new_journal_on_a_full_disk_is_told(tmp_path: Path) -> None:
    code = """
fill()
print(json.dumps({"key": key_of(lambda: open_store(file))}))
"""
    assert told_by(tmp_path, SMALL, code) == {"key": "store.full"}


def begun(folder: Path, close: bool = True) -> None:
    """A journal with one session, closed or left by a process that was killed."""
    end = "store.close()" if close else "import os; os.kill(os.getpid(), 9)"
    code = f"{BEGINNING}\nstore = open_store(file)\nstore.begin(one(1))\n{end}"
    environ = {**os.environ, "PYTHONPATH": ROOT}
    subprocess.run([sys.executable, "-c", code, str(folder)], env=environ, timeout=60)


READING = """
before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
store = open_store(file)
told = {"told": [t.key for t in store.told], "held": count(store)}
told["keys"] = [key_of(lambda: store.begin(one(2))), key_of(lambda: store.keep("1", 5.0, True))]
store.close()
told["same"] = before == {path.name: path.read_bytes() for path in file.parent.iterdir()}
print(json.dumps(told))
"""


def test_a_disk_that_cannot_be_written_is_told_and_read(tmp_path: Path) -> None:
    begun(tmp_path)
    assert told_by(tmp_path, READ_ONLY, READING) == {
        "told": ["store.read_only"],
        "held": 1,
        "keys": ["store.read_only", "store.read_only"],
        "same": True,
    }


def test_a_killed_process_and_then_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    begun(tmp_path, close=False)
    assert (tmp_path / "windown.db-wal").stat().st_size > 0
    told = told_by(tmp_path, READ_ONLY, READING)
    assert (told["told"], told["held"]) == (["store.read_only"], 1)


def test_no_journal_where_none_can_be_made_is_told(tmp_path: Path) -> None:
    code = """
print(json.dumps({"key": key_of(lambda: open_store(file))}))
"""
    assert told_by(tmp_path, READ_ONLY, code) == {"key": "store.read_only"}


def test_a_damaged_journal_that_cannot_be_moved_is_told(tmp_path: Path) -> None:
    (tmp_path / "windown.db").write_bytes(b"no database" * 99)
    code = """
print(json.dumps({"key": key_of(lambda: open_store(file))}))
"""
    assert told_by(tmp_path, READ_ONLY, code) == {"key": "store.damaged_stuck"}


def test_settings_and_folders_say_so_too(tmp_path: Path) -> None:
    code = """
from windown.adapters.paths import folders, prepare
from windown.adapters.settings_file import write_settings
from windown.core.settings import Settings
settings = key_of(lambda: write_settings(file.with_name("settings.json"), Settings()))
print(json.dumps({"settings": settings, "folder": key_of(lambda: prepare(folders(file.parent)))}))
"""
    told = told_by(tmp_path, READ_ONLY, code)
    assert told == {"settings": "settings.unwritable", "folder": "folder.not_made"}
