"""One night opened: everything of it, and how it is corrected or added to."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from windown.presenters.journal_night import MINUTES, Entry, Given, NightScreen, NightView, Ran
from windown.service.ports import Clock
from windown.ui.widgets.action import Action
from windown.ui.widgets.beside import Beside
from windown.ui.widgets.dim_line import DimLine
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, Tick, label, line
from windown.ui.widgets.scale import Scale

#: Minutes that stand ready for a practice done without windown.
USUAL = 10
#: Below this width what can be changed stands below its name (pixels at 100 %).
NARROW = 360


class NightPage(Column):
    """Shows a night. `back` leads to the calendar, `open_diary` to the morning of a night."""

    def __init__(
        self,
        presenter: NightScreen,
        clock: Clock,
        back: Callable[[], None],
        open_diary: Callable[[date], None] | None = None,
    ) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self._back, self._open_diary = back, open_diary
        self._shown: NightView | None = None
        self._opened = ""

    def open(self, night: date) -> None:
        """Show a night."""
        self.presenter.open(night)
        self._shown, self._opened = None, ""
        self.refresh()
        self.top()

    def refresh(self) -> None:
        """Show the night as it is; nothing is rebuilt that looks the same."""
        if self.presenter.night == date.min:
            return
        view = self.presenter.view(self.clock.now())
        if view != self._shown:
            self._shown = view
            self._build(view)

    def _say(self, key: str) -> str:
        return self.presenter.desk.words(f"opened_night.{key}")

    def _build(self, view: NightView) -> None:
        kept = self.verticalScrollBar().value()
        self.clear()
        self.add(self._ways(view))
        self.add(label(view.title, "title"))
        if view.told:
            self.add(label(view.told, "text", "accent"))
        self._practices(view)
        self._routines(view)
        self._morning(view)
        if view.notes:
            self._section("notes")
            for note in view.notes:
                self.add(label(note))
        if view.answers:
            self._section("answers")
            for given in view.answers:
                self.add(AnswerRow(given, self._answered))
        self.verticalScrollBar().setValue(kept)

    def _ways(self, view: NightView) -> QWidget:
        """Back to the calendar, and to the nights before and after."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        back = Button(self.presenter.desk.words("practices.back"), "quiet", "back")
        back.clicked.connect(self._back)
        row.addWidget(back)
        row.addStretch(1)
        self.earlier = Button(view.earlier, "icon", "back")
        self.earlier.clicked.connect(lambda: self._step(-1))
        self.later = Button(view.later, "icon", "next")
        self.later.clicked.connect(lambda: self._step(1))
        self.later.setEnabled(bool(view.later))
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        return holder

    def _section(self, key: str) -> None:
        self.space(8)
        self.add(line())
        self.add(label(self._say(key), "small", "quiet"))

    def _practices(self, view: NightView) -> None:
        self._section("practices")
        if view.none:
            self.add(label(view.none, "text", "quiet"))
        for entry in view.sessions:
            self.add(SessionRow(entry, self, entry.id == self._opened))
        if view.gone:
            self.add(label(view.gone, "text", "quiet"))
            again = Action(self._say("put_back"), edge=True)
            again.clicked.connect(lambda: self._do(self.presenter.put_back))
            self.add(again, Qt.AlignmentFlag.AlignLeft)
        self.adding = AddRow(view, self)
        self.add(self.adding)

    def _routines(self, view: NightView) -> None:
        if not (view.runs or view.routines):
            return
        self._section("routines")
        self.runs = [RanRow(ran, self) for ran in view.runs]
        for row in self.runs:
            self.add(row)
        if view.routines:
            self.add_routine = ChoiceRow(self._say("add_routine"))
            self.add_routine.show_choices([("", "…"), *view.routines], "")
            self.add_routine.chosen.connect(self._routine_added)
            self.add(self.add_routine)

    def _routine_added(self, routine: str) -> None:
        if routine:
            self._later(lambda: self.presenter.add_routine(routine, self.clock.now()))

    def ticked(self, run: str, place: int, done: bool) -> None:
        """Say that a step was done or left out; its row stays."""
        self.presenter.tick(run, place, done, self.clock.now())
        self.corrected()

    def removed_run(self, run: str) -> None:
        """Take a run of a routine away."""
        self._later(lambda: self.presenter.remove_run(run))

    def _later(self, act: Callable[[], None]) -> None:
        """Not from within the control that was used: it is about to go."""
        QTimer.singleShot(0, self, lambda: self._do(act))

    def _morning(self, view: NightView) -> None:
        if not (view.morning or view.to_diary):
            return
        self._section("morning")
        for text in view.morning:
            self.add(label(text))
        if not view.morning:
            self.add(label(self._say("no_morning"), "text", "quiet"))
        if view.to_diary and self._open_diary is not None:
            open_diary = self._open_diary
            self.to_diary = Action(view.to_diary, edge=True)
            self.to_diary.clicked.connect(lambda: open_diary(self.presenter.night))
            self.add(self.to_diary, Qt.AlignmentFlag.AlignLeft)

    def _step(self, days: int) -> None:
        self.presenter.step(days, self.clock.now())
        self.open(self.presenter.night)
        step = self.earlier if days < 0 or not self.later.isEnabled() else self.later
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, act: Callable[[], None]) -> None:
        act()
        self.refresh()

    def unfolded(self, session: str) -> None:
        """Remember which session is open."""
        self._opened = session

    def removed(self, session: str) -> None:
        """Take a session away."""
        self._do(lambda: self.presenter.remove(session))

    def added(self, practice: str, minutes: float) -> None:
        """Keep a practice that was done without windown."""
        self._do(lambda: self.presenter.add(practice, minutes, self.clock.now()))

    def corrected(self) -> NightView:
        """The night after a change that needs no other rows."""
        self._shown = self.presenter.view(self.clock.now())
        return self._shown

    def _answered(self, key: str, answer: str) -> str:
        self.presenter.answer(key, answer, self.clock.now())
        view = self.corrected()
        return next((each.told for each in view.answers if each.key == key), "")


