"""What was shown and said while the ledger failed, until it can be written."""

from datetime import datetime
from zoneinfo import ZoneInfo

from windown.core.evening import ledger as life
from windown.core.evening.ledger import Row
from windown.core.evening.nights import nights_in_reach, occurrences
from windown.core.evening.plan import Occurrence, Plan
from windown.core.problems import Trouble
from windown.service.evening_rows import coming, standing_pause
from windown.service.ports import Ledger, Now


class Unkept:
    """Shown keys with their moments, and answers, that the ledger does not have yet."""

    def __init__(self) -> None:
        self._shown: dict[str, datetime] = {}
        self._said: list[tuple[str, str, int, datetime]] = []
        self._began: datetime | None = None

    def begin(self, now: datetime) -> bool:
        """Note when the program began to look; whether this is that moment."""
        first = self._began is None
        self._began = self._began or now
        return first

    def shown(self, key: str, now: datetime) -> None:
        """It is on the screen; the ledger is to hear of it."""
        self._shown[key] = now

    def said(self, key: str, answer: str, minutes: int, now: datetime) -> None:
        """The person answered; the ledger is to hear of it."""
        self._said.append((key, answer, minutes, now))

    def keep(self, ledger: Ledger) -> bool:
        """Write it all; was there anything? Raises `Trouble`, and keeps what was not written."""
        any_ = bool(self._shown or self._said)
        for key, at in tuple(self._shown.items()):
            ledger.claim(key, at)
            ledger.shown(key, at)
            del self._shown[key]
        while self._said:
            key, answer, minutes, at = self._said[0]
            ledger.answer(key, answer, at, minutes)
            del self._said[0]
        return any_

    def due(self, ledger: Ledger, plan: Plan, now: Now) -> list[Occurrence]:
        """What is to be shown now although the ledger fails, and was not shown yet."""
        return [each for each in _planned(ledger, plan, now) if self._is_due(each, ledger, now.utc)]

    def _is_due(self, each: Occurrence, ledger: Ledger, now: datetime) -> bool:
        """By the ledger where it can be read, else only what became due since the beginning."""
        if each.key in self._shown or not each.due <= now < each.show_by:
            return False
        row = _readable(ledger, each.key)
        if row is not None:
            return life.due(row, now)
        return self._began is not None and each.due >= self._began


def _planned(ledger: Ledger, plan: Plan, now: Now) -> list[Occurrence]:
    """All that is planned near a moment; nothing during a pause."""
    zone = ZoneInfo(now.zone)
    nights = nights_in_reach(now.utc, zone)
    try:
        paused = standing_pause(ledger, now) is not None
        return [] if paused else coming(ledger, plan, nights, now)
    except Trouble:
        return [each for night in nights for each in occurrences(plan, night, zone)]


def _readable(ledger: Ledger, key: str) -> Row | None:
    try:
        return ledger.row(key)
    except Trouble:
        return None
