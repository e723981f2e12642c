"""A whole session written to a sound file; the kind of file is told by its ending."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from windown.core.problems import Trouble
from windown.service.ports import Levels
from windown.sound.levels import ceiling
from windown.sound.limit import limited
from windown.sound.samples import RATE, Sound
from windown.sound.score import Score, gains, mix

if TYPE_CHECKING:
    from soundfile import SoundFile

#: Samples written at a time: one second. Long writes of Ogg break the library that writes it.
CHUNK = RATE


@dataclass(frozen=True)
class Kind:
    """A kind of file: container and coding as libsndfile names them, and how hard to press."""

    container: str
    coding: str
    pressed: float | None = None


#: By the ending of the name. Vorbis comes to about 110 kbit/s, Opus to about 64 kbit/s.
KINDS = {
    ".wav": Kind("WAV", "PCM_16"),
    ".flac": Kind("FLAC", "PCM_16"),
    ".ogg": Kind("OGG", "VORBIS", 0.6),
    ".opus": Kind("OGG", "OPUS", 0.9),
}


def write(
    score: Score, volumes: Levels, path: Path, progress: Callable[[float], None] = lambda done: None
) -> None:
    """Write a session to a file, which appears only when it is complete.

    `progress` is called with the part that is done, 0 to 1. Raises `Trouble` with
    `sound_file.ending`, `sound_file.folder` or `sound_file.disk`.
    """
    check_target(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write_draft(score, volumes, draft, KINDS[path.suffix.lower()], progress)
        draft.replace(path)
    except OSError as failure:
        raise _told(failure, path) from failure
    finally:
        draft.unlink(missing_ok=True)


def check_target(path: Path) -> None:
    """Raise `Trouble` if no session can be written to the path, before any work is done."""
    if path.suffix.lower() not in KINDS:
        raise Trouble("sound_file.ending", file=path.name, endings=" ".join(KINDS))
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise Trouble("sound_file.folder", folder=str(path.parent))


def _write_draft(
    score: Score, volumes: Levels, draft: Path, kind: Kind, progress: Callable[[float], None]
) -> None:
    import soundfile

    top = ceiling(volumes.ceiling)
    try:
        with _opened(draft, kind) as file:
            for start in range(0, score.length, CHUNK):
                count = min(CHUNK, score.length - start)
                block = limited(mix(score.render(start, count), gains(volumes)), top)
                file.write(_as_kept(block, kind))
                progress((start + count) / score.length)
        whole = soundfile.info(str(draft)).frames == score.length
    except soundfile.LibsndfileError as failure:
        raise OSError(errno.ENOSPC, str(failure)) from failure
    if not whole:
        # A full disk is not always reported by the library; a short file always shows it.
        raise OSError(errno.ENOSPC, "the file came out short")


def _opened(draft: Path, kind: Kind) -> "SoundFile":
    import soundfile

    # Opened by us first: the system says better than the library why it cannot be.
    draft.touch()
    return soundfile.SoundFile(
        str(draft),
        "w",
        RATE,
        2,
        kind.coding,
        format=kind.container,
        compression_level=kind.pressed,
    )


def _as_kept(block: Sound, kind: Kind) -> Sound | np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """What is handed to the library: whole numbers where the file keeps those."""
    if kind.coding != "PCM_16":
        return block
    return np.clip(np.rint(block * 32767), -32768, 32767).astype(np.int16)


def _told(failure: OSError, path: Path) -> Trouble:
    full = failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return Trouble("sound_file.disk" if full else "sound_file.folder", folder=str(path.parent))
