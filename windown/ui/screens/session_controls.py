"""The quiet buttons of a session: they fade away, and offer what means something now."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from windown.core.session import Action
from windown.core.wording import Words
from windown.presenters.session import SessionView
from windown.ui.theme import Theme
from windown.ui.widgets.pieces import Button, Flow

#: The controls come back and go in so much time (milliseconds).
RETURN_MS, LEAVE_MS = 120, 600
#: Between two buttons, in pixels, and the least room of one.
SPACE, ICON = 4, 44

#: What is drawn on the buttons. The first always say what they do in words.
HELP: dict[Action, str] = {
    "too_much": "too_much",
    "cramp": "cramp",
    "too_slow": "too_slow",
    "ban": "ban",
}
PLAIN: dict[Action, str] = {
    "pause": "pause",
    "next": "next",
    "mute": "sound_off",
    "black": "moon",
    "end": "close",
}
KEYS: dict[Qt.Key, Action] = {
    Qt.Key.Key_Space: "pause",
    Qt.Key.Key_Escape: "end",
    Qt.Key.Key_M: "mute",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_B: "black",
    Qt.Key.Key_T: "too_much",
    Qt.Key.Key_C: "cramp",
    Qt.Key.Key_S: "too_slow",
    Qt.Key.Key_X: "ban",
}


class Controls(QWidget):
    """One row where there is room, else what helps above the rest; drawings where it is narrow."""

    def __init__(self, act: Callable[[Action], None]) -> None:
        super().__init__()
        self._words: Words | None = None
        self._theme = Theme()
        self._buttons: dict[Action, Button] = {}
        self._shown: tuple[Action, ...] = ()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE)
        self._help, self._plain = QWidget(), QWidget()
        self._rows.addStretch(1)
        self._rows.addWidget(self._help)
        self._rows.addWidget(self._plain)
        self._rows.addStretch(1)
        self._fill(HELP, Flow(self._help, SPACE, centred=True), act)
        row = QHBoxLayout(self._plain)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addStretch(1)
        self._fill(PLAIN, row, act)
        row.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._help.setSizePolicy(policy)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setOpacity(1.0)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutSine)

    def _fill(
        self, drawings: dict[Action, str], row: Flow | QHBoxLayout, act: Callable[[Action], None]
    ) -> None:
        for action, drawing in drawings.items():
            pressed = Button("", "quiet", drawing)
            pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            pressed.installEventFilter(self)
            pressed.clicked.connect(lambda _=False, action=action: act(action))
            self._buttons[action] = pressed
            row.addWidget(pressed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the keyboard reaches is to be seen."""
        if event.type() == QEvent.Type.FocusIn:
            self.come_back()
        return False

    def minimumSizeHint(self) -> QSize:
        """Room for the drawings."""
        return QSize(len(PLAIN) * ICON, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words or drawings, by the new width."""
        super().resizeEvent(event)
        self._fit()

    def wear(self, theme: Theme) -> None:
        """Know how large a drawing is."""
        self._theme = theme

    def word(self, words: Words) -> None:
        """Write on the buttons."""
        self._words = words
        for action, pressed in self._buttons.items():
            pressed.become("quiet")
            pressed.draw({**HELP, **PLAIN}[action], words(f"session.{action}"))
            letter = next(key for key, meant in KEYS.items() if meant == action)
            pressed.setAccessibleDescription(words("session.key", key=words(f"key.{letter.name}")))
        self._shown = ()

    def reflect(self, view: SessionView) -> None:
        """Offer what means something now, and name what pressing would do."""
        self._set("pause", *(("play", "go_on") if view.paused else ("pause", "pause")))
        self._set("mute", *(("sound_on", "unmute") if view.muted else ("sound_off", "mute")))
        if view.keys != self._shown:
            self._shown = view.keys
            for action, pressed in self._buttons.items():
                pressed.setVisible(action in view.keys)
            self._fit()

    def _set(self, action: Action, drawing: str, key: str) -> None:
        text = self._words(f"session.{key}") if self._words else ""
        if self._buttons[action].accessibleName() != text:
            self._buttons[action].draw(drawing, text)

    def _fit(self) -> None:
        """All in one row with words, else with drawings, else what helps has a row of its own.

        "Too much" is always a word.
        """
        room = self.width()
        helping, plain = self._wide(HELP), self._wide(PLAIN)
        drawings = sum(
            self._theme.target() + 8 + SPACE for action in PLAIN if action in self._shown
        )
        one = helping + min(plain, drawings) <= room
        way = QBoxLayout.Direction.LeftToRight if one else QBoxLayout.Direction.TopToBottom
        self._rows.setDirection(way)
        spoken = plain + (helping if one else 0) <= room
        for action, pressed in self._buttons.items():
            worded = (spoken if action in PLAIN else helping <= room) or action == "too_much"
            pressed.become("quiet" if worded else "icon")

    def _wide(self, actions: dict[Action, str]) -> int:
        """How wide those that are shown are, with words."""
        shown = [self._buttons[action] for action in actions if action in self._shown]
        for pressed in shown:
            pressed.become("quiet")
        return sum(pressed.sizeHint().width() + SPACE for pressed in shown)

    def under_hand(self) -> bool:
        """Whether the pointer or the keyboard is on the buttons."""
        return self.underMouse() or any(b.hasFocus() for b in self._buttons.values())

    def leave(self) -> None:
        """Fade away."""
        self._to(0.0, LEAVE_MS)

    def come_back(self) -> None:
        """Be there again."""
        if self._fade.endValue() != 1.0 or self._effect.opacity() < 1.0:
            self._to(1.0, RETURN_MS)

    def _to(self, opacity: float, milliseconds: int) -> None:
        if self._fade.endValue() == opacity and self._fade.state() == self._fade.State.Running:
            return
        self._fade.stop()
        self._fade.setDuration(milliseconds)
        self._fade.setStartValue(self._effect.opacity())
        self._fade.setEndValue(opacity)
        self._fade.start()
