"""The real program through an evening: shown, answered, killed, started twice, and put away."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.conftest import ASSETS
from tests.fakes import FakeClock, FakeNotifier, FakeSpeaker, FakeVoice
from tests.helpers.buses import private_bus
from tests.helpers.desktop import NotificationDaemon
from tests.outside import PATIENCE_S, WINDOWN, Screen, journal, needs_screen, surroundings, until
from tests.ui.stage import settle
from windown.adapters.instance import Instance
from windown.app import build
from windown.content.words import read_words
from windown.core.night import lights_out
from windown.ui.light import screen_score

thorough = pytest.mark.thorough
needs_hands = pytest.mark.skipif(
    not (shutil.which("openbox") and shutil.which("xdotool")), reason="install openbox xdotool"
)

#: From the reminder to wind down to bedtime, in minutes.
LEAD = 45
#: A program needs this long to be there before a moment it is not to miss (seconds).
EARLY_S = 10.0
WORDS = read_words(ASSETS / "words", "en")


def evening_zone(now):
    """A zone in which it is between nine and ten in the evening."""
    east = (21 - now.hour + 12) % 24 - 12
    return f"Etc/GMT{-east:+d}" if east else "UTC"


class Place:
    """A data folder, a screen and a bus, and programs started there."""

    def __init__(self, home, screen, bus):
        self.home, self.data, self.screen = home, home / "data", screen
        self.zone = evening_zone(datetime.now(UTC))
        self.environ = surroundings(
            home, DISPLAY=screen.display, TZ=self.zone, DBUS_SESSION_BUS_ADDRESS=bus.address
        )
        self.started = []

    def plan(self, due):
        """Bedtime so that the reminder to wind down is due at a moment, and nothing else soon."""
        bed = due.astimezone(ZoneInfo(self.zone)) + timedelta(minutes=LEAD)
        self.data.mkdir(exist_ok=True)
        chosen = {"bedtime": f"{bed:%H:%M}", "rise": "07:00", "face": "night", "language": "en"}
        (self.data / "settings.json").write_text(json.dumps(chosen), "utf-8")
        self.key = f"wind_down_start:{due.astimezone(ZoneInfo(self.zone)):%Y-%m-%d}"
        return due

    def plan_due_now(self):
        """As if windown had run until five minutes ago, and the reminder had come due since."""
        due = self.plan(datetime.now(UTC).replace(second=0, microsecond=0))
        house = build(self.data)
        house.evening.look(FakeClock(due - timedelta(minutes=5), self.zone).now())
        house.close()

    def runs(self, *arguments):
        """A command to its end: its status, what it said, and how long it took (seconds)."""
        began = time.monotonic()
        run = subprocess.run(
            [*WINDOWN, "--data-dir", str(self.data), *arguments], env=self.environ,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        return run, time.monotonic() - began

    def starts(self, *arguments):
        """The window."""
        self.started.append(subprocess.Popen(
            [*WINDOWN, "--data-dir", str(self.data), *arguments], env=self.environ,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ))  # fmt: skip
        return self.started[-1]

    def state(self):
        """What became of the reminder, as `windown tonight` tells it."""
        run, _ = self.runs("tonight", "--json")
        rows = {row["occurrence"]: row["state"] for row in json.loads(run.stdout)["reminders"]}
        return rows[self.key]

    def log(self):
        """What the ledger's log says of the reminder, in order."""
        with closing(sqlite3.connect(self.data / "windown.db")) as db:
            rows = db.execute("SELECT reminder || ':' || night, kind FROM event ORDER BY id")
            return [kind for key, kind in rows if key == self.key]

    def windows(self, name="windown"):
        """The windows of a name that are to be seen."""
        return self._hands("search", "--onlyvisible", "--name", f"^{name}$").split()

    def focus(self):
        return self._hands("getwindowfocus").strip()

    def press(self, keys):
        self._hands("key", keys)

    def _hands(self, *words):
        return subprocess.run(
            ["xdotool", *words], env=self.environ, capture_output=True, text=True,
            timeout=PATIENCE_S,
        ).stdout  # fmt: skip

    def manage(self):
        """From now on windows can be closed and have the focus."""
        self.started.append(subprocess.Popen(
            ["openbox", "--sm-disable"], env=self.environ,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ))  # fmt: skip

    def close(self):
        for each in self.started:
            if each.poll() is None:
                each.kill()
            each.communicate()


