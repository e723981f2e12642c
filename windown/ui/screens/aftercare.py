"""The after-care plan: one page, with help one key away from whatever it shows."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.aftercare import (
    HELP_KEY,
    KEYS,
    AftercareScreen,
    CheckView,
    CrisisView,
    HelpNow,
    PlanView,
    SaidView,
    StartView,
)
from windown.presenters.care import HelpView
from windown.service.ports import Clock
from windown.ui.widgets.action import Action
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import (
    Button,
    ChoiceRow,
    Column,
    SlideRow,
    Switch,
    Tick,
    label,
    line,
)

#: How often it is looked at whether another stage has come (milliseconds).
LOOK_MS = 60_000


class AftercarePage(Column):
    """Shows the plan. `begin` begins a practice, `lines` leads to all help lines."""

    def __init__(
        self,
        presenter: AftercareScreen,
        clock: Clock,
        begin: Callable[[str], None],
        back: Callable[[], None],
        lines: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self.begin, self._leave, self.lines = begin, back, lines
        self._shown: object = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._follow)
        self._shortcut(HELP_KEY, lambda: self.over("help"))
        for key, practice in KEYS.items():
            self._shortcut(key, partial(self._begin, practice))

    def _shortcut(self, key: str, act: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        """While it is seen it follows the hours."""
        super().showEvent(event)
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Left: the next time it opens on the plan itself."""
        super().hideEvent(event)
        self._look.stop()
        self.presenter.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the plan from what lies over it."""
        if event.key() == Qt.Key.Key_Escape and self.presenter.over:
            self.over("")
        else:
            super().keyPressEvent(event)

    def over(self, what: str) -> None:
        """Lay "help" or "crisis" over the plan, or "" nothing."""
        self.presenter.show(what)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now."""
        now = self.clock.now()
        view = self._shown = self.presenter.view(now)
        shown = self.widget()
        assert shown is not None
        shown.hide()  # or it would be seen squeezed until its letters are measured
        self.clear()
        self._head(view)
        if isinstance(view, StartView):
            self._start(view)
        elif isinstance(view, PlanView):
            self._plan(view)
        elif isinstance(view, CheckView):
            self._check(view)
        elif isinstance(view, SaidView):
            self._said(view)
        elif isinstance(view, CrisisView):
            self._crisis(view)
        else:
            self._help(view)
        shown.show()
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.presenter.seen(view, now)
        self.top()

    def _say(self, words: str, /, **values: object) -> str:
        return self.presenter.desk.words(words, **values)

    def _follow(self) -> None:
        """Another stage has come: show it, where nothing is being chosen."""
        now = self.clock.now()
        if isinstance(self._shown, PlanView) and self.presenter.view(now) != self._shown:
            self._stay()

    def _soon(self, act: Callable[[], None]) -> None:
        """Do it and show what follows, but not from within the control that was used."""
        act()
        QTimer.singleShot(0, self, self.refresh)

    def _stay(self) -> None:
        """The same place, newly shown."""
        at = self.verticalScrollBar().value()
        self.refresh()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at))

    def _begin(self, practice: str) -> None:
        shown = self._shown
        if isinstance(shown, PlanView) and practice in [each[1] for each in shown.practices]:
            self.begin(practice)

    def _head(self, view: object) -> None:
        """The way back, and the way to help."""
        holder = QWidget()
        row = Flow(holder)
        inner = bool(self.presenter.over)
        back = Button(self._say("aftercare.back" if inner else "practices.back"), "quiet", "back")
        back.clicked.connect((lambda: self.over("")) if inner else self._leave)
        row.addWidget(back)
        if not isinstance(view, HelpNow):
            told = self._say("aftercare.key", text=self._say("aftercare.help"), key=HELP_KEY)
            self.help = Action(told, edge=True)
            self.help.clicked.connect(lambda: self.over("help"))
            row.addWidget(self.help)
        self.add(holder)
        if self.presenter.told:
            self.add(label(self.presenter.told, "text", "accent"))

    def _start(self, view: StartView) -> None:
        screen = self.presenter
        self.add(label(self._say("aftercare.title"), "head"))
        if view.notice:
            self.add(label(view.notice, "large", "accent"))
        self.add(label(self._say("aftercare.about")))
        self.add(label(self._say("aftercare.known"), "text", "quiet"))
        self.space(12)
        self.mode = self._choice("mode", view.modes, view.mode)
        self.mode.chosen.connect(lambda to: self._chosen(mode=to))
        self.clinic = label(self._say("aftercare.clinic_first"), "text", "accent")
        self.clinic.setVisible(bool(view.clinic))
        self.add(self.clinic)
        self.space(8)
        self.since = SlideRow(self._say("aftercare.since"))
        self.since.show_value(view.steps, view.step, view.since)
        self.since.setEnabled(not view.unsure)
        self.since.moved.connect(self._move)
        self.add(self.since)
        self.unsure = Switch(self._say("aftercare.unsure"))
        self.unsure.setChecked(view.unsure)
        self.unsure.toggled.connect(lambda on: self._chosen(unsure=on))
        self.add(self.unsure)
        self.latest = label(self._say("aftercare.unsure_about"), "text", "quiet")
        self.latest.setVisible(view.unsure)
        self.add(self.latest)
        self.space(8)
        self.steady = self._choice("steady", self._yes_no(), view.steady)
        self.steady.chosen.connect(lambda to: self._chosen(steady=to))
        self.space(8)
        self.adult = Tick(self._say("aftercare.adult"))
        self.adult.setChecked(view.adult)
        self.adult.toggled.connect(lambda on: self._chosen(adult=on))
        self.add(self.adult)
        self.add(label(self._say("aftercare.private"), "text", "quiet"))
        self.space(8)
        self.go = Button(self._say("aftercare.begin"), "filled")
        self.go.setEnabled(view.ready)
        self.go.clicked.connect(lambda: self._soon(lambda: screen.begin(self.clock.now())))
        self.add(self.go, Qt.AlignmentFlag.AlignHCenter)
        if view.kept:
            self._actions([("erase", screen.erase)])

    def _choice(self, name: str, choices: Sequence[tuple[str, str]], current: str) -> ChoiceRow:
        made = ChoiceRow(self._say(f"aftercare.{name}"), side_by_side=True)
        made.show_choices(choices, current)
        self.add(made)
        return made

    def _yes_no(self) -> tuple[tuple[str, str], ...]:
        return tuple((answer, self._say(f"aftercare.{answer}")) for answer in ("yes", "no"))

    def _chosen(self, **chosen: object) -> None:
        self.presenter.choose(**chosen)
        view = self.presenter.view(self.clock.now())
        if isinstance(view, StartView):
            self.clinic.setVisible(bool(view.clinic))
            self.latest.setVisible(view.unsure)
            self.since.setEnabled(not view.unsure)
            self.go.setEnabled(view.ready)

    def _move(self, step: int) -> None:
        self.presenter.choose(step=step)
        self.since.tell(self.presenter.since(step, self.clock.now()))

    def _plan(self, view: PlanView) -> None:
        screen = self.presenter
        self.add(label(view.stage, "head"))
        for told in (view.clinic, view.talk):
            if told:
                self.add(label(told, "text", "accent"))
        if view.talk:
            self._to_lines()
        if view.steady is not None:
            made = self._choice("steady", self._yes_no(), view.steady)
            made.chosen.connect(
                lambda to: self._soon(lambda: screen.answer_steady(to, self.clock.now()))
            )
        self._practices(view)
        self.space(8)
        for name, text in view.cards:
            self._card(name, text)
        self.space(12)
        self.add(label(self._say("aftercare.rest_title"), "title"))
        self.add(label(view.wait))
        self.add(label(" ".join(filter(None, (view.rests, view.medicine))), "text", "quiet"))
        self.space(8)
        for told in view.next:
            self.add(label(told, "text", "quiet"))
        self.space(20)
        self.add(line())
        dreams = "dreams_off" if view.dreams else "dreams_on"
        self._actions([
            ("restart", lambda: screen.restart(self.clock.now())),
            (dreams, lambda: screen.wish_dreams(not view.dreams)),
            ("end", lambda: screen.end(self.clock.now())),
            ("erase", screen.erase),
        ])  # fmt: skip

    def _practices(self, view: PlanView) -> None:
        holder = QWidget()
        row = Flow(holder)
        for _, practice, told in view.practices:
            made = Action(told, edge=True)
            made.clicked.connect(lambda _=False, practice=practice: self._begin(practice))
            row.addWidget(made)
        self.add(holder)

    def _card(self, name: str, text: str) -> None:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(label(name, "large"))
        rows.addWidget(label(text, "text", "quiet"))
        self.add(holder)

    def _actions(self, acts: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """What can be changed, in words only; each at once."""
        holder = QWidget()
        row = Flow(holder)
        for name, act in acts:
            made = Action(self._say(f"aftercare.{name}"))
            made.clicked.connect(lambda _=False, act=act: self._soon(act))
            row.addWidget(made)
        self.add(holder)

    def _check(self, view: CheckView) -> None:
        screen = self.presenter
        self.add(label(self._say("aftercare.check.title"), "head"))
        self.add(label(self._say("aftercare.check.about"), "text", "quiet"))
        self.thoughts = Tick(self._say("aftercare.thoughts"))
        self.thoughts.setChecked(view.thoughts)
        self.thoughts.toggled.connect(lambda on: self._soon(lambda: screen.think(on)))
        for name, told, answers, current in view.questions:
            self.space(4)
            made = ChoiceRow(told, side_by_side=True)
            made.show_choices(answers, current)
            made.chosen.connect(lambda to, name=name: screen.answer(name, to))
            self.add(made)
        self.space(8)
        self.add(self.thoughts)
        self.space(8)
        done = Button(self._say("aftercare.check.done"), "filled")
        done.clicked.connect(lambda: self._soon(lambda: screen.finish(self.clock.now())))
        self.add(done, Qt.AlignmentFlag.AlignHCenter)
        skip = Action(self._say("aftercare.check.skip"))
        skip.clicked.connect(lambda: self._soon(lambda: screen.finish(self.clock.now(), True)))
        self.add(skip, Qt.AlignmentFlag.AlignHCenter)
        self._actions([("erase", screen.erase)])

    def _said(self, view: SaidView) -> None:
        screen = self.presenter
        self.space(12)
        if view.text:
            self.add(label(view.text, "title"))
        if view.lines:
            self._to_lines()
        if view.dreams:
            self.space(8)
            self._card(*view.dreams)
        self.space(20)
        acts: list[tuple[str, Callable[[], None]]] = [("new", screen.again)]
        if view.wished is not None:
            wished, name = view.wished, "dreams_off" if view.wished else "dreams_on"
            acts.insert(0, (name, lambda: screen.wish_dreams(not wished)))
        self._actions([*acts, ("erase", screen.erase)])

    def _to_lines(self) -> None:
        lines = Action(self._say("aftercare.talk_open"), edge=True)
        lines.clicked.connect(self.lines)
        self.add(lines, Qt.AlignmentFlag.AlignLeft)

    def _crisis(self, view: CrisisView) -> None:
        self.add(label(view.title, "head"))
        self.add(label(view.text, "large"))
        self._numbers(view.lines)
        self.space(12)
        self.add(label(view.question, "large"))

    def _numbers(self, view: HelpView) -> None:
        name, number = view.contact
        if number:
            self._number(number, name, "")
        for kind, _, lines in view.groups:
            for each in lines:
                told = " · ".join(filter(None, (each.what or kind, each.detail)))
                self._number(each.number, told, each.standing)
        self.space(8)
        self.add(label(view.anywhere))
        directory = self._say("care.directory", directory=view.directory)
        self.add(label(directory, "text", "quiet"))

    def _number(self, number: str, what: str, standing: str) -> None:
        self.space(4)
        shown = label(number, "title")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(shown)
        for text, size, tone in ((what, "text", ""), (standing, "small", "quiet")):
            if text:
                self.add(label(text, size, tone))

    def _help(self, view: HelpNow) -> None:
        for at, level in enumerate(view.levels):
            if at:
                self.space(12)
                self.add(line())
            self.add(label(level.action, "head"))
            self.add(label(level.who, "large", "quiet"))
            for sign in level.signs:
                self.add(label(f"–\u2002{sign}", "large"))
            if level.meanwhile:
                self.space(8)
                self.add(label(level.meanwhile, "large"))
            if not at:
                self._to_lines()
                thoughts = Action(self._say("aftercare.thoughts"))
                thoughts.clicked.connect(lambda: self.over("crisis"))
                self.add(thoughts, Qt.AlignmentFlag.AlignLeft)
