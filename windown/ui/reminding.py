"""Joins the evening with what wakes, shows and asks: the only loop of the reminders."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from windown.core.problems import Trouble
from windown.service.evening import Evening
from windown.service.ports import Alarm, Clock
from windown.service.topics import announce
from windown.ui.notifying import Notifier
from windown.ui.theme import Theme
from windown.ui.veiling import Veiling
from windown.ui.waking import Waking

if TYPE_CHECKING:
    from windown.presenters.hearing import Hearing

#: While a reminder is being spoken it is looked after this often (milliseconds).
SPEAKING_MS = 200
#: What stands for the tone among what is to be heard; no reminder is spoken by such a word.
TONE = "\0tone"


class Reminding(QObject):
    """Looks at the evening when a moment comes, when the computer wakes, and by itself.

    `ring` may be called from any thread and is how the alarm calls.
    """

    ring = Signal()
    #: The id of a sentence to tell, from any thread.
    said = Signal(str)

    def __init__(
        self, evening: Evening, clock: Clock, notifier: Notifier,
        make_hearing: Callable[[], "Hearing"], veiling: Veiling,
    ) -> None:  # fmt: skip
        """`make_hearing` is called when the first reminder is spoken."""
        super().__init__()
        self.evening, self.clock, self.notifier = evening, clock, notifier
        self._make_hearing, self.veiling = make_hearing, veiling
        self._to_say: list[str] = []
        self._chimes = False
        self.alarm: Alarm | None = None
        self._left: set[tuple[str, int]] = set()
        self._dark: bool | None = None
        self._worn: Theme | None = None
        self.waking = Waking(self)
        self._speaking = QTimer(self, interval=SPEAKING_MS)
        self._speaking.timeout.connect(self._listen)
        self.ring.connect(self.look)
        self.waking.look.connect(self.woken)

    @cached_property
    def hearing(self) -> "Hearing":
        """What speaks."""
        return self._make_hearing()

    def _be_silent(self) -> None:
        if "hearing" in self.__dict__:
            self.hearing.end()

    def start(self, make_alarm: Callable[[Callable[[], None]], Alarm]) -> None:
        """From now on reminders come."""
        self.evening.screen.notifier = self.notifier
        self.evening.screen.say = self.say
        self.notifier.sound = self.chime
        self.alarm = make_alarm(self.ring.emit)
        self.waking.start()
        self._left = self._on_screen()
        self.look()

    def look(self) -> datetime:
        """Have everything done that is due, and be woken for the next; the instant of that."""
        following = self.evening.look(self.clock.now())
        self._follow_the_dark()
        if self._left:
            self._bring_back()
        self._dress()
        if self.alarm is not None:
            self.alarm.at(following)
        self.veiling.look()
        return following

    def woken(self) -> None:
        """The clock, the zone or the computer's sleep may have changed everything."""
        self.look()
        if self.alarm is not None:
            self.alarm.wakeup()

    def hush(self) -> None:
        """A session is about to begin: the speaker is its own from now on."""
        self._speaking.stop()
        self._to_say.clear()
        self._chimes = False
        self._be_silent()

    def chime(self) -> None:
        """Sound the tone of a reminder, before its words; one for all that come together."""
        if not self._chimes:
            self._chimes = True
            self._hear(TONE)

    def say(self, text: str) -> None:
        """Speak a reminder, after the one that is being spoken."""
        self._hear(text)

    def _hear(self, what: str) -> None:
        self._to_say.append(what)
        if not self._speaking.isActive():
            self._hear_next()

    def _hear_next(self) -> None:
        """The next of what is to be heard; in a session and after lights-out nothing is."""
        now = self.clock.now()
        if self.evening.quiet() or self.evening.is_dark(now):
            self._to_say.clear()
        if not self._to_say:
            self._chimes = False
            return
        what = self._to_say.pop(0)
        self.hearing.chime(now) if what == TONE else self.hearing.begin(now, what)
        self._speaking.start()

    def stop(self) -> None:
        """No more reminders; what is shown is taken away and comes again at the next start."""
        self.waking.stop()
        self._speaking.stop()
        self._be_silent()
        self.veiling.close()
        if self.alarm is not None:
            self.alarm.close()
        self.notifier.close()

    def _on_screen(self) -> set[tuple[str, int]]:
        """What waits for an answer, by the ledger, with how often it was shown."""
        try:
            rows = self.evening.ledger.waiting()
        except Trouble:
            return set()  # the look tells of it
        return {(row.key, row.shows) for row in rows if row.state == "shown"}

    def _bring_back(self) -> None:
        """Show again what the run before has shown, once it may be; its answers went with it.

        What the look has just shown anew is not among it: it was shown once more than then.
        """
        now = self.clock.now()
        try:
            held = self.evening.held(now)
        except Trouble:
            return
        if not held:
            still, self._left = self._left & self._on_screen(), set()
            self.evening.show_again({key for key, _ in still}, now)

    def _follow_the_dark(self) -> None:
        """At lights-out what stands there changes to words without a time, and at rise back.

        While it may not be shown, as in a session, it goes, and comes again afterwards.
        """
        now = self.clock.now()
        dark, before = self.evening.is_dark(now), self._dark
        self._dark = dark
        if before is None or dark == before:
            return
        if dark:
            self.hush()
        standing = self.notifier.standing()
        self._left |= {each for each in self._on_screen() if each[0] in standing}
        for key in standing if self.evening.held(now) else ():
            self.notifier.withdraw(key)
        announce(self.evening.listeners, "evening")

    def _dress(self) -> None:
        """Cards that stand while the face of the evening changes change with it."""
        theme = self.veiling.theme()
        if theme != self._worn:
            self._worn = theme
            self.notifier.dress()

    def _listen(self) -> None:
        if self.hearing.look(self.clock.now()):
            return
        self._speaking.stop()
        self._hear_next()
