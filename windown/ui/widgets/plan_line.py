"""The whole evening as one line across, with a mark for each reminder that a hand can move."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from windown.presenters.plan_view import Mark
from windown.ui.fonts import SMALL, TEXT
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme
from windown.ui.widgets.plan_drawing import (
    MARK,
    STACK,
    Way,
    paint_hours,
    paint_line,
    paint_mark,
    paint_range,
    reach_of,
)
from windown.ui.widgets.plan_marker import Marker, snapped, step_of


class PlanLine(QWidget):
    """Marks above a line that ends at the moon of bedtime; the one that matters has its name.

    Emits `chosen` with the id of a mark that is pressed, `moved` with an id and a step of its
    lead as a hand moves it by key or when it lets go, and `rested` when a hand has let go.
    `told(id, step)` says in words where a step is.
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    rested = Signal()

    def __init__(self, name: str, told: Callable[[str, int], str]) -> None:
        super().__init__()
        self._theme, self._name, self._told = Theme(), name, told
        self._marks: tuple[Mark, ...] = ()
        self._bed = ""
        #: The mark that is being moved, as it would stand; what is under the hand, and where.
        self._moving: Mark | None = None
        self._held: Mark | None = None
        self._grip = QPointF()
        self.markers: dict[str, Marker] = {}
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self._lay_markers()
        self.update()

    def show_marks(self, marks: Sequence[Mark], bed: str) -> None:
        """Show the evening up to a bedtime (a clock time as text)."""
        if (tuple(marks), bed) == (self._marks, self._bed) and self._moving is None:
            return
        self._marks, self._bed = tuple(marks), bed
        self._moving = self._held = None
        said = [f"{m.clock} {m.name}" for m in sorted(marks, key=lambda m: -m.before) if m.on]
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(", ".join([*said, bed]))
        self._make_markers()
        self.update()

    def put_back(self) -> bool:
        """End a drag with the mark where it was; whether there was one."""
        if self._held is None or self._moving is None:
            return False
        self._moving = self._held = None
        self._lay_markers()
        self.unsetCursor()
        self.update()
        return True

    def _make_markers(self) -> None:
        """One handle for each mark that is shown, the earliest first; kept where it is there."""
        wanted = sorted(self._shown(), key=lambda m: -m.before)
        for gone in self.markers.keys() - {mark.id for mark in wanted}:
            self.markers.pop(gone).deleteLater()
        for mark in wanted:
            if mark.id not in self.markers:
                self.markers[mark.id] = self._marker(mark)
        chain = [self.markers[mark.id] for mark in wanted]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)
        self._lay_markers()

    def _marker(self, mark: Mark) -> Marker:
        made = Marker(self, self.put_back)
        made.wear(self._theme)
        made.wanted.connect(partial(self._wanted, mark.id))
        made.chosen.connect(partial(self.chosen.emit, mark.id))
        made.reached.connect(self.update)
        made.show()
        return made

    def _lay_markers(self) -> None:
        """Each handle stands at its mark and says where that is."""
        side = 2 * self._theme.px(MARK + 5)
        spots = self.spots()
        for mark in self._shown():
            marker = self.markers.get(mark.id)
            if marker is not None:
                corner = spots[mark.id] - QPointF(side / 2, side / 2)
                marker.setGeometry(QRect(corner.toPoint(), QSize(side, side)))
                if marker.mark != mark:  # to say where it is takes a moment
                    marker.stand(mark, self._told(mark.id, step_of(mark)))

    def _wanted(self, name: str, lead: int) -> None:
        """A key moves a mark; it is kept when the keys rest."""
        mark = self._mark(name)
        if mark is not None and lead != mark.before:
            self._move(replace(mark, before=lead))
            self.moved.emit(name, step_of(replace(mark, before=lead)))

    def _move(self, mark: Mark) -> None:
        self._moving = mark
        self._lay_markers()
        self.update()

    def _mark(self, name: str) -> Mark | None:
        return next((mark for mark in self._shown() if mark.id == name), None)

    def sizeHint(self) -> QSize:
        """Room for a name, stacked marks, the line and the hours below it."""
        px = self._theme.px
        words = self._theme.line(TEXT) + self._theme.line(SMALL)
        return QSize(320, words + px(4 * STACK) + px(22))

    def minimumSizeHint(self) -> QSize:
        """As high as ever, and narrow."""
        return QSize(200, self.sizeHint().height())

    def way(self) -> Way:
        """The line as it lies now."""
        shown = [mark for mark in self._marks if mark.on or mark.opened]
        return Way(self._theme, self.width(), self.height(), reach_of(shown))

    def spots(self) -> dict[str, QPointF]:
        """The middle of each mark that is shown."""
        return self.way().spots(self._shown(), self._moving.id if self._moving else "")

    def _shown(self) -> list[Mark]:
        """Marks to be seen, that which is being moved where it would stand."""
        moving = self._moving
        return [
            moving if moving is not None and mark.id == moving.id else mark
            for mark in self._marks if mark.on or mark.opened
        ]  # fmt: skip

    def _under(self, at: QPointF) -> Mark | None:
        """The nearest mark within a finger's width."""
        near = {
            name: (spot - at).manhattanLength()
            for name, spot in self.spots().items()
            if (spot - at).manhattanLength() < self._theme.px(22)
        }
        return self._mark(min(near, key=lambda name: near[name])) if near else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a mark."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held, self._grip = self._under(event.position()), event.position()
        if self._held is not None:
            self.markers[self._held.id].setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw along the mark that is held; else say by the pointer what can be."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._point(self._under(event.position()))
            return
        held, along = self._held, event.position().x() - self._grip.x()
        if held is None or held.least == held.most:
            return
        if self._moving is None and abs(along) < QApplication.startDragDistance():
            return
        way = self.way()
        before = way.before_at(way.place(held.before) + along)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._move(replace(held, before=snapped(held, before)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: a mark that was moved is kept where it is, one that was not is chosen."""
        held, moving = self._held, self._moving
        self._held = None
        if event.button() != Qt.MouseButton.LeftButton or held is None:
            return
        self._point(held)
        if moving is None or moving.id != held.id:
            self.chosen.emit(held.id)
        else:
            self.moved.emit(moving.id, step_of(moving))
            self.rested.emit()

    def _point(self, mark: Mark | None) -> None:
        if mark is None:
            self.unsetCursor()
        elif mark.least == mark.most:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(mark.name if mark else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The handles follow their marks."""
        super().resizeEvent(event)
        self._lay_markers()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, hours, marks, the moon, and the name of the one that matters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        way, spots, named = self.way(), self.spots(), self._named()
        if self._moving is not None:
            paint_range(painter, way, self._moving)
        paint_line(painter, way, self.devicePixelRatioF())
        paint_hours(painter, way, self._bed)
        for mark in self._shown():
            said = f"{mark.name}  {self._where(mark)}" if mark.id == named else ""
            paint_mark(painter, way, mark, spots[mark.id], said)
        painter.end()

    def _named(self) -> str:
        """The mark whose name is shown: the one in hand, under the keyboard, or open."""
        if self._moving is not None:
            return self._moving.id
        reached = [name for name, marker in self.markers.items() if has_ring(marker)]
        return (reached or [mark.id for mark in self._marks if mark.opened] or [""])[0]

    def _where(self, mark: Mark) -> str:
        """Its clock; while it is moved, how long before bed as well."""
        return mark.clock if self._moving is None else self._told(mark.id, step_of(mark))
