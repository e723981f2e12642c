"""The whole evening as one line across, with a mark for each reminder that moves with its lead."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from windown.core.colours import mix
from windown.presenters.plan_view import Mark
from windown.ui.fonts import SMALL, TEXT, figures
from windown.ui.theme import Theme, colour
from windown.ui.widgets.icons import picture

#: The line reaches back at least this far, in minutes before bed.
LEAST_MIN = 540
#: Below 1 the last hours, where most happens, get more room than the first.
BEND = 0.62
#: Radius of a mark and the height it takes where several share a moment, in pixels at 100 %.
MARK, STACK = 6, 15


class PlanLine(QWidget):
    """Marks above a line that ends at the moon of bedtime; the open one carries its name.

    Emits `chosen` with the id of a mark that is pressed. A screen reader gets it as one sentence;
    everything it does can be done in the list below it.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._theme, self._name = Theme(), name
        self._marks: tuple[Mark, ...] = ()
        self._bed = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_marks(self, marks: Sequence[Mark], bed: str) -> None:
        """Show the evening up to a bedtime (a clock time as text)."""
        if (tuple(marks), bed) == (self._marks, self._bed):
            return
        self._marks, self._bed = tuple(marks), bed
        said = [f"{m.clock} {m.name}" for m in sorted(marks, key=lambda m: -m.before) if m.on]
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(", ".join([*said, bed]))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a name, stacked marks, the line and the hours below it."""
        px = self._theme.px
        words = self._theme.line(TEXT) + self._theme.line(SMALL)
        return QSize(320, words + px(4 * STACK) + px(22))

    def minimumSizeHint(self) -> QSize:
        """As high as ever, and narrow."""
        return QSize(200, self.sizeHint().height())

    def place(self, before: float) -> float:
        """Where on the line, in pixels from the left, a moment before bed (minutes) is."""
        part = math.pow(max(0.0, before) / self._reach(), BEND)
        return self._right() - part * (self._right() - self._left())

    def spots(self) -> dict[str, QPointF]:
        """The middle of each mark that is shown; those of the same moment stand on each other."""
        placed: list[QPointF] = []
        found: dict[str, QPointF] = {}
        for mark in sorted(self._shown(), key=lambda m: (-m.before, not m.opened)):
            spot = QPointF(self.place(mark.before), self._base() - self._theme.px(MARK + 6))
            while any(self._near(spot, other) for other in placed):
                spot -= QPointF(0, self._theme.px(STACK))
            placed.append(spot)
            found[mark.id] = spot
        return found

    def _near(self, one: QPointF, other: QPointF) -> bool:
        wide, high = self._theme.px(2 * MARK + 1), self._theme.px(STACK) - 1
        return abs(one.x() - other.x()) < wide and abs(one.y() - other.y()) < high

    def _shown(self) -> list[Mark]:
        return [mark for mark in self._marks if mark.on or mark.opened]

    def _reach(self) -> float:
        return max([LEAST_MIN, *(mark.before for mark in self._shown())])

    def _left(self) -> float:
        return float(self._theme.px(14))

    def _right(self) -> float:
        return float(self.width() - self._theme.px(26))

    def _base(self) -> float:
        return float(self.height() - self._theme.line(SMALL) - self._theme.px(10))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The nearest mark within a finger's width."""
        at = event.position()
        near = {
            name: (spot - at).manhattanLength()
            for name, spot in self.spots().items()
            if (spot - at).manhattanLength() < self._theme.px(22)
        }
        if near:
            self.chosen.emit(min(near, key=lambda name: near[name]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, hours, marks, the moon, and the name of the open one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_line(painter)
        self._paint_hours(painter)
        spots = self.spots()
        for mark in self._shown():
            self._paint_mark(painter, mark, spots[mark.id])
        painter.end()

    def _paint_line(self, painter: QPainter) -> None:
        face, base = self._theme.face, self._base()
        start, end = QPointF(self._left(), base), QPointF(self._right(), base)
        dusk = QLinearGradient(start, end)
        dusk.setColorAt(0, colour(mix(face.ground, face.accent, 0.18)))
        dusk.setColorAt(1, colour(mix(face.ground, face.accent, 0.9)))
        pen = QPen()
        pen.setBrush(dusk)
        pen.setWidthF(max(2.0, self._theme.px(20) / 10))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, end - QPointF(self._theme.px(4), 0))
        size = self._theme.px(20)
        moon = picture("moon", face.accent, size, self.devicePixelRatioF())
        painter.drawPixmap(end + QPointF(0, -size / 2), moon)

    def _paint_hours(self, painter: QPainter) -> None:
        """The bedtime below the moon, and full hours where they have room."""
        face, font = self._theme.face, figures(self._theme.font(SMALL))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        free = self.width() + 10.0
        for text, before in self._hours():
            wide = metrics.horizontalAdvance(text)
            middle = self.place(before) if before else self._right() + self._theme.px(10)
            left = min(max(0.0, middle - wide / 2), self.width() - wide)
            if left + wide + 10 > free:
                continue
            free = left
            painter.setPen(colour(face.text if not before else face.quiet))
            top = self._base() + self._theme.px(8)
            painter.drawText(QPointF(left, top + metrics.ascent()), text)
            if before:
                painter.setPen(QPen(colour(mix(face.ground, face.text, 0.35)), 1))
                painter.drawLine(QPointF(middle, self._base() + 3), QPointF(middle, top - 1))

    def _hours(self) -> list[tuple[str, float]]:
        """Clock times with their minutes before bed, the latest first."""
        if not self._bed:
            return []
        hour, minute = (int(part) for part in self._bed.split(":"))
        return [(self._bed, 0.0)] + [
            (f"{(hour - n) % 24}", float(60 * n + minute)) for n in range(24)
            if 20 < 60 * n + minute <= self._reach()
        ]  # fmt: skip

    def _paint_mark(self, painter: QPainter, mark: Mark, spot: QPointF) -> None:
        face, r = self._theme.face, self._theme.px(MARK)
        ink = face.accent if mark.opened else mix(face.ground, face.text, 0.72)
        if mark.opened:
            painter.setPen(QPen(colour(mix(face.ground, face.accent, 0.6)), 1))
            painter.drawLine(spot + QPointF(0, r), QPointF(spot.x(), self._base()))
            self._paint_name(painter, mark, spot)
        if mark.on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ink))
        else:
            painter.setPen(QPen(colour(ink), 1.5))
            painter.setBrush(colour(face.ground))
        grown = r + (2 if mark.opened else -1)
        painter.drawEllipse(spot, grown, grown)

    def _paint_name(self, painter: QPainter, mark: Mark, spot: QPointF) -> None:
        font: QFont = figures(self._theme.font(TEXT))
        metrics = QFontMetricsF(font)
        room = self.width() - 4.0
        text = metrics.elidedText(f"{mark.name}  {mark.clock}", Qt.TextElideMode.ElideMiddle, room)
        wide = metrics.horizontalAdvance(text)
        left = min(max(2.0, spot.x() - wide / 2), self.width() - wide - 2)
        painter.setFont(font)
        painter.setPen(colour(self._theme.face.accent))
        painter.drawText(QRectF(left, 0, wide + 2, metrics.height()), text)
