"""Opens the window: the application, its theme, the screens and what they forward to."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from windown.presenters.session import SessionScreen
from windown.ui.theme import dress, theme_for
from windown.ui.tray import Tray, has_tray
from windown.ui.widgets.icons import app_icon
from windown.ui.window import Window

if TYPE_CHECKING:
    from windown.app import House

#: After the first frame, when voice and speaker are made ready for *Wind down* (milliseconds).
WARM_MS = 800

log = logging.getLogger(__name__)


def open_window(
    house: "House",
    practice_id: str | None,
    minutes: float | None,
    silent: bool = False,
    speed: float = 1.0,
    tray: bool = False,
) -> int:
    """Show the window until it is closed; begin a practice at once where one is named.

    With `tray` only the icon appears, where the desktop shows one.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("windown")
    app.setDesktopFileName("windown")
    desk = house.desk
    face = desk.face(desk.clock.now())
    dress(app, theme_for(face, not desk.settings.system_font, calm=desk.settings.reduce_motion))
    voice, speaker = house.voice(), house.silence() if silent else house.speaker()
    session = SessionScreen(desk, house.run(speaker, voice, speed), silent)
    window = Window(desk, session, speaker, voice, house.told_texts(), str(house.places.data))
    window.setWindowIcon(app_icon())
    icon = _tray(app, window) if tray and has_tray() else None
    if icon is None:
        window.show()
    if practice_id is not None:
        QTimer.singleShot(0, lambda: window.begin(practice_id, minutes))
    else:
        QTimer.singleShot(WARM_MS, window.warm)
    fault = desk.words("fault.text", file=str(house.places.log))
    try:
        with faults_told(lambda: window.tell(fault)), quits_on_signals(app):
            return app.exec()
    finally:
        if icon is not None:
            icon.leave()
        window.leave()
        speaker.close()
        voice.close()


def _tray(app: QApplication, window: Window) -> Tray:
    """The icon in the tray; with it, closing the window only puts it away."""
    tonight = window.tonight.presenter

    def begin(minutes: float | None) -> None:
        window.come()
        window.begin(tonight.practice_id(), minutes)

    icon = Tray(
        tonight.evening, window.desk.clock, lambda: window.come("tonight"),
        lambda: begin(None), lambda minutes: begin(minutes), app.quit,
    )  # fmt: skip
    app.setQuitOnLastWindowClosed(False)
    window.stays = icon.refresh
    icon.show()
    return icon


@contextmanager
def faults_told(tell: Callable[[], None]) -> Iterator[None]:
    """A fault of ours in a slot is logged and told in a sentence; the window goes on."""
    before = sys.excepthook

    def note(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        log.error("a fault of windown", exc_info=(kind, fault, trace))
        tell()

    sys.excepthook = note
    try:
        yield
    finally:
        sys.excepthook = before


@contextmanager
def quits_on_signals(app: QApplication) -> Iterator[None]:
    """Ctrl-C in the terminal and the end of the desktop's session close the window properly."""
    if sys.platform == "win32":
        yield
        return
    hear, say = os.pipe()
    os.set_blocking(say, False)
    # Qt waits in C, where Python's handlers never run: the signal itself wakes the loop.
    notifier = QSocketNotifier(hear, QSocketNotifier.Type.Read)
    notifier.activated.connect(app.quit)
    wakeup = signal.set_wakeup_fd(say, warn_on_full_buffer=False)
    before = {n: signal.signal(n, lambda *_: None) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup)
        notifier.setEnabled(False)
        os.close(hear)
        os.close(say)
