"""After a session with eyes closed: nothing is asked; a quiet page for one who is still awake."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from windown.core.wording import Words
from windown.presenters.session import AfterView
from windown.ui.widgets.pieces import Button, Column, label


class Rest(Column):
    """Two quiet answers: once more, or close; and what is to be told."""

    def __init__(self, again: Callable[[], None], done: Callable[[], None]) -> None:
        super().__init__()
        self.title, self.told = label("", "head"), label("", "small", "quiet")
        self.again, self.close_ = Button("", "quiet", "next"), Button("", "quiet", "close")
        self.again.clicked.connect(again)
        self.close_.clicked.connect(done)
        self.stretch(3)
        self.add(self.title)
        self.space(24)
        self.add(self.again, Qt.AlignmentFlag.AlignHCenter)
        self.add(self.close_, Qt.AlignmentFlag.AlignHCenter)
        self.space(24)
        self.add(self.told)
        self.stretch(4)
        for each in (self.title, self.told):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_view(self, after: AfterView, words: Words) -> None:
        """Write it."""
        self.title.setText(after.title)
        self.told.setText("\n".join(after.told))
        self.told.setVisible(bool(after.told))
        self.again.draw("next", words("after.again"))
        self.close_.draw("close", words("after.skip"))
