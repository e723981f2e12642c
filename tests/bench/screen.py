"""A screen of the bench's own, whose pixels can be read from outside without asking anybody."""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.table import NotMeasured

#: Seconds to wait for a screen, and between two looks at its pixels.
PATIENCE, LOOK = 10.0, 0.0005


@dataclass(frozen=True)
class Screen:
    """A running display: its name, and its pixels as the server itself draws into them."""

    name: str
    server: int
    _memory: mmap.mmap
    _row: slice

    def blank(self) -> bool:
        """Whether nothing has been painted on the line that crosses the screen's upper part."""
        return not self._memory[self._row].strip(b"\0")

    def painted(self, patience: float = 20.0) -> float:
        """The steady second at which something was first seen to be painted."""
        return self._until(lambda: not self.blank(), patience)

    def cleared(self, patience: float = 20.0) -> float:
        """The steady second at which nothing was left of what had been painted."""
        return self._until(self.blank, patience)

    def _until(self, true: Callable[[], bool], patience: float) -> float:
        end = time.monotonic() + patience
        while not true():
            if time.monotonic() > end:
                raise NotMeasured("nothing changed on the screen in time")
            time.sleep(LOOK)
        return time.monotonic()


@contextmanager
def screen(width: int = 1280, height: int = 800) -> Iterator[Screen]:
    """Start Xvfb with its pixels in a file. A window without a manager lies in the upper left."""
    if shutil.which("Xvfb") is None:
        raise NotMeasured("install xvfb")
    with tempfile.TemporaryDirectory(prefix="windown-screen-") as folder:
        hear, say = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(say), "-screen", "0", f"{width}x{height}x24",
             "-fbdir", folder, "-nolisten", "tcp", "-noreset"],
            pass_fds=[say], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(say)
        try:
            with os.fdopen(hear) as line:
                name = f":{line.readline().strip()}"
            with _pixels(Path(folder, "Xvfb_screen0")) as (memory, row):
                yield Screen(name, server.pid, memory, row)
        finally:
            server.terminate()
            server.wait(PATIENCE)


@contextmanager
def _pixels(file: Path) -> Iterator[tuple[mmap.mmap, slice]]:
    """The file's memory, and where in it the fiftieth line of pixels lies."""
    with file.open("rb") as opened:
        memory = mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ)
    try:
        # An X window dump: its header's size, bytes a line, and colours of 12 bytes each.
        header = struct.unpack(">25I", memory[:100])
        size, wide, colours = header[0], header[12], header[19]
        begin = size + colours * 12 + 50 * wide
        yield memory, slice(begin, begin + wide)
    finally:
        memory.close()
