"""Weeks of nights: medians and means of four of them, and nights with and without something."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median

from windown.core.diary import DiaryNight
from windown.core.diary_figures import LEAST_NIGHTS, figures, regularity, waso_of

#: A four-week average reaches over so many nights, regularity over so many (the facts, 7.2).
FOUR_WEEKS, WEEK = 28, 7
#: What is told of a night: minutes, but for the share of the night asleep (percent).
MEASURES = ("asleep", "falling", "awake", "share", "regular")

Values = Mapping[date, float]

_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Average:
    """The median and the mean of so many nights, in the measure's own unit."""

    median: float
    mean: float
    nights: int


@dataclass(frozen=True)
class Apart:
    """Nights with something and nights without, each with at least five; it says nothing of why."""

    with_it: Average
    without: Average


_OF_A_NIGHT: Mapping[str, Callable[[DiaryNight], float | None]] = {
    "asleep": lambda diary: figures(diary).tst,
    "falling": lambda diary: diary.sol_min,
    "awake": waso_of,
    "share": lambda diary: figures(diary).se_dse,
}


def values(measure: str, diaries: Sequence[DiaryNight]) -> dict[date, float]:
    """A measure by night, where the diary says enough; `diaries` stand in order of night.

    That of "regular" is by how many minutes the middle of sleep varied in the seven nights up
    to this one, which themselves need five that say enough.
    """
    if measure == "regular":
        return _regular(diaries)
    told = ((diary.night, _OF_A_NIGHT[measure](diary)) for diary in diaries)
    return {night: float(value) for night, value in told if value is not None}


def _regular(diaries: Sequence[DiaryNight]) -> dict[date, float]:
    nights = [diary.night for diary in diaries]
    found: dict[date, float] = {}
    for at, night in enumerate(nights):
        first = bisect_left(nights, night - (WEEK - 1) * _ONE)
        spread = regularity(diaries[first : at + 1])
        if spread is not None:
            found[night] = spread
    return found


def average(told: Iterable[float], least: int = LEAST_NIGHTS) -> Average | None:
    """Median and mean; None where fewer than `least` nights say enough."""
    known = list(told)
    return Average(median(known), fmean(known), len(known)) if len(known) >= least else None


def four_weeks(told: Values, last: date, least: int = LEAST_NIGHTS) -> Average | None:
    """Median and mean of the 28 nights up to `last`; None with fewer than `least` of them."""
    first = last - (FOUR_WEEKS - 1) * _ONE
    return average((value for night, value in told.items() if first <= night <= last), least)


def course(told: Values, first: date, last: date) -> list[tuple[date, float]]:
    """The four-week median at each night that was told, from `first` to `last`.

    One night hardly moves it; where too few nights say enough it has a gap.
    """
    nights = sorted(night for night in told if first <= night <= last)
    found = ((night, four_weeks(told, night)) for night in nights)
    return [(night, held.median) for night, held in found if held is not None]


def apart(told: Values, nights: Collection[date]) -> Apart | None:
    """The nights that were among `nights` beside those that were not, where each are five."""
    with_it = average(value for night, value in told.items() if night in nights)
    without = average(value for night, value in told.items() if night not in nights)
    return Apart(with_it, without) if with_it and without else None


def in_a_row(nights: Collection[date], last: date) -> int:
    """How many nights follow each other up to `last`; a `last` still open does not end them."""
    night = last if last in nights else last - _ONE
    count = 0
    while night in nights:
        count, night = count + 1, night - _ONE
    return count


def monday_of(night: date) -> date:
    """The Monday of a night's week."""
    return night - timedelta(days=night.weekday())
