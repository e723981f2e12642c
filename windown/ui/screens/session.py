"""The session: its picture, caption, controls that fade away; black on request or by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from windown.core.session import Action
from windown.core.wording import Words
from windown.presenters.session import SessionScreen, SessionView
from windown.service.ports import Clock
from windown.ui.screens.grounds import black, named
from windown.ui.screens.session_controls import KEYS, Controls
from windown.ui.screens.session_pictures import Pictures
from windown.ui.theme import Theme
from windown.ui.widgets.pieces import CaptionLabel, label

#: The controls go after so much stillness (milliseconds).
STILL_MS = 4000
#: Between looks at a black or hidden screen.
BLACK_MS = 400
#: A paused session goes dark by itself after so long (milliseconds).
FORGOTTEN_MS = 90_000
#: Keys that do not bring the controls back.
SILENT: tuple[Action, ...] = ("black", "pause")


class SessionPage(QWidget):
    """Shows the frames of a session and forwards keys and buttons.

    `darkened` tells whether it is dark, each time that changes.
    """

    darkened = Signal(bool)

    def __init__(
        self, screen: SessionScreen, clock: Clock, theme: Theme, over: Callable[[bool], None]
    ) -> None:
        """`over` is called when the session has ended, with whether the screen is black."""
        super().__init__()
        self.presenter, self.clock, self.over = screen, clock, over
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.pictures = Pictures(theme)
        self.disc, self.figure = self.pictures.disc, self.pictures.figure
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
        column.addWidget(self.note)
        column.addWidget(self.pictures, 1)
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
        self.setFocus()
        speaks = QAccessible.isActive()
        self.pictures.describe(words, speaks)
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
        self._darken_as(view.black)
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

    def _darken_as(self, black: bool) -> None:
        if black != self.dark:
            self._stack.setCurrentIndex(1 if black else 0)
            self.darkened.emit(black)

    def _paint(self, view: SessionView) -> None:
        walks = view.picture == "figure"
        self.pictures.show_frame(view)
        held = view.word if view.picture == "calm" else ""
        self.title.setVisible(walks)
        self.phase.setVisible(walks or bool(held))
        for line, text in (
            (self.title, view.label if walks else ""),
            (self.phase, view.phase or held),
            (self.note, view.note),
        ):
            if line.text() != text:
                line.setText(text)
        self.caption.say(view.caption)
        self.controls.reflect(view)

    def _until_next(self, view: SessionView) -> int:
        if view.black or not self.isVisible() or self.window().isMinimized():
            return BLACK_MS
        return self.pictures.until_next_ms(view)

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
        if action not in SILENT and not self.dark:
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
