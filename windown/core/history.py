"""What was done: sessions under their nights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby


@dataclass(frozen=True)
class SessionRecord:
    """One run of a practice. `started` is UTC, seconds are seconds of the timeline.

    `felt` is the optional 1 to 5 afterwards. `speed` is 1.0 but for sessions played faster.
    `slow_s` is for how long breathing was paced below ten breaths a minute.
    """

    id: str
    practice: str
    night: date
    started: datetime
    zone: str
    planned_s: float
    done_s: float = 0.0
    complete: bool = False
    felt: int | None = None
    note: str = ""
    speed: float = 1.0
    slow_s: float = 0.0


def by_night(records: Iterable[SessionRecord]) -> list[tuple[date, list[SessionRecord]]]:
    """Sessions under their nights, latest night first, in a night in the order they were begun."""
    ordered = sorted(records, key=lambda record: (-record.night.toordinal(), record.started))
    return [(night, list(group)) for night, group in groupby(ordered, lambda r: r.night)]
