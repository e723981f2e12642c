"""Lets what scrolls fade into the ground where it ends."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
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
        painter = QPainter(self)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0, colour(self._theme.face.ground, 0.0))
        fade.setColorAt(1, colour(self._theme.face.ground))
        painter.fillRect(self.rect(), fade)
        painter.end()
