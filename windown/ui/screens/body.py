"""My body: what applies, what is left out, and the way back."""

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from windown.presenters.body import BodyScreen
from windown.presenters.options import Choose
from windown.ui.widgets.body_map import AreaTicks
from windown.ui.widgets.pieces import Button, Card, ChoiceRow, Column, Switch, label


class BodyPage(Column):
    """Shows *My body* and forwards each change."""

    def __init__(self, presenter: BodyScreen, back: Callable[[], None]) -> None:
        super().__init__()
        self.presenter, self.back = presenter, back

    def refresh(self) -> None:
        """Show it as it stands."""
        view, words = self.presenter.view(), self.presenter.desk.words
        self.clear()
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(words("body.title"), "head"))
        self.add(label(words("body.about"), "text", "quiet"))
        self._title("flags")
        for flag in view.flags:
            made = Switch(flag.name)
            made.setChecked(flag.on)
            made.toggled.connect(lambda on, name=flag.id: self._turn(name, on))
            self.add(made)
        self.effect = label("", "small", "quiet")
        self.add(self.effect)
        self._tell(view.effect)
        self.space(20)
        for choice in (view.side, view.place):
            self.add(self._choice(choice))
        self.space(20)
        self.areas = AreaTicks(view.areas, self._leave_out)
        self.add(self.areas)
        for kind, ways in groupby(view.back, key=lambda way: way[0]):
            self._title(kind)
            for _, name, text in ways:
                self.add(self._way_back(kind, name, text))
        self.top()

    def _turn(self, flag: str, on: bool) -> None:
        self.presenter.turn(flag, on)
        self._tell(self.presenter.effect())

    def _leave_out(self, area: str, out: bool) -> None:
        self.presenter.leave_out(area, out)
        self._tell(self.presenter.effect())

    def _tell(self, effect: str) -> None:
        self.effect.setText(effect)
        self.effect.setVisible(bool(effect))

    def _title(self, key: str) -> None:
        self.space(20)
        self.add(label(self.presenter.desk.words(f"body.{key}"), "title"))

    def _choose(self, name: str, value: str) -> None:
        self.presenter.choose(name, value)
        self.areas.map.write_with(self.presenter.view().areas.left_handed)

    def _choice(self, row: Choose) -> QWidget:
        made = ChoiceRow(row.name, side_by_side=True)
        made.show_choices(row.choices, row.current)
        made.chosen.connect(lambda value: self._choose(row.id, value))
        return made

    def _way_back(self, kind: str, name: str, text: str) -> Card:
        made = Card(text)
        made.chosen.connect(lambda: self._again(kind, name))
        return made

    def _again(self, kind: str, name: str) -> None:
        self.presenter.let_again(kind, name)
        at = self.verticalScrollBar().value()
        QTimer.singleShot(0, self, lambda: self._shown_again(at))

    def _shown_again(self, at: int) -> None:
        """Not from within the card that was used, and where it was scrolled to."""
        self.refresh()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at))
