"""What comes into the house: a file of any kind, read whole or refused in a sentence."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from windown.adapters.records import opened, write_all
from windown.core.diary import DiaryNight
from windown.core.export import Kept, Read, kept_of, read
from windown.core.foreign import (
    diary_of,
    is_plees,
    is_sleep_as_android,
    plees,
    sleep_as_android,
)
from windown.core.kinds import DIARY, Kind
from windown.core.merging import merged
from windown.core.problems import Trouble
from windown.core.taken import Left, TakenIn, Written

#: Twice an export of twenty years of everything (bytes).
LARGEST = 64_000_000
#: The file of a zip of Sleep as Android that is meant.
_INSIDE = "sleep-export.csv"
#: A night of Sleep as Android is one row with a column for every few minutes.
_LONGEST_CELL = 1_000_000


def take_in(database: Path, source: Path, zone: str) -> TakenIn:
    """Take in a file: the JSON of an export, or the CSV (or zip) of another program.

    All of its good part is written or nothing. `zone` is the person's own, for files without
    one. Raises `Trouble`, with the line where there is one, where a file cannot be read.
    """
    text, name = _content(source)
    if text.lstrip()[:1] == "{":
        return _ours(database, text)
    return _others(database, text, name, zone)


def _content(source: Path) -> tuple[str, str]:
    content = _bytes(source)
    if content.startswith(b"PK\x03\x04"):
        content = _unpacked(content)
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, encoding), source.name
    return _decoded(content, "utf-8-sig"), source.name


def _bytes(source: Path) -> bytes:
    try:
        if source.is_dir():
            raise Trouble("import.folder", file=str(source))
        with source.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble("import.unreadable", file=str(source), why=why) from None
    if len(content) > LARGEST:
        raise Trouble("import.large", limit=LARGEST // 1_000_000)
    if not content.strip():
        raise Trouble("import.empty")
    return content


def _unpacked(content: bytes) -> bytes:
    """The one file of a zip that is meant, whatever size the zip says it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [each for each in archive.namelist() if Path(each).name == _INSIDE]
            if not names:
                raise Trouble("import.zip")
            with archive.open(names[0]) as file:
                inside = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise Trouble("import.zip_damaged") from None
    except Exception as error:  # zlib and lzma have errors of their own
        if isinstance(error, Trouble):
            raise
        raise Trouble("import.zip_damaged") from None
    if len(inside) > LARGEST:
        raise Trouble("import.large", limit=LARGEST // 1_000_000)
    return inside


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Trouble("import.encoding", line=line) from None


def _ours(database: Path, text: str) -> TakenIn:
    try:
        plain = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Trouble("import.json", line=error.lineno, why=error.msg) from None
    except RecursionError:
        raise Trouble("import.deep") from None
    except ValueError:
        raise Trouble("import.number") from None
    found = read(plain)
    left = [Left(0, each.kind, each.number, each.field, each.reason) for each in found.left_out]
    return _written(database, found, left)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _others(database: Path, text: str, name: str, zone: str) -> TakenIn:
    rows = list(_rows(text))
    first = rows[0][1] if rows else ()
    if is_sleep_as_android(first):
        found = sleep_as_android(rows)
    elif is_plees(first):
        found = plees(rows, zone)
    else:
        raise Trouble("import.unknown", file=name)
    nights, shorter = diary_of(found.sleeps)
    records = tuple(kept_of(DIARY, plain_night(night)) for night in nights)
    left = [Left(each.line, "", 0, each.field, each.reason) for each in found.left_out]
    return _written(database, Read({DIARY.name: records}), left, shorter, only_new=True)


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows with the lines they begin on."""
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise Trouble("import.csv", line=line, why=str(error)) from None
    finally:
        csv.field_size_limit(before)


def plain_night(night: DiaryNight) -> dict[str, object]:
    """A diary night as a plain record."""
    held = ((each.name, getattr(night, each.name)) for each in fields(night))
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in held
    }


def _written(
    database: Path, found: Read, left: list[Left], shorter: int = 0, only_new: bool = False
) -> TakenIn:
    if not any(found.records.values()):
        return TakenIn(Written(), len(left), left[0] if left else None, shorter)
    with opened(database) as db:
        written = write_all(db, found, _only_new) if only_new else write_all(db, found)
    return TakenIn(written, len(left), left[0] if left else None, shorter)


def _only_new(kind: Kind, here: Kept | None, there: Kept) -> Kept | None:
    """Another program's night never takes the place of one that is here."""
    return merged(kind, None, there) if here is None else None
