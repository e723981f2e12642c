"""Journal: the calendar of evenings, what is meant by a filter, and four weeks in figures."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from windown.presenters.journal import MARKS, WEEKS, CalendarView, JournalScreen
from windown.service.ports import Clock
from windown.ui.screens.journal_figures import FiguresPart
from windown.ui.theme import Theme
from windown.ui.widgets.action import Action
from windown.ui.widgets.calendar import Calendar, shapes
from windown.ui.widgets.evening_mark import paint_evening
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, label

#: While weeks go by the figures wait until they have come to rest so long (milliseconds).
REST_MS = 140
#: Below this width an evening is told in more lines (pixels at 100 %).
NARROW = 520


class JournalPage(Column):
    """Twelve weeks of evenings and their figures.

    `open_night` is called with the evening that is chosen, `open_page` with the name of a page.
    """

    def __init__(
        self,
        presenter: JournalScreen,
        clock: Clock,
        open_night: Callable[[date], None] = lambda night: None,
        open_page: Callable[[str], None] = lambda page: None,
    ) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self.at = 0
        words = presenter.desk.words
        self._language = words.language
        self._shown: CalendarView | None = None
        self._open_night, self._open_page = open_night, open_page
        self._later = QTimer(self, singleShot=True, interval=REST_MS)
        self._later.timeout.connect(self._show_figures)
        self._build()

    def refresh(self) -> None:
        """Read the journal again; nothing is drawn anew that looks the same."""
        if self._language != self.presenter.desk.words.language:
            self._language = self.presenter.desk.words.language
            self.clear()
            self._build()
        self.presenter.read_again()
        self._show()
        if self.figures.empty:  # the first time they come a moment after the calendar
            QTimer.singleShot(0, self, self._show_figures)
        else:
            self._show_figures()

    def go_back(self, weeks: int) -> None:
        """So many weeks back, or forward."""
        self.bar.setValue(self.bar.value() - weeks)

    def _build(self) -> None:
        words = self.presenter.desk.words
        self._shown = None
        self.add(self._heading())
        self.calendar = Calendar(words("evenings.calendar"), words("evenings.keys"))
        self.calendar.opened.connect(self._open_night)
        self.calendar.moved.connect(lambda _: self._tell())
        self.calendar.scrolled.connect(self.go_back)
        self.add(self.calendar)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.setAccessibleName(words("evenings.title"))
        self.bar.setPageStep(WEEKS)
        self.bar.valueChanged.connect(self._scrolled)
        self.add(self.bar)
        self.add(self._legend())
        self.told = Told()
        self.add(self.told)
        self.streak = label("", "small", "quiet")
        self.add(self.streak)
        self.add(self._filters())
        self.add(self._ways())
        self.space(16)
        self.figures = FiguresPart()
        self.add(self.figures)

    def _heading(self) -> QWidget:
        words = self.presenter.desk.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        names = QVBoxLayout()
        names.setSpacing(0)
        self.span = label("", "text", "quiet")
        names.addWidget(label(words("evenings.title"), "head"))
        names.addWidget(self.span)
        row.addLayout(names, 1)
        self.earlier = Button(words("evenings.earlier"), "icon", "back")
        self.earlier.clicked.connect(lambda: self.go_back(WEEKS))
        self.later = Button(words("evenings.later"), "icon", "next")
        self.later.clicked.connect(lambda: self.go_back(-WEEKS))
        for button in (self.earlier, self.later):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return holder

    def _legend(self) -> QWidget:
        words = self.presenter.desk.words
        holder = QWidget()
        holder.setAccessibleName(words("evenings.legend"))
        row = Flow(holder, space=16)
        for mark in MARKS:
            row.addWidget(LegendMark(mark, words(f"evenings.legend_{mark}")))
        return holder

    def _filters(self) -> QWidget:
        words = self.presenter.desk.words
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        self.with_it = ChoiceRow(words("evenings.with"))
        self.with_it.chosen.connect(lambda chosen: self._choose(with_it=chosen))
        self.days = ChoiceRow(words("evenings.days"))
        self.days.chosen.connect(lambda chosen: self._choose(days=chosen))
        rows.addWidget(self.with_it)
        rows.addWidget(self.days)
        return holder

    def _ways(self) -> QWidget:
        """To the diary, the four questions, and all records."""
        holder = QWidget()
        row = Flow(holder)
        for page, text in self.presenter.ways():
            way = Action(text, edge=True)
            way.clicked.connect(lambda _=False, page=page: self._open_page(page))
            row.addWidget(way)
        return holder

    def _choose(self, with_it: str | None = None, days: str | None = None) -> None:
        self.presenter.choose(with_it, days)
        self._show()
        self._show_figures()

    def _scrolled(self, value: int) -> None:
        self.at = self.bar.maximum() - value
        self._show()
        self._later.start()

    def _show(self) -> None:
        view = self.presenter.calendar(self.clock.now(), self.at)
        self.at = view.at
        self._show_bar(view)
        if view != self._shown:
            self._shown = view
            self.span.setText(view.told or view.span)
            self.calendar.show_view(view)
            self.streak.setText(view.streak)
            self.streak.setVisible(bool(view.streak))
        self._tell()

    def _show_bar(self, view: CalendarView) -> None:
        blocked = self.bar.blockSignals(True)
        self.bar.setRange(0, view.most)
        self.bar.setValue(view.most - view.at)
        self.bar.blockSignals(blocked)
        for each in (self.bar, self.earlier, self.later):
            each.setVisible(view.most > 0)
        self.earlier.setEnabled(view.at < view.most)
        self.later.setEnabled(view.at > 0)

    def _tell(self) -> None:
        self.told.say(self.calendar.told())

    def _show_figures(self) -> None:
        now = self.clock.now()
        with_it, days = self.presenter.choices(now, self.at)
        self.with_it.show_choices(with_it, self.presenter.filter.with_it)
        self.days.show_choices(days, self.presenter.filter.days)
        self.with_it.setVisible(len(with_it) > 1)
        self.days.setVisible(self._shown is not None and any(map(shapes, self._shown.evenings)))
        self.figures.show_view(self.presenter.figures(now, self.at), self.presenter.desk.words)


class Told(QWidget):
    """What is kept of the evening one stands at; room is kept, so that little jumps."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._words = label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self._words)
        column.addStretch(1)

    def wear(self, theme: Theme) -> None:
        """Room for lines of the theme's letters."""
        self._theme = theme
        self._keep_room(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow lines are more."""
        super().resizeEvent(event)
        self._keep_room(event.size().width())

    def _keep_room(self, width: int) -> None:
        lines = 2 if width >= self._theme.px(NARROW) else 3
        self.setMinimumHeight(lines * self._theme.line() + 10)

    def say(self, text: str) -> None:
        """Say it."""
        self._words.setText(text)


class LegendMark(QWidget):
    """One shape of the marks with what it means."""

    def __init__(self, mark: str, text: str) -> None:
        super().__init__()
        self._theme, self._mark = Theme(), mark
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        shown = label(text, "small", "quiet")
        shown.setWordWrap(False)
        self._row.addWidget(shown)

    def wear(self, theme: Theme) -> None:
        """Room for the mark before its words."""
        self._theme = theme
        self._row.setContentsMargins(theme.px(34), 0, 0, 0)
        self.setMinimumHeight(theme.px(32))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The mark and its words."""
        return QSize(super().sizeHint().width(), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark, as it is in the calendar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self._theme.px(14)
        middle = QPointF(half, self.height() / 2)
        paint_evening(painter, self._theme, middle, half, frozenset({self._mark}))
        painter.end()
