"""One question of the diary with its answer: a field, or a scale, and what is wrong below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from windown.presenters.diary import Question
from windown.ui.theme import Theme
from windown.ui.widgets.basics import label
from windown.ui.widgets.dim_line import DimLine
from windown.ui.widgets.scale import Scale

#: How wide a field for a time or a number is, in pixels at 100 %.
SHORT = 116


class AnswerField(DimLine):
    """A line to type in. Enter and the arrows are told instead of taken."""

    entered = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go in steps, Enter goes on."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not held:
            self.stepped.emit(1 if key == Qt.Key.Key_Up else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Answer(QWidget):
    """Shows a question. Emits `given` with what was typed or chosen when that has changed, and
    `entered` when the person wants to go on."""

    given = Signal(str)
    entered = Signal()

    def __init__(self, question: Question, step: Callable[[str, int], str]) -> None:
        """`step` gives what is typed, some steps up or down."""
        super().__init__()
        self.id, self.kind, self._step = question.id, question.kind, step
        self._choices = question.choices
        self._was = question.value
        self.field: AnswerField | Scale = (
            self._scale(question) if question.choices else self._line(question)
        )
        self.word = label("", "text", "quiet")
        self.wrong = label("", "small", "accent")
        self._lay_out(question)
        self.show_question(question)

    def wear(self, theme: Theme) -> None:
        """Fields are as wide as what goes into them."""
        if isinstance(self.field, AnswerField) and self.kind != "text":
            self.field.setFixedWidth(theme.px(SHORT))

    def show_question(self, question: Question) -> None:
        """The answer as it is understood, and what is wrong with it."""
        self._was = question.value
        if isinstance(self.field, Scale):
            self.field.show_value(int(question.value) if question.value else None)
            self._say_word(question.value)
        elif self.field.text() != question.value:
            self.field.setText(question.value)
        self.wrong.setText(question.told)
        self.wrong.setVisible(bool(question.told))
        self.field.setAccessibleDescription(question.told or question.ready)
        if self.isHidden() == question.asked and (self.parentWidget() or not question.asked):
            self.setVisible(question.asked)  # without a parent it would be a window of its own

    def settle(self) -> None:
        """Hand on what was typed, where it is another than before."""
        if isinstance(self.field, AnswerField) and self.field.text().strip() != self._was:
            self.given.emit(self.field.text())

    def _scale(self, question: Question) -> Scale:
        scale = Scale(1, len(question.choices), question.text)
        scale.chosen.connect(lambda n: self.given.emit(str(n) if n >= 1 else ""))
        scale.typed.connect(self.entered)
        return scale

    def _line(self, question: Question) -> AnswerField:
        field = AnswerField(question.value)
        # By its shape, too, it is no answer yet.
        field.setPlaceholderText(f"{question.ready} ?" if question.ready else "")
        field.setAccessibleName(question.text)
        field.setMaxLength(2000 if question.kind == "text" else 12)
        field.editingFinished.connect(self.settle)
        field.entered.connect(self.entered)
        field.stepped.connect(lambda up: field.setText(self._step(field.text(), up)))
        return field

    def _lay_out(self, question: Question) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(question.text), 0, 0)
        if isinstance(self.field, Scale):
            across = QHBoxLayout()
            across.setSpacing(12)
            across.addWidget(self.field)
            across.addWidget(self.word, 1)
            grid.addLayout(across, 1, 0, 1, 2)
        elif question.kind == "text":
            self.word.hide()
            grid.addWidget(self.field, 1, 0, 1, 2)
        else:
            self.word.hide()
            grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.wrong, 2, 0, 1, 2)

    def _say_word(self, value: str) -> None:
        text = self._choices[int(value) - 1] if value else ""
        self.word.setText(text)
        self.field.setAccessibleDescription(text)
