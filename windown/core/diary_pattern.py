"""Whether many nights together look like what clinics call insomnia. This is no diagnosis."""

from collections.abc import Iterable
from datetime import date, timedelta

from windown.core.diary import DiaryNight
from windown.core.diary_figures import waso_of

#: Figures of the facts, 7.3: minutes awake that count, and how the night was at best.
LONG_AWAKE, POOR = 30, 2
NIGHTS_A_WEEK, WEEKS, OF_WEEKS = 3, 12, 13
#: Ours, for the shorter form: nearly every week of a month, so that one hard week says nothing.
SHORT_WEEKS, OF_SHORT_WEEKS = 3, 4
#: It is said at most so often.
AGAIN = timedelta(days=30)


def troubled(diary: DiaryNight) -> bool:
    """Whether a person lay awake long that night and called it poor."""
    awake = (diary.sol_min, waso_of(diary), diary.early_min)
    poor = diary.quality is not None and diary.quality <= POOR
    return poor and any(minutes is not None and minutes > LONG_AWAKE for minutes in awake)


def troubled_weeks(diaries: Iterable[DiaryNight], last: date) -> tuple[bool, ...]:
    """For each of the last weeks, the latest first, whether three of its nights were troubled."""
    counts = [0] * OF_WEEKS
    for diary in diaries:
        week = (last - diary.night).days // 7
        if diary.night <= last and week < OF_WEEKS and troubled(diary):
            counts[week] += 1
    return tuple(count >= NIGHTS_A_WEEK for count in counts)


def pattern(diaries: Iterable[DiaryNight], last: date) -> str:
    """What the weeks up to the night `last` look like: "chronic", "short" or "".

    `diaries` are at most one of each night.
    """
    weeks = troubled_weeks(diaries, last)
    if sum(weeks) >= WEEKS:
        return "chronic"
    return "short" if sum(weeks[:OF_SHORT_WEEKS]) >= SHORT_WEEKS else ""


def may_be_said(said: date | None, today: date) -> bool:
    """Whether a month has gone by since it was said last; a clock set back changes nothing."""
    return said is None or abs(today - said) >= AGAIN
