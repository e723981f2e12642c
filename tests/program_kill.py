"""Kills the real program again and again, and then counts: `python -m tests.program_kill`.

`windown --tray` runs unmodified beside a screen and a bus of its own, by a clock that is faster
for it and all its timers. Between two of its lives the computer is off for a while. What it shows
is seen from outside: by a notification daemon, and on the screen where it came to cards.
"""

import argparse
import contextlib
import json
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.evening_kill import ZONE, wanted
from tests.helpers.buses import private_bus
from tests.helpers.desktop import Note, NotificationDaemon
from tests.helpers.fast_clock import FastClock
from tests.outside import PATIENCE_S, WINDOWN, Screen, surroundings, until
from windown.core.evening.nights import night_of_plan
from windown.core.evening.plan import Plan, Reminder, Repeat
from windown.core.evening.plan_file import to_plain
from windown.core.night import lights_out, night_of

#: A week before summer time ends, so that a long run passes through it.
BEGIN = datetime(2026, 10, 18, 12, tzinfo=UTC)
#: Seconds of the plan in one real second. The bus is not faster, so that a notification has 1 s
#: of the program in this part of a second; what takes longer comes as a card.
SPEED = 150.0
#: Real seconds after which the program has surely done what is due.
STALL_S = 1.5
ANSWERS = ("done", "skip", "later", "", "", "")
LOGGED = {"done": {"done"}, "skip": {"skipped"}, "later": {"snoozed", "missed"}}
ENDS = ("done", "skipped", "missed")
#: What all reminders of ours are called in the dark, where nothing a person wrote is shown.
UNNAMED = "Own reminder"
#: How long the computer is off between two lives (minutes), and how often that is so.
OFF = {(0, 15): 50, (15, 120): 30, (120, 300): 15, (600, 1800): 5}


def own(number: int, anchor: str, lead: int, **more) -> Reminder:
    """A reminder whose words are its id, so that it is known on the screen."""
    name = f"own_{number:08x}"
    return Reminder(name, anchor, lead, text=name, sound=True, **more)


PLAN = Plan(
    reminders=(
        *(own(lead, "bed", lead, late_min=90, repeat=Repeat(2, 10)) for lead in range(0, 600, 7)),
        *(own(0xD000 + lead, "bed", lead, late="drop") for lead in range(5, 300, 30)),
        *(own(0xE000 + lead, "rise", lead, late_min=60) for lead in range(0, 400, 11)),
    )
)


@dataclass
class Life:
    """One life of the program: from when to when, and what was seen and done meanwhile."""

    moment: datetime
    stopped: datetime = BEGIN
    #: Its first look, by its own clock, or None where it was killed before, or nobody waited.
    looked: datetime | None = None
    notes: list[Note] = field(default_factory=list)
    cards: set[str] = field(default_factory=set)
    #: Words, answer and steady second of each button that was pressed.
    pressed: list[tuple[str, str, float]] = field(default_factory=list)
    ended: float = 0.0

    def seen(self, words: str) -> int:
        """How often something was on the screen; a card stands for any number."""
        return 99 if words in self.cards else sum(each.title == words for each in self.notes)

    def heard(self) -> Iterator[tuple[str, str]]:
        """The answers there was time to hear; what came as a card has no buttons of the daemon."""
        for words, answer, at in self.pressed:
            if answer and words not in self.cards and self.ended - at > STALL_S:
                yield words, answer


@dataclass
class Count:
    """What was found after the kills.

    `doubled` may be as many as the kills: shown at the last moment, and not written any more.
    """

    kills: int = 0
    nights: int = 0
    occurrences: int = 0
    states: Counter[str] = field(default_factory=Counter)
    shown: int = 0
    notifications: int = 0
    cards: int = 0
    answered: int = 0
    doubled: int = 0
    lost: list[str] = field(default_factory=list)
    two_ends: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    open_still: list[str] = field(default_factory=list)
    missed_while_awake: list[str] = field(default_factory=list)
    never_seen: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    faults: str = ""
    damaged: str = ""

    @property
    def good(self) -> bool:
        wrong = (self.lost, self.two_ends, self.late, self.open_still, self.missed_while_awake,
                 self.never_seen, self.unheard, self.faults, self.damaged)  # fmt: skip
        return not any(wrong) and self.doubled <= self.kills


