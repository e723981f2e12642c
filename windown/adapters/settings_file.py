"""The settings on disk: one JSON file, written whole or not at all."""

import json
from pathlib import Path

from windown.adapters.json_file import read_json, write_json
from windown.core.problems import Problem
from windown.core.settings import Settings, normalise, to_plain


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
    raw, problems = read_json(path, "settings")
    settings, nonsense = normalise(raw)
    return settings, (*problems, *nonsense)


def chosen_language(path: Path) -> str:
    """The language in a settings file, "auto" where none can be read. Changes nothing."""
    try:
        return normalise(json.loads(path.read_bytes().decode("utf-8-sig")))[0].language
    except (OSError, ValueError, RecursionError):
        return "auto"


def write_settings(path: Path, settings: Settings) -> None:
    """Replace the file in one step: a reader, or a crash, sees the old or the new one whole.

    Raises `Trouble` where the disk does not take it; the old file then stands as it was.
    """
    write_json(path, "settings", to_plain(settings))
