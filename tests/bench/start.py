"""Row "start": from the start of the process to the first painted frame on the screen."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.process import running, script, surroundings, windown
from tests.bench.screen import Screen, screen
from tests.bench.table import Figure

PAIRS = 15


def start(folder: Path) -> Iterator[Figure]:
    """Both programs in turn; the first start of each, which compiles modules, does not count."""
    ours, bare = windown(folder / "data"), script("bare")
    with screen() as shown:
        around = surroundings(folder, shown.name)
        pairs = [
            (seconds(ours, shown, around), seconds(bare, shown, around)) for _ in range(PAIRS + 1)
        ][1:]
    mine, theirs = (median(side) * 1000 for side in zip(*pairs, strict=True))
    spread = ", ".join(f"{median(side) * 1000:.0f} [{min(side) * 1000:.0f} to {max(side) * 1000:.0f}]" for side in zip(*pairs, strict=True))
    yield Figure(
        "start, first frame", mine, "ms", theirs, most=1.25, of_ratio=True,
        note=f"medians of {PAIRS} pairs, process to pixels; ours, bare: {spread}",
    )  # fmt: skip


def seconds(command: list[str], shown: Screen, around: dict[str, str]) -> float:
    """From the start of a program until its window is seen."""
    shown.cleared()
    began = time.monotonic()
    with running(command, around, stdout=subprocess.DEVNULL):
        return shown.painted() - began
