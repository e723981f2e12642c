"""What is kept of each evening, read a few weeks at a time: years cost no memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from windown.core.catalogue import name_of
from windown.core.diary import DiaryNight
from windown.core.evening.ledger import Row
from windown.core.history import SessionRecord
from windown.core.records import NightNote
from windown.core.routine import RoutineRun
from windown.service.desk import Desk

#: Nights are read so many at a time, from Monday on, and so many times are remembered.
BLOCK, BLOCKS = 28, 10


@dataclass(frozen=True)
class Held:
    """All that is kept of one night, each kind in its order; rows only that were answered."""

    sessions: tuple[SessionRecord, ...] = ()
    runs: tuple[RoutineRun, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[NightNote, ...] = ()
    diary: DiaryNight | None = None

    @property
    def practices(self) -> tuple[str, ...]:
        """The practices, each once, in the order they were begun."""
        return tuple(dict.fromkeys(record.practice for record in self.sessions))

    @property
    def routines(self) -> tuple[str, ...]:
        """The routines of which a step was done, each once."""
        done = (run for run in self.runs if any(step.state == "done" for step in run.steps))
        return tuple(dict.fromkeys(run.routine for run in done))

    @property
    def answered(self) -> int:
        """How many reminders were answered."""
        return sum(row.state in ("done", "skipped") for row in self.rows)


NOTHING = Held()


@dataclass
class Evenings:
    """Reads nights and remembers a few months of them; `forget` after a change."""

    desk: Desk
    _blocks: dict[int, Mapping[date, Held]] = field(default_factory=dict)

    def forget(self) -> None:
        """Read everything again from now on."""
        self._blocks.clear()

    def first(self) -> date | None:
        """The earliest night of which anything is kept. Raises `Trouble`."""
        return self.desk.journal.first()

    def of(self, night: date) -> Held:
        """All that is kept of one night. Raises `Trouble`."""
        return self._block(night.toordinal() // BLOCK).get(night, NOTHING)

    def between(self, first: date, last: date) -> dict[date, Held]:
        """The nights from `first` to `last` of which something is kept. Raises `Trouble`."""
        blocks = range(first.toordinal() // BLOCK, last.toordinal() // BLOCK + 1)
        return {
            night: held
            for at in blocks
            for night, held in self._block(at).items()
            if first <= night <= last
        }

    def _block(self, at: int) -> Mapping[date, Held]:
        found = self._blocks.pop(at, None)
        if found is None:
            found = self._read(*_limits(at))
        self._blocks[at] = found  # the one used last stands last
        while len(self._blocks) > BLOCKS:
            del self._blocks[next(iter(self._blocks))]
        return found

    def _read(self, first: date, last: date) -> dict[date, Held]:
        desk = self.desk
        sessions = _by_night(desk.journal.sessions(first, last))
        runs = _by_night(desk.routines.runs(first, last) if desk.routines else ())
        rows = _by_night(self._rows(first, last))
        notes = _by_night(desk.notes.notes(first, last) if desk.notes else ())
        mornings = desk.diary.nights(first, last) if desk.diary else ()
        diary = {each.night: each for each in mornings}
        return {
            night: Held(
                sessions.get(night, ()),
                runs.get(night, ()),
                rows.get(night, ()),
                notes.get(night, ()),
                diary.get(night),
            )
            for night in sessions.keys() | runs.keys() | rows.keys() | notes.keys() | diary.keys()
        }

    def _rows(self, first: date, last: date) -> list[Row]:
        held = self.desk.ledger.rows(first, last) if self.desk.ledger else ()
        return [row for row in held if row.state in ("done", "skipped", "missed")]


def practice_name(desk: Desk, practice_id: str) -> str:
    """What a practice is called, its id where it is gone."""
    practice = desk.shelf.find(practice_id)
    return name_of(practice, desk.words) if practice else practice_id


def routine_name(desk: Desk, run: RoutineRun) -> str:
    """What a routine is called: as it was written, or as ours is called in the language."""
    return run.name or desk.words.find(f"routine.{run.routine}.name") or run.routine


def _limits(at: int) -> tuple[date, date]:
    least, most = date.min.toordinal(), date.max.toordinal()
    first, last = at * BLOCK, at * BLOCK + BLOCK - 1
    return date.fromordinal(max(first, least)), date.fromordinal(min(last, most))


class _OfNight(Protocol):
    @property
    def night(self) -> date: ...


_Record = TypeVar("_Record", bound=_OfNight)


def _by_night(records: Iterable[_Record]) -> dict[date, tuple[_Record, ...]]:
    found: dict[date, list[_Record]] = {}
    for record in records:
        found.setdefault(record.night, []).append(record)
    return {night: tuple(held) for night, held in found.items()}
