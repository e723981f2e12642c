"""The line of the evening as it is drawn: places of moments on it, hours, marks, the moon."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPen

from windown.core.colours import mix
from windown.presenters.plan_view import Mark
from windown.ui.fonts import SMALL, TEXT, figures
from windown.ui.theme import Theme, colour
from windown.ui.widgets.icons import picture

#: The line reaches back at least this far, in minutes before bed.
LEAST_MIN = 540
#: Below 1 the last hours, where most happens, get more room than the first.
BEND = 0.55
#: Radius of a mark and the height it takes where several share a moment, in pixels at 100 %.
MARK, STACK = 6, 15


@dataclass(frozen=True)
class Way:
    """The line on a widget of a size: it reaches back so many minutes before bed."""

    theme: Theme
    width: int
    height: int
    reach: float

    @property
    def left(self) -> float:
        """Where it begins, in pixels."""
        return float(self.theme.px(14))

    @property
    def right(self) -> float:
        """Where the moon begins."""
        return float(self.width - self.theme.px(26))

    @property
    def base(self) -> float:
        """How low it lies."""
        return float(self.height - self.theme.line(SMALL) - self.theme.px(10))

    def place(self, before: float) -> float:
        """Where on the line, in pixels from the left, a moment before bed (minutes) is."""
        part = math.pow(max(0.0, before) / self.reach, BEND)
        return self.right - part * (self.right - self.left)

    def before_at(self, x: float) -> float:
        """Which moment before bed (minutes) a place on the line is; the inverse of `place`."""
        part = (self.right - x) / (self.right - self.left)
        return self.reach * math.pow(max(0.0, part), 1 / BEND)

    def spots(self, marks: Sequence[Mark], last: str = "") -> dict[str, QPointF]:
        """The middle of each mark; those of the same moment stand on each other.

        The one named `last` finds its place last, so that it pushes no other away.
        """
        found: dict[str, QPointF] = {}
        for mark in sorted(marks, key=lambda m: (m.id == last, -m.before, not m.opened)):
            spot = QPointF(self.place(mark.before), self.base - self.theme.px(MARK + 6))
            while any(self._near(spot, other) for other in found.values()):
                spot -= QPointF(0, self.theme.px(STACK))
            found[mark.id] = spot
        return found

    def _near(self, one: QPointF, other: QPointF) -> bool:
        wide, high = self.theme.px(2 * MARK + 1), self.theme.px(STACK) - 1
        return abs(one.x() - other.x()) < wide and abs(one.y() - other.y()) < high


def reach_of(marks: Sequence[Mark]) -> float:
    """As far as any mark is or could be moved, so that the line stands still meanwhile."""
    return max([LEAST_MIN, *(max(mark.before, mark.most) for mark in marks)])


def paint_range(painter: QPainter, way: Way, mark: Mark) -> None:
    """How far a mark that is being moved can go."""
    face = way.theme.face
    pen = QPen(colour(mix(face.ground, face.accent, 0.22)), way.theme.px(9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    least, most = way.place(mark.least), way.place(mark.most)
    painter.drawLine(QPointF(most, way.base), QPointF(least, way.base))


def paint_line(painter: QPainter, way: Way, dots: float) -> None:
    """The line, glowing towards the moon; `dots` are those of the device a pixel."""
    face, theme = way.theme.face, way.theme
    start, end = QPointF(way.left, way.base), QPointF(way.right, way.base)
    dusk = QLinearGradient(start, end)
    dusk.setColorAt(0, colour(mix(face.ground, face.accent, 0.18)))
    dusk.setColorAt(1, colour(mix(face.ground, face.accent, 0.9)))
    pen = QPen()
    pen.setBrush(dusk)
    pen.setWidthF(max(2.0, theme.px(20) / 10))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(start, end - QPointF(theme.px(4), 0))
    size = theme.px(20)
    moon = picture("moon", face.accent, size, dots)
    painter.drawPixmap(end + QPointF(0, -size / 2), moon)


def paint_hours(painter: QPainter, way: Way, bed: str) -> None:
    """The bedtime below the moon, and full hours where they have room."""
    face, font = way.theme.face, figures(way.theme.font(SMALL))
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    free = way.width + 10.0
    for text, before in _hours(bed, way.reach):
        wide = metrics.horizontalAdvance(text)
        middle = way.place(before) if before else way.right + way.theme.px(10)
        left = min(max(0.0, middle - wide / 2), way.width - wide)
        if left + wide + 10 > free:
            continue
        free = left
        painter.setPen(colour(face.text if not before else face.quiet))
        top = way.base + way.theme.px(8)
        painter.drawText(QPointF(left, top + metrics.ascent()), text)
        if before:
            painter.setPen(QPen(colour(mix(face.ground, face.text, 0.35)), 1))
            painter.drawLine(QPointF(middle, way.base + 3), QPointF(middle, top - 1))


def _hours(bed: str, reach: float) -> list[tuple[str, float]]:
    """Clock times with their minutes before bed, the latest first."""
    if not bed:
        return []
    hour, minute = (int(part) for part in bed.split(":"))
    return [(bed, 0.0)] + [
        (f"{(hour - n) % 24}", float(60 * n + minute)) for n in range(24)
        if 20 < 60 * n + minute <= reach
    ]  # fmt: skip


def paint_mark(painter: QPainter, way: Way, mark: Mark, spot: QPointF, named: str) -> None:
    """One mark; with what is said of it above the line and a stem, where `named` is not ""."""
    face, r = way.theme.face, way.theme.px(MARK)
    ink = face.accent if named or mark.opened else mix(face.ground, face.text, 0.72)
    if named:
        painter.setPen(QPen(colour(mix(face.ground, face.accent, 0.6)), 1))
        painter.drawLine(spot + QPointF(0, r), QPointF(spot.x(), way.base))
        _paint_name(painter, way, named, spot.x())
    if mark.on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink))
    else:
        painter.setPen(QPen(colour(ink), 1.5))
        painter.setBrush(colour(face.ground))
    grown = r + (2 if named else -1)
    painter.drawEllipse(spot, grown, grown)


def _paint_name(painter: QPainter, way: Way, named: str, x: float) -> None:
    font = figures(way.theme.font(TEXT))
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(named, Qt.TextElideMode.ElideMiddle, way.width - 4.0)
    wide = metrics.horizontalAdvance(text)
    left = min(max(2.0, x - wide / 2), way.width - wide - 2)
    painter.setFont(font)
    painter.setPen(colour(way.theme.face.accent))
    painter.drawText(QRectF(left, 0, wide + 2, metrics.height()), text)
