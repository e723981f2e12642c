"""How a plan file of any age or quality becomes a plan, and a plan a file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, time
from typing import Any, TypeVar

from windown.core.evening.melatonin import FORMS, UNITS, amount
from windown.core.evening.plan import (
    ANCHORS,
    ANSWERS,
    LATE,
    Defaults,
    Lead,
    Melatonin,
    Plan,
    Reminder,
    Repeat,
)
from windown.core.fields import Read, clock, flag, one_of, or_none, shown, text, whole
from windown.core.problems import Problem

#: The name of the file, as problems call it.
FILE = "plan.json"

#: Limits of what is believed, all included; minutes, times, characters.
LATE_MIN = (5, 720)
TIMES = (0, 10)
EVERY_MIN = (1, 60)
LONGEST_TEXT = 500

_OWN = re.compile(r"own_[0-9a-f]{8}")
_Value = TypeVar("_Value", Reminder, Repeat, Melatonin)
_KNOWN = ("bedtimes", "rises", "reminders", "melatonin")


def is_own(reminder: str) -> bool:
    """Whether the id is that of a reminder the person made."""
    return _OWN.fullmatch(reminder) is not None


def normalise(raw: object, defaults: Defaults) -> tuple[Plan, tuple[Problem, ...]]:
    """A plan out of any JSON value: each field that makes no sense gets its default and is told.

    Missing fields are defaults and no problem, and shipped reminders that are missing are added.
    Never raises.
    """
    if not isinstance(raw, Mapping):
        return defaults.plan, (Problem(FILE, "", "plan.not_a_table"),)
    problems: list[Problem] = []
    bedtimes, rises = _times(raw, defaults.plan, problems)
    reminders, unknown = _reminders(raw.get("reminders", []), defaults, problems)
    melatonin = _filled(Melatonin(), raw.get("melatonin", {}), _MELATONIN, "melatonin", problems)
    extra = {key: raw[key] for key in raw if key not in _KNOWN}
    if unknown:
        extra["reminders"] = unknown
    return Plan(bedtimes, rises, reminders, melatonin, extra), tuple(problems)


def to_plain(plan: Plan) -> dict[str, object]:
    """The plan as JSON values; `normalise` makes the same plan of them again."""
    melatonin = {entry.name: getattr(plan.melatonin, entry.name) for entry in fields(Melatonin)}
    days = {name: day.isoformat() for name, day in melatonin.items() if isinstance(day, date)}
    unknown = plan.extra.get("reminders", [])
    return {
        **plan.extra,
        "bedtimes": [f"{bedtime:%H:%M}" for bedtime in plan.bedtimes],
        "rises": [f"{rise:%H:%M}" for rise in plan.rises],
        "reminders": [
            *map(_plain, plan.reminders), *(unknown if isinstance(unknown, list) else []),
        ],
        "melatonin": {**melatonin, **days},
    }  # fmt: skip


def _plain(reminder: Reminder) -> dict[str, object]:
    plain = {entry.name: getattr(reminder, entry.name) for entry in fields(Reminder)}
    plain["days"] = sorted(reminder.days)
    plain["repeat"] = {"times": reminder.repeat.times, "every_min": reminder.repeat.every_min}
    plain["answers"] = list(reminder.answers)
    if not is_own(reminder.id):
        del plain["anchor"], plain["answers"]
    return plain


def _times(
    raw: Mapping[Any, object], usual: Plan, problems: list[Problem]
) -> tuple[tuple[time, ...], tuple[time, ...]]:
    bedtimes = _week("bedtimes", raw, usual.bedtimes, problems)
    rises = _week("rises", raw, usual.rises, problems)
    same = {day for day in range(7) if bedtimes[day] == rises[day]}
    problems.extend(Problem(FILE, f"rises.{day}", "plan.same_times") for day in sorted(same))
    return (
        tuple(usual.bedtimes[day] if day in same else bedtimes[day] for day in range(7)),
        tuple(usual.rises[day] if day in same else rises[day] for day in range(7)),
    )


def _week(
    name: str, raw: Mapping[Any, object], usual: tuple[time, ...], problems: list[Problem]
) -> tuple[time, ...]:
    if name not in raw:
        return usual
    given = raw[name]
    if not isinstance(given, list) or len(given) != 7:
        problems.append(_nonsense(name, given))
        return usual
    found: dict[str, Any] = {}
    for day in range(7):
        _take(f"{name}.{day}", str(day), given[day], clock, found, problems)
    return tuple(found.get(str(day), usual[day]) for day in range(7))


def _reminders(
    raw: object, defaults: Defaults, problems: list[Problem]
) -> tuple[tuple[Reminder, ...], list[object]]:
    """Shipped reminders in their order, own ones in that of the file, and those of a newer time."""
    if not isinstance(raw, list):
        problems.append(_nonsense("reminders", raw))
        raw = []
    found: dict[str, Reminder] = {}
    unknown: list[object] = []
    for place, name, entry in _named(raw, problems):
        usual = Reminder(name, "bed", 60) if is_own(name) else defaults.find(name)
        if usual is None:
            unknown.append(entry)
        elif name in found:
            problems.append(Problem(FILE, place, "plan.twice", {"id": name}))
        else:
            found[name] = _reminder(entry, usual, defaults.lead(name), problems)
    shipped = [found.pop(usual.id, usual) for usual in defaults.plan.reminders]
    return (*shipped, *found.values()), unknown


def _named(
    raw: Iterable[object], problems: list[Problem]
) -> Iterator[tuple[str, str, Mapping[Any, object]]]:
    for n, entry in enumerate(raw):
        name = entry.get("id") if isinstance(entry, Mapping) else None
        if isinstance(entry, Mapping) and isinstance(name, str):
            yield f"reminders.{n}", name, entry
        else:
            problems.append(_nonsense(f"reminders.{n}", entry))


def _reminder(
    raw: Mapping[Any, object], usual: Reminder, lead: Lead, problems: list[Problem]
) -> Reminder:
    readers = {**_REMINDER, "lead": whole((lead.least, lead.most))}
    if is_own(usual.id):
        readers |= _OWN_REMINDER
    told = f"reminders.{usual.id}"
    reminder = _filled(usual, raw, readers, told, problems)
    repeat = _filled(usual.repeat, raw.get("repeat", {}), _REPEAT, f"{told}.repeat", problems)
    return replace(reminder, repeat=repeat)


def _filled(
    usual: _Value, raw: object, readers: Mapping[str, Read], told: str, problems: list[Problem]
) -> _Value:
    """The usual value with those fields that are given and make sense."""
    if not isinstance(raw, Mapping):
        problems.append(_nonsense(told, raw))
        return usual
    found: dict[str, Any] = {}
    for name, read in readers.items():
        if name in raw:
            _take(f"{told}.{name}", name, raw[name], read, found, problems)
    return replace(usual, **found)


def _take(
    told: str, name: str, raw: object, read: Read, found: dict[str, Any], problems: list[Problem]
) -> None:
    try:
        found[name] = read(raw)
    except ValueError:
        problems.append(_nonsense(told, raw))


def _nonsense(key: str, raw: object) -> Problem:
    return Problem(FILE, key, "plan.nonsense", {"value": shown(raw)})


def _days(raw: object) -> frozenset[int]:
    weekday = whole((1, 7))
    if not isinstance(raw, list):
        raise ValueError
    return frozenset(day for day in map(weekday, raw) if isinstance(day, int))


def _short(raw: object) -> str:
    read = text(raw)
    if len(read) > LONGEST_TEXT:
        raise ValueError
    return read


def _answers(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw:
        raise ValueError
    read = one_of(ANSWERS)
    return tuple(dict.fromkeys(str(read(answer)) for answer in raw))


def _amount(raw: object) -> str:
    read = text(raw)
    if read and amount(read) is None:
        raise ValueError
    return read


def _unit(raw: object) -> object:
    # A micro sign is typed in two ways, and "ug" where there is none.
    return one_of(UNITS)("µg" if raw in ("ug", "μg") else raw)


def _day(raw: object) -> date:
    return date.fromisoformat(text(raw))


_REMINDER: Mapping[str, Read] = {
    "on": flag,
    "days": _days,
    "late_min": whole(LATE_MIN),
    "late": one_of(LATE),
    "sound": flag,
    "spoken": flag,
    "text": _short,
    "neutral": _short,
}
#: What is given with shipped reminders and chosen for own ones.
_OWN_REMINDER: Mapping[str, Read] = {"anchor": one_of(ANCHORS), "answers": _answers}

_REPEAT: Mapping[str, Read] = {"times": whole(TIMES), "every_min": whole(EVERY_MIN)}

_MELATONIN: Mapping[str, Read] = {
    "amount": _amount,
    "unit": _unit,
    "form": one_of(FORMS),
    "told_by_clinician": flag,
    "adult": flag,
    "since": or_none(_day),
    "noticed": flag,
    "weeks_seen": or_none(_day),
}
