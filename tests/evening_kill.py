"""Kills the evening again and again, and then counts: `python -m tests.evening_kill --kills 200`.

The evening and its ledger on disk are the real ones; the clock runs faster, and a file stands
for the screen. A run goes on where the one before was killed, as after a crash.
"""

import argparse
import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.fakes import SaidIds
from windown.adapters.store import open_store
from windown.core.evening.nights import nights_in_reach, occurrences
from windown.core.evening.plan import Occurrence, Plan, Reminder, Repeat
from windown.service.evening import Evening
from windown.service.ports import Now
from windown.service.telling import telling

ROOT = Path(__file__).parents[1]
ZONE = "Europe/Berlin"
#: Two weeks before summer time ends, so that a long run passes through it.
BEGIN = datetime(2026, 10, 11, 10, tzinfo=UTC)
#: Seconds of the plan in one real second.
SPEED = 4000.0
#: The floor of the looks, in seconds of the plan.
FLOOR_S = 30
PATIENCE_S = 60
ANSWERS = ("done", "skip", "later", "", "")
PLAN = Plan(
    reminders=(
        *(
            Reminder(f"own_{lead:08x}", "bed", lead, late_min=90, repeat=Repeat(2, 10))
            for lead in range(0, 540, 20)
        ),
        *(Reminder(f"own_d{lead:07x}", "bed", lead, late="drop") for lead in range(5, 300, 60)),
        *(Reminder(f"own_e{lead:07x}", "rise", lead, late_min=60) for lead in range(0, 400, 25)),
    )
)


@dataclass(frozen=True)
class FastClock:
    """The system's clock, so many times faster since a real moment."""

    real: float
    speed: float

    def now(self) -> Now:
        passed = (time.time() - self.real) * self.speed
        return Now(BEGIN + timedelta(seconds=passed), ZONE, passed)


class Paper:
    """A notifier that writes each showing on a line, with the moment of the look."""

    def __init__(self, file: Path) -> None:
        self._line = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self.fresh: list[str] = []
        self.look_at = BEGIN

    def show(self, key: str, title: str, body: str, answers: object, silent: bool) -> bool:
        os.write(self._line, f"{key} {self.look_at.isoformat()}\n".encode())
        self.fresh.append(key)
        return True

    def withdraw(self, key: str) -> None:
        pass

    def capabilities(self) -> frozenset[str]:
        return frozenset()


