"""A small scale of round numbers, for 1 to 5 or 0 to 10; nothing is chosen at first."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from windown.core.colours import mix
from windown.ui.fonts import TEXT, figures
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour

#: Widest place of one number, in pixels at 100 %.
PLACE = 46


class Scale(QSlider):
    """Numbers side by side, one of which can be chosen, by hand, by arrows or by its digit.

    Emits `chosen` with the number whenever a person chooses, and `typed` after a digit. To a
    screen reader it is a slider; one step below the least means open.
    """

    chosen = Signal(int)
    typed = Signal()

    def __init__(self, least: int, most: int, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = Theme()
        self.least = least
        self.setRange(least - 1, most)
        self.setValue(least - 1)
        self.setPageStep(1)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._changed)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_value(self, value: int | None) -> None:
        """Stand at a number, or at none."""
        blocked = self.blockSignals(True)
        self.setValue(self.least - 1 if value is None else value)
        self.blockSignals(blocked)
        self.update()

    def number(self) -> int | None:
        """The number that is chosen."""
        return None if self.value() < self.least else self.value()

    def sizeHint(self) -> QSize:
        """Comfortable places for all numbers."""
        return QSize(self._count() * self._theme.px(PLACE), self._theme.target() + 8)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a finger."""
        return QSize(self._count() * 32, self._theme.target() + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit is its number, 0 after 1 is ten; arrows go one on, Backspace takes it back."""
        key = event.key()
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._digit(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.setValue(self.least - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.setValue(self.value() + (1 if key == Qt.Key.Key_Right else -1))
        else:
            event.ignore()  # up, down and Enter belong to the page

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The number under the pointer; the chosen one again takes it back."""
        at = self.least + int((event.position().x() + self._inset()) // self._place())
        if self.least <= at <= self.maximum():
            self.setValue(self.least - 1 if at == self.value() else at)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A number is pressed, not dragged."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a scroll must not change an answer."""
        event.ignore()

    def _digit(self, digit: int) -> None:
        number = 10 if digit == 0 and self.value() == 1 and self.maximum() >= 10 else digit
        if self.least <= number <= self.maximum():
            self.setValue(number)
            # 1 may become 10 where there is one.
            if not (number == 1 and self.maximum() >= 10):
                self.typed.emit()

    def _changed(self, value: int) -> None:
        self.update()
        self.chosen.emit(value)

    def _count(self) -> int:
        return self.maximum() - self.least + 1

    def _place(self) -> float:
        return min(self.width() / self._count(), self._theme.px(PLACE))

    def _side(self) -> float:
        return min(self._place() - 4, self.height() - 8.0)

    def _inset(self) -> float:
        """By how much all stands further left, so that the first ring begins where words do."""
        return (self._place() - self._side()) / 2 - 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rings with numbers; the chosen one is filled, and bold."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, place = self._theme.face, self._place()
        side, inset = self._side(), self._inset()
        for at in range(self._count()):
            on = self.least + at == self.value()
            middle = QPointF(place * (at + 0.5) - inset, self.height() / 2)
            ground = mix(face.ground, face.fill, 0.85)
            edge = face.fill if on else mix(face.ground, face.text, 0.3)
            painter.setPen(QPen(colour(edge), 1.3))
            painter.setBrush(colour(ground) if on else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, side / 2, side / 2)
            painter.setFont(self._font(on))
            painter.setPen(colour(face.on_fill if on else face.text))
            box = QRectF(middle.x() - place / 2, 0, place, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.least + at))
        if has_ring(self):
            painter.setPen(QPen(colour(face.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            whole = QRectF(0, 0, place * self._count() - 2 * inset, self.height())
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 14, 14)
        painter.end()

    def _font(self, on: bool) -> QFont:
        return figures(self._theme.font(TEXT, QFont.Weight.Medium if on else None))
