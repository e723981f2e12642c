"""What is on the screen outside our window: shown, spoken, and taken away again."""

import logging
from collections.abc import Callable, Iterable

from windown.core.evening.plan import Reminder
from windown.service.ports import Notifier
from windown.service.telling import Tell, Telling

log = logging.getLogger(__name__)


class Screening:
    """Shows reminders by a notifier, whose failures never reach the evening.

    `keys` are those that may be on the screen.
    """

    def __init__(self, notifier: Notifier, tell: Tell, say: Callable[[str], None]) -> None:
        self.notifier = notifier
        self.tell = tell
        self.say = say
        self.keys: set[str] = set()

    def show(self, key: str, reminder: Reminder, dark: bool, again: bool = False) -> bool:
        """Show, and speak where it is meant to be; whether it is on the screen.

        In the dark, and where it was lost and comes `again`, nothing is heard.
        """
        words = self.tell(reminder, dark)
        if not self._shown(key, words, silent=again or dark or not reminder.sound):
            return False
        self.keys.add(key)
        if words.spoken and not (again or dark):
            self._speak(words.spoken)
        return True

    def take_away(self, key: str) -> None:
        """Take one away, if it is there."""
        self.keys.discard(key)
        try:
            self.notifier.withdraw(key)
        except Exception:
            log.exception("a notification could not be taken away")

    def leave_only(self, keys: Iterable[str]) -> None:
        """Take away all but these."""
        for key in self.keys - set(keys):
            self.take_away(key)

    def _shown(self, key: str, words: Telling, silent: bool) -> bool:
        try:
            return self.notifier.show(key, words.title, words.body, words.answers, silent)
        except Exception:
            log.exception("a notification could not be shown")
            return False

    def _speak(self, text: str) -> None:
        try:
            self.say(text)
        except Exception:
            log.exception("a reminder could not be spoken")
