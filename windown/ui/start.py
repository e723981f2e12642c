"""Opens the window: the application, its theme, the screens and what they forward to."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from windown.core.problems import Trouble
from windown.presenters.session import SessionScreen
from windown.ui.theme import Theme, dress, theme_for
from windown.ui.tray import Tray, has_tray, told_once
from windown.ui.widgets.icons import app_icon
from windown.ui.window import Window

# What only stands beside the window is imported after its first frame.
if TYPE_CHECKING:
    from windown.adapters.instance import Instance
    from windown.app import House
    from windown.service.desk import Desk
    from windown.service.ports import Alarm, Speaker, Voice
    from windown.ui.notifying import Desktop
    from windown.ui.reminding import Reminding

#: After the first frame, when voice and speaker are made ready for *Wind down* (milliseconds).
WARM_MS = 800
#: How often a tray that was not there is looked for (milliseconds).
LATER_MS = 10_000

log = logging.getLogger(__name__)


def open_window(
    house: "House",
    instance: "Instance",
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
    login = Login(desk, house.login_command())
    folder = str(house.places.data)
    window = Window(desk, session, speaker, voice, house.told_texts(), folder, login=login)
    window.setWindowIcon(app_icon())
    if not tray:
        window.show()
    if practice_id is not None:
        QTimer.singleShot(0, lambda: window.begin(practice_id, minutes))
    joined: list[Joined] = []
    # Everything else comes after the first frame.
    QTimer.singleShot(
        WARM_MS, lambda: joined.append(Joined(app, house, window, instance, speaker, voice))
    )
    fault = desk.words("fault.text", file=str(house.places.log))
    try:
        with faults_told(lambda: window.tell(fault)), quits_on_signals(app):
            return app.exec()
    finally:
        for each in joined:
            each.leave()
        window.leave()
        speaker.close()
        voice.close()


class Joined:
    """What stands beside the window while it runs: tray, reminders, wishes of a second start."""

    def __init__(
        self,
        app: QApplication,
        house: "House",
        window: Window,
        instance: "Instance",
        speaker: "Speaker",
        voice: "Voice",
    ) -> None:
        from windown.adapters.inhibit import inhibit

        self.app, self.house, self.window, self.instance = app, house, window, instance
        self.awake = inhibit()
        self.reminding = _reminding(house, window, speaker, voice)
        self.tray = self._tray() if has_tray() else None
        # At login the tray is often there only after us.
        self.later = QTimer(interval=LATER_MS)
        self.later.timeout.connect(self._look_for_tray)
        self.later.start()
        app.setQuitOnLastWindowClosed(False)
        window.stays = self._put_away
        window.before_session = self.reminding.hush
        window.on_session = self._on_session
        window.ending.at_end = self._at_end
        if window.session_page.running:
            self._on_session(True)
        else:
            window.warm()
        self.wishes = self._listen()
        self.reminding.start(_alarm)

    def leave(self) -> None:
        """Everything is taken away again."""
        self.later.stop()
        self.reminding.stop()
        self.awake.release()
        if self.tray is not None:
            self.tray.leave()
        if self.wishes is not None:
            self.wishes.setEnabled(False)

    def _tray(self) -> Tray:
        tonight = self.window.tonight.presenter
        icon = Tray(
            tonight.evening, self.house.desk.clock, lambda: self.window.come("tonight"),
            lambda: self._begin(None), self._begin, self.app.quit,
        )  # fmt: skip
        icon.show()
        return icon

    def _look_for_tray(self) -> None:
        if self.tray is None and has_tray():
            self.tray = self._tray()

    def _begin(self, minutes: float | None) -> None:
        self.window.come()
        self.window.begin(self.window.tonight.presenter.practice_id(), minutes)

    def _put_away(self) -> None:
        """The window was closed: windown stays where it can be reached, and says so once."""
        if self.tray is not None:
            self.tray.refresh()
            return
        told = told_once(self.house.desk)
        if told:
            self.window.tell(told)
            self.window.come("tonight")

    def _on_session(self, running: bool) -> None:
        """While a session runs the screen stays on; afterwards reminders that waited come."""
        if running:
            self.awake.hold(self.house.desk.words("session.disc"))
        else:
            self.awake.release()
            self.reminding.look()

    def _at_end(self, what: str) -> None:
        """The screen or the computer goes off, beside the window, which must not wait for it."""

        def do() -> None:
            from windown.adapters.screen import OFF, suspend, turn_off

            told = suspend() if what == "suspend" else turn_off()
            if told and told != OFF:
                self.reminding.said.emit(told)

        Thread(target=do, daemon=True).start()

    def _listen(self) -> QSocketNotifier | None:
        if self.instance.fileno() < 0 and not self.instance.listen():
            return None
        heard = QSocketNotifier(self.instance.fileno(), QSocketNotifier.Type.Read)
        heard.activated.connect(self._wished)
        return heard

    def _wished(self) -> None:
        for wish in self.instance.pump():
            if wish.do == "look":
                self.reminding.look()
            elif wish.do == "quit":
                self.app.quit()
            else:
                self.window.come("tonight" if wish.do == "show" else "")
                if wish.do == "begin":
                    self.window.begin(wish.id)


def _reminding(house: "House", window: Window, speaker: "Speaker", voice: "Voice") -> "Reminding":
    """The reminders, with everything they are shown by."""
    from windown.presenters.hearing import Hearing
    from windown.ui.notifying import Notifier
    from windown.ui.reminding import Reminding
    from windown.ui.veiling import Veiling

    desk, evening = house.desk, house.evening

    def theme() -> Theme:
        return theme_for(desk.face(desk.clock.now()), not desk.settings.system_font)

    def answered(key: str, answer: str) -> None:
        evening.answered(key, answer)
        if answer == "begin":
            window.come("tonight")
        if answer == "begin" and key.startswith("wind_down_start:"):
            window.begin(window.tonight.presenter.practice_id())

    def wind_down() -> None:
        window.come()
        window.begin(window.tonight.presenter.practice_id())

    def off() -> None:
        Thread(target=turn, daemon=True).start()

    def turn() -> None:
        from windown.adapters.screen import turn_off

        reminding.said.emit(turn_off())

    evening.quiet = lambda: window.session_page.running or window.ending.resting
    presenter = window.tonight.presenter.evening
    notifier = Notifier(
        _desktop if sys.platform == "linux" else None, theme, lambda key: desk.words(key),
        answered, lambda key: window.come("tonight"), lambda: reminding.look(),
    )  # fmt: skip
    veiling = Veiling(presenter, desk.clock, theme, wind_down, off, evening.quiet)
    hearing = Hearing(desk, speaker, voice)
    reminding = Reminding(evening, desk.clock, notifier, hearing, veiling)
    reminding.said.connect(lambda key: window.tell(desk.words(key)))
    return reminding


def _desktop(
    answered: Callable[[str, str], None], lost: Callable[[frozenset[str]], None]
) -> "Desktop":
    from windown.adapters.notifications import Notifications

    return Notifications(answered, lost)


def _alarm(look: Callable[[], None]) -> "Alarm":
    from windown.adapters.alarm import SchedulerAlarm

    return SchedulerAlarm(look)


class Login:
    """Whether windown starts at login, as it really is, and the changing of it."""

    def __init__(self, desk: "Desk", command: list[str]) -> None:
        self.desk, self.command = desk, command

    def told(self) -> tuple[bool, str]:
        """Whether it is on, and a sentence on how it stands."""
        from windown.adapters.autostart import autostart, is_on

        entry = autostart()
        return is_on(entry), self.desk.words(f"autostart.{entry.state()}")

    def turn(self, on: bool) -> str:
        """Turn it on or off; how it stands then, or why that could not be done."""
        from windown.adapters.autostart import autostart

        try:
            entry = autostart()
            entry.turn_on(self.command) if on else entry.turn_off()
        except Trouble as trouble:
            return trouble.told(self.desk.words)
        return self.told()[1]


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
