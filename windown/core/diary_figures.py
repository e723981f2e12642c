"""What follows from one diary night: minutes in bed, asleep and awake, and what cannot be right."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from windown.core.diary import DiaryNight
from windown.core.night import NOON
from windown.core.problems import Problem

_MINUTE = timedelta(minutes=1)
#: Limits of the facts, 7.2, in minutes: of the time in bed, and when so much sleep is asked about.
SHORTEST_IN_BED, LONGEST_IN_BED, MUCH_SLEEP = 30, 18 * 60, 14 * 60
#: What minutes, counts and scales may be (the facts, 7.1), both included.
LIMITS = {
    "sol_min": (0, 720), "waso_min": (0, 720), "tasafa_min": (0, 720), "early_min": (0, 720),
    "naps_min": (0, 1440), "n_wake": (0, 30), "n_naps": (0, 30), "n_alcohol": (0, 99),
    "n_caffeine": (0, 99), "quality": (1, 5), "rested": (1, 5),
}  # fmt: skip
_TIMES = ("t_bed", "t_try", "t_wake", "t_rise")
#: So many nights are needed before a mean or a spread says anything (the facts, 7.2).
LEAST_NIGHTS = 5


@dataclass(frozen=True)
class Figures:
    """The figures of one night (the facts, 7.2); None where an answer they need is missing.

    All but the last three are minutes of elapsed time: in bed, from falling asleep to the last
    waking, asleep, in bed after the last waking, in bed before trying, the sleep episode, awake
    while meant to sleep. The efficiencies are percent of the time in bed and of the episode
    (Reed and Sacco 2016, PMC4751425). `midsleep` is UTC. tib = pre + sol + waso + tst + twak.
    """

    tib: float | None
    spt: float | None
    tst: float | None
    twak: float | None
    pre: float | None
    dse: float | None
    twt: float | None
    se_tib: float | None
    se_dse: float | None
    midsleep: datetime | None


def figures(diary: DiaryNight) -> Figures:
    """All figures of a night, on elapsed time, whatever the clock did meanwhile."""
    sol, waso = diary.sol_min, waso_of(diary)
    tib, twak = between(diary.t_bed, diary.t_rise), between(diary.t_wake, diary.t_rise)
    spt = _less(between(diary.t_try, diary.t_wake), sol)
    tst = _less(spt, waso)
    dse = _sum(sol, tst, waso, diary.tasafa_min or 0)
    return Figures(
        tib=tib,
        spt=spt,
        tst=tst,
        twak=twak,
        pre=between(diary.t_bed, diary.t_try),
        dse=dse,
        twt=_sum(sol, waso, twak),
        se_tib=_percent(tst, tib),
        se_dse=_percent(tst, dse),
        midsleep=_midsleep(diary, spt),
    )


def between(first: datetime | None, then: datetime | None) -> float | None:
    """Minutes of elapsed time from one moment to another, None where either is unknown."""
    return None if first is None or then is None else (then - first) / _MINUTE


def waso_of(diary: DiaryNight) -> int | None:
    """Minutes awake in the night; none for a person who did not wake."""
    if diary.waso_min is None and diary.n_wake == 0:
        return 0
    return diary.waso_min


def midsleep_clock(diary: DiaryNight) -> float | None:
    """The middle of the sleep on the wall's clock, in minutes after the noon the night began."""
    middle = figures(diary).midsleep
    if middle is None:
        return None
    local = middle.astimezone(ZoneInfo(diary.zone)).replace(tzinfo=None)
    return (local - datetime.combine(diary.night, NOON)) / _MINUTE


def regularity(diaries: Iterable[DiaryNight], least: int = LEAST_NIGHTS) -> float | None:
    """By how many minutes the middle of sleep varies (standard deviation of a sample).

    Meant for seven nights; None where fewer than `least` of them say enough.
    """
    middles = [at for diary in diaries if (at := midsleep_clock(diary)) is not None]
    if len(middles) < max(2, least):
        return None
    mean = sum(middles) / len(middles)
    return math.sqrt(sum((at - mean) ** 2 for at in middles) / (len(middles) - 1))


def problems(diary: DiaryNight) -> tuple[Problem, ...]:
    """What cannot be right about a night: the field it is told at, and the id of a sentence."""
    found = [*_out_of_range(diary), *_out_of_order(diary)]
    made = figures(diary)
    if not found and made.tib is not None:
        if made.tib < SHORTEST_IN_BED:
            found.append(_problem("t_rise", "in_bed_short"))
        elif made.tib > LONGEST_IN_BED:
            found.append(_problem("t_rise", "in_bed_long"))
    if not found and made.tst is not None and made.tst < 0:
        found.append(_problem("waso_min" if waso_of(diary) else "sol_min", "awake_longer"))
    if diary.n_wake == 0 and (diary.waso_min or 0) > 0:
        found.append(_problem("waso_min", "awake_without_waking"))
    return tuple(found)


def wonders(diary: DiaryNight) -> tuple[Problem, ...]:
    """What may well be right and is asked about all the same."""
    asleep = figures(diary).tst
    much = asleep is not None and asleep > MUCH_SLEEP
    return (_problem("t_wake", "much_sleep"),) if much else ()


def _out_of_range(diary: DiaryNight) -> list[Problem]:
    return [
        _problem(name, "range", least=least, most=most)
        for name, (least, most) in LIMITS.items()
        if (value := getattr(diary, name)) is not None and not least <= value <= most
    ]


def _out_of_order(diary: DiaryNight) -> list[Problem]:
    given = [(name, at) for name in _TIMES if (at := getattr(diary, name)) is not None]
    return [_problem(name, "order") for (_, before), (name, at) in pairwise(given) if at < before]


def _problem(field: str, reason: str, **values: object) -> Problem:
    return Problem("diary", field, f"diary.problem.{reason}", values)


def _midsleep(diary: DiaryNight, spt: float | None) -> datetime | None:
    if diary.t_try is None or diary.sol_min is None or spt is None:
        return None
    return diary.t_try + timedelta(minutes=diary.sol_min + spt / 2)


def _less(whole: float | None, part: float | None) -> float | None:
    return None if whole is None or part is None else whole - part


def _sum(*parts: float | None) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _percent(part: float | None, whole: float | None) -> float | None:
    return 100 * part / whole if part is not None and whole else None
