"""One practice: what it is like, its length, and Begin."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from windown.presenters.practices import Opened, Practices
from windown.ui.theme import Theme
from windown.ui.widgets.controls import SlideRow
from windown.ui.widgets.pieces import Button, Column, label, line


class OpenedPage(Column):
    """Shows a practice with its options."""

    def __init__(
        self,
        theme: Theme,
        presenter: Practices,
        begin: Callable[[str], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(theme)
        self.theme, self.presenter = theme, presenter
        self.begin, self.back = begin, back

    def wear(self, theme: Theme) -> None:
        """The next practice wears what is worn now."""
        self.theme = theme
        super().wear(theme)

    def open(self, practice_id: str) -> None:
        """Show a practice."""
        view = self.presenter.opened(practice_id)
        if view is None:
            return
        words, theme = self.presenter.desk.words, self.theme
        self.clear()
        back = Button(theme, words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        self.add(row)
        self.add(label(view.name, "head"))
        self.add(label(view.about, "large"))
        self.add(self._length(view), 16)
        begin = Button(theme, words("practices.begin"), "filled")
        begin.clicked.connect(lambda: self.begin(view.id))
        self.add_centred(begin, 24)
        self.add_centred(self._make_wind_down(view))
        self.add(label(view.how or words("practices.stop_any_time"), "text", "quiet"), 24)
        if view.caution:
            self.add(label(view.caution))
        if view.sources:
            self.add(line(), 12)
            self.add(label(words("practices.sources", sources=view.sources), "small", "quiet"))
        self.add_stretch()
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _length(self, view: Opened) -> SlideRow:
        steps = round((view.high - view.low) / view.step)
        start = round((view.minutes - view.low) / view.step)
        row = SlideRow(
            self.theme, self.presenter.desk.words("practices.length"), 0, steps, start,
            lambda step: self.presenter.length_of(view.id, self._minutes(view, step)),
        )  # fmt: skip
        row.moved.connect(
            lambda step: self.presenter.choose_minutes(view.id, self._minutes(view, step))
        )
        return row

    def _minutes(self, view: Opened, step: int) -> float:
        return min(view.high, view.low + step * view.step)

    def _make_wind_down(self, view: Opened) -> Button:
        words = self.presenter.desk.words
        is_it = words("practices.is_wind_down")
        text = is_it if view.is_wind_down else words("practices.make_wind_down")
        made = Button(self.theme, text, "quiet")
        made.setEnabled(not view.is_wind_down)

        def choose() -> None:
            self.presenter.make_wind_down(view.id)
            made.setText(is_it)
            made.setEnabled(False)

        made.clicked.connect(choose)
        return made
