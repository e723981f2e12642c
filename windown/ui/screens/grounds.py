"""What lies under a screen: the ground of the face, or true black."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget


def named(name: str) -> QWidget:
    """An empty widget the style sheet knows by a name."""
    made = QWidget()
    made.setObjectName(name)
    return made


class Dark(QWidget):
    """Tells of a press, which is how a hand without a keyboard finds back."""

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._pressed = pressed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Any button, any finger."""
        self._pressed()


def black(pressed: Callable[[], object]) -> QWidget:
    """A screen without any light and without a pointer; a press on it calls `pressed`."""
    dark = Dark(pressed)
    dark.setObjectName("black")
    dark.setStyleSheet("#black { background: #000000; }")
    dark.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    dark.setCursor(Qt.CursorShape.BlankCursor)
    return dark
