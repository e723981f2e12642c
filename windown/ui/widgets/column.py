"""The column of content in the middle of a screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from windown.ui.theme import COLUMN, Theme, wear

#: Over the whole width of the column.
FULL = Qt.AlignmentFlag(0)
#: Margins: up to a width of the column's place, the space at its sides, in pixels.
MARGINS = ((520, 16), (840, 24), (1 << 20, 32))


class Column(QScrollArea):
    """Content one below the other, at most 720 pixels wide, that scrolls up and down.

    What is added is dressed at once in the theme the column wears.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("page")
        self._around = QHBoxLayout(page)
        self._body = QWidget()
        self._body.setMaximumWidth(COLUMN)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._rows.addStretch(1)
        self._around.addStretch(1)
        self._around.addWidget(self._body, 1000)
        self._around.addStretch(1)
        self.setWidget(page)

    def wear(self, theme: Theme) -> None:
        """Grow with the letters."""
        self._theme = theme
        self._body.setMaximumWidth(theme.px(COLUMN))

    def add(self, item: QWidget | QLayout, align: Qt.AlignmentFlag = FULL) -> None:
        """Put a widget or a layout below the last one."""
        below = self._rows.count() - 1
        if isinstance(item, QLayout):
            self._rows.insertLayout(below, item)
            return
        self._rows.insertWidget(below, item, 0, align)
        if self._theme is not None:
            wear(item, self._theme)

    def space(self, pixels: int) -> None:
        """Leave so much more room below the last one."""
        self._rows.insertSpacing(self._rows.count() - 1, pixels)

    def stretch(self, share: int) -> None:
        """Leave a share of the room that is to spare below the last one."""
        self._rows.insertStretch(self._rows.count() - 1, share)

    def in_the_middle(self, low: bool) -> None:
        """Let what there is stand at the end of the room it has (`low`), or at the beginning."""
        page = self.widget()
        if page is not None:
            side = Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag(0)
            self._around.setAlignment(self._body, side)

    def clear(self) -> None:
        """Take everything out."""
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows have narrow margins."""
        wide = event.size().width()
        side = next(space for limit, space in MARGINS if wide <= limit)
        self._around.setContentsMargins(side, 16, side, 32)
        super().resizeEvent(event)
