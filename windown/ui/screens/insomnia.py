"""The note on many hard nights: a question first, then a few gentle sentences."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.insomnia import PatternNote
from windown.service.ports import Clock
from windown.ui.theme import Theme, wear
from windown.ui.widgets.action import Action
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import label, line


class PatternBox(QWidget):
    """Shows the note where there is one, and nothing at all where there is none."""

    def __init__(self, presenter: PatternNote, clock: Clock) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self._theme = Theme()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 8, 0, 8)
        self._rows.setSpacing(12)
        self.actions_: list[Action] = []
        self.refresh()

    def wear(self, theme: Theme) -> None:
        """Remember the theme for words that come later."""
        self._theme = theme

    def refresh(self) -> None:
        """Show the note as it stands."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.actions_ = []
        view = self.presenter.view(self.clock.now())
        if view is None:
            self.hide()
            return
        if self.parentWidget() is not None:
            self.show()
        self._rows.addWidget(line())
        if view.question:
            self._rows.addWidget(label(view.question, "large"))
        for text in view.said:
            self._rows.addWidget(label(text))
        if view.sources:
            self._rows.addWidget(label(view.sources, "small", "quiet"))
        self._rows.addWidget(self._answers(view.answers or (("close", view.close),)))
        wear(self, self._theme)

    def _answers(self, answers: tuple[tuple[str, str], ...]) -> QWidget:
        holder = QWidget()
        row = Flow(holder)
        for answer, text in answers:
            action = Action(text, edge=True)
            action.clicked.connect(lambda _=False, answer=answer: self._answer(answer))
            row.addWidget(action)
            self.actions_.append(action)
        return holder

    def _answer(self, answer: str) -> None:
        if answer == "close":
            self.presenter.close()
        else:
            self.presenter.answer(answer, self.clock.now())
        self.refresh()
        if self.actions_:
            self.actions_[0].setFocus()
