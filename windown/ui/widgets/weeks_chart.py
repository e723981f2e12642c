"""Nights as dots and the middle of four weeks as a calm line, drawn by us."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from windown.core.colours import mix
from windown.presenters.journal_figures import Chart
from windown.ui.fonts import SMALL, figures
from windown.ui.theme import Theme, colour

#: Height of the drawing and radius of a dot, in pixels at 100 %.
HIGH, DOT = 84, 2.4
#: Room for the words of the levels, the same for all charts, so that their nights stand in line.
SIDE = 72


class WeeksChart(QWidget):
    """One measure over twelve weeks; its words are its accessible name."""

    def __init__(self, chart: Chart, told: str, months: bool = False) -> None:
        """`months` has the names of the months written below."""
        super().__init__()
        self._theme, self._chart, self._months = Theme(), chart, months
        self.setAccessibleName(told)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Low and wide."""
        return QSize(320, self._theme.px(HIGH) + (self._foot() if self._months else 0))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window."""
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Levels, dots, the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box()
        self._levels(painter, box)
        self._dots(painter, box)
        self._line(painter, box)
        painter.end()

    def _levels(self, painter: QPainter, box: QRectF) -> None:
        face = self._theme.face
        painter.setFont(figures(self._theme.font(SMALL)))
        for up, text in self._chart.levels:
            y = box.bottom() - up * box.height()
            painter.setPen(QPen(colour(mix(face.ground, face.text, 0.12)), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(colour(face.quiet))
            words = QRectF(0, y - 12, box.left() - 10, 24)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
            )
        for across, text in self._chart.months if self._months else ():
            at = box.left() + across * box.width()
            painter.drawText(QPointF(at, self.height() - 3), text)

    def _dots(self, painter: QPainter, box: QRectF) -> None:
        face, r = self._theme.face, self._theme.px(10) * DOT / 10
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(mix(face.ground, face.text, 0.42)))
        for dot in self._chart.dots:
            painter.drawEllipse(_at(box, dot), r, r)

    def _line(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(colour(self._theme.face.accent), self._theme.px(20) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in self._chart.line:
            painter.drawPath(_soft([_at(box, point) for point in piece]))
        if self._chart.line:
            painter.setBrush(colour(self._theme.face.accent))
            painter.setPen(Qt.PenStyle.NoPen)
            end = self._theme.px(36) / 10
            painter.drawEllipse(_at(box, self._chart.line[-1][-1]), end, end)

    def _box(self) -> QRectF:
        drawn = QFontMetricsF(figures(self._theme.font(SMALL)))
        names = (text for _, text in self._chart.levels)
        widest = max((drawn.horizontalAdvance(name) for name in names), default=0.0)
        side = max(widest + 12, float(self._theme.px(SIDE)))
        low = self._foot() if self._months else 0
        high = self._theme.line(SMALL) / 2
        return QRectF(side, high, self.width() - side - 6, self.height() - 2 * high - low)

    def _foot(self) -> int:
        return self._theme.line(SMALL) + 2


def _at(box: QRectF, point: tuple[float, float]) -> QPointF:
    across, up = point
    return QPointF(box.left() + across * box.width(), box.bottom() - up * box.height())


def _soft(points: list[QPointF]) -> QPainterPath:
    """A line that bends gently and never passes a point it goes to."""
    path = QPainterPath(points[0])
    for first, second in pairwise(points):
        half = (first.x() + second.x()) / 2
        path.cubicTo(QPointF(half, first.y()), QPointF(half, second.y()), second)
    return path
