"""Two things beside each other, or below each other where it is narrow."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from windown.ui.theme import Theme


class Beside(QWidget):
    """The first takes the room that is there; below `narrow` pixels (at 100 %) it is on top."""

    def __init__(self, first: QWidget, second: QWidget, narrow: int) -> None:
        super().__init__()
        self._theme, self._narrow = Theme(), narrow
        self._parts = (first, second)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(first, 1)
        self._row.addWidget(second, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def wear(self, theme: Theme) -> None:
        """Take the size of the letters."""
        self._theme = theme
        self._arrange(self.width())

    def minimumSizeHint(self) -> QSize:
        """As narrow as when they stand below each other."""
        wide = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As there is room."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        narrow = width < self._theme.px(self._narrow)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(4 if narrow else 16)
