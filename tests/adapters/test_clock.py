"""The clock knows the zone it is in, even where the system words it oddly."""

import os
import subprocess
import sys
from datetime import UTC, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import windown
from windown.adapters.clock import (
    SystemClock,
    language_of,
    locale_of,
    system_language,
    zone_of_offset,
)

ROOT = str(Path(windown.__file__).parents[1])

posix = pytest.mark.skipif(os.name != "posix", reason="needs a system that heeds TZ")


def zone_under(variable: str) -> str:
    """The zone a process finds that was started with this TZ, any warning being an error."""
    code = "from windown.adapters.clock import SystemClock; print(SystemClock().now().zone)"
    environ = {**os.environ, "TZ": variable, "PYTHONPATH": ROOT}
    command = [sys.executable, "-W", "error", "-c", code]
    told = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=30)
    assert told.stderr == ""
    return told.stdout.strip()


def test_a_look_is_in_utc_with_a_zone_that_exists() -> None:
    now = SystemClock().now()
    assert now.utc.utcoffset() == timedelta(0)
    assert now.utc.astimezone(ZoneInfo(now.zone)) == now.utc


def test_steady_time_never_runs_back() -> None:
    clock = SystemClock()
    looks = [clock.now().steady for _ in range(100)]
    assert looks == sorted(looks)


@posix
@pytest.mark.parametrize(
    ("variable", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("Pacific/Apia", "Pacific/Apia"),
        ("<+03>-3", "Etc/GMT-3"),
        ("ABC+7", "Etc/GMT+7"),
        ("IST-5:30", "UTC"),
        ("Nowhere/Land", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("/etc/passwd", "UTC"),
        ("Europe", "UTC"),
        ("\udcff", "UTC"),
        (" ", "UTC"),
    ],
)
def test_any_zone_variable_gives_a_zone(variable: str, zone: str) -> None:
    assert zone_under(variable) == zone


@posix
def test_no_zone_variable_means_the_zone_of_the_system() -> None:
    ZoneInfo(zone_under(""))


@posix
def test_a_change_of_zone_is_seen_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    found = []
    for zone in ("Asia/Tokyo", "America/Havana"):
        monkeypatch.setenv("TZ", zone)
        found.append(clock.now().zone)
    assert found == ["Asia/Tokyo", "America/Havana"]


@pytest.mark.parametrize("hours", range(-12, 15))
def test_an_offset_of_whole_hours_has_a_zone(hours: int) -> None:
    zone = ZoneInfo(zone_of_offset(60 * hours))
    assert SystemClock().now().utc.astimezone(zone).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("minutes", [330, -210, 60 * 15, 60 * -13])
def test_other_offsets_become_utc(minutes: int) -> None:
    assert ZoneInfo(zone_of_offset(minutes)).utcoffset(SystemClock().now().utc) == UTC.utcoffset(
        None
    )


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "de_CH.UTF-8"}, "de"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:en"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:en"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr"}, "de"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "den_XX"}, "en"),
    ],
)
def test_the_language_is_the_one_the_system_is_set_to(
    environ: dict[str, str], language: str
) -> None:
    assert language_of(environ) == language


@pytest.mark.parametrize(
    ("name", "language"), [("German_Germany", "de"), ("de_DE", "de"), ("English_Ireland", "en")]
)
def test_a_system_without_such_variables_is_asked_itself(name: str, language: str) -> None:
    assert language_of({}, name) == language


def test_this_system_has_a_language() -> None:
    assert system_language() in ("de", "en")


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de_AT.UTF-8"),
        ({"LANG": "de_AT.UTF-8", "LC_ALL": "en_GB"}, "en_GB"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_FR"}, "fr_FR"),
        ({}, "es_ES"),
    ],
)
def test_the_locale_is_the_one_the_system_is_set_to(environ: dict[str, str], name: str) -> None:
    assert locale_of(environ, "es_ES") == name
