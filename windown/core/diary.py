"""One diary night: what a person says in the morning about the night before."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DiaryNight:
    """The answers about one night (the facts, 7.1); None or "" is what was not answered.

    Instants are UTC, `zone` is where they were meant. Minutes are whole. `quality` and `rested`
    run from 1 to 5. `alcohol_last` and `caffeine_last` are clock times as "HH:MM", `n_` figures
    count. `screen_off` is an instant. `filled` is when it was last written.
    """

    night: date
    zone: str
    filled: datetime
    t_bed: datetime | None = None
    t_try: datetime | None = None
    sol_min: int | None = None
    n_wake: int | None = None
    waso_min: int | None = None
    t_wake: datetime | None = None
    t_rise: datetime | None = None
    quality: int | None = None
    note: str = ""
    tasafa_min: int | None = None
    early_min: int | None = None
    rested: int | None = None
    n_naps: int | None = None
    naps_min: int | None = None
    n_alcohol: int | None = None
    alcohol_last: str = ""
    n_caffeine: int | None = None
    caffeine_last: str = ""
    medicine: str = ""
    screen_off: datetime | None = None
