"""The first run over the whole window: Enter goes on, Esc leaves the rest out."""

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from windown.presenters.hearing import Hearing
from windown.presenters.options import Turn
from windown.presenters.plan_view import Day
from windown.presenters.welcome import Welcome, WelcomeView
from windown.service.ports import Clock
from windown.ui.screens.nights import night_fields
from windown.ui.theme import COLUMN, Theme
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, Switch, label
from windown.ui.widgets.step_dots import StepDots

#: While a sample is heard (milliseconds).
LOOK_MS = 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WelcomePage(QWidget):
    """Shows one step at a time; `over` is called when all is done or left out."""

    def __init__(
        self, presenter: Welcome, hearing: Hearing, clock: Clock, over: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.presenter, self.hearing, self.clock, self.over = presenter, hearing, clock, over
        self.lamps, self.column = StepDots(), Column()
        self.back = Button("", "quiet", "back")
        self.back.clicked.connect(self._back)
        self.skip = Button("", "quiet")
        self.skip.clicked.connect(self._leave)
        self.on = Button("", "filled")
        self.on.clicked.connect(self._on)
        self.switches: dict[str, Switch] = {}
        self.hear: Button | None = None
        self._chosen: tuple[time, time] | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 12, 0, 20)
        self._wide = [QWidget(), QWidget()]
        rows.addLayout(self._across(self._wide[0], self.back, self.skip))
        rows.addWidget(self.lamps)
        rows.addWidget(self.column, 1)
        rows.addLayout(self._across(self._wide[1], None, self.on))
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._follow)

    def _across(self, holder: QWidget, left: QWidget | None, right: QWidget) -> QHBoxLayout:
        """A row as wide as the column, with something at its ends."""
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 0 if left else 8, 16, 0)
        if left is not None:
            row.addWidget(left)
        row.addStretch(1)
        row.addWidget(right)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(holder, 1000)
        around.addStretch(1)
        return around

    def wear(self, theme: Theme) -> None:
        """The rows of buttons are as wide as the column."""
        for holder in self._wide:
            holder.setMaximumWidth(theme.px(COLUMN) + 32)

    def open(self) -> None:
        """Begin."""
        self.presenter.open()
        self.refresh()

    def refresh(self) -> None:
        """Show the step one is at."""
        view, words = self.presenter.view(self.clock.now()), self.presenter.desk.words
        self.column.clear()
        self.switches, self.hear = {}, None
        self.lamps.show_states(() if view.first else view.lamps, view.at)
        for button, text in ((self.skip, view.skip), (self.on, view.on)):
            button.draw("", text)
        self.back.draw("back", words("welcome.back"))
        self.back.setVisible(not view.first)
        self.column.add(label(view.at, "small", "quiet"))
        self.column.add(label(view.title, "head"))
        self.column.add(label(view.about, "text", "" if view.first else "quiet"))
        self.column.space(12)
        self._fill(view)
        self.told = label("", "text", "accent")
        self.told.hide()
        self.column.add(self.told)
        self.column.top()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, view: WelcomeView) -> None:
        if view.wait:
            self.column.add(label(view.wait))
        elif view.step == "night":
            self._night()
        elif view.step == "reminders":
            self._reminders()
        elif view.step == "voice":
            self._voice()
        elif view.step == "body":
            self._switches(self.presenter.flags(), self.presenter.body.turn)

    def _night(self) -> None:
        words, (bed, rise) = self.presenter.desk.words, self.presenter.night()
        name = words("planning.every_day")
        day = Day(1, name, bed, rise)
        self.column.add(
            night_fields(name, day, name, lambda key: words(f"planning.{key}"), self._choose_night)
        )

    def _choose_night(self, bedtime: time, rise: time) -> None:
        self._chosen = bedtime, rise

    def _reminders(self) -> None:
        usual, others = self.presenter.reminders()
        self._switches(usual, self._remind)
        self.column.space(12)
        self.column.add(label(self.presenter.desk.words("welcome.more"), "small", "quiet"))
        self._switches(others, self._remind)

    def _remind(self, reminder: str, on: bool) -> None:
        self.presenter.planning.switch(reminder, on, self.clock.now())

    def _switches(self, turns: Sequence[Turn], turn: Callable[[str, bool], None]) -> None:
        for each in turns:
            made = Switch(each.name)
            made.setChecked(each.on)
            made.toggled.connect(lambda on, name=each.id: turn(name, on))
            self.switches[each.id] = made
            self.column.add(made)

    def _voice(self) -> None:
        settings, words = self.presenter.settings, self.presenter.desk.words
        view = settings.view()
        language = ChoiceRow(words("settings.language"), side_by_side=True)
        language.show_choices(view.languages, view.language)
        language.chosen.connect(self._speak)
        spoken = Switch(words("settings.voice_on"))
        spoken.setChecked(view.voice_on)
        spoken.toggled.connect(lambda on: settings.change(voice_on=on))
        self.switches["voice_on"] = spoken
        self.hear = Button(words("settings.hear"), "plain", "play")
        self.hear.clicked.connect(self._hear)
        self.heard = label("", "text", "quiet")
        for row in (language, spoken):
            self.column.add(row)
        self.column.add(self.hear, Qt.AlignmentFlag.AlignLeft)
        self.column.add(self.heard)

    def _speak(self, language: str) -> None:
        """Another language: the window makes everything anew, and shows this step again."""
        self.hearing.end()
        self.presenter.settings.change(language=language)

    def _hear(self) -> None:
        self.hearing.begin(self.clock.now())
        self._look.start()
        self._follow()

    def _follow(self) -> None:
        if not self.hearing.look(self.clock.now()):
            self._look.stop()
        if self.hear is not None:
            self.heard.setText(self.hearing.told())

    def rest(self) -> None:
        """Left: what was chosen is kept, and it is silent."""
        self._kept()
        self._look.stop()
        self.hearing.end()

    def _kept(self) -> bool:
        """Whether the times that were chosen could be kept; if not, it is told."""
        chosen, self._chosen = self._chosen, None
        told = self.presenter.set_night(*chosen) if chosen else ""
        if told:
            self._chosen = chosen if chosen and chosen[0] == chosen[1] else None
            self.told.setText(told)
            self.told.show()
        return self._chosen is None

    def _on(self) -> None:
        if not self._kept():
            return
        self.rest()
        if self.presenter.go_on():
            self.refresh()
        else:
            self.over()

    def _back(self) -> None:
        if self._kept() and self.presenter.go_back():
            self.rest()
            self.refresh()

    def _leave(self) -> None:
        self.rest()
        self.over()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody listens any more."""
        super().hideEvent(event)
        self._look.stop()
        self.hearing.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from wherever one is, Esc leaves the rest out."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in _ENTER:
            self._on()
        else:
            super().keyPressEvent(event)
