"""Lengths, times and dates as a person reads them, in their language."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from windown.core.wording import Words

if TYPE_CHECKING:
    from windown.core.practice import Practice


def clock_text(local: datetime) -> str:
    """A clock time, 24 hours."""
    return f"{local:%H:%M}"


def minutes_text(minutes: float, words: Words) -> str:
    """Minutes, whole where they are long, halves where they are short; seconds below one."""
    if minutes < 0.995:
        seconds = round(minutes * 60)
        return words("unit.seconds", n=seconds, text=str(seconds))
    halves = round(minutes * 2) / 2 if minutes < 10 else float(round(minutes))
    text = number_text(halves, words)
    return words("unit.minutes", n=1 if halves == 1 else 2, text=text)


def number_text(value: float, words: Words) -> str:
    """A figure without needless digits, with the decimal sign of the language."""
    return f"{round(value, 2):g}".replace(".", words("unit.decimal"))


def length_text(practice: Practice, minutes: float | None, words: Words) -> str:
    """How long a practice lasts: in breaths where it is counted in them, else in minutes."""
    wanted = practice.minutes.default if minutes is None else minutes
    if practice.cycles:
        breaths = round(wanted / practice.minutes.max * practice.cycles.max)
        return words("unit.breaths", n=breaths, text=str(breaths))
    return minutes_text(wanted, words)


def date_text(day: date, words: Words) -> str:
    """A weekday with day and month."""
    return words(
        "date.long",
        weekday=words(f"date.weekday_{day.isoweekday()}"),
        day=day.day,
        month=words(f"date.month_{day.month}"),
    )
