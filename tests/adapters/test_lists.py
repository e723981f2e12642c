"""Lists keep what a person wrote; the fake that other tests use does the same."""

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import windown
from tests.fakes import FakeLists
from windown.adapters.no_journal import NoJournal
from windown.adapters.store import open_store
from windown.core.problems import Trouble
from windown.core.written import Item, Written, add, begun, close, remove
from windown.service.ports import Lists

ROOT = str(Path(windown.__file__).parents[1])
KEPT = Path(__file__).parent / "kept"
NIGHT = date(2026, 11, 22)
OPENED = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
EMPTY = begun("one", "todo", NIGHT, OPENED)
FULL = add(add(EMPTY, "a", "Call the plumber", "at nine"), "b", "Bread")


@pytest.fixture(params=["in memory", "on disk"])
def lists(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lists]:
    if request.param == "in memory":
        yield FakeLists()
        return
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        yield store.lists()


def all_of(lists: Lists) -> list[Written]:
    return list(lists.lists(date.min, date.max))


def test_at_first_there_is_nothing(lists: Lists) -> None:
    assert (all_of(lists), lists.find("one")) == ([], None)


@pytest.mark.parametrize("written", [EMPTY, FULL, close(FULL, OPENED, OPENED + timedelta(hours=9))])
def test_a_list_comes_back_as_it_was_written(lists: Lists, written: Written) -> None:
    lists.put(written)
    assert (all_of(lists), lists.find("one")) == ([written], written)


def test_a_list_takes_the_place_of_the_one_before(lists: Lists) -> None:
    lists.put(FULL)
    lists.put(remove(FULL, "a"))
    assert all_of(lists) == [replace(EMPTY, items=(Item("b", "Bread"),))]


def test_lines_keep_their_order(lists: Lists) -> None:
    many = EMPTY
    for number in (3, 1, 12, 2):
        many = add(many, str(number), f"thing {number}")
    lists.put(many)
    assert all_of(lists) == [many]


def test_lists_come_in_order_of_opening_and_only_of_the_nights_asked_for(lists: Lists) -> None:
    for days in (3, 0, 1, 2):
        day = timedelta(days=days)
        lists.put(replace(FULL, id=str(days), night=NIGHT + day, opened=OPENED + day))
    found = lists.lists(NIGHT + timedelta(days=1), NIGHT + timedelta(days=2))
    assert [written.id for written in found] == ["1", "2"]
    assert [written.id for written in all_of(lists)] == ["0", "1", "2", "3"]


def test_a_list_can_be_forgotten_without_the_other(lists: Lists) -> None:
    other = replace(FULL, id="two", kind="worry")
    lists.put(FULL)
    lists.put(other)
    lists.remove("one")
    lists.remove("one")
    assert all_of(lists) == [other]


def test_text_is_never_taken_for_a_command_and_broken_halves_are_kept_as_far_as_can_be(
    tmp_path: Path,
) -> None:
    hostile = "x'); DROP TABLE written; --"
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        store.lists().put(replace(EMPTY, items=(Item(hostile, hostile, "half \udcff ☾"),)))
        (found,) = all_of(store.lists())
    assert found.items == (Item(hostile, hostile, "half ? ☾"),)


@pytest.mark.parametrize(
    "nonsense",
    [{"kind": "gratitude"}, {"id": ""}, {"items": (Item("a", "x"), Item("a", "y"))}],
)
def test_nonsense_is_not_kept_and_what_was_there_is(
    tmp_path: Path, nonsense: dict[str, object]
) -> None:
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        store.lists().put(FULL)
        with pytest.raises(sqlite3.IntegrityError):
            store.lists().put(replace(EMPTY, **nonsense))  # type: ignore[arg-type]
        assert all_of(store.lists()) == [FULL]


def test_where_there_is_no_journal_a_list_is_refused_in_words() -> None:
    journal = NoJournal(Trouble("store.newer"))
    with contextlib.closing(journal):
        assert all_of(journal.lists()) == []
        with pytest.raises(Trouble) as caught:
            journal.lists().put(FULL)
    assert caught.value.key == "store.newer"


def test_a_journal_of_the_second_version_gets_lists_and_slow_seconds(tmp_path: Path) -> None:
    file = tmp_path / "windown.db"
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.executescript((KEPT / "0002.sql").read_text(encoding="utf-8"))
    with contextlib.closing(open_store(file)) as store:
        assert store.told == ()
        sessions = store.sessions(date.min, date.max)
        assert [(s.practice, s.done_s, s.slow_s) for s in sessions] == [
            ("extended_4_6", 600.0, 0.0), ("pmr_16", 212.5, 0.0), ("body_scan", 900.0, 0.0),
        ]  # fmt: skip
        store.keep(sessions[1].id, 300.0, False, 42.5)
        store.lists().put(FULL)
        assert all_of(store.lists()) == [FULL]
        assert store.sessions(date.min, date.max)[1].slow_s == 42.5
    with contextlib.closing(sqlite3.connect(file.with_name("windown.db.backup-2"))) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (2,)


#: Writes a list with one line more each time, saying each once it is written.
CHILD = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from windown.adapters.store import open_store
from windown.core.written import add, begun

lists = open_store(Path(sys.argv[1])).lists()
written = begun(sys.argv[2], "worry", date(2026, 5, 1), datetime(2026, 5, 1, 18, tzinfo=UTC))
for number in range(1, 150):
    written = add(written, str(number), f"worry {number}", "a small step")
    lists.put(written)
    print(number, flush=True)
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
    for n in range(times):
        said = killed(file, str(n), dice.randint(1, 100))
        with contextlib.closing(open_store(file)) as store:
            written = store.lists().find(str(n))
        assert written is not None
        assert [item.id for item in written.items] == [
            str(number) for number in range(1, len(written.items) + 1)
        ]
        assert 0 <= len(written.items) - said <= 1


def test_a_killed_process_loses_no_line_that_it_showed(tmp_path: Path) -> None:
    check(tmp_path, 2)


@pytest.mark.thorough
def test_twenty_killed_processes_lose_no_line_that_they_showed(tmp_path: Path) -> None:
    check(tmp_path, 20)
