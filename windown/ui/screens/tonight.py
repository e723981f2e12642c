"""Tonight: one line, and the one large button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from windown.presenters.tonight import Tonight
from windown.service.ports import Clock
from windown.ui.widgets.pieces import Button, Column, label


class TonightPage(Column):
    """Shows where the evening stands and begins to wind down."""

    def __init__(self, presenter: Tonight, clock: Clock, begin: Callable[[str], None]) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self.line = label("", "head")
        self.wind_down = Button(presenter.desk.words("tonight.wind_down"), "filled")
        self.wind_down.clicked.connect(lambda: begin(presenter.practice_id()))
        self.practice = label("", "text", "quiet")
        self.done = label("", "small", "quiet")
        self.told = label("", "text")
        self.stretch(3)
        self.add(self.line)
        self.space(36)
        self.add(self.wind_down, Qt.AlignmentFlag.AlignHCenter)
        self.add(self.practice)
        self.stretch(3)
        self.add(self.told)
        self.add(self.done)
        for each in (self.line, self.practice, self.done, self.told):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def refresh(self, told: tuple[str, ...]) -> None:
        """Read the evening again."""
        view = self.presenter.view(self.clock.now(), told)
        self.line.setText(view.line)
        self.wind_down.setEnabled(bool(self.presenter.practice_id()))
        self.practice.setText(f"{view.practice}, {view.detail}" if view.detail else view.practice)
        self.wind_down.setAccessibleDescription(self.practice.text())
        self.done.setText(view.done)
        self.told.setText("\n".join(view.told))
        self.told.setVisible(bool(view.told))

    def showEvent(self, event: QShowEvent) -> None:
        """The button is the first thing the keyboard reaches."""
        super().showEvent(event)
        self.wind_down.setFocus(Qt.FocusReason.OtherFocusReason)
