"""One windown for each data folder: who is first, and how the others tell it what is wished."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

LOCK, LINE = "windown.lock", "windown.line"
#: What a later start may ask of the first.
WISHES = ("show", "begin", "look", "quit")
#: The longest address of a Unix socket that every system takes, in bytes.
_LONGEST = 100
_LARGEST = 4096
#: Seconds the first may take to make room for a wish.
_PATIENCE_S = 1.0


@dataclass(frozen=True)
class Wish:
    """What is asked of the first: one of WISHES, and for "begin" the id of a practice."""

    do: str
    id: str = ""


class Instance:
    """The place of the first, held by a lock that the system frees however the process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: IO[bytes] | None = None
        self._line: Any = None

    def take(self) -> bool:
        """Whether this process is the first now; asking again changes nothing."""
        if self._lock is not None:
            return True
        try:
            file = os.fdopen(os.open(self._folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        except OSError:
            return not send(self._folder, Wish("look"))
        if not _locked(file, self._folder):
            file.close()
            return False
        self._lock = file
        return True

    def listen(self) -> bool:
        """Hear later starts; only for the first. False where the folder takes no socket."""
        import socket

        if self._lock is None or not hasattr(socket, "AF_UNIX"):
            return False
        line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            with _address(self._folder) as address:
                Path(address).unlink(missing_ok=True)  # left behind by one that was killed
                before = os.umask(0o177)
                try:
                    line.bind(address)
                finally:
                    os.umask(before)
        except OSError:
            line.close()
            return False
        line.setblocking(False)
        self._line = line
        return True

    def fileno(self) -> int:
        """What becomes readable when there is something for `pump`; -1 while not listening."""
        return -1 if self._line is None else int(self._line.fileno())

    def pump(self) -> list[Wish]:
        """What was wished since the last time, without waiting; what is no wish is left out."""
        came = []
        while self._line is not None:
            try:
                came.append(self._line.recv(_LARGEST))
            except OSError:
                break
        return [wish for each in came if (wish := _read(each)) is not None]

    def close(self) -> None:
        """Give up the place. The lock's file stays: removing it could split it in two."""
        if self._line is not None:
            with contextlib.suppress(OSError):
                (self._folder / LINE).unlink()
            self._line.close()
            self._line = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def send(folder: Path, wish: Wish) -> bool:
    """Tell the first of a folder what is wished; False where none is there to hear it."""
    import socket

    if not hasattr(socket, "AF_UNIX"):
        return False
    said = json.dumps({"do": wish.do, "id": wish.id}).encode() + b"\n"
    try:
        with (
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line,
            _address(folder) as address,
        ):
            line.settimeout(_PATIENCE_S)
            line.connect(address)
            line.send(said)
    except OSError:
        return False
    return True


def _read(said: bytes) -> Wish | None:
    try:
        plain = json.loads(said)
    except (ValueError, RecursionError):
        return None
    do, id_ = (plain.get("do"), plain.get("id", "")) if isinstance(plain, dict) else ("", "")
    return Wish(do, id_) if do in WISHES and isinstance(id_, str) else None


def _locked(file: IO[bytes], folder: Path) -> bool:
    """Lock a file for as long as it is open. Where locks do not work, a first that hears counts."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return not send(folder, Wish("look"))
    return True


@contextlib.contextmanager
def _address(folder: Path) -> Iterator[str]:
    """Where the first listens; by way of an open folder where the path is too long for a socket."""
    path = folder / LINE
    if len(os.fsencode(path)) <= _LONGEST or not Path("/proc/self/fd").is_dir():
        yield str(path)
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{place}/{LINE}"
    finally:
        os.close(place)
