"""The rows of options: sliders, choices, switches and areas, as a presenter names them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.options import Areas, Choose, OptionsScreen, Row, Slide, Turn
from windown.ui.theme import Theme, wear
from windown.ui.widgets.body_map import AreaTicks
from windown.ui.widgets.pieces import Button, ChoiceRow, SlideRow, Switch

#: So many choices stand side by side; more are a list that opens.
SIDE_BY_SIDE = 5


class OptionRows(QWidget):
    """Shows the options of one practice; each change is handed to the presenter at once.

    `mix` is called where a background is to be mixed by hand.
    """

    def __init__(self, presenter: OptionsScreen, practice_id: str, mix: Callable[[], None]) -> None:
        super().__init__()
        self.presenter, self.practice_id, self._mix = presenter, practice_id, mix
        self.rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._theme = Theme()
        self._usual = Button(presenter.desk.words("options.as_it_comes"), "quiet")
        self._usual.clicked.connect(self._as_it_comes)
        self._column.addWidget(self._usual, 0, Qt.AlignmentFlag.AlignLeft)
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

        self._usual.setVisible(self.presenter.is_changed(self.practice_id))

    def _as_it_comes(self) -> None:
        """Forget what was chosen, and show every row as it is then."""
        self.presenter.as_it_comes(self.practice_id)
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        self._follow()

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

        def moved(step: int) -> None:
            made.tell(self.presenter.move(self.practice_id, row.id, step))
            self._follow()

        made.moved.connect(moved)
        return made

    def _choose(self, row: Choose) -> QWidget:
        made = ChoiceRow(row.name, side_by_side=len(row.choices) <= SIDE_BY_SIDE)
        made.show_choices(row.choices, row.current)

        def chosen(value: str) -> None:
            self.presenter.choose(self.practice_id, row.id, value)
            self._follow()
            areas = self.rows.get("leave_out")
            if row.id == "side" and isinstance(areas, AreaTicks):
                areas.map.write_with(value == "left")

        made.chosen.connect(chosen)
        return self._mixed(made) if row.id == "background" else made

    def _mixed(self, row: ChoiceRow) -> QWidget:
        """The background, and below it the way to mix one."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(row)
        button = Button(self.presenter.desk.words("mix.open"), "plain")
        button.clicked.connect(self._mix)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return holder

    def _turn(self, row: Turn) -> Switch:
        made = Switch(row.name)
        made.setChecked(row.on)
        made.toggled.connect(lambda on: self._turned(row.id, on))
        return made

    def _turned(self, row: str, on: bool) -> None:
        self.presenter.turn(self.practice_id, row, on)
        self._follow()

    def _areas(self, row: Areas) -> QWidget:
        def leave_out(area: str, out: bool) -> None:
            self.presenter.leave_out(self.practice_id, area, out)
            self._follow()

        return AreaTicks(row, leave_out)
