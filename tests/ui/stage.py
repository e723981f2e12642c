"""The real window on fakes, at any moment of the evening, in any face and language."""

import uuid
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication

from tests.conftest import ASSETS
from tests.fakes import (
    FakeClock,
    FakeJournal,
    FakeLists,
    FakePreferences,
    FakeSpeaker,
    FakeVoice,
    with_aftercare,
)
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.history import SessionRecord
from windown.core.settings import Settings
from windown.presenters.session import SessionScreen
from windown.service.desk import Desk
from windown.service.player import Player
from windown.service.ports import VoiceChoice
from windown.service.run import Run
from windown.ui.theme import dress, theme_for
from windown.ui.window import Window

#: A Sunday evening in Berlin, an hour and a half before bed.
EVENING = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)


class Stage:
    """A window with all that stands behind it. `settings` are those of `Settings`."""

    def __init__(self, at=EVENING, sessions=(), told=(), scale=None, **settings):
        self.clock = FakeClock(at)
        self.journal, self.speaker, self.voice = FakeJournal(), FakeSpeaker(), FakeVoice()
        self.voice.voices = (VoiceChoice("gmw/en-us+f2", "English (America), soft, F2", "en-us"),)
        for record in sessions:
            self.journal.begin(record)
        self.desk = Desk(
            self.clock, self.journal, read_shelf([ASSETS / "practices"]), Settings(**settings),
            FakePreferences(), lambda code: read_words(ASSETS / "words", code), [],
            lists=FakeLists(),
        )  # fmt: skip
        with_aftercare(self.desk)
        run = Run(Player(self.speaker, self.voice), self.journal, self.desk.listeners)
        self.session = SessionScreen(self.desk, run)
        app = QApplication.instance()
        face = self.desk.face(self.clock.now())
        dress(app, theme_for(face, type_scale=scale, calm=self.desk.settings.reduce_motion))
        self.window = Window(
            self.desk,
            lambda: self.session,
            lambda: self.speaker,
            lambda: self.voice,
            tuple(told),
            "/home/ada/windown",
            scale,
        )

    def show(self, width=960, height=640):
        """Show the window at a size."""
        self.window.resize(width, height)
        self.window.show()
        return self

    def go(self, screen):
        """Show one of the screens."""
        self.window.go(screen)
        settle()
        return self

    def play(self, practice_id, seconds, minutes=None):
        """Begin a practice and let so many seconds pass."""
        self.window.begin(practice_id, minutes)
        self.clock.pass_(2.0)
        self.window.session_page.look()
        for _ in range(round(seconds * 2)):
            self.clock.pass_(0.5)
            self.window.session_page.look()
        settle()
        return self

    def picture(self):
        """What is to be seen, as a QImage."""
        settle()
        return self.window.grab().toImage()


def settle(seconds=0.25):
    """Let fades come to their end."""
    from PySide6.QtTest import QTest

    QTest.qWait(round(seconds * 1000))


def some_sessions(count=5, now=EVENING):
    """Sessions of the last evenings, the latest tonight."""
    made = []
    ids = ("extended_4_6", "pmr_16", "body_scan", "box_4", "weil_478")
    for n in range(count):
        started = now - timedelta(days=n * 1.5, minutes=20)
        made.append(
            SessionRecord(
                str(uuid.uuid4()), ids[n % 5], (started - timedelta(hours=11)).date(), started,
                "Europe/Berlin", 600.0, 600.0 - 130 * (n % 3), n % 3 == 0, (None, 4, 5)[n % 3],
            )
        )  # fmt: skip
    return made
