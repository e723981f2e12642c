"""What a clinician is told of the last nights: figures, averages, practices; no verdict."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import mean, median

from windown.core.diary import DiaryNight
from windown.core.diary_figures import (
    LEAST_NIGHTS,
    Figures,
    figures,
    midsleep_clock,
    regularity,
    waso_of,
)
from windown.core.evening.ledger import Row
from windown.core.export import MELATONIN, Wishes
from windown.core.history import SessionRecord

#: The lengths that clinics ask for: two and four weeks.
LENGTHS = (14, 28)


@dataclass(frozen=True)
class ReportNight:
    """One night: what the diary says and what follows from it, None where it says nothing.

    `taken` is when melatonin was logged as taken (UTC) and `zone` where, None and "" where it
    was not or is not asked for.
    """

    night: date
    diary: DiaryNight | None = None
    figures: Figures | None = None
    taken: datetime | None = None
    zone: str = ""


@dataclass(frozen=True)
class Average:
    """One average: its id, mean and median over so many nights.

    Minutes, but for "quality" (1 to 5), "n_wake" (times), "share" and "share_asleep" (percent).
    """

    id: str
    mean: float
    median: float
    nights: int


@dataclass(frozen=True)
class Practised:
    """One practice: how often, in how many nights, how long together (minutes of real time)."""

    practice: str
    sessions: int
    nights: int
    minutes: float


@dataclass(frozen=True)
class Answered:
    """One reminder: in how many nights it was done, skipped, missed."""

    reminder: str
    done: int
    skipped: int
    missed: int


@dataclass(frozen=True)
class Report:
    """The nights from first to last, oldest first, and what they come to.

    `averages` is empty with fewer than five nights. `irregular` are minutes (standard
    deviation of mid-sleep). `medicine` and `notes` are the person's own words by night.
    """

    nights: tuple[ReportNight, ...]
    averages: tuple[Average, ...]
    irregular: float | None
    practised: tuple[Practised, ...]
    answered: tuple[Answered, ...]
    medicine: tuple[tuple[date, str], ...] = ()
    notes: tuple[tuple[date, str], ...] = ()
    melatonin: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        told = any(each.diary is not None for each in self.nights)
        return not (told or self.practised)


def span(last: date, nights: int) -> tuple[date, date]:
    """The first and the last of so many nights."""
    return last - timedelta(days=nights - 1), last


def report(
    last: date,
    nights: int,
    diary: Iterable[DiaryNight],
    sessions: Iterable[SessionRecord],
    rows: Iterable[Row],
    wishes: Wishes,
) -> Report:
    """The report of the nights up to `last`; what lies outside of them is not looked at."""
    first, _ = span(last, nights)
    days = [first + timedelta(days=n) for n in range(nights)]
    told = {each.night: each for each in diary if first <= each.night <= last}
    held = [row for row in rows if first <= row.night <= last]
    known = [told[day] for day in days if day in told]
    given = [row for row in held if wishes.melatonin or row.reminder != MELATONIN]
    return Report(
        tuple(_night(day, told.get(day), held, wishes) for day in days),
        _averages(known),
        regularity(known),
        _practised(each for each in sessions if first <= each.night <= last),
        _answered(given),
        _words(known, lambda each: each.medicine) if wishes.melatonin else (),
        _words(known, lambda each: each.note),
        wishes.melatonin,
    )


def _night(day: date, diary: DiaryNight | None, rows: Sequence[Row], wishes: Wishes) -> ReportNight:
    made = figures(diary) if diary else None
    for row in rows:
        taken = (row.reminder, row.night, row.state) == (MELATONIN, day, "done")
        if wishes.melatonin and taken:
            return ReportNight(day, diary, made, row.answered_at, row.zone)
    return ReportNight(day, diary, made)


_OF_NIGHT: dict[str, Callable[[DiaryNight, Figures], float | None]] = {
    "to_sleep": lambda diary, _: diary.sol_min,
    "n_wake": lambda diary, _: diary.n_wake,
    "awake": lambda diary, _: waso_of(diary),
    "asleep": lambda _, made: made.tst,
    "in_bed": lambda _, made: made.tib,
    "share": lambda _, made: made.se_tib,
    "share_asleep": lambda _, made: made.se_dse,
    "midsleep": lambda diary, _: midsleep_clock(diary),
    "quality": lambda diary, _: diary.quality,
}


def _averages(known: Sequence[DiaryNight]) -> tuple[Average, ...]:
    """Each over the nights that say enough for it, where they are five or more."""
    made = [(each, figures(each)) for each in known]
    found = []
    for name, of in _OF_NIGHT.items():
        values = [value for each, its in made if (value := of(each, its)) is not None]
        if len(values) >= LEAST_NIGHTS:
            found.append(Average(name, mean(values), median(values), len(values)))
    return tuple(found)


def _practised(sessions: Iterable[SessionRecord]) -> tuple[Practised, ...]:
    """By practice, the most frequent first; played faster it lasted shorter."""
    by: dict[str, list[SessionRecord]] = {}
    for each in sessions:
        by.setdefault(each.practice, []).append(each)
    found = [
        Practised(
            practice,
            len(held),
            len({each.night for each in held}),
            sum(each.done_s / each.speed for each in held) / 60,
        )
        for practice, held in by.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.sessions, each.practice)))


def _answered(rows: Iterable[Row]) -> tuple[Answered, ...]:
    """By reminder, those that were answered or missed; in order of their names."""
    by: dict[str, Counter[str]] = {}
    for row in rows:
        if row.state in ("done", "skipped", "missed"):
            by.setdefault(row.reminder, Counter())[row.state] += 1
    return tuple(
        Answered(name, held["done"], held["skipped"], held["missed"])
        for name, held in sorted(by.items())
    )


def _words(
    known: Iterable[DiaryNight], of: Callable[[DiaryNight], str]
) -> tuple[tuple[date, str], ...]:
    return tuple((each.night, text) for each in known if (text := " ".join(of(each).split())))