class SessionRow(QWidget):
    """One session: what it was, and behind *Change* how it felt, a note, and taking it away."""

    def __init__(self, entry: Entry, page: NightPage, open_: bool) -> None:
        super().__init__()
        self.entry, self.page = entry, page
        self.felt_text = label(entry.felt_text, "small", "accent")
        self.note_text = label(entry.note, "text", "quiet")
        self.editor = self._editor()
        self.change = Button("", "quiet")
        self.change.clicked.connect(lambda: self.unfold(not self.editor.isVisibleTo(self)))
        said = QWidget()
        names = QVBoxLayout(said)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        for shown in (label(entry.name), label(entry.detail, "small", "quiet"), self.felt_text,
                      self.note_text):  # fmt: skip
            names.addWidget(shown)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(Beside(said, self.change, NARROW))
        rows.addWidget(self.editor)
        self._show(entry)
        self.unfold(open_)

    def unfold(self, on: bool) -> None:
        """Show what can be changed, or hide it."""
        self.editor.setVisible(on)
        words = self.page.presenter.desk.words
        self.change.setText(words("opened_night.done" if on else "opened_night.change"))
        self.change.setAccessibleName(f"{self.change.text()}: {self.entry.name}")
        self.page.unfolded(self.entry.id if on else "")

    def _editor(self) -> QWidget:
        words, entry = self.page.presenter.desk.words, self.entry
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 4, 0, 8)
        rows.setSpacing(8)
        self.felt = Scale(1, 5, words("opened_night.felt"))
        self.felt.show_value(entry.felt or None)
        self.felt.chosen.connect(self._felt)
        self.note = DimLine(entry.note)
        self.note.setPlaceholderText(words("opened_night.note"))
        self.note.setAccessibleName(words("opened_night.note"))
        self.note.editingFinished.connect(self._noted)
        self.remove = Button(words("opened_night.remove"), "quiet")
        self.remove.setAccessibleName(f"{words('opened_night.remove')}: {entry.name}")
        self.remove.clicked.connect(lambda: self.page.removed(entry.id))
        rows.addWidget(label(words("opened_night.felt"), "small", "quiet"))
        rows.addWidget(self.felt)
        rows.addWidget(self.note)
        rows.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _felt(self, number: int) -> None:
        self.page.presenter.feel(self.entry.id, number or None)
        self._again()

    def _noted(self) -> None:
        self.page.presenter.note(self.entry.id, self.note.text())
        self._again()

    def _again(self) -> None:
        sessions = self.page.corrected().sessions
        found = next((each for each in sessions if each.id == self.entry.id), None)
        if found is not None:
            self._show(found)

    def _show(self, entry: Entry) -> None:
        for shown, text in ((self.felt_text, entry.felt_text), (self.note_text, entry.note)):
            shown.setText(text)
            shown.setVisible(bool(text))


