"""Mornings on disk, in the journal's own file: each night one row, written whole."""

import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from windown.adapters.ledger_rows import instant, ms
from windown.adapters.sqlite import clean, transaction, troubles
from windown.core.diary import DiaryNight
from windown.core.problems import Trouble

#: The columns in the order of the fields of `DiaryNight`.
_COLUMNS = (
    "night, zone, filled_ms, bed_ms, try_ms, sol_min, n_wake, waso_min, wake_ms, rise_ms, quality,"
    " note, tasafa_min, early_min, rested, n_naps, naps_min, n_alcohol, alcohol_last, n_caffeine,"
    " caffeine_last, medicine, screen_off_ms"
)
_INSTANTS = ("filled", "t_bed", "t_try", "t_wake", "t_rise", "screen_off")


class SqliteDiary:
    """The `Diary` port. `closed` says why nothing can be written, if so.

    Instants are kept to the millisecond.
    """

    def __init__(self, db: sqlite3.Connection, closed: Trouble | None = None) -> None:
        self._db = db
        self._closed = closed

    def put(self, diary: DiaryNight) -> None:
        """Write a night whole, in place of what was said of it before."""
        self._write(
            f"INSERT OR REPLACE INTO diary ({_COLUMNS}) VALUES ({', '.join('?' * 23)})",
            _row(diary),
        )

    def remove(self, night: date) -> None:
        """Forget what was said of a night."""
        self._write("DELETE FROM diary WHERE night = ?", (night.isoformat(),))

    def find(self, night: date) -> DiaryNight | None:
        """What was said of a night, or None."""
        return next(iter(self.nights(night, night)), None)

    def nights(self, first: date, last: date) -> Sequence[DiaryNight]:
        """The nights from `first` to `last`, both included, in order."""
        with troubles():
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM diary WHERE night BETWEEN ? AND ? ORDER BY night",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        return [_night(*row) for row in rows]

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        if self._closed is not None:
            raise Trouble(self._closed.key, **self._closed.values)
        with troubles(), transaction(self._db):
            self._db.execute(statement, values)


def _row(diary: DiaryNight) -> tuple[object, ...]:
    return (
        diary.night.isoformat(), diary.zone, ms(diary.filled), ms(diary.t_bed), ms(diary.t_try),
        diary.sol_min, diary.n_wake, diary.waso_min, ms(diary.t_wake), ms(diary.t_rise),
        diary.quality, clean(diary.note), diary.tasafa_min, diary.early_min, diary.rested,
        diary.n_naps, diary.naps_min, diary.n_alcohol, clean(diary.alcohol_last),
        diary.n_caffeine, clean(diary.caffeine_last), clean(diary.medicine),
        ms(diary.screen_off),
    )  # fmt: skip


def _night(*row: Any) -> DiaryNight:
    """A night from its columns."""
    values = dict(zip((field.name for field in fields(DiaryNight)), row, strict=True))
    for name in _INSTANTS:
        values[name] = instant(values[name])
    return DiaryNight(**values | {"night": date.fromisoformat(values["night"])})
