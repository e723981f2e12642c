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
from windown.adapters.ledger_rows import put
from windown.adapters.store import Store, open_store
from windown.app import build
from windown.core.diary import DiaryNight
from windown.core.evening.ledger import Row
from windown.core.history import SessionRecord
from windown.core.records import NightNote
from windown.core.routine import RoutineRun, RoutineStep, StepRun
from windown.presenters.journal import JournalScreen

NIGHTS, A_NIGHT = 20 * 365, 2
SCREENS = 8


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
        if name.startswith("memory"):
            yield Figure(f"20 years, {name}", seconds, "MiB", note="through all of it and back")
        else:
            yield Figure(f"20 years, {name}", 1000 * seconds, "ms", most=150, note=note)


def read(data: Path) -> float:
    """Seconds that the journal's presenter takes."""
    house = build(data)
    times = []
    for _ in range(11):
        began = time.monotonic()
        screen, now = JournalScreen(house.desk), house.desk.clock.now()
        screen.calendar(now)
        screen.figures(now)
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
    fill_nights(store, chance)
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


def fill_nights(store: Store, chance: random.Random) -> None:
    """A morning, a routine, twelve answers of each night, and a note now and then."""
    diary, routines, notes = store.diary(), store.routines(), store.notes()
    today = datetime.now(UTC).replace(hour=21, minute=0, second=0, microsecond=0)
    with store._writing() as db:
        for ago in range(NIGHTS):
            at = today - timedelta(days=ago)
            for name in REMINDERS:
                state = chance.choice(("done", "done", "skipped", "missed"))
                put(db, Row(name, at.date(), at, at, None, state, answered_at=at, zone="UTC"))
    for ago in range(NIGHTS):
        at = today - timedelta(days=ago)
        bed, wake = at + timedelta(hours=1), at + timedelta(hours=8, minutes=chance.randint(0, 90))
        if chance.random() < 0.9:
            diary.put(DiaryNight(at.date(), "UTC", wake, bed, bed, chance.randint(5, 60), 2,
                                 chance.randint(0, 60), wake, wake, 3))  # fmt: skip
        if chance.random() < 0.5:
            steps = tuple(StepRun(RoutineStep(name, 2.0), "done", at) for name in STEPS)
            routines.put(RoutineRun(f"r{ago}", "short", "", at.date(), at, "UTC", steps, at))
        if chance.random() < 0.1:
            notes.put_note(NightNote(f"n{ago}", at.date(), at, "a thought"))


STEPS = ("lamps_down", "bedroom", "phone_away")
REMINDERS = ("caffeine_cutoff", "vigorous_exercise_end", "last_alcohol", "last_nicotine",
             "last_meal", "dim_lights", "worry_time", "fluids_taper", "warm_bath_start",
             "melatonin", "screens_off", "todo_list")  # fmt: skip
PRACTICES = ("extended_4_6", "coherent_5_5", "pmr_16", "body_scan")
