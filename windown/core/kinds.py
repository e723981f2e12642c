"""The kinds of records a journal holds, field by field: how each is kept and how it is plain.

Kept is what a database row holds (instants in milliseconds since 1970, UTC), plain is what JSON
holds (ISO 8601). `Wrong` names the field and the reason where a plain value is none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from windown.core.written import MOST

#: Years a night or an instant may lie in; the rules of the zones reach no further.
YEARS = range(1900, 2200)
#: No text of a person is longer than this (characters), and no id or name than that.
LONGEST_TEXT, LONGEST_ID = 20_000, 200

_EPOCH = datetime(1970, 1, 1)
_MILLISECOND = timedelta(milliseconds=1)
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Wrong(ValueError):
    """A plain value that cannot be kept: the field, and a reason as the end of an id of words."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason, self.field = reason, field


@dataclass(frozen=True)
class Codec:
    """How a value is made plain (None: it is), and kept again (raises `Wrong`)."""

    plain: Callable[[Any], Any] | None
    kept: Callable[[Any], Any]


@dataclass(frozen=True)
class Field:
    """One field: its name in plain, its column, its codec.

    One that is not `needed` may be left out of a plain record, and then is `absent` in a new row.
    """

    name: str
    codec: Codec
    column: str
    needed: bool = True
    absent: object = None


