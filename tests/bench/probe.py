"""The real window in a process of its own, with somebody at it who does one thing and notes when.

    python -m tests.bench.probe DATA frames|black|begin|screens|eyes|busy PRACTICE [MINUTES]

With "eyes" the screen is black and the timeline is printed first; "busy" is the same in a program
that has no rest: a thread of Python spins, and the whole window is drawn 60 times a second.

Prints a JSON list of figures a line, in steady seconds, which are the same in all processes.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from windown.adapters.speaker import ProcessSpeaker
from windown.app import build
from windown.presenters.session import SessionScreen
from windown.ui.screens import session as page
from windown.ui.start import quits_on_signals
from windown.ui.theme import dress, theme_for
from windown.ui.widgets.disc import Disc
from windown.ui.window import Window

#: Milliseconds the speaker's process has to get ready before a session is begun.
READY = 3000


def main() -> None:
    """Open the window as `windown.ui.start` does, but make nothing ready by itself."""
    data, what, practice = sys.argv[1:4]
    minutes = float(sys.argv[4]) if sys.argv[4:] else None
    if what == "frames":
        note_frames()
    app = QApplication([])
    house = build(Path(data))
    face = house.desk.face(house.desk.clock.now())
    dress(app, theme_for(face))
    voice, speaker = house.voice(), house.speaker()
    session = SessionScreen(house.desk, house.run(speaker, voice))
    parts = (lambda: session, lambda: speaker, lambda: voice)
    window = Window(house.desk, *parts, (), data)
    window.resize(960, 640)
    window.show()
    if isinstance(speaker, ProcessSpeaker):
        speaker.warm()
    QTimer.singleShot(READY, lambda: act(window, what, practice, minutes))
    with quits_on_signals(app):
        app.exec()
    window.leave()
    speaker.close()
    voice.close()


def act(window: Window, what: str, practice: str, minutes: float | None) -> None:
    """What the person does."""
    if what == "screens":
        for screen in ("practices", "journal", "settings", "tonight"):
            say(screen, opened(window, screen))
        years(window)
        return
    began = time.monotonic()
    window.begin(practice, minutes)
    held = window.session.run.session
    if held is not None:
        line = held.timeline
        cues = [cue.at for cue in line.prompts] + [cue.at for cue in line.tones]
        if what in ("eyes", "busy"):
            print(json.dumps(asdict(line)))
        say("begin", began + min(cues, default=0.0))
    if what == "busy":
        keep_busy(window)
    if what in ("black", "eyes", "busy"):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier)
        QTimer.singleShot(1000, lambda: window.session_page.keyPressEvent(key))


def years(window: Window) -> None:
    """The journal of years: weeks earlier with their figures, a night, and what it costs."""
    window.go("journal")
    page = window.journal
    QApplication.processEvents()

    def timed(name: str, act: Callable[[], object]) -> None:
        began = time.monotonic()
        act()
        window.grab()
        say(name, time.monotonic() - began)

    timed("figures", page._show_figures)
    timed("twelve weeks earlier", lambda: page.go_back(12))
    timed("a night", lambda: window.open_evening(page.calendar.current))
    window.go("journal")
    before = 0.0
    for turn in range(2):
        page.bar.setValue(page.bar.maximum())
        while page.at < page.bar.maximum():
            page.go_back(12)
            window.grab()
        before, grown = resident(), resident() - before if turn else 0.0
    say("memory grown by scrolling", grown)


def resident() -> float:
    """Memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def keep_busy(window: Window) -> None:
    """No rest for the program: one thread that spins, and the window drawn again and again."""

    def spin() -> None:
        while True:
            sum(range(1000))

    threading.Thread(target=spin, daemon=True).start()
    redraw = QTimer(window)
    redraw.timeout.connect(window.repaint)
    redraw.start(16)


def opened(window: Window, screen: str) -> float:
    """Seconds from the wish for a screen until it is laid out and painted."""
    began = time.monotonic()
    window.go(screen)
    window.grab()
    return time.monotonic() - began


def note_frames() -> None:
    """Say when each frame was due and when it was painted: where they are planned and drawn."""
    plan, paint = vars(page)["next_frame_ms"], Disc.paintEvent

    def planned(*where: float) -> int:
        wait: int = plan(*where)
        say("due", time.monotonic() + wait / 1000)
        return wait

    def painted(disc: Disc, event: QPaintEvent) -> None:
        paint(disc, event)
        say("painted", time.monotonic())

    vars(page)["next_frame_ms"] = planned
    Disc.paintEvent = painted  # type: ignore[assignment,method-assign]


def say(what: str, seconds: float) -> None:
    """One line for the bench."""
    sys.stdout.write(json.dumps([what, seconds]) + "\n")
    sys.stdout.flush()


main()
