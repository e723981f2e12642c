"""After a session: one quiet question; nothing at all where it is black or eyes are closed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from windown.core.wording import Words
from windown.presenters.session import SessionScreen
from windown.ui.screens.grounds import black
from windown.ui.screens.rest import Rest
from windown.ui.widgets.pieces import Button, Column, label

#: Keys that are pressed for something else, or together with another.
UNMEANT = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_VolumeUp, Qt.Key.Key_VolumeDown, Qt.Key.Key_VolumeMute, Qt.Key.Key_CapsLock,
    Qt.Key.Key_MonBrightnessUp, Qt.Key.Key_MonBrightnessDown,
)  # fmt: skip
#: All answers are equally wide, in pixels.
ANSWER_WIDTH = 280
_LIT, _BLACK, _REST = range(3)


class AfterPage(QWidget):
    """Asks how it felt, or stays black until a key is pressed.

    With eyes closed nothing is asked: who lights the screen finds a quiet page, and Right begins
    once more. `lit` tells that somebody is there.
    """

    lit = Signal()

    def __init__(
        self,
        screen: SessionScreen,
        done: Callable[[], None],
        again: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.presenter, self.done, self.again = screen, done, again
        self.closed = False
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.question = label("", "head"), label("", "large", "quiet")
        self.answers = [Button("", "plain") for _ in range(5)]
        self.skip = Button("", "quiet")
        self.told = label("", "small", "quiet")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._lit())
        self._stack.addWidget(black(self.light))
        self.rest = Rest(self._again, self._done)
        self._stack.addWidget(self.rest)

    def _lit(self) -> QWidget:
        lit = Column()
        lit.stretch(3)
        lit.add(self.title)
        lit.space(16)
        lit.add(self.question)
        for number, answer in enumerate(self.answers, 1):
            answer.clicked.connect(lambda _=False, number=number: self._rate(number))
            answer.setMinimumWidth(ANSWER_WIDTH)
            lit.add(answer, Qt.AlignmentFlag.AlignHCenter)
        self.skip.clicked.connect(self.done)
        lit.add(self.skip, Qt.AlignmentFlag.AlignHCenter)
        lit.stretch(2)
        lit.add(self.told)
        for each in (self.title, self.question, self.told):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return lit

    def ask(self, words: Words, dark: bool) -> None:
        """Show the question, or nothing."""
        after = self.presenter.after()
        self.closed = after.closed
        if after.closed:
            self.rest.show_view(after, words)
            self._stack.setCurrentIndex(_BLACK if dark else _REST)
            self.setFocus()
            return
        self.title.setText(after.title)
        self.question.setText(after.question)
        for shown, text in zip(self.answers, after.answers, strict=True):
            shown.draw("", text)
        self.skip.draw("", words("after.skip"))
        self.told.setText("\n".join(after.told))
        self._stack.setCurrentIndex(_BLACK if dark else _LIT)
        self.setFocus()

    def go_dark(self) -> None:
        """No light where nobody answers."""
        self._stack.setCurrentIndex(_BLACK)

    @property
    def dark(self) -> bool:
        """Whether nothing is to be seen."""
        return self._stack.currentIndex() == _BLACK

    def light(self) -> None:
        """Somebody is there: the quiet page after closed eyes, else back to the evening."""
        self.lit.emit()
        if self.closed:
            self._stack.setCurrentIndex(_REST)
            self.setFocus()
        else:
            self.done()

    def _again(self) -> None:
        self.again()

    def _done(self) -> None:
        self.done()

    def _rate(self, felt: int) -> None:
        self.presenter.run.rate(felt)
        self.done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 answer, also in the dark; Esc closes; a black screen is left by any key."""
        key = event.key()
        if event.isAutoRepeat() or key in UNMEANT:
            return
        if self.closed and key == Qt.Key.Key_Right:
            self.again()
        elif not self.closed and Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._rate(key - Qt.Key.Key_0)
        elif self.dark:
            self.light()
        elif key == Qt.Key.Key_Escape:
            self.done()
        else:
            super().keyPressEvent(event)
