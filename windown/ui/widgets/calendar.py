"""The calendar of evenings: twelve weeks in sight, years by scrolling, drawn by us."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from windown.core.colours import mix
from windown.presenters.journal import WEEKS, CalendarView, Shown
from windown.ui.fonts import SMALL
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour
from windown.ui.widgets.evening_mark import paint_evening

#: Height and greatest width of an evening's place, in pixels at 100 %; where its width would be
#: less than the least, weeks stand below each other.
PLACE, WIDEST, LEAST = 44, 60, 36
#: A turn of the wheel by so much is a week (eighths of a degree).
NOTCH = 120

_ONE = timedelta(days=1)


class Calendar(QAbstractButton):
    """Evenings as marks. Arrows move, Home and End go to the ends, Page Up and Down by a month.

    Emits `opened` with an evening, `moved` with the one it stands at, and `scrolled` with how
    many weeks it wants to go back (negative: forward).
    """

    opened = Signal(date)
    moved = Signal(date)
    scrolled = Signal(int)

    def __init__(self, name: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._turned = Theme(), name, 0
        self.view: CalendarView | None = None
        self.current = date.min
        self._under: date | None = None
        self._shown: dict[date, Shown] = {}
        self.setAccessibleName(name)
        self.setAccessibleDescription(keys)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.opened.emit(self.current))

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.setFixedHeight(self._height(self.width()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Weeks beside each other need less height than below each other."""
        self.setFixedHeight(self._height(event.size().width()))
        super().resizeEvent(event)

    def show_view(self, view: CalendarView) -> None:
        """Show twelve weeks; it stands at the evening it stood at, or at the nearest."""
        self.view = view
        self.setFixedHeight(self._height(self.width()))  # names of months may be wider
        self._shown = {each.night: each for each in view.evenings}
        nights = list(self._shown)
        self.stand_at(min(max(self.current, nights[0]), nights[-1]) if self.current != date.min
                      else nights[-1])  # fmt: skip
        self.update()

    def stand_at(self, night: date) -> None:
        """Stand at an evening that is shown, and tell a screen reader of it."""
        changed, self.current = night != self.current, night
        told = self.told()
        self.setAccessibleName(f"{self._name}, {told}" if told else self._name)
        if changed:
            event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)
            self.moved.emit(night)
        self.update()

    def told(self, night: date | None = None) -> str:
        """What is kept of an evening, in words; of the one it stands at without another."""
        shown = self._shown.get(night or self.current)
        return shown.told if shown else ""

    def _height(self, width: int) -> int:
        """All places and the names beside them."""
        down = WEEKS if self._below(width) else 7
        return round(self._head() + down * self._high(width) + 4)

    def sizeHint(self) -> QSize:
        """As for the width it has, or a usual one."""
        wide = self.width() if self.width() > 200 else 640
        return QSize(wide, self._height(wide))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window."""
        return QSize(280, 7 * 36)

    def event(self, event: QEvent) -> bool:
        """The words of an evening under the pointer are a tip."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.told(self._under) if self._under else "")
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Days and weeks in the directions in which they lie; Enter opens."""
        key = event.key()
        steps = self._steps()
        if key in steps:
            self._go(self.current + steps[key] * _ONE)
        elif key == Qt.Key.Key_Home:
            self._go(self.current - self.current.weekday() * _ONE)
        elif key == Qt.Key.Key_End:
            self._go(self.current + (6 - self.current.weekday()) * _ONE)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing waits for a key to be let go."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways, or with Shift, weeks go by; else the page scrolls."""
        turn = event.angleDelta()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        along = turn.x() or (turn.y() if shift else 0)
        if not along:
            event.ignore()
            return
        self._turned += along
        weeks, self._turned = int(self._turned / NOTCH), self._turned % NOTCH if (
            self._turned > 0) else -(-self._turned % NOTCH)  # fmt: skip
        if weeks:
            self.scrolled.emit(weeks)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The evening under the pointer is raised."""
        under = self.evening_at(event.position())
        if under != self._under:
            self._under = under
            shape = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._under = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand at the evening under the pointer."""
        under = self.evening_at(event.position())
        if under and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.stand_at(under)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        under = self.evening_at(event.position())
        if under == self.current and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(under)

    def place(self, night: date) -> QRectF:
        """Where an evening stands."""
        assert self.view is not None
        week, day = divmod((night - self.view.first).days, 7)
        across, down = (day, week) if self._below(self.width()) else (week, day)
        wide, high = self._wide(self.width()), self._high(self.width())
        return QRectF(self._side() + across * wide, self._head() + down * high, wide, high)

    def evening_at(self, point: QPointF) -> date | None:
        """The evening at a point, or None."""
        return next((n for n in self._shown if self.place(n).contains(point)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names at the edges, and the marks."""
        if self.view is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._names(painter, self.view)
        for each in self.view.evenings:
            self._evening(painter, each)
        painter.end()

    def _evening(self, painter: QPainter, each: Shown) -> None:
        face, place = self._theme.face, self.place(each.night)
        half = min(place.width(), place.height()) / 2 - 2
        here = each.night == self.current and self.hasFocus()
        if here or each.night == self._under:
            ring = here and has_ring(self)
            painter.setPen(QPen(colour(face.accent), 2) if ring else Qt.PenStyle.NoPen)
            painter.setBrush(colour(face.raised))
            box = QRectF(0, 0, 2 * half + 2, 2 * half + 2)
            box.moveCenter(place.center())
            painter.drawRoundedRect(box, 10, 10)
        if self.view and each.night == self.view.tonight:
            self._tonight(painter, place, half)
        paint_evening(painter, self._theme, place.center(), half * 0.9, shapes(each), each.dim)

    def _tonight(self, painter: QPainter, place: QRectF, half: float) -> None:
        """Two small corners hold the evening that is open."""
        painter.setPen(QPen(colour(mix(self._theme.face.ground, self._theme.face.text, 0.45)), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(0, 0, 2 * half, 2 * half)
        box.moveCenter(place.center())
        arm = half * 0.36
        for corner, x, y in (
            (box.topLeft(), 1, 1), (box.topRight(), -1, 1),
            (box.bottomLeft(), 1, -1), (box.bottomRight(), -1, -1),
        ):  # fmt: skip
            painter.drawLine(corner, corner + QPointF(x * arm, 0))
            painter.drawLine(corner, corner + QPointF(0, y * arm))

    def _names(self, painter: QPainter, view: CalendarView) -> None:
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(colour(self._theme.face.quiet))
        below, head, side = self._below(self.width()), self._head(), self._side()
        wide, high = self._wide(self.width()), self._high(self.width())
        for at, name in enumerate(view.weekdays):
            box = (QRectF(side + at * wide, 0, wide, head) if below else
                   QRectF(0, head + at * high, side - 10, high))  # fmt: skip
            flags = Qt.AlignmentFlag.AlignCenter if below else (
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)  # fmt: skip
            painter.drawText(box, flags, name)
        for week, name in view.months:
            box = (QRectF(0, head + week * high, side - 8, high) if below else
                   QRectF(side + week * wide, 0, 3 * wide, head))  # fmt: skip
            flags = (Qt.AlignmentFlag.AlignRight if below else Qt.AlignmentFlag.AlignLeft) | (
                Qt.AlignmentFlag.AlignVCenter)  # fmt: skip
            inset = 0.0 if below else wide / 2 - self._theme.px(12)
            painter.drawText(box.adjusted(inset, 0, 0, 0), flags, name)

    def _go(self, night: date) -> None:
        """To an evening, scrolling where it is not in sight; there is none after the last."""
        if self.view is None:
            return
        last, first = self.view.evenings[-1].night, self.view.first
        if night < first:
            self.scrolled.emit((first - night).days // 7 + 1)
        elif night > last and self.view.at:
            self.scrolled.emit(-((night - last).days // 7 + 1))
        night = min(max(night, self.view.first), self.view.evenings[-1].night)
        self.stand_at(night)

    def _steps(self) -> dict[int, int]:
        """How many days each arrow goes, by how the weeks lie."""
        below = self._below(self.width())
        week, day = ("down", "across") if below else ("across", "down")
        by = {week: 7, day: 1}
        return {
            Qt.Key.Key_Left: -by["across"], Qt.Key.Key_Right: by["across"],
            Qt.Key.Key_Up: -by["down"], Qt.Key.Key_Down: by["down"],
            Qt.Key.Key_PageUp: -28, Qt.Key.Key_PageDown: 28,
        }  # fmt: skip

    def _below(self, width: int) -> bool:
        return (width - self._side()) / WEEKS < self._theme.px(LEAST)

    def _wide(self, width: int) -> float:
        count = 7 if self._below(width) else WEEKS
        return min((width - self._side()) / count, float(self._theme.px(WIDEST)))

    def _high(self, width: int) -> float:
        return min(float(self._theme.px(PLACE)), max(36.0, self._wide(width)))

    def _side(self) -> float:
        drawn = QFontMetricsF(self._theme.font(SMALL))
        names = (*self.view.weekdays, *(name for _, name in self.view.months)) if self.view else ()
        return max((drawn.horizontalAdvance(name) for name in names), default=30.0) + 12

    def _head(self) -> float:
        return self._theme.line(SMALL) + 8


def shapes(each: Shown) -> frozenset[str]:
    """The shapes of an evening's mark."""
    return frozenset(
        name for name in ("practised", "routine", "morning", "answered") if getattr(each, name)
    )
