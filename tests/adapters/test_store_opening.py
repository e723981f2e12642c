"""Whatever state the file is in, the journal opens, or says in words why it cannot."""

import contextlib
import os
import shutil
import sqlite3
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from windown.adapters.schema import shipped_migrations
from windown.adapters.store import Store, open_store
from windown.core.history import SessionRecord
from windown.core.problems import Trouble

KEPT = Path(__file__).parent / "kept"
ALWAYS = (date.min, date.max)
ONE = SessionRecord(
    "one", "box_4", date(2026, 5, 1), datetime(2026, 5, 1, 20, tzinfo=UTC), "UTC", 300.0
)

#: A step that a later version might take, with a statement that contains others.
LATER = """
-- How the night was; "nothing" is no answer;
ALTER TABLE session ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm; quiet';
CREATE TABLE told (id TEXT);
CREATE TRIGGER tell AFTER INSERT ON session BEGIN
    INSERT INTO told VALUES (new.id);
    UPDATE session SET mood = 'new' WHERE id = new.id;
END;
-- the end
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "windown.db"


def begun(file: Path, sessions: int = 1) -> None:
    """A journal with sessions in it."""
    with contextlib.closing(open_store(file)) as store:
        for n in range(sessions):
            store.begin(SessionRecord(str(n), *list(vars(ONE).values())[1:]))


def count(store: Store) -> int:
    return len(store.sessions(*ALWAYS))


def keys(store: Store) -> list[str]:
    return [trouble.key for trouble in store.told]


def asked(file: Path, question: str) -> object:
    with contextlib.closing(sqlite3.connect(file)) as db:
        return db.execute(question).fetchone()[0]


def header(raw: bytes) -> bytes:
    return b"\xff" * 40 + raw[40:]


def half(raw: bytes) -> bytes:
    return raw[: len(raw) // 2 + 7]


def torn(raw: bytes) -> bytes:
    middle = len(raw) // 2
    return raw[:middle] + b"\x5a" * 5000 + raw[middle + 5000 :]


def garbage(raw: bytes) -> bytes:
    return b"nothing of a database here\n" * 200


def byte(raw: bytes) -> bytes:
    return b"\n"


def only_header(raw: bytes) -> bytes:
    return raw[:100]


@pytest.mark.parametrize("harm", [header, half, torn, garbage, byte, only_header])
def test_a_damaged_file_is_kept_and_a_new_one_begun(file, harm) -> None:
    begun(file, 200)
    damaged = harm(file.read_bytes())
    file.write_bytes(damaged)
    with contextlib.closing(open_store(file)) as store:
        assert keys(store) == ["store.damaged"]
        assert count(store) == 0
        store.begin(ONE)
    assert file.with_name("windown.db.damaged-1").read_bytes() == damaged
    with contextlib.closing(open_store(file)) as store:
        assert (keys(store), count(store)) == ([], 1)


def test_a_second_damaged_file_does_not_replace_the_first(file: Path) -> None:
    for content in (b"one" * 99, b"two" * 99):
        file.write_bytes(content)
        open_store(file).close()
        file.unlink()
    assert file.with_name("windown.db.damaged-1").read_bytes() == b"one" * 99
    assert file.with_name("windown.db.damaged-2").read_bytes() == b"two" * 99


def test_what_lies_beside_a_damaged_file_goes_with_it(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(f"windown.db{end}").write_bytes(b"no database" * 99)
    open_store(file).close()
    moved = sorted(path.name for path in file.parent.glob("*damaged*"))
    assert moved[:1] == ["windown.db.damaged-1"]
    assert "windown.db.damaged-1-wal" in moved


def test_the_database_of_another_program_is_kept_and_not_written_to(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.executescript("CREATE TABLE session (other); PRAGMA user_version = 9;")
    before = file.read_bytes()
    with contextlib.closing(open_store(file)) as store:
        assert keys(store) == ["store.damaged"]
    assert file.with_name("windown.db.damaged-1").read_bytes() == before


def test_an_empty_file_is_a_new_journal(file: Path) -> None:
    file.touch()
    with contextlib.closing(open_store(file)) as store:
        assert (keys(store), count(store)) == ([], 0)


def test_what_a_killed_process_left_in_the_wal_is_there(file: Path, tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    with contextlib.closing(open_store(file)) as store:
        store.begin(ONE)
        for end in ("", "-wal"):
            shutil.copy(f"{file}{end}", left)
    with contextlib.closing(open_store(left / "windown.db")) as store:
        assert (keys(store), list(store.sessions(*ALWAYS))) == ([], [ONE])


def test_a_folder_in_the_way_is_told(file: Path) -> None:
    file.mkdir()
    with pytest.raises(Trouble) as caught:
        open_store(file)
    assert caught.value.key == "store.unopened"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        open_store(tmp_path / "gone" / "windown.db")
    assert caught.value.key == "store.unopened"


def test_a_newer_file_is_refused_and_untouched(file: Path) -> None:
    open_store(file, [*shipped_migrations(), LATER]).close()
    before = file.read_bytes()
    with pytest.raises(Trouble) as caught:
        open_store(file)
    assert caught.value.key == "store.newer"
    assert {path: path.read_bytes() for path in file.parent.iterdir()} == {file: before}


def test_a_newer_file_whose_news_is_still_in_the_wal_is_untouched_too(
    file: Path, tmp_path: Path
) -> None:
    begun(file)
    left = tmp_path / "left"
    left.mkdir()
    with contextlib.closing(open_store(file, [*shipped_migrations(), LATER])):
        for end in ("", "-wal"):
            shutil.copy(f"{file}{end}", left)
    before = {path: path.read_bytes() for path in left.iterdir()}
    with pytest.raises(Trouble) as caught:
        open_store(left / "windown.db")
    assert caught.value.key == "store.newer"
    assert {path: path.read_bytes() for path in before} == before


@pytest.fixture
def kept(file: Path) -> Path:
    """The journal that version 0001 left."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.executescript((KEPT / "0001.sql").read_text(encoding="utf-8"))
    return file


