"""Opens the window, or only the tray: the application, its theme, and what stands beside it."""

import gc
import linecache
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from windown.core.problems import Trouble
from windown.ui.keyboard import follow_keyboard
from windown.ui.theme import STYLED, Theme, dress, theme_for

# The window is imported when it is wanted, and what only stands beside it after its first frame.
if TYPE_CHECKING:
    from windown.adapters.inhibit import Inhibit
    from windown.adapters.instance import Instance
    from windown.app import House
    from windown.presenters.evening import EveningScreen
    from windown.presenters.hearing import Hearing
    from windown.presenters.session import SessionScreen
    from windown.service.desk import Desk
    from windown.service.ports import Alarm
    from windown.ui.notifying import Desktop
    from windown.ui.reminding import Reminding
    from windown.ui.tray import Tray
    from windown.ui.window import Window

#: By then the first frame is on the screen, and what only stands beside it may come (milliseconds).
SEEN_MS = 100
#: After the first frame, when voice and speaker are made ready for *Wind down* (milliseconds).
WARM_MS = 800
#: When the backup of the week is looked for (milliseconds).
BACKUP_MS = 60_000
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
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setProperty(STYLED, True)
    app.setApplicationName("windown")
    app.setDesktopFileName("windown")
    desk = house.desk
    face = desk.face(desk.clock.now())
    dress(app, theme_for(face, not desk.settings.system_font, calm=desk.settings.reduce_motion))
    front = Front(house, silent, speed)
    if not tray:
        if practice_id is None:
            _greet(house, front)
        front.window.show()
    if practice_id is not None:
        QTimer.singleShot(0, lambda: front.window.begin(practice_id, minutes))
    joined: list[Joined] = []
    QTimer.singleShot(0 if tray else SEEN_MS, lambda: _settle(app, instance, front))
    QTimer.singleShot(
        SEEN_MS if tray else WARM_MS, lambda: joined.append(Joined(app, house, front, instance))
    )
    fault = desk.words("fault.text", file=str(house.places.log))
    try:
        with faults_told(lambda: front.tell(fault)), quits_on_signals(app):
            return app.exec()
    finally:
        for each in joined:
            each.leave()
        front.leave()


def _greet(house: "House", front: "Front") -> None:
    """Welcome a person who is here for the first time, and nobody else."""
    if not house.new:
        return  # as nearly always, and then its module is not wanted either
    from windown.presenters.welcome import welcome_due

    if welcome_due(house.desk, house.new):
        front.window.greet()


def _settle(app: QApplication, instance: "Instance", front: "Front") -> None:
    """What the first frame did without: later starts, its icon, rings, collecting garbage."""
    from windown.ui.widgets.icons import app_icon

    instance.listen()
    app.setWindowIcon(app_icon())
    if front.is_made:
        follow_keyboard(app)
    linecache.clearcache()  # PySide6 has read the source of every module, and keeps it
    gc.collect()
    gc.freeze()
    gc.enable()


class Front:
    """The window, made when it is first wanted, and what speaks and sounds in it."""

    def __init__(self, house: "House", silent: bool = False, speed: float = 1.0) -> None:
        self.house, self.silent, self.speed = house, silent, speed
        #: Told of the window as soon as it is made.
        self.joins: Callable[[Window], None] = lambda window: None
        self.voice = cache(house.voice)
        self.speaker = cache(house.silence if silent else house.speaker)
        self.session = cache(self._session)
        self._told: list[str] = []
        #: Whether everything was erased, so that nothing is to be kept any more.
        self.gone = False

    @cached_property
    def window(self) -> "Window":
        """The window; it is not shown by being made."""
        from windown.ui.window import Window

        house = self.house
        login = Login(house.desk, house.login_command())
        told = (*house.told_texts(), *self._told)
        folder = str(house.places.data)
        made = Window(
            house.desk, self.session, self.speaker, self.voice, told, folder, None, login,
            house.archive,
        )  # fmt: skip
        self.joins(made)
        return made

    def _session(self) -> "SessionScreen":
        from windown.presenters.session import SessionScreen

        run = self.house.run(self.speaker(), self.voice(), self.speed)
        return SessionScreen(self.house.desk, run, self.silent)

    @property
    def is_made(self) -> bool:
        """Whether the window was ever wanted."""
        return "window" in self.__dict__

    @property
    def in_session(self) -> bool:
        """Whether a session runs in it."""
        return self.is_made and self.window.in_session

    @property
    def quiet(self) -> bool:
        """Whether nothing is to be shown or said: in a session, or just after closed eyes."""
        return self.in_session or (self.is_made and self.window.resting)

    @cached_property
    def evening(self) -> "EveningScreen":
        """What tray, reminders and veil know of the evening."""
        from windown.presenters.evening import EveningScreen

        return EveningScreen(self.house.desk)

    def come(self, screen: str = "") -> None:
        """Bring the window forward, on a screen."""
        self.window.come(screen)

    def begin(self, minutes: float | None = None) -> None:
        """Come forward and wind down; with minutes, breathe for so long."""
        self.window.come()
        if minutes is None:
            self.window.wind()
        else:
            self.window.begin(self.window.tonight.presenter.breathing_id(minutes), minutes)

    def tell(self, text: str) -> None:
        """Say on Tonight what went wrong; where there is no window yet, once there is."""
        if self.is_made:
            self.window.tell(text)
        elif text not in self._told:
            self._told.append(text)

    def leave(self) -> None:
        """Keep what is to be kept, and let voice and speaker go."""
        if self.is_made and not self.gone:
            self.window.leave()
        for part in (self.speaker, self.voice):
            if part.cache_info().currsize:
                part().close()


