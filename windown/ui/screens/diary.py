"""The diary's page: nine short questions, answered by Enter and digits in under a minute."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from windown.presenters.diary import DiaryScreen, DiaryView, Question
from windown.presenters.insomnia import PatternNote
from windown.service.ports import Clock, Now
from windown.ui.screens.insomnia import PatternBox
from windown.ui.theme import Theme
from windown.ui.widgets.action import Action
from windown.ui.widgets.answer import Answer
from windown.ui.widgets.pieces import Button, Column, label, line

_TAB = Qt.FocusReason.TabFocusReason
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: The widest column of questions, in pixels at 100 %.
WIDEST = 560
#: With these a new part begins: evening, night, morning, and how it was.
_PARTS = ("t_bed", "sol_min", "t_wake", "quality")


class DiaryPage(Column):
    """Shows one night: its questions, or, once kept, what follows from the answers."""

    def __init__(
        self,
        presenter: DiaryScreen,
        pattern: PatternNote,
        clock: Clock,
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter, self.pattern, self.clock, self.back = presenter, pattern, clock, back
        self.answers: dict[str, Answer] = {}
        self._unfolded = False

    def wear(self, theme: Theme) -> None:
        """Narrower than other pages, so that an answer stands near its question."""
        super().wear(theme)
        self._body.setMaximumWidth(theme.px(WIDEST))

    def open(self, night: date | None = None) -> None:
        """Show the night of this morning, or any past one."""
        self.presenter.open(self.clock.now(), night)
        self._build()

    def refresh(self) -> None:
        """Show what is open, or the night of this morning."""
        if self.presenter.night == date.min:
            self.presenter.open(self.clock.now())
        self._build()

    def rest(self) -> None:
        """Left: keep what was answered."""
        for answer in self.answers.values():
            answer.settle()
        self.presenter.leave(self.clock.now())

    def _say(self, key: str) -> str:
        return self.presenter.desk.words(f"diary.{key}")

    def _build(self) -> None:
        view = self.presenter.view(self.clock.now())
        self.clear()
        self.answers = {}
        back = Button(self.presenter.desk.words("practices.back"), "quiet", "back")
        back.clicked.connect(self._leave)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(self._nights(view))
        if view.kept:
            self._kept(view)
        else:
            self._questions(view)
        self.top()

    def _nights(self, view: DiaryView) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.earlier = Button(view.earlier, "icon", "back")
        self.earlier.clicked.connect(lambda: self._go(self.presenter.earlier))
        self.later = Button(view.later, "icon", "next")
        self.later.clicked.connect(lambda: self._go(self.presenter.later))
        row.addWidget(label(view.night, "title"), 1)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        self.later.setVisible(bool(view.later))
        return holder

    def _kept(self, view: DiaryView) -> None:
        self.space(16)
        for n, text in enumerate(view.summary):
            last = n == len(view.summary) - 1
            self.add(label(text, "text" if last else "large", "quiet" if last else ""))
        if view.wonder:
            self.add(label(view.wonder, "text", "quiet"))
        self.space(12)
        self.note = PatternBox(self.pattern, self.clock)
        self.add(self.note)
        done = Button(self._say("done"), "filled")
        done.clicked.connect(self._leave)
        self.add(done, Qt.AlignmentFlag.AlignHCenter)
        for key, act in (("change", self._change), ("empty", self._empty)):
            button = Button(self._say(key), "quiet")
            button.clicked.connect(act)
            self.add(button, Qt.AlignmentFlag.AlignHCenter)
        QTimer.singleShot(0, done, lambda: done.setFocus(_TAB))

    def _questions(self, view: DiaryView) -> None:
        about = f"{view.about} {self._say('as_before')}" if view.ready else view.about
        self.add(label(about, "text", "quiet"))
        self.all = Action(self._say("take"), edge=True)
        self.all.clicked.connect(self._take_all)
        self.add(self.all, Qt.AlignmentFlag.AlignLeft)
        for question in view.core:
            if question.id in _PARTS:
                self.add(line())
            self._add(question)
        self._unfolded = view.unfolded or self._unfolded
        self.more = Action(self._say("more"), edge=True)
        self.more.clicked.connect(self._unfold)
        self.add(self.more, Qt.AlignmentFlag.AlignLeft)
        if self._unfolded:
            self._show_more(view)
        self.wonder, self.told = label("", "text", "quiet"), label("", "text", "accent")
        self.add(self.wonder)
        self.add(self.told)
        self.space(8)
        self.save = Button(self._say("keep"), "filled")
        self.save.clicked.connect(self._keep)
        self.add(self.save, Qt.AlignmentFlag.AlignHCenter)
        if view.filled or view.emptied:
            again = Button(self._say("empty" if view.filled else "put_back"), "quiet")
            again.clicked.connect(self._empty if view.filled else self._put_back)
            self.add(again, Qt.AlignmentFlag.AlignHCenter)
        self._follow()
        first = self.answers["t_bed"].field
        QTimer.singleShot(0, first, lambda: first.setFocus(Qt.FocusReason.OtherFocusReason))

    def _add(self, question: Question) -> None:
        name = question.id
        answer = Answer(question, lambda typed, up: self.presenter.step(name, typed, up))
        answer.given.connect(lambda text: self._given(name, text))
        answer.entered.connect(lambda: self._entered(name))
        self.answers[name] = answer
        self.add(answer)

    def _show_more(self, view: DiaryView) -> None:
        self.more.hide()
        for question in view.more:
            self._add(question)

    def _unfold(self) -> None:
        self._unfolded = True
        self.rest_fields()
        self._build()
        field = self.answers["early_min"].field
        QTimer.singleShot(0, field, lambda: self._reach(field))

    def rest_fields(self) -> None:
        """Hand on what stands in the fields."""
        for answer in list(self.answers.values()):
            answer.settle()

    def _given(self, field: str, text: str) -> None:
        self.presenter.answer(field, text, self.clock.now())
        self._follow()

    def _entered(self, field: str) -> None:
        """Enter takes the time that stands ready, and goes on."""
        self.answers[field].settle()
        self.presenter.take(field, self.clock.now())
        self._follow()
        asked = [name for name, answer in self.answers.items() if not answer.isHidden()]
        after = asked[asked.index(field) + 1 :]
        self._reach(self.answers[after[0]].field if after else self.save)

    def _reach(self, widget: QWidget) -> None:
        widget.setFocus(_TAB)
        self.ensureWidgetVisible(widget, 0, 120)

    def _follow(self) -> None:
        """Show answers as they are understood, and what is wrong with them."""
        view = self.presenter.view(self.clock.now())
        for question in (*view.core, *view.more):
            if question.id in self.answers:
                self.answers[question.id].show_question(question)
        for shown, text in ((self.wonder, view.wonder), (self.told, view.told)):
            shown.setText(text)
            shown.setVisible(bool(text))
        self.all.setVisible(view.ready)

    def _take_all(self) -> None:
        self.rest_fields()
        self.presenter.take_all(self.clock.now())
        self._follow()
        self._reach(self.answers["sol_min"].field)

    def _keep(self) -> None:
        self.rest_fields()
        if self.presenter.keep(self.clock.now()):
            self._build()
            return
        self._follow()
        wrong = [each for each in self.answers.values() if each.wrong.text()]
        if wrong:
            self._reach(wrong[0].field)

    def _empty(self) -> None:
        if self.presenter.empty():
            self._build()
        else:
            self._follow()

    def _put_back(self) -> None:
        self.presenter.put_back()
        self._build()

    def _change(self) -> None:
        self.presenter.change()
        self._build()

    def _go(self, move: Callable[[Now], None]) -> None:
        self.rest_fields()
        move(self.clock.now())
        self._build()

    def _leave(self) -> None:
        self.rest()
        self.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back; Ctrl+Enter keeps the night from anywhere; Enter goes on from a scale."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        scale = next((name for name, each in self.answers.items() if each.field.hasFocus()), "")
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in _ENTER and held:
            self._keep()
        elif event.key() in _ENTER and scale:
            self._entered(scale)
        else:
            super().keyPressEvent(event)
