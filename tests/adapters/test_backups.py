"""Backups are whole, few, looked at before they come back, and the present is kept before."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from tests.journal_rows import a_journal, dump, held, plain
from windown.adapters.backups import back_up, back_up_if_due, backups, restore
from windown.adapters.schema import shipped_migrations
from windown.adapters.store import open_store
from windown.core.keeping import name_of
from windown.core.problems import Trouble

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path):
    return a_journal(tmp_path, plain())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def test_a_backup_holds_all_even_what_an_open_journal_has_not_yet_moved_to_its_file(
    tmp_path, folder
):
    store = open_store(tmp_path / "windown.db")
    a_journal(tmp_path, plain())
    made = back_up(tmp_path / "windown.db", folder, NOW)
    assert dump(folder / made.name) == dump(tmp_path / "windown.db")
    store.close()
    assert [file.name for file in folder.iterdir()] == [name_of(NOW)]
    if os.name == "posix":
        assert (folder.stat().st_mode | (folder / made.name).stat().st_mode) & 0o077 == 0


def test_the_last_eight_are_kept_and_two_of_one_second_are_two(journal, folder):
    for n in range(9):
        back_up(journal, folder, NOW + timedelta(days=n))
    back_up(journal, folder, NOW + timedelta(days=8))
    found = backups(folder)
    assert len(found) == 8
    assert found[0].made == NOW + timedelta(days=8, seconds=1)
    assert found[-1].made == NOW + timedelta(days=2)


def test_one_a_week_is_made_by_itself(journal, folder):
    assert back_up_if_due(journal, folder, NOW) is not None
    assert back_up_if_due(journal, folder, NOW + timedelta(days=6)) is None
    assert back_up_if_due(journal, folder, NOW + timedelta(days=7)) is not None
    assert back_up_if_due(journal.with_name("none.db"), folder, NOW) is None


def test_a_backup_comes_back_under_an_open_journal_and_the_present_is_kept(journal, folder):
    store = open_store(journal)
    made, before = back_up(journal, folder, NOW), dump(journal)
    store.rate("s-x", 1, "changed since")
    present = dump(journal)
    kept = restore(journal, folder, made.name, NOW + timedelta(hours=1))
    assert dump(journal) == before
    assert store.lists().find("l-x") is not None
    restore(journal, folder, kept.name, NOW + timedelta(hours=2))
    assert dump(journal) == present
    store.rate("s-x", 5, "goes on")
    store.close()


def test_a_backup_of_an_older_version_is_brought_to_ours(tmp_path, journal, folder):
    old = tmp_path / "old"
    old.mkdir()
    open_store(old / "windown.db", shipped_migrations()[:1]).close()
    made = back_up(old / "windown.db", folder, NOW)
    restore(journal, folder, made.name, NOW + timedelta(hours=1))
    assert all(records == [] for records in held(journal).values())
    store = open_store(journal)
    assert store.told == ()
    store.close()
    assert len(list(folder.iterdir())) == 2


def spoilt(file, how):
    if how == "foreign":
        db = sqlite3.connect(file)
        db.execute("PRAGMA application_id = 7")
        db.close()
    elif how == "newer":
        db = sqlite3.connect(file)
        db.execute("PRAGMA user_version = 999")
        db.close()
    elif how == "damaged":
        content = bytearray(file.read_bytes())
        content[5000:9000] = b"\xa5" * 4000
        file.write_bytes(content)
    else:
        file.write_bytes(b"no database at all, but long enough to be taken for one" * 10)


@pytest.mark.parametrize("how", ["foreign", "newer", "damaged", "nonsense"])
def test_a_backup_that_is_not_sound_is_refused_and_all_is_as_it_was(journal, folder, how, words):
    made, before = back_up(journal, folder, NOW), dump(journal)
    spoilt(folder / made.name, how)
    with pytest.raises(Trouble) as trouble:
        restore(journal, folder, made.name, NOW + timedelta(hours=1))
    assert trouble.value.key == f"backup.{'damaged' if how == 'nonsense' else how}"
    assert words.has(trouble.value.key)
    assert dump(journal) == before and len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("name", ["windown-20260601T120000Z.backup", "../windown.db", ""])
def test_what_is_no_backup_is_not_restored(journal, folder, name):
    with pytest.raises(Trouble) as trouble:
        restore(journal, folder, name, NOW)
    assert trouble.value.key == "backup.gone"


def test_a_folder_that_cannot_be_written_is_told(journal, tmp_path):
    place = tmp_path / "a-file"
    place.write_text("x")
    with pytest.raises(Trouble) as trouble:
        back_up(journal, place / "backups", NOW)
    assert trouble.value.key == "backup.unmade"


def test_a_copy_that_was_never_finished_goes_after_an_hour(journal, folder):
    back_up(journal, folder, NOW)
    left = folder / ".windown-abc.new"
    left.write_bytes(b"half")
    back_up(journal, folder, NOW)
    assert left.exists()
    os.utime(left, (1, 1))
    back_up(journal, folder, NOW)
    assert not left.exists()
