"""My body: what applies, what is left out, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from windown.presenters.body import BodyScreen
from windown.presenters.options import Choose
from windown.ui.widgets.option_rows import area_ticks
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, Switch, label


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
            made.toggled.connect(lambda on, name=flag.id: self.presenter.turn(name, on))
            self.add(made)
        self.space(20)
        for choice in (view.side, view.place):
            self.add(self._choice(choice))
        self.space(20)
        self.add(area_ticks(view.areas, self.presenter.leave_out))
        for kind, name, text in view.back:
            self.add(self._way_back(kind, name, text), Qt.AlignmentFlag.AlignLeft)
        self.top()

    def _title(self, key: str) -> None:
        self.space(20)
        self.add(label(self.presenter.desk.words(f"body.{key}"), "title"))

    def _choice(self, row: Choose) -> QWidget:
        made = ChoiceRow(row.name, side_by_side=True)
        made.show_choices(row.choices, row.current)
        made.chosen.connect(lambda value: self.presenter.choose(row.id, value))
        return made

    def _way_back(self, kind: str, name: str, text: str) -> Button:
        made = Button(text, "quiet")

        def again() -> None:
            self.presenter.let_again(kind, name)
            self.refresh()

        made.clicked.connect(again)
        return made
