"""Rows in an order a person makes: drawn by their grip, or moved by keys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from windown.ui.theme import Theme, colour
from windown.ui.widgets.basics import Button

#: Between two rows, in pixels; the mark of where a row will be is drawn in it.
GAP = 10
#: From this width on a row is one line (pixels at 100 %).
WIDE = 480
BESIDE = QBoxLayout.Direction.LeftToRight


class Grip(Button):
    """Takes hold of a row. Up and down, alone or with Alt, move it by one."""

    def __init__(self, name: str, rows: "OrderedRows", at: int) -> None:
        super().__init__(name, "icon", "grip")
        self._rows, self._at = rows, at
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the row."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the row would be."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._rows.hover(self._at, self.mapTo(self._rows, event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row there."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        super().mouseReleaseEvent(event)
        self._rows.drop(self._at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the row by one."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by:
            self._rows.ask(self._at, self._at + by)
        else:
            super().keyPressEvent(event)


class OrderedRows(QWidget):
    """Rows one below the other, each with its grip. `moved` is told from where to where."""

    def __init__(self, moved: Callable[[int, int], None]) -> None:
        super().__init__()
        self._moved, self._theme = moved, Theme()
        self._rows: list[QWidget] = []
        self._middles: list[QBoxLayout] = []
        self.grips: list[Grip] = []
        self._mark = -1
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, GAP // 2, 0, GAP // 2)
        self._column.setSpacing(GAP)

    def wear(self, theme: Theme) -> None:
        """Take the colour of the mark."""
        self._theme = theme

    def add(self, name: str, head: QWidget, tail: QWidget, last: QWidget) -> None:
        """One more row: `head` with `tail` beside it, or below where it is narrow, and `last`."""
        grip, holder, middle = Grip(name, self, len(self._rows)), QWidget(), QBoxLayout(BESIDE)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(grip)
        row.addLayout(middle, 1)
        row.addWidget(last)
        middle.setSpacing(6)
        middle.addWidget(head, 1)
        middle.addWidget(tail)
        self._middles.append(middle)
        self._column.addWidget(holder)
        self._rows.append(holder)
        self.grips.append(grip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow rows have two lines."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.px(WIDE)
        for middle in self._middles:
            middle.setDirection(BESIDE if wide else QBoxLayout.Direction.TopToBottom)

    def hover(self, at: int, place: QPoint) -> None:
        """A row is held over a place."""
        above = sum(each.geometry().center().y() < place.y() for each in self._rows)
        self._mark = -1 if above in (at, at + 1) else above
        self.update()

    def drop(self, at: int) -> None:
        """The row that was held is let go where the mark is."""
        mark, self._mark = self._mark, -1
        self.update()
        if mark >= 0:
            self.ask(at, mark - (mark > at))

    def ask(self, at: int, to: int) -> None:
        """Move a row, where there is such a place."""
        if 0 <= to < len(self._rows) and to != at:
            self._moved(at, to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with up or down moves the row in which the keyboard is."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        held = [n for n, row in enumerate(self._rows) if row.isAncestorOf(self._reached())]
        if by and held and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ask(held[0], held[0] + by)
        else:
            super().keyPressEvent(event)

    def _reached(self) -> QWidget:
        return self.focusWidget() or self

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line where the row that is held would be."""
        if self._mark < 0:
            return
        at = self._rows[self._mark].y() if self._mark < len(self._rows) else self.height()
        painter = QPainter(self)
        painter.setPen(QPen(colour(self._theme.face.accent), 2))
        y = min(self.height() - 2, max(1, at - GAP // 2))
        painter.drawLine(0, y, self.width(), y)
        painter.end()
