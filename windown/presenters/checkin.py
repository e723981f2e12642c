"""Our own four questions, now and then; beside each the answer before. No validated test."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from windown.core.problems import Trouble
from windown.core.records import CheckIn
from windown.service.desk import Desk
from windown.service.ports import Notes, Now
from windown.service.topics import announce

QUESTIONS = ("falling", "staying", "rested", "bother")
#: Answers run from 0 to this (the facts, 7.7).
MOST = 10
_EVER = datetime(1971, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Rating:
    """One question: what its ends mean, the answer (None: open) and the one before in words."""

    id: str
    text: str
    ends: str
    value: int | None
    before: str


@dataclass(frozen=True)
class CheckInView:
    """The four questions; `about` says that this is no validated test."""

    title: str
    about: str
    ratings: tuple[Rating, ...]
    kept: str
    told: str


class CheckInScreen:
    """The presenter of the check-in; each opening is a new one."""

    def __init__(self, desk: Desk, notes: Notes | None) -> None:
        self.desk, self.notes = desk, notes
        self._values: dict[str, int] = {}
        self._before: CheckIn | None = None
        self._told: Trouble | None = None
        self._id = ""
        self._kept = False

    def open(self, now: Now) -> None:
        """Begin a new one, with the latest beside it."""
        self._values, self._told, self._kept = {}, None, False
        self._id, self._before = str(uuid.uuid4()), None
        try:
            held = self.notes.check_ins(_EVER) if self.notes is not None else ()
            self._before = held[-1] if held else None
        except Trouble as trouble:
            self._told = trouble

    def view(self) -> CheckInView:
        """The questions as they stand."""
        words = self.desk.words
        return CheckInView(
            words("checkin.title"),
            words("checkin.about"),
            tuple(self._rating(name) for name in QUESTIONS),
            words("checkin.kept") if self._kept else "",
            self._told.told(words) if self._told else "",
        )

    def answer(self, question: str, value: int | None) -> None:
        """Answer from 0 to 10, or leave it open."""
        if value is None:
            self._values.pop(question, None)
        elif question in QUESTIONS and 0 <= value <= MOST:
            self._values[question] = value

    def keep(self, now: Now) -> bool:
        """Keep what was answered; False where there is nothing, or it cannot be written."""
        self._told = None
        if not self._values:
            return False
        try:
            if self.notes is None:
                raise Trouble("checkin.nowhere")
            self.notes.put_check_in(CheckIn(self._id, now.utc, now.zone, **self._values))
        except Trouble as trouble:
            self._told = trouble
            return False
        self._kept = True
        announce(self.desk.listeners, "checkin")
        return True

    def _rating(self, name: str) -> Rating:
        words = self.desk.words
        before = getattr(self._before, name) if self._before else None
        return Rating(
            name,
            words(f"checkin.{name}"),
            words(f"checkin.{name}_ends"),
            self._values.get(name),
            "" if before is None else words("checkin.before", value=before),
        )
