"""The plan editor: the evening as a line, bedtimes, and the reminders with one open at a time."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from windown.presenters.plan_view import Day, Line, PlanView
from windown.presenters.planning import Planning
from windown.service.ports import Clock
from windown.ui.screens.nights import night_fields
from windown.ui.screens.reminder import ReminderDetails
from windown.ui.theme import Theme
from windown.ui.widgets.action import Action
from windown.ui.widgets.drawn import Drawn
from windown.ui.widgets.opener import Opener
from windown.ui.widgets.pieces import Button, Column, Switch, label, line
from windown.ui.widgets.plan_line import PlanLine

#: Fields write when they have come to rest, not at every step (milliseconds).
REST_MS = 300
#: How often it is looked whether lights-out or rise has come (milliseconds).
LOOK_MS = 20_000


class PlanningPage(QWidget):
    """Shows the plan and forwards every change; the line on top follows at once."""

    def __init__(self, presenter: Planning, clock: Clock, back: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.presenter, self.clock, self.back = presenter, clock, back
        self.by_day = False
        self.column = Column()
        self.line = PlanLine(
            self._say("line"), lambda name, step: presenter.when(name, step, clock.now())
        )
        self.line.chosen.connect(self._open)
        self.line.moved.connect(self._moved)
        self.line.rested.connect(self.write)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(16, 4, 16, 4)
        top.addStretch(1)
        top.addWidget(self.line, 1000)
        top.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self._top)
        around.addWidget(self.column, 1)
        self.openers: dict[str, Opener] = {}
        self.switches: dict[str, Switch] = {}
        self.details: ReminderDetails | None = None
        self._later: dict[str, Callable[[], object]] = {}
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.write)
        self._night = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)

    def wear(self, theme: Theme) -> None:
        """The line is as wide as the column."""
        self.line.setMaximumWidth(theme.px(720))

    def refresh(self) -> None:
        """Show the plan as it is."""
        view = self.presenter.view(self.clock.now())
        at = self.column.verticalScrollBar().value()
        self.by_day = self.by_day or not view.same
        self._night = bool(view.night)
        self._top.setVisible(not view.night)
        self._show_line(view)
        self.column.clear()
        self.openers, self.switches, self.details = {}, {}, None
        back = Button(self._words("practices.back"), "quiet", "back")
        back.clicked.connect(self._leave)
        self.column.add(back, Qt.AlignmentFlag.AlignLeft)
        if view.night:
            self._wait(view.night)
            return
        self.column.add(label(self._say("title"), "title"))
        self.column.add(label(self._say("about"), "text", "quiet"))
        if view.told:
            self.column.add(label(view.told, "text", "accent"))
        self._nights(view)
        self.column.space(16)
        self.column.add(label(self._say("reminders"), "title"))
        for entry in view.lines:
            self._reminder(entry, view)
        own = Action(self._say("own"), edge=True)
        own.clicked.connect(self._add)
        self.column.space(8)
        self.column.add(own, Qt.AlignmentFlag.AlignLeft)
        self.column.space(16)
        self._real_words(view.real_words)
        QTimer.singleShot(0, self, lambda: self.column.verticalScrollBar().setValue(at))

    def look(self) -> None:
        """Lights-out closes the plan until rise, while it is shown as well."""
        if self.presenter.desk.clock_free(self.clock.now()) != self._night:
            self.write()
            self.refresh()

    def write(self) -> None:
        """Keep what is still to be kept, and let line, list and the open reminder follow."""
        changes, self._later = list(self._later.values()), {}
        for change in changes:
            change()
        view = self.presenter.view(self.clock.now()) if changes else None
        if view is None or view.night:
            return
        self._show_line(view)
        for entry in view.lines:
            if entry.id in self.openers:
                self.openers[entry.id].say(entry.clock, entry.detail)
        if self.details is not None and view.opened is not None:
            self.details.follow(view.opened)

    def _wait(self, sentence: str) -> None:
        """The plan in the night: nothing but that it waits."""
        said = label(sentence, "head")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.stretch(2)
        self.column.add(Drawn("moon"), Qt.AlignmentFlag.AlignHCenter)
        self.column.add(said)
        self.column.stretch(3)

    def _say(self, key: str, **values: object) -> str:
        return self._words(f"planning.{key}", **values)

    def _words(self, key: str, **values: object) -> str:
        return self.presenter.desk.words(key, **values)

    def _show_line(self, view: PlanView) -> None:
        self.line.show_marks(view.marks, view.bed)

    def _nights(self, view: PlanView) -> None:
        first = view.days[0]
        if not self.by_day:
            self.column.add(self._fields(self._say("every_day"), first, None))
        else:
            for day in view.days:
                self.column.add(self._fields(day.name, day, day.number))
        per_day = Switch(self._say("per_day"))
        per_day.setChecked(self.by_day)
        per_day.toggled.connect(partial(self._by_day, first))
        self.column.add(per_day)

    def _by_day(self, first: Day, on: bool) -> None:
        self.by_day = on
        if not on:
            self.presenter.set_night(first.bedtime, first.rise)
        QTimer.singleShot(0, self, self.refresh)

    def _fields(self, name: str, day: Day, weekday: int | None) -> QWidget:
        keep = partial(self.presenter.set_night, weekday=weekday)
        return night_fields(
            name, day, self._longest(), self._say,
            lambda bed, rise: self._soon(f"night {weekday}", partial(keep, bed, rise)),
        )  # fmt: skip

    def _longest(self) -> str:
        names = [self._words(f"date.weekday_{n}") for n in range(1, 8)]
        return max([*names, self._say("every_day")], key=len)

    def _reminder(self, entry: Line, view: PlanView) -> None:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        opener = Opener(entry.name, entry.detail, entry.clock, entry.on)
        opener.chosen.connect(partial(self._open, entry.id))
        switch = Switch("")
        switch.setChecked(entry.on)
        switch.setAccessibleName(entry.name)
        switch.setFixedWidth(60)
        switch.toggled.connect(partial(self._switch, entry.id))
        across.addWidget(opener, 1)
        across.addWidget(switch)
        self.openers[entry.id], self.switches[entry.id] = opener, switch
        self.column.add(row)
        if view.opened is not None and view.opened.id == entry.id:
            self.details = ReminderDetails(
                view.opened, self.presenter, self.clock, self._soon, self._again, self._say
            )
            self.column.add(self.details)
        self.column.add(line())

    def _real_words(self, on: bool) -> None:
        self.real_words = Switch(self._say("real_text"))
        self.real_words.setChecked(on)
        self.real_words.toggled.connect(lambda on: self.presenter.set_chosen(real_words=on))
        self.column.add(self.real_words)
        self.column.add(label(self._say("real_text_about"), "small", "quiet"))

    def _moved(self, reminder: str, step: int) -> None:
        self._soon(f"lead {reminder}", partial(self.presenter.set_lead, reminder, step))

    def _open(self, reminder: str) -> None:
        self.write()
        self.presenter.open(reminder)
        QTimer.singleShot(0, self, partial(self._reopen, reminder))

    def _reopen(self, reminder: str) -> None:
        self.refresh()
        opener = self.openers.get(reminder)
        if opener is not None:
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.details is not None:
            details = self.details
            QTimer.singleShot(0, self, lambda: self.column.ensureWidgetVisible(details, 0, 80))

    def _switch(self, reminder: str, on: bool) -> None:
        self.write()
        self.presenter.switch(reminder, on, self.clock.now())
        self._again()

    def _again(self) -> None:
        # Not from within the control that was just used: it is about to go.
        QTimer.singleShot(0, self, self.refresh)

    def _add(self) -> None:
        self.write()
        made = self.presenter.add()
        QTimer.singleShot(0, self, partial(self._reopen, made))

    def _soon(self, key: str, change: Callable[[], object]) -> None:
        self._later[key] = change
        self._rest.start()

    def _leave(self) -> None:
        self.write()
        self.back()

    def showEvent(self, event: QShowEvent) -> None:
        """It follows the evening for as long as it is looked at."""
        super().showEvent(event)
        self._look.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._look.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
