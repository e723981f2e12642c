"""From what a person types in the morning to a diary night, and back."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from windown.core.diary import DiaryNight
from windown.core.diary_figures import LIMITS
from windown.core.night import NOON, instant
from windown.core.problems import Problem

#: The nine questions in their order, and those that may be left folded (the facts, 7.1).
CORE = (
    "t_bed", "t_try", "sol_min", "n_wake", "waso_min", "t_wake", "t_rise", "quality", "note",
)  # fmt: skip
MORE = (
    "early_min", "tasafa_min", "rested", "n_naps", "naps_min", "n_alcohol", "alcohol_last",
    "n_caffeine", "caffeine_last", "medicine", "screen_off",
)  # fmt: skip
TIMES = ("t_bed", "t_try", "t_wake", "t_rise")
#: A clock time that is no instant, since nothing is reckoned from it.
CLOCKS = ("alcohol_last", "caffeine_last")
MINUTES = ("sol_min", "waso_min", "early_min", "tasafa_min", "naps_min")
COUNTS = ("n_wake", "n_naps", "n_alcohol", "n_caffeine", "quality", "rested")
TEXTS = ("note", "medicine")
LONGEST = 2000
#: Without an earlier time a waking in the early evening is one of the next day.
_EVENING = time(18)
_STEP = timedelta(minutes=5)
_CLOCK = re.compile(
    r"(\d{1,2})\s*(?:[:.,h ]\s*(\d{1,2}))?\s*(?:h|uhr|([ap])\.?m?\.?)?", re.IGNORECASE
)
_SPAN = re.compile(
    r"(?:(\d{1,3})\s*(?:h|std|hours?|:)\.?\s*)?(?:(\d{1,4})\s*(?:m|min|minutes?|minuten)?\.?)?",
    re.IGNORECASE,
)


def kind_of(field: str) -> str:
    """What a field takes: "time", "minutes", "count", "scale" or "text"."""
    if field in (*TIMES, *CLOCKS, "screen_off"):
        return "time"
    if field in ("quality", "rested"):
        return "scale"
    return "minutes" if field in MINUTES else "count" if field in COUNTS else "text"


def clock_of(text: str) -> time:
    """The clock time a person typed: 23:10, 23.10, 2310, 7 or 11:10 pm.

    24:00 is midnight. Raises ValueError where it is none.
    """
    tidy = text.strip()
    if tidy.isdecimal() and len(tidy) in (3, 4):
        tidy = f"{tidy[:-2]}:{tidy[-2:]}"
    found = _CLOCK.fullmatch(tidy)
    if found is None:
        raise ValueError(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(0 if (hour, minute) == (24, 0) else hour, minute)


def minutes_of(text: str) -> int:
    """Minutes from 45, 1:30 or 1 h 30. Raises ValueError where it is no such thing."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or (found[1] is None and found[2] is None):
        raise ValueError(text)
    return 60 * int(found[1] or 0) + int(found[2] or 0)


