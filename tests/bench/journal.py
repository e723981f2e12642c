"""Row "journal": the screens of somebody who has used windown for twenty years."""

import json
import random
import subprocess
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from tests.bench.process import probe, running, surroundings
from tests.bench.screen import screen
from tests.bench.table import Figure, NotMeasured
from windown.adapters.store import open_store
from windown.app import build
from windown.core.history import SessionRecord
from windown.presenters.journal import JournalScreen

NIGHTS, A_NIGHT = 20 * 365, 2
SCREENS = 4


def journal(folder: Path) -> Iterator[Figure]:
    """Each screen wished for once in the real window, until it is laid out and painted."""
    data = folder / "data"
    data.mkdir()
    began = time.monotonic()
    fill(data / "windown.db")
    note = f"{NIGHTS * A_NIGHT} sessions, kept one by one in {time.monotonic() - began:.0f} s"
    yield Figure("20 years, journal read", 1000 * read(data), "ms", note=note)
    for name, seconds in opened(folder, data):
        note = "its first opening, laid out and painted"
        yield Figure(f"20 years, {name}", 1000 * seconds, "ms", most=150, note=note)


def read(data: Path) -> float:
    """Seconds that the journal's presenter takes."""
    house = build(data)
    times = []
    for _ in range(11):
        began = time.monotonic()
        JournalScreen(house.desk).view(house.desk.clock.now())
        times.append(time.monotonic() - began)
    house.close()
    return median(times)


def opened(folder: Path, data: Path) -> list[tuple[str, float]]:
    """What the probe says of the screens."""
    with (
        screen() as shown,
        running(
            probe(data, "screens", ""),
            surroundings(folder, shown.name),
            stdout=subprocess.PIPE,
        ) as program,
    ):
        assert program.stdout is not None
        lines = [program.stdout.readline() for _ in range(SCREENS)]
    if not all(lines):
        raise NotMeasured("the window did not open")
    return [(name, seconds) for name, seconds in map(json.loads, lines)]


def fill(file: Path) -> None:
    """Two sessions a night until today."""
    store, chance = open_store(file), random.Random(20)
    last = datetime.now(UTC).replace(hour=22, minute=0, second=0, microsecond=0)
    for night in range(NIGHTS):
        for nth in range(A_NIGHT):
            begun = last - timedelta(days=night, minutes=-20 * nth)
            store.begin(
                SessionRecord(
                    str(uuid.UUID(int=chance.getrandbits(128))), chance.choice(PRACTICES),
                    begun.date(), begun, "UTC", 600.0, chance.uniform(30, 600),
                    chance.random() < 0.7, chance.choice((None, 1, 2, 3, 4, 5)),
                )
            )  # fmt: skip
    store.close()


PRACTICES = ("extended_4_6", "coherent_5_5", "pmr_16", "body_scan")
