"""The quiet row at the top that leads to the screens."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from windown.ui.fonts import TEXT
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour
from windown.ui.widgets.icons import picture

#: Narrowest place of one screen in the row, in pixels.
PLACE = 44
#: Room at both ends of the row, in pixels.
SIDE = 8
#: The drawings of the screens, in their order.
DRAWINGS = ("tonight", "practices", "journal", "care", "settings")


class NavRow(QWidget):
    """Screens by name, the present one bright with a dot below; drawings where it is narrow.

    Emits `chosen` with the index when a person chooses.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = Tabs(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tabs.currentChanged.connect(self.chosen)

    def set_items(self, names: Sequence[str], drawings: Sequence[str] = DRAWINGS) -> None:
        """Name the screens; `drawings` stand for the names where they have no room."""
        self.tabs.show_screens(tuple(zip(drawings, names, strict=False)))
        self._fit()

    def sizeHint(self) -> QSize:
        """A row of drawings; it takes what width there is."""
        return QSize(PLACE * max(1, self.tabs.count()) + 2 * SIDE, self.tabs.high() + 4)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def _fit(self) -> None:
        self.tabs.fit(self.width() - 2 * SIDE)
        self.tabs.move((self.width() - self.tabs.width()) // 2, 4)
        self.updateGeometry()

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self.tabs.wear(theme)
        self._fit()

    def set_current(self, index: int) -> None:
        """Mark a screen as the present one without announcing it as chosen."""
        blocked = self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(index)
        self.tabs.blockSignals(blocked)
        self.tabs.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names or drawings, by the new width."""
        self._fit()
        super().resizeEvent(event)


class Tabs(QTabBar):
    """The screens as tabs, so that a screen reader says "tab" and the arrow keys work."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._screens: tuple[tuple[str, str], ...] = ()
        self._hovered, self.narrow = -1, False
        self.setDrawBase(False)
        self.setExpanding(True)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_screens(self, screens: tuple[tuple[str, str], ...]) -> None:
        """Have one tab for each pair of a drawing and a name; the present one stays."""
        blocked = self.blockSignals(True)
        self._screens = screens
        for index, (_, name) in enumerate(screens):
            if index >= self.count():
                self.addTab(name)
            self.setTabText(index, name)
            self.setAccessibleTabName(index, name)
        while self.count() > len(screens):
            self.removeTab(self.count() - 1)
        self.blockSignals(blocked)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.update()

    def fit(self, room: int) -> None:
        """Show names where they have room, else drawings with the names as tips."""
        names = [self._worded(name) for _, name in self._screens]
        self.narrow = sum(names) > room
        spare = self._theme.px(18) * len(names)
        self.setFixedSize(min(room, sum(names) + spare), self.high())
        for index, (_, name) in enumerate(self._screens):
            self.setTabToolTip(index, name if self.narrow else "")
            self.setTabText(index, name)  # measures again

    def tabSizeHint(self, index: int) -> QSize:
        """The room of the name, or an equal share."""
        if self.narrow:
            return QSize(max(1, self.width() // max(1, len(self._screens))), self.high())
        return QSize(self._worded(self._screens[index][1]), self.high())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Large enough to be hit."""
        return QSize(PLACE, self.high())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember what is under the pointer."""
        self._hover(self.tabAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        self._hover(-1)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names or drawings, the dot, and the ring of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_one(painter, index)
        painter.end()

    def _paint_one(self, painter: QPainter, index: int) -> None:
        face, box = self._theme.face, self.tabRect(index)
        current = index == self.currentIndex()
        ink = face.accent if current else face.text if index == self._hovered else face.quiet
        if self.narrow:
            self._paint_drawing(painter, box, self._screens[index][0], ink)
        else:
            painter.setFont(self._theme.font(TEXT))
            painter.setPen(colour(ink))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._screens[index][1])
        if current:
            self._paint_dot(painter, box)
        if current and has_ring(self):
            painter.setPen(QPen(colour(face.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -3), 10, 10)

    def _paint_dot(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.face.accent))
        low = QRectF(box).center().y() + self._theme.line() / 2 + self._theme.px(7)
        painter.drawEllipse(QPointF(QRectF(box).center().x(), low), 2.4, 2.4)

    def _paint_drawing(self, painter: QPainter, box: QRect, name: str, ink: str) -> None:
        size = self._theme.px(22)
        drawing = picture(name, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QRectF(box).center() - QPointF(size / 2, size / 2), drawing)

    def _worded(self, name: str) -> int:
        words = QFontMetricsF(self._theme.font(TEXT)).horizontalAdvance(name)
        return round(words) + self._theme.px(22)

    def high(self) -> int:
        """The height of the row in pixels."""
        return self._theme.line() + self._theme.px(34)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()
