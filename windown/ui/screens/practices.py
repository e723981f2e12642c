"""Practices: cards in groups, and the ways to make or take in one's own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from windown.core.problems import Trouble
from windown.presenters.practices import Card as CardView
from windown.presenters.practices import Practices
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import Button, Card, Column, label


class PracticesPage(Column):
    """Shows every practice; a card opens it. `make` is told "pattern" or "chain"."""

    def __init__(
        self,
        presenter: Practices,
        open_: Callable[[str], None],
        make: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.presenter, self.open, self.make = presenter, open_, make
        self._shown: object = None
        #: The last one deleted: its name, and what brings it back.
        self.deleted: tuple[str, bytes] | None = None
        #: What is being made and not yet saved: "pattern" or "chain", `go_on` opens it again.
        self.unfinished: tuple[str, ...] = ()
        self.go_on: Callable[[str], None] = lambda what: None
        self.let_go: Callable[[str], None] = lambda what: None

    def refresh(self) -> None:
        """Read the practices again; nothing is rebuilt that looks the same."""
        view = self.presenter.view()
        shown = (view, self.deleted, self.unfinished)
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        self._undo()
        for what in self.unfinished:
            self._left(what)
        words = self.presenter.desk.words
        self.places: list[tuple[QLabel, QWidget]] = []
        self._jumps([*(name for name, _ in view.groups), words("edit.own")])
        for name, cards in view.groups:
            made = [self._card(card) for card in cards]
            self._title(name, made[0])
            for each in made:
                self.add(each)
        self._own()

    def _jumps(self, names: list[str]) -> None:
        """The groups by name, each leading to its place further down."""
        holder = QWidget()
        row = Flow(holder, space=4)
        for at, name in enumerate(names):
            button = Button(name, "quiet")
            button.clicked.connect(lambda _=False, at=at: self.jump(at))
            row.addWidget(button)
        self.add(holder)

    def jump(self, at: int) -> None:
        """Show a group from its title on, with the keyboard on its first card."""
        title, first = self.places[at]
        below = title.mapTo(self._body, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(below)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self, name: str, first: QWidget) -> None:
        """The title of a place to go to, and what comes first there."""
        self.space(12)
        title = label(name, "title")
        self.places.append((title, first))
        self.add(title)

    def _left(self, what: str) -> None:
        """What was left without saving, and the two ways from there."""
        words = self.presenter.desk.words
        self.add(label(words(f"{what}.left")))
        holder = QWidget()
        row = Flow(holder)
        for key, kind, act in (("go_on", "plain", self.go_on), ("let_go", "quiet", self.let_go)):
            button = Button(words(f"edit.{key}"), kind)
            button.clicked.connect(lambda _=False, act=act: act(what))
            row.addWidget(button)
        self.add(holder)

    def _undo(self) -> None:
        """The way back from a deletion."""
        if self.deleted is None:
            return
        words, (name, _) = self.presenter.desk.words, self.deleted
        self.add(label(words("edit.deleted", name=name)))
        undo = Button(words("edit.undo"), "plain")
        undo.clicked.connect(self._put_back)
        self.add(undo, Qt.AlignmentFlag.AlignLeft)

    def _put_back(self) -> None:
        if self.deleted is not None:
            content, self.deleted = self.deleted[1], None
            self._try(lambda: self.presenter.desk.put_back_practice(content))

    def _own(self) -> None:
        words = self.presenter.desk.words
        holder = QWidget()
        row = Flow(holder)
        for text, act in (
            (words("edit.new_pattern"), lambda: self.make("pattern")),
            (words("edit.new_chain"), lambda: self.make("chain")),
            (words("edit.import"), self._take_in),
        ):
            button = Button(text, "plain")
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        first = holder.findChild(Button)
        self._title(words("edit.own"), first or holder)
        self.add(holder)
        self.told = label("", "text", "accent")
        self.add(self.told)

    def _take_in(self) -> None:
        words = self.presenter.desk.words
        kind = f"{words('edit.file')} (*.toml)"
        file, _ = QFileDialog.getOpenFileName(self, words("edit.import"), "", kind)
        if file:
            self._try(lambda: self.open(self.presenter.desk.take_in_practice(Path(file))))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Trouble as trouble:
            self.told.setText(trouble.told(self.presenter.desk.words))
        else:
            self.refresh()

    def _card(self, view: CardView) -> Card:
        words = self.presenter.desk.words
        marks = [("mark_hold", words("mark.holds"))] if view.holds_breath else []
        marks += [("mark_tense", words("mark.tenses"))] if view.tenses else []
        card = Card(view.name, view.reason or view.about, view.length, marks)
        card.setEnabled(view.available)
        card.chosen.connect(lambda: self.open(view.id))
        return card
