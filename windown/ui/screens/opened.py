"""One practice: what it is like, its length, and Begin; below, everything that can be chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from windown.core.problems import Trouble
from windown.presenters.options import OptionsScreen
from windown.presenters.practices import Opened, Practices
from windown.service.ports import Clock
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.option_rows import OptionRows
from windown.ui.widgets.pieces import Button, Card, Column, SlideRow, label, line

#: What can be done with a practice of the person's own, and with any breathing pattern.
Act = Callable[[str, str], None]


class OpenedPage(Column):
    """Shows a practice with its options.

    `begin` is told the practice and how it is begun (`Opened.kind`); `act` what else is wished of
    it: "edit", "copy", "mix", or "opened" for another practice.
    """

    def __init__(
        self,
        presenter: Practices,
        clock: Clock,
        begin: Act,
        act: Act,
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self.begin, self.act, self.back = begin, act, back

    def open(self, practice_id: str) -> None:
        """Show a practice."""
        view = self.presenter.opened(practice_id)
        if view is None:
            return
        words = self.presenter.desk.words
        self.clear()
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(view.name, "head"))
        self.add(label(view.about, "large"))
        first: QWidget = self._advice(view) or back
        self.space(16)
        if not view.refused:
            first = self._beginning(view)
            self.space(16)
        self.add(label(view.how or words("session.posture"), "text", "quiet"))
        if view.caution:
            self.add(label(view.caution))
        if not view.refused:
            self._options(view)
        self._of_ones_own(view)
        if view.sources:
            self.space(12)
            self.add(line())
            self.add(label(words("practices.sources", sources=view.sources), "small", "quiet"))
        self.top()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beginning(self, view: Opened) -> Button:
        """The length and *Begin*, and the way to let *Wind down* begin it."""
        if view.kind != "write":
            self.add(self._length(view))
            self.space(16)
        begin = Button(self.presenter.desk.words("practices.begin"), "filled")
        begin.clicked.connect(lambda: self.begin(view.id, view.kind))
        self.add(begin, Qt.AlignmentFlag.AlignHCenter)
        if view.kind != "write":
            self._wind_down(view, begin)
        return begin

    def _advice(self, view: Opened) -> QWidget | None:
        """What the body changes, what suits better, and the next form of the ladder.

        Returns the first way to something that suits better.
        """
        for sentence in view.advice:
            self.add(label(sentence, "text", "accent"))
        other = list(view.instead)
        following = self.presenter.suggestion(view.id, self.clock.now())
        if following is not None:
            self.add(label(following[1], "text", "quiet"))
            other += [(p, name) for p, name in self.presenter.named([following[0]])]
        cards = [self._card(practice_id, name) for practice_id, name in other]
        for card in cards:
            self.add(card)
        return cards[0] if cards else None

    def _card(self, practice_id: str, name: str) -> Card:
        card = Card(name)
        card.chosen.connect(lambda: self.act("opened", practice_id))
        return card

    def _buttons(self, wishes: list[tuple[str, str, str]]) -> QWidget:
        """Quiet buttons side by side: text, what is wished, of which practice."""
        holder = QWidget()
        row = Flow(holder)
        for text, wish, practice_id in wishes:
            button = Button(text, "plain")
            button.clicked.connect(lambda _=False, w=wish, p=practice_id: self.act(w, p))
            row.addWidget(button)
        return holder

    def _options(self, view: Opened) -> None:
        """Everything that can be chosen, below what one needs to begin."""
        options, words = OptionsScreen(self.presenter.desk), self.presenter.desk.words
        if not options.rows(view.id):
            return
        self.space(16)
        self.add(line())
        self.add(label(words("options.title"), "title"))
        self.options = OptionRows(options, view.id, lambda: self.act("mix", view.id))
        self.add(self.options)

    def _of_ones_own(self, view: Opened) -> None:
        """Copy a pattern; edit, delete or hand on what is the person's own."""
        words = self.presenter.desk.words
        wishes = [(words("edit.copy"), "copy", view.id)] if view.copyable else []
        if view.own:
            wishes = [(words("edit.edit"), "edit", view.id), *wishes]
        if wishes:
            self.space(12)
            self.add(self._buttons(wishes))
        if not view.own:
            return
        self.told = label("", "text", "quiet")
        holder = QWidget()
        row = Flow(holder)
        for text, act in (
            (words("edit.export"), lambda: self._export(view)),
            (words("edit.delete"), lambda: self.act("delete", view.id)),
        ):
            button = Button(text, "quiet")
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        self.add(holder)
        self.add(self.told)

    def _export(self, view: Opened) -> None:
        words = self.presenter.desk.words
        kind = f"{words('edit.file')} (*.toml)"
        file, _ = QFileDialog.getSaveFileName(self, words("edit.export"), f"{view.id}.toml", kind)
        if not file:
            return
        try:
            self.presenter.desk.export_practice(view.id, Path(file))
            self.told.setText(words("edit.exported", file=file))
        except Trouble as trouble:
            self.told.setText(trouble.told(words))

    def _length(self, view: Opened) -> SlideRow:
        steps = round((view.high - view.low) / view.step)
        start = round((view.minutes - view.low) / view.step)
        row = SlideRow(self.presenter.desk.words("practices.length"))
        row.show_value(steps, start, view.length)

        def moved(step: int) -> None:
            minutes = min(view.high, view.low + step * view.step)
            self.presenter.choose_minutes(view.id, minutes)
            row.tell(self.presenter.length_of(view.id, minutes))

        row.moved.connect(moved)
        return row

    def _wind_down(self, view: Opened, begin: Button) -> None:
        """A way to let *Wind down* begin it, or that it does."""
        words = self.presenter.desk.words
        is_it = label(words("practices.is_wind_down"), "text", "quiet")
        is_it.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made = Button(words("practices.make_wind_down"), "quiet")

        def choose() -> None:
            self.presenter.make_wind_down(view.id)
            begin.setFocus(Qt.FocusReason.TabFocusReason)
            made.hide()
            is_it.show()

        made.clicked.connect(choose)
        self.add(made, Qt.AlignmentFlag.AlignHCenter)
        self.add(is_it)
        made.setVisible(not view.is_wind_down)
        is_it.setVisible(view.is_wind_down)
