"""A desktop with a tray, and in it windown beside a bare tray program."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.process import bare_tray, running, surroundings, windown
from tests.bench.screen import screen
from tests.bench.table import NotMeasured

#: Seconds until the desktop's tray is there; empty, it shows nothing to wait for.
DESKTOP_S = 2.0
#: Seconds of a first start that does not count.
COMPILED_S = 4.0


@contextmanager
def tray(folder: Path) -> Iterator[tuple[int, int]]:
    """The processes of both, on one screen with a tray and one session bus."""
    if not (shutil.which("trayer") and shutil.which("dbus-daemon")):
        raise NotMeasured("install trayer dbus")
    with screen() as shown, bus() as address:
        around = surroundings(folder, shown.name, DBUS_SESSION_BUS_ADDRESS=address)
        with running(["trayer", "--widthtype", "request"], around):
            time.sleep(DESKTOP_S)
            for command in (windown(folder / "data", "--tray"), bare_tray()):
                with running(command, around):  # compiles modules
                    time.sleep(COMPILED_S)
            with (
                running(windown(folder / "data", "--tray"), around) as ours,
                running(bare_tray(), around) as yardstick,
            ):
                yield ours.pid, yardstick.pid


@contextmanager
def bus() -> Iterator[str]:
    """The address of a session bus of our own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(10)
        daemon.stdout.close()
