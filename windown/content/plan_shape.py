"""What the file of the plan out of the box must look like."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

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


def read_plain(file: Path) -> dict[str, Any]:
    """All that the file says. Raises OSError or ValueError where it is missing or wrong."""
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    plain: dict[str, Any] = msgspec.to_builtins(msgspec.convert(raw, _DefaultsFile))
    return plain
