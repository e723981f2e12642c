"""Runs the rows that are asked for, or all, and prints one line for each figure."""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from tests.bench import begin, eyes, frames, inout, journal, mixes, rest, sounds, start, wheel
from tests.bench.table import HEAD, Figure, NotMeasured, unmeasured

Row = Callable[[Path], Iterator[Figure]]

#: In order of their names in design: what a person waits for, what rests, what runs, what is kept.
ROWS: dict[str, Row] = {
    "start": start.start,
    "memory": rest.memory,
    "idle": rest.idle,
    "tray": rest.in_tray,
    "session": frames.session,
    "begin": begin.begin,
    "render": sounds.render,
    "cues": sounds.cues,
    "mix": mixes.mix,
    "chain": eyes.chain,
    "journal": journal.journal,
    "export": inout.export_row,
    "import": inout.import_row,
    "wheel": wheel.wheel,
}


#: Rows that are run only when they are named, as they last.
NAMED_ONLY = ("chain",)


def main() -> None:
    """Measure and print; the exit status says only whether the rows are known."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=" ".join(ROWS))
    parser.add_argument("--minutes", type=float, default=5.0, help='of the session of "chain"')
    parser.add_argument("--ways", default="alone,busy,restart", help='in which "chain" is played')
    options = parser.parse_args()
    chosen = options.rows or [name for name in ROWS if name not in NAMED_ONLY]
    if unknown := [name for name in chosen if name not in ROWS]:
        parser.error(f"{unknown[0]} is none of {' '.join(ROWS)}")
    print(
        f"Python {platform.python_version()}, Qt {version('PySide6-Essentials')},"
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(HEAD)
    eyes.MINUTES, eyes.WAYS = options.minutes, tuple(options.ways.split(","))
    for name in chosen:
        with tempfile.TemporaryDirectory(prefix="windown-bench-") as folder:
            for figure in measured(name, Path(folder)):
                print(figure, flush=True)


def measured(name: str, folder: Path) -> Iterator[Figure]:
    """The figures of a row; one that cannot be measured here says why."""
    try:
        yield from ROWS[name](folder)
    except NotMeasured as why:
        yield unmeasured(name, str(why))


main()
