"""Lets what is shown dissolve into what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from windown.ui.theme import FADE_MS, Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation


class Fader(QWidget):
    """Lies over a widget for 180 ms and paints its picture from before into that from after.

    Where little motion is wished, or the widget is not seen, the change is at once.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over, self._calm = over, False
        self._before, self._after = QPixmap(), QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._motion: QVariantAnimation | None = None

    def _moving(self) -> QVariantAnimation:
        """The motion, made when there is first something to dissolve."""
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        motion = QVariantAnimation(self)
        motion.setDuration(FADE_MS)
        motion.setEasingCurve(QEasingCurve.Type.InOutSine)
        motion.setStartValue(0.0)
        motion.setEndValue(1.0)
        motion.valueChanged.connect(lambda _: self.update())
        motion.finished.connect(self._ended)
        return motion

    def wear(self, theme: Theme) -> None:
        """Take the wish for little motion."""
        self._calm = theme.reduce_motion

    def change(self, what: Callable[[], object]) -> None:
        """Call `what`, which changes what the widget shows, and dissolve into the result."""
        self._ended()
        if self._calm or not self._over.isVisible():
            what()
            return
        self._before = self._over.grab()
        what()
        self._after = self._over.grab()
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self._motion = self._motion or self._moving()
        self._motion.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture from before, and that from after over it as far as it has come."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._before)
        come = self._motion.currentValue() if self._motion else 0.0
        painter.setOpacity(float(come or 0.0))
        painter.drawPixmap(0, 0, self._after)
        painter.end()

    def _ended(self) -> None:
        if self._motion is not None:
            self._motion.stop()
        self.hide()
        self._before, self._after = QPixmap(), QPixmap()
