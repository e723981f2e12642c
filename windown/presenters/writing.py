"""A list written in the evening: lines are kept as they are written, then closed and hidden."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from windown.core.catalogue import about_of, name_of
from windown.core.history import SessionRecord
from windown.core.practice import Practice, Writing
from windown.core.problems import Trouble
from windown.core.written import (
    WORRY_LEAD,
    Written,
    add,
    begun,
    close,
    edit,
    hides_until,
    open_list,
    remove,
    reopen,
)
from windown.service.desk import Desk
from windown.service.ports import Now
from windown.service.topics import announce

#: How far back a list that was never closed, or has come back, is looked for (nights).
BACK = timedelta(days=14)


@dataclass(frozen=True)
class LineRow:
    """One line of the list: what, and when or the next small step."""

    id: str
    what: str
    next: str


@dataclass(frozen=True)
class WritingView:
    """The list. With `hidden` it is closed, and its lines are not shown before their time."""

    title: str
    about: str
    how: str
    what: str
    next: str
    rows: tuple[LineRow, ...]
    hidden: str
    told: str
    can_close: bool


class WritingScreen:
    """The presenter of the page on which a list is written."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._practice: Practice | None = None
        self._written: Written | None = None
        self._told: Trouble | None = None

    @property
    def practice_id(self) -> str:
        """The practice whose list is open, "" before the first."""
        return self._practice.id if self._practice else ""

    def open(self, practice_id: str, now: Now) -> bool:
        """Take up tonight's list of a practice, or begin one; False where it writes none."""
        practice = self.desk.shelf.find(practice_id)
        if practice is None or not isinstance(practice.body, Writing):
            return False
        self._practice, self._told = practice, None
        self._written = self._tonights(practice.body.kind, now)
        return True

    def view(self, now: Now) -> WritingView:
        """The list as it stands."""
        words, practice, written = self.desk.words, self._opened(), self._written
        assert isinstance(practice.body, Writing)
        kind = practice.body.kind
        hidden = written is not None and not written.visible(now.utc)
        items = written.items if written is not None and not hidden else ()
        return WritingView(
            name_of(practice, words),
            about_of(practice, words),
            words.find(f"practice.{practice.id}.how") or "",
            words(f"writing.{kind}_what"),
            words(f"writing.{kind}_next"),
            tuple(LineRow(item.id, item.what, item.next) for item in items),
            words(f"writing.{kind}_hidden") if hidden else "",
            self._told.told(words) if self._told else "",
            bool(items),
        )

    def write(self, item_id: str, what: str, next_: str, now: Now) -> str:
        """Keep a line: a new one where the id is ""; the id of the line, "" where it is empty.

        What cannot be written is told by the next view, and the words stay where they were typed.
        """
        written = self._written or self._new(now)
        if item_id:
            return item_id if self._keep(edit(written, item_id, what, next_)) else ""
        made = uuid.uuid4().hex
        longer = add(written, made, what, next_)
        return made if longer != written and self._keep(longer) else ""

    def remove(self, item_id: str) -> None:
        """Take a line away."""
        if self._written is not None:
            self._keep(remove(self._written, item_id))

    def close(self, now: Now) -> bool:
        """Close the list and hide it until its time; the session is kept in the journal."""
        if self._written is None or self._written.closed is not None:
            return False
        until = self._hidden_until(now)
        if not self._keep(close(self._written, now.utc, until)):
            return False
        self._record(now)
        return True

    def open_again(self) -> None:
        """Show a closed list before its time, because the person wishes it."""
        if self._written is not None:
            self._keep(reopen(self._written))

    def another(self) -> None:
        """Begin a new list beside one that is closed."""
        self._written = None

    def _opened(self) -> Practice:
        if self._practice is None:
            raise RuntimeError("no list is open")
        return self._practice

    def _tonights(self, kind: str, now: Now) -> Written | None:
        """The list being written tonight, else the latest that is still hidden."""
        night = self.desk.night(now).date
        if self.desk.lists is None:
            return None
        try:
            held = self.desk.lists.lists(night - BACK, night)
        except Trouble as trouble:
            self._told = trouble
            return None
        hidden = [w for w in held if w.kind == kind and not w.visible(now.utc)]
        return open_list(held, kind, night) or (hidden[-1] if hidden else None)

    def _new(self, now: Now) -> Written:
        practice = self._opened()
        assert isinstance(practice.body, Writing)
        night = self.desk.night(now).date
        return begun(str(uuid.uuid4()), practice.body.kind, night, now.utc)

    def _keep(self, written: Written) -> bool:
        if self.desk.lists is None:
            self._told = Trouble("writing.nowhere")
            return False
        try:
            self.desk.lists.put(written)
        except Trouble as trouble:
            self._told = trouble
            return False
        self._written, self._told = written, None
        return True

    def _hidden_until(self, now: Now) -> datetime:
        assert self._written is not None
        night = self.desk.night(now)
        following = self.desk.night_of(night.date + timedelta(days=1), now)
        return hides_until(self._written.kind, night, following, self._worry_lead())

    def _worry_lead(self) -> timedelta:
        """How long before bedtime the plan has the worry time."""
        reminders = self.desk.plan.reminders if self.desk.plan else ()
        found = (r.lead for r in reminders if r.id == "worry_time")
        return next((timedelta(minutes=lead) for lead in found), WORRY_LEAD)

    def _record(self, now: Now) -> None:
        written, practice = self._written, self._opened()
        assert written is not None
        seconds = (now.utc - written.opened).total_seconds()
        record = SessionRecord(
            id=written.id,
            practice=practice.id,
            night=written.night,
            started=written.opened,
            zone=now.zone,
            planned_s=practice.minutes.default * 60,
        )
        journal = self.desk.journal
        try:
            if not any(
                held.id == record.id for held in journal.sessions(record.night, record.night)
            ):
                journal.begin(record)
            done = max(0.0, min(seconds, practice.minutes.max * 60))
            journal.keep(record.id, done, True)
        except Trouble as trouble:
            self._told = trouble
        announce(self.desk.listeners, "sessions")
