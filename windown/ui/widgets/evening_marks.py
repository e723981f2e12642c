"""The rail of the evening and the marks on it; each state has a shape of its own."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QRadialGradient

from windown.core.colours import mix
from windown.ui.theme import Theme, colour
from windown.ui.widgets.icons import picture

BEHIND = ("done", "skipped", "missed", "now", "later")
#: Radii of the marks at 100 %, and how far the glow of the moment reaches.
LARGE_R, USUAL_R, SMALL_R, GLOW_R = 9.0, 7.0, 4.5, 26.0
#: How much light the glow has in its middle, 0 to 1.
GLOW = 0.34


def paint_rail(
    painter: QPainter, theme: Theme, middle: QPointF, height: int, states: tuple[str, str, str]
) -> None:
    """The rail through one moment: solid behind, dotted ahead, open at the ends of the evening.

    `states` are those of the moment before, this one and the one after, "" for none.
    """
    before, here, after = states
    free = theme.px(_radius(here)) + theme.px(5)
    if before:
        _stretch(painter, theme, QPointF(middle.x(), 0), QPointF(middle.x(), middle.y() - free),
                 here in BEHIND, before in BEHIND)  # fmt: skip
    if after:
        _stretch(painter, theme, QPointF(middle.x(), middle.y() + free),
                 QPointF(middle.x(), height), after in BEHIND, here in BEHIND)  # fmt: skip


def _stretch(
    painter: QPainter, theme: Theme, top: QPointF, end: QPointF, behind: bool, comes_from: bool
) -> None:
    face = theme.face
    lit, faint = mix(face.ground, face.accent, 0.55), mix(face.ground, face.text, 0.3)
    pen = QPen(colour(lit if behind else faint), theme.px(2))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if not behind:
        pen.setDashPattern([0.01, 2.6])
    if comes_from and not behind:
        # Here the evening stands: what is lit behind goes out into what is ahead.
        fade = QLinearGradient(top, end)
        fade.setColorAt(0, QColor(lit))
        fade.setColorAt(1, QColor(faint))
        pen.setBrush(fade)
    painter.setPen(pen)
    painter.drawLine(top, end)


def _radius(state: str) -> float:
    return {"now": LARGE_R, "bed": LARGE_R, "coming": SMALL_R, "missed": SMALL_R,
            "skipped": SMALL_R}.get(state, USUAL_R)  # fmt: skip


def paint_mark(painter: QPainter, theme: Theme, at: QPointF, state: str, dots: float) -> None:
    """The mark of a state around a point; `dots` are those of the screen for a pixel."""
    face, r = theme.face, theme.px(10) * _radius(state) / 10
    line = max(1.5, theme.px(16) / 10)
    if state == "bed":
        _drawing(painter, "moon", face.accent, at, theme.px(22), dots)
    elif state == "done":
        _disc(painter, at, r, mix(face.ground, face.accent, 0.55))
        _drawing(painter, "tick", face.ground, at, round(r * 1.8), dots)
    elif state == "now":
        _glow(painter, at, theme.px(10) * GLOW_R / 10, face.accent)
        _disc(painter, at, r, face.accent)
    elif state == "next":
        _ring(painter, at, r, face.accent, line * 1.2)
        _disc(painter, at, r * 0.4, face.accent)
    elif state == "later":
        _ring(painter, at, r, face.accent, line)
        for shift in (-1, 0, 1):
            _disc(painter, at + QPointF(shift * r * 0.5, 0), r * 0.16, face.accent)
    elif state == "skipped":
        painter.setPen(QPen(colour(face.outline), line))
        painter.drawLine(at - QPointF(r, 0), at + QPointF(r, 0))
    elif state == "missed":
        _ring(painter, at, r, face.outline, line, [1.2, 1.6])
    else:
        _ring(painter, at, r, face.outline, line)


def _disc(painter: QPainter, at: QPointF, r: float, ink: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawEllipse(at, r, r)


def _ring(
    painter: QPainter,
    at: QPointF,
    r: float,
    ink: str,
    wide: float,
    dashes: list[float] | None = None,
) -> None:
    pen = QPen(colour(ink), wide)
    if dashes:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, r - wide / 2, r - wide / 2)


def _glow(painter: QPainter, at: QPointF, r: float, ink: str) -> None:
    light = QRadialGradient(at, r)
    for part, share in ((0.0, GLOW), (0.35, GLOW * 0.5), (0.7, GLOW * 0.12), (1.0, 0.0)):
        light.setColorAt(part, colour(ink, share))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawEllipse(at, r, r)


def _drawing(painter: QPainter, name: str, ink: str, at: QPointF, size: int, dots: float) -> None:
    box = QRectF(0, 0, size, size)
    box.moveCenter(at)
    shown = picture(name, ink, size, dots)
    painter.drawPixmap(box, shown, QRectF(shown.rect()))
