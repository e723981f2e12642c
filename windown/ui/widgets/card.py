"""A card: a surface that can be chosen, with a name, a line of detail and marks."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from windown.core.colours import mix
from windown.ui.fonts import LARGE, SMALL, TEXT, figures
from windown.ui.keyboard import has_ring
from windown.ui.theme import RADIUS, Theme, colour
from windown.ui.widgets.heading import breakable
from windown.ui.widgets.icons import picture

#: Below this width, in pixels at 100 %, what stands at the end goes to a line of its own.
NARROW = 340
_WRAP = Qt.TextFlag.TextWordWrap.value
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value


class Card(QPushButton):
    """A surface that can be chosen: a name, a line of detail, marks, something at its end.

    Emits `chosen` when pressed or activated by keyboard. `marks` are pairs of a drawing and
    what it means; `before` stands in front (a clock time), `after` at the end (minutes).
    """

    chosen = Signal()

    def __init__(
        self,
        name: str = "",
        detail: str = "",
        after: str = "",
        marks: Sequence[tuple[str, str]] = (),
        before: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._theme, self._detail = Theme(), detail
        self._before, self._after, self._marks = before, after, tuple(marks)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # or Enter would press it in a dialog only
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(part for part in (before, name, after) if part))
        told = [detail, *(meaning for _, meaning in marks)]
        self.setAccessibleDescription(" ".join(part for part in told if part))
        self.setToolTip("\n".join(meaning for _, meaning in marks))
        self.clicked.connect(self.chosen)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Words may need more than one line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Wrapped name and detail, a last line where it is narrow, and padding."""
        return max(2 * self._theme.px(14) + self._content(width), self._theme.target())

    def sizeHint(self) -> QSize:
        """As for the width it has, or a usual one."""
        return QSize(420, self.heightForWidth(self.width() if self.width() > 200 else 420))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window."""
        return QSize(200, self._theme.target())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface, ring, words and marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_surface(painter, self._theme, self.rect(), self, self.underMouse() or self.isDown())
        self._paint_words(painter)
        self._paint_end(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        face, pad, room = self._theme.face, self._pad(), self._room(self.width())
        top = (self.height() - self._content(self.width())) // 2
        name_high = self._high(self.text(), LARGE, room)
        name_ink = face.text if self.isEnabled() else face.quiet
        self._write(painter, self._before, LARGE, face.accent, QRect(
            pad, top, self._start() - pad, self._line(LARGE)))  # fmt: skip
        self._write(painter, self.text(), LARGE, name_ink, QRect(
            self._start(), top, room, name_high))  # fmt: skip
        if self._detail:
            high = self._high(self._detail, TEXT, room)
            self._write(painter, self._detail, TEXT, face.quiet, QRect(
                self._start(), top + name_high + 4, room, high))  # fmt: skip

    def _paint_end(self, painter: QPainter) -> None:
        low = self._narrow(self.width())
        high = self._foot() if low else self.height()
        top = self.height() - self._theme.px(14) - high if low else 0
        at = self._start() if low else self.width() - self._pad() - self._end()
        size = self._theme.px(20)
        for name, _ in self._marks:
            mark = picture(name, self._theme.face.quiet, size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(at, top + (high - size) / 2), mark)
            at += size + 8
        self._write(painter, self._after, SMALL, self._theme.face.quiet, QRect(
            at + 4, top, self.width(), high))  # fmt: skip

    def _write(self, painter: QPainter, text: str, size: int, ink: str, box: QRect) -> None:
        painter.setFont(self._font(size))
        painter.setPen(colour(ink))
        painter.drawText(box, _WRAP | _MIDDLE, breakable(text))

    def _pad(self) -> int:
        return self._theme.px(18)

    def _start(self) -> int:
        """Where the name begins, in pixels from the left."""
        if not self._before:
            return self._pad()
        widest = max(self._advance("00:00", LARGE), self._advance(self._before, LARGE))
        return self._pad() + widest + self._theme.px(16)

    def _end(self) -> int:
        """How wide the marks and what stands at the end are."""
        marks = len(self._marks) * (self._theme.px(20) + 8)
        return marks + (self._advance(self._after, SMALL) + 4 if self._after else 0)

    def _narrow(self, width: int) -> bool:
        return bool(self._end()) and width < self._theme.px(NARROW)

    def _room(self, width: int) -> int:
        """How wide the words may be."""
        end = 0 if self._narrow(width) or not self._end() else self._end() + 12
        return max(60, width - self._start() - self._pad() - end)

    def _content(self, width: int) -> int:
        room = self._room(width)
        high = self._high(self.text(), LARGE, room)
        if self._detail:
            high += 4 + self._high(self._detail, TEXT, room)
        return high + (self._foot() + 6 if self._narrow(width) else 0)

    def _foot(self) -> int:
        return max(self._line(SMALL), self._theme.px(20))

    def _high(self, text: str, size: int, room: int) -> int:
        box = QRectF(0, 0, room, 10_000)
        return ceil(
            QFontMetricsF(self._font(size)).boundingRect(box, _WRAP, breakable(text)).height()
        )

    def _font(self, size: int) -> QFont:
        font = self._theme.font(size)
        return font if size == TEXT else figures(font)

    def _line(self, size: int) -> int:
        return ceil(QFontMetricsF(self._font(size)).height())

    def _advance(self, text: str, size: int) -> int:
        return ceil(QFontMetricsF(self._font(size)).horizontalAdvance(text))


def paint_surface(
    painter: QPainter, theme: Theme, box: QRect, widget: QWidget, raised: bool
) -> None:
    """The ground of a card, with its hairline, or the ring of the keyboard."""
    face = theme.face
    ring = has_ring(widget)
    wide = 2.0 if ring else 1.0
    edge = face.accent if ring else mix(face.ground, face.text, 0.1)
    painter.setPen(QPen(QColor(edge), wide))
    painter.setBrush(QColor(face.raised if raised else face.surface))
    inset = wide / 2
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
