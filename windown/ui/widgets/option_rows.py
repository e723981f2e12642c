"""The rows of options: sliders, choices, switches and areas, as a presenter names them."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.options import Areas, Choose, OptionsScreen, Row, Slide, Turn
from windown.ui.theme import Theme, wear
from windown.ui.widgets.pieces import ChoiceRow, SlideRow, Switch, Tick, label


class OptionRows(QWidget):
    """Shows the options of one practice; each change is handed to the presenter at once."""

    def __init__(self, presenter: OptionsScreen, practice_id: str) -> None:
        super().__init__()
        self.presenter, self.practice_id = presenter, practice_id
        self.rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._theme = Theme()
        self._follow()

    def wear(self, theme: Theme) -> None:
        """Remember the theme for rows that come later."""
        self._theme = theme

    def _follow(self) -> None:
        """Have the rows that are offered now; those that stay are not touched."""
        offered = {row.id: row for row in self.presenter.rows(self.practice_id)}
        for name in self.rows.keys() - offered.keys():
            gone = self.rows.pop(name)
            self._column.removeWidget(gone)
            gone.deleteLater()
        for at, (name, row) in enumerate(offered.items()):
            if name not in self.rows:
                self.rows[name] = self._made(row)
                self._column.insertWidget(at, self.rows[name])
                wear(self.rows[name], self._theme)

    def _made(self, row: Row) -> QWidget:
        if isinstance(row, Slide):
            return self._slide(row)
        if isinstance(row, Choose):
            return self._choose(row)
        if isinstance(row, Turn):
            return self._turn(row)
        return self._areas(row)

    def _slide(self, row: Slide) -> SlideRow:
        made = SlideRow(row.name)
        made.show_value(row.steps, row.step, row.told)
        move = self.presenter.move
        made.moved.connect(lambda step: made.tell(move(self.practice_id, row.id, step)))
        return made

    def _choose(self, row: Choose) -> ChoiceRow:
        made = ChoiceRow(row.name, side_by_side=True)
        made.show_choices(row.choices, row.current)
        choose = self.presenter.choose
        made.chosen.connect(lambda value: choose(self.practice_id, row.id, value))
        return made

    def _turn(self, row: Turn) -> Switch:
        made = Switch(row.name)
        made.setChecked(row.on)
        made.toggled.connect(lambda on: self._turned(row.id, on))
        return made

    def _turned(self, row: str, on: bool) -> None:
        self.presenter.turn(self.practice_id, row, on)
        self._follow()

    def _areas(self, row: Areas) -> QWidget:
        leave_out = self.presenter.leave_out
        return area_ticks(row, lambda area, out: leave_out(self.practice_id, area, out))


def area_ticks(row: Areas, leave_out: Callable[[str, bool], None]) -> QWidget:
    """The areas of the body, those that take part ticked."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(row.name))
    for area, name, taking_part in row.areas:
        tick = Tick(name)
        tick.setChecked(taking_part)
        tick.toggled.connect(lambda on, area=area: leave_out(area, not on))
        column.addWidget(tick)
    return holder