def test_a_kept_journal_of_the_first_version_is_read(kept: Path) -> None:
    with contextlib.closing(open_store(kept)) as store:
        first, second, third = store.sessions(*ALWAYS)
        assert keys(store) == []
    assert (first.practice, first.felt, first.note) == ("extended_4_6", 4, 'ruhig; wie "früher"')
    assert second.started == datetime(2026, 3, 28, 23, 30, 0, 500_000, tzinfo=UTC)
    assert (second.done_s, second.complete, second.felt) == (212.5, False, None)
    assert (third.night, third.speed) == (date(2026, 3, 29), 4.0)


def test_the_first_version_is_still_what_the_kept_journal_is(kept: Path, tmp_path: Path) -> None:
    open_store(tmp_path / "new.db", shipped_migrations()[:1]).close()
    schema = "SELECT group_concat(name || ' ' || type || ' ' || \"notnull\") FROM "
    for question in ("PRAGMA application_id", f"{schema} pragma_table_info('session')"):
        assert asked(kept, question) == asked(tmp_path / "new.db", question)


def test_a_later_step_changes_the_file_and_keeps_its_sessions(kept: Path) -> None:
    steps = [*shipped_migrations(), LATER]
    with contextlib.closing(open_store(kept, steps)) as store:
        assert count(store) == 3
        store.begin(ONE)
    assert asked(kept, "PRAGMA user_version") == len(steps)
    assert asked(kept, "SELECT count(*) FROM session WHERE mood = 'calm; quiet'") == 3
    assert asked(kept, "SELECT mood FROM session WHERE id = 'one'") == "new"


def test_a_copy_is_kept_before_a_step(kept: Path) -> None:
    open_store(kept, [*shipped_migrations(), LATER]).close()
    copy = kept.with_name("windown.db.backup-1")
    assert (asked(copy, "PRAGMA user_version"), asked(copy, "PRAGMA quick_check")) == (1, "ok")
    assert asked(copy, "SELECT count(*) FROM session") == 3
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_copy_has_what_stood_in_the_wal(file: Path) -> None:
    with contextlib.closing(open_store(file)) as store:
        store.begin(ONE)
        open_store(file, [*shipped_migrations(), LATER]).close()
    copy = file.with_name(f"windown.db.backup-{len(shipped_migrations())}")
    assert asked(copy, "SELECT count(*) FROM session") == 1


def test_no_copy_is_made_of_a_new_journal_or_one_that_is_up_to_date(kept: Path) -> None:
    first = shipped_migrations()[:1]
    open_store(kept, first).close()
    open_store(kept.with_name("new.db"), [*first, LATER]).close()
    assert not list(kept.parent.glob("*backup*"))


def test_a_step_that_fails_changes_nothing(kept: Path) -> None:
    wrong = "CREATE TABLE half (id);\nCREATE TABLE session (id);"
    with pytest.raises(sqlite3.OperationalError):
        open_store(kept, [*shipped_migrations()[:1], wrong])
    assert asked(kept, "PRAGMA user_version") == 1
    assert asked(kept, "SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0
    with contextlib.closing(open_store(kept)) as store:
        assert count(store) == 3


def test_the_steps_that_ship_are_numbered_without_a_gap() -> None:
    folder = Path(open_store.__code__.co_filename).parent / "migrations"
    names = sorted(path.name for path in folder.glob("*.sql"))
    assert names == [f"{n:04}.sql" for n in range(1, len(names) + 1)]
    assert len(shipped_migrations()) == len(names)
