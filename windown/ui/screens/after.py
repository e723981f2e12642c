"""After a session: one quiet question, two taps at most; nothing at all where it is black."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from windown.core.wording import Words
from windown.presenters.session import SessionScreen
from windown.ui.theme import Theme
from windown.ui.widgets.pieces import Button, label


class AfterPage(QWidget):
    """Asks how it felt, or stays black until a key is pressed."""

    def __init__(self, theme: Theme, screen: SessionScreen, done: Callable[[], None]) -> None:
        super().__init__()
        self.screen, self.done = screen, done
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.question = label("", "head"), label("", "large", "quiet")
        self.answers = [Button(theme, "", "plain") for _ in range(5)]
        self.skip = Button(theme, "", "quiet")
        self.told = label("", "small", "quiet")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._lit())
        self._stack.addWidget(self._black())

    def _lit(self) -> QWidget:
        lit = QWidget(objectName="page")
        column = QVBoxLayout(lit)
        column.setContentsMargins(24, 24, 24, 32)
        column.addStretch(3)
        column.addWidget(self.title)
        column.addSpacing(32)
        column.addWidget(self.question)
        column.addSpacing(16)
        for number, answer in enumerate(self.answers, 1):
            answer.clicked.connect(lambda _=False, number=number: self._rate(number))
            answer.setMaximumWidth(320)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(answer, 6)
            row.addStretch(1)
            column.addLayout(row)
        self.skip.clicked.connect(self.done)
        column.addSpacing(8)
        column.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)
        column.addWidget(self.told)
        for each in (self.title, self.question, self.told):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return lit

    def _black(self) -> QWidget:
        dark = QWidget(objectName="black")
        dark.setStyleSheet("#black { background: #000000; }")
        dark.setCursor(Qt.CursorShape.BlankCursor)
        return dark

    def ask(self, words: Words, dark: bool) -> None:
        """Show the question, or nothing."""
        after = self.screen.after()
        self.title.setText(after.title)
        self.question.setText(after.question)
        for shown, text in zip(self.answers, after.answers, strict=True):
            _say(shown, text)
        _say(self.skip, words("after.skip"))
        self.told.setText("\n".join(after.told))
        self._stack.setCurrentIndex(1 if dark else 0)
        self.setFocus()

    def go_dark(self) -> None:
        """No light where nobody answers."""
        self._stack.setCurrentIndex(1)

    def _rate(self, felt: int) -> None:
        self.screen.run.rate(felt)
        self.done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 answer, Esc closes; a black screen is left by any key."""
        if self._stack.currentIndex() == 1:
            self.done()
        elif Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5:
            self._rate(event.key() - Qt.Key.Key_0)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: object) -> None:
        """A press leaves the black screen, too."""
        if self._stack.currentIndex() == 1:
            self.done()


def _say(shown: QPushButton, text: str) -> None:
    if shown.text() != text:
        shown.setText(text)
