"""Small windows of ours with a reminder and its answers, which never take the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRadialGradient,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from windown.core.colours import along, mix
from windown.ui.sheet import sheet
from windown.ui.theme import RADIUS, Theme, wear
from windown.ui.widgets.basics import Button, label
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.icons import icon

#: Width of a card and the room around it, in pixels at 100 %.
WIDTH, GAP = 372, 16
#: The small lamp in its corner, in pixels at 100 %.
LAMP = 34
_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)
_ATTRIBUTES = (
    Qt.WidgetAttribute.WA_ShowWithoutActivating,
    Qt.WidgetAttribute.WA_TranslucentBackground,
    Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow,
)


class ReminderCard(QWidget):
    """One reminder. Emits `answered(answer)`, `opened()` for a click beside the answers.

    It tells no time, stays until it is taken away, and is announced to screen readers.
    """

    answered = Signal(str)
    opened = Signal()
    aside = Signal()

    def __init__(
        self, title: str, body: str, answers: Sequence[tuple[str, str]], theme: Theme, close: str
    ) -> None:
        """`answers` are pairs of an id and a label; `close` names the way to put it aside."""
        super().__init__(None, _FLAGS)
        for attribute in _ATTRIBUTES:
            self.setAttribute(attribute)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self._title, self._body = label(title, "large"), label(body, "text", "quiet")
        self._body.setVisible(bool(body))
        self._close = Button(close, "icon", "close")
        self._close.clicked.connect(self.aside)
        self._answers = _buttons(answers, self.answered.emit)
        self._lay_out()
        self._theme = theme
        self.dress(theme)

    def say(self, title: str, body: str, answers: Sequence[tuple[str, str]]) -> None:
        """Other words and answers on the same card, without a sound or a flicker."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self._title.setText(title)
        self._body.setText(body)
        self._body.setVisible(bool(body))
        for old in self._answers:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._answers = _buttons(answers, self.answered.emit)
        for button in self._answers:
            self._flow.addWidget(button)
            button.show()
        self.dress(self._theme)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._body)
        self._top = QHBoxLayout()
        self._top.addLayout(words, 1)
        self._top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._flow = Flow(space=4)
        for button in self._answers:
            self._flow.addWidget(button)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(self._top)
        self._rows.addLayout(self._flow)

    def dress(self, theme: Theme) -> None:
        """Wear a face, whatever the application wears; where there is no window none does."""
        self._theme = theme
        # Worn anew as they are, neither letters nor sheet reach what was added since.
        self.setStyleSheet("")
        self.setFont(QFont())
        self.setFont(theme.font())
        self.setStyleSheet(sheet(theme))
        for each in (self._close, *self._answers):
            wear(each, theme)
        px = theme.px
        self._top.setContentsMargins(px(LAMP + 16), 0, 0, 0)
        self._top.setSpacing(8)
        self._rows.setContentsMargins(px(20), px(18), px(12), px(14))
        self._rows.setSpacing(px(14))
        self._close.setIcon(icon("close", theme.face.quiet, px(16)))
        self._close.setIconSize(QSize(px(16), px(16)))
        self._fit()
        self.update()

    def _fit(self) -> None:
        """As wide as it should be, and as tall as its words then need."""
        self.setFixedWidth(self._theme.px(WIDTH))
        self.ensurePolished()
        self._rows.activate()
        self.setFixedHeight(self._rows.totalHeightForWidth(self.width()))

    def announce(self) -> None:
        """Let a screen reader say it, politely."""
        said = f"{self.accessibleName()} {self.accessibleDescription()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words opens what it is about."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface, edge, and a small lamp."""
        face, px = self._theme.face, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(mix(face.surface, face.text, 0.16)), 1))
        painter.setBrush(QColor(face.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        _paint_lamp(painter, self._theme, QRectF(px(16), px(18), px(LAMP), px(LAMP)))
        painter.end()


def _paint_lamp(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """A soft round light, as the breathing disc is one, fading into the surface."""
    ground = QColor(theme.face.surface)
    light = QRadialGradient(box.center(), box.width() / 2)
    for place, part in ((0.0, 0.92), (0.34, 0.72), (0.52, 0.5)):
        light.setColorAt(place, QColor(along(theme.face.glow, part)))
    for place, part in ((0.66, 0.4), (0.82, 0.14), (1.0, 0.0)):
        glow = QColor(along(theme.face.glow, 0.5))
        glow.setAlphaF(part)
        light.setColorAt(place, glow if part else QColor(ground.red(), ground.green(), 0, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawEllipse(box)


def _buttons(pairs: Sequence[tuple[str, str]], answered: Callable[[str], None]) -> list[Button]:
    """The first is what one most likely wants; the others stay in the background."""
    made = []
    for index, (answer, text) in enumerate(pairs):
        button = Button(text, "quiet" if index else "plain")
        button.clicked.connect(lambda _=False, answer=answer: answered(answer))
        made.append(button)
    return made


class Cards(QObject):
    """All cards on the screen, in its lower right corner, one above the other."""

    answered = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, ReminderCard] = {}

    def show(
        self, key: str, title: str, body: str, answers: Sequence[tuple[str, str]], theme: Theme,
        close: str, quietly: bool = False,
    ) -> None:  # fmt: skip
        """Show a card in place of that of the same key; `quietly` only its words change."""
        standing = self._cards.get(key)
        if quietly and standing is not None:
            standing.say(title, body, answers)
            self._place()
            return
        self.withdraw(key)
        card = ReminderCard(title, body, answers, theme, close)
        card.answered.connect(lambda answer: self.answered.emit(key, answer))
        card.opened.connect(lambda: self.opened.emit(key))
        card.aside.connect(lambda: self.withdraw(key))
        self._cards[key] = card
        self._place()
        card.show()
        card.announce()

    def withdraw(self, key: str) -> None:
        """Take a card away; nothing happens where there is none."""
        card = self._cards.pop(key, None)
        if card is not None:
            card.hide()
            card.deleteLater()
            self._place()

    def card(self, key: str) -> ReminderCard | None:
        """The card of a key, or None."""
        return self._cards.get(key)

    def shown(self) -> tuple[str, ...]:
        """The keys of all cards, the oldest first."""
        return tuple(self._cards)

    def dress(self, theme: Theme) -> None:
        """Put another face on all."""
        for card in self._cards.values():
            card.dress(theme)
        self._place()

    def _place(self) -> None:
        screen = QGuiApplication.primaryScreen()
        if screen is None:
            return
        cards = list(self._cards.values())
        for card, place in zip(
            cards, places([card.size() for card in cards], screen.availableGeometry()), strict=True
        ):
            card.move(place)


def places(sizes: Sequence[QSize], area: QRect) -> list[QPoint]:
    """Where cards stand in an area: upwards from the lower right, then in the column beside."""
    found = []
    right, low = area.right() - GAP, area.bottom() - GAP
    widest = 0
    for size in sizes:
        if low - size.height() < area.top() + GAP and low < area.bottom() - GAP:
            right, low, widest = right - widest - GAP, area.bottom() - GAP, 0
        widest = max(widest, size.width())
        found.append(QPoint(
            max(area.left(), right - size.width()), max(area.top(), low - size.height())
        ))  # fmt: skip
        low -= size.height() + GAP
    return found
