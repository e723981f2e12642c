"""The doctor says what works and what to do, and never falls ill itself."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from windown.adapters.doctor import Finding, Surroundings, examine
from windown.adapters.paths import Folders, folders, prepare
from windown.adapters.settings_file import read_settings
from windown.adapters.store import open_store
from windown.core.problems import Trouble
from windown.core.wording import Words

WHATS = [
    "python", "display", "libraries", "tray", "notifications", "autostart", "voice", "sound",
    "data", "journal", "settings",
]  # fmt: skip

#: Every text is its id with the values, so that a test sees what would be worded.
PLAIN = Words(
    "en",
    {
        "doctor.fault": "fault {fault}",
        "doctor.data_ok": "fine {folder} {mb}",
        "doctor.data_open": "open {folder}",
        "doctor.data_shut": "shut {folder}",
        "doctor.advice.private": "chmod 700 {folder}",
        "doctor.voice": "Voice",
    },
)


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    found = folders(tmp_path / "here")
    prepare(found)
    return found


def works() -> tuple[bool, str]:
    return True, "answers"


def fails() -> tuple[bool, str]:
    return False, "silent"


def breaks() -> tuple[bool, str]:
    raise ZeroDivisionError


def journal_of(places: Folders) -> tuple[Trouble, ...]:
    store = open_store(places.database)
    store.close()
    return store.told


def visit(places: Folders, voice: Callable[[], tuple[bool, str]] = works) -> dict[str, Finding]:
    around = Surroundings(
        places,
        try_voice=voice,
        try_sound=works,
        try_tray=lambda: (True, "there", ""),
        try_notifications=lambda: (False, "no buttons", "cards"),
        try_autostart=lambda: (True, "off", "unused"),
        try_journal=lambda: journal_of(places),
        read_settings=lambda: read_settings(places.settings)[1],
    )
    return {finding.what: finding for finding in examine(PLAIN, around)}


def test_everything_is_looked_at_once_and_in_order(places: Folders) -> None:
    assert list(visit(places)) == WHATS


def test_what_works_needs_no_advice(places: Folders) -> None:
    found = visit(places)
    for what in ("python", "voice", "sound", "data", "journal", "settings"):
        assert (found[what].ok, found[what].advice) == (True, "")


def test_a_part_says_itself_how_it_is(places: Folders) -> None:
    assert visit(places)["voice"].detail == "answers"
    silent = visit(places, fails)["voice"]
    assert (silent.name, silent.ok, silent.detail) == ("Voice", False, "silent")
    assert silent.advice == "doctor.advice.voice"


def test_a_part_of_the_desktop_says_which_advice_it_needs(places: Folders) -> None:
    found = visit(places)
    assert (found["notifications"].ok, found["notifications"].detail) == (False, "no buttons")
    assert found["notifications"].advice == "doctor.advice.cards"
    assert (found["autostart"].ok, found["autostart"].advice) == (True, "")


def test_a_part_that_breaks_is_a_finding_and_the_rest_is_looked_at(places: Folders) -> None:
    found = visit(places, breaks)
    assert (found["voice"].ok, found["voice"].detail) == (False, "fault ZeroDivisionError")
    assert found["settings"].ok


def test_folders_that_are_not_there_are_findings(tmp_path: Path) -> None:
    found = visit(folders(tmp_path / "gone"))
    assert [found[what].ok for what in ("data", "journal", "settings")] == [False, False, True]
    assert found["data"].detail == f"shut {tmp_path / 'gone'}"


@pytest.mark.skipif(os.name != "posix", reason="needs a system with file modes")
def test_a_data_folder_open_to_others_is_told_with_the_remedy(places: Folders) -> None:
    places.data.chmod(0o755)
    found = visit(places)["data"]
    assert (found.ok, found.detail) == (False, f"open {places.data}")
    assert found.advice == f"chmod 700 {places.data}"


def test_a_damaged_journal_is_told(places: Folders) -> None:
    places.database.write_bytes(b"no database" * 99)
    found = visit(places)["journal"]
    assert (found.ok, found.detail) == (False, "store.damaged")


def test_settings_that_make_no_sense_are_told_with_their_place(places: Folders) -> None:
    places.settings.write_text('{"pitch": "high", "rate": 1}')
    found = visit(places)["settings"]
    assert not found.ok
    assert "pitch: settings.nonsense" in found.detail
    assert "rate: settings.nonsense" in found.detail


def test_the_display_is_looked_at_in_this_very_process(places: Folders) -> None:
    assert visit(places)["display"].ok  # tests run on a platform without a screen
