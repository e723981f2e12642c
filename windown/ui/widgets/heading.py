"""The largest words of a screen, which become smaller where a word has no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel

from windown.ui.fonts import HEAD, LARGE, TITLE
from windown.ui.theme import Theme

SIZES = {"head": HEAD, "title": TITLE, "large": LARGE}


class Heading(QLabel):
    """Words in the largest of our letters in which the longest of them is not cut."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._theme, self._most = Theme(), "head"

    def at_most(self, size: str) -> None:
        """Take no larger letters than these: head, title or large."""
        self._most = size
        self._fit()

    def setText(self, text: str, /) -> None:
        """Other words may need other letters."""
        super().setText(text)
        self._fit()

    def wear(self, theme: Theme) -> None:
        """Take the letters of the theme."""
        self._theme = theme
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it has to be: the letters follow."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters by the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        allowed = list(SIZES)[list(SIZES).index(self._most) :]
        fitting = (name for name in allowed if self._widest(SIZES[name]) <= self.width())
        letters = next(fitting, "large")
        if self.property("letters") != letters:
            self.setProperty("letters", letters)
            self.style().unpolish(self)
            self.style().polish(self)

    def _widest(self, size: int) -> float:
        drawn = QFontMetricsF(self._theme.font(size))
        return max((drawn.horizontalAdvance(word) for word in self.text().split()), default=0.0)
