"""A word to picture: large, light and alone; it comes and goes softly."""

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from windown.core.colours import mix
from windown.core.timeline import ease
from windown.ui.fonts import HUGE
from windown.ui.theme import Theme, colour

#: Seconds in which a word comes, and in which it goes before the next.
FADE_S = 0.8
#: Letters are as large as this part of the width gives, but no larger than so many pixels.
PART, LARGEST = 0.088, 84
#: Part of the width that a word may take.
ROOM = 0.9
#: Steps of brightness that can be told apart; milliseconds between two of them, and at rest.
STEPS = 64
FADING_MS, RESTING_MS = 40, 400


def presence(seconds: float, progress: float, still: bool = False) -> float:
    """How much of a word is there (0 to 1), `progress` (0 to 1) through its `seconds`.

    It comes and goes within `FADE_S` each; with `still` it is simply there.
    """
    if still or seconds <= 0:
        return 1.0
    since, left = seconds * progress, seconds * (1 - progress)
    fade = min(FADE_S, seconds / 3)
    return ease(min(1.0, since / fade)) * ease(min(1.0, left / fade))


def next_look_ms(seconds: float, progress: float) -> int:
    """Milliseconds until the word looks different."""
    since, left = seconds * progress, seconds * (1 - progress)
    if since < FADE_S or left <= FADE_S:
        return FADING_MS
    return round(min(RESTING_MS, max(FADING_MS, (left - FADE_S) * 1000)))


class WordPicture(QWidget):
    """Shows one word in the middle, as large as fits, and lets it fade."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._word, self._light = "", 0.0
        self._font: QFont | None = None
        self._announces = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 160)

    def sizeHint(self) -> QSize:
        """As wide as a page."""
        return QSize(720, 420)

    def wear(self, theme: Theme) -> None:
        """Take the face, the letters and the wish for little motion."""
        self._theme, self._font = theme, None
        self.update()

    def announce(self, on: bool) -> None:
        """Whether a screen reader is told each new word, politely. Off at first."""
        self._announces = on

    def show_word(self, word: str, light: float) -> None:
        """Show a word, `light` (0 to 1) of it."""
        if word != self._word:
            self._say(word)
        steps = round(min(max(light, 0.0), 1.0) * STEPS) / STEPS
        if steps != self._light:
            self._light = steps
            self.update(self.band())

    def band(self) -> QRect:
        """What the word can cover."""
        tall = math.ceil(QFontMetricsF(self._fitted()).height() * 1.6)
        return QRectF(0, self.height() / 2 - tall, self.width(), 2 * tall).toAlignedRect()

    def _say(self, word: str) -> None:
        self._word, self._font = word, None
        self.setAccessibleName(word)
        self.update()
        if self._announces and word:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, word))

    def _fitted(self) -> QFont:
        if self._font is None:
            self._font = fitting(self._theme, self._word, self.width())
        return self._font

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another size."""
        self._font = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the word, as much of it as is there."""
        painter = QPainter(self)
        face = self._theme.face
        painter.fillRect(event.rect(), QColor(face.ground))
        if self._word and self._light > 0:
            font = self._fitted()
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(colour(mix(face.ground, face.text, self._light)))
            middle = self.height() / 2
            box = QRectF(0, middle - metrics.height() / 2, self.width(), metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._word)
        painter.end()


def fitting(theme: Theme, word: str, width: float) -> QFont:
    """The light letters in which a word fits into a width in pixels, however long it is."""
    font = theme.font(HUGE)
    largest = min(max(theme.px(HUGE), width * PART), theme.px(LARGEST))
    font.setPixelSize(max(1, round(largest)))
    wide = QFontMetricsF(font).horizontalAdvance(word)
    if wide > width * ROOM:
        font.setPixelSize(max(1, int(font.pixelSize() * width * ROOM / wide)))
    return font
