"""Evenings of somebody who has used windown for a while, and the pages of the journal on them."""

import random
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.conftest import ASSETS
from tests.fakes import FakeDiary, FakeLedger, FakeNotes, FakeRoutines, a_desk
from windown.content.words import read_words
from windown.core.diary import DiaryNight
from windown.core.evening.ledger import Row
from windown.core.evening.plan import NightChange
from windown.core.history import SessionRecord
from windown.core.records import NightNote
from windown.core.routine import RoutineRun, RoutineStep, StepRun
from windown.presenters.journal import JournalScreen
from windown.presenters.journal_night import NightScreen
from windown.ui.screens.journal import JournalPage
from windown.ui.screens.journal_night import NightPage
from windown.ui.theme import dress, theme_for, wear

ONE = timedelta(days=1)
PRACTICES = ("extended_4_6", "body_scan", "pmr_16", "coherent_5_5")
STEPS = ("lamps_down", "bedroom", "phone_away")


def fill(desk, count, last=date(2026, 11, 22), seed=5):
    """So many evenings up to `last`, most of them with something."""
    chance = random.Random(seed)
    desk.diary, desk.routines, desk.notes = FakeDiary(), FakeRoutines(), FakeNotes()
    desk.evening = SimpleNamespace(ledger=FakeLedger(), change=lambda night: NightChange(night))
    for ago in range(count):
        evening(desk, last - ago * ONE, chance)


def evening(desk, night, chance):
    """One evening."""
    start = datetime(night.year, night.month, night.day, 21, tzinfo=UTC)
    for n in range(chance.choice((0, 1, 1, 2))):
        record = SessionRecord(
            f"{night}-{n}", chance.choice(PRACTICES), night, start + timedelta(minutes=20 * n),
            "Europe/Berlin", 600.0, chance.choice((600.0, 600.0, 240.0)), chance.random() < 0.7,
            chance.choice((None, 3, 4, 5)), "",
        )  # fmt: skip
        desk.journal.records[record.id] = record
    if chance.random() < 0.45:
        steps = tuple(StepRun(RoutineStep(name, 2.0), "done", start) for name in STEPS)
        desk.routines.put(RoutineRun(f"r-{night}", "short", "", night, start, "UTC", steps, start))
    if chance.random() < 0.8:
        desk.diary.put(morning(night, start, chance))
    for n, name in enumerate(("dim_lights", "screens_off", "melatonin")):
        state = chance.choice(("done", "done", "skipped", "missed"))
        due = start - timedelta(hours=2 - n)
        row = Row(name, night, due, due + timedelta(hours=1), None, state, zone="UTC",
                  answered_at=None if state == "missed" else due)  # fmt: skip
        desk.ledger.kept[row.key] = row
    if chance.random() < 0.08:
        note = NightNote(f"n-{night}", night, start + timedelta(hours=5), "Ring the dentist")
        desk.notes.put_note(note)


def morning(night, start, chance):
    """What is said of a night."""
    bed = start + timedelta(minutes=chance.randint(30, 90))
    tried, wake = bed + timedelta(minutes=15), bed + timedelta(minutes=chance.randint(420, 510))
    return DiaryNight(
        night, "Europe/Berlin", wake, bed, tried, chance.randint(5, 55), 2, chance.randint(0, 60),
        wake, wake + timedelta(minutes=20), chance.randint(2, 5),
    )  # fmt: skip


class Opened:
    """The calendar of a journal, or one of its nights, in a window of its own."""

    def __init__(self, count=90, face="evening", language="en", scale=1.0, at=None, **settings):
        desk = a_desk(
            words_of=lambda code: read_words(ASSETS / "words", language), face=face, **settings
        )
        desk.clock.utc = at or datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
        self.desk = desk
        fill(desk, count)
        self.screen = JournalScreen(desk)
        self.night_screen = NightScreen(desk, self.screen.evenings)
        self.chosen, self.diary, self.backs = [], [], []
        self.page = JournalPage(self.screen, desk.clock, self.chosen.append)
        self.night = NightPage(
            self.night_screen, desk.clock, lambda: self.backs.append(1), self.diary.append
        )
        self.window = QWidget()
        self.window.setObjectName("page")
        rows = QVBoxLayout(self.window)
        rows.setContentsMargins(0, 0, 0, 0)
        for page in (self.page, self.night):
            rows.addWidget(page)
        self.night.hide()
        theme = theme_for(face, type_scale=scale)
        dress(QApplication.instance(), theme)
        wear(self.window, theme)

    def show(self, width=960, height=640):
        """Show the calendar at a size."""
        self.window.resize(width, height)
        self.page.refresh()
        self.window.show()
        QApplication.processEvents()
        return self

    def open(self, night):
        """Show a night."""
        self.page.hide()
        self.night.open(night)
        self.night.show()
        QApplication.processEvents()
        return self
