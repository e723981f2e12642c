"""Where spoken prompts are kept: one WAV each, named by all that decides how it sounds."""

import contextlib
import json
import os
import struct
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from windown.core.voices import CHAIN, PIPER
from windown.service.ports import VoiceStyle

LIMIT_BYTES = 300_000_000
_LEFT_OVER_S = 600.0  # an unfinished file older than this belongs to a worker that died
# What the worker writes: RIFF size, "WAVEfmt ", 16, PCM, mono, 48 kHz, bytes/s, 2, 16 bit, "data".
_HEADER = struct.Struct("<4sI8sIHHIIHH4sI")
_FORMAT = (b"WAVEfmt ", 16, 1, 1, 48_000, 96_000, 2, 16, b"data")


@dataclass(frozen=True)
class Identity:
    """The engine a prompt was spoken by, with everything in its version that can be heard."""

    engine: str
    version: str


def key(identity: Identity, style: VoiceStyle, text: str) -> str:
    """The name of a prompt's file, without its ending."""
    parts: list[object] = [
        identity.engine,
        identity.version,
        CHAIN,
        style.voice,
        style.rate,
        style.pitch,
    ]
    parts += [style.language, text]
    if style.voice.startswith(PIPER):
        parts.append(_state(Path(style.voice.removeprefix(PIPER))))
    return sha256(json.dumps(parts).encode()).hexdigest()


def _state(file: Path) -> str:
    """Changes where another voice lies in the same place, or none."""
    try:
        state = file.stat()
    except OSError:
        return "missing"
    return f"{state.st_size} {state.st_mtime_ns}"


@dataclass(frozen=True)
class VoiceCache:
    """A folder of prompts, least recently used ones dropped beyond `limit` bytes.

    Several processes may share it: files appear whole, by a rename, or not at all.
    """

    folder: Path
    limit: int = LIMIT_BYTES

    def make(self) -> None:
        """Create the folder, for its owner only. Raises OSError where that cannot be."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        """Where the prompt of that key is or would be."""
        return self.folder / f"{name}.wav"

    def find(self, name: str) -> Path | None:
        """The file of that key, marked as used now; None if it is missing or damaged."""
        path = self.path(name)
        if not _sound(path):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return path

    def identity(self) -> Identity | None:
        """The engine that spoke last, known without starting it; None if there was none yet."""
        try:
            return Identity(**json.loads(self._note.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def remember(self, identity: Identity) -> None:
        """Keep which engine speaks now. Raises OSError."""
        if identity != self.identity():
            part = self._note.with_name(f"engine.{os.getpid()}.part")
            part.write_text(json.dumps(asdict(identity)))
            part.replace(self._note)

    def prune(self) -> None:
        """Remove what dead workers left, and the longest unused files beyond the limit."""
        kept = 0
        for used, size, path in sorted(self._files(), reverse=True):
            finished = path.suffix == ".wav"
            kept += size if finished else 0
            if kept > self.limit if finished else used < time.time() - _LEFT_OVER_S:
                with contextlib.suppress(OSError):  # in use on Windows: goes another time
                    path.unlink()

    @property
    def _note(self) -> Path:
        return self.folder / "engine.json"

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        for path in (*self.folder.glob("*.wav"), *self.folder.glob("*.raw"), *self._parts()):
            with contextlib.suppress(OSError):
                status = path.stat()
                yield status.st_mtime, status.st_size, path

    def _parts(self) -> Iterator[Path]:
        return self.folder.glob("*.part")


def _sound(path: Path) -> bool:
    """Whether the file is what the worker writes, whole: its header agrees with its size."""
    try:
        with path.open("rb", buffering=0) as file:
            head = file.read(_HEADER.size)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return False
    if len(head) < _HEADER.size or size == _HEADER.size:
        return False
    riff, riff_size, *form, data_size = _HEADER.unpack(head)
    whole = riff_size == size - 8 and data_size == size - _HEADER.size
    return whole and riff == b"RIFF" and tuple(form) == _FORMAT
