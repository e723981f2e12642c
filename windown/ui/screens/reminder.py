"""One reminder, open: when, on which days, how it comes, what it says; melatonin's own entry."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from windown.presenters.plan_view import Details, MelatoninView
from windown.presenters.planning import Planning
from windown.service.ports import Clock
from windown.ui.widgets.action import Action
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.opener import DayPill
from windown.ui.widgets.pieces import ChoiceRow, SlideRow, Switch, Tick, label

Soon = Callable[[str, Callable[[], object]], None]


class Say(Protocol):
    """The words of the plan by their id."""

    def __call__(self, key: str, **values: object) -> str: ...


class ReminderDetails(QWidget):
    """All choices of one reminder; what moves writes when it rests, by `soon`."""

    def __init__(
        self,
        view: Details,
        presenter: Planning,
        clock: Clock,
        soon: Soon,
        again: Callable[[], None],
        say: Say,
    ) -> None:
        """`again` shows the plan anew where more than this one changes."""
        super().__init__()
        self.shown, self.presenter, self.clock = view, presenter, clock
        self.soon, self.again, self.say = soon, again, say
        self._sure = False
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(12, 0, 4, 16)
        self.rows.setSpacing(10)
        if view.melatonin is not None:
            self._melatonin(view.melatonin)
        if view.own:
            self.name = self._text("own_label", view.text, say("own_name"), presenter.set_text)
        self._lead()
        if view.veil is not None:
            self._veil(*view.veil)
        self._days()
        self._switch("sound", view.sound)
        self._switch("spoken", view.spoken)
        self._repeat()
        self._late()
        if not view.own:
            self.text = self._text("text", view.text, view.usual, presenter.set_text)
        self.neutral = self._text(
            "neutral", view.neutral, view.usual_neutral, presenter.set_neutral
        )
        if view.own:
            self._remove()

    def _lead(self) -> None:
        view = self.shown
        self.lead = SlideRow(view.lead_name)
        self.lead.setVisible(view.steps > 0)
        self.lead.show_value(view.steps, view.lead, self._when(view.lead))
        self.lead.moved.connect(self._moved)
        self.rows.addWidget(self.lead)

    def follow(self, view: Details) -> None:
        """Show what has changed elsewhere: the lead, moved on the line, and what is said to it."""
        self.shown = view
        self.lead.show_value(view.steps, view.lead, self._when(view.lead))
        if view.melatonin is not None:
            self._tell(view.melatonin.notices)

    def _when(self, step: int) -> str:
        return self.presenter.when(self.shown.id, step, self.clock.now())

    def _moved(self, step: int) -> None:
        self.lead.tell(self._when(step))
        self.soon(f"lead {self.shown.id}", partial(self.presenter.set_lead, self.shown.id, step))

    def _days(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self.say("days")))
        pills = QWidget()
        row = Flow(pills, space=6)
        self.days: list[DayPill] = []
        for number, short, name, on in self.shown.days:
            pill = DayPill(short, name, on)
            pill.toggled.connect(partial(self._day, pill, number))
            self.days.append(pill)
            row.addWidget(pill)
        column.addWidget(pills)
        self.rows.addWidget(holder)

    def _day(self, pill: DayPill, number: int, on: bool) -> None:
        if not self.presenter.set_day(self.shown.id, number, on):
            pill.setChecked(True)

    def _switch(self, key: str, on: bool) -> None:
        made = Switch(self.say(key))
        made.setChecked(on)
        made.toggled.connect(lambda on: self.presenter.change(self.shown.id, **{key: on}))
        self.rows.addWidget(made)

    def _veil(self, dims: bool, off: bool) -> None:
        words, keep = self.presenter.desk.words, self.presenter.set_chosen
        self.veil, self.veil_off = Switch(words("veil.wish")), Switch(words("veil.off_wish"))
        self.veil.setChecked(dims)
        self.veil_off.setChecked(off)
        self.veil_off.setVisible(dims)
        self.veil.toggled.connect(lambda on: keep(veil=on))
        self.veil.toggled.connect(self.veil_off.setVisible)
        self.veil_off.toggled.connect(lambda on: keep(veil_off=on))
        self.rows.addWidget(self.veil)
        self.rows.addWidget(self.veil_off)

    def _repeat(self) -> None:
        view = self.shown
        self.times = self._choice(self.say("repeat"), view.times, view.time)
        self.every = self._choice(self.say("every"), view.every, view.each)
        self.every.setVisible(view.time != "0")
        for row in (self.times, self.every):
            row.chosen.connect(lambda _: self._repeated())

    def _repeated(self) -> None:
        times, every = int(self.times.current()), int(self.every.current())
        self.every.setVisible(times > 0)
        self.presenter.set_repeat(self.shown.id, times, every)

    def _late(self) -> None:
        late = self._choice(self.say("late"), self.shown.lates, self.shown.late, False)
        late.chosen.connect(lambda late: self.presenter.change(self.shown.id, late=late))

    def _choice(
        self,
        name: str,
        choices: tuple[tuple[str, str], ...],
        current: str,
        side_by_side: bool = True,
    ) -> ChoiceRow:
        made = ChoiceRow(name, side_by_side)
        made.show_choices(choices, current)
        self.rows.addWidget(made)
        return made

    def _text(self, key: str, text: str, usual: str, keep: Callable[[str, str], None]) -> QLineEdit:
        field = QLineEdit(text)
        field.setPlaceholderText(usual)
        field.setAccessibleName(self.say(key))
        field.textEdited.connect(lambda text: self.soon(key, partial(keep, self.shown.id, text)))
        self.rows.addWidget(label(self.say(key)))
        self.rows.addWidget(field)
        return field

    def _remove(self) -> None:
        self.remove = Action(self.say("remove"))
        self.remove.clicked.connect(self._removed)
        self.rows.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _removed(self) -> None:
        if not self._sure:
            self._sure = True
            self.remove.setText(self.say("really"))
            self.remove.updateGeometry()
            return
        self.presenter.remove(self.shown.id)
        self.again()

    def _melatonin(self, view: MelatoninView) -> None:
        words, held = self.presenter.desk.words, view.held
        self.adult = Tick(words("melatonin.adult"))
        self.adult.setChecked(held.adult)
        self.adult.toggled.connect(lambda on: self._entered(adult=on))
        self.amount = QLineEdit(held.amount)
        self.amount.setAccessibleName(words("melatonin.amount"))
        self.amount.setPlaceholderText(words("melatonin.empty"))
        self.amount.editingFinished.connect(self._amount)
        unit = ChoiceRow(words("melatonin.unit"), side_by_side=True)
        unit.show_choices(view.units, held.unit)
        unit.chosen.connect(lambda unit: self._entered(unit=unit))
        form = ChoiceRow(words("melatonin.form"), side_by_side=True)
        form.show_choices(view.forms, held.form)
        form.chosen.connect(lambda form: self._entered(form=form))
        told = Tick(words("melatonin.told_by_clinician"))
        told.setChecked(held.told_by_clinician)
        told.toggled.connect(lambda on: self._entered(told_by_clinician=on))
        self.notices = label("", "text", "accent")
        self.rows.addWidget(self.notices)
        self._tell(view.notices)
        for row in (self.adult, label(words("melatonin.amount")), self.amount, unit, form, told):
            self.rows.addWidget(row)
        for text in view.about:
            self.rows.addWidget(label(text, "small", "quiet"))

    def _tell(self, notices: tuple[str, ...]) -> None:
        self.notices.setText("\n".join(notices))
        self.notices.setVisible(bool(notices))

    def _amount(self) -> None:
        text = self.amount.text().strip()
        if text != self.presenter.plan.melatonin.amount:
            self._entered(amount=text)

    def _entered(self, **changes: object) -> None:
        self.presenter.enter(**changes)
        self.again()
