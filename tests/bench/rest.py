"""Rows "memory" and "idle": what the window costs while it only stands there."""

import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.process import (
    bare,
    children,
    during,
    pss,
    running,
    settled,
    surroundings,
    windown,
)
from tests.bench.screen import screen
from tests.bench.table import Figure

IDLE_S = 60.0


def memory(folder: Path) -> Iterator[Figure]:
    """One after the other, so that neither shares pages with the other's libraries."""
    yardstick = _held(bare(), folder)
    ours = _held(windown(folder / "data"), folder)
    note = "shared pages by their share, a few seconds after the start; yardstick: bare window"
    yield Figure("memory, window", ours.pop("window"), "MiB PSS", yardstick["window"], note=note)
    for name, held in ours.items():
        yield Figure(f"memory, {name}", held, "MiB PSS", note="its own process beside the window")


def _held(command: list[str], folder: Path) -> dict[str, float]:
    with screen() as shown, running(command, surroundings(folder, shown.name)) as program:
        shown.painted()
        time.sleep(2.0)
        beside = children(program.pid)
        settled(program.pid)
        return {
            "window": pss(program.pid),
            **{name: pss(pid) for name, pid in (beside | children(program.pid)).items()},
        }


def idle(folder: Path) -> Iterator[Figure]:
    """Both windows at once, each on its own screen, once their beginnings are over."""
    with (
        screen() as one,
        screen() as other,
        running(windown(folder / "data"), surroundings(folder, one.name)) as ours,
        running(bare(), surroundings(folder, other.name)) as other_program,
    ):
        one.painted()
        time.sleep(2.0)
        settled(ours.pid)
        player = children(ours.pid)["player"]
        mine, theirs, sound = during([ours.pid, other_program.pid, player], IDLE_S)
    note = f"Tonight shown for {IDLE_S:.0f} s; yardstick: bare window"
    yield Figure("idle, CPU of the window", mine.cpu * 1000, "ms/min", theirs.cpu * 1000, note=note)
    yield Figure("idle, wake-ups of the window", mine.woken, "a minute", theirs.woken, note=note)
    yield Figure("idle, CPU of the player", sound.cpu * 1000, "ms/min", note="ready, not playing")
    yield Figure("idle, wake-ups of the player", sound.woken, "a minute")
