"""Backups: when one is due, what they are called, which are kept; and what erasing takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

#: One by itself is made so often, and so many are kept, whoever made them.
EVERY, KEPT = timedelta(days=7), 8
#: Between these stands the moment, in UTC, so that names stand in order of time.
_START, _END, _FORM = "windown-", ".backup", "%Y%m%dT%H%M%SZ"

#: What can be erased beside one night: each kind of record, all of melatonin, or everything.
EVERYTHING, MELATONIN = "everything", "melatonin"


@dataclass(frozen=True)
class Erasure:
    """What is to go: `what` is "night", the name of a kind, "melatonin" or "everything"."""

    what: str
    night: date | None = None


@dataclass(frozen=True)
class Backup:
    """One backup: the name of its file, when it was made (UTC), its size in bytes."""

    name: str
    made: datetime
    size: int


def name_of(made: datetime) -> str:
    """What the backup of a moment (aware) is called."""
    return f"{_START}{made.astimezone(UTC):{_FORM}}{_END}"


def made_at(name: str) -> datetime | None:
    """The moment a backup was made at, by its name; None where it is none of ours."""
    if not (name.startswith(_START) and name.endswith(_END)):
        return None
    try:
        return datetime.strptime(name[len(_START) : -len(_END)], _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def due(newest: datetime | None, now: datetime) -> bool:
    """Whether one is to be made by itself: a week after the newest.

    One of the future was made by a wrong clock, and is not waited for.
    """
    return newest is None or not timedelta(0) <= now - newest < EVERY


def surplus(names: Iterable[str], keep: int = KEPT) -> list[str]:
    """The backups that go: all but the newest; what is none of ours stays."""
    ours = sorted(name for name in names if made_at(name) is not None)
    return ours[: max(0, len(ours) - keep)]
