"""Content is read once; a file that has changed is read anew."""

import os

import pytest

from tests.conftest import ASSETS
from windown.adapters.kept_content import KeptContent
from windown.content.plan import read_defaults
from windown.content.practices import read_shelf
from windown.content.words import read_words


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "a.toml"
    made.write_text("a = 1")
    return made


def kept(tmp_path, **said):
    return KeptContent(tmp_path / "content.json", **said)


def remember(tmp_path, file, **said):
    first = kept(tmp_path, **said)
    first.put(file, {"a": "1"})
    first.write()


def test_what_was_read_is_there_at_the_next_start(tmp_path, file):
    assert kept(tmp_path).get(file) is None
    remember(tmp_path, file)
    assert kept(tmp_path).get(file) == {"a": "1"}
    assert (tmp_path / "content.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("change", [lambda f: f.write_text("a = 12"), lambda f: os.utime(f, (1, 1)),
                                    lambda f: f.unlink()])  # fmt: skip
def test_a_file_that_has_changed_is_not_known(tmp_path, file, change):
    remember(tmp_path, file)
    change(file)
    assert kept(tmp_path).get(file) is None


def test_another_shape_of_files_forgets_all(tmp_path, file):
    shape = tmp_path / "shape.py"
    shape.write_text("one")
    remember(tmp_path, file, shapes=[shape])
    assert kept(tmp_path, shapes=[shape]).get(file) == {"a": "1"}
    shape.write_text("another")
    assert kept(tmp_path, shapes=[shape]).get(file) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'{"version": 1}', b"[" * 9999])
def test_a_damaged_file_is_as_none(tmp_path, file, damage):
    (tmp_path / "content.json").write_bytes(damage)
    assert kept(tmp_path).get(file) is None
    remember(tmp_path, file)
    assert kept(tmp_path).get(file) == {"a": "1"}


def test_nothing_is_written_where_nothing_can_be(tmp_path, file):
    nowhere = KeptContent(tmp_path / "nowhere" / "content.json")
    nowhere.put(file, {"a": "1"})
    nowhere.write()
    assert nowhere.get(file) == {"a": "1"}


def test_all_content_is_the_same_from_what_was_kept(tmp_path):
    def all_of(held):
        words = [read_words(ASSETS / "words", each, held) for each in ("en", "de")]
        plan = read_defaults(ASSETS / "plan" / "defaults.toml", held)
        return words, plan, read_shelf([ASSETS / "practices"], held)

    first = kept(tmp_path)
    read = all_of(first)
    first.write()
    assert all_of(kept(tmp_path)) == read == all_of(None)