class World:
    """A screen, a daemon, a data folder, and the fast clock; and the program's lives there."""

    def __init__(self, home: Path, speed: float = SPEED, seed: int | None = None) -> None:
        self.home, self.data, self.dice = home, home / "data", random.Random(seed)
        self.lives: list[Life] = []
        self._stack = contextlib.ExitStack()
        self.clock = FastClock(home, speed)
        self.screen = Screen(home)
        self._stack.callback(self.screen.close)
        bus = self._stack.enter_context(private_bus(home))
        self.daemon = self._stack.enter_context(NotificationDaemon(bus.address))
        self.environ = surroundings(
            home, DISPLAY=self.screen.display, TZ=ZONE, DBUS_SESSION_BUS_ADDRESS=bus.address
        )
        self.data.mkdir()
        chosen = {"real_words": True, "language": "en", "voice_on": False}
        (self.data / "settings.json").write_text(json.dumps(chosen), "utf-8")
        (self.data / "plan.json").write_text(json.dumps(to_plain(PLAN)), "utf-8")

    def live(self, moment: datetime, seconds: float, looks: bool) -> Life:
        """Start at a moment, wait for the first look where it `looks`, and kill after so long."""
        life, before, noted = Life(moment), self.last_seen(), len(self.daemon.notes)
        with self._program(moment) as program:
            if looks and until(lambda: self.last_seen() != before, 4.0 if before else PATIENCE_S):
                life.looked = self.last_seen()
            end = time.monotonic() + seconds
            while (left := end - time.monotonic()) > 0:
                life.notes = self.daemon.notes[noted:]
                self._answer(life)
                time.sleep(min(left, 0.2))
            ended_by_itself = program.poll() is not None
            program.send_signal(signal.SIGSTOP)  # so that it can be looked at in peace
            life.stopped, life.ended = self.clock.now(), time.monotonic()
            life.cards |= self._cards()
        life.notes = self.daemon.notes[noted:]
        assert not ended_by_itself, (self.home / "said").read_text("utf-8")
        self.lives.append(life)
        return life

    def settle(self, moment: datetime) -> None:
        """A last life, when all graces are over, until nothing of before is open."""
        with self._program(moment):
            until(lambda: (self.last_seen() or BEGIN) >= moment and not self._open(moment))

    def _open(self, moment: datetime) -> bool:
        """Whether anything is open although its time was over at a moment."""
        return any(
            instant(deadline) <= moment
            for (deadline,) in self.ask(
                "SELECT deadline_ms FROM occurrence"
                " WHERE state NOT IN ('done', 'skipped', 'missed')"
            )
        )

    def last_seen(self) -> datetime | None:
        """When the program has last written that it runs, by its own clock."""
        found = self.ask("SELECT at_ms FROM moment WHERE name = 'last_seen'")
        return instant(found[0][0]) if found else None

    def ask(self, query: str) -> list[tuple]:
        """Rows of the journal, none where there is none yet."""
        try:
            uri = f"file:{self.data / 'windown.db'}?mode=ro"
            with contextlib.closing(sqlite3.connect(uri, uri=True)) as db:
                return db.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []

    def said(self) -> str:
        """What the program had to complain about in all its lives."""
        files = (self.home / "said", self.data / "windown.log")
        return "".join(file.read_text("utf-8") for file in files if file.exists())[-2000:]

    def close(self) -> None:
        """Take everything away."""
        self._stack.close()

    @contextlib.contextmanager
    def _program(self, moment: datetime) -> Iterator[subprocess.Popen[bytes]]:
        environ = {**self.environ, **self.clock.begin(moment)}
        command = [*WINDOWN, "--data-dir", str(self.data), "--tray"]
        with (self.home / "said").open("ab") as said:
            program = subprocess.Popen(
                command, env=environ, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        try:
            yield program
        finally:
            program.kill()
            program.wait()

    def _answer(self, life: Life) -> None:
        """Somebody presses a button of something that came in this life, or lets it stand."""
        life.cards |= self._cards()
        known = {words for words, *_ in life.pressed}
        for note in life.notes:
            if note.title in known or not is_named(note.title):
                continue
            answer = self.dice.choice(ANSWERS)
            if note.id in self.daemon.on_screen:
                life.pressed.append((note.title, answer, time.monotonic()))
                self.daemon.press(note.id, answer, times=2 if answer else 0)

    def _cards(self) -> set[str]:
        """The words of the small windows of ours that are on the screen."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "^own_|^Own", "getwindowname", "%@"],
            env=self.environ, capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        return set(found.stdout.split("\n")) - {""}


def kill_often(home: Path, kills: int, speed: float = SPEED, seed: int | None = None) -> Count:
    """Start and kill so many times, settle, and count."""
    world = World(home, speed, seed)
    try:
        return count(world, live_through(world, kills))
    finally:
        world.close()


def live_through(world: World, kills: int, longest: float = 4.0) -> datetime:
    """So many lives, each of `longest` seconds at most, and the moment at which all is over."""
    dice, moment = world.dice, BEGIN
    for number in range(kills):
        looks = number == 0 or dice.random() < 0.85  # the others are killed while they start
        life = world.live(moment, dice.uniform(0.0, longest if looks else 1.0), looks)
        (least, most), *_ = dice.choices(list(OFF), list(OFF.values()))
        moment = life.stopped + timedelta(minutes=dice.uniform(least, most))
    stop = moment + timedelta(hours=30)
    world.settle(stop)
    return stop


def count(world: World, stop: datetime) -> Count:
    """Compare the ledger, and what was on the screen, with what the plan wanted."""
    lives = world.lives
    found = Count(kills=len(lives), faults=world.said())
    found.notifications = sum(len(life.notes) for life in lives)
    found.cards = sum(len(life.cards) for life in lives)
    check = world.ask("PRAGMA integrity_check")
    found.damaged = "" if check == [("ok",)] else str(check)
    events = [
        (instant(at), reminder, f"{reminder}:{night}", kind)
        for at, reminder, night, kind in world.ask(
            "SELECT at_ms, reminder, night, kind FROM event WHERE reminder <> '' ORDER BY id"
        )
    ]
    found.shown = sum(kind == "shown" for *_, kind in events)
    ends = Counter((key, kind == "missed") for *_, key, kind in events if kind in ENDS)
    found.two_ends = [key for (key, _), times in ends.items() if times > 1]
    _compare_with_plan(found, world, stop)
    _compare_with_screen(found, lives, events)
    return found


def _compare_with_plan(found: Count, world: World, stop: datetime) -> None:
    rows = {
        f"{reminder}:{night}": (state, why, shows, instant(shown) if shown else BEGIN)
        for reminder, night, state, why, shows, shown in world.ask(
            "SELECT reminder, night, state, why, shows, shown_ms FROM occurrence"
        )
    }
    first = next(life.looked for life in world.lives if life.looked)
    stall = timedelta(seconds=STALL_S * world.clock.speed)
    plan = list(wanted(first, stop, PLAN))
    found.occurrences, found.nights = len(plan), len({each.night for each in plan})
    for each in plan:
        if each.key not in rows:
            found.lost.append(each.key)
            continue
        state, why, shows, shown = rows[each.key]
        found.states[f"{state} {why}".strip()] += 1
        if state not in ENDS:
            found.open_still.append(each.key)
        if shows and shown >= each.deadline:
            found.late.append(each.key)
        if why in ("not_running", "not_shown") and any(
            max(life.looked, each.due) + stall < min(life.stopped, each.show_by)
            for life in world.lives if life.looked
        ):  # fmt: skip
            found.missed_while_awake.append(each.key)


def _compare_with_screen(found: Count, lives: list[Life], events: list[tuple]) -> None:
    for life, following in zip(lives, [*lives[1:], Life(BEGIN)], strict=True):
        during = [each for each in events if life.moment <= each[0] <= life.stopped]
        shown = Counter(
            UNNAMED if is_dark(at) else reminder
            for at, reminder, _, kind in during if kind == "shown" and is_named(reminder)
        )  # fmt: skip
        for words, times in shown.items():
            # A card of the last moment may not have reached the screen; it comes in the next life.
            if life.seen(words) < times and not following.seen(words):
                found.never_seen.append(f"{words} {life.moment}")
        # What an earlier life has shown and nobody has answered stands there again, once.
        before = {name for at, name, _, kind in events if kind == "shown" and at < life.moment}
        noted = Counter(note.title for note in life.notes if is_named(note.title))
        again = Counter(name for name in noted if name in before)
        found.doubled += sum((noted - shown - again).values())
        kept = {(reminder, kind) for _, reminder, _, kind in during}
        for words, answer in life.heard():
            found.answered += 1
            if not {(words, kind) for kind in LOGGED[answer]} & kept:
                found.unheard.append(f"{words} {answer} {life.moment}")


def is_named(words: str) -> bool:
    """Whether it is known which reminder they are; in the dark they are the same for all."""
    return words.startswith("own_")


def is_dark(moment: datetime) -> bool:
    """Whether it is between lights-out and rise."""
    zone = ZoneInfo(ZONE)
    return lights_out(moment, night_of_plan(PLAN, night_of(moment, zone), zone))


def instant(ms: int) -> datetime:
    """The moment of so many milliseconds since 1970."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def main() -> int:
    """Run it from the command line; 0 where nothing was lost, doubled or late."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--speed", type=float, default=SPEED)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = kill_often(Path(folder), options.kills, options.speed, options.seed)
    for name, value in vars(found).items():
        print(f"{name:>20}  {dict(value) if isinstance(value, Counter) else value}")
    return 0 if found.good else 1


if __name__ == "__main__":
    raise SystemExit(main())
