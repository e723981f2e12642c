"""A background mixed by hand: a slider for each sound, own files, and a way to hear it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from windown.presenters.hearing import Hearing
from windown.presenters.mixing import STEPS, Mixing, Strip
from windown.service.ports import Clock
from windown.ui.widgets.pieces import Button, Column, SlideRow, Switch, label

#: Endings of sound files that can be read.
FILES = "*.wav *.flac *.ogg *.opus *.mp3"
#: While something is heard (milliseconds).
LOOK_MS = 200


class MixPage(Column):
    """Shows the mix; what is changed is heard as long as *Hear it* is on."""

    def __init__(self, hearing: Hearing, clock: Clock, back: Callable[[], None]) -> None:
        super().__init__()
        self.hearing, self.clock, self.back = hearing, clock, back
        self.presenter: Mixing | None = None
        self.rows: dict[str, SlideRow] = {}
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._follow)

    def open(self, presenter: Mixing) -> None:
        """Show the mix of a presenter."""
        self.presenter = presenter
        self._build(presenter)

    def rest(self) -> None:
        """Left: be silent."""
        self.hearing.end()
        self._look.stop()

    def _build(self, presenter: Mixing) -> None:
        view, words = presenter.view(), presenter.desk.words
        self.clear()
        self.rows = {}
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(words("mix.title"), "head"))
        self.add(label(words("mix.about"), "text", "quiet"))
        self.hear = Switch(words("mix.hear"))
        self.hear.toggled.connect(self._hear)
        self.add(self.hear)
        self.space(12)
        for strip in view.strips:
            self.add(self._strip(presenter, strip))
        self.told = label(view.told, "text", "accent")
        self.add(self.told)
        add = Button(words("mix.add"), "plain")
        add.setEnabled(not view.full)
        add.clicked.connect(lambda: self._add(presenter))
        self.add(add, Qt.AlignmentFlag.AlignLeft)
        self.top()

    def _strip(self, presenter: Mixing, strip: Strip) -> QWidget:
        row = SlideRow(strip.name)
        row.show_value(STEPS, strip.step, strip.told)
        row.moved.connect(lambda step: self._move(presenter, row, strip.id, step))
        self.rows[strip.id] = row
        if not strip.own:
            return row
        remove = Button(presenter.desk.words("mix.remove"), "quiet")
        remove.setAccessibleName(f"{presenter.desk.words('mix.remove')}: {strip.name}")
        remove.clicked.connect(lambda: self._remove(presenter, strip.id))
        holder = QWidget()
        below = QVBoxLayout(holder)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(row)
        below.addWidget(remove, 0, Qt.AlignmentFlag.AlignRight)
        return holder

    def _move(self, presenter: Mixing, row: SlideRow, name: str, step: int) -> None:
        row.tell(presenter.move(name, step))
        if self.hear.isChecked():
            self.hearing.listen(presenter.text(), self.clock.now())

    def _hear(self, on: bool) -> None:
        if on and self.presenter is not None:
            self.hearing.listen(self.presenter.text(), self.clock.now())
            self._look.start()
        else:
            self.rest()

    def _follow(self) -> None:
        if not self.hearing.look(self.clock.now()):
            self.hear.setChecked(False)

    def _add(self, presenter: Mixing) -> None:
        words = presenter.desk.words
        kinds = f"{words('mix.files')} ({FILES})"
        file, _ = QFileDialog.getOpenFileName(self, words("mix.add"), "", kinds)
        if file:
            presenter.add(file)
            self._build(presenter)

    def _remove(self, presenter: Mixing, name: str) -> None:
        presenter.remove(name)
        self._build(presenter)