def run(folder: Path, clock: FastClock, ends: bool = False) -> None:
    """Look, answer some of what is shown, and look again, until killed (or once, if it `ends`)."""
    paper, dice = Paper(folder / "shown"), random.Random()
    looks = os.open(folder / "looks", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    with contextlib.closing(open_store(folder / "windown.db")) as store:
        evening = Evening(
            store.ledger(), lambda: PLAN, paper, lambda r, dark: telling(r, SaidIds(), False, dark),
            clock, [],
        )  # fmt: skip
        print("ready", flush=True)
        while True:
            now = clock.now()
            paper.look_at = now.utc
            following = evening.look(now)
            os.write(looks, f"{now.utc.isoformat()}\n".encode())
            if ends:
                return
            for key in paper.fresh:
                if answer := dice.choice(ANSWERS):
                    evening.answered(key, answer)
            paper.fresh.clear()
            wait = min((following - clock.now().utc).total_seconds(), FLOOR_S) / clock.speed
            time.sleep(max(0.0, wait))


@dataclass
class Count:
    """What was found after the kills. Only `doubled` may be anything but empty or 0."""

    occurrences: int = 0
    states: Counter[str] = field(default_factory=Counter)
    shown: int = 0
    doubled: int = 0
    lost: list[str] = field(default_factory=list)
    two_ends: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    open_still: list[str] = field(default_factory=list)
    missed_while_awake: list[str] = field(default_factory=list)
    never_shown: list[str] = field(default_factory=list)
    damaged: str = ""

    @property
    def good(self) -> bool:
        wrong = (self.lost, self.two_ends, self.late, self.open_still, self.never_shown)
        return not (any(wrong) or self.missed_while_awake or self.damaged)


def kill_often(folder: Path, kills: int, speed: float = SPEED, seed: int | None = None) -> Count:
    """Start and kill so many runs, look a last time, and count."""
    dice, clock = random.Random(seed), FastClock(time.time(), speed)
    command = [sys.executable, "-m", "tests.evening_kill", "--run", str(folder)]
    command += ["--since", repr(clock.real), "--speed", str(speed)]
    for _ in range(kills):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
            assert child.stdout is not None
            if dice.random() < 0.85:  # the others are killed while they start
                child.stdout.readline()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(dice.uniform(0.0, 0.5))
                raise RuntimeError("a run ended by itself")
            child.kill()
    # At a moment when none of the last graces is open any more.
    stop = clock.now().utc + timedelta(hours=30)
    passed = (stop - BEGIN).total_seconds()
    run(folder, FastClock(time.time() - passed / speed, speed), ends=True)
    return count(folder, stop)


def count(folder: Path, stop: datetime) -> Count:
    """Compare the ledger and what was on the screen with what the plan wanted."""
    found = Count()
    looks = [datetime.fromisoformat(line) for line in whole_lines(folder / "looks")]
    shown = [line.split(" ") for line in whole_lines(folder / "shown")]
    found.shown = len(shown)
    with contextlib.closing(sqlite3.connect(folder / "windown.db")) as db:
        check = db.execute("PRAGMA integrity_check").fetchone()[0]
        found.damaged = "" if check == "ok" else check
        ends = db.execute(
            "SELECT reminder || ':' || night, count(*) FROM event"
            " WHERE kind IN ('done', 'skipped', 'missed') GROUP BY 1"
        ).fetchall()
    found.two_ends = [key for key, times in ends if times > 1]
    showings = Counter(key for key, _ in shown)
    moments: dict[str, list[datetime]] = {}
    for key, moment in shown:
        moments.setdefault(key, []).append(datetime.fromisoformat(moment))
    with contextlib.closing(open_store(folder / "windown.db")) as store:
        ledger = store.ledger()
        for each in wanted(looks[0], stop):
            found.occurrences += 1
            row = ledger.row(each.key)
            if row is None:
                found.lost.append(each.key)
                continue
            found.states[f"{row.state} {row.why}".strip()] += 1
            if row.state not in ("done", "skipped", "missed"):
                found.open_still.append(each.key)
            if row.why in ("not_running", "not_shown") and any(
                each.due <= look < each.show_by for look in looks
            ):
                found.missed_while_awake.append(each.key)
            if any(moment >= each.deadline for moment in moments.get(each.key, ())):
                found.late.append(each.key)
            if showings[each.key] < row.shows:
                found.never_shown.append(each.key)
            found.doubled += max(0, showings[each.key] - row.shows)
    return found


def whole_lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def wanted(first: datetime, stop: datetime, plan: Plan = PLAN) -> Iterator[Occurrence]:
    """All occurrences that became due since the first look and are over at the end."""
    zone = ZoneInfo(ZONE)
    night, last = nights_in_reach(first, zone)[0], nights_in_reach(stop, zone)[-1]
    while night <= last:
        for each in occurrences(plan, night, zone):
            if first < each.due and each.deadline <= stop:
                yield each
        night += timedelta(days=1)


def main() -> int:
    """Run it from the command line; 0 where nothing was lost, doubled or late."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--speed", type=float, default=SPEED)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--since", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run is not None:
        run(options.run, FastClock(options.since, options.speed))
    with tempfile.TemporaryDirectory() as folder:
        found = kill_often(Path(folder), options.kills, options.speed, options.seed)
    for name, value in vars(found).items():
        print(f"{name:>20}  {dict(value) if isinstance(value, Counter) else value}")
    return 0 if found.good else 1


if __name__ == "__main__":
    raise SystemExit(main())
