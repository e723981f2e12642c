"""Which areas of the body take part: a still figure beside a tick for each of them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from windown.core.areas import SIXTEEN
from windown.core.colours import along
from windown.presenters.options import Areas
from windown.ui.theme import Theme
from windown.ui.widgets.areas import paths
from windown.ui.widgets.figure import HIGH, WIDE, stencil
from windown.ui.widgets.glow import pixmap
from windown.ui.widgets.pieces import Tick, label

#: How bright a part is, 0 to 1 of the face's glow: left out, taking part, pointed at.
OUT, PART, POINTED = 0.13, 0.46, 0.8
#: The figure is as high as the ticks beside it, within these (pixels at usual letters).
LOWEST, HIGHEST = 190, 330
#: Room between the figure and the ticks, and between two columns of them.
GAP = 16
#: Names of areas go on below where they have less room than they wish, but no less than this.
NAMES = 216
#: More ticks than this stand in two columns where there is room.
ONE_COLUMN = 7


class BodyMap(QWidget):
    """The figure: what takes part is warm, what is left out is dim. A press names its area."""

    pressed = Signal(str)

    def __init__(self, areas: tuple[str, ...], left_handed: bool) -> None:
        super().__init__()
        self._areas, self._left_handed = areas, left_handed
        self._out: frozenset[str] = frozenset()
        self._pointed = ""
        self._theme = Theme()
        self._picture: QPixmap | None = None

    def wear(self, theme: Theme) -> None:
        """Take the colours of the theme."""
        self._theme = theme
        self._again()

    def show_out(self, out: frozenset[str]) -> None:
        """Dim the areas that are left out."""
        self._out = out
        self._again()

    def write_with(self, left: bool) -> None:
        """Take the side of the hand the person writes with."""
        self._left_handed = left
        self._again()

    def point_at(self, area: str) -> None:
        """Show where an area is; "" shows none."""
        if area != self._pointed:
            self._pointed = area
            self._again()

    def _again(self) -> None:
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new size needs a new picture."""
        self._again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The prepared picture."""
        if self._picture is None:
            self._picture = pixmap(self._drawn(), self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(QPointF(0, 0), self._picture)
        painter.end()

    def _dots(self) -> QSize:
        return (QSize(self.width(), self.height()) * self.devicePixelRatioF()).expandedTo(
            QSize(8, 8)
        )

    def _drawn(self) -> QImage:
        """Whole groups first, then the smaller places on them, then the one pointed at."""
        out = self._ids(area for area in self._areas if area in self._out)
        part = self._ids(area for area in self._areas if area not in self._out)
        image = self._inked([name for name in SIXTEEN if name not in out], PART)
        painter = QPainter(image)
        for names, share in (
            ([name for name in SIXTEEN if name in out], OUT),
            ([name for name in part if name not in SIXTEEN], PART),
            ([name for name in out if name not in SIXTEEN], OUT),
            (self._ids([self._pointed]), POINTED),
        ):
            if names:
                painter.drawImage(0, 0, self._inked(names, share))
        painter.end()
        return image

    def _ids(self, areas: Iterable[str]) -> list[str]:
        return [name for area in areas for name in paths(area, self._left_handed)]

    def _inked(self, names: list[str], share: float) -> QImage:
        image = stencil(names, self._dots())
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor(along(self._theme.face.glow, share)))
        painter.end()
        return image

    def area_at(self, at: QPointF) -> str:
        """The area of a place in the widget: the smallest that lies there, or ""."""
        spot = (at * self.devicePixelRatioF()).toPoint()
        for area in sorted(self._areas, key=lambda area: area in SIXTEEN):
            mask = stencil(self._ids([area]), self._dots())
            if mask.rect().contains(spot) and mask.pixelColor(spot).alpha() > 0:
                return area
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on an area turns it."""
        area = self.area_at(event.position())
        if area:
            self.pressed.emit(area)


class Part(Tick):
    """A tick whose words are dim where it is not set."""

    def _ink(self) -> str:
        return self._theme.face.text if self.isChecked() else self._theme.face.quiet


class AreaTicks(QWidget):
    """The areas of a row of options: ticked those that take part, beside the figure."""

    def __init__(self, row: Areas, leave_out: Callable[[str, bool], None]) -> None:
        super().__init__()
        self._theme, self._columns = Theme(), 0
        self._leave_out, self._held = leave_out, row.held
        self.map = BodyMap(tuple(area for area, _, _ in row.areas), row.left_handed)
        self.map.pressed.connect(self._press)
        self.ticks = {area: self._tick(area, name, on) for area, name, on in row.areas}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)
        side = QHBoxLayout()
        side.setSpacing(GAP)
        side.addWidget(self.map, 0, Qt.AlignmentFlag.AlignTop)
        side.addLayout(self._grid, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(row.name))
        if row.told:
            column.addWidget(label(row.told, "small", "quiet"))
        column.addLayout(side)
        self._show_out()

    def wear(self, theme: Theme) -> None:
        """Larger letters leave room for fewer columns."""
        self._theme, self._columns = theme, 0
        self._arrange()

    def _tick(self, area: str, name: str, on: bool) -> Part:
        tick = Part(name)
        tick.setChecked(on)
        tick.setEnabled(area not in self._held)
        tick.toggled.connect(lambda on: self._turned(area, on))
        tick.installEventFilter(self)
        return tick

    def _turned(self, area: str, on: bool) -> None:
        self._show_out()
        self._leave_out(area, not on)

    def _press(self, area: str) -> None:
        if self.ticks[area].isEnabled():
            self.ticks[area].toggle()

    def _show_out(self) -> None:
        out = (area for area, tick in self.ticks.items() if not tick.isChecked())
        self.map.show_out(frozenset(out))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The figure shows where the area under the pointer or the keyboard is."""
        kind = event.type()
        if kind in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            found = (area for area, tick in self.ticks.items() if tick is watched)
            self.map.point_at(next(found, ""))
        elif kind in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.map.point_at("")
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        widest = max((tick.sizeHint().width() for tick in self.ticks.values()), default=0)
        wide = self.width() - round(self._theme.px(LOWEST) * WIDE / HIGH) - GAP
        columns = 2 if len(self.ticks) > ONE_COLUMN and wide >= 2 * widest + GAP else 1
        self.map.setVisible(wide >= min(widest, self._theme.px(NAMES)))
        lines = -(-len(self.ticks) // columns)
        if columns != self._columns:
            self._columns = columns
            for at, tick in enumerate(self.ticks.values()):
                self._grid.addWidget(tick, at % lines, at // lines)
        most = self._theme.px(HIGHEST if wide >= widest * 1.5 else LOWEST)
        high = min(most, max(self._theme.px(LOWEST), lines * self._theme.px(36)))
        self.map.setFixedSize(round(high * WIDE / HIGH), high)
