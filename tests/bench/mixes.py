"""Row "mix": what three backgrounds together cost, made, played and written."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.process import children, during, running, surroundings, windown
from tests.bench.screen import screen
from tests.bench.server import server
from tests.bench.sounds import MINUTES, rendered
from tests.bench.table import Figure
from windown.core.mix import SOUNDS
from windown.sound.backgrounds import layers

MIX = "rain:0.5+sea+wind:0.7"
#: Seconds that are watched, and before that seconds for the loops to be made.
WATCHED, BEFORE = 30.0, 8.0


def mix(folder: Path) -> Iterator[Figure]:
    """Making each sound, a session written with three, and the player playing them."""
    for name in SOUNDS:
        with tempfile.TemporaryDirectory(dir=folder) as empty:
            began = time.monotonic()
            layers(name, Path(empty))
            took = time.monotonic() - began
        yield Figure(f"background, {name}", took, "s", most=1.0, note="made once, then kept")
    settings = {"background": MIX}
    rendered(folder, "pmr_16", "mixed.wav", settings)
    _, seconds = rendered(folder, "pmr_16", "mixed.wav", settings)
    note = f"pmr_16 with {MIX}, {MINUTES} min in {seconds:.1f} s"
    yield Figure("render with a mix, wav", MINUTES * 60 / seconds, "x real", least=200, note=note)
    yield played(folder)


def played(folder: Path) -> Figure:
    """The player's share of a core while it plays a session with three backgrounds."""
    with (
        screen() as shown,
        server(folder) as sound,
        running(
            windown(folder / "data", "play", "pmr_16", "--minutes", "20"),
            surroundings(folder, shown.name, **sound.surroundings),
        ) as program,
    ):
        shown.painted()
        time.sleep(BEFORE)
        (spent,) = during([children(program.pid)["player"]], WATCHED)
    share = 100 * spent.cpu / WATCHED
    return Figure("player with a mix", share, "% of core", most=2, note=f"pmr_16 with {MIX}")
