"""What is erased is in no byte of the folder any more: not in the journal, nor in any copy."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.journal_rows import a_journal, dump, held, plain
from windown.adapters.backups import back_up, backups
from windown.adapters.erase import INTENT, erase, finish
from windown.adapters.paths import folders, prepare
from windown.adapters.schema import back_up as back_up_before
from windown.adapters.store import open_store
from windown.core.keeping import Erasure
from windown.core.kinds import KINDS
from windown.core.problems import Trouble

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MARK, OTHER = "Zq7marker", "Zq8stays"
NIGHT = date(2026, 5, 1)


@pytest.fixture
def places(tmp_path):
    """A folder with two nights, backups of them, and a copy from before a new version."""
    found = folders(tmp_path / "data")
    prepare(found)
    store = open_store(found.database)  # as a window has it open all the while
    a_journal(found.data, plain(MARK), plain(OTHER, "2026-05-10"))
    for n in range(3):
        back_up(found.database, found.backups, NOW + timedelta(days=n))
    back_up_before(found.database, found.database.with_name("windown.db.backup-3"))
    yield found
    store.close()


def bytes_of(folder):
    return b"".join(f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file())


def test_before_anything_is_erased_the_marks_are_everywhere(places):
    copies = [places.database, *places.backups.iterdir(), *places.data.glob("*.backup-3")]
    assert len(copies) == 5
    assert all(MARK in str(dump(copy)) for copy in copies)


def test_a_night_leaves_no_byte_of_itself_and_the_others_stay(places):
    before = [each for each in held(places.database)["notes"] if OTHER in each["text"]]
    assert erase(places, Erasure("night", NIGHT)) == ()
    assert MARK.encode() not in bytes_of(places.data)
    assert b"2026-05-01" not in bytes_of(places.data)
    assert OTHER.encode() in bytes_of(places.data)
    assert held(places.database)["notes"] == before
    assert all(len(records) >= 1 for records in held(places.database).values())
    assert not (places.data / INTENT).exists()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name not in ("answers", "nights")],
                         ids=lambda kind: kind.name)  # fmt: skip
def test_a_kind_leaves_no_byte_of_itself(tmp_path, kind):
    found = folders(tmp_path / "data")
    prepare(found)
    only = {"format": "windown", "version": 1, kind.name: plain(MARK)[kind.name]}
    a_journal(found.data, only, {**plain(OTHER), kind.name: []})
    back_up(found.database, found.backups, NOW)
    assert MARK.encode() in bytes_of(found.data)
    erase(found, Erasure(kind.name))
    assert MARK.encode() not in bytes_of(found.data)
    left = held(found.database)
    assert left[kind.name] == [] and sum(map(len, left.values())) == 8


def test_melatonin_goes_from_answers_changes_events_and_the_diary(places):
    store = open_store(places.database)
    store.close()
    erase(places, Erasure("melatonin"))
    text = str(held(places.database))
    assert "melatonin" not in text and "medicine Zq" not in text and "dim_lights" in text
    assert b"melatonin" not in bytes_of(places.backups)


def test_everything_leaves_an_empty_journal_that_an_open_one_goes_on_with(places):
    for name in ("settings.json", "plan.json", "windown.db.damaged-1", ".settings.json.x"):
        (places.data / name).write_text(MARK)
    (places.practices / "own_1.toml").write_text(MARK)
    (places.cache / "voice").mkdir()
    (places.cache / "voice" / "clip.wav").write_text(MARK)
    (places.cache / "windown.log").write_text(MARK)
    (places.data / "my-thesis.odt").write_text("not ours")
    assert erase(places, Erasure("everything")) == ()
    assert MARK.encode() not in bytes_of(places.data)
    assert OTHER.encode() not in bytes_of(places.data)
    names = {file.name for file in places.data.iterdir()}
    assert names >= {"windown.db", "practices", "cache", "my-thesis.odt"}
    assert names <= {"windown.db", "windown.db-wal", "windown.db-shm", "practices", "cache",
                     "my-thesis.odt"}  # fmt: skip
    store = open_store(places.database)
    assert store.told == () and not any(held(places.database).values())
    store.close()


def test_three_folders_of_the_systems_custom_are_all_emptied(tmp_path):
    found = replace(folders(tmp_path / "d"), config=tmp_path / "c", cache=tmp_path / "k",
                    given=False)  # fmt: skip
    prepare(found)
    a_journal(found.data, plain(MARK))
    found.settings.write_text(MARK)
    found.log.write_text(MARK)
    (found.data / "left-by-an-older-version").write_text(MARK)
    erase(found, Erasure("everything"))
    assert MARK.encode() not in bytes_of(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="links need leave elsewhere")
def test_a_link_goes_and_what_it_leads_to_stays(places, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "photo").write_text("mine")
    (places.data / "cache").rmdir()
    (places.data / "cache").symlink_to(outside)
    erase(places, Erasure("everything"))
    assert not (places.data / "cache").is_symlink()
    assert (outside / "photo").exists() is False or (outside / "photo").read_text() == "mine"


def test_a_file_put_aside_as_damaged_is_named_for_it_may_still_hold_a_night(places):
    (places.data / "windown.db.damaged-1").write_bytes(b"?" * 500 + MARK.encode())
    (told,) = erase(places, Erasure("night", NIGHT))
    assert told.key == "erase.aside" and "damaged-1" in told.values["file"]


def test_a_reader_who_does_not_let_go_is_waited_for_and_it_is_finished_later(places):
    import sqlite3

    reader = sqlite3.connect(places.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM session").fetchone()
    with pytest.raises(Trouble) as trouble:
        erase(places, Erasure("night", NIGHT))
    assert trouble.value.key == "store.busy" and (places.data / INTENT).exists()
    reader.close()
    assert finish(places) == ()
    assert MARK.encode() not in bytes_of(places.data)
    assert not (places.data / INTENT).exists()


def test_what_was_written_down_by_nobody_is_let_be(places):
    before = dump(places.database)
    for nonsense in ("", "[]", '{"what": "night", "night": "x"}'):
        (places.data / INTENT).write_text(nonsense)
        assert finish(places) == ()
    assert dump(places.database) == before and len(backups(places.backups)) == 3
