"""The breathing disc: a ring of ember that widens with the breath, the word of the phase within."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from windown.core.colours import mix
from windown.ui.fonts import HEAD, LARGE
from windown.ui.theme import Theme, colour
from windown.ui.widgets.fitted import fitted
from windown.ui.widgets.glow import orb, pixmap

#: Radius of the disc, empty and full, and of the ring of progress, in sides of the square.
EMPTY, FULL, RING = 0.215, 0.372, 0.478
#: Where the picture of the light ends, in radii of the disc.
REACH = 1.34
#: How bright the top of the light is where the bottom is 1: a lamp stands low.
UPPER = 0.6
#: Radius with reduced motion, and how bright the light is when empty.
STILL, FAINT, FAINT_STILL = 0.31, 0.74, 0.3
#: Smallest change worth a repaint: pixels of the screen, and steps of brightness.
PIXEL, STEPS = 0.5, 96
#: Milliseconds between two frames: never less, and never more while something moves.
QUICKEST_MS, SLOWEST_MS, STILL_MS = 33, 120, 500
#: Change of the radius from frame to frame that still looks smooth, in pixels.
SMOOTH = 0.8
#: Part of the empty disc's width that the word may take.
ROOM = 0.74


def radius(fullness: float, calm: bool) -> float:
    """The radius of the disc in sides of its square. `calm` is reduced motion."""
    return STILL if calm else EMPTY + (FULL - EMPTY) * fullness


def brightness(fullness: float, calm: bool) -> float:
    """How strong the light is drawn, 0 to 1."""
    faint = FAINT_STILL if calm else FAINT
    return faint + (1 - faint) * fullness


def profile(at: float) -> float:
    """How bright the light is (0 to 1 of the face's glow), `at` 0 in the middle, 1 where it ends.

    A dark heart for the word, a soft inside towards a fine rim, and a halo that fades to
    nothing.
    """
    part = at * REACH
    inside = 0.15 + 0.47 * math.pow(min(part, 1.0), 4.2)
    halo = 0.45 * math.exp(-max(part - 1.0, 0.0) / 0.15) * (1 - _smooth(1.0, REACH, part))
    rim = 0.32 * math.exp(-(((part - 0.984) / 0.017) ** 2))
    edge = _smooth(0.97, 1.012, part)
    return inside * (1 - edge) + halo * edge + rim


def _smooth(start: float, end: float, value: float) -> float:
    part: float = min(max((value - start) / (end - start), 0.0), 1.0)
    return part * part * (3 - 2 * part)


def next_frame_ms(low: float, high: float, seconds: float, progress: float, side: float) -> int:
    """Milliseconds until the next frame is worth drawing.

    For a phase from fullness `low` to `high` in `seconds`, at `progress` (0 to 1) of its eased
    way, on a square of `side` pixels: as many as the rim takes for less than a pixel.
    """
    if low == high or seconds <= 0:
        return STILL_MS
    fastest = math.pi / 2 * abs(high - low) / seconds * (FULL - EMPTY) * side
    speed = fastest * math.sin(math.pi * min(max(progress, 0.0), 1.0))
    remaining = max(1.0, seconds * (1 - progress) * 1000)
    wanted = 1000 * SMOOTH / speed if speed > 0 else SLOWEST_MS
    return round(min(max(wanted, QUICKEST_MS), SLOWEST_MS, remaining + QUICKEST_MS))


class _Look(NamedTuple):
    """What can be told apart on a screen; equal looks need no repaint."""

    radius: int
    light: int
    ring: int
    text: str
    detail: str


class Disc(QWidget):
    """Shows one frame of a breath at a time, in the square in its middle.

    The light is one picture, prepared for its size, screen and face, and drawn smaller or
    fainter; only the square is repainted, and only when something would look different.
    Over the square the screen score stays below 0.02 at every size.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fullness = self._done = 0.0
        self._text = self._detail = ""
        self._drawn: _Look | None = None
        self._light: QPixmap | None = None
        self._fonts: dict[tuple[str, int], list[tuple[str, QFont]]] = {}
        self._announces = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 220)

    def sizeHint(self) -> QSize:
        """A comfortable square."""
        return QSize(520, 520)

    def wear(self, theme: Theme) -> None:
        """Take the face, the letters and the wish for little motion."""
        self._theme = theme
        self._forget()

    def announce(self, on: bool) -> None:
        """Whether a screen reader is told each new word, politely. Off at first."""
        self._announces = on

    def show_frame(self, fullness: float, done: float, text: str = "", detail: str = "") -> None:
        """Show how full the breath is and how much of the session is over, both 0 to 1.

        `text` is the word of the phase, `detail` a second, smaller line.
        """
        self._fullness, self._done = min(max(fullness, 0.0), 1.0), min(max(done, 0.0), 1.0)
        if (text, detail) != (self._text, self._detail):
            self._say(text, detail)
        look = self._look()
        if look == self._drawn:
            return
        changed = self._changed(look)
        self._drawn = look
        self.update(changed)

    def side(self) -> int:
        """The side of the square in pixels."""
        return min(self.width(), self.height())

    def square(self) -> QRect:
        """The square in the middle of the widget."""
        side = self.side()
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def _say(self, text: str, detail: str) -> None:
        self._text, self._detail = text, detail
        said = f"{text}, {detail}" if detail else text
        self.setAccessibleName(said)
        if self._announces and text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _look(self) -> _Look:
        dots, calm = self.devicePixelRatioF(), self._theme.reduce_motion
        side = self.side() * dots
        return _Look(
            round(radius(self._fullness, calm) * side / PIXEL),
            round(brightness(self._fullness, calm) * STEPS),
            round(self._done * math.tau * RING * side / PIXEL),
            self._text,
            self._detail,
        )

    def _changed(self, look: _Look) -> QRect:
        if self._drawn is None or look.ring != self._drawn.ring:
            return self.square()
        largest = max(look.radius, self._drawn.radius) * PIXEL
        return self._around(largest / self.devicePixelRatioF() * REACH)

    def _around(self, half: float) -> QRect:
        middle = QRectF(self.square()).center()
        return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half).toAlignedRect()

    def _forget(self) -> None:
        self._light = None
        self._fonts = {}
        self._drawn = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new size needs new pictures."""
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, light, ring and word, within what has to be repainted."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.face.ground))
        self._paint_light(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        self._paint_words(painter)
        painter.end()
        self._drawn = self._look()

    def _paint_light(self, painter: QPainter) -> None:
        calm = self._theme.reduce_motion
        half = radius(self._fullness, calm) * self.side() * REACH
        middle = QRectF(self.square()).center()
        light = self._prepared()
        painter.setOpacity(brightness(self._fullness, calm))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(
            QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half),
            light,
            QRectF(light.rect()),
        )
        painter.setOpacity(1.0)

    def _prepared(self) -> QPixmap:
        dots = self.devicePixelRatioF()
        widest = STILL if self._theme.reduce_motion else FULL
        wanted = max(8, math.ceil(2 * widest * REACH * self.side() * dots))
        if self._light is None or self._light.width() != wanted:
            self._light = pixmap(orb(wanted, self._theme.face.glow, profile, UPPER), 1.0)
        return self._light

    def _paint_ring(self, painter: QPainter) -> None:
        face, side = self._theme.face, self.side()
        half = side * RING
        middle = QRectF(self.square()).center()
        circle = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
        wide = max(1.5, side / 360)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(mix(face.ground, face.text, 0.13)), wide))
        painter.drawEllipse(circle)
        if self._done > 0:
            pen = QPen(colour(mix(face.ground, face.accent, 0.5)), wide)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(circle, 90 * 16, -round(self._done * 360 * 16))

    def _paint_words(self, painter: QPainter) -> None:
        face = self._theme.face
        words = [(*line, face.accent) for line in self._fitted(self._text, HEAD)]
        words += [(*line, face.text) for line in self._fitted(self._detail, LARGE)]
        middle = QRectF(self.square()).center()
        heights = [QFontMetricsF(font).height() for _, font, _ in words]
        top = middle.y() - sum(heights) / 2
        for (text, font, ink), height in zip(words, heights, strict=True):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(colour(ink))
            left = middle.x() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(left, top + metrics.ascent()), text)
            top += height

    def _fitted(self, text: str, largest: int) -> list[tuple[str, QFont]]:
        """The lines of a text, with the font in which they fit into the empty disc."""
        if not text:
            return []
        key = (text, largest)
        if key not in self._fonts:
            room = 2 * (STILL if self._theme.reduce_motion else EMPTY) * self.side() * ROOM
            self._fonts[key] = fitted(self._theme, text, largest, room)
        return self._fonts[key]
