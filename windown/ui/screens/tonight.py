"""Tonight: one line, the evening, and the one large button."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.moments import Answer, EveningView, Moment
from windown.presenters.tonight import Tonight
from windown.service.ports import Clock
from windown.ui.widgets.action import Action
from windown.ui.widgets.basics import Button, label
from windown.ui.widgets.column import Column
from windown.ui.widgets.dusk import Dusk
from windown.ui.widgets.evening_line import EveningLine
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.heading import Heading
from windown.ui.widgets.morning import MorningCard


class TonightPage(QWidget):
    """Shows where the evening stands, takes its answers, and begins to wind down.

    The button stays in sight below the evening, however long that is.
    """

    def __init__(
        self,
        presenter: Tonight,
        clock: Clock,
        begin: Callable[[str], None],
        go: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.presenter, self.clock, self.begin, self.go = presenter, clock, begin, go
        self._told: tuple[str, ...] = ()
        self._reached = ""
        words = presenter.desk.words
        self.line = Heading()
        self.line.setWordWrap(True)
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.evening = EveningLine(self._keep, words("melatonin.log_again"), words("answer.later"))
        self.wind_down = Button(words("tonight.wind_down"), "filled")
        self.wind_down.clicked.connect(self.wind)
        self.practice = label("", "text", "quiet")
        self.done, self.steps = label("", "small", "quiet"), label("", "small", "quiet")
        self.told = label("", "text")
        self.state = label("", "text", "accent")
        self.column = Column()
        self.column.add(self.line)
        self.column.add(self.state)
        self.morning = MorningCard(lambda: self.go("diary"), self._put_away)
        self.column.add(self.morning)
        self.column.add(self.evening)
        self.column.add(self._actions())
        self.column.add(self.still_up, Qt.AlignmentFlag.AlignHCenter)
        self.column.add(self.sleepless, Qt.AlignmentFlag.AlignHCenter)
        self.column.add(self.note, Qt.AlignmentFlag.AlignHCenter)
        self.column.add(self.told)
        self.column.add(self.steps)
        self.column.add(self.done)
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.setSpacing(0)
        self._around.addWidget(self.column, 1)
        self._around.addWidget(self._foot())
        self.dusk = Dusk(self)
        for each in (self.line, self.state, self.practice, self.steps, self.done, self.told):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _actions(self) -> QWidget:
        """What can be changed for tonight alone, and why nothing happened."""
        words = self.presenter.desk.words
        self.to_move, self.pause, self.why = Action(), Action(), Action()
        self.to_move.setText(words("evening.move"))
        self.to_move.clicked.connect(self._unfold_move)
        self.pause.clicked.connect(self._pause)
        self.why.setText(words("evening.why"))
        self.why.clicked.connect(lambda: self.go("why"))
        self.still_up = Action()
        self.still_up.setText(words("evening.still_up"))
        self.still_up.clicked.connect(self._stay_up)
        self.sleepless = Action()
        self.sleepless.setText(words("sleepless.open"))
        self.sleepless.clicked.connect(lambda: self.go("sleepless"))
        self.note = Action()
        self.note.setText(words("night_note.open"))
        self.note.clicked.connect(lambda: self.go("note"))
        self.changes = QWidget()
        rows = QVBoxLayout(self.changes)
        rows.setContentsMargins(0, 12, 0, 0)
        self.mover = self._mover()
        rows.addWidget(self.mover)
        holder = QWidget()
        row = Flow(holder, centred=True)
        self.routines = Action(words("routine.title"))
        self.routines.clicked.connect(lambda: self.go("routines"))
        for each in (self.to_move, self.pause, self.why, self.routines):
            row.addWidget(each)
        self.routines.setVisible(self.presenter.routine is not None)
        rows.addWidget(holder)
        return self.changes

    def _mover(self) -> QWidget:
        words = self.presenter.desk.words
        minutes = words("unit.minutes", n=15, text="15")
        self.earlier = Action(words("evening.earlier", text=minutes), edge=True)
        self.later = Action(words("evening.later", text=minutes), edge=True)
        self.as_planned = Action(words("evening.as_planned"))
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.as_planned.clicked.connect(lambda: self._move(0))
        self.new_bed = label("", "large")
        self.new_bed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        about = label(words("planning.about"), "small", "quiet")
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mover = QWidget()
        rows = QVBoxLayout(mover)
        rows.setContentsMargins(0, 0, 0, 8)
        holder = QWidget()
        row = Flow(holder, centred=True)
        for each in (self.earlier, self.later, self.as_planned):
            row.addWidget(each)
        for part in (self.new_bed, holder, about):
            rows.addWidget(part)
        mover.hide()
        return mover

    def _foot(self) -> QWidget:
        foot = QWidget()
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(16, 12, 16, 16)
        rows.setSpacing(6)
        rows.addWidget(self.wind_down, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(self.practice)
        rows.addStretch(1)
        return foot

    def refresh(self, told: tuple[str, ...]) -> None:
        """Read the evening again."""
        self._told = told
        view = self.presenter.view(self.clock.now(), told)
        self.line.setText(view.line)
        self.wind_down.setEnabled(self.presenter.walks() or bool(self.presenter.practice_id()))
        self.steps.setText(view.steps)
        self.steps.setVisible(bool(view.steps))
        self.practice.setText(f"{view.practice}, {view.detail}" if view.detail else view.practice)
        self.wind_down.setAccessibleDescription(self.practice.text())
        self.done.setText(view.done)
        self.done.setVisible(bool(view.done))
        self.told.setText("\n".join(view.told))
        self.told.setVisible(bool(view.told))
        self.morning.show_card(self.presenter.morning.card(self.clock.now()))
        self._show_evening(view.evening)
        if view.evening is not None:
            self._follow_now(view.evening)
            if self.isVisible():
                self.presenter.evening.seen(view.evening, self.clock.now())

    def _show_evening(self, evening: EveningView | None) -> None:
        moments = evening.moments if evening else ()
        self.evening.show_moments(moments)
        self.evening.setVisible(bool(moments))
        by_day = evening is not None and not evening.quiet
        self.changes.setVisible(by_day)
        self.still_up.setVisible(evening is not None and evening.quiet)
        self.note.setVisible(evening is not None and evening.quiet)
        self.sleepless.setVisible(evening is not None and evening.quiet)
        state = (
            " ".join(s for s in (evening.moved, evening.paused, evening.rests) if s)
            if evening
            else ""
        )
        self.state.setText(state)
        self.state.setVisible(bool(state))
        if evening is not None:
            paused = bool(evening.paused)
            self.pause.setText(self._say("evening.resume" if paused else "evening.pause"))
            self.new_bed.setText(self._say("tonight.line_day", bed=evening.bed))
            self.as_planned.setEnabled(bool(evening.moved))
        # Alone, line and button stand in the middle; with the evening the button is at its foot.
        full = bool(moments) or self.morning.isVisibleTo(self)
        self.column.in_the_middle(not full)
        self.line.at_most("title" if full else "head")
        self._around.setStretch(0, 1 if full else 6)
        self._around.setStretch(1, 0 if full else 5)

    def _say(self, key: str, **values: object) -> str:
        return self.presenter.desk.words(key, **values)

    def _keep(self, moment: Moment, answer: Answer, sure: bool) -> str:
        screen, now = self.presenter.evening, self.clock.now()
        if not sure:
            asked = screen.question(moment, answer, now)
            if asked:
                return asked
        if answer.id == "skip" and moment.state in ("next", "coming"):
            screen.skip(moment.reminder, now)
        else:
            screen.answer(moment.key, answer, now)
        self.refresh(self._told)
        if answer.id == "begin":
            self.wind()
        return ""

    def wind(self) -> None:
        """Walk tonight's routine, or begin the practice."""
        if self.presenter.walks():
            self.go("routine")
        else:
            self.begin(self.presenter.practice_id())

    def ask(self) -> None:
        """Show the question that an answer outside the window has left."""
        asked = self.presenter.evening.asking(self.clock.now())
        for place in self.evening.places if asked else ():
            if asked and place.moment.key == asked[0]:
                place.ask(asked[1], Answer("taken", ""))
                self.column.ensureWidgetVisible(place)

    def _unfold_move(self) -> None:
        self.mover.setVisible(not self.mover.isVisible())
        if self.mover.isVisible():
            self.later.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, steps: int) -> None:
        screen, now = self.presenter.evening, self.clock.now()
        screen.move(steps, now) if steps else screen.as_planned(now)
        self.refresh(self._told)

    def _stay_up(self) -> None:
        self.presenter.evening.still_up(self.clock.now())
        self.refresh(self._told)

    def _put_away(self) -> None:
        self.presenter.morning.put_away(self.clock.now())
        self.refresh(self._told)

    def _pause(self) -> None:
        screen, now = self.presenter.evening, self.clock.now()
        screen.go_on(now) if screen.is_paused() else screen.pause(now)
        self.refresh(self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The end of the evening that is in sight fades into the ground above the button."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._lay_dusk)

    def _lay_dusk(self) -> None:
        below = self.column.geometry().bottom() + 1
        wide = self.width() - self.column.verticalScrollBar().sizeHint().width()
        self.dusk.setGeometry(0, below - Dusk.HIGH, wide, Dusk.HIGH)
        self.dusk.setVisible(self.evening.isVisibleTo(self))
        self.dusk.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        """The button is the first thing the keyboard reaches."""
        super().showEvent(event)
        self.wind_down.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._reach_now)
        QTimer.singleShot(0, self, self._lay_dusk)
        # What was put on the page before it was shown is seen only now.
        QTimer.singleShot(0, self, lambda: self.refresh(self._told))

    def _reach_now(self) -> None:
        """Where the evening is long, what is now is in sight."""
        for place in self.evening.places:
            if place.moment.state in ("now", "next"):
                self._reached = place.moment.key
                self.column.ensureWidgetVisible(place, 0, 24)
                return

    def _follow_now(self, evening: EveningView) -> None:
        """A window that stays open all evening follows it, but not against a hand that scrolls."""
        now = next((each.key for each in evening.moments if each.state in ("now", "next")), "")
        if now and now != self._reached:
            self._reached = now
            QTimer.singleShot(0, self, self._reach_now)
