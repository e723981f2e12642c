"""The handle of one reminder on the line of the evening, for the keyboard and screen readers."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QWidget

from windown.core.colours import mix
from windown.presenters.plan_view import Mark
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour

#: Steps of PageUp and PageDown.
PAGE = 4
_STEPS = {
    Qt.Key.Key_Left: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_PageUp: PAGE,
    Qt.Key.Key_Right: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageDown: -PAGE,
}  # fmt: skip
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Marker(QAbstractSlider):
    """Its value is the lead in minutes; the line draws the mark and takes the mouse.

    Emits `wanted` with a lead a person wants by key, `chosen` where it is to be opened, and
    `reached` when the keyboard comes or goes. `put_back` says whether it ended a drag.
    """

    wanted = Signal(int)
    chosen = Signal()
    reached = Signal()

    def __init__(self, parent: QWidget, put_back: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._theme, self._put_back = Theme(), put_back
        self.mark: Mark | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.valueChanged.connect(self._set)

    def wear(self, theme: Theme) -> None:
        """Take the colours of the theme."""
        self._theme = theme
        self.update()

    def stand(self, mark: Mark, told: str) -> None:
        """Stand at the lead of a mark, told in words."""
        self.mark = mark
        blocked = self.blockSignals(True)
        self.setRange(mark.least, max(mark.most, mark.least))
        self.setSingleStep(mark.step)
        self.setPageStep(PAGE * mark.step)
        self.setValue(mark.before)
        self.blockSignals(blocked)
        self.setAccessibleName(mark.name)
        self.setAccessibleDescription(told)

    def _set(self, lead: int) -> None:
        """Where something else than keys sets it, such as a screen reader."""
        if self.mark is not None:
            self.wanted.emit(snapped(self.mark, lead))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Earlier to the left, later to the right; Home and End are the limits."""
        key, mark = event.key(), self.mark
        if mark is None:
            event.ignore()
        elif key in _CHOOSING:
            self.chosen.emit()
        elif key == Qt.Key.Key_Home:
            self.wanted.emit(mark.most)
        elif key == Qt.Key.Key_End:
            self.wanted.emit(mark.least)
        elif key in _STEPS:
            self.wanted.emit(stepped(mark, _STEPS[Qt.Key(key)]))
        elif not (key == Qt.Key.Key_Escape and self._put_back()):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The line names it."""
        super().focusInEvent(event)
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The line names the open one again."""
        super().focusOutEvent(event)
        self.reached.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the ring of the keyboard."""
        if not has_ring(self):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = self._theme.face
        painter.setPen(QPen(colour(mix(face.ground, face.accent, 0.9)), 2))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()


def snapped(mark: Mark, before: float) -> int:
    """The nearest lead a mark can have, in its steps and within its limits."""
    steps = round((before - mark.least) / mark.step)
    return max(mark.least, min(mark.most, mark.least + steps * mark.step))


def stepped(mark: Mark, steps: int) -> int:
    """The lead so many whole steps earlier (+) or later; from between two steps to the next."""
    if steps > 0:
        at = (mark.before - mark.least) // mark.step
    else:
        at = -((mark.least - mark.before) // mark.step)
    return snapped(mark, mark.least + (at + steps) * mark.step)


def step_of(mark: Mark) -> int:
    """At which of its steps a mark stands, counted from the latest."""
    return -((mark.least - mark.before) // mark.step)
