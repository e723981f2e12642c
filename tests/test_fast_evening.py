"""A full evening of the real program on a real screen, by a clock that runs faster for it."""

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.an_evening import MELATONIN
from tests.conftest import ASSETS
from tests.helpers.fast_clock import FastClock, needs_fast_clock
from tests.outside import PATIENCE_S, WINDOWN, Screen, needs_screen, surroundings, until
from windown.content.plan import read_defaults
from windown.content.words import read_words
from windown.core.evening.nights import occurrences
from windown.core.evening.plan_file import to_plain
from windown.ui.light import screen_score

pytestmark = [
    pytest.mark.thorough,
    needs_screen,
    needs_fast_clock,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="install xdotool"),
]

BERLIN = ZoneInfo("Europe/Berlin")
#: Seconds of the evening in one real second, and how far behind a busy computer may be with it.
SPEED, BEHIND = 400.0, timedelta(minutes=12)
#: What is looked at, and the most light the window may give (None: by day).
MOMENTS = {
    "14:30": None, "19:40": None, "20:40": 0.05, "21:40": 0.05, "22:40": 0.03, "23:20": 0.03,
}  # fmt: skip
#: Two moments of the night at which nothing stands there any more.
STILL = ("00:20", "01:05")
#: The window; cards stand beside it.
SIZE, DESK = (960, 640), (1400, 900)
WORDS = read_words(ASSETS / "words", "en")


def at(clock):
    """A moment of the night of a Sunday in Berlin."""
    hour, minute = map(int, clock.split(":"))
    day = datetime(2026, 11, 22 if hour >= 12 else 23, hour, minute, tzinfo=BERLIN)
    return day.astimezone(UTC)


def everything():
    """The plan out of the box with all on that comes before bed, some with a tone, some spoken."""
    plan = read_defaults(ASSETS / "plan" / "defaults.toml").plan
    return replace(plan, melatonin=MELATONIN, reminders=tuple(
        replace(each, on=each.anchor == "bed", sound=True, spoken=each.lead > 100)
        for each in plan.reminders
    ))  # fmt: skip


class Evening:
    """The program from early afternoon on, and what is seen of it from outside."""

    def __init__(self, home):
        self.data = home / "data"
        self.data.mkdir()
        chosen = {"language": "en", "real_words": True, "window": SIZE}
        (self.data / "settings.json").write_text(json.dumps(chosen), "utf-8")
        (self.data / "plan.json").write_text(json.dumps(to_plain(everything())), "utf-8")
        self.clock, self.screen = FastClock(home, SPEED), Screen(home, *DESK)
        self.environ = surroundings(
            home, DISPLAY=self.screen.display, TZ="Europe/Berlin",
            DBUS_SESSION_BUS_ADDRESS=f"unix:path={home}/no-bus",
        )  # fmt: skip
        self.said = home / "said"
        with self.said.open("wb") as said:
            self.program = subprocess.Popen(
                [*WINDOWN, "--data-dir", str(self.data)], stdin=subprocess.DEVNULL,
                env=self.environ | self.clock.begin(at("13:30")), stdout=said, stderr=said,
            )  # fmt: skip

    def comes(self, clock):
        """Wait for a moment of the evening."""
        left = (at(clock) - self.clock.now()).total_seconds() / SPEED
        until(lambda: self.clock.now() >= at(clock), max(0.0, left) + 1.0)
        assert self.program.poll() is None, self.said.read_text("utf-8")

    def picture(self):
        """The window as it is on the screen."""
        width, height, raw = self.screen.pixels()
        image = QImage(raw, width, height, width * 4, QImage.Format.Format_RGB32)
        return image.copy(QRect(0, 0, *SIZE))

    def cards(self):
        """The words of the small windows beside it."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"],
            env=self.environ, capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        return set(found.stdout.split("\n")) - {"", "windown"}

    def waiting(self):
        """The names of what stands open in the ledger."""
        rows = self._ask("SELECT reminder FROM occurrence WHERE state IN ('shown', 'firing')")
        return {WORDS(f"reminder.{reminder}.name") for (reminder,) in rows}

    def shown(self):
        """When each was first shown, and how often."""
        rows = self._ask(
            "SELECT reminder, MIN(at_ms), COUNT(*) FROM event WHERE kind = 'shown'"
            " AND reminder <> '' GROUP BY reminder"
        )
        return {name: (datetime.fromtimestamp(ms / 1000, UTC), n) for name, ms, n in rows}

    def _ask(self, query):
        with closing(sqlite3.connect(f"file:{self.data / 'windown.db'}?mode=ro", uri=True)) as db:
            return db.execute(query).fetchall()

    def close(self):
        self.program.terminate()
        try:
            self.program.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()
        self.screen.close()


@pytest.fixture
def evening(tmp_path):
    made = Evening(tmp_path)
    yield made
    made.close()


def keep(name, picture):
    """Lay a picture where somebody wants to look at it."""
    folder = os.environ.get("WINDOWN_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        picture.save(f"{folder}/{name.replace(':', '')}.png")


def test_from_caffeine_to_lights_out_it_tells_what_is_due_and_gives_little_light(evening):
    wanted = {each.reminder.id: each for each in occurrences(
        everything(), at("20:00").astimezone(BERLIN).date(), BERLIN
    )}  # fmt: skip
    pictures, told = {}, {}
    for name in [*MOMENTS, *STILL]:
        evening.comes(name)
        # What changes this very moment is seen a little later.
        assert until(lambda: evening.cards() == evening.waiting(), 3.0), (name, evening.cards())
        pictures[name], told[name] = evening.picture(), evening.cards()
        keep(name, pictures[name])
    for name, limit in MOMENTS.items():
        assert limit is None or 0.0 < screen_score(pictures[name]) <= limit, name
        standing = {each.reminder.id for each in wanted.values()
                    if each.due + BEHIND < at(name) < each.deadline - BEHIND}  # fmt: skip
        assert {WORDS(f"reminder.{each}.name") for each in standing} <= told[name], name
    shown = evening.shown()
    assert shown.keys() == wanted.keys()
    for name, (moment, times) in shown.items():
        assert wanted[name].due <= moment < wanted[name].due + BEHIND, name
        assert times == 1 + wanted[name].reminder.repeat.times, name
    # Nothing on the screen moves with the hours of the night: there is no clock on it.
    assert [told[name] for name in STILL] == [set(), set()]
    first, second = (pictures[name] for name in STILL)
    assert first == second
    assert screen_score(first) <= 0.03
    assert evening.said.read_text("utf-8") == ""
