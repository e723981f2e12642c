"""What the files of Care must look like."""

import datetime
from typing import Annotated, Literal

import msgspec

_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z_]{1,39}$")]
_Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
_Number = Annotated[str, msgspec.Meta(pattern=r"^[0-9][0-9 -]*$")]


class _TextFile(msgspec.Struct, forbid_unknown_fields=True):
    title: _Filled
    find: str
    text: _Filled


class CardFile(msgspec.Struct, forbid_unknown_fields=True):
    """One card: its text in each language, and where it is from."""

    id: _Id
    order: int
    source: _Filled
    en: _TextFile
    de: _TextFile
    adults: bool = False


class _LineFile(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["emergency", "crisis", "health", "poison"]
    number: _Number
    source: _Filled
    verified_on: datetime.date
    verified: bool
    name: str = ""
    how: Literal["call", "text", "both"] = "call"
    word: str = ""
    note: Literal["", "mobile", "mental_health_option", "not_everywhere"] = ""
    hours: str = ""
    languages: list[str] = []


class _CountryFile(msgspec.Struct, forbid_unknown_fields=True):
    code: _Country
    covers: list[_Country]
    line: Annotated[list[_LineFile], msgspec.Meta(min_length=1)]


class HelpFile(msgspec.Struct, forbid_unknown_fields=True):
    """All countries with their lines."""

    country: list[_CountryFile]
