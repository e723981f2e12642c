"""Words, lines and buttons, as the style sheet knows them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from windown.ui.fonts import LARGE
from windown.ui.theme import COLUMN, Theme
from windown.ui.widgets.heading import Heading
from windown.ui.widgets.icons import icon


def label(text: str, size: str = "text", tone: str = "") -> QLabel:
    """Words. `size`: small, text, large, title, head, huge; `tone`: "", quiet, accent."""
    result = Heading(text) if size == "head" else QLabel(text)
    result.setProperty("letters", size)
    result.setProperty("tone", tone)
    result.setWordWrap(True)
    result.setTextFormat(Qt.TextFormat.PlainText)
    return result


def line() -> QFrame:
    """A hairline across."""
    result = QFrame()
    result.setProperty("line", True)
    return result


class Button(QPushButton):
    """A button of a kind: "filled" (one on a screen), "plain", "quiet" (text only) or "icon".

    An icon button shows only its drawing; its text is what a screen reader and the tip say.
    """

    def __init__(
        self, text: str = "", kind: str = "plain", drawing: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._drawing, self._theme = kind, drawing, Theme()
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # or Enter would press it in a dialog only
        self.draw(drawing, text)
        if kind in ("icon", "quiet", "filled"):
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def wear(self, theme: Theme) -> None:
        """Take the colours of the theme for the drawing."""
        self._theme = theme
        if not self._drawing:
            return
        ink = {"filled": theme.face.on_fill, "quiet": theme.face.quiet}
        size = theme.px(22)
        self.setIcon(icon(self._drawing, ink.get(self._kind, theme.face.text), size))
        self.setIconSize(QSize(size, size))

    def draw(self, drawing: str, text: str) -> None:
        """Show another drawing with another meaning, such as play for pause."""
        self._drawing = drawing
        self.setAccessibleName(text)
        self._show(text)
        self.wear(self._theme)

    def become(self, kind: str) -> None:
        """Another kind with the same drawing and meaning."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
            self.draw(self._drawing, self.accessibleName())

    def _show(self, text: str) -> None:
        if self._kind == "icon":
            self.setText("")
            self.setToolTip(text)
        else:
            # The style sheet has no word for the space between a drawing and its text.
            self.setText(f"\u2002{text}" if self._drawing else text)


class CaptionLabel(QLabel):
    """The words that are being spoken, in the middle, with room kept so that nothing jumps."""

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._announces = lines, False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setProperty("letters", "large")
        self.wear(Theme())

    def wear(self, theme: Theme) -> None:
        """Keep room for the lines in the letters of the theme."""
        self.setMinimumHeight(self._lines * theme.line(LARGE) + 8)
        self.setMaximumWidth(theme.px(COLUMN))

    def announce(self, on: bool) -> None:
        """Whether a screen reader is told each new text, politely. Off at first."""
        self._announces = on

    def say(self, text: str) -> None:
        """Show a text; the same one again changes nothing."""
        if text == self.text():
            return
        self.setText(text)
        if text and self._announces:
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