class AddRow(QWidget):
    """*Add a practice*, and behind it which one and how long."""

    def __init__(self, view: NightView, page: NightPage) -> None:
        super().__init__()
        words = page.presenter.desk.words
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self.open = Action(words("opened_night.add"), edge=True)
        self.open.clicked.connect(lambda: self._unfold(True))
        rows.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = QWidget()
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(label(words("opened_night.add_about"), "text", "quiet"))
        self.which = ChoiceRow(words("opened_night.which"))
        self.which.show_choices(view.practices, view.practices[0][0] if view.practices else "")
        form.addWidget(self.which)
        form.addWidget(self._minutes(words("opened_night.minutes")))
        self.keep = Action(words("opened_night.keep"), edge=True)
        self.keep.clicked.connect(lambda: page.added(self.which.current(), self.minutes.value()))
        self.away = Action(words("opened_night.cancel"))
        self.away.clicked.connect(lambda: self._unfold(False))
        both = QWidget()
        flow = Flow(both)
        flow.addWidget(self.keep)
        flow.addWidget(self.away)
        form.addWidget(both)
        rows.addWidget(self.form)
        self.form.hide()
        self.open.setEnabled(bool(view.practices))

    def _minutes(self, text: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(text), 1)
        self.minutes = QSpinBox()
        self.minutes.setRange(*MINUTES)
        self.minutes.setValue(USUAL)
        self.minutes.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.minutes.setAccessibleName(text)
        self.minutes.setMinimumWidth(self.minutes.fontMetrics().horizontalAdvance("0000") + 48)
        row.addWidget(self.minutes)
        return holder

    def _unfold(self, on: bool) -> None:
        self.form.setVisible(on)
        self.open.setVisible(not on)
        (self.which if on else self.open).setFocus(Qt.FocusReason.OtherFocusReason)


class AnswerRow(Beside):
    """One reminder that is over: what became of it, and what can be said instead."""

    def __init__(self, given: Given, answer: Callable[[str, str], str]) -> None:
        said = QWidget()
        names = QVBoxLayout(said)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        self.told = label(given.told, "small", "quiet")
        names.addWidget(label(given.name))
        names.addWidget(self.told)
        self.choice = ChoiceRow("", side_by_side=True)
        self.choice.show_choices(given.choices, given.current)
        self.choice.setAccessibleName(given.name)
        self.choice.chosen.connect(lambda chosen: self.told.setText(answer(given.key, chosen)))
        super().__init__(said, self.choice, NARROW)


class RanRow(QWidget):
    """One run of a routine: its steps to be ticked, and behind *Remove* its end."""

    def __init__(self, ran: Ran, page: NightPage) -> None:
        super().__init__()
        words = page.presenter.desk.words
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(label(ran.name))
        rows.addWidget(label(ran.detail, "small", "quiet"))
        self.ticks: list[Tick] = []
        for place, (name, told, state) in enumerate(ran.steps):
            tick = Tick(name)
            tick.setAccessibleDescription(told)
            tick.setChecked(state == "done")
            tick.toggled.connect(lambda on, place=place: page.ticked(ran.id, place, on))
            self.ticks.append(tick)
            rows.addWidget(tick)
        self.remove = Button(words("opened_night.remove"), "quiet")
        self.remove.setAccessibleName(f"{words('opened_night.remove')}: {ran.name}")
        self.remove.clicked.connect(lambda: page.removed_run(ran.id))
        rows.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
