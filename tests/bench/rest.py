"""Rows "memory", "idle" and "tray": what windown costs while it only stands there.

Both programs are looked at in the same moments, so that they share the pages of the same
libraries with each other, and whatever else the machine does befalls both.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.process import (
    Spent,
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
from tests.bench.tray import tray
from windown.ui.tray import LOOK_MS
from windown.ui.waking import FLOOR_MS

IDLE_S = 120.0
#: Seconds until a program has begun whatever it begins after its first frame.
BEGUN_S = 3.0
MIB_MORE, MS_MOST, LOOKS_MOST = 8, 15, 3


@contextmanager
def shown(folder: Path) -> Iterator[tuple[int, int]]:
    """The processes of both windows, each on its own screen."""
    with (
        screen() as one,
        screen() as other,
        running(windown(folder / "data"), surroundings(folder, one.name)) as ours,
        running(bare(), surroundings(folder, other.name)) as yardstick,
    ):
        one.painted()
        other.painted()
        time.sleep(BEGUN_S)
        yield ours.pid, yardstick.pid


def memory(folder: Path) -> Iterator[Figure]:
    """Both windows, and the processes that stand beside ours."""
    with shown(folder) as (ours, yardstick):
        beside = children(ours)
        settled(ours)
        held, bare_held = pss(ours), pss(yardstick)
        note = "shared pages by their share; yardstick: a bare window at the same time"
        yield Figure("memory, window", held, "MiB PSS", bare_held, note=note)
        for name, pid in sorted((beside | children(ours)).items()):
            yield Figure(f"memory, {name}", pss(pid), "MiB PSS", note="a process beside the window")


def idle(folder: Path) -> Iterator[Figure]:
    """Both windows once their beginnings are over."""
    with shown(folder) as (ours, yardstick):
        settled(ours)
        player = children(ours).get("player")
        mine, theirs, *sound = a_minute([ours, yardstick, *([player] if player else [])])
    note = "Tonight shown; yardstick: a bare window"
    yield Figure("idle, CPU of the window", mine.cpu * 1000, "ms/min", theirs.cpu * 1000, note=note)
    yield Figure("idle, wake-ups of the window", mine.woken, "a minute", theirs.woken, note=note)
    for each in sound:
        yield Figure("idle, CPU of the player", each.cpu * 1000, "ms/min", note="not playing")
        yield Figure("idle, wake-ups of the player", each.woken, "a minute")


def in_tray(folder: Path) -> Iterator[Figure]:
    """The tray alone, beside a bare tray program; no window was ever shown."""
    with tray(folder) as (ours, yardstick):
        time.sleep(BEGUN_S)
        settled(ours)
        held, bare_held = pss(ours), pss(yardstick)
        mine, theirs = a_minute([ours, yardstick])
    note = "no window shown since the start; yardstick: a bare tray program at the same time"
    most = bare_held + MIB_MORE
    yield Figure("tray, memory", held, "MiB PSS", bare_held, most=round(most, 1), note=note)
    cpu = mine.cpu * 1000
    yield Figure("tray, CPU", cpu, "ms/min", theirs.cpu * 1000, most=MS_MOST, note=note)
    yield Figure("tray, wake-ups", mine.woken, "a minute", theirs.woken, note="of all threads")
    looks = (60_000 / FLOOR_MS) + (60_000 / LOOK_MS)
    told = "by its timers: the evening's floor and the tray's tip; the alarm adds its moments"
    yield Figure("tray, looks", looks, "a minute", most=LOOKS_MOST, note=told)


def a_minute(pids: Sequence[int]) -> list[Spent]:
    """What each process spends in a minute, of a longer while."""
    part = 60 / IDLE_S
    return [Spent(s.cpu * part, round(s.woken * part)) for s in during(pids, IDLE_S)]
