"""What lies under a screen: the ground of the face, or true black."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def named(name: str) -> QWidget:
    """An empty widget the style sheet knows by a name."""
    made = QWidget()
    made.setObjectName(name)
    return made


def black() -> QWidget:
    """A screen without any light, and without a pointer."""
    dark = named("black")
    dark.setStyleSheet("#black { background: #000000; }")
    dark.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    dark.setCursor(Qt.CursorShape.BlankCursor)
    return dark
