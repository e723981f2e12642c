"""Shows where the keyboard is, and only to those who use it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

#: The property of a widget that has the focus and was reached, or is used, by keyboard.
RING = "ring"
_NAME = "keyboard-follower"
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_KEYS_THAT_SHOW = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, *(
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter,
))  # fmt: skip


def follow_keyboard(app: QApplication) -> None:
    """Mark the focused widget by the property `ring` for as long as the keyboard is in use."""
    if app.findChild(KeyboardFollower, _NAME) is None:
        app.installEventFilter(KeyboardFollower(app))


def has_ring(widget: QWidget) -> bool:
    """Whether a widget is to show that the keyboard is on it."""
    return bool(widget.property(RING))


class KeyboardFollower(QObject):
    """Watches keys, presses and focus of a whole application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self._keys = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never swallows anything."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._reached(watched, event.reason())
        elif kind == QEvent.Type.FocusOut:
            _mark(watched, False)
        elif kind == QEvent.Type.MouseButtonPress:
            self._keys = False
            _mark(watched, False)
        elif kind == QEvent.Type.KeyPress:
            self._pressed(watched, event.key())  # type: ignore[attr-defined]
        return False

    def _reached(self, watched: QObject, reason: Qt.FocusReason) -> None:
        if reason in _BY_KEYBOARD:
            self._keys = True
        _mark(watched, self._keys and reason != Qt.FocusReason.MouseFocusReason)

    def _pressed(self, watched: QObject, key: int) -> None:
        if key in _KEYS_THAT_SHOW:
            self._keys = True
            if isinstance(watched, QWidget) and watched.hasFocus():
                _mark(watched, True)


def _mark(watched: QObject, on: bool) -> None:
    if not isinstance(watched, QWidget) or has_ring(watched) == on:
        return
    watched.setProperty(RING, on)
    style = watched.style()
    style.unpolish(watched)
    style.polish(watched)
    watched.update()
