"""Runs of routines on disk, in the journal's own file: each write is a whole run."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from windown.adapters.ledger_rows import instant, ms
from windown.adapters.sqlite import clean, transaction, troubles
from windown.core.problems import Trouble
from windown.core.routine import RoutineRun, RoutineStep, StepRun

#: One query, so that no other process can write in between.
_SELECT = (
    "SELECT r.id, routine, name, night, started_ms, zone, ended_ms,"
    " s.id, minutes, practice, text, state, at_ms"
    " FROM routine_run r LEFT JOIN routine_step s ON s.run = r.id"
    " WHERE night BETWEEN ? AND ? ORDER BY started_ms, r.id, place"
)


class SqliteRoutines:
    """The `Routines` port. `closed` says why nothing can be written, if so.

    Instants are kept to the millisecond.
    """

    def __init__(self, db: sqlite3.Connection, closed: Trouble | None = None) -> None:
        self._db = db
        self._closed = closed

    def put(self, run: RoutineRun) -> None:
        """Write a run whole, in place of the one with its id; all of it or nothing."""
        self._open()
        with troubles(), transaction(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO routine_run"
                " (id, routine, name, night, started_ms, zone, ended_ms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                _row(run),
            )
            self._db.execute("DELETE FROM routine_step WHERE run = ?", (run.id,))
            self._db.executemany(
                "INSERT INTO routine_step (run, place, id, minutes, practice, text, state, at_ms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [_step_row(run.id, place, step) for place, step in enumerate(run.steps)],
            )

    def remove(self, run_id: str) -> None:
        """Forget a run with all its steps."""
        self._open()
        with troubles(), transaction(self._db):
            self._db.execute("DELETE FROM routine_step WHERE run = ?", (run_id,))
            self._db.execute("DELETE FROM routine_run WHERE id = ?", (run_id,))

    def runs(self, first: date, last: date) -> Sequence[RoutineRun]:
        """The runs of the nights from `first` to `last`, both included, in order of start."""
        asked = (first.isoformat(), last.isoformat())
        with troubles():
            rows = self._db.execute(_SELECT, asked).fetchall()
        return [_run(list(steps)) for _, steps in groupby(rows, key=itemgetter(0))]

    def _open(self) -> None:
        if self._closed is not None:
            raise Trouble(self._closed.key, **self._closed.values)


def _row(run: RoutineRun) -> tuple[object, ...]:
    return (
        run.id, run.routine, clean(run.name), run.night.isoformat(), ms(run.started), run.zone,
        ms(run.ended),
    )  # fmt: skip


def _step_row(run_id: str, place: int, done: StepRun) -> tuple[object, ...]:
    step = done.step
    return (
        run_id, place, step.id, float(step.minutes), step.practice, clean(step.text), done.state,
        ms(done.at),
    )  # fmt: skip


def _run(rows: Sequence[Sequence[Any]]) -> RoutineRun:
    """A run from its rows; one without steps has a single row, and nothing in it of a step."""
    run_id, routine, name, night, started, zone, ended = rows[0][:7]
    begun = instant(started)
    assert begun is not None
    steps = tuple(_step(*row[7:]) for row in rows if row[7] is not None)
    day = date.fromisoformat(night)
    return RoutineRun(run_id, routine, name, day, begun, zone, steps, instant(ended))


def _step(
    step_id: str, minutes: float, practice: str, text: str, state: Any, at: int | None
) -> StepRun:
    return StepRun(RoutineStep(step_id, minutes, practice, text), state, instant(at))
