"""Tonight's routine: one step, large and still; done, left out, back, or enough for tonight."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from windown.presenters.routine import RoutineScreen, WalkView
from windown.service.ports import Clock
from windown.ui.theme import Theme, keep_night
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.heading import Heading
from windown.ui.widgets.pieces import Button, Column, label
from windown.ui.widgets.step_dots import StepDots

_KEY = Qt.Key
#: From this size of letters on, a step is named in smaller ones.
LARGE_LETTERS = 1.4


class RoutinePage(Column):
    """Walks a routine in the face of the night.

    `begin` is handed a practice and its minutes (None: as chosen last); `away` is called when
    the person leaves the page. Enter answers as usual, the arrows leave out and go back, Esc
    ends, and once more leaves.
    """

    def __init__(
        self,
        presenter: RoutineScreen,
        clock: Clock,
        begin: Callable[[str, float | None], None],
        away: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter, self.clock, self.begin, self.away = presenter, clock, begin, away
        keep_night(self)
        self.title, self.place = label("", "small", "quiet"), label("", "small", "quiet")
        self.step, self.about = Heading(), label("", "large", "quiet")
        self.step.setWordWrap(True)
        self.step.setTextFormat(Qt.TextFormat.PlainText)
        self._large = False
        self.length, self.told = label("", "text", "quiet"), label("", "small", "accent")
        self.dots = StepDots()
        self.first, self.second = Button("", "filled"), Button("", "quiet")
        self.back, self.skip, self.end = (Button("", "quiet") for _ in range(3))
        self._lay_out()
        self._connect()

    def open(self) -> bool:
        """Take up tonight's routine, or begin it; False where none is chosen."""
        opened = self.presenter.open(self.clock.now())
        if opened:
            self.refresh()
        return opened

    def practice_ended(self, practice_id: str, complete: bool) -> None:
        """A session, or a list, that was begun here has ended."""
        self.presenter.practice_ended(practice_id, complete, self.clock.now())
        self.refresh()

    def refresh(self) -> None:
        """Show the step it is time for."""
        if self.presenter.run is None:
            return
        view, words = self.presenter.view(self.clock.now()), self.presenter.desk.words
        self._show(self.title, view.title)
        self._show(self.place, view.place)
        self._show(self.step, view.over or view.step)
        self._show(self.about, view.about)
        self._show(self.length, view.length)
        self._show(self.told, view.told)
        self.dots.show_states([mark.state for mark in view.marks], view.place)
        run, tick = view.run, words("routine.tick")
        usual, other = (run, tick) if view.first == "run" else (tick, run)
        self._name(self.first, words("routine.close") if view.over else usual)
        self._name(self.second, "" if view.over else other)
        self._name(self.back, self._backwards(view))
        self._name(self.skip, "" if view.over else words("routine.skip"))
        self._name(self.end, "" if view.over else words("routine.end"))
        self.first.setAccessibleDescription(f"{view.over or view.step}. {view.about}".strip())
        self.step.at_most("title" if view.over or self._large else "head")
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.top()
        # Once it is laid out: where letters are large, the button stays in sight.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.first, 0, 16))

    def wear(self, theme: Theme) -> None:
        """Large letters leave less room for a heading."""
        super().wear(theme)
        self._large = theme.type_scale > LARGE_LETTERS

    def _backwards(self, view: WalkView) -> str:
        if view.over:
            return view.resume
        return self.presenter.desk.words("routine.back") if view.can_back else ""

    def _lay_out(self) -> None:
        self.add(self.title)
        self.add(self.dots)
        self.add(self.place)
        self.stretch(3)
        for words in (self.step, self.about, self.length):
            self.add(words)
        self.space(24)
        self.add(self.first, Qt.AlignmentFlag.AlignHCenter)
        self.add(self.second, Qt.AlignmentFlag.AlignHCenter)
        self.add(self.told)
        self.stretch(4)
        self.add(_row(self.back, self.skip, self.end))
        for words in (self.title, self.place, self.step, self.about, self.length, self.told):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _connect(self) -> None:
        for button, act in (
            (self.first, lambda: self._answer(usual=True)),
            (self.second, lambda: self._answer(usual=False)),
            (self.back, self._back),
            (self.skip, self._skip),
            (self.end, self._end),
        ):
            button.clicked.connect(act)
        for key, do in ((_KEY.Key_Right, self._skip), (_KEY.Key_Left, self._back),
                        (_KEY.Key_Escape, self._end)):  # fmt: skip
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _answer(self, usual: bool) -> None:
        view = self.presenter.view(self.clock.now())
        if view.over:
            self.away()
        elif usual == (view.first == "run"):
            self._run()
        else:
            self.presenter.tick(self.clock.now())
            self.refresh()

    def _run(self) -> None:
        practice = self.presenter.practice()
        if practice is not None:
            self.begin(*practice)

    def _back(self) -> None:
        self.presenter.back(self.clock.now())
        self.refresh()

    def _skip(self) -> None:
        self.presenter.skip(self.clock.now())
        self.refresh()

    def _end(self) -> None:
        if self.presenter.over:
            self.away()
            return
        self.presenter.end(self.clock.now())
        self.refresh()

    def _show(self, words: QLabel, text: str) -> None:
        words.setText(text)
        words.setVisible(bool(text))

    def _name(self, button: Button, text: str) -> None:
        button.draw("", text)
        button.setVisible(bool(text))


def _row(*buttons: Button) -> QWidget:
    """Buttons side by side in the middle, one below the other where it is narrow."""
    holder = QWidget()
    row = Flow(holder, centred=True)
    for button in buttons:
        row.addWidget(button)
    return holder
