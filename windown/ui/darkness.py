"""True black on every screen: the window over the whole of its own, a pane over each other."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from windown.ui.screens.grounds import Dark

_FLAGS = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Tool


class Darkness(QObject):
    """Comes over all screens and goes again; a press or a key on any pane is handed on.

    What the window shows meanwhile is its own matter: here it only fills its screen.
    """

    def __init__(
        self,
        window: QWidget,
        pressed: Callable[[], None],
        typed: Callable[[QKeyEvent], None],
    ) -> None:
        super().__init__(window)
        self.window, self.pressed, self.typed = window, pressed, typed
        self.panes: list[Pane] = []
        self.fallen = False
        self._before = Qt.WindowState.WindowNoState

    def fall(self) -> None:
        """Cover every screen there is, and each that is plugged in meanwhile."""
        if self.fallen:
            return
        self.fallen = True
        self._before = self.window.windowState()
        self.window.showFullScreen()
        self._cover()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._cover)
            app.screenRemoved.connect(self._pulled)

    def lift(self) -> None:
        """Uncover every screen; the window is as large as it was."""
        if not self.fallen:
            return
        self.fallen = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.disconnect(self._cover)
            app.screenRemoved.disconnect(self._pulled)
        for pane in self.panes:
            pane.leave()
        self.panes = []
        if self.window.windowState() & Qt.WindowState.WindowFullScreen:
            self.window.setWindowState(self._before & ~Qt.WindowState.WindowMinimized)

    def _cover(self, *_: object) -> None:
        covered = {pane.over for pane in self.panes} | {self.window.screen()}
        for screen in QGuiApplication.screens():
            if screen not in covered:
                pane = Pane(screen, self.pressed, self.typed)
                self.panes.append(pane)
                pane.showFullScreen()
        if self.panes:
            self.window.activateWindow()

    def _pulled(self, screen: QScreen) -> None:
        """A screen was pulled: its pane goes; where it was the window's, that moves to another."""
        for pane in [pane for pane in self.panes if pane.over is screen]:
            self.panes.remove(pane)
            pane.leave()
        for pane in [pane for pane in self.panes if pane.over is self.window.screen()]:
            self.panes.remove(pane)
            pane.leave()


class Pane(Dark):
    """Black on one screen, without a pointer.

    Some desktops give it the keyboard all the same; no key is lost there.
    """

    def __init__(
        self,
        screen: QScreen,
        pressed: Callable[[], None],
        typed: Callable[[QKeyEvent], None],
    ) -> None:
        super().__init__(pressed)
        self.over, self._typed = screen, typed
        self.setWindowFlags(_FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowTitle("windown")
        self.setScreen(screen)
        self.setGeometry(screen.geometry())

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """No light at all."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(0, 0, 0))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As if it were pressed in the window."""
        self._typed(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes it by the means of the desktop wants light."""
        event.ignore()
        self._pressed()
