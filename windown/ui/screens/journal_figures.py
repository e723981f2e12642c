"""The figures of the journal: five measures with their course, and what stands beside them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from windown.core.wording import Words
from windown.presenters.journal_figures import Figure, FiguresView
from windown.ui.fonts import TITLE, figures
from windown.ui.theme import Theme, wear
from windown.ui.widgets.basics import label, line
from windown.ui.widgets.weeks_chart import WeeksChart

#: Width of the words beside a chart, and below which width they stand above it (pixels, 100 %).
WORDS, NARROW = 190, 520


class FiguresPart(QWidget):
    """All figures; nothing is rebuilt that looks the same."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._shown: FiguresView | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)

    def wear(self, theme: Theme) -> None:
        """Remember the theme for what comes later."""
        self._theme = theme

    @property
    def empty(self) -> bool:
        """Whether nothing was shown yet."""
        return self._shown is None

    def show_view(self, view: FiguresView, words: Words) -> None:
        """Show the figures."""
        if view == self._shown:
            return
        self._shown = view
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in self._made(view, words):
            self._rows.addWidget(widget)
            wear(widget, self._theme)

    def _made(self, view: FiguresView, words: Words) -> list[QWidget]:
        made: list[QWidget] = [label(view.title, "title")]
        made.append(label(view.few or view.about, "text", "quiet"))
        for at, figure in enumerate(view.figures):
            last = at == len(view.figures) - 1
            made += [MeasureRow(figure, months=last)]
        if view.figures:
            made.append(label(words("weeks.chart"), "small", "quiet"))
        if view.beside:
            made += [line(), label(words("weeks.beside"), "title")]
            made.append(label(view.beside_about, "text", "quiet"))
            made += [_lines(name, told) for name, told in view.beside]
        if view.answers:
            made += [line(), label(words("weeks.answers"), "title")]
            made += [_lines(name, (told,)) for name, told in view.answers]
        return made


class MeasureRow(QWidget):
    """A measure: its median large, its mean small, its twelve weeks beside or below."""

    def __init__(self, figure: Figure, months: bool) -> None:
        super().__init__()
        self._theme = Theme()
        self._value = label(figure.median, "title")
        self._words = QWidget()
        said = QVBoxLayout(self._words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        said.addWidget(label(figure.name, "small", "quiet"))
        if figure.median:
            said.addWidget(self._value)
        said.addWidget(label(figure.mean, "small", "quiet"))
        said.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 8, 0, 8)
        self._row.addWidget(self._words)
        self.chart = WeeksChart(figure.chart, figure.told, months)
        self._row.addWidget(self.chart, 1, Qt.AlignmentFlag.AlignTop)
        self.chart.setVisible(bool(figure.chart.dots))
        self.setAccessibleName(figure.told)

    def wear(self, theme: Theme) -> None:
        """Figures of one width; words of one width, so that the charts stand in a column."""
        self._theme = theme
        self._value.setFont(figures(theme.font(TITLE)))
        self._arrange(self.width())

    def minimumSizeHint(self) -> QSize:
        """As narrow as when its parts stand below each other."""
        return QSize(self.chart.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where it is narrow."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        narrow = width < self._theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(4 if narrow else 16)
        wide = (0, 16_777_215) if narrow else (self._theme.px(WORDS),) * 2
        self._words.setMinimumWidth(wide[0])
        self._words.setMaximumWidth(wide[1])


def _lines(name: str, told: tuple[str, ...]) -> QWidget:
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 4)
    rows.setSpacing(2)
    rows.addWidget(label(name))
    for each in told:
        rows.addWidget(label(each, "small", "quiet"))
    holder.setAccessibleName(f"{name}: {' '.join(told)}")
    return holder
