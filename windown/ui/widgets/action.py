"""A small button whose words go on below where it is narrow."""

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from windown.core.colours import mix
from windown.ui.fonts import TEXT
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour

_FLAGS = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value


class Action(QPushButton):
    """Words that can be pressed: with an edge where it is the usual answer, else only words."""

    def __init__(self, text: str = "", edge: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme, self._edge = Theme(), edge
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Words may need more than one line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The words in as many lines as they need."""
        box = QRectF(0, 0, max(40, width - 2 * self._pad()), 10_000)
        words = QFontMetricsF(self._theme.font(TEXT)).boundingRect(box, _FLAGS, self.text())
        return max(self._theme.target() + 4, ceil(words.height()) + self._theme.px(10))

    def sizeHint(self) -> QSize:
        """All in one line."""
        words = QFontMetricsF(self._theme.font(TEXT)).horizontalAdvance(self.text())
        return QSize(ceil(words) + 2 * self._pad() + 2, self._theme.target() + 4)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any window."""
        return QSize(min(self.sizeHint().width(), 120), self._theme.target())

    def _pad(self) -> int:
        return self._theme.px(18 if self._edge else 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge or ground, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, ring, on = self._theme.face, has_ring(self), self.underMouse() or self.isDown()
        edge = face.accent if ring else mix(face.ground, face.text, 0.22)
        painter.setPen(QPen(colour(edge), 2 if ring else 1) if ring or self._edge else
                       QPen(Qt.PenStyle.NoPen))  # fmt: skip
        ground = face.raised if on else face.surface
        painter.setBrush(colour(ground) if on or self._edge else Qt.BrushStyle.NoBrush)
        radius = min(self.height() / 2, self._theme.px(18))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.setFont(self._theme.font(TEXT))
        ink = face.text if self._edge or on else face.quiet
        painter.setPen(colour(ink if self.isEnabled() else mix(face.ground, face.text, 0.4)))
        pad = self._pad()
        painter.drawText(QRect(pad, 0, self.width() - 2 * pad, self.height()), _FLAGS, self.text())
        painter.end()
