"""The tray: an icon that says what comes next, and a short menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from windown.presenters.evening import EveningScreen
from windown.service.desk import Desk
from windown.service.ports import Clock
from windown.ui.widgets.icons import app_icon

#: How often the tip is looked at by itself (milliseconds); changes come at once.
LOOK_MS = 60_000
#: Breathed from the menu, in minutes.
BREATHE_MIN = 3.0


def has_tray() -> bool:
    """Whether the desktop shows one."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def told_once(desk: Desk) -> str:
    """What is said, the first time only, where the desktop shows no tray; else ""."""
    if has_tray() or desk.settings.tray_told:
        return ""
    desk.change(tray_told=True)
    return desk.words("tray.none")


class Tray(QObject):
    """Icon, tip and menu. What is chosen is handed on; whether reminders pause is the evening's.

    `show` brings the window forward, `wind_down` and `breathe` begin, `quit` ends windown.
    `sleepless` is offered between lights-out and rise.
    """

    def __init__(
        self,
        presenter: EveningScreen,
        clock: Clock,
        show: Callable[[], None],
        wind_down: Callable[[], None],
        breathe: Callable[[float], None],
        quit_: Callable[[], None],
        sleepless: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.presenter, self.clock, self._open = presenter, clock, show
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.menu = QMenu()
        self.wind_down = self._entry(wind_down)
        self.breathe = self._entry(lambda: breathe(BREATHE_MIN))
        self.tonight = self._entry(show)
        self.sleepless = QAction(self.menu)
        self.sleepless.triggered.connect(lambda _=False: sleepless())
        self.menu.addSeparator()
        self.pause = self._entry(self._pause)
        self.menu.addSeparator()
        self.quit = self._entry(quit_)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._pressed)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.refresh)
        presenter.desk.listeners.append(self._changed)

    def show(self) -> None:
        """Appear in the tray."""
        self.refresh()
        self.icon.show()
        self._look.start()

    def leave(self) -> None:
        """Go out of the tray, and listen no more."""
        self._look.stop()
        self.icon.hide()
        if self._changed in self.presenter.desk.listeners:
            self.presenter.desk.listeners.remove(self._changed)

    def refresh(self) -> None:
        """The tip and the words of the menu as they are now."""
        words, presenter = self.presenter.desk.words, self.presenter
        for entry, key in (
            (self.wind_down, "tray.wind_down"),
            (self.breathe, "tray.breathe"),
            (self.sleepless, "sleepless.open"),
            (self.tonight, "tray.tonight"),
            (self.pause, "tray.resume" if presenter.is_paused() else "tray.pause"),
            (self.quit, "tray.quit"),
        ):
            entry.setText(words(key))
        self.pause.setVisible(presenter.desk.evening is not None)
        if presenter.desk.clock_free(self.clock.now()):
            self.menu.insertAction(self.tonight, self.sleepless)
        else:
            self.menu.removeAction(self.sleepless)
        tip = presenter.tip(self.clock.now())
        if self.icon.toolTip() != tip:
            self.icon.setToolTip(tip)

    def _entry(self, chosen: Callable[[], None]) -> QAction:
        entry = QAction(self.menu)
        entry.triggered.connect(lambda _=False: chosen())
        self.menu.addAction(entry)
        return entry

    def _pause(self) -> None:
        presenter, now = self.presenter, self.clock.now()
        presenter.go_on(now) if presenter.is_paused() else presenter.pause(now)
        self.refresh()

    def _pressed(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self._open()

    def _changed(self, topic: str) -> None:
        if topic in ("evening", "plan", "settings"):
            self.refresh()
