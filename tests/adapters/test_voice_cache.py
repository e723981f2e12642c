"""Kept prompts: what decides their name, what counts as whole, which of them have to go."""

import os
import stat
import sys
import wave
from dataclasses import replace
from pathlib import Path

import pytest

from windown.adapters.voice_cache import Identity, VoiceCache, key
from windown.service.ports import VoiceStyle

CALM = VoiceStyle("gmw/en-us+f2", 92, 38, "en")
ESPEAK = Identity("espeak", "1.52")


@pytest.fixture
def cache(tmp_path) -> VoiceCache:
    cache = VoiceCache(tmp_path / "voice")
    cache.make()
    return cache


def write(path: Path, frames: int = 4800, rate: int = 48_000, used: float | None = None) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(b"\1\0" * frames)
    if used is not None:
        os.utime(path, (used, used))
    return path


@pytest.mark.parametrize(
    "other",
    [
        key(Identity("sapi5", "1.52"), CALM, "Breathe in"),
        key(Identity("espeak", "1.53"), CALM, "Breathe in"),
        key(ESPEAK, replace(CALM, voice="gmw/en-us"), "Breathe in"),
        key(ESPEAK, replace(CALM, rate=93), "Breathe in"),
        key(ESPEAK, replace(CALM, pitch=39), "Breathe in"),
        key(ESPEAK, replace(CALM, language="de"), "Breathe in"),
        key(ESPEAK, CALM, "Breathe out"),
    ],
)
def test_whatever_changes_the_sound_changes_the_name(other):
    assert other != key(ESPEAK, CALM, "Breathe in")


def test_the_name_is_the_same_each_time_and_fit_for_any_file_system():
    name = key(ESPEAK, CALM, "Lass los. Öffne die Hand.")
    assert name == key(ESPEAK, CALM, "Lass los. Öffne die Hand.")
    assert len(name) == 64
    assert name.isalnum()


@pytest.mark.skipif(sys.platform == "win32", reason="needs the permissions of POSIX")
def test_the_folder_is_for_its_owner_only(cache):
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700


def test_a_whole_file_is_found_and_a_missing_one_is_not(cache):
    path = write(cache.path("a"))
    assert cache.find("a") == path
    assert cache.find("b") is None


def test_a_damaged_file_is_as_good_as_missing(cache):
    whole = write(cache.path("whole")).read_bytes()
    damages = {
        "empty": b"",
        "cut": whole[:-2],
        "short": whole[:20],
        "header": whole[:44],
        "garbage": b"?" * len(whole),
        "longer": whole + b"12",
    }
    for name, content in damages.items():
        cache.path(name).write_bytes(content)
    write(cache.path("other_rate"), rate=22_050)
    assert [name for name in [*damages, "other_rate"] if cache.find(name)] == []


def test_the_longest_unused_files_go_first(cache):
    small = replace(cache, limit=25_000)
    for age, name in enumerate("abcd"):
        write(cache.path(name), used=1_000_000 - age)
    small.prune()
    assert sorted(path.stem for path in cache.folder.iterdir()) == ["a", "b"]


def test_use_keeps_a_file_from_going(cache):
    small = replace(cache, limit=25_000)
    for age, name in enumerate("abcd"):
        write(cache.path(name), used=1_000_000 - age)
    cache.find("d")
    small.prune()
    assert sorted(path.stem for path in cache.folder.iterdir()) == ["a", "d"]


def test_below_the_limit_everything_stays(cache):
    write(cache.path("a"), used=0)
    cache.prune()
    assert cache.find("a")


def test_what_dead_workers_left_goes_and_what_is_being_written_stays(cache):
    for name, used in (("x.1.raw", 0.0), ("x.1.part", 0.0)):
        write(cache.folder / name, used=used)
    write(cache.folder / "y.2.part")
    cache.prune()
    assert [path.name for path in cache.folder.iterdir()] == ["y.2.part"]


def test_pruning_a_folder_that_is_not_there_does_nothing(tmp_path):
    VoiceCache(tmp_path / "nowhere").prune()
    assert not (tmp_path / "nowhere").exists()


def test_the_engine_is_remembered_for_the_next_start(cache):
    assert cache.identity() is None
    cache.remember(ESPEAK)
    assert VoiceCache(cache.folder).identity() == ESPEAK


@pytest.mark.parametrize("content", ["", "[]", '{"engine": 1}', "{", "\x00"])
def test_a_damaged_note_of_the_engine_is_as_good_as_none(cache, content):
    (cache.folder / "engine.json").write_text(content)
    assert cache.identity() is None
