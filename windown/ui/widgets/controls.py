"""Controls that draw themselves: switch, tick, list of choices, choices side by side."""

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from windown.core.colours import Face, mix
from windown.ui.fonts import TEXT
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour
from windown.ui.widgets.icons import picture


class _Box(QCheckBox):
    """A check box that draws itself and can be pressed everywhere."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = Theme()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole row answers."""
        return self.rect().contains(pos)

    def _mark_size(self) -> QSize:
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:
        """Long words go on below."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The words in as many lines as they need, at least 32 pixels."""
        room = width - self._mark_size().width() - self._gap() - 8
        words = QFontMetricsF(self._theme.font(TEXT)).boundingRect(
            QRectF(0, 0, max(40, room), 10_000), int(Qt.TextFlag.TextWordWrap), self.text()
        )
        return max(self._theme.target(), math.ceil(words.height()) + 8, self._mark_size().height())

    def sizeHint(self) -> QSize:
        """All in one line."""
        words = QFontMetricsF(self._theme.font(TEXT)).horizontalAdvance(self.text())
        wide = math.ceil(words) + self._gap() + self._mark_size().width() + 8
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The mark with some of its words."""
        return QSize(self._mark_size().width() + 80, self._theme.target())

    def _gap(self) -> int:
        return self._theme.px(14) if self.text() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, mark and the ring of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter)
        if has_ring(self):
            painter.setPen(QPen(colour(self._theme.face.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _words(self, painter: QPainter, box: QRect, ink: str) -> None:
        painter.setFont(self._theme.font(TEXT))
        painter.setPen(colour(ink))
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(box, flags, self.text())


class Switch(_Box):
    """Something that is on or off: its words, and a switch at the end of the row.

    On is a filled track with the knob at the end, off an empty one with a hollow knob.
    """

    def _mark_size(self) -> QSize:
        return QSize(self._theme.px(42), self._theme.px(24))

    def _paint(self, painter: QPainter) -> None:
        face, mark = self._theme.face, self._mark_size()
        words = QRect(4, 0, self.width() - mark.width() - self._gap() - 8, self.height())
        self._words(painter, words, face.text if self.isEnabled() else face.quiet)
        top = (self.height() - mark.height()) / 2
        track = QRectF(self.width() - mark.width() - 4, top, mark.width(), mark.height())
        track.adjust(1, 1, -1, -1)
        self._track(painter, face, track)

    def _track(self, painter: QPainter, face: Face, track: QRectF) -> None:
        half, on = track.height() / 2, self.isChecked()
        edge = face.fill if on else face.outline
        painter.setPen(QPen(colour(edge), 2))
        painter.setBrush(colour(edge if on else face.surface))
        painter.drawRoundedRect(track, half, half)
        middle = QPointF(track.right() - half if on else track.left() + half, track.center().y())
        painter.setBrush(colour(face.on_fill) if on else Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(colour(edge), 2))
        knob = half - 4 if on else half - 5
        painter.drawEllipse(middle, knob, knob)


class Tick(_Box):
    """Something to be done and ticked off: a round mark before its words."""

    def _mark_size(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(24))

    def _paint(self, painter: QPainter) -> None:
        face, mark, on = self._theme.face, self._mark_size(), self.isChecked()
        top = (self.height() - mark.height()) / 2
        box = QRectF(4, top, mark.width(), mark.height()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colour(face.fill if on else face.outline), 2))
        painter.setBrush(colour(face.fill) if on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if on:
            size = round(box.width() * 0.8)
            tick = picture("tick", face.on_fill, size, self.devicePixelRatioF())
            painter.drawPixmap(box.center() - QPointF(size / 2, size / 2), tick)
        start = 4 + mark.width() + self._gap()
        words = QRect(start, 0, self.width() - start - 4, self.height())
        self._words(painter, words, self._ink())

    def _ink(self) -> str:
        """What is ticked off steps back."""
        return self._theme.face.quiet if self.isChecked() else self._theme.face.text


class Combo(QComboBox):
    """A choice from a list, with an arrow of our own. Turning the wheel over it only scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Only this delegate lets the style sheet shape the lines of the list.
        self.setItemDelegate(QStyledItemDelegate(self))

    def wear(self, theme: Theme) -> None:
        """Take the colour of the arrow."""
        self._theme = theme
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Long names are cut where the window is narrow; the list shows them whole."""
        return QSize(self._theme.px(96), super().minimumSizeHint().height())

    def wheelEvent(self, event: object) -> None:
        """Leave the wheel to the page: a scroll must not change a setting."""
        event.ignore()  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with the arrow on it."""
        super().paintEvent(event)
        size = self._theme.px(18)
        painter = QPainter(self)
        arrow = picture("down", self._theme.face.quiet, size, self.devicePixelRatioF())
        at = QPointF(self.width() - size - self._theme.px(10), (self.height() - size) / 2)
        painter.drawPixmap(at, arrow)
        painter.end()


class Segment(QRadioButton):
    """One of a few choices side by side."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = Theme()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it answers."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """The word with room at its sides."""
        words = QFontMetricsF(self._theme.font(TEXT)).horizontalAdvance(self.text())
        return QSize(round(words) + self._theme.px(40), self._theme.target() + 6)

    def minimumSizeHint(self) -> QSize:
        """The same: words are not cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill: outlined and bright with a dot below its word when chosen."""
        face, on = self._theme.face, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if has_ring(self) or on else 1.0
        edge = face.text if has_ring(self) else face.fill if on else mix(
            face.ground, face.text, 0.18)  # fmt: skip
        painter.setPen(QPen(colour(edge), wide))
        painter.setBrush(colour(face.raised if on or self.underMouse() else face.surface))
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(box, 10, 10)
        painter.setFont(self._theme.font(TEXT))
        painter.setPen(colour(face.accent if on else face.text))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(face.accent))
            painter.drawEllipse(QPointF(self.width() / 2, self.height() - 6.5), 1.9, 1.9)
        painter.end()
