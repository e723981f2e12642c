"""One practice: what it is like, its length, and Begin."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from windown.presenters.options import OptionsScreen
from windown.presenters.practices import Opened, Practices
from windown.ui.widgets.option_rows import OptionRows
from windown.ui.widgets.pieces import Button, Column, SlideRow, label, line


class OpenedPage(Column):
    """Shows a practice with its options."""

    def __init__(
        self,
        presenter: Practices,
        begin: Callable[[str], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter = presenter
        self.begin, self.back = begin, back

    def open(self, practice_id: str) -> None:
        """Show a practice."""
        view = self.presenter.opened(practice_id)
        if view is None:
            return
        words = self.presenter.desk.words
        self.clear()
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(view.name, "head"))
        self.add(label(view.about, "large"))
        self.space(16)
        self.add(self._length(view))
        self.space(16)
        begin = Button(words("practices.begin"), "filled")
        begin.clicked.connect(lambda: self.begin(view.id))
        self.add(begin, Qt.AlignmentFlag.AlignHCenter)
        self.add(self._make_wind_down(view), Qt.AlignmentFlag.AlignHCenter)
        self.space(16)
        self.add(label(view.how or words("session.posture"), "text", "quiet"))
        if view.caution:
            self.add(label(view.caution))
        self._options(view)
        if view.sources:
            self.space(12)
            self.add(line())
            self.add(label(words("practices.sources", sources=view.sources), "small", "quiet"))
        self.top()
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _options(self, view: Opened) -> None:
        """Everything that can be chosen, below what one needs to begin."""
        options = OptionsScreen(self.presenter.desk)
        if not options.rows(view.id):
            return
        self.space(16)
        self.add(line())
        self.add(label(self.presenter.desk.words("options.title"), "title"))
        self.options = OptionRows(options, view.id)
        self.add(self.options)

    def _length(self, view: Opened) -> SlideRow:
        steps = round((view.high - view.low) / view.step)
        start = round((view.minutes - view.low) / view.step)
        row = SlideRow(self.presenter.desk.words("practices.length"))
        row.show_value(steps, start, view.length)

        def moved(step: int) -> None:
            minutes = min(view.high, view.low + step * view.step)
            self.presenter.choose_minutes(view.id, minutes)
            row.tell(self.presenter.length_of(view.id, minutes))

        row.moved.connect(moved)
        return row

    def _make_wind_down(self, view: Opened) -> Button:
        words = self.presenter.desk.words
        is_it = words("practices.is_wind_down")
        text = is_it if view.is_wind_down else words("practices.make_wind_down")
        made = Button(text, "quiet")
        made.setEnabled(not view.is_wind_down)

        def choose() -> None:
            self.presenter.make_wind_down(view.id)
            made.setText(is_it)
            made.setEnabled(False)

        made.clicked.connect(choose)
        return made
