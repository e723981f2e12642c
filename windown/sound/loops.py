"""Loops kept in files and mapped into memory; what is missing or damaged is made anew."""

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from windown.sound.samples import Stored


def kept_loop(path: Path, count: int, make: Callable[[], Stored]) -> Stored:
    """The loop of a file as (count, 2), or made now and kept there.

    A damaged file is made anew; a folder that cannot be written only costs making it again.
    """
    kept = _kept(path, count)
    if kept is not None:
        return kept
    made = make()
    again = _kept(path, count) if _keep(path, made) else None
    return made if again is None else again


def _kept(path: Path, count: int) -> Stored | None:
    """The loop in a file, mapped into memory, or None if it is missing or damaged."""
    try:
        found = np.load(path, mmap_mode="r")
        with path.open("rb") as file:
            file.seek(-4, os.SEEK_END)
            check = file.read()
    except (OSError, ValueError, EOFError):
        return None
    whole = found.dtype == np.int16 and found.shape == (count, 2)
    return found if whole and check == _check(found) else None


def _keep(path: Path, made: Stored) -> bool:
    """Write the loop and its check sum in one step; whether that was possible."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            np.save(file, made)
            file.write(_check(made))
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return False
    return True


def _check(samples: Stored) -> bytes:
    return zlib.crc32(np.ascontiguousarray(samples).data).to_bytes(4, "big")
