"""Nights of other programs' files as diary nights: only what they know, nothing guessed.

Both formats were read from their public descriptions: Sleep as Android's own page on its CSV
file, and the export of Plees Tracker. A sleep is from lights out (`t_try`) to the last waking
(`t_wake`); of bed and rise they know nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from windown.core.diary import DiaryNight
from windown.core.kinds import LONGEST_TEXT, YEARS, Wrong
from windown.core.night import instant, night_of

#: A sleep shorter or longer than this is none (hours).
LONGEST_H = 24
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SAA_TIME = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}) (\d{1,2}):(\d{2})")
_SAA_HEAD = ("Id", "Tz", "From", "To", "Sched", "Hours", "Rating", "Comment")
_PLEES_HEAD = ("sid", "start", "stop")


@dataclass(frozen=True)
class Sleep:
    """One sleep of a file: from, to (UTC), where; quality 1 to 5 or None, awakenings or None."""

    start: datetime
    end: datetime
    zone: str
    quality: int | None = None
    note: str = ""
    n_wake: int | None = None


@dataclass(frozen=True)
class WrongRow:
    """A row that is no sleep: its line in the file from 1, the column, the reason."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True)
class Foreign:
    """The sleeps of a file and the rows that are none."""

    sleeps: tuple[Sleep, ...]
    left_out: tuple[WrongRow, ...]


Rows = Iterable[tuple[int, Sequence[str]]]


def is_sleep_as_android(first: Sequence[str]) -> bool:
    """Whether the first row of a file says that it is one of Sleep as Android."""
    return tuple(first[:8]) == _SAA_HEAD


def is_plees(first: Sequence[str]) -> bool:
    """Whether the first row of a file says that it is one of Plees Tracker."""
    return tuple(first[:3]) == _PLEES_HEAD


def sleep_as_android(rows: Rows) -> Foreign:
    """The sleeps of rows with the lines they begin on.

    Each record is a row of names, a row of values and perhaps a row of noise, which begins empty.
    """
    sleeps, wrong = [], []
    names: Sequence[str] = ()
    for line, row in rows:
        if not row or not row[0].strip():
            continue
        if row[0] == "Id":
            names = row
            continue
        try:
            sleeps.append(_of_android(dict(zip(names, row, strict=False))))
        except Wrong as why:
            wrong.append(WrongRow(line, why.field, why.reason))
    return Foreign(tuple(sleeps), tuple(wrong))


def _of_android(row: dict[str, str]) -> Sleep:
    zone = row.get("Tz", "")
    try:
        where = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise Wrong("zone", "Tz") from None
    begun = _begun(row, where)
    sleep = Sleep(begun, _android_time(row, "To", where), zone,
                  _rating(row.get("Rating", "")), _note(row.get("Comment", "")))  # fmt: skip
    return _possible(sleep, "To")


def _begun(row: dict[str, str], where: ZoneInfo) -> datetime:
    """The id is the very instant of the beginning; the clock time is read where it is none."""
    written = _android_time(row, "From", where)
    given = row.get("Id", "")
    if given.isascii() and given.isdigit() and len(given) <= 15:
        exact = _instant(given, "Id")
        if abs(exact - written) < timedelta(minutes=1) or exact - written == timedelta(hours=1):
            return exact
    return written


def _android_time(row: dict[str, str], name: str, where: ZoneInfo) -> datetime:
    """A time such as "26. 11. 2020 20:00"."""
    found = _SAA_TIME.fullmatch(row.get(name, "").strip())
    if found is None:
        raise Wrong("moment", name)
    day, month, year, hour, minute = map(int, found.groups())
    try:
        moment = datetime(year, month, day, hour, minute)
        return instant(moment.date(), moment.time(), where) if year in YEARS else _far(name)
    except (ValueError, OverflowError):
        raise Wrong("moment", name) from None


def _far(name: str) -> datetime:
    raise Wrong("year", name)


def plees(rows: Rows, zone: str) -> Foreign:
    """The sleeps of rows of Plees Tracker, whose instants are milliseconds since 1970.

    It keeps no zone: the person's own is taken.
    """
    sleeps, wrong = [], []
    names: Sequence[str] = ()
    for line, row in rows:
        if not row:
            continue
        if not names:
            names = row
            continue
        try:
            sleeps.append(_of_plees(dict(zip(names, row, strict=False)), zone))
        except Wrong as why:
            wrong.append(WrongRow(line, why.field, why.reason))
    return Foreign(tuple(sleeps), tuple(wrong))


def _of_plees(row: dict[str, str], zone: str) -> Sleep:
    begun, ended = (_instant(row.get(name, ""), name) for name in ("start", "stop"))
    # 0 is what it writes where nothing was said.
    woken = _figure(row.get("wakes", ""), 30)
    return _possible(
        Sleep(begun, ended, zone, _rating(row.get("rating", "")), _note(row.get("comment", "")),
              woken or None), "stop"
    )  # fmt: skip


def _instant(given: str, name: str) -> datetime:
    if not (given.isascii() and given.isdigit()):
        raise Wrong("moment", name)
    try:
        moment = _EPOCH + timedelta(milliseconds=int(given[:20]))
    except OverflowError:
        raise Wrong("year", name) from None
    if moment.year not in YEARS:
        raise Wrong("year", name)
    return moment


def _possible(sleep: Sleep, name: str) -> Sleep:
    if not timedelta(0) < sleep.end - sleep.start <= timedelta(hours=LONGEST_H):
        raise Wrong("backwards", name)
    return sleep


def _rating(given: str) -> int | None:
    """Stars from 0 to 5, where 0 is nothing said, as our 1 to 5."""
    try:
        stars = float(given)
    except ValueError:
        return None
    return max(1, min(5, int(stars + 0.5))) if 0 < stars <= 5 else None


def _figure(given: str, high: int) -> int | None:
    known = given.isascii() and given.isdigit() and len(given) < 4 and int(given) <= high
    return int(given) if known else None


def _note(given: str) -> str:
    return " ".join(given.split())[:LONGEST_TEXT]


def diary_of(sleeps: Iterable[Sleep]) -> tuple[list[DiaryNight], int]:
    """A diary night for each night: its longest sleep; and how many shorter ones there were.

    It counts as filled when the sleep ended, so that whatever a person wrote here is later.
    """
    nights: dict[object, Sleep] = {}
    shorter = 0
    for sleep in sleeps:
        night = night_of(sleep.start, ZoneInfo(sleep.zone))
        known = nights.get(night)
        if known is not None and known != sleep:
            shorter += 1
        if known is None or (sleep.end - sleep.start, sleep.end) > (
            known.end - known.start,
            known.end,
        ):
            nights[night] = sleep
    return [_diary_night(sleep) for sleep in nights.values()], shorter


def _diary_night(sleep: Sleep) -> DiaryNight:
    return DiaryNight(
        night_of(sleep.start, ZoneInfo(sleep.zone)), sleep.zone, sleep.end,
        t_try=sleep.start, t_wake=sleep.end, n_wake=sleep.n_wake, quality=sleep.quality,
        note=sleep.note,
    )  # fmt: skip
