"""The ledger on disk: what became of every reminder, in the journal's own file."""

import contextlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from windown.adapters.ledger_rows import (
    COLUMNS,
    instant,
    log,
    ms,
    note,
    place,
    put,
    read,
    set_moment,
)
from windown.adapters.sqlite import transaction, troubles
from windown.core.evening import ledger as life
from windown.core.evening.ledger import Answer, Claim, Event, Expire, Row, Shown, Written
from windown.core.evening.plan import NightChange, Occurrence, parse_key
from windown.core.problems import Trouble
from windown.service.ports import Now

#: That windown runs is written this often; more would only wear the disk.
SEEN_EVERY = timedelta(minutes=5)

_LAST = datetime.max.replace(tzinfo=UTC)
_SELECT = f"SELECT {COLUMNS} FROM occurrence"
_OPEN = "state IN ('scheduled', 'firing', 'shown', 'snoozed')"
_IN_ORDER = "ORDER BY due_ms, reminder"


class SqliteLedger:
    """The `Ledger` port. `closed` says why nothing can be written, if so.

    Instants are kept to the millisecond.
    """

    def __init__(self, db: sqlite3.Connection, closed: Trouble | None = None) -> None:
        self._db = db
        self._closed = closed

    def materialise(
        self,
        occurrences: Sequence[Occurrence],
        nights: Collection[date],
        now: Now,
        fresh: bool = False,
    ) -> bool:
        """Bring the rows of whole nights in line with the plan. Nothing to do writes nothing."""
        with troubles():
            written, seen = self._planned(occurrences, nights, now, fresh)
        if not (written.rows or written.dropped or fresh or _is_old(seen, now.utc)):
            return False
        with self._writing() as db:
            written, _ = self._planned(occurrences, nights, now, fresh)
            for row in written.rows:
                self._note_planned(row, now.utc)
                put(db, row)
            for row in written.dropped:
                db.execute("DELETE FROM occurrence WHERE reminder = ? AND night = ?", place(row))
            set_moment(db, "last_seen", now.utc)
        return bool(written.rows or written.dropped)

    def due(self, now: datetime) -> Sequence[Row]:
        """The rows to be shown now, in order of due."""
        return [row for row in self.waiting() if life.due(row, now)]

    def claim(self, key: str, now: datetime) -> bool:
        """Take one that is due for showing; it is due again where `shown` does not follow."""
        return self._change(key, Claim(), now)

    def shown(self, key: str, now: datetime) -> bool:
        """Write that a claimed one is on the screen."""
        return self._change(key, Shown(), now, "shown")

    def answer(self, key: str, answer: str, now: datetime, minutes: int = 0) -> bool:
        """Write an answer; False where it does not apply, and nothing is written."""
        detail = f"{answer} {minutes}" if answer == "later" else answer
        return self._change(key, Answer(answer, minutes), now, "answer", detail)

    def correct(self, key: str, answer: str, now: datetime) -> bool:
        """Write what a person says was otherwise; a dose counts from when it was due or taken."""
        with self._writing() as db:
            row = self._row(key)
            after = None if row is None else life.corrected(row, answer, now)
            if after is None:
                return False
            put(db, after)
            note(db, after, now, "corrected", answer)
        return True

    def expire(self, now: datetime, paused: datetime | None = None, held: str = "") -> bool:
        """Write as missed what is past its limit, with why it was never shown."""
        if not _missed(self.waiting(), now, paused, held):
            return False
        with self._writing() as db:
            missed = _missed(self._open_rows(), now, paused, held)
            for row in missed:
                put(db, row)
                note(db, row, now, "missed", row.why)
        return bool(missed)

    def row(self, key: str) -> Row | None:
        """One row, or None."""
        with troubles():
            return self._row(key)

    def rows(self, first: date, last: date) -> Sequence[Row]:
        """The rows of the nights from `first` to `last`, both included, in order of due."""
        with troubles():
            return self._rows_of(first, last)

    def waiting(self) -> Sequence[Row]:
        """All rows to which something may still happen by itself, in order of due."""
        with troubles():
            return self._open_rows()

    def next_look(self, now: datetime) -> datetime | None:
        """The next moment after `now` at which something is to be shown or ends."""
        return life.next_moment(self.waiting(), now)

    def set_change(self, change: NightChange, now: datetime) -> None:
        """Write what is other than planned in one night."""
        skipped = json.dumps(sorted(change.skipped))
        night = change.night.isoformat()
        with self._writing() as db:
            db.execute(
                "INSERT INTO night_change VALUES (?, ?, ?) ON CONFLICT (night) DO UPDATE"
                " SET bed_shift_min = excluded.bed_shift_min, skipped = excluded.skipped",
                (night, change.bed_shift_min, skipped),
            )
            log(db, now, ("", night), "changed", f"{change.bed_shift_min} {skipped}")

    def change(self, night: date) -> NightChange:
        """What is other than planned in one night."""
        with troubles():
            found = self._db.execute(
                "SELECT bed_shift_min, skipped FROM night_change WHERE night = ?",
                (night.isoformat(),),
            ).fetchone()
        if found is None:
            return NightChange(night)
        return NightChange(night, found[0], frozenset(json.loads(found[1])))

    def pause(self, until: datetime | None, now: datetime) -> None:
        """Show nothing until a moment, or go on."""
        with self._writing() as db:
            set_moment(db, "paused_until", until)
            detail = "" if until is None else until.isoformat()
            log(db, now, ("", ""), "resumed" if until is None else "paused", detail)

    def paused_until(self) -> datetime | None:
        """Until when nothing is shown; it may have passed."""
        with troubles():
            return self._moment("paused_until")

    def melatonin_last_taken(self, before: datetime | None = None) -> datetime | None:
        """When melatonin was last logged as taken; what came later than `before` is left out."""
        with troubles():
            found = self._db.execute(
                "SELECT max(answered_ms) FROM occurrence"
                " WHERE reminder = 'melatonin' AND state = 'done' AND answered_ms <= ?",
                (ms(before or _LAST),),
            ).fetchone()
        return instant(found[0])

    def last_seen(self) -> datetime | None:
        """When windown was last known to run; None before the first time."""
        with troubles():
            return self._moment("last_seen")

    def _change(
        self, key: str, event: Event, now: datetime, kind: str = "", detail: str = ""
    ) -> bool:
        """One event of one row, where it applies, and what is to be remembered of it."""
        with self._writing() as db:
            row = self._row(key)
            after = None if row is None else life.after(row, event, now)
            if after is None:
                return False
            put(db, after)
            if kind:
                note(db, after, now, after.state if kind == "answer" else kind, detail)
            return True

    def _planned(
        self, occurrences: Sequence[Occurrence], nights: Collection[date], now: Now, fresh: bool
    ) -> tuple[Written, datetime | None]:
        """What the plan makes of the rows, and when windown was seen to run before."""
        first, last = min(nights), max(nights)
        near = self._rows_of(first, last)
        far = [row for row in self._open_rows() if not first <= row.night <= last]
        seen = self._moment("last_seen")
        reckoned = now.utc if fresh and seen is not None else seen
        rows = [*near, *far]
        return life.materialise(rows, occurrences, nights, now.utc, now.zone, reckoned), seen

    def _note_planned(self, row: Row, now: datetime) -> None:
        """Remember what came back because the clock did, and what is missed from the first."""
        before = self._row(row.key)
        if row.state == "missed" and (before is None or before.state != "missed"):
            note(self._db, row, now, "missed", row.why)
        elif before is not None and before.state != "scheduled" and row.state == "scheduled":
            note(self._db, row, now, "again", before.state)

    def _row(self, key: str) -> Row | None:
        parts = parse_key(key)
        if parts is None:
            return None
        where = (parts[0], parts[1].isoformat())
        found = self._db.execute(f"{_SELECT} WHERE reminder = ? AND night = ?", where).fetchone()
        return read(found) if found else None

    def _rows_of(self, first: date, last: date) -> list[Row]:
        between = (first.isoformat(), last.isoformat())
        return self._read_all(f"{_SELECT} WHERE night BETWEEN ? AND ? {_IN_ORDER}", between)

    def _open_rows(self) -> list[Row]:
        return self._read_all(f"{_SELECT} WHERE {_OPEN} {_IN_ORDER}", ())

    def _read_all(self, query: str, values: tuple[str, ...]) -> list[Row]:
        return [read(found) for found in self._db.execute(query, values)]

    def _moment(self, name: str) -> datetime | None:
        found = self._db.execute("SELECT at_ms FROM moment WHERE name = ?", (name,)).fetchone()
        return instant(found[0]) if found else None

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self._closed is not None:
            raise Trouble(self._closed.key, **self._closed.values)
        with troubles(), _durable(self._db), transaction(self._db):
            yield self._db


@contextlib.contextmanager
def _durable(db: sqlite3.Connection) -> Iterator[None]:
    """What is written here stays even if the power goes a moment later: no second dose."""
    db.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        db.execute("PRAGMA synchronous = NORMAL")


def _missed(rows: Iterable[Row], now: datetime, paused: datetime | None, held: str) -> list[Row]:
    after = (life.after(row, Expire(paused), now) for row in rows)
    return [
        replace(row, why=held) if held and row.why == "not_running" else row
        for row in after if row is not None
    ]  # fmt: skip


def _is_old(seen: datetime | None, now: datetime) -> bool:
    return seen is None or not timedelta(0) <= now - seen < SEEN_EVERY
