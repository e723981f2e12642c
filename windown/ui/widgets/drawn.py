"""One of our drawings, standing still beside what it explains."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from windown.ui.theme import Theme
from windown.ui.widgets.icons import picture

#: Its side in pixels at 100 %.
SIDE = 20


class Drawn(QWidget):
    """A drawing in the quiet colour; what it means is told by what stands beside it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.wear(Theme())

    def wear(self, theme: Theme) -> None:
        """Take the colours and the size of the letters."""
        self._theme = theme
        self.setFixedSize(theme.px(SIDE) + 4, theme.px(SIDE) + 4)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing."""
        painter = QPainter(self)
        size, dots = self._theme.px(SIDE), self.devicePixelRatioF()
        painter.drawPixmap(QPointF(2, 2), picture(self._name, self._theme.face.quiet, size, dots))
        painter.end()
