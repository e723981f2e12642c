"""Why did nothing happen: each reminder of tonight, when it is and what became of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from windown.presenters.evening import EveningScreen
from windown.service.ports import Clock
from windown.ui.widgets.opener import Opener
from windown.ui.widgets.pieces import Button, Column, label, line


class WhyPage(Column):
    """Lists every reminder with its reason."""

    def __init__(self, presenter: EveningScreen, clock: Clock, back: Callable[[], None]) -> None:
        super().__init__()
        self.presenter, self.clock, self.back = presenter, clock, back

    def refresh(self) -> None:
        """Read the evening again."""
        view = self.presenter.why(self.clock.now())
        self.clear()
        back = Button(self.presenter.desk.words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(view.title, "head"))
        self.add(label(view.intro, "text", "quiet"))
        self.space(12)
        for clock, name, because, tonight in view.rows:
            self.add(_row(clock, name, because, tonight))
            self.add(line())
        self.top()


def _row(clock: str, name: str, because: str, tonight: bool) -> Opener:
    row = Opener(name, because, clock, tonight)
    row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return row
