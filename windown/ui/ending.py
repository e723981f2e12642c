"""What follows the end of a session by itself: it goes dark, and the screen or computer off."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from windown.service.desk import Desk
from windown.ui.screens.after import AfterPage

#: The question afterwards goes dark by itself where nobody answers it (milliseconds).
DARK_AFTER_MS = 90_000
#: The screen or the computer goes off so much later, unless a key is pressed: one who is still
#: awake has time for another round (milliseconds).
AT_END_MS = 60_000
#: For so long after closed eyes nothing is shown by a reminder, and all night (seconds).
REST_S = 3600.0


class Ending(QObject):
    """From the end of a session until somebody is there again."""

    def __init__(self, after: AfterPage, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.after, self.desk = after, desk
        #: Called with "screen_off" or "suspend", where that is wished.
        self.at_end: Callable[[str], None] = lambda what: None
        self._since: float | None = None
        self._dark = QTimer(self, singleShot=True, interval=DARK_AFTER_MS)
        self._dark.timeout.connect(after.go_dark)
        self.off = QTimer(self, singleShot=True, interval=AT_END_MS)
        self.off.timeout.connect(lambda: self.at_end(after.presenter.after().at_end))
        after.lit.connect(self._dark.start)
        after.lit.connect(self.off.stop)

    def begin(self) -> None:
        """The session has ended."""
        self._since = self.desk.clock.now().steady
        self._dark.start()
        if self.after.presenter.after().at_end != "nothing":
            self.off.start()

    def stop(self) -> None:
        """Somebody goes on, or the window goes."""
        self._since = None
        self._dark.stop()
        self.off.stop()

    @property
    def resting(self) -> bool:
        """Whether somebody may just have fallen asleep beside it: nothing is shown or said."""
        if self._since is None or not self.after.closed:
            return False
        now = self.desk.clock.now()
        return now.steady - self._since < REST_S or self.desk.clock_free(now)
