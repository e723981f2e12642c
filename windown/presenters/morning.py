"""The morning's quiet card: what was noted in the night, and the way to the diary."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from windown.core.night import EVENING_LEAD, Night
from windown.core.problems import Trouble
from windown.core.records import NightNote
from windown.presenters.diary import latest_night
from windown.service.desk import Desk
from windown.service.ports import Diary, Notes, Now
from windown.service.topics import announce

#: So long after rise the card asks for the diary; later a night is filled when a person likes.
ASKS = timedelta(hours=6)
#: Notes of so many nights are shown where no morning was there to show them.
BACK = timedelta(days=13)
_EVENING = timedelta(minutes=EVENING_LEAD)


@dataclass(frozen=True)
class MorningView:
    """The card. `ask` is "" where the diary of the night is filled or it is too late to ask.

    `notes` are the lines of the night, `heading` stands above them.
    """

    night: date
    title: str
    heading: str
    notes: tuple[str, ...]
    ask: str
    open: str
    away: str


def morning_card(
    desk: Desk, diary: Diary | None, notes: Notes | None, now: Now
) -> MorningView | None:
    """The card of this morning, or None: in the night, in the evening, or with nothing to show."""
    night = latest_night(desk, now)
    ended = desk.night_of(night, now)
    if desk.clock_free(now) or not _is_day(ended, desk.night(now), now):
        return None
    words = desk.words
    lines = tuple(note.text for note in unseen(notes, night))
    asks = diary is not None and now.utc < ended.rise + ASKS and not _filled(diary, night)
    if not (lines or asks):
        return None
    return MorningView(
        night,
        words("morning.title"),
        words("morning.notes") if lines else "",
        lines,
        words("morning.ask") if asks else "",
        words("morning.open"),
        words("morning.not_today" if asks else "morning.seen"),
    )


def unseen(notes: Notes | None, night: date) -> Sequence[NightNote]:
    """The notes up to a night that no morning has shown yet."""
    try:
        held = notes.notes(night - BACK, night) if notes is not None else ()
    except Trouble:
        return ()
    return [note for note in held if not note.seen]


class MorningScreen:
    """The presenter of the card: what is put away stays away."""

    def __init__(self, desk: Desk, diary: Diary | None, notes: Notes | None) -> None:
        self.desk, self.diary, self.notes = desk, diary, notes
        self._away = date.min

    def card(self, now: Now) -> MorningView | None:
        """The card, unless it was put away this morning."""
        card = morning_card(self.desk, self.diary, self.notes, now)
        return None if card is None or card.night <= self._away else card

    def put_away(self, now: Now) -> None:
        """Show the card no more; its notes were seen, and stay in the journal."""
        self._away = latest_night(self.desk, now)
        try:
            for note in unseen(self.notes, self._away):
                assert self.notes is not None
                self.notes.put_note(replace(note, seen=True))
        except Trouble:
            return  # they come once more tomorrow
        announce(self.desk.listeners, "notes")


def _is_day(ended: Night, coming: Night, now: Now) -> bool:
    """Whether it is between rise and the evening."""
    return ended.rise <= now.utc < coming.bed - _EVENING


def _filled(diary: Diary, night: date) -> bool:
    try:
        return diary.find(night) is not None
    except Trouble:
        return True  # what cannot be read cannot be filled
