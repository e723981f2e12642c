"""Content files as they were last read, in one file of the cache: that is sooner read."""

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from windown import __version__


class KeptContent:
    """The `Kept` of content, in a JSON file. What cannot be read or written is read anew.

    An entry holds for one version of windown, and for one size and time of change of its file
    and of the `shapes`, the modules that say what a file may hold.
    """

    def __init__(self, file: Path, shapes: Sequence[Path] = ()) -> None:
        self._file = file
        self._version = [__version__, *map(_mark, shapes)]
        self._held: dict[str, Any] | None = None
        self._new = False

    def get(self, file: Path) -> dict[str, Any] | None:
        """What a file says, where it was read before and stands as it was."""
        mark, said = self._all().get(str(file), (None, None))
        return said if mark is not None and mark == _mark(file) else None

    def put(self, file: Path, plain: dict[str, Any]) -> None:
        """Remember it until `write`."""
        self._all()[str(file)] = (_mark(file), plain)
        self._new = True

    def write(self) -> None:
        """Keep what is new for the next start."""
        if not self._new:
            return
        self._new = False
        made = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with contextlib.suppress(OSError, ValueError, TypeError):
            text = json.dumps({"version": self._version, "files": self._held})
            with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT, 0o600), "w") as opened:
                opened.write(text)
            made.replace(self._file)

    def _all(self) -> dict[str, Any]:
        if self._held is None:
            self._held = _read(self._file, self._version)
        return self._held


def _read(file: Path, version: list[Any]) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        held = json.loads(file.read_bytes())
        if isinstance(held, dict) and held.get("version") == version:
            files = held.get("files")
            if isinstance(files, dict):
                return {k: v for k, v in files.items() if isinstance(v, list) and len(v) == 2}
    return {}


def _mark(file: Path) -> list[int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return [state.st_mtime_ns, state.st_size]
