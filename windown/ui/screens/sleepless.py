"""I can't sleep: a few large quiet words in the dark; one key leads to each."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from windown.presenters.sleepless import SleeplessScreen
from windown.service.ports import Clock
from windown.ui.widgets.pieces import Button, Column, label


class SleeplessPage(Column):
    """`begin` is handed a practice, `note` opens the dark line, `back` leads to the evening."""

    def __init__(
        self,
        presenter: SleeplessScreen,
        clock: Clock,
        begin: Callable[[str], None],
        note: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self.begin, self.note, self.back = begin, note, back
        self.chosen = ""
        self.buttons: list[Button] = []

    def open(self) -> None:
        """Show the ways on."""
        self.chosen = ""
        self._build()

    def _build(self) -> None:
        view, words = self.presenter.view(self.chosen, self.clock.now()), self.presenter.desk.words
        self.clear()
        self.stretch(2)
        self.add(label(view.title, "head"))
        if view.about:
            self.add(label(view.about, "text", "quiet"))
        self.space(24)
        self.buttons = []
        for number, way in enumerate(view.ways, 1):
            button = Button(way.text, "plain")
            button.setAccessibleDescription(way.about)
            button.clicked.connect(lambda _=False, way=way.id: self._choose(way))
            self.buttons.append(button)
            self.add(button)
            self.add(label(f"{number}  {way.about}", "small", "quiet"))
        for line in view.lines:
            self.add(label(line, "large"))
            self.space(8)
        self.space(16)
        leave = Button(words("practices.back"), "quiet", "back")
        leave.clicked.connect(self._leave)
        self.add(leave, Qt.AlignmentFlag.AlignLeft)
        self.stretch(3)
        (self.buttons or [leave])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, way: str) -> None:
        practice = self.presenter.practice(way)
        if practice:
            self.begin(practice)
        elif way == "note":
            self.note()
        else:
            self.chosen = way
            self._build()

    def _leave(self) -> None:
        if self.chosen:
            self.open()
        else:
            self.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses, Esc leads back."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < len(self.buttons):
            self.buttons[at].click()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