class Joined:
    """What stands beside the window while it runs: tray, reminders, wishes of a second start."""

    def __init__(
        self, app: QApplication, house: "House", front: Front, instance: "Instance"
    ) -> None:
        from windown.ui.tray import has_tray

        self.app, self.house, self.front, self.instance = app, house, front, instance
        self.reminding = _reminding(house, front)
        self.tray = self._tray() if has_tray() else None
        # At login the tray is often there only after us.
        self.later = QTimer(interval=LATER_MS)
        self.later.timeout.connect(self._look_for_tray)
        if self.tray is None:
            self.later.start()
        app.setQuitOnLastWindowClosed(False)
        if front.is_made:
            self._join(front.window)
        front.joins = self._join
        self.wishes = self._listen()
        self.reminding.start(_alarm)
        self.backup = QTimer(singleShot=True, interval=BACKUP_MS)
        self.backup.timeout.connect(self._back_up)
        self.backup.start()

    def _back_up(self) -> None:
        """The backup of the week, where it is due, beside the window."""
        archive, now = self.house.archive, self.house.desk.clock.now()

        def do() -> None:
            try:
                archive.back_up_if_due(now)
            except Trouble as trouble:
                self.reminding.said.emit(trouble.key)

        Thread(target=do, daemon=True).start()

    def _join(self, window: "Window") -> None:
        follow_keyboard(self.app)
        window.stays = self._put_away
        window.gone = self._gone
        window.before_session = self.reminding.hush
        window.on_session = self._on_session
        window.at_end = self._at_end
        if window.in_session:
            self._on_session(True)
        elif window.isVisible():
            window.warm()
        else:
            QTimer.singleShot(WARM_MS, window, window.warm)

    def leave(self) -> None:
        """Everything is taken away again."""
        self.later.stop()
        self.backup.stop()
        self.reminding.stop()
        self._let_sleep()
        if self.tray is not None:
            self.tray.leave()
        if self.wishes is not None:
            self.wishes.setEnabled(False)

    def _tray(self) -> "Tray":
        from windown.ui.tray import Tray

        icon = Tray(
            self.front.evening, self.house.desk.clock, lambda: self.front.come("tonight"),
            self.front.begin, self.front.begin, self.app.quit, self._sleepless,
        )  # fmt: skip
        icon.show()
        return icon

    def _sleepless(self) -> None:
        self.front.come()
        self.front.window.open("sleepless")

    def _look_for_tray(self) -> None:
        from windown.ui.tray import has_tray

        if has_tray():
            self.later.stop()
            self.tray = self._tray()

    def _gone(self) -> None:
        """Everything was erased: nothing is written any more, not even the window's size."""
        self.reminding.stop()
        self.front.gone = True
        self.app.quit()

    def _put_away(self) -> None:
        """The window was closed: windown stays where it can be reached, and says so once."""
        if self.tray is not None:
            self.tray.refresh()
            return
        from windown.ui.tray import told_once

        told = told_once(self.house.desk)
        if told:
            self.front.tell(told)
            self.front.come("tonight")

    def _on_session(self, running: bool) -> None:
        """While a session runs the screen stays on; afterwards reminders that waited come."""
        if running:
            self.awake.hold(self.house.desk.words("session.awake"))
        else:
            self._let_sleep()
            self.reminding.look()

    @cached_property
    def awake(self) -> "Inhibit":
        """What keeps the computer awake."""
        from windown.adapters.inhibit import inhibit

        return inhibit()

    def _let_sleep(self) -> None:
        if "awake" in self.__dict__:
            self.awake.release()

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
                self.front.come("tonight" if wish.do == "show" else "")
                if wish.do == "begin":
                    self.front.window.begin(wish.id)


def _hearing(front: Front) -> "Hearing":
    from windown.presenters.hearing import Hearing

    return Hearing(front.house.desk, front.speaker(), front.voice())


def _reminding(house: "House", front: Front) -> "Reminding":
    """The reminders, with everything they are shown by."""
    from windown.ui.notifying import Notifier
    from windown.ui.reminding import Reminding
    from windown.ui.veiling import Veiling

    desk, evening = house.desk, house.evening

    def theme() -> Theme:
        return theme_for(desk.face(desk.clock.now()), not desk.settings.system_font)

    def answered(key: str, answer: str) -> None:
        evening.answered(key, answer)
        if answer == "begin":
            front.come("tonight")
        if answer == "begin" and key.startswith("wind_down_start:"):
            front.begin()

    def off() -> None:
        Thread(target=turn, daemon=True).start()

    def turn() -> None:
        from windown.adapters.screen import turn_off

        reminding.said.emit(turn_off())

    evening.quiet = lambda: front.quiet
    notifier = Notifier(
        _desktop if sys.platform == "linux" else None, theme, lambda key: desk.words(key),
        answered, lambda key: front.come("tonight"), lambda: reminding.look(),
    )  # fmt: skip
    veiling = Veiling(front.evening, desk.clock, theme, front.begin, off, lambda: front.quiet)
    reminding = Reminding(evening, desk.clock, notifier, lambda: _hearing(front), veiling)
    reminding.said.connect(lambda key: front.tell(desk.words(key)))
    return reminding


def _desktop(
    answered: Callable[[str, str], None], lost: Callable[[frozenset[str]], None]
) -> "Desktop":
    from windown.adapters.notifications import Notifications

    return Notifications(answered, lost)


def _alarm(look: Callable[[], None]) -> "Alarm":
    from windown.adapters.alarm import NearAlarm

    return NearAlarm(look)


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
