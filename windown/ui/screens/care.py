"""Care: the ways to help, and the cards on what is known."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from windown.presenters.care import CareScreen
from windown.ui.widgets.pieces import Card, Column, label


class CarePage(Column):
    """Shows all that Care has; `open_card` is told the id of a card, `go` the name of a page."""

    def __init__(
        self,
        presenter: CareScreen,
        open_card: Callable[[str], None],
        go: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.presenter, self.open_card, self.go = presenter, open_card, go
        self.cards: dict[str, Card] = {}

    def refresh(self) -> None:
        """Build it when it is first shown; later it stays as it was left."""
        if self.cards:
            return
        words = self.presenter.desk.words
        for page, key in (("see_someone", "see"), ("help_lines", "lines")):
            card = Card(words(f"care.{key}"), words(f"care.about_{key}"))
            card.chosen.connect(lambda page=page: self.go(page))
            self.add(card)
        self._plan()
        self.space(20)
        self.add(label(words("care.known"), "title"))
        self.add(label(words("care.about_known"), "text", "quiet"))
        self.add(self._search())
        self.nothing = label(words("care.found_nothing"), "text", "quiet")
        self.nothing.hide()
        self.add(self.nothing)
        self._add_cards()
        told = self.presenter.unreadable()
        if told:
            self.add(label(told, "text", "accent"))

    def _plan(self) -> None:
        """The way to the after-care plan, where one can be kept."""
        words = self.presenter.desk.words
        if self.presenter.desk.aftercare is not None:
            card = Card(words("aftercare.title"), words("aftercare.line_about"))
            card.chosen.connect(lambda: self.go("aftercare"))
            self.add(card)

    def _search(self) -> QLineEdit:
        words = self.presenter.desk.words
        self.search = QLineEdit()
        self.search.setAccessibleName(words("care.search"))
        self.search.setPlaceholderText(words("care.search"))
        self.search.setClearButtonEnabled(False)  # its cross would be the system's, and grey
        self.search.textChanged.connect(self._find)
        return self.search

    def _add_cards(self) -> None:
        for shown in self.presenter.cards():
            card = Card(shown.title, shown.begins)
            card.chosen.connect(lambda name=shown.id: self.open_card(name))
            self.cards[shown.id] = card
            self.add(card)

    def _find(self, sought: str) -> None:
        found = {card.id for card in self.presenter.cards(sought)}
        for name, card in self.cards.items():
            card.setVisible(name in found)
        self.nothing.setVisible(not found)
