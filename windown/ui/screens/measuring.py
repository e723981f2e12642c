"""Tapping one's own breath before a slow-down: a still glow that answers each tap."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent

from windown.presenters.measuring import Measuring
from windown.service.ports import Clock
from windown.ui.widgets.pieces import Button, Column, label
from windown.ui.widgets.taps import TapRow

LOOK_MS = 250


class MeasuringPage(Column):
    """Space, or a click anywhere, at each breath in; `begin` follows when enough have come."""

    def __init__(
        self,
        presenter: Measuring,
        clock: Clock,
        begin: Callable[[str], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self.begin, self.back = begin, back
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._follow)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open(self, practice_id: str) -> None:
        """Wait for the first tap."""
        now, words = self.clock.now(), self.presenter.desk.words
        self.presenter.begin(practice_id, now)
        view = self.presenter.view(now)
        self.clear()
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.stretch(1)
        self.title, self.how = label(view.title, "head"), label(view.how, "large", "quiet")
        self.taps, self.told = TapRow(), label("", "text", "accent")
        for each in (self.title, self.how, self.told):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self.title)
        self.add(self.how)
        self.space(24)
        self.add(self.taps, Qt.AlignmentFlag.AlignHCenter)
        self.space(16)
        self.add(self.told)
        self.go_on = Button(words("measure.go_on"), "filled")
        self.go_on.clicked.connect(self._begin)
        self.without = Button(words("measure.without"), "quiet")
        self.without.clicked.connect(self._begin)
        self.add(self.go_on, Qt.AlignmentFlag.AlignHCenter)
        self.add(self.without, Qt.AlignmentFlag.AlignHCenter)
        self.stretch(2)
        for button in (back, self.go_on, self.without):
            button.installEventFilter(self)
        self.refresh()

    def refresh(self) -> None:
        """Shown: taps count from now on."""
        self._look.start()
        self._follow()

    def rest(self) -> None:
        """Left."""
        self._look.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space is a breath wherever the focus is; Enter still presses a button."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if event.type() == QEvent.Type.KeyPress:
                self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is a breath in."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._tap()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So is a click beside the buttons."""
        self._tap()

    def _tap(self) -> None:
        if self._look.isActive():
            self.presenter.tap(self.clock.now())
            self.taps.answer()
            self._follow()

    def _follow(self) -> None:
        view = self.presenter.view(self.clock.now())
        self.taps.show_taps(view.taps, view.of)
        self.told.setText(view.told)
        self.go_on.setVisible(view.can_go_on)
        self.without.setVisible(not view.can_go_on)
        if view.done:
            self._begin()

    def _begin(self) -> None:
        self.rest()
        self.presenter.settle()
        self.begin(self.presenter.practice_id)