@pytest.fixture
def bus(tmp_path):
    with private_bus(tmp_path) as made:
        yield made


@pytest.fixture
def place(tmp_path, bus):
    screen = Screen(tmp_path)
    made = Place(tmp_path, screen, bus)
    yield made
    made.close()
    screen.close()


@pytest.fixture
def daemon(bus):
    with NotificationDaemon(bus.address) as made:
        yield made


def ends_well(program):
    """Whether a program that is asked to end does so without a word."""
    program.send_signal(signal.SIGTERM)
    out, err = program.communicate(timeout=PATIENCE_S)
    return (program.returncode, out, err) == (0, "", "")


def is_free(folder):
    """Whether the place of the first can be taken."""
    instance = Instance(folder)
    free = instance.take()
    instance.close()
    return free


@needs_screen
def test_it_reminds_neutrally_hears_an_answer_and_ends_leaving_nothing(place, daemon):
    place.plan_due_now()
    program = place.starts()
    assert until(lambda: daemon.notes)
    (note,) = daemon.notes
    assert (note.title, note.body) == (WORDS("card.title"), WORDS("reminder.neutral"))
    daemon.press(note.id, "later")
    assert until(lambda: place.log() == ["shown", "snoozed"])
    assert ends_well(program)
    assert (daemon.on_screen, len(daemon.notes)) == ({}, 1)
    assert is_free(place.data)


@thorough
@needs_screen
def test_at_its_minute_it_comes_once_and_begin_begins(place, daemon):
    soon = datetime.now(UTC) + timedelta(seconds=EARLY_S + 60)
    due = place.plan(soon.replace(second=0, microsecond=0))
    program = place.starts()
    assert until(lambda: daemon.notes, 90.0)
    late = (datetime.now(UTC) - due).total_seconds()
    assert 0.0 <= late < 2.0
    assert place.state() == "shown"
    daemon.press(1, "begin", times=2)
    assert until(lambda: place.state() == "done")
    assert until(lambda: journal(place.data))
    assert ends_well(program)
    assert (len(daemon.notes), place.log()) == (1, ["shown", "done"])
    assert [row["practice"] for row in journal(place.data)] == ["extended_4_6"]


@thorough
@needs_screen
@needs_hands
def test_without_a_daemon_a_card_comes(place):
    place.plan_due_now()
    program = place.starts()
    assert until(lambda: len(place.windows()) == 2)  # the window and the card
    assert until(lambda: place.log() == ["shown"])  # written as soon as it is on the screen
    assert ends_well(program)


@thorough
@needs_screen
@needs_hands
def test_a_card_that_takes_over_from_a_daemon_leaves_the_focus_where_it_is(place, bus):
    place.manage()
    place.plan_due_now()
    with NotificationDaemon(bus.address) as daemon:
        program = place.starts()
        assert until(lambda: daemon.notes)
        (window,) = place.windows()
        assert until(lambda: place.focus() == window)
    assert until(lambda: len(place.windows()) == 2)
    assert place.focus() == window
    assert place.log() == ["shown"]
    assert ends_well(program)


@thorough
@needs_screen
def test_killed_after_it_was_shown_it_is_shown_again_once_silently_and_logged_once(place, daemon):
    place.plan_due_now()
    program = place.starts()
    assert until(lambda: place.log() == ["shown"])
    program.kill()
    program.wait(PATIENCE_S)
    program = place.starts()
    assert until(lambda: len(daemon.notes) == 2)
    # The tone of a reminder is ours, so the desktop is always asked for silence.
    assert all(note.hints["suppress-sound"][1] for note in daemon.notes)
    daemon.press(daemon.notes[1].id, "skip")
    assert until(lambda: place.log() == ["shown", "skipped"])
    assert ends_well(program)
    assert len(daemon.notes) == 2


