"""The settings on disk: one JSON file, written whole or not at all."""

import contextlib
import json
import os
import tempfile
from pathlib import Path

from windown.adapters.paths import set_aside
from windown.core.problems import Problem, Trouble
from windown.core.settings import FILE, Settings, normalise, to_plain


class SettingsFile:
    """The `Preferences` port on a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, settings: Settings) -> None:
        """Keep the settings; raises `Trouble` where they cannot be written."""
        write_settings(self._path, settings)


def read_settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings and what was wrong with them. No file yet means defaults. Never raises.

    A file that is no JSON is kept under another name, since it may hold what a person wrote.
    """
    try:
        raw = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (_kept_aside(path, "settings.unreadable", error.strerror or ""),)
    except (ValueError, RecursionError) as error:
        return Settings(), (_kept_aside(path, "settings.damaged", str(error)),)
    return normalise(raw)


def chosen_language(path: Path) -> str:
    """The language in a settings file, "auto" where none can be read. Changes nothing."""
    try:
        return normalise(json.loads(path.read_bytes().decode("utf-8-sig")))[0].language
    except (OSError, ValueError, RecursionError):
        return "auto"


def _kept_aside(path: Path, reason: str, why: str) -> Problem:
    try:
        return Problem(FILE, "", reason, {"why": why, "kept": set_aside(path).name})
    except OSError:
        return Problem(FILE, "", "settings.stuck", {"why": why})


def write_settings(path: Path, settings: Settings) -> None:
    """Replace the file in one step: a reader, or a crash, sees the old or the new one whole.

    Raises `Trouble` where the disk does not take it; the old file then stands as it was.
    """
    text = json.dumps(to_plain(settings), indent=2, sort_keys=True) + "\n"
    try:
        # A link into a person's own collection of settings stays a link.
        _replace(path.resolve(), text.encode("ascii"))
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble("settings.unwritable", file=str(path), why=why) from None


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
