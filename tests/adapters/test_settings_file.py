"""Settings are written whole or not at all, and nothing a person wrote is lost."""

import json
import os
import stat
from datetime import time
from pathlib import Path

import pytest

from windown.adapters.settings_file import SettingsFile, read_settings, write_settings
from windown.core.problems import Trouble
from windown.core.settings import Settings

posix = pytest.mark.skipif(os.name != "posix", reason="needs a system with file modes")

CHOSEN = Settings(bedtime=time(22, 15), voices={"de": "gmw/de"}, extra={"später": "\ud800 ☾"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_no_file_means_the_defaults_and_makes_none(file: Path) -> None:
    assert read_settings(file) == (Settings(), ())
    assert not file.exists()


def test_what_was_written_is_read(file: Path) -> None:
    SettingsFile(file).write(CHOSEN)
    assert read_settings(file) == (CHOSEN, ())


def test_a_second_writing_replaces_the_first_and_leaves_nothing_else(file: Path) -> None:
    write_settings(file, Settings())
    write_settings(file, CHOSEN)
    assert read_settings(file) == (CHOSEN, ())
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


@posix
def test_nobody_else_can_read_it(file: Path) -> None:
    write_settings(file, CHOSEN)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.json", tmp_path / "settings.json"
    kept.write_text("{}")
    link.symlink_to(kept)
    write_settings(link, CHOSEN)
    assert link.is_symlink()
    assert json.loads(kept.read_text())["bedtime"] == "22:15"


def test_a_file_saved_by_an_editor_with_a_mark_at_its_start_is_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + b'{"pitch": 40}')
    assert read_settings(file) == (Settings(pitch=40), ())


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"pitch": ' + b"9" * 9000 + b"}"]
)
def test_a_file_that_is_no_json_is_kept_under_another_name(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    settings, problems = read_settings(file)
    assert settings == Settings()
    assert [problem.reason for problem in problems] == ["settings.damaged"]
    assert problems[0].values["kept"] == "settings.json.damaged-1"
    assert file.with_name("settings.json.damaged-1").read_bytes() == content
    assert not file.exists()


def test_a_second_damaged_file_does_not_replace_the_first(file: Path) -> None:
    for content in ("{ one", "{ two"):
        file.write_text(content)
        read_settings(file)
    assert file.with_name("settings.json.damaged-1").read_text() == "{ one"
    assert file.with_name("settings.json.damaged-2").read_text() == "{ two"


def test_what_cannot_be_read_at_all_is_told_and_kept(file: Path) -> None:
    file.mkdir()
    settings, problems = read_settings(file)
    assert settings == Settings()
    assert [problem.reason for problem in problems] == ["settings.unreadable"]
    assert file.with_name("settings.json.damaged-1").is_dir()


def test_single_fields_of_nonsense_leave_the_file_where_it_is(file: Path) -> None:
    file.write_text('{"pitch": "high", "rate": 90}')
    settings, problems = read_settings(file)
    assert (settings.pitch, settings.rate) == (None, 90)
    assert [problem.key for problem in problems] == ["pitch"]
    assert file.exists()


def test_where_nothing_can_be_written_it_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Trouble) as caught:
        write_settings(tmp_path / "file" / "settings.json", CHOSEN)
    assert caught.value.key == "settings.unwritable"


def test_a_failed_writing_leaves_what_was_there(file: Path) -> None:
    file.mkdir()
    with pytest.raises(Trouble):
        write_settings(file, CHOSEN)
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]
