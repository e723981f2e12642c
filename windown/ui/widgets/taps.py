"""A row of small lights, one for each tap; the newest glows and fades."""

from PySide6.QtCore import QEasingCurve, QPointF, QSize, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from windown.core.colours import mix
from windown.ui.theme import Theme, colour

#: How long a tap glows (milliseconds): slower than a flash, quicker than a breath.
GLOW_MS = 1200


class TapRow(QWidget):
    """Shows how many taps have come, of how many."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._taps, self._of, self._glow = 0, 0, 0.0
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=GLOW_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self._glows)

    def wear(self, theme: Theme) -> None:
        """Take the colours of the theme."""
        self._theme = theme
        self.update()

    def show_taps(self, taps: int, of: int) -> None:
        """Show so many of so many."""
        if (taps, of) != (self._taps, self._of):
            self._taps, self._of = taps, of
            self.setAccessibleName(f"{taps} / {of}")
            self.updateGeometry()
            self.update()

    def answer(self) -> None:
        """Glow for a tap that has just come."""
        self._fade.stop()
        self._fade.start()

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(self._theme.px(26) * max(1, self._of), self._theme.px(40))

    def _glows(self, value: float) -> None:
        self._glow = value
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Small rings, filled as far as taps have come."""
        face, step = self._theme.face, self.width() / max(1, self._of)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(self._of):
            middle = QPointF(step * (at + 0.5), self.height() / 2)
            newest = at == self._taps - 1
            share = self._glow if newest else 0.0
            filled = at < self._taps
            ink = mix(face.outline, face.accent, share) if filled else face.outline
            painter.setPen(QPen(colour(ink), 1.5))
            painter.setBrush(colour(ink if filled else face.ground))
            size = self._theme.px(4) + self._theme.px(3) * share
            painter.drawEllipse(middle, size, size)
        painter.end()
