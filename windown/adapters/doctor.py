"""What works on this computer and what to install where something is missing."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from windown.adapters.desktop_trials import Found
from windown.adapters.display import display_trouble, libraries, loads, missing_packages
from windown.adapters.paths import Folders
from windown.core.problems import Problem, Trouble
from windown.core.wording import Words

OLDEST_PYTHON = (3, 11)

#: Bytes below which the data folder counts as full: the cached prompts of one evening.
LEAST_FREE = 50_000_000

#: Asks one part of the machine: whether it works, and what it answered or lacks.
Try = Callable[[], tuple[bool, str]]


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `what` is its id for machines and `name` the same for a person.

    `detail` and `advice` are worded; `advice` is "" where there is nothing to do.
    """

    what: str
    ok: bool
    detail: str
    advice: str
    name: str


@dataclass(frozen=True)
class Surroundings:
    """What the doctor looks at besides the system itself, and how.

    `try_journal` answers with what went wrong when the journal was opened, `read_settings` with
    what is wrong in the file; both may have been found out, and put right, before.
    """

    folders: Folders
    try_voice: Try
    try_sound: Try
    try_tray: Callable[[], Found]
    try_notifications: Callable[[], Found]
    try_autostart: Callable[[], Found]
    try_journal: Callable[[], Sequence[Trouble]]
    read_settings: Callable[[], Sequence[Problem]]


def examine(words: Words, around: Surroundings) -> list[Finding]:
    """All findings in the order to read them. Never raises: what fails is a finding itself."""
    looks: dict[str, Callable[[], Result]] = {
        "python": _python,
        "display": lambda: _display(words),
        "libraries": _libraries,
        "tray": lambda: _found(around.try_tray),
        "notifications": lambda: _found(around.try_notifications),
        "autostart": lambda: _found(around.try_autostart),
        "voice": lambda: _tried(around.try_voice),
        "sound": lambda: _tried(around.try_sound),
        "data": lambda: _data(around.folders.data),
        "journal": lambda: _journal(words, around.try_journal()),
        "settings": lambda: _settings(words, around.read_settings()),
    }
    return [_finding(words, what, look) for what, look in looks.items()]


@dataclass(frozen=True)
class Result:
    """What a look came to: a detail already worded, else the id and values of one."""

    ok: bool
    detail: str = ""
    says: str = ""
    values: tuple[tuple[str, object], ...] = ()
    advice: str = ""


def _finding(words: Words, what: str, look: Callable[[], Result]) -> Finding:
    try:
        result = look()
    except Trouble as trouble:
        result = Result(False, trouble.told(words))
    except Exception as error:  # a doctor that falls ill helps nobody
        result = Result(False, says="doctor.fault", values=(("fault", type(error).__name__),))
    values = dict(result.values)
    detail = words(result.says, **values) if result.says else result.detail
    advice = "" if result.ok else words(result.advice or f"doctor.advice.{what}", **values)
    return Finding(what, result.ok, detail, advice, words(f"doctor.{what}"))


def _python() -> Result:
    version = ".".join(map(str, sys.version_info[:3]))
    return Result(sys.version_info[:2] >= OLDEST_PYTHON, version)


def _display(words: Words) -> Result:
    trouble = display_trouble()
    if trouble is not None:
        return Result(False, trouble.told(words))
    return Result(True, says="doctor.display_ok")


def _libraries() -> Result:
    if sys.platform != "linux":
        return Result(True, says="doctor.libraries_ok")
    # A session of Wayland has no need of X11's libraries, and the other way round.
    wayland = os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY")
    missing = missing_packages(libraries("wayland" if wayland else "xcb"), loads)
    if not missing:
        return Result(True, says="doctor.libraries_ok")
    named = " ".join(missing)
    return Result(False, says="doctor.libraries_missing", values=(("package", named),))


def _tried(attempt: Try) -> Result:
    ok, detail = attempt()
    return Result(ok, detail)


def _found(look: Callable[[], Found]) -> Result:
    ok, detail, advice = look()
    return Result(ok, detail, advice=f"doctor.advice.{advice}")


def _data(folder: Path) -> Result:
    if not os.access(folder, os.W_OK | os.X_OK):
        return _told(False, "doctor.data_shut", folder=str(folder))
    free = shutil.disk_usage(folder).free
    mb = free // 1_000_000
    if free < LEAST_FREE:
        return _told(False, "doctor.data_full", "doctor.advice.space", folder=str(folder), mb=mb)
    if _open_to_others(folder):
        return _told(False, "doctor.data_open", "doctor.advice.private", folder=str(folder))
    return _told(True, "doctor.data_ok", folder=str(folder), mb=mb)


def _open_to_others(folder: Path) -> bool:
    return os.name == "posix" and bool(stat.S_IMODE(folder.stat().st_mode) & 0o077)


def _told(ok: bool, says: str, advice: str = "", **values: object) -> Result:
    return Result(ok, says=says, values=tuple(values.items()), advice=advice)


def _journal(words: Words, troubles: Sequence[Trouble]) -> Result:
    told = " ".join(trouble.told(words) for trouble in troubles)
    return Result(False, told) if told else Result(True, says="doctor.journal_ok")


def _settings(words: Words, problems: Sequence[Problem]) -> Result:
    told = " ".join(f"{p.key}: {p.told(words)}" if p.key else p.told(words) for p in problems)
    return Result(False, told) if told else Result(True, says="doctor.settings_ok")
