"""Journal: what was done, under its nights."""

from dataclasses import dataclass
from datetime import timedelta

from windown.core.catalogue import name_of
from windown.core.history import SessionRecord, by_night
from windown.core.problems import Trouble
from windown.presenters.numbers import clock_text, date_text, minutes_text
from windown.service.desk import Desk
from windown.service.ports import Now

#: How many nights back the list reaches: twelve weeks.
NIGHTS = 84


@dataclass(frozen=True)
class Entry:
    """One session: its practice, what of it was done, how it felt (0 where nothing was said)."""

    id: str
    name: str
    detail: str
    felt: int
    felt_text: str
    complete: bool


@dataclass(frozen=True)
class JournalView:
    """Nights, latest first, each with its sessions; `empty` says why where there are none."""

    nights: tuple[tuple[str, tuple[Entry, ...]], ...]
    empty: str


class JournalScreen:
    """The presenter of the journal."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def view(self, now: Now) -> JournalView:
        """The last twelve weeks; between lights-out and rise without any clock."""
        # Who sleeps by day, or has crossed zones, may have begun the night after this one.
        last = self.desk.night(now).date + timedelta(days=1)
        try:
            records = self.desk.journal.sessions(last - timedelta(days=NIGHTS), last)
        except Trouble as trouble:
            return JournalView((), trouble.told(self.desk.words))
        quiet = self.desk.clock_free(now)
        nights = tuple(
            (date_text(night, self.desk.words), tuple(self._entry(r, now, quiet) for r in held))
            for night, held in by_night(records)
        )
        return JournalView(nights, self.desk.words("journal.empty"))

    def _entry(self, record: SessionRecord, now: Now, quiet: bool) -> Entry:
        words = self.desk.words
        practice = self.desk.shelf.find(record.practice)
        detail = minutes_text(record.done_s / 60, words)
        if not record.complete:
            planned = minutes_text(record.planned_s / 60, words)
            detail = words("journal.part", done=detail, planned=planned)
        if not quiet:
            started = clock_text(self.desk.local(record.started, now))
            detail = words("journal.at", time=started, detail=detail)
        return Entry(
            record.id,
            name_of(practice, words) if practice else record.practice,
            detail,
            record.felt or 0,
            words(f"after.felt_{record.felt}") if record.felt else "",
            record.complete,
        )
