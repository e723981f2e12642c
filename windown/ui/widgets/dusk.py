"""Lets what scrolls fade into the ground where it ends."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from windown.ui.theme import Theme, colour


class Dusk(QWidget):
    """Lies over the lower end of something, and takes no presses."""

    HIGH = 28

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def wear(self, theme: Theme) -> None:
        """Take the ground of the theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """From nothing to the ground."""
        painter, ground = QPainter(self), self._theme.face.ground
        # Line by line: a gradient of Qt's takes longer to load than all else that is painted first.
        for y in range(self.height()):
            painter.fillRect(0, y, self.width(), 1, colour(ground, (y + 0.5) / self.height()))
        painter.end()
