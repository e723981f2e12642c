"""Row "session": how late frames come, and what a session on screen costs."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from tests.bench.process import children, during, probe, running, surroundings, windown
from tests.bench.screen import screen
from tests.bench.server import server
from tests.bench.table import Figure, NotMeasured

#: Seconds that are watched, and before that seconds for prompts, page change and controls to go.
WATCHED, BEFORE = 30.0, 12.0
PRACTICE = "extended_4_6"


def session(folder: Path) -> Iterator[Figure]:
    """A session of 960 x 640 with sound, at usual and at double scale, and with a black screen."""
    for scale in ("1", "2"):
        yield late(folder, scale)
        yield from cost(folder, scale)
    yield from black(folder)


def late(folder: Path, scale: str) -> Figure:
    """How long after it was due each frame was painted."""
    lines = told(folder, scale, "frames", BEFORE + WATCHED)
    ms = sorted(1000 * each for each in lateness(lines))
    if len(ms) < 100:
        raise NotMeasured("too few frames were drawn")
    gaps = [b - a for a, b in paints(lines)]
    note = (
        f"scale {scale}, {len(ms)} frames in {WATCHED:.0f} s, median {median(ms):.1f} ms late, "
        f"worst {ms[-1]:.0f}; between frames median {1000 * median(gaps):.0f} ms"
    )
    return Figure(
        f"session x{scale}, frames late p99", quantiles(ms, n=100)[98], "ms", most=40, note=note
    )


def told(folder: Path, scale: str, what: str, seconds: float) -> list[tuple[str, float]]:
    """What the probe says in so many seconds, without what came in the first of them."""
    with (
        screen(2000, 1400) as shown,
        server(folder) as sound,
        running(
            probe(folder / "data", what, PRACTICE),
            surroundings(folder, shown.name, QT_SCALE_FACTOR=scale, **sound.surroundings),
            stdout=subprocess.PIPE,
        ) as program,
    ):
        assert program.stdout is not None
        said, lines = program.stdout, list[tuple[str, float]]()
        ear = threading.Thread(target=lambda: lines.extend(map(json.loads, said)))
        ear.start()
        time.sleep(seconds)
        program.terminate()
        ear.join(10)
        end = time.monotonic()
    first = end - WATCHED
    return [(what, at) for what, at in lines if at >= first]


def lateness(lines: list[tuple[str, float]]) -> Iterator[float]:
    """Seconds between a frame's due moment and the end of its painting.

    A moment at which nothing had to be painted anew is no frame.
    """
    due: list[float] = []
    for what, at in lines:
        if what == "due":
            due = [*due[-1:], at]
        elif len(due) == 2:
            yield at - due[0]
            due = due[1:]


def paints(lines: list[tuple[str, float]]) -> list[tuple[float, float]]:
    """Moments of painting, each with the next."""
    moments = [at for what, at in lines if what == "painted"]
    return list(pairwise(moments))


def cost(folder: Path, scale: str) -> Iterator[Figure]:
    """Shares of a core, seen from outside, of the program as it is."""
    with (
        screen(2000, 1400) as shown,
        server(folder) as sound,
        running(
            windown(folder / "data", "play", PRACTICE, "--minutes", "5"),
            surroundings(folder, shown.name, QT_SCALE_FACTOR=scale, **sound.surroundings),
        ) as program,
    ):
        shown.painted()
        time.sleep(BEFORE)
        player = children(program.pid)["player"]
        ours, sounds, display = during([program.pid, player, shown.server], WATCHED)
    note = f"scale {scale}, {ours.woken / WATCHED:.0f} wake-ups a second"
    yield Figure(
        f"session x{scale}, window", 100 * ours.cpu / WATCHED, "% of core", most=15, note=note
    )
    yield Figure(
        f"session x{scale}, player", 100 * sounds.cpu / WATCHED, "% of core", note="playing"
    )
    yield Figure(
        f"session x{scale}, X server", 100 * display.cpu / WATCHED, "% of core", note="Xvfb"
    )


def black(folder: Path) -> Iterator[Figure]:
    """The window's share of a core with a black screen."""
    with (
        screen() as shown,
        server(folder) as sound,
        running(
            probe(folder / "data", "black", PRACTICE),
            surroundings(folder, shown.name, **sound.surroundings),
        ) as program,
    ):
        shown.painted()
        time.sleep(BEFORE)
        (ours,) = during([program.pid], WATCHED)
    note = f"{ours.woken / WATCHED:.1f} wake-ups a second"
    yield Figure(
        "session, black screen, window", 100 * ours.cpu / WATCHED, "% of core", most=2, note=note
    )