@thorough
@needs_screen
def test_an_answer_in_another_process_takes_the_notification_away(place, daemon):
    place.plan_due_now()
    program = place.starts()
    assert until(lambda: daemon.notes)
    run, _ = place.runs("answer", place.key, "skip")
    assert (run.returncode, run.stderr) == (0, "")
    assert until(lambda: daemon.on_screen == {}, 2.0)
    assert ends_well(program)
    assert place.log() == ["shown", "skipped"]


@thorough
@needs_screen
@needs_hands
def test_closed_without_a_tray_it_says_so_once_stays_and_a_second_start_brings_it_back(
    place, daemon
):
    place.manage()
    place.plan_due_now()
    program = place.starts()
    assert until(lambda: daemon.notes)

    def told():
        return json.loads((place.data / "settings.json").read_text("utf-8")).get("tray_told")

    assert until(lambda: place.focus() in place.windows())
    place.press("alt+F4")
    assert until(told)
    assert until(lambda: place.focus() in place.windows())  # there again, with the sentence
    place.press("alt+F4")
    assert until(lambda: place.windows() == [])
    assert program.poll() is None
    daemon.press(1, "skip")  # reminders go on
    assert until(lambda: place.log() == ["shown", "skipped"])
    took = min(second_start(place) for _ in range(3))
    assert took < 1.0
    assert until(lambda: len(place.windows()) == 1)
    assert not is_free(place.data)
    assert ends_well(program)
    assert is_free(place.data)


def second_start(place):
    """How long a second start takes that does as it should (seconds)."""
    run, took = place.runs()
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return took


# A whole evening, a minute at a time

BERLIN = ZoneInfo("Europe/Berlin")
CLOCK = re.compile(r"\d\d?[:.]\d\d")
#: Nor are there minutes in the night: what is put off is only put off.
MINUTES = re.compile(r"\d+ ?(?:min|h\b)")
#: What is looked at: six moments, and the most light each may give (None: by day).
MOMENTS = {
    "13:30": None, "18:40": None, "20:30": 0.05, "21:40": 0.05, "22:30": 0.03, "02:00": 0.03,
}  # fmt: skip
ALL = ("last_alcohol", "last_nicotine", "worry_time", "warm_bath_start", "todo_list", "bedtime",
       "rise", "morning_light")  # fmt: skip
#: What is answered with, and after how many minutes; the others are left alone.
ANSWERED = {"caffeine_cutoff": ("done", 3), "dim_lights": ("skip", 0), "fluids_taper": ("done", 7),
            "screens_off": ("done", 12), "rise": ("done", 1)}  # fmt: skip


def at(clock):
    """A moment of the night of a Sunday in Berlin."""
    hour, minute = map(int, clock.split(":"))
    day = datetime(2026, 11, 22 if hour >= 12 else 23, hour, minute, tzinfo=BERLIN)
    return day.astimezone(UTC)


class Watched(FakeNotifier):
    """A notifier that notes when, and how, each was shown, and has no buttons to press."""

    def __init__(self, clock):
        super().__init__()
        self.clock, self.given = clock, []

    def show(self, key, title, body, answers, silent):
        self.given.append((key, self.clock.utc, f"{title} {body}", silent))
        return super().show(key, title, body, answers, silent)


