"""Mornings, notes and check-ins come back as they were said; the fakes do the same."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import windown
from tests.fakes import FakeDiary, FakeNotes
from windown.adapters.no_journal import NoJournal
from windown.adapters.store import open_store
from windown.core.diary import DiaryNight
from windown.core.problems import Trouble
from windown.core.records import CheckIn, NightNote
from windown.core.written import Item
from windown.service.ports import Diary, Notes

ROOT = str(Path(windown.__file__).parents[1])
KEPT = Path(__file__).parent / "kept"
NIGHT = date(2026, 11, 22)
AT = datetime(2026, 11, 23, 6, 30, 0, 250000, tzinfo=UTC)
BARE = DiaryNight(NIGHT, "Europe/Berlin", AT)
FULL = DiaryNight(
    NIGHT, "Europe/Berlin", AT,
    t_bed=datetime(2026, 11, 22, 22, 10, tzinfo=UTC),
    t_try=datetime(2026, 11, 22, 22, 30, tzinfo=UTC),
    sol_min=25, n_wake=2, waso_min=20,
    t_wake=datetime(2026, 11, 23, 5, 40, tzinfo=UTC),
    t_rise=datetime(2026, 11, 23, 6, 5, tzinfo=UTC),
    quality=3, note="Hunde; 'laut'", tasafa_min=10, early_min=15, rested=4, n_naps=1, naps_min=20,
    n_alcohol=2, alcohol_last="20:30", n_caffeine=3, caffeine_last="15:00", medicine="none",
    screen_off=datetime(2026, 11, 22, 21, 45, tzinfo=UTC),
)  # fmt: skip
NOTE = NightNote("one", NIGHT, AT, "the boat had no oars")
CHECK = CheckIn("one", AT, "Europe/Berlin", 7, None, 0, 10)


@pytest.fixture(params=["in memory", "on disk"])
def ports(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Diary, Notes]]:
    if request.param == "in memory":
        yield FakeDiary(), FakeNotes()
        return
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        yield store.diary(), store.notes()


@pytest.fixture
def diary(ports: tuple[Diary, Notes]) -> Diary:
    return ports[0]


@pytest.fixture
def notes(ports: tuple[Diary, Notes]) -> Notes:
    return ports[1]


def test_a_full_night_answers_everything() -> None:
    assert all(getattr(FULL, field.name) not in (None, "") for field in fields(FULL))


@pytest.mark.parametrize("night", [BARE, FULL])
def test_a_night_comes_back_as_it_was_said(diary: Diary, night: DiaryNight) -> None:
    diary.put(night)
    assert diary.find(NIGHT) == night
    assert list(diary.nights(date.min, date.max)) == [night]


def test_a_missed_morning_stays_empty(diary: Diary) -> None:
    diary.put(FULL)
    assert diary.find(NIGHT + timedelta(days=1)) is None


def test_a_night_takes_the_place_of_what_was_said_before(diary: Diary) -> None:
    diary.put(FULL)
    diary.put(BARE)
    assert list(diary.nights(NIGHT, NIGHT)) == [BARE]


def test_nights_come_in_order_and_only_those_asked_for(diary: Diary) -> None:
    for days in (3, 0, 2, 1):
        diary.put(replace(FULL, night=NIGHT + timedelta(days=days)))
    found = diary.nights(NIGHT + timedelta(days=1), NIGHT + timedelta(days=2))
    assert [each.night.day for each in found] == [23, 24]


def test_a_night_can_be_forgotten_without_the_others(diary: Diary) -> None:
    other = replace(FULL, night=NIGHT - timedelta(days=1))
    diary.put(FULL)
    diary.put(other)
    diary.remove(NIGHT)
    diary.remove(NIGHT)
    assert list(diary.nights(date.min, date.max)) == [other]


def test_a_note_is_kept_seen_and_forgotten(notes: Notes) -> None:
    notes.put_note(NOTE)
    notes.put_note(replace(NOTE, id="two", at=AT - timedelta(hours=1)))
    notes.put_note(replace(NOTE, seen=True))
    found = notes.notes(NIGHT, NIGHT)
    assert [(note.id, note.seen) for note in found] == [("two", False), ("one", True)]
    assert notes.notes(NIGHT + timedelta(days=1), date.max) == []
    notes.remove_note("two")
    notes.remove_note("two")
    assert list(notes.notes(date.min, date.max)) == [replace(NOTE, seen=True)]


def test_a_check_in_comes_back_as_it_was_answered(notes: Notes) -> None:
    later = replace(CHECK, id="two", at=AT + timedelta(days=14), falling=None)
    notes.put_check_in(later)
    notes.put_check_in(CHECK)
    assert list(notes.check_ins(AT)) == [CHECK, later]
    assert list(notes.check_ins(AT + timedelta(seconds=1))) == [later]
    notes.put_check_in(replace(CHECK, falling=1))
    assert notes.check_ins(AT)[0].falling == 1


def test_text_is_never_taken_for_a_command_and_broken_halves_are_kept_as_far_as_can_be(
    tmp_path: Path,
) -> None:
    hostile = "x'); DROP TABLE diary; -- \udcff ☾"
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        store.diary().put(replace(FULL, note=hostile, medicine=hostile))
        store.notes().put_note(replace(NOTE, text=hostile))
        found = store.diary().find(NIGHT)
        (note,) = store.notes().notes(NIGHT, NIGHT)
    said = "x'); DROP TABLE diary; -- ? ☾"
    assert found is not None
    assert (found.note, found.medicine, note.text) == (said, said, said)


@pytest.mark.parametrize(
    "nonsense", [{"sol_min": 721}, {"n_wake": -1}, {"quality": 0}, {"rested": 6}, {"zone": ""}]
)
def test_nonsense_is_not_kept_and_what_was_there_is(
    tmp_path: Path, nonsense: dict[str, object]
) -> None:
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        store.diary().put(FULL)
        with pytest.raises(sqlite3.IntegrityError):
            store.diary().put(replace(FULL, **nonsense))  # type: ignore[arg-type]
        assert store.diary().find(NIGHT) == FULL
        with pytest.raises(sqlite3.IntegrityError):
            store.notes().put_check_in(replace(CHECK, bother=11))
        with pytest.raises(sqlite3.IntegrityError):
            store.notes().put_note(replace(NOTE, text=""))


def test_where_there_is_no_journal_everything_is_refused_in_words() -> None:
    journal = NoJournal(Trouble("store.newer"))
    with contextlib.closing(journal):
        assert journal.diary().find(NIGHT) is None
        for write in (
            lambda: journal.diary().put(FULL),
            lambda: journal.diary().remove(NIGHT),
            lambda: journal.notes().put_note(NOTE),
            lambda: journal.notes().remove_note("one"),
            lambda: journal.notes().put_check_in(CHECK),
        ):
            with pytest.raises(Trouble) as caught:
                write()
            assert caught.value.key == "store.newer"


def test_a_journal_of_the_third_version_gets_mornings_and_keeps_all_it_had(tmp_path: Path) -> None:
    file = tmp_path / "windown.db"
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.executescript((KEPT / "0003.sql").read_text(encoding="utf-8"))
    with contextlib.closing(open_store(file)) as store:
        assert store.told == ()
        sessions = store.sessions(date.min, date.max)
        assert [(s.practice, s.slow_s) for s in sessions] == [
            ("extended_4_6", 540.0), ("pmr_16", 0.0), ("body_scan", 0.0),
        ]  # fmt: skip
        (written,) = store.lists().lists(date.min, date.max)
        assert written.items == (Item("a", "the rent", "ask for a week"),)
        assert len(store.ledger().rows(date.min, date.max)) == 3
        store.diary().put(FULL)
        store.notes().put_note(NOTE)
        store.notes().put_check_in(CHECK)
        assert store.diary().find(NIGHT) == FULL
    with contextlib.closing(sqlite3.connect(file.with_name("windown.db.backup-3"))) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (3,)


#: Keeps a note each time round, saying each once it is kept.
CHILD = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from windown.adapters.store import open_store
from windown.core.records import NightNote

notes = open_store(Path(sys.argv[1])).notes()
for number in range(1, 300):
    at = datetime(2026, 5, 1, 2, 0, tzinfo=UTC)
    notes.put_note(NightNote(f"{number:03d}", date(2026, 4, 30), at, f"note {number}"))
    print(number, flush=True)
"""


def test_a_killed_process_loses_no_note_that_it_said_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "windown.db"
    environ = {**os.environ, "PYTHONPATH": ROOT}
    command = [sys.executable, "-c", CHILD, str(file)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(20):
            child.stdout.readline()
        child.kill()
        said = 20 + child.stdout.read().count("\n")
    with contextlib.closing(open_store(file)) as store:
        kept = [note.text for note in store.notes().notes(date.min, date.max)]
    assert kept == [f"note {number}" for number in range(1, len(kept) + 1)]
    assert 0 <= len(kept) - said <= 1
