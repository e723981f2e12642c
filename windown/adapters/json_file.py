"""A JSON file of a person's choices: read whatever it holds, written whole or not at all."""

import contextlib
import json
import os
import tempfile
from pathlib import Path

from windown.adapters.paths import set_aside
from windown.core.problems import Problem, Trouble


def read_json(path: Path, kind: str) -> tuple[object, tuple[Problem, ...]]:
    """The value in the file and what was wrong with it; an empty table where there is none.

    Never raises. A file that is no JSON is kept under another name, since it may hold what a
    person wrote.
    `kind` begins the ids of the sentences, as in "settings.damaged".
    """
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig")), ()
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        return {}, (_kept_aside(path, kind, "unreadable", error.strerror or ""),)
    except (ValueError, RecursionError) as error:
        return {}, (_kept_aside(path, kind, "damaged", str(error)),)


def _kept_aside(path: Path, kind: str, reason: str, why: str) -> Problem:
    try:
        kept = set_aside(path).name
    except OSError:
        return Problem(path.name, "", f"{kind}.stuck", {"why": why})
    return Problem(path.name, "", f"{kind}.{reason}", {"why": why, "kept": kept})


def write_json(path: Path, kind: str, plain: object) -> None:
    """Replace the file in one step: a reader, or a crash, sees the old or the new one whole.

    Raises `Trouble` "<kind>.unwritable" where the disk does not take it; the old file then
    stands as it was.
    """
    text = json.dumps(plain, indent=2, sort_keys=True) + "\n"
    try:
        # A link into a person's own collection of settings stays a link.
        replace_file(path.resolve(), text.encode("ascii"))
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble(f"{kind}.unwritable", file=str(path), why=why) from None


def replace_file(target: Path, content: bytes) -> None:
    """Put content in the place of a file in one step; raises OSError, and then all is as it was."""
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
