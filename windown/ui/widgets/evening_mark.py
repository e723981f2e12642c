"""The quiet mark of an evening: each thing that was done has a shape of its own in it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QRadialGradient

from windown.core.colours import mix
from windown.ui.theme import Theme, colour

#: Radius of the lamp of a practice, of the ring of a routine, of the dot of an empty evening, as
#: parts of half a place; how far the lamp's light reaches, and how bright it is.
LAMP, RING, DOT, GLOW, LIGHT = 0.40, 0.64, 0.075, 0.96, 0.30
#: How far below the middle the horizon lies, as a part of half a place.
HORIZON = 0.96
#: An evening that is not meant is so much paler.
DIM = 0.22


def paint_evening(
    painter: QPainter,
    theme: Theme,
    at: QPointF,
    half: float,
    shapes: frozenset[str],
    dim: bool = False,
) -> None:
    """The mark around a point in a place with sides of twice `half`.

    `shapes`: "practised" a filled lamp, "routine" a ring, "morning" a horizon below, "answered" a
    small open ring where there is nothing else; an evening with nothing is a faint dot.
    """
    painter.save()
    painter.setOpacity(DIM if dim else 1.0)
    if "practised" in shapes:
        _lamp(painter, theme, at, half)
    elif "routine" not in shapes:
        _small(painter, theme, at, half, bool(shapes & {"answered"}))
    if "routine" in shapes:
        _ring(painter, theme, at, half * RING, half)
    if "morning" in shapes:
        _horizon(painter, theme, at, half)
    painter.restore()


def _lamp(painter: QPainter, theme: Theme, at: QPointF, half: float) -> None:
    face = theme.face
    light = QRadialGradient(at, half * GLOW)
    for part, share in ((0.0, LIGHT), (0.4, LIGHT * 0.7), (0.7, LIGHT * 0.18), (1.0, 0.0)):
        light.setColorAt(part, colour(face.accent, share))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawEllipse(at, half * GLOW, half * GLOW)
    painter.setBrush(colour(mix(face.ground, face.accent, 0.82)))
    painter.drawEllipse(at, half * LAMP, half * LAMP)


def _small(painter: QPainter, theme: Theme, at: QPointF, half: float, open_: bool) -> None:
    face = theme.face
    if open_:
        painter.setPen(QPen(colour(face.outline), _wide(half)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, half * DOT * 2.4, half * DOT * 2.4)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(mix(face.ground, face.text, 0.28)))
    painter.drawEllipse(at, max(1.2, half * DOT), max(1.2, half * DOT))


def _ring(painter: QPainter, theme: Theme, at: QPointF, r: float, half: float) -> None:
    painter.setPen(QPen(colour(theme.face.accent), _wide(half)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, r, r)


def _horizon(painter: QPainter, theme: Theme, at: QPointF, half: float) -> None:
    """The line over which a morning comes, below all else."""
    pen = QPen(colour(theme.face.quiet), _wide(half) * 1.15)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    low, wide = at.y() + half * HORIZON, half * 0.42
    painter.drawLine(QPointF(at.x() - wide, low), QPointF(at.x() + wide, low))


def _wide(half: float) -> float:
    return max(1.3, half * 0.07)