class WholeEvening:
    """The real house and window on a clock that is moved, with every reminder on."""

    def __init__(self, folder):
        from dataclasses import replace

        from windown.presenters.session import SessionScreen
        from windown.ui.theme import dress, theme_for
        from windown.ui.window import Window

        (folder / "settings.json").write_text('{"language": "en", "reduce_motion": true}', "utf-8")
        self.house = build(folder)
        desk, evening = self.house.desk, self.house.evening
        self.clock = FakeClock(at("13:00"))
        desk.clock = evening.clock = self.clock
        desk.plan = replace(desk.plan, reminders=tuple(
            replace(each, on=each.on or each.id in ALL, spoken=True)
            for each in desk.plan.reminders
        ))  # fmt: skip
        self.notifier = evening.screen.notifier = Watched(self.clock)
        self.spoken = []
        evening.screen.say = lambda text: self.spoken.append((self.clock.utc, text))
        speaker, voice = FakeSpeaker(), FakeVoice()
        dress(QApplication.instance(), theme_for(desk.face(self.clock.now()), calm=True))
        session = SessionScreen(desk, self.house.run(speaker, voice))
        parts = (lambda: session, lambda: speaker, lambda: voice)
        self.window = Window(desk, *parts, (), str(folder))
        self.window.show()

    def walk(self, until_, each_minute):
        """A look every minute, answering some, and what is to be seen after it."""
        while self.clock.utc < until_:
            self.clock.pass_(60)
            self.house.evening.look(self.clock.now())
            for key, (answer, after) in self._asked():
                if self.clock.utc - self._shown_at(key) >= timedelta(minutes=after):
                    self.house.evening.answered(key, answer)
            self.window.look()
            _let_qt_work()
            each_minute()

    def _asked(self):
        shown = [key for key in self.notifier.visible if key.split(":")[0] in ANSWERED]
        return [(key, ANSWERED[key.split(":")[0]]) for key in shown]

    def _shown_at(self, key):
        return next(moment for name, moment, _, _ in self.notifier.given if name == key)

    def narrow(self):
        """The same in the smallest window, which then is as large as before."""
        before = self.window.size()
        self.window.resize(420, 700)
        settle()
        picture = self.window.grab().toImage()
        self.window.resize(before)
        return picture

    def is_dark(self):
        """Whether it is between lights-out and rise."""
        return lights_out(self.clock.utc, self.house.desk.night(self.clock.now()))

    def said(self):
        """Every word on the screen, in tips, and for the ear."""
        seen = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        words = [self.window.windowTitle()]
        for each in seen:
            words += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
            words += [each.text()] if isinstance(each, QLabel | QAbstractButton) else []
        return "\n".join(words)

    def close(self):
        self.window.leave()
        self.window.deleteLater()
        _let_qt_work()  # a window that still looked would meet a journal that is closed
        self.house.close()


def _let_qt_work():
    """What was laid out or taken away since is really so."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def whole(qapp, tmp_path):
    made = WholeEvening(tmp_path)
    yield made
    made.close()


@thorough
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_whole_evening_from_caffeine_to_morning_light(whole):
    wanted = {each.key: each for each in whole.house.evening.tonight(whole.clock.now())}
    clocks, pictures, dark = [], {}, []

    def each_minute():
        local = f"{whole.clock.utc.astimezone(BERLIN):%H:%M}"
        if whole.is_dark():
            dark.append(whole.clock.utc)
            clocks.extend(CLOCK.findall(whole.said()) + MINUTES.findall(whole.said()))
        if local in MOMENTS:
            # A person comes to look: a face that had become brighter shows itself only then.
            whole.window.go("tonight")
            settle()
            assert whole.is_dark() or CLOCK.search(whole.said())
            pictures[local] = whole.window.grab().toImage()
            pictures[f"{local} narrow"] = whole.narrow()

    whole.walk(at("07:30"), each_minute)
    keep(pictures)
    shown = [key for key, *_ in whole.notifier.given]
    tonight = [key for key in shown if key.endswith("2026-11-22")]
    assert sorted(tonight) == sorted(set(shown)) == sorted(wanted)
    assert {key.split(":")[0] for key in wanted} >= {*ALL, *ANSWERED}
    for key, moment, words, silent in whole.notifier.given:
        assert wanted[key].due <= moment < wanted[key].deadline
        if moment in dark:
            assert silent and not CLOCK.search(words) and not MINUTES.search(words)
    assert whole.spoken
    assert not {moment for moment, _ in whole.spoken} & set(dark)
    assert (dark[0], dark[-1]) == (at("23:00"), at("06:59"))
    assert clocks == []
    for name, limit in MOMENTS.items():
        for each in (name, f"{name} narrow"):
            assert limit is None or screen_score(pictures[each]) <= limit, each


def keep(pictures):
    """Lay the pictures where somebody wants to look at them."""
    folder = os.environ.get("WINDOWN_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            picture.save(f"{folder}/{name.replace(':', '').replace(' ', '_')}.png")
