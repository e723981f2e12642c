"""When to see someone: what to do stands first, in the largest letters, then for whom."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from windown.presenters.care import CareScreen, Level
from windown.ui.widgets.pieces import Button, Column, label, line


class SeeSomeonePage(Column):
    """Shows the three levels; `lines` leads to the numbers."""

    def __init__(
        self, presenter: CareScreen, back: Callable[[], None], lines: Callable[[], None]
    ) -> None:
        super().__init__()
        self.presenter, self.back, self.lines = presenter, back, lines

    def refresh(self) -> None:
        """Show it, for the country that is chosen now."""
        self.clear()
        words = self.presenter.desk.words
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        for at, level in enumerate(self.presenter.levels()):
            if at:
                self.space(12)
                self.add(line())
                self.space(12)
            self._level(level)
            if at == 0:
                self._to_the_numbers()
        self.top()

    def _level(self, level: Level) -> None:
        self.add(label(level.action, "head"))
        self.add(label(level.who, "large", "quiet"))
        for sign in level.signs:
            self.add(_sign(sign))
        if level.meanwhile:
            self.space(8)
            self.add(label(level.meanwhile, "large"))

    def _to_the_numbers(self) -> None:
        self.space(8)
        numbers = Button(self.presenter.desk.words("care.lines"), "filled")
        numbers.clicked.connect(self.lines)
        self.add(numbers, Qt.AlignmentFlag.AlignLeft)


def _sign(text: str) -> QWidget:
    """A sign behind a dash that stands out to the left of all its lines."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    dash = label("–", "large", "accent")
    dash.setWordWrap(False)
    row.addWidget(dash, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, "large"), 1)
    return holder
