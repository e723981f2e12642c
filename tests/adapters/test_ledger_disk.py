"""The ledger on disk: through a step of the schema, two processes, and a full disk."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.adapters.test_ledger import KEY, NIGHT, at, planned, show, write
from windown.adapters.schema import shipped_migrations
from windown.adapters.store import Store, open_store
from windown.core.problems import Trouble

KEPT = Path(__file__).parent / "kept"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "windown.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with contextlib.closing(open_store(file)) as opened:
        yield opened


def asked(file: Path, question: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(file)) as db:
        return db.execute(question).fetchall()


def kinds(file: Path) -> list[object]:
    return [row[0] for row in asked(file, "SELECT kind FROM event ORDER BY id")]


def left_by(version: int, file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.executescript((KEPT / f"{version:04}.sql").read_text(encoding="utf-8"))


def test_a_journal_of_the_first_version_gets_a_ledger_and_keeps_its_sessions(file: Path) -> None:
    left_by(1, file)
    with contextlib.closing(open_store(file)) as store:
        ledger = store.ledger()
        assert (store.told, len(store.sessions(date.min, date.max))) == ((), 3)
        write(ledger, planned())
        assert show(ledger, 0)
    assert asked(file, "PRAGMA user_version") == [(len(shipped_migrations()),)]
    copy = file.with_name("windown.db.backup-1")
    assert asked(copy, "PRAGMA user_version") == [(1,)]
    assert asked(copy, "SELECT count(*) FROM session") == [(3,)]


def test_a_kept_ledger_of_the_second_version_is_read(file: Path) -> None:
    left_by(2, file)
    with contextlib.closing(open_store(file)) as store:
        ledger = store.ledger()
        rows = {row.key: (row.state, row.shows, row.why) for row in ledger.rows(NIGHT, NIGHT)}
        change, paused = ledger.change(NIGHT), ledger.paused_until()
        taken = ledger.melatonin_last_taken()
    assert rows == {
        "last_meal:2026-11-22": ("missed", 1, "unanswered"),
        "melatonin:2026-11-22": ("done", 1, ""),
        "own_0a1b2c3d:2026-11-22": ("scheduled", 0, ""),
    }
    assert (change.bed_shift_min, change.skipped) == (30, frozenset({"dim_lights"}))
    assert (taken, paused) == (at(66), datetime(2026, 11, 23, 6, tzinfo=UTC))


def test_the_second_version_is_still_what_the_kept_ledger_is(file: Path) -> None:
    left_by(2, file)
    new = file.with_name("new.db")
    open_store(new, shipped_migrations()[:2]).close()
    schema = (
        "SELECT m.name, c.name, c.type, c.'notnull' FROM sqlite_master m"
        " JOIN pragma_table_info(m.name) c ORDER BY m.name, c.cid"
    )
    assert asked(file, schema) == asked(new, schema)


def test_of_two_processes_one_claims_and_one_answer_counts(store: Store, file: Path) -> None:
    write(store.ledger(), planned())
    with contextlib.closing(open_store(file)) as other:
        both = [store.ledger(), other.ledger()]
        assert [ledger.claim(KEY, at(0)) for ledger in both] == [True, False]
        assert [ledger.shown(KEY, at(0)) for ledger in both] == [True, False]
        assert [ledger.answer(KEY, "done", at(1)) for ledger in both] == [True, False]
    assert kinds(file) == ["shown", "done"]


def test_what_happened_is_remembered_in_order_and_once(store: Store, file: Path) -> None:
    ledger = store.ledger()
    write(ledger, planned())
    for minute, answer in ((0, "later"), (11, "later"), (22, "skip"), (23, "done")):
        show(ledger, minute)
        ledger.answer(KEY, answer, at(minute + 1), 10)
    ledger.expire(at(70))
    assert kinds(file) == ["shown", "snoozed", "shown", "snoozed", "shown", "skipped"]
    details = [row[0] for row in asked(file, "SELECT detail FROM event WHERE kind = 'snoozed'")]
    assert details == ["later 10", "later 10"]


def test_the_file_itself_refuses_a_second_last_word(store: Store, file: Path) -> None:
    write(store.ledger(), planned())
    store.ledger().answer(KEY, "done", at(1))
    with (
        contextlib.closing(sqlite3.connect(file)) as db,
        pytest.raises(sqlite3.IntegrityError, match="UNIQUE"),
    ):
        db.execute(
            "INSERT INTO event SELECT NULL, at_ms, reminder, night, 'skipped', '' FROM event"
        )


def test_looking_without_news_writes_nothing(store: Store, file: Path) -> None:
    ledger = store.ledger()
    write(ledger, planned())
    wal = file.with_name("windown.db-wal")
    before = wal.read_bytes()
    for second in range(0, 290, 10):
        write(ledger, planned(), at_minute=-60 + second / 60)
        ledger.expire(at(-60))
        ledger.due(at(-60))
        ledger.next_look(at(-60))
    assert wal.read_bytes() == before


def test_instants_are_kept_to_the_millisecond(store: Store) -> None:
    ledger = store.ledger()
    write(ledger, planned())
    moment = at(1) + timedelta(milliseconds=123)
    ledger.answer(KEY, "done", moment)
    row = ledger.row(KEY)
    assert row is not None
    assert row.answered_at == moment


def test_a_ledger_that_cannot_be_written_says_why(file: Path) -> None:
    open_store(file).close()
    file.chmod(0o400)
    with contextlib.closing(open_store(file)) as store:
        ledger = store.ledger()
        ledger._closed = ledger._closed or Trouble("store.read_only")
        for act in (
            lambda: write(ledger, planned()),
            lambda: ledger.claim(KEY, at(0)),
            lambda: ledger.answer(KEY, "done", at(0)),
            lambda: ledger.pause(at(9), at(0)),
        ):
            with pytest.raises(Trouble) as caught:
                act()
            assert caught.value.key == "store.read_only"
        assert list(ledger.waiting()) == []


def test_nonsense_is_not_kept(store: Store) -> None:
    write(store.ledger(), planned())
    with pytest.raises(sqlite3.IntegrityError):
        store._db.execute("UPDATE occurrence SET state = 'perhaps'")
    with pytest.raises(sqlite3.IntegrityError):
        store._db.execute("UPDATE occurrence SET night = 'tonight'")
