"""The session: disc or figure, caption, controls that fade away; black on request."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from windown.core.session import Action
from windown.core.wording import Words
from windown.presenters.session import SessionScreen, SessionView
from windown.service.ports import Clock
from windown.ui.screens.grounds import black, named
from windown.ui.theme import Theme
from windown.ui.widgets.disc import Disc, next_frame_ms
from windown.ui.widgets.figure import Figure
from windown.ui.widgets.pieces import Button, CaptionLabel, label

#: The controls go after so much stillness and come back in so much time (milliseconds).
STILL_MS, RETURN_MS, LEAVE_MS = 4000, 120, 600
#: Between looks where nothing moves: a still picture, and a black or hidden screen.
QUIET_MS, BLACK_MS = 200, 400
#: A paused session goes dark by itself after so long (milliseconds).
FORGOTTEN_MS = 90_000
FIGURE_MS = 66

#: The buttons of a session, in their order, and what is drawn on them.
DRAWINGS: dict[Action, str] = {
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
}


class SessionPage(QWidget):
    """Shows the frames of a session and forwards keys and buttons."""

    def __init__(
        self, screen: SessionScreen, clock: Clock, theme: Theme, over: Callable[[bool], None]
    ) -> None:
        """`over` is called when the session has ended, with whether the screen is black."""
        super().__init__()
        self.presenter, self.clock, self.over = screen, clock, over
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.disc, self.figure = Disc(theme), Figure(theme)
        self.note, self.title = label("", "small", "quiet"), label("", "title")
        self.phase = label("", "text", "accent")
        self.caption = CaptionLabel()
        self.controls = Controls(self.act)
        self._stack = self._lay_out()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(self._fade_controls)
        self._forgotten = QTimer(self, singleShot=True, interval=FORGOTTEN_MS)
        self._forgotten.timeout.connect(self._darken)

    def _lay_out(self) -> QStackedLayout:
        lit = named("page")
        column = QVBoxLayout(lit)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        pictures = QWidget()
        self._pictures = QStackedLayout(pictures)
        self._pictures.addWidget(self.disc)
        self._pictures.addWidget(self.figure)
        pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addWidget(self.note)
        column.addWidget(pictures, 1)
        column.addWidget(self.title)
        column.addWidget(self.phase)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.caption, 1000)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(8)
        column.addWidget(self.controls)
        for line in (self.note, self.title, self.phase):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dark = black(lambda: self.act("black"))
        stack = QStackedLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(lit)
        stack.addWidget(dark)
        return stack

    def begin(self, words: Words) -> None:
        """Show the session that has begun."""
        self.controls.word(words)
        self.disc.setAccessibleDescription(words("session.disc"))
        self.figure.setAccessibleDescription(words("session.figure"))
        self.setFocus()
        speaks = QAccessible.isActive()
        self.disc.announce(speaks)
        self.caption.announce(speaks)
        self._wake()
        self.look()

    def wear(self, theme: Theme) -> None:
        """The room each line of text takes, whether there is text in it or not."""
        self.note.setMinimumHeight(theme.line(13))
        self.title.setMinimumHeight(theme.line(24))
        self.phase.setMinimumHeight(theme.line(15))

    def act(self, action: Action) -> None:
        """Carry out what the person does."""
        if self.running:
            self._show(self.presenter.act(action, self.clock.now()))

    def look(self) -> None:
        """Show the frame of this moment and plan the next."""
        if self.running:
            self._show(self.presenter.view(self.clock.now()))

    @property
    def running(self) -> bool:
        """Whether a session has begun and not ended."""
        session = self.presenter.run.session
        return session is not None and session.stage != "ended"

    @property
    def dark(self) -> bool:
        """Whether the screen is black."""
        return self._stack.currentIndex() == 1

    def _show(self, view: SessionView) -> None:
        self._stack.setCurrentIndex(1 if view.black else 0)
        if view.ended:
            self._timer.stop()
            self.over(view.black)
            return
        if not view.black:
            self._paint(view)
        if not view.paused:
            self._forgotten.stop()
        elif not self._forgotten.isActive():
            self._forgotten.start()
        self._timer.start(self._until_next(view))

    def _paint(self, view: SessionView) -> None:
        walks = view.picture == "figure"
        self._pictures.setCurrentIndex(1 if walks else 0)
        if walks:
            self.figure.show_frame(view.area, view.fullness, view.walked, view.label)
        else:
            self.disc.show_frame(view.fullness, view.done, view.label)
        for line in (self.title, self.phase):
            line.setVisible(walks)
        for line, text in (
            (self.title, view.label if walks else ""),
            (self.phase, view.phase),
            (self.note, view.note),
        ):
            if line.text() != text:
                line.setText(text)
        self.caption.say(view.caption)
        self.controls.reflect(view)

    def _until_next(self, view: SessionView) -> int:
        if view.black or not self.isVisible() or self.window().isMinimized():
            return BLACK_MS
        if view.still:
            return QUIET_MS
        if view.picture == "figure":
            return FIGURE_MS
        return next_frame_ms(
            view.low,
            view.high,
            view.seconds,
            view.progress,
            min(self.disc.width(), self.disc.height()) * self.devicePixelRatioF(),
        )

    def _darken(self) -> None:
        """A pause that was fallen asleep in gives no light."""
        if self.running and not self.dark:
            self.act("black")

    def _fade_controls(self) -> None:
        if self.running and not self.controls.under_hand():
            self.controls.leave()
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _wake(self) -> None:
        self.controls.come_back()
        self.unsetCursor()
        self._still.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a session; a held key counts once."""
        action = KEYS.get(Qt.Key(event.key()))
        if action is None or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        if action not in ("black", "pause"):
            self._wake()
        self.act(action)

    def event(self, event: QEvent) -> bool:
        """Any movement brings the controls back, but never lights a black screen."""
        if event.type() == QEvent.Type.HoverMove:
            self._wake()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Shown again, at once up to date."""
        super().showEvent(event)
        self.look()


class Controls(QWidget):
    """The row of quiet buttons that fades away; drawings where there is no room for words."""

    def __init__(self, act: Callable[[Action], None]) -> None:
        super().__init__()
        self._words: Words | None = None
        self._buttons: dict[Action, Button] = {}
        self._wide = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for action, drawing in DRAWINGS.items():
            pressed = Button("", "quiet", drawing)
            pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            pressed.installEventFilter(self)
            pressed.clicked.connect(lambda _=False, action=action: act(action))
            self._buttons[action] = pressed
            row.addWidget(pressed)
        row.addStretch(1)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setOpacity(1.0)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.InOutSine)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the keyboard reaches is to be seen."""
        if event.type() == QEvent.Type.FocusIn:
            self.come_back()
        return False

    def minimumSizeHint(self) -> QSize:
        """Room for the drawings."""
        return QSize(len(self._buttons) * 44, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words or drawings, by the new width."""
        super().resizeEvent(event)
        self._fit()

    def word(self, words: Words) -> None:
        """Write on the buttons."""
        self._words = words
        for action, pressed in self._buttons.items():
            pressed.become("quiet")
            pressed.draw(DRAWINGS[action], words(f"session.{action}"))
        self._wide = sum(b.sizeHint().width() + 4 for b in self._buttons.values())
        self._fit()

    def _fit(self) -> None:
        kind = "icon" if self._wide > self.width() else "quiet"
        for pressed in self._buttons.values():
            pressed.become(kind)

    def reflect(self, view: SessionView) -> None:
        """Name what pressing would do now."""
        self._set("pause", *(("play", "go_on") if view.paused else ("pause", "pause")))
        self._set("mute", *(("sound_on", "unmute") if view.muted else ("sound_off", "mute")))

    def _set(self, action: Action, drawing: str, key: str) -> None:
        text = self._words(f"session.{key}") if self._words else ""
        if self._buttons[action].accessibleName() != text:
            self._buttons[action].draw(drawing, text)

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
