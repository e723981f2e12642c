"""The routines to choose from, and the editor of one."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from windown.core.routine import LONGEST_TEXT
from windown.presenters.routine_edit import RoutineEditor, RoutineRow, StepEdit
from windown.ui.widgets.action import Action
from windown.ui.widgets.controls import Combo, Tick
from windown.ui.widgets.editing import NameField
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.ordered import OrderedRows
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, label, line


class Choice(Tick):
    """One of several ways: its words stay bright when it is the chosen one."""

    def _words(self, painter: QPainter, box: QRect, ink: str) -> None:
        super()._words(painter, box, self._theme.face.text)


class RoutinesPage(Column):
    """All routines; `edit` opens the editor on what the presenter holds."""

    def __init__(
        self, presenter: RoutineEditor, edit: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__()
        self.presenter, self.edit, self.back = presenter, edit, back
        #: The last one deleted: its name, and what brings it back.
        self.deleted: tuple[str, bytes] | None = None
        self.ticks: dict[str, Choice] = {}

    def refresh(self) -> None:
        """Show what there is."""
        view, words = self.presenter.routines(), self.presenter.desk.words
        self.clear()
        self.ticks = {}
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(words("routine.title"), "head"))
        self.add(label(words("routine.about"), "text", "quiet"))
        self._undo()
        for row in view.rows:
            self.space(4)
            self.add(self._row(row))
            self.add(line())
        self.told = label("\n".join(view.told), "small")
        self.told.setVisible(bool(view.told))
        self.add(self.told)
        new = Button(words("routine.new"), "plain")
        new.clicked.connect(self._new)
        self.add(new, Qt.AlignmentFlag.AlignLeft)

    def _row(self, row: RoutineRow) -> QWidget:
        words = self.presenter.desk.words
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        tick = Choice(row.name)
        tick.setChecked(row.chosen)
        tick.setAccessibleDescription(words("routine.chosen") if row.chosen else row.about)
        tick.clicked.connect(lambda: self._choose(row.id))
        self.ticks[row.id] = tick
        column.addWidget(tick)
        for text in (row.about, row.steps):
            if text:
                told = label(text, "small", "quiet")
                told.setContentsMargins(self._inset(42), 0, 0, 0)
                column.addWidget(told)
        if row.id:
            column.addWidget(self._acts(row))
        return holder

    def _inset(self, pixels: int) -> int:
        """As far in as the words of the row above."""
        return self._theme.px(pixels) if self._theme else pixels

    def _acts(self, row: RoutineRow) -> QWidget:
        words = self.presenter.desk.words
        holder = QWidget()
        flow = Flow(holder)
        flow.setContentsMargins(self._inset(32), 0, 0, 0)
        acts: list[tuple[str, Callable[[], None]]] = [("edit.copy", lambda: self._copy(row.id))]
        if row.own:
            acts.insert(0, ("edit.edit", lambda: self._edit(row.id)))
            acts.append(("edit.delete", lambda: self._delete(row.id)))
        for key, act in acts:
            button = Action(words(key))
            button.setAccessibleName(f"{words(key)}: {row.name}")
            button.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(button)
        return holder

    def _undo(self) -> None:
        if self.deleted is None:
            return
        words, (name, content) = self.presenter.desk.words, self.deleted
        self.add(label(words("edit.deleted", name=name)))
        undo = Button(words("edit.undo"), "plain")
        undo.clicked.connect(lambda: self._bring_back(content))
        self.add(undo, Qt.AlignmentFlag.AlignLeft)

    def _choose(self, routine_id: str) -> None:
        self.presenter.choose(routine_id)
        self._later()

    def _new(self) -> None:
        self.presenter.new()
        self.edit()

    def _copy(self, routine_id: str) -> None:
        if self.presenter.copy(routine_id):
            self.edit()

    def _edit(self, routine_id: str) -> None:
        if self.presenter.edit(routine_id):
            self.edit()

    def _delete(self, routine_id: str) -> None:
        self.deleted = self.presenter.delete(routine_id)
        self._later()

    def _bring_back(self, content: bytes) -> None:
        self.presenter.put_back(content)
        self.deleted = None
        self._later()

    def _later(self) -> None:
        """Show it again where it was scrolled to, not from within the control that was used."""
        at = self.verticalScrollBar().value()
        chosen = next((name for name, tick in self.ticks.items() if tick.hasFocus()), None)
        QTimer.singleShot(0, self, lambda: self._again(at, chosen))

    def _again(self, at: int, chosen: str | None) -> None:
        self.refresh()
        if chosen in self.ticks:
            self.ticks[chosen].setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at))


class RoutineEditPage(Column):
    """Edits one routine; `back` is called when it was kept, or left."""

    def __init__(self, presenter: RoutineEditor, back: Callable[[], None]) -> None:
        super().__init__()
        self.presenter, self.back = presenter, back

    def refresh(self) -> None:
        """Show the routine of the presenter."""
        view, words = self.presenter.view(), self.presenter.desk.words
        self.clear()
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(words("routine.edit_title"), "head"))
        self.add(label(words("routine.edit_about"), "text", "quiet"))
        self.name = NameField(words("routine.name"), view.name, self._call)
        self.add(self.name)
        self.space(8)
        self.rows = OrderedRows(self._move)
        for at, step in enumerate(view.steps):
            self._add_step(at, step)
        self.add(self.rows)
        self.space(8)
        self.more = ChoiceRow(words("routine.add"))
        self.more.show_choices([("", "…"), *view.more], "")
        self.more.setEnabled(bool(view.more))
        self.more.chosen.connect(self._more)
        self.add(self.more)
        self.length, self.told = label("", "text", "quiet"), label("", "text")
        self.add(self.length)
        self.add(self.told)
        self.save = Button(words("edit.save"), "filled")
        self.save.clicked.connect(self._save)
        self.add(self.save, Qt.AlignmentFlag.AlignHCenter)
        self._tell()

    def _add_step(self, at: int, step: StepEdit) -> None:
        words = self.presenter.desk.words
        name: QWidget = self._written(at, step) if step.written else label(step.name)
        shown = step.name or words("routine.own_step")
        minutes = Combo()
        minutes.setAccessibleName(words("routine.minutes", name=shown))
        minutes.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        minutes.setMinimumContentsLength(11)
        minutes.addItems([told for _, told in step.choices])
        ids = [each for each, _ in step.choices]
        minutes.setCurrentIndex(ids.index(step.minutes))
        minutes.activated.connect(lambda n: self._minutes(at, ids[n]))
        remove = Button(words("routine.remove", name=shown), "icon", "close")
        remove.clicked.connect(lambda: self._remove(at))
        move = words("routine.move", name=shown)
        self.rows.add(move, name, minutes, remove)

    def _written(self, at: int, step: StepEdit) -> QLineEdit:
        words = self.presenter.desk.words
        field = QLineEdit(step.name)
        field.setPlaceholderText(words("routine.words"))
        field.setAccessibleName(words("routine.words"))
        field.setMaxLength(LONGEST_TEXT)
        field.textEdited.connect(lambda text: self._write(at, text))
        return field

    def _write(self, at: int, text: str) -> None:
        self.presenter.write(at, text)
        self._tell()

    def _minutes(self, at: int, minutes: str) -> None:
        self.presenter.set_minutes(at, minutes)
        self._tell()

    def _call(self, name: str) -> None:
        self.presenter.call(name)
        self._tell()

    def _move(self, at: int, to: int) -> None:
        self.presenter.move(at, to)
        self._later(to)

    def _remove(self, at: int) -> None:
        self.presenter.remove(at)
        self._later(min(at, len(self.presenter.steps) - 1))

    def _more(self, what: str) -> None:
        self.presenter.add(what)
        self._later(len(self.presenter.steps) - 1 if what else -1)

    def _later(self, reach: int = -1) -> None:
        """Show it again, not from within the control that was used; then a grip is reached."""
        at = self.verticalScrollBar().value()
        QTimer.singleShot(0, self, lambda: self._again(at, reach))

    def _again(self, at: int, reach: int) -> None:
        self.refresh()
        self.verticalScrollBar().setValue(at)
        if 0 <= reach < len(self.rows.grips):
            grip = self.rows.grips[reach]
            grip.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, grip, lambda: self.ensureWidgetVisible(grip, 0, 48))

    def _tell(self) -> None:
        view = self.presenter.view()
        self.length.setText(view.length)
        self.told.setText(view.told)
        self.save.setEnabled(view.can_save)

    def _save(self) -> None:
        if self.presenter.save():
            self.back()
        else:
            self._tell()
