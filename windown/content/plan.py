"""The plan out of the box, from `assets/plan/defaults.toml`."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from windown.core.evening.plan import Defaults, Lead, Plan, Reminder, Repeat, every_night

_Minutes = Annotated[int, msgspec.Meta(ge=0, le=1440)]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z_]{1,39}$")]


class _LeadFile(msgspec.Struct, forbid_unknown_fields=True):
    default: _Minutes
    min: _Minutes
    max: _Minutes
    step: Annotated[int, msgspec.Meta(ge=1, le=60)]


class _RepeatFile(msgspec.Struct, forbid_unknown_fields=True):
    times: Annotated[int, msgspec.Meta(ge=0, le=10)]
    every_min: Annotated[int, msgspec.Meta(ge=1, le=60)]


class _ReminderFile(msgspec.Struct, forbid_unknown_fields=True):
    lead: _LeadFile
    on: bool
    late_min: _Minutes
    late: Literal["show", "drop"]
    answers: list[Literal["done", "taken", "begin", "skip", "later"]]
    sound: bool
    spoken: bool
    repeat: _RepeatFile


class _DefaultsFile(msgspec.Struct, forbid_unknown_fields=True):
    bedtime: str
    rise: str
    before_bed: dict[_Id, _ReminderFile]
    after_rise: dict[_Id, _ReminderFile]


def read_defaults(file: Path) -> Defaults:
    """The defaults of the plan, in the order of the file.

    The file is ours and packed with the program: one that is missing or wrong is a fault of the
    installation and raises OSError or ValueError.
    """
    read = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _DefaultsFile)
    anchored = {"bed": read.before_bed, "rise": read.after_rise}
    reminders = tuple(
        _reminder(name, anchor, entry)
        for anchor, entries in anchored.items()
        for name, entry in entries.items()
    )
    leads = {
        name: Lead(entry.lead.min, entry.lead.max, entry.lead.step)
        for entries in anchored.values()
        for name, entry in entries.items()
    }
    plan = every_night(
        Plan(reminders=reminders), time.fromisoformat(read.bedtime), time.fromisoformat(read.rise)
    )
    return Defaults(plan, leads)


def _reminder(name: str, anchor: str, entry: _ReminderFile) -> Reminder:
    return Reminder(
        name,
        anchor,
        entry.lead.default,
        on=entry.on,
        late_min=entry.late_min,
        late=entry.late,
        answers=tuple(entry.answers),
        sound=entry.sound,
        spoken=entry.spoken,
        repeat=Repeat(entry.repeat.times, entry.repeat.every_min),
    )