def stepped(field: str, typed: str, up: int) -> str:
    """What was typed, some steps up or down: five minutes each, or one where things are counted.

    What cannot be read, and what can be neither more nor less, stays as it is.
    """
    kind = kind_of(field)
    try:
        if kind == "time":
            at = datetime.combine(date(2000, 1, 2), clock_of(typed or "0")) + up * _STEP
            return f"{at:%H:%M}"
        read = minutes_of if kind == "minutes" else _count
        least, most = LIMITS[field]
        by = up * (_STEP // timedelta(minutes=1) if kind == "minutes" else 1)
        return str(min(most, max(least, read(typed or "0") + by)))
    except (ValueError, KeyError):
        return typed


def unwrapped(
    night: date,
    zone: ZoneInfo,
    clocks: Mapping[str, time],
    kept: Mapping[str, datetime | None] | None = None,
) -> dict[str, datetime]:
    """Clock times of a night as UTC instants, each at or after the one before.

    `kept` are the instants that stood before: one whose clock time is the same is not touched,
    so that neither its seconds nor its place in a doubled hour is lost.
    """
    found: dict[str, datetime] = {}
    before: datetime | None = None
    for field in TIMES:
        if field not in clocks:
            continue
        after = before or _earliest(field, night, zone)
        stood = (kept or {}).get(field)
        same = stood is not None and stood >= after and wall(stood, zone) == clocks[field]
        before = stood if same and stood is not None else next_at(after, clocks[field], zone)
        found[field] = before
    return found


def next_at(after: datetime, clock: time, zone: ZoneInfo) -> datetime:
    """The first instant from `after` (UTC) on at which the wall's clock says a time.

    As `instant` reads it, but for an hour that comes twice: there the second is meant where the
    first is over.
    """
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        for moment in (instant(day, clock, zone), _again(day, clock, zone)):
            if moment >= after:
                return moment
        day += timedelta(days=1)


def wall(moment: datetime, zone: ZoneInfo) -> time:
    """The wall's clock at a moment, to the minute."""
    local = moment.astimezone(zone)
    return time(local.hour, local.minute)


def texts_of(diary: DiaryNight) -> dict[str, str]:
    """The answers of a night as a person would type them; what is not answered is not there."""
    zone = ZoneInfo(diary.zone)
    texts: dict[str, str] = {}
    for field in (*CORE, *MORE):
        value = getattr(diary, field)
        if isinstance(value, datetime):
            texts[field] = f"{wall(value, zone):%H:%M}"
        elif value not in (None, ""):
            texts[field] = str(value)
    return texts


def drafted(
    night: date,
    zone: str,
    now: datetime,
    texts: Mapping[str, str],
    kept: DiaryNight | None = None,
) -> tuple[DiaryNight, tuple[Problem, ...]]:
    """The diary night of what was typed, and what of it could not be read.

    `kept` is what stood before. Nobody who did not wake is asked how long that took.
    """
    wrong: list[Problem] = []
    values: dict[str, Any] = {}
    clocks: dict[str, time] = {}
    for field in (*CORE, *MORE):
        text = texts.get(field, "").strip()
        if text:
            _read(field, text, values, clocks, wrong)
    tz = ZoneInfo(zone)
    stood = {} if kept is None else {field: getattr(kept, field) for field in TIMES}
    values |= unwrapped(night, tz, {f: clocks[f] for f in TIMES if f in clocks}, stood)
    if "screen_off" in clocks:
        values["screen_off"] = next_at(instant(night, NOON, tz), clocks["screen_off"], tz)
    if values.get("n_wake") == 0:
        values["waso_min"] = 0
    return DiaryNight(night, zone, now, **values), tuple(wrong)


def _read(
    field: str, text: str, values: dict[str, Any], clocks: dict[str, time], wrong: list[Problem]
) -> None:
    kind = kind_of(field)
    try:
        if kind == "time":
            clocks[field] = clock_of(text)
            if field in CLOCKS:
                values[field] = f"{clocks[field]:%H:%M}"
        elif kind == "text":
            values[field] = " ".join(text.split())[:LONGEST]
        else:
            values[field] = minutes_of(text) if kind == "minutes" else _count(text)
    except ValueError:
        reason = {"time": "no_time", "minutes": "no_minutes"}.get(kind, "no_count")
        wrong.append(Problem("diary", field, f"diary.problem.{reason}"))


def _count(text: str) -> int:
    if not (text.isdecimal() and text.isascii()) or len(text) > 4:
        raise ValueError(text)
    return int(text)


def _earliest(field: str, night: date, zone: ZoneInfo) -> datetime:
    return instant(night, NOON if field in ("t_bed", "t_try") else _EVENING, zone)


def _again(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The second time of a doubled hour; of any other, and of a skipped one, the only time."""
    once = instant(day, clock, zone)
    twice = datetime.combine(day, clock, zone).replace(fold=1).astimezone(UTC)
    return max(once, twice)
