"""Lets what is shown dissolve into what comes next."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from windown.ui.theme import FADE_MS, Theme


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
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(FADE_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(lambda _: self.update())
        self._motion.finished.connect(self._ended)

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
        self._motion.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture from before, and that from after over it as far as it has come."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._before)
        painter.setOpacity(float(self._motion.currentValue() or 0.0))
        painter.drawPixmap(0, 0, self._after)
        painter.end()

    def _ended(self) -> None:
        self._motion.stop()
        self.hide()
        self._before, self._after = QPixmap(), QPixmap()
