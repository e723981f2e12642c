"""The quiet card of the morning: the lines of the night, and the way to the diary."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.morning import MorningView
from windown.ui.theme import RADIUS, Theme, colour, wear
from windown.ui.widgets.action import Action
from windown.ui.widgets.basics import label
from windown.ui.widgets.flow import Flow


class MorningCard(QWidget):
    """Shows the card, or hides where there is none. Nothing is rebuilt that looks the same."""

    def __init__(self, open_diary: Callable[[], None], away: Callable[[], None]) -> None:
        super().__init__()
        self._open, self._away = open_diary, away
        self._theme = Theme()
        self._shown: MorningView | None = None
        self.answers: list[Action] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(20, 16, 20, 16)
        self._rows.setSpacing(8)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Take the colours of the theme."""
        self._theme = theme
        self.update()

    def show_card(self, view: MorningView | None) -> None:
        """Show a card, or none."""
        self.setVisible(view is not None)
        if view == self._shown:
            return
        self._shown = view
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.answers = []
        if view is not None:
            self._fill(view)
            wear(self, self._theme)

    def _fill(self, view: MorningView) -> None:
        self._rows.addWidget(label(view.title, "large"))
        if view.notes:
            self._rows.addWidget(label(view.heading, "small", "quiet"))
            for text in view.notes:
                self._rows.addWidget(label(text))
        if view.ask:
            self._rows.addWidget(label(view.ask, "text", "quiet"))
        holder = QWidget()
        row = Flow(holder)
        acts = [(view.open, self._open, True)] if view.ask else []
        for text, act, edge in (*acts, (view.away, self._away, not acts)):
            action = Action(text, edge=edge)
            action.clicked.connect(act)
            row.addWidget(action)
            self.answers.append(action)
        self._rows.addWidget(holder)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft surface without an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(self._theme.face.hairline))
        painter.setBrush(colour(self._theme.face.surface))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()
