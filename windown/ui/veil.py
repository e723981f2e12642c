"""The veil over the whole desktop at "screens off": it dims slowly and is gone at one press."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.veil import FIRST, Veil, VeilView
from windown.service.ports import Clock
from windown.ui.sheet import sheet
from windown.ui.theme import RADIUS, Theme, colour, palette, wear
from windown.ui.widgets.action import Action
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import label

#: How often it is looked at while it comes, and while it grows dark (milliseconds).
COMING_MS, DIMMING_MS = 60, 400
#: The width of what is offered, in pixels at 100 %.
OFFER = 460
#: The words stay readable to the end, on a ground of their own.
_FLAGS = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Tool


class VeilWindow(QObject):
    """One pane over each screen, the first with what is offered.

    Esc, or a press beside the answers, is "not tonight", at once. No answer has the focus, so
    that what is being typed answers nothing. At the end `off` is called, once; whatever is
    pressed then uncovers the desktop.
    """

    def __init__(
        self,
        veil: Veil,
        clock: Clock,
        theme: Theme,
        answered: Callable[[str], None],
        off: Callable[[], None] = lambda: None,
    ) -> None:
        """`answered` gets "wind_down", "ten_more", "not_tonight" or "dark", once."""
        super().__init__()
        self.veil, self.clock, self.answered, self.off = veil, clock, answered, off
        self.theme = theme.session()
        self.panes: list[Pane] = []
        self._ended = False
        self._look = QTimer(self)
        self._look.timeout.connect(self.look)

    def show(self) -> None:
        """Cover every screen there is."""
        view = self.veil.view(self.clock.now())
        first = QGuiApplication.primaryScreen()
        for screen in QGuiApplication.screens():
            pane = Pane(screen, self.theme, view if screen is first else None, self.answer)
            self.panes.append(pane)
            pane.showFullScreen()
        QGuiApplication.instance().screenRemoved.connect(self._gone)  # type: ignore[union-attr]
        for pane in self.panes:
            if pane.offer:
                pane.activateWindow()
                pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.start(COMING_MS)
        self.look()

    def look(self) -> None:
        """Be as dark as it is time for."""
        view = self.veil.view(self.clock.now())
        for pane in self.panes:
            pane.darken(view)
        if view.over:
            self._look.stop()
            self.off()
        elif self._look.interval() == COMING_MS and view.dark > 0 and self._has_come():
            self._look.setInterval(DIMMING_MS)

    def _has_come(self) -> bool:
        return self.panes[0].dark >= FIRST if self.panes else False

    def answer(self, answer: str) -> None:
        """Go away and say what was answered; only the first counts."""
        if self._ended:
            return
        self._ended = True
        self.close()
        self.answered(answer)

    def close(self) -> None:
        """Uncover every screen; nothing is answered."""
        self._ended = True
        self._look.stop()
        for pane in self.panes:
            pane.hide()
            pane.deleteLater()
        self.panes = []

    def _gone(self, screen: QScreen) -> None:
        """A screen was pulled: no pane stays that nobody can see."""
        for pane in [pane for pane in self.panes if pane.over is screen]:
            self.panes.remove(pane)
            pane.answer = lambda _: None
            pane.hide()
            pane.deleteLater()
        if not any(pane.offer for pane in self.panes):
            self.answer("not_tonight")


class Pane(QWidget):
    """The veil on one screen."""

    def __init__(
        self, screen: QScreen, theme: Theme, view: VeilView | None, answer: Callable[[str], None]
    ) -> None:
        super().__init__(None, _FLAGS)
        self.over, self.answer, self.theme, self.dark = screen, answer, theme, 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(screen.geometry())
        self.view = view
        self.setPalette(palette(theme.face))
        self.setStyleSheet(sheet(theme))
        self.offer = Offer(view, answer) if view else None
        if self.offer and view:
            self.setAccessibleName(view.title)
            self.setAccessibleDescription(view.text)
            around = QVBoxLayout(self)
            around.addStretch(5)
            around.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignHCenter)
            around.addStretch(4)
        wear(self, theme)

    def darken(self, view: VeilView) -> None:
        """Take a darkness from 0 to 1."""
        if round(view.dark * 255) != round(self.dark * 255):
            self.update()
        self.dark, self.view = view.dark, view
        if self.offer:
            self.offer.say(view.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Black, as far as it has come."""
        painter = QPainter(self)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(self.rect(), QColor(0, 0, 0, round(self.dark * 255)))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc refuses; Tab reaches the answers; any key keeps the screen on and uncovers it."""
        soon = self.view is not None and (self.view.soon or self.view.over)
        if soon or event.key() == Qt.Key.Key_Escape:
            self.refuse()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the answers refuses."""
        self.refuse()

    def refuse(self) -> None:
        """Uncover: not tonight, or, where all is dark already, enough."""
        over = self.view is not None and self.view.over
        self.answer("dark" if over else "not_tonight")

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever closes it by the means of the desktop has refused."""
        super().hideEvent(event)
        self.refuse()


class Offer(QWidget):
    """What the veil says and offers, on a ground of the night so that it can be read at once."""

    def __init__(self, view: VeilView, answer: Callable[[str], None]) -> None:
        super().__init__()
        self._theme = Theme()
        self.title, self.text = label(view.title, "title"), label(view.text, "text", "quiet")
        self.answers: dict[str, Action] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(32, 28, 32, 28)
        rows.setSpacing(14)
        holder = QWidget()
        row = Flow(holder, centred=True)
        for name, text in view.answers:
            button = Action(text, edge=name == "wind_down")
            button.clicked.connect(lambda _=False, name=name: answer(name))
            self.answers[name] = button
            row.addWidget(button)
        for part in (self.title, self.text, holder):
            rows.addWidget(part)
        for words in (self.title, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def say(self, text: str) -> None:
        """Another sentence below the title."""
        if self.text.text() != text:
            self.text.setText(text)

    def wear(self, theme: Theme) -> None:
        """As wide as its letters need."""
        self._theme = theme
        screen = QGuiApplication.primaryScreen()
        room = screen.geometry().width() - 48 if screen else OFFER
        self.setFixedWidth(min(theme.px(OFFER), room))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its own ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(self._theme.face.hairline))
        painter.setBrush(colour(self._theme.face.ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between its answers nothing happens."""
        event.accept()
