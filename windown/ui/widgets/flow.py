"""A row that goes on below where it has no room, for answers and choices."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays widgets side by side, each as wide as it wants, and begins a new line when full.

    `centred` puts each line in the middle.
    """

    def __init__(
        self, parent: QWidget | None = None, space: int = 8, centred: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._centred = centred
        self.setSpacing(space)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        """Called by Qt for each widget added."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """The one at an index, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Remove the one at an index."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as it gets."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """The height of all lines."""
        lines = self._lines(width)
        tall = sum(max(_tall(item, width) for item in line) for line in lines)
        return tall + self.spacing() * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """All in one line."""
        wide = sum(item.sizeHint().width() for item in self._items)
        gaps = self.spacing() * max(0, len(self._items) - 1)
        return QSize(wide + gaps, _tallest(self._items))

    def minimumSize(self) -> QSize:
        """The widest alone."""
        wide = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(wide, _tallest(self._items))

    def setGeometry(self, box: QRect, /) -> None:
        """Put everything in its place."""
        super().setGeometry(box)
        top = box.y()
        for line in self._lines(box.width()):
            high = max(_tall(item, box.width()) for item in line)
            used = sum(_wide(item, box.width()) for item in line)
            used += self.spacing() * (len(line) - 1)
            left = box.x() + (max(0, (box.width() - used) // 2) if self._centred else 0)
            for item in line:
                wide, tall = _wide(item, box.width()), _tall(item, box.width())
                item.setGeometry(QRect(QPoint(left, top + (high - tall) // 2), QSize(wide, tall)))
                left += wide + self.spacing()
            top += high + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = _wide(item, width)
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self.spacing()
        return lines


def _wide(item: QLayoutItem, room: int) -> int:
    return min(item.sizeHint().width(), max(room, item.minimumSize().width()))


def _tall(item: QLayoutItem, room: int) -> int:
    high = item.heightForWidth(_wide(item, room)) if item.hasHeightForWidth() else -1
    return high if high > 0 else item.sizeHint().height()


def _tallest(items: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)
