"""A clock that runs faster for one program and all its timers: libfaketime, by environment."""

import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

#: Threads of Python wait for a lock by a call that libfaketime does not know; this one is added.
SOURCE = Path(__file__).with_name("fast_locks.c")
LIBRARIES = (
    "/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib*/faketime/libfaketimeMT.so.1",
    "/usr/local/lib/faketime/libfaketimeMT.so.1",
)  # fmt: skip


def library() -> Path | None:
    """Where libfaketime lies, or None."""
    found = (path for each in LIBRARIES for path in sorted(Path("/").glob(each[1:])))
    return next(found, None)


needs_fast_clock = pytest.mark.skipif(
    library() is None or shutil.which("cc") is None, reason="install faketime gcc libc6-dev"
)


class FastClock:
    """Begins at any moment with each program, and runs so many times faster from then on."""

    def __init__(self, folder: Path, speed: float) -> None:
        self.speed, self._locks = speed, folder / "fast_locks.so"
        build = ["cc", "-Wall", "-shared", "-fPIC", "-o", str(self._locks), str(SOURCE)]
        subprocess.run([*build, "-ldl"], check=True)
        self._began, self._real = datetime.now(UTC), 0.0

    def begin(self, moment: datetime) -> dict[str, str]:
        """What a program needs in its environment that is started now, at this moment."""
        self._began, self._real = moment, time.monotonic()
        ahead = (moment - datetime.now(UTC)).total_seconds()
        return {
            "LD_PRELOAD": f"{self._locks}:{library()}",
            "FAKETIME": f"{ahead:+.3f} x{self.speed:g}",
            "NO_FAKE_STAT": "1",
        }

    def now(self) -> datetime:
        """The moment it is there; a program that took its time to start is a little behind."""
        passed = (time.monotonic() - self._real) * self.speed
        return self._began + timedelta(seconds=passed)
