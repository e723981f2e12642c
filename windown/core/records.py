"""Small things a person notes: a line in the night, and a check-in now and then."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class NightNote:
    """One dark line written in the night, shown in the morning; `seen` once it was."""

    id: str
    night: date
    at: datetime
    text: str
    seen: bool = False


@dataclass(frozen=True)
class CheckIn:
    """Four answers from 0 to 10 (the facts, 7.7), None where skipped; no validated test."""

    id: str
    at: datetime
    zone: str
    falling: int | None = None
    staying: int | None = None
    rested: int | None = None
    bother: int | None = None
