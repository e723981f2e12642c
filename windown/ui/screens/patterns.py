"""The editor of own breathing patterns: phases, a disc that breathes them, and their sound."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from windown.core.problems import Trouble
from windown.core.timeline import Timeline
from windown.presenters.hearing import Hearing
from windown.presenters.patterns import Patterns, PhaseRow
from windown.service.ports import Clock
from windown.ui.theme import Theme
from windown.ui.widgets.disc import Disc
from windown.ui.widgets.editing import NameField, focus_again, movable
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, SlideRow, label

#: The disc of the preview: its side in pixels, and how often it is drawn (milliseconds).
DISC_SIDE = 220
FRAME_MS = 40


class PatternPage(Column):
    """Edits one pattern; `saved` is told the id of what was kept."""

    def __init__(
        self,
        presenter: Patterns,
        hearing: Hearing,
        clock: Clock,
        saved: Callable[[str], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter, self.hearing, self.clock = presenter, hearing, clock
        self.saved, self.back = saved, back
        self._timeline: Timeline | None = None
        self._frame = QTimer(self, interval=FRAME_MS)
        self._frame.timeout.connect(self._breathe)

    def refresh(self) -> None:
        """Show the pattern of the presenter."""
        self.rest()
        view, words = self.presenter.view(), self.presenter.desk.words
        self.clear()
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(words("pattern.title"), "head"))
        self.add(label(words("pattern.about"), "text", "quiet"))
        self.name = NameField(words("pattern.name"), view.name, self._call)
        self.add(self.name)
        self.disc = Disc(Theme())
        self.disc.setFixedSize(DISC_SIDE, DISC_SIDE)
        self.add(self.disc, Qt.AlignmentFlag.AlignHCenter)
        self.rate = label(view.rate, "text", "quiet")
        self.rate.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self.rate)
        self.hear = Button(words("pattern.hear"), "plain", "play")
        self.hear.clicked.connect(self._hear)
        self.add(self.hear, Qt.AlignmentFlag.AlignHCenter)
        self.rows = [self._row(at, row) for at, row in enumerate(view.rows)]
        for made in self.rows:
            self.space(8)
            self.add(made)
        self.more = Button(words("pattern.add"), "plain")
        self.more.setObjectName("more")
        self.more.setEnabled(view.can_add)
        self.more.clicked.connect(lambda: self._change(self.presenter.add))
        self.add(self.more, Qt.AlignmentFlag.AlignLeft)
        self.space(12)
        self.told = label("", "text")
        self.add(self.told)
        self.save = Button(words("edit.save"), "filled")
        self.save.clicked.connect(self._save)
        self.add(self.save, Qt.AlignmentFlag.AlignHCenter)
        self._tell()

    def rest(self) -> None:
        """Left: be silent and still."""
        self.hearing.end()
        self._frame.stop()
        self._timeline = None

    def _row(self, at: int, row: PhaseRow) -> QWidget:
        view, words = self.presenter.view(), self.presenter.desk.words
        kind = ChoiceRow(words("pattern.kind", n=at + 1))
        kind.show_choices(view.kinds, row.phase)
        kind.called(f"kind_{at}")
        kind.chosen.connect(lambda to: self._change(lambda: self.presenter.set_kind(at, to), at))
        seconds = SlideRow(words("pattern.seconds"))
        seconds.show_value(row.steps, row.step, row.told)
        seconds.moved.connect(lambda step: self._slide(seconds, at, step))
        seconds.slider.setAccessibleName(f"{row.name}, {words('pattern.seconds')}")
        only = len(view.rows) == 1
        return movable(
            words,
            f"{words('pattern.kind', n=at + 1)}, {row.name}",
            [kind, seconds],
            (at, len(view.rows)),
            lambda by: self._change(lambda: self.presenter.move(at, by), at + by),
            None if only else lambda: self._change(lambda: self.presenter.remove(at), at),
        )

    def _slide(self, row: SlideRow, at: int, step: int) -> None:
        row.tell(self.presenter.set_seconds(at, step))
        self.rest()
        self._tell()

    def _change(self, change: Callable[[], None], at: int = -1) -> None:
        """Change it; the row `at` stays under the keyboard, where there is one."""
        change()
        used = self.focusWidget()
        name = used.objectName() if used else ""
        # Not from within the control that was used: it is about to go.
        QTimer.singleShot(0, self, lambda: self._again(name, at))

    def _again(self, used: str, at: int) -> None:
        """Show it again, where it was scrolled to, with the focus where it was."""
        scrolled = self.verticalScrollBar().value()
        self.refresh()

        def settled() -> None:
            focus_again(self, used, at)
            self.verticalScrollBar().setValue(scrolled)

        QTimer.singleShot(0, self, settled)  # what is new is shown first

    def _call(self, name: str) -> None:
        self.presenter.call(name)
        self._tell()

    def _tell(self) -> None:
        view, words = self.presenter.view(), self.presenter.desk.words
        self.rate.setText(view.rate)
        nameless = () if view.can_save or view.refused else (words("pattern.nameless"),)
        self.told.setText("\n".join((*(view.refused or view.told), *nameless)))
        self.save.setEnabled(view.can_save)
        self.hear.setEnabled(not view.refused)
        self.hear.draw("play", words("pattern.hear"))

    def _hear(self) -> None:
        if self._timeline is not None:
            self.rest()
            self._tell()
            return
        self._timeline = self.presenter.preview()
        if self._timeline is None:
            return
        words = self.presenter.desk.words
        self.hearing.play(self._timeline, self.presenter.desk.levels(), None, self.clock.now())
        self.hear.draw("stop", words("pattern.stop"))
        self._frame.start()

    def _breathe(self) -> None:
        now, timeline = self.clock.now(), self._timeline
        if timeline is None or not self.hearing.look(now):
            self.rest()
            self._tell()
            return
        frame = timeline.frame(self.hearing.player.look(now))
        words = self.presenter.desk.words
        self.disc.show_frame(frame.fullness, frame.done, words(f"phase.{frame.span.phase}"))

    def _save(self) -> None:
        self.rest()
        try:
            self.saved(self.presenter.save())
        except Trouble as trouble:
            self.told.setText(trouble.told(self.presenter.desk.words))
