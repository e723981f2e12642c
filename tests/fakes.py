"""One fake for each port; what they are asked and told is open to the tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from windown.content.practices import read_shelf
from windown.core.problems import Trouble
from windown.core.settings import Settings
from windown.core.wording import Words
from windown.service.desk import Desk
from windown.service.ports import Levels, Now


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, utc=datetime(2026, 11, 22, 21, 30, tzinfo=UTC), zone="Europe/Berlin"):
        self.utc, self.zone, self.steady, self.slept = utc, zone, 1000.0, 0.0

    def now(self):
        return Now(self.utc, self.zone, self.steady, self.slept)

    def pass_(self, seconds):
        """Time goes by while the computer is awake."""
        self.utc += timedelta(seconds=seconds)
        self.steady += seconds
        return self.now()

    def sleep(self, seconds):
        """Time goes by while the computer sleeps: steady time stands still."""
        self.utc += timedelta(seconds=seconds)
        self.slept += seconds
        return self.now()


class FakeSpeaker:
    """Notes what it is asked; sounds only as far as a test says so by `line`."""

    def __init__(self):
        self.calls, self.files = [], {}
        self.line, self.wrong = None, ""
        self.levels, self.timeline = Levels(), None

    def load(self, timeline, levels):
        self.timeline, self.levels = timeline, levels
        self.calls.append("load")

    def replace(self, timeline):
        self.timeline = timeline
        self.calls.append("replace")

    def clips(self, files):
        self.files |= files
        self.calls.append("clips")

    def play(self, position, steady):
        self.calls.append(("play", position, steady))

    def pause(self):
        self.calls.append("pause")

    def stop(self):
        self.calls.append("stop")

    def set_levels(self, levels):
        self.levels = levels

    def heard(self):
        return self.line

    def trouble(self):
        return self.wrong

    def close(self):
        self.calls.append("close")


class FakeVoice:
    """Has a prompt ready when a test says so; by default at once."""

    def __init__(self, ready=True):
        self.ready, self.wanted, self.wrong, self.voices = ready, [], "", ()
        self.remark = ""

    def want(self, texts, style):
        self.wanted = list(texts)

    def clip(self, text, style):
        return Path(f"{text}.wav") if self.ready and not self.wrong else None

    def pending(self):
        return 0 if self.ready or self.wrong else len(self.wanted)

    def ask_choices(self):
        pass

    def choices(self):
        return self.voices

    def trouble(self):
        return self.wrong

    def note(self):
        return self.remark

    def close(self):
        pass


class FakeJournal:
    """A journal in memory; `failing` is the trouble every write meets, `unreadable` every read."""

    def __init__(self):
        self.records, self.failing, self.unreadable, self.writes = {}, None, None, 0

    def _write(self):
        self.writes += 1
        if self.failing:
            raise Trouble(self.failing)

    def begin(self, record):
        self._write()
        self.records[record.id] = record

    def keep(self, session, done_s, complete):
        self._write()
        old = self.records[session]
        self.records[session] = replace(old, done_s=max(old.done_s, done_s), complete=complete)

    def rate(self, session, felt, note):
        self._write()
        self.records[session] = replace(self.records[session], felt=felt, note=note)

    def sessions(self, first, last):
        if self.unreadable:
            raise Trouble(self.unreadable)
        held = [r for r in self.records.values() if first <= r.night <= last]
        return sorted(held, key=lambda record: record.started)

    def close(self):
        pass


class FakePreferences:
    """Settings kept in memory; `failing` is the trouble a write meets."""

    def __init__(self):
        self.kept, self.failing = None, None

    def write(self, settings):
        if self.failing:
            raise Trouble(self.failing)
        self.kept = settings


class SaidIds(Words):
    """Words that say every id with all its values, so that a test sees what is handed on."""

    def __init__(self, language="auto"):
        super().__init__("en" if language == "auto" else language, {})

    def __call__(self, key, /, **values):
        return " ".join([key, *(f"{name}={value}" for name, value in values.items())])


class FakeKeys:
    """Keys pressed one at each wait, for which time goes by on a fake clock."""

    def __init__(self, clock, actions=()):
        self.clock, self.actions = clock, list(actions)

    def wait(self, seconds):
        self.clock.pass_(seconds)
        return self.actions.pop(0) if self.actions else None


ASSETS = Path(__file__).parents[1] / "assets"


def a_desk(shelf=None, words_of=SaidIds, **settings):
    """A desk of fakes with the practices that ship and the settings of a new person but these."""
    return Desk(
        FakeClock(),
        FakeJournal(),
        shelf or read_shelf([ASSETS / "practices"]),
        Settings(**settings),
        FakePreferences(),
        words_of,
        [],
    )
