"""Programs that are measured: started alike, and read in /proc from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.table import NotMeasured

ROOT = Path(__file__).parents[2]

#: What would make one of the two programs start, draw or sound otherwise than for a person.
NOT_A_PERSONS = (
    "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR",
    "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_SESSION_TYPE",
)  # fmt: skip


def windown(data: Path, *words: str) -> list[str]:
    """The command of the program itself, as the script that pip installs runs it."""
    program = "import sys; from windown.cli import main; sys.exit(main())"
    return [sys.executable, "-c", program, "--data-dir", str(data), *words]


def bare() -> list[str]:
    """The command of the window's yardstick."""
    return [sys.executable, str(ROOT / "tests/bench/bare.py")]


def bare_tray() -> list[str]:
    """The command of the tray's yardstick."""
    return [sys.executable, str(ROOT / "tests/bench/bare_tray.py")]


def probe(data: Path, what: str, practice: str) -> list[str]:
    """The command of the window with somebody at it."""
    return [sys.executable, "-m", "tests.bench.probe", str(data), what, practice]


def surroundings(folder: Path, display: str = "", **more: str) -> dict[str, str]:
    """The environment of a program; compiled modules are kept, as where it was installed."""
    kept = {key: value for key, value in os.environ.items() if key not in NOT_A_PERSONS}
    ours = {
        "DISPLAY": display,
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "HOME": str(folder),
    }
    return {**kept, **ours, **more}


@contextmanager
def running(
    command: Sequence[str], around: dict[str, str], stdout: int | None = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[str]]:
    """A program as long as the block lasts; it is asked to end, then made to."""
    program = subprocess.Popen(
        command, env=around, cwd=ROOT, text=True, stdout=stdout, stderr=subprocess.DEVNULL
    )
    try:
        yield program
    finally:
        program.send_signal(signal.SIGTERM)
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
        if program.stdout is not None:
            program.stdout.close()


@dataclass(frozen=True)
class Spent:
    """What has been spent: seconds of CPU, and how often waiting came to an end."""

    cpu: float
    woken: int


def spent(pid: int) -> dict[int, Spent]:
    """What each thread of a process has spent so far."""
    threads = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # it may end while it is looked at
            cpu = int((thread / "schedstat").read_text().split()[0])
            lines = (thread / "status").read_text().splitlines()
            woken = int(next(n for n in lines if n.startswith("voluntary_ctxt")).split()[1])
            threads[int(thread.name)] = Spent(cpu / 1e9, woken)
    return threads


def during(pids: Sequence[int], seconds: float) -> list[Spent]:
    """What each of some processes spends in so many seconds from now, without threads that end."""
    before = [spent(pid) for pid in pids]
    time.sleep(seconds)
    return [_more(old, spent(pid)) for old, pid in zip(before, pids, strict=True)]


def _more(before: dict[int, Spent], after: dict[int, Spent]) -> Spent:
    pairs = [(before.get(thread, Spent(0, 0)), now) for thread, now in after.items()]
    return Spent(sum(b.cpu - a.cpu for a, b in pairs), sum(b.woken - a.woken for a, b in pairs))


def pss(pid: int) -> float:
    """Memory of a process in MiB, what is shared counted by its share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise NotMeasured("the system does not say how much memory is shared")


def children(pid: int) -> dict[str, int]:
    """Our own processes below one, by the word that follows --worker."""
    found = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            words = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
            if "--worker" in words:
                found[words[words.index("--worker") + 1]] = int(child)
    return found


def settled(pid: int, patience: float = 60.0) -> None:
    """Wait until a program and those below it have been quiet for three seconds."""
    end, quiet = time.monotonic() + patience, 0
    while quiet < 3 and time.monotonic() < end:
        used = during([pid, *children(pid).values()], 1.0)
        quiet = quiet + 1 if sum(each.cpu for each in used) < 0.02 else 0
