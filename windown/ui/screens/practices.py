"""Practices: cards in groups."""

from collections.abc import Callable

from windown.presenters.practices import Card as CardView
from windown.presenters.practices import Practices
from windown.ui.theme import Theme
from windown.ui.widgets.card import Card
from windown.ui.widgets.pieces import Column, label


class PracticesPage(Column):
    """Shows every practice; a card opens it."""

    def __init__(self, theme: Theme, presenter: Practices, open_: Callable[[str], None]) -> None:
        super().__init__(theme)
        self.theme, self.presenter, self.open = theme, presenter, open_
        self._shown: object = None

    def wear(self, theme: Theme) -> None:
        """New cards wear what is worn now."""
        self.theme = theme
        super().wear(theme)

    def refresh(self) -> None:
        """Read the practices again; nothing is rebuilt that looks the same."""
        view = self.presenter.view()
        if view == self._shown:
            return
        self._shown = view
        self.clear()
        for name, cards in view.groups:
            self.add(label(name, "title"), 12)
            for card in cards:
                self.add(self._card(card))
        self.add_stretch()

    def _card(self, view: CardView) -> Card:
        words = self.presenter.desk.words
        marks = [("mark_hold", words("mark.holds"))] if view.holds_breath else []
        marks += [("mark_tense", words("mark.tenses"))] if view.tenses else []
        card = Card(self.theme, view.name, view.about, after=view.length, marks=marks)
        card.setEnabled(view.available)
        card.chosen.connect(lambda: self.open(view.id))
        return card
