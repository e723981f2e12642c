"""Practices: cards in groups."""

from collections.abc import Callable

from windown.presenters.practices import Card as CardView
from windown.presenters.practices import Practices
from windown.ui.widgets.pieces import Card, Column, label


class PracticesPage(Column):
    """Shows every practice; a card opens it."""

    def __init__(self, presenter: Practices, open_: Callable[[str], None]) -> None:
        super().__init__()
        self.presenter, self.open = presenter, open_
        self._shown: object = None

    def refresh(self) -> None:
        """Read the practices again; nothing is rebuilt that looks the same."""
        view = self.presenter.view()
        if view == self._shown:
            return
        self._shown = view
        self.clear()
        for name, cards in view.groups:
            self.space(12)
            self.add(label(name, "title"))
            for card in cards:
                self.add(self._card(card))

    def _card(self, view: CardView) -> Card:
        words = self.presenter.desk.words
        marks = [("mark_hold", words("mark.holds"))] if view.holds_breath else []
        marks += [("mark_tense", words("mark.tenses"))] if view.tenses else []
        card = Card(view.name, view.about, view.length, marks)
        card.setEnabled(view.available)
        card.chosen.connect(lambda: self.open(view.id))
        return card