@dataclass(frozen=True)
class Kind:
    """One kind of record: its table, the columns of its key, its fields.

    `lines` are what a record is made of, such as the steps of a run, in order: the fields of
    each stand in `line_table`, whose first columns are `line_key` and the place from 0.
    """

    name: str
    table: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    lines: str = ""
    line_table: str = ""
    line_key: str = ""
    line_fields: tuple[Field, ...] = field(default=())

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order of the fields."""
        return tuple(each.column for each in self.fields)


def _cleaned(text: str) -> str:
    """Without what no database takes: halves of characters, and the character nought."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _text(longest: int, least: int = 0) -> Codec:
    def kept(value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong("type")
        cleaned = _cleaned(value)
        if not least <= len(cleaned) <= longest:
            raise Wrong("length")
        return cleaned

    return Codec(None, kept)


def _whole(low: int, high: int, none: bool = True) -> Codec:
    def kept(value: Any) -> int | None:
        if value is None and none:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Wrong("type")
        if not low <= value <= high:
            raise Wrong("range")
        return value

    return Codec(None, kept)


def _real(low: float, high: float) -> Codec:
    def kept(value: Any) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise Wrong("type")
        if not low <= value <= high:  # which no number that is none is
            raise Wrong("range")
        return float(value)

    return Codec(None, kept)


def _flag(value: Any) -> int:
    if not isinstance(value, bool):
        raise Wrong("type")
    return int(value)


def _one_of(*choices: str) -> Codec:
    def kept(value: Any) -> str:
        if value not in choices:
            raise Wrong("choice")
        return str(value)

    return Codec(None, kept)


def _day(value: Any) -> str:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Wrong("day") from None
    if day.year not in YEARS:
        raise Wrong("year")
    return day.isoformat()


def moment_text(ms: int) -> str:
    """An instant as it is plain, such as "2026-05-01T20:30:00Z"."""
    day, rest = divmod(ms, 86_400_000)
    seconds, thousandths = divmod(rest, 1000)
    part = f".{thousandths:03}" if thousandths else ""
    return f"{_day_text(day)}T{_clock_text(seconds)}{part}Z"


# Twenty years hold half a million instants, but few days and few times of a day.
@lru_cache(maxsize=20_000)
def _day_text(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).date().isoformat()


@lru_cache(maxsize=86_400)
def _clock_text(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _moment(none: bool) -> Codec:
    def plain(ms: Any) -> str | None:
        return None if ms is None else moment_text(ms)

    def kept(value: Any) -> int | None:
        return None if value is None and none else _milliseconds(value)

    return Codec(plain, kept)


def _milliseconds(value: Any) -> int:
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise Wrong("moment")
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise Wrong("year") from None
    except (TypeError, ValueError):
        raise Wrong("moment") from None
    if moment.year not in YEARS:
        raise Wrong("year")
    return (moment - _EPOCH) // _MILLISECOND


def _zone(value: Any) -> str:
    if not isinstance(value, str) or not _is_zone(value):
        raise Wrong("zone")
    return value


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):  # no such zone, a path outside, a folder of zones
        return False


def _clock(value: Any) -> str:
    if value != "" and not (isinstance(value, str) and _CLOCK.fullmatch(value)):
        raise Wrong("clock")
    return str(value)


def _ids(value: Any) -> tuple[str, ...]:
    known = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not known or len(value) > MOST or any(len(each) > LONGEST_ID for each in value):
        raise Wrong("type")
    return tuple(sorted({_cleaned(each) for each in value}))


_WORDS, _NAME, _ID = _text(LONGEST_TEXT), _text(LONGEST_ID), _text(LONGEST_ID, 1)
_NIGHT, _ZONE, _CLOCKTIME = Codec(None, _day), Codec(None, _zone), Codec(None, _clock)
_AT, _AT_TIMES, _YES = _moment(False), _moment(True), Codec(bool, _flag)
_MINUTES, _RATING, _TEN = _whole(0, 720), _whole(1, 5), _whole(0, 10)
#: Ten years of a session, a week of minutes: more is nonsense in a file.
_SECONDS, _STEP = _real(0, 3.2e8), _real(0, 10_080)


def _needed(name: str, codec: Codec, column: str = "") -> Field:
    return Field(name, codec, column or name)


def _may(name: str, codec: Codec, column: str = "", absent: object = None) -> Field:
    return Field(name, codec, column or name, False, absent)


def _words(*names: str) -> tuple[Field, ...]:
    return tuple(_may(name, _WORDS, absent="") for name in names)


SESSIONS = Kind(
    "sessions", "session", ("id",),
    (
        _needed("id", _ID), _needed("practice", _ID), _needed("night", _NIGHT),
        _needed("started", _AT, "started_ms"), _needed("zone", _ZONE),
        _needed("planned_s", _SECONDS), _may("done_s", _SECONDS, absent=0.0),
        _may("complete", _YES, absent=0), _may("felt", _RATING), *_words("note"),
        _may("speed", _real(0.001, 1000), absent=1.0), _may("slow_s", _SECONDS, absent=0.0),
    ),
)  # fmt: skip

#: What was answered or missed. What is still open is no answer, and belongs to one computer.
ANSWERS = Kind(
    "answers", "occurrence", ("reminder", "night"),
    (
        _needed("reminder", _ID), _needed("night", _NIGHT),
        _needed("state", _one_of("done", "skipped", "missed")),
        _needed("due", _AT, "due_ms"), _needed("deadline", _AT, "deadline_ms"),
        _needed("zone", _ZONE), _may("show_by", _AT_TIMES, "show_by_ms"),
        _may("shows", _whole(0, 10_000, False), absent=0),
        _may("shown_at", _AT_TIMES, "shown_ms"), _may("answered_at", _AT_TIMES, "answered_ms"),
        _may("why", _NAME, absent=""), _may("times", _whole(0, 100, False), absent=0),
        _may("every_min", _whole(1, 1440, False), absent=10),
    ),
)  # fmt: skip

NIGHTS = Kind(
    "nights", "night_change", ("night",),
    (
        _needed("night", _NIGHT), _may("bed_shift_min", _whole(-720, 720, False), absent=0),
        _may("skipped", Codec(list, _ids), absent=()),
    ),
)  # fmt: skip

DIARY = Kind(
    "diary", "diary", ("night",),
    (
        _needed("night", _NIGHT), _needed("zone", _ZONE), _needed("filled", _AT, "filled_ms"),
        _may("t_bed", _AT_TIMES, "bed_ms"), _may("t_try", _AT_TIMES, "try_ms"),
        _may("sol_min", _MINUTES), _may("n_wake", _whole(0, 30)), _may("waso_min", _MINUTES),
        _may("t_wake", _AT_TIMES, "wake_ms"), _may("t_rise", _AT_TIMES, "rise_ms"),
        _may("quality", _RATING), *_words("note"), _may("tasafa_min", _MINUTES),
        _may("early_min", _MINUTES), _may("rested", _RATING), _may("n_naps", _whole(0, 30)),
        _may("naps_min", _whole(0, 1440)), _may("n_alcohol", _whole(0, 99)),
        _may("alcohol_last", _CLOCKTIME, absent=""), _may("n_caffeine", _whole(0, 99)),
        _may("caffeine_last", _CLOCKTIME, absent=""), *_words("medicine"),
        _may("screen_off", _AT_TIMES, "screen_off_ms"),
    ),
)  # fmt: skip

ROUTINES = Kind(
    "routines", "routine_run", ("id",),
    (
        _needed("id", _ID), _needed("routine", _ID), _may("name", _NAME, absent=""),
        _needed("night", _NIGHT), _needed("started", _AT, "started_ms"), _needed("zone", _ZONE),
        _may("ended", _AT_TIMES, "ended_ms"),
    ),
    "steps", "routine_step", "run",
    (
        _needed("id", _ID), _needed("minutes", _STEP), _may("practice", _NAME, absent=""),
        *_words("text"), _needed("state", _one_of("open", "done", "skipped")),
        _may("at", _AT_TIMES, "at_ms"),
    ),
)  # fmt: skip

NOTES = Kind(
    "notes", "night_note", ("id",),
    (
        _needed("id", _ID), _needed("night", _NIGHT), _needed("at", _AT, "at_ms"),
        _needed("text", _text(LONGEST_TEXT, 1)), _may("seen", _YES, absent=0),
    ),
)  # fmt: skip

CHECK_INS = Kind(
    "check_ins", "check_in", ("id",),
    (
        _needed("id", _ID), _needed("at", _AT, "at_ms"), _needed("zone", _ZONE),
        *(_may(name, _TEN) for name in ("falling", "staying", "rested", "bother")),
    ),
)  # fmt: skip

LISTS = Kind(
    "lists", "written", ("id",),
    (
        _needed("id", _ID), _needed("kind", _one_of("todo", "worry")), _needed("night", _NIGHT),
        _needed("opened", _AT, "opened_ms"), _may("closed", _AT_TIMES, "closed_ms"),
        _may("hidden_until", _AT_TIMES, "hidden_ms"),
    ),
    "items", "written_item", "list",
    (_needed("id", _ID), *_words("what", "next")),
)  # fmt: skip

#: After-care gets its kind here, and its place in `windown.core.export.Wishes`.
KINDS = (SESSIONS, ANSWERS, NIGHTS, DIARY, ROUTINES, NOTES, CHECK_INS, LISTS)


def kind_of(name: str) -> Kind | None:
    """The kind of a name, or None."""
    return next((kind for kind in KINDS if kind.name == name), None)
