"""Row "start": from the start of the process to the first painted frame on the screen."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.process import bare, running, surroundings, windown
from tests.bench.screen import Screen, screen
from tests.bench.table import Figure

PAIRS = 15


def start(folder: Path) -> Iterator[Figure]:
    """Both programs in turn; the first start of each, which compiles modules, does not count."""
    ours, yardstick = windown(folder / "data"), bare()
    with screen() as shown:
        around = surroundings(folder, shown.name)
        pairs = [
            (seconds(ours, shown, around), seconds(yardstick, shown, around))
            for _ in range(PAIRS + 1)
        ][1:]
    mine, theirs = ([1000 * each for each in side] for side in zip(*pairs, strict=True))
    yield Figure(
        "start, first frame", median(mine), "ms", median(theirs), most=1.25, of_ratio=True,
        note=f"medians of {PAIRS} pairs, process to pixels; ours {min(mine):.0f} to"
        f" {max(mine):.0f}, a bare window with one label {min(theirs):.0f} to {max(theirs):.0f}",
    )  # fmt: skip


def seconds(command: list[str], shown: Screen, around: dict[str, str]) -> float:
    """From the start of a program until its window is seen."""
    shown.cleared()
    began = time.monotonic()
    with running(command, around):
        return shown.painted() - began
