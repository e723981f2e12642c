"""Rows of settings: a name with a slider, or with a choice of one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from windown.ui.fonts import TEXT, figures
from windown.ui.theme import Theme, wear
from windown.ui.widgets.basics import label
from windown.ui.widgets.controls import Combo, Segment
from windown.ui.widgets.flow import Flow

Choices = Sequence[tuple[str, str]]
BELOW, BESIDE = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class SlideRow(QWidget):
    """A name, its value in words, and a slider below, in steps from 0.

    Emits `moved` with the step when a person moves it, not when it is shown a value.
    """

    moved = Signal(int)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._name, self._told = label(""), QLabel()
        self._told.setProperty("tone", "quiet")
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._told)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addWidget(self.slider)
        self.slider.valueChanged.connect(self.moved)
        self.name(name)

    def wear(self, theme: Theme) -> None:
        """Figures of one width, so that the value does not tremble."""
        self._told.setFont(figures(theme.font(TEXT)))

    def name(self, text: str) -> None:
        """Say what is set."""
        self._name.setText(text)
        self.slider.setAccessibleName(text)

    def tell(self, text: str) -> None:
        """Say the value in words."""
        self._told.setText(text)
        self.slider.setAccessibleDescription(text)

    def show_value(self, steps: int, step: int, told: str) -> None:
        """Stand at a step of 0 to `steps`."""
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, steps)
        self.slider.setPageStep(max(1, steps // 10))
        self.slider.setValue(step)
        self.slider.blockSignals(blocked)
        self.slider.update()
        self.tell(told)

    def value(self) -> int:
        """The step at which it stands."""
        return self.slider.value()


class ChoiceRow(QWidget):
    """A name and a choice of one: from a list, or side by side where there are few.

    Emits `chosen` with the id of what a person chooses, not when it is shown a choice.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str = "", side_by_side: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self._choices: tuple[tuple[str, str], ...] = ()
        self._name = label("")
        self._field: _List | _Segments = _Segments() if side_by_side else _List()
        self._field.chosen.connect(lambda at: self.chosen.emit(self._choices[at][0]))
        self._row = QBoxLayout(BELOW if side_by_side else BESIDE, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._name, 1)
        self._row.addWidget(self._field)
        self._stacks = not side_by_side
        self.name(name)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of both: a list goes below its name where there is no room."""
        wide = max(self._name.minimumSizeHint().width(), self._field.minimumSizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list beside its name, or below it."""
        super().resizeEvent(event)
        if self._stacks:
            both = self._name.minimumSizeHint().width() + self._field.minimumSizeHint().width()
            fits = both + self._row.spacing() <= self.width()
            self._row.setDirection(BESIDE if fits else BELOW)

    def wear(self, theme: Theme) -> None:
        """Remember the theme for choices that come later."""
        self._theme = theme

    def name(self, text: str) -> None:
        """Say what is chosen."""
        self._name.setText(text)
        self._name.setVisible(bool(text))
        self._field.setAccessibleName(text)

    def called(self, name: str) -> None:
        """The name by which a page finds the field again."""
        self._field.setObjectName(name)

    def values(self) -> list[str]:
        """The ids of all choices."""
        return [value for value, _ in self._choices]

    def show_choices(self, choices: Choices, current: str) -> None:
        """Offer pairs of an id and its name, with one of them chosen."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._field.fill([name for _, name in choices])
            wear(self._field, self._theme)
        if current in self.values():
            self._field.stand_at(self.values().index(current))

    def current(self) -> str:
        """The id of what is chosen, "" without a choice."""
        at = self._field.at()
        return self._choices[at][0] if at >= 0 else ""


class _List(Combo):
    """Choices in a list that opens."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(19)
        self.activated.connect(self.chosen)

    def fill(self, names: Sequence[str]) -> None:
        """Replace the names."""
        self.clear()
        self.addItems(list(names))

    def stand_at(self, at: int) -> None:
        """Show one as chosen."""
        self.setCurrentIndex(at)

    def at(self) -> int:
        """Which is chosen, -1 for none."""
        return self.currentIndex()


class _Segments(QWidget):
    """Choices side by side."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._row = Flow(self)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)

    def fill(self, names: Sequence[str]) -> None:
        """Replace the names."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        for at, name in enumerate(names):
            segment = Segment(name)
            self._group.addButton(segment, at)
            self._row.addWidget(segment)

    def stand_at(self, at: int) -> None:
        """Show one as chosen."""
        self._group.button(at).setChecked(True)

    def at(self) -> int:
        """Which is chosen, -1 for none."""
        return self._group.checkedId()
