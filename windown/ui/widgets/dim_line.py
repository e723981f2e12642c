"""A line to type in whose mark of writing is as dim as its words: Qt's own would be white."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from windown.ui.theme import Theme

#: Qt's rectangle of the mark begins so many pixels before it.
_BEFORE = 5


class DimLine(QLineEdit):
    """Draws its mark in the colour of the face's text, or in a colour of its own (`ink`)."""

    ink = ""
    _text = "#000000"

    def wear(self, theme: Theme) -> None:
        """Take the colour of the text."""
        self._text = theme.face.text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and the mark over the one that Qt draws by inverting what is there."""
        super().paintEvent(event)
        if not self.hasFocus() or self.isReadOnly() or self.hasSelectedText():
            return
        place = self.cursorRect()
        painter = QPainter(self)
        painter.fillRect(
            QRect(place.x() + _BEFORE, place.y(), 1, place.height()),
            QColor(self.ink or self._text),
        )
        painter.end()
