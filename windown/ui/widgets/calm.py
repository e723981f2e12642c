"""A still ember: a soft light that does nothing but burn down with the session."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from windown.ui.theme import Theme
from windown.ui.widgets.glow import orb, pixmap

#: Side of the light in sides of the square of the widget, and the most of it in pixels.
SIDE, LARGEST = 1.0, 640
#: How bright the top is where the bottom is 1: the light lies low, like embers.
UPPER = 0.06
#: Where the body ends and the halo begins, in radii of the whole.
EDGE = 0.66
#: How bright the light is at the beginning and at the end of a session, 0 to 1.
FIRST, LAST = 1.0, 0.42
#: Steps of brightness that can be told apart over a whole session.
STEPS = 120


def profile(at: float) -> float:
    """How bright the ember is (0 to 1), `at` 0 in the middle and 1 where it ends.

    A round body, dark in its heart and warm towards its edge, in a halo that fades to nothing.
    """
    part = at / EDGE
    inside = 0.11 + 0.40 * min(part, 1.0) ** 5
    halo = 0.42 * math.exp(-max(part - 1.0, 0.0) / 0.16)
    rim = 0.16 * math.exp(-(((part - 0.97) / 0.06) ** 2))
    edge = _smooth(0.90, 1.06, part)
    return (inside * (1 - edge) + halo * edge + rim) * (1 - _smooth(0.74, 1.0, at))


def _smooth(start: float, end: float, value: float) -> float:
    part = min(max((value - start) / (end - start), 0.0), 1.0)
    return part * part * (3 - 2 * part)


def brightness(done: float) -> float:
    """How bright it is (0 to 1) where `done` (0 to 1) of the session is over."""
    return FIRST + (LAST - FIRST) * min(max(done, 0.0), 1.0)


class Calm(QWidget):
    """Shows the ember in its middle. It never moves, and dims too slowly to be seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._light = theme, FIRST
        self._ember: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)

    def sizeHint(self) -> QSize:
        """A comfortable square."""
        return QSize(520, 520)

    def wear(self, theme: Theme) -> None:
        """Take the face."""
        self._theme, self._ember = theme, None
        self.update()

    def show_frame(self, done: float, name: str = "") -> None:
        """Show how much of the session is over (0 to 1); `name` is for a screen reader."""
        if name and name != self.accessibleName():
            self.setAccessibleName(name)
        light = round(brightness(done) * STEPS) / STEPS
        if light != self._light:
            self._light = light
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new size needs a new picture."""
        self._ember = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and ember."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.face.ground))
        side = self._side()
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setOpacity(self._light)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._prepared(side)
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.end()

    def _side(self) -> float:
        return min(SIDE * min(self.width(), self.height()), self._theme.px(LARGEST))

    def _prepared(self, side: float) -> QPixmap:
        dots = max(8, math.ceil(side * self.devicePixelRatioF()))
        if self._ember is None or self._ember.width() != dots:
            self._ember = pixmap(orb(dots, self._theme.face.glow, profile, UPPER), 1.0)
        return self._ember
