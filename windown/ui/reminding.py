"""Joins the evening with what wakes, shows and asks: the only loop of the reminders."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from windown.presenters.hearing import Hearing
from windown.service.evening import Evening
from windown.service.ports import Alarm, Clock
from windown.ui.notifying import Notifier
from windown.ui.veiling import Veiling
from windown.ui.waking import Waking

#: While a reminder is being spoken it is looked after this often (milliseconds).
SPEAKING_MS = 200


class Reminding(QObject):
    """Looks at the evening when a moment comes, when the computer wakes, and by itself.

    `ring` may be called from any thread and is how the alarm calls.
    """

    ring = Signal()

    def __init__(
        self, evening: Evening, clock: Clock, notifier: Notifier, hearing: Hearing, veiling: Veiling
    ) -> None:
        super().__init__()
        self.evening, self.clock, self.notifier = evening, clock, notifier
        self.hearing, self.veiling = hearing, veiling
        self.alarm: Alarm | None = None
        self.waking = Waking(self)
        self._speaking = QTimer(self, interval=SPEAKING_MS)
        self._speaking.timeout.connect(self._listen)
        self.ring.connect(self.look)
        self.waking.look.connect(self.woken)

    def start(self, make_alarm: Callable[[Callable[[], None]], Alarm]) -> None:
        """From now on reminders come."""
        self.evening.screen.notifier = self.notifier
        self.evening.screen.say = self.say
        self.alarm = make_alarm(self.ring.emit)
        self.waking.start()
        self.look()

    def look(self) -> datetime:
        """Have everything done that is due, and be woken for the next; the instant of that."""
        following = self.evening.look(self.clock.now())
        if self.alarm is not None:
            self.alarm.at(following)
        self.veiling.look()
        return following

    def woken(self) -> None:
        """The clock, the zone or the computer's sleep may have changed everything."""
        self.look()
        if self.alarm is not None:
            self.alarm.wakeup()

    def say(self, text: str) -> None:
        """Speak a reminder."""
        self.hearing.begin(self.clock.now(), text)
        self._speaking.start()

    def stop(self) -> None:
        """No more reminders; what is shown is taken away and comes again at the next start."""
        self.waking.stop()
        self._speaking.stop()
        self.hearing.end()
        self.veiling.close()
        if self.alarm is not None:
            self.alarm.close()
        self.notifier.close()

    def _listen(self) -> None:
        if not self.hearing.look(self.clock.now()):
            self._speaking.stop()
