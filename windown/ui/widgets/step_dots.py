"""The steps of a routine as small lamps in a row: behind, now, and to come."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRadialGradient
from PySide6.QtWidgets import QSizePolicy, QWidget

from windown.ui.theme import Theme, colour

#: From one lamp to the next, and the half width of a lamp, in pixels at 100 %.
APART, HALF = 26.0, 4.5


class StepDots(QWidget):
    """Shows states by shape: done is full, left out a short line, now a lit ring, to come a ring.

    Only a picture: what it shows stands in words beside it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._states: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wear(self, theme: Theme) -> None:
        """Take the colours and measures of the theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(36))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for all."""
        return QSize(self._theme.px(APART) * max(1, len(self._states)), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any window: the lamps move together."""
        return QSize(0, self._theme.px(36))

    def show_states(self, states: Sequence[str], told: str) -> None:
        """Show the steps; `told` is what a screen reader says of them."""
        self._states = tuple(states)
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One lamp after the other, in the middle."""
        count = len(self._states)
        apart = min(self._theme.px(APART), self.width() / max(1, count))
        half = min(self._theme.px(HALF), apart * 0.28)
        left = (self.width() - apart * (count - 1)) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, state in enumerate(self._states):
            self._lamp(painter, QPointF(left + at * apart, self.height() / 2), state, half)
        painter.end()

    def _lamp(self, painter: QPainter, at: QPointF, state: str, half: float) -> None:
        face = self._theme.face
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state == "skipped":
            pen = QPen(colour(face.quiet), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(at - QPointF(half, 0), at + QPointF(half, 0))
            return
        if state == "now":
            self._glow(painter, at, half * 3.4)
        painter.setPen(QPen(colour(face.accent if state == "now" else face.quiet), 1.6))
        if state == "done":
            painter.setBrush(colour(face.quiet))
        wide = half * (1.35 if state == "now" else 1.0)
        painter.drawEllipse(QRectF(at.x() - wide, at.y() - wide, 2 * wide, 2 * wide))

    def _glow(self, painter: QPainter, at: QPointF, wide: float) -> None:
        light = QRadialGradient(at, wide)
        light.setColorAt(0, colour(self._theme.face.accent, 0.45))
        light.setColorAt(1, colour(self._theme.face.accent, 0.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawEllipse(at, wide, wide)
        painter.setBrush(Qt.BrushStyle.NoBrush)
