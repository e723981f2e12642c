"""A line of a list that opens: its clock, its name, what is chosen; and small round days."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from windown.core.colours import mix
from windown.ui.fonts import SMALL
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour
from windown.ui.widgets.card import Card


class Opener(Card):
    """A card without an edge, which says whether it is open; dimmed where it is switched off."""

    def __init__(self, name: str, detail: str, clock: str, on: bool) -> None:
        super().__init__(name, detail, before=clock)
        self.on = on
        self.say(clock, detail)

    def say(self, clock: str, detail: str) -> None:
        """Its clock and what is chosen, as they are now."""
        self._before, self._detail = clock, detail
        self.setAccessibleName(f"{self.text()}, {clock}" if clock else self.text())
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words on the ground; a surface only under the pointer or the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = self._theme.face
        if has_ring(self) or self.underMouse():
            painter.setPen(QPen(colour(face.accent), 2) if has_ring(self) else Qt.PenStyle.NoPen)
            painter.setBrush(colour(face.surface))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.setOpacity(1.0 if self.on else 0.75)
        self._paint_words(painter)
        painter.end()

    def _pad(self) -> int:
        return self._theme.px(6)


class DayPill(QPushButton):
    """One weekday: a filled round where it is meant, an empty ring where it is not."""

    def __init__(self, short: str, name: str, on: bool) -> None:
        super().__init__(short)
        self._theme = Theme()
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Round, with room for its letters."""
        words = QFontMetricsF(self._theme.font(SMALL)).horizontalAdvance(self.text())
        side = max(self._theme.target() + 6, round(words) + self._theme.px(18))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The round with its letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, on = self._theme.face, self.isChecked()
        ring = has_ring(self)
        edge = face.text if ring else face.fill if on else mix(face.ground, face.text, 0.3)
        painter.setPen(QPen(colour(edge), 2 if ring else 1.3))
        painter.setBrush(colour(mix(face.ground, face.fill, 0.85)) if on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(colour(face.on_fill if on else face.quiet))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
