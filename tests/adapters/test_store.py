"""The journal keeps sessions; the same holds for the one in memory that other tests use."""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeJournal
from windown.adapters.store import Store, open_store
from windown.core.diary import DiaryNight
from windown.core.history import SessionRecord
from windown.core.problems import Trouble
from windown.service.ports import Journal

NIGHT = date(2026, 5, 1)
ALWAYS = (date.min, date.max)
ONE = SessionRecord(
    "one", "extended_4_6", NIGHT, datetime(2026, 5, 1, 20, tzinfo=UTC), "Europe/Berlin", 600.0
)
TWO = replace(ONE, id="two", started=ONE.started + timedelta(milliseconds=1))

posix = pytest.mark.skipif(os.name != "posix", reason="needs a system with file modes")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(open_store(tmp_path / "windown.db")) as opened:
        yield opened


@pytest.fixture(params=["in memory", "on disk"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "in memory":
        yield FakeJournal()
        return
    with contextlib.closing(open_store(tmp_path / "windown.db")) as opened:
        yield opened


def test_a_new_journal_is_empty(journal: Journal) -> None:
    assert list(journal.sessions(*ALWAYS)) == []


def test_a_session_comes_back_as_it_was_begun(journal: Journal) -> None:
    whole = replace(ONE, done_s=12.34567, complete=True, felt=3, note='"; ☾\n\0', speed=2.5)
    journal.begin(whole)
    assert list(journal.sessions(*ALWAYS)) == [whole]


def test_seconds_done_never_become_less(journal: Journal) -> None:
    journal.begin(ONE)
    for seconds in (10.0, 4.0, 7.5):
        journal.keep("one", seconds, False)
    assert journal.sessions(*ALWAYS)[0].done_s == 10.0


def test_a_session_can_become_complete(journal: Journal) -> None:
    journal.begin(ONE)
    journal.keep("one", 600.0, True)
    assert list(journal.sessions(*ALWAYS)) == [replace(ONE, done_s=600.0, complete=True)]


def test_how_it_felt_can_be_said_and_taken_back(journal: Journal) -> None:
    journal.begin(ONE)
    journal.rate("one", 5, "quiet")
    assert list(journal.sessions(*ALWAYS)) == [replace(ONE, felt=5, note="quiet")]
    journal.rate("one", None, "")
    assert list(journal.sessions(*ALWAYS)) == [ONE]


def test_only_the_nights_asked_for_are_told_both_ends_included(journal: Journal) -> None:
    for days in range(5):
        journal.begin(replace(ONE, id=str(days), night=NIGHT + timedelta(days=days)))
    found = journal.sessions(NIGHT + timedelta(days=1), NIGHT + timedelta(days=3))
    assert [record.id for record in found] == ["1", "2", "3"]


def test_sessions_come_in_the_order_they_were_begun(journal: Journal) -> None:
    journal.begin(TWO)
    journal.begin(ONE)
    assert [record.id for record in journal.sessions(*ALWAYS)] == ["one", "two"]


def test_one_session_changes_without_the_other(journal: Journal) -> None:
    journal.begin(ONE)
    journal.begin(TWO)
    journal.keep("two", 3.0, False)
    assert [record.done_s for record in journal.sessions(*ALWAYS)] == [0.0, 3.0]


def test_a_session_is_corrected_and_added_whole(journal: Journal) -> None:
    journal.begin(replace(ONE, done_s=600.0, complete=True))
    journal.put(replace(ONE, practice="box_4", done_s=60.0, felt=2, note="less"))
    journal.put(TWO)
    assert list(journal.sessions(*ALWAYS)) == [
        replace(ONE, practice="box_4", done_s=60.0, felt=2, note="less"), TWO,
    ]  # fmt: skip


def test_a_session_removed_is_gone_and_the_others_stay(journal: Journal) -> None:
    journal.begin(ONE)
    journal.begin(TWO)
    journal.remove("one")
    journal.remove("never there")
    assert list(journal.sessions(*ALWAYS)) == [TWO]


def test_the_earliest_night_is_told(journal: Journal) -> None:
    assert journal.first() is None
    journal.begin(ONE)
    journal.begin(replace(TWO, night=NIGHT - timedelta(days=7000)))
    assert journal.first() == NIGHT - timedelta(days=7000)


def test_the_earliest_night_may_be_one_of_the_diary_alone(store: Store) -> None:
    store.begin(ONE)
    store.diary().put(DiaryNight(NIGHT - timedelta(days=3), "UTC", ONE.started))
    assert store.first() == NIGHT - timedelta(days=3)


def test_a_moment_in_another_zone_is_the_same_moment(store: Store) -> None:
    east = datetime.fromisoformat("1999-05-02T03:00:00.123+05:45")
    store.begin(replace(ONE, started=east))
    found = store.sessions(*ALWAYS)[0].started
    assert found == east
    assert found.utcoffset() == timedelta(0)


def test_beginning_the_same_session_twice_keeps_what_was_done(store: Store) -> None:
    store.begin(ONE)
    store.keep("one", 60.0, False)
    store.begin(ONE)
    assert store.sessions(*ALWAYS)[0].done_s == 60.0


def test_a_complete_session_stays_complete(store: Store) -> None:
    store.begin(ONE)
    store.keep("one", 600.0, True)
    store.keep("one", 600.0, False)
    assert store.sessions(*ALWAYS)[0].complete


def test_text_is_never_taken_for_a_command(store: Store) -> None:
    hostile = "x'); DROP TABLE session; --"
    store.begin(replace(ONE, id=hostile, practice=hostile, note=hostile))
    store.keep(hostile, 1.0, False)
    store.rate(hostile, 1, hostile)
    assert [record.id for record in store.sessions(*ALWAYS)] == [hostile]


def test_a_note_of_broken_characters_is_kept_as_far_as_it_can_be(store: Store) -> None:
    store.begin(ONE)
    store.rate("one", None, "gut\udcff")
    assert store.sessions(*ALWAYS)[0].note == "gut?"


@pytest.mark.parametrize(
    "nonsense", [{"felt": 6}, {"planned_s": -1.0}, {"speed": 0.0}, {"zone": ""}, {"practice": ""}]
)
def test_nonsense_is_not_kept(store: Store, nonsense: dict[str, object]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.begin(replace(ONE, **nonsense))
    assert list(store.sessions(*ALWAYS)) == []


def test_after_a_refused_write_the_next_one_works(store: Store) -> None:
    store.begin(ONE)
    with pytest.raises(sqlite3.IntegrityError):
        store.rate("one", 9, "")
    store.rate("one", 4, "")
    assert store.sessions(*ALWAYS)[0].felt == 4


def test_it_is_there_after_closing(tmp_path: Path) -> None:
    for record in (ONE, TWO):
        with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
            store.begin(record)
            assert store.told == ()
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        assert list(store.sessions(*ALWAYS)) == [ONE, TWO]


def test_two_processes_write_side_by_side_and_see_each_other(tmp_path: Path) -> None:
    with (
        contextlib.closing(open_store(tmp_path / "windown.db")) as here,
        contextlib.closing(open_store(tmp_path / "windown.db")) as there,
    ):
        here.begin(ONE)
        there.begin(TWO)
        for second in range(50):
            here.keep("two", float(second), False)
            there.keep("one", float(second), False)
        assert [r.done_s for r in here.sessions(*ALWAYS)] == [49.0, 49.0]
        assert list(here.sessions(*ALWAYS)) == list(there.sessions(*ALWAYS))


@pytest.mark.thorough  # waits as long as a person would have to
def test_another_process_that_never_ends_its_write_is_told(tmp_path: Path) -> None:
    with (
        contextlib.closing(open_store(tmp_path / "windown.db")) as store,
        contextlib.closing(sqlite3.connect(tmp_path / "windown.db")) as other,
    ):
        store.begin(ONE)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Trouble) as caught:
            store.keep("one", 1.0, False)
        assert caught.value.key == "store.busy"
        other.rollback()
        store.keep("one", 2.0, False)
        assert store.sessions(*ALWAYS)[0].done_s == 2.0


@posix
def test_nobody_else_can_read_the_journal_or_what_lies_beside_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
            store.begin(ONE)
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("windown.db", "windown.db-wal", "windown.db-shm"), 0o600)


@posix
def test_a_journal_left_open_to_others_is_closed(tmp_path: Path) -> None:
    open_store(tmp_path / "windown.db").close()
    (tmp_path / "windown.db").chmod(0o644)
    open_store(tmp_path / "windown.db").close()
    assert stat.S_IMODE((tmp_path / "windown.db").stat().st_mode) == 0o600


def test_a_folder_with_a_strange_name_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / "a?b#c%20 d&mode=memory ☾"
    folder.mkdir()
    with contextlib.closing(open_store(folder / "windown.db")) as store:
        store.begin(ONE)
    assert (folder / "windown.db").stat().st_size > 0
