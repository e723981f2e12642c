"""All that a journal holds as one plain object, and back: what JSON and CSV files are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windown.core.kinds import ANSWERS, DIARY, KINDS, NIGHTS, Field, Kind, Wrong
from windown.core.problems import Trouble
from windown.core.written import MOST

FORMAT, VERSION = "windown", 1
#: The reminder nobody learns of unless the person says so.
MELATONIN = "melatonin"

Plain = dict[str, Any]


@dataclass(frozen=True)
class Wishes:
    """What else is to be in an export or a report, of what stays out unless it is asked for.

    Melatonin stands for its answers and for what the diary holds of medicine. (After-care, once
    there is one, is the next of these.)
    """

    melatonin: bool = False


@dataclass(frozen=True)
class Kept:
    """One record as rows hold it, by column; `lines` are those of its line table, in order."""

    values: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """One record that cannot be kept: its kind, its place in the list from 1, field and reason."""

    kind: str
    number: int
    field: str
    reason: str


def head(wishes: Wishes, made: str) -> Plain:
    """What stands before the lists of an export; `made` is the moment, ISO 8601."""
    without = [] if wishes.melatonin else [MELATONIN]
    return {"format": FORMAT, "version": VERSION, "made": made, "without": without}


def plain_of(kind: Kind, record: Kept) -> Plain:
    """A record as a plain object."""
    held = _plain(kind.fields, record.values)
    if kind.lines:
        held[kind.lines] = [_plain(kind.line_fields, line) for line in record.lines]
    return held


def _plain(fields: Iterable[Field], row: Mapping[str, Any]) -> Plain:
    return {
        each.name: row[each.column] if each.codec.plain is None
        else each.codec.plain(row[each.column])
        for each in fields
    }  # fmt: skip


def shown(kind: Kind, records: Iterable[Plain], wishes: Wishes) -> Iterator[Plain]:
    """The plain records of a kind that may leave the house, each with what of it may."""
    if wishes.melatonin:
        yield from records
        return
    for record in records:
        if kind is ANSWERS and record["reminder"] == MELATONIN:
            continue
        if kind is DIARY:
            yield {name: value for name, value in record.items() if name != "medicine"}
        elif kind is NIGHTS:
            yield {**record, "skipped": [each for each in record["skipped"] if each != MELATONIN]}
        else:
            yield record


def kept_of(kind: Kind, plain: object) -> Kept:
    """A record of a plain object; what it leaves out is left out. Raises `Wrong`."""
    if not isinstance(plain, dict):
        raise Wrong("type")
    return Kept(_row(kind.fields, plain), _lines(kind, plain))


def _row(fields: Sequence[Field], plain: Plain) -> dict[str, Any]:
    row = {}
    for each in fields:
        if each.name in plain:
            row[each.column] = _kept(each, plain[each.name])
        elif each.needed:
            raise Wrong("missing", each.name)
    return row


def _kept(each: Field, value: object) -> Any:
    try:
        return each.codec.kept(value)
    except Wrong as wrong:
        raise Wrong(wrong.reason, each.name) from None


def _lines(kind: Kind, plain: Plain) -> tuple[Mapping[str, Any], ...]:
    """The lines whole: each with all its columns, their ids different ones."""
    if not kind.lines:
        return ()
    given = plain.get(kind.lines, [])
    if not isinstance(given, list) or len(given) > MOST:
        raise Wrong("type", kind.lines)
    if not all(isinstance(line, dict) for line in given):
        raise Wrong("type", kind.lines)
    lines = tuple(whole(kind.line_fields, _row(kind.line_fields, line)) for line in given)
    if len({line["id"] for line in lines}) < len(lines):
        raise Wrong("twice", kind.lines)
    return lines


def whole(fields: Iterable[Field], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with what it leaves out as it is in a new one."""
    return {each.column: row.get(each.column, each.absent) for each in fields}


@dataclass(frozen=True)
class Read:
    """What could be read of a plain object: the records of each kind, and what was left out."""

    records: Mapping[str, tuple[Kept, ...]]
    left_out: tuple[LeftOut, ...] = ()


def read(plain: object) -> Read:
    """The good part of an export. Raises `Trouble` where it is none of ours, or newer."""
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise Trouble("import.foreign")
    version = plain.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Trouble("import.foreign")
    if version > VERSION:
        raise Trouble("import.newer", version=version, known=VERSION)
    left_out: list[LeftOut] = []
    records = {kind.name: tuple(_read_kind(kind, plain, left_out)) for kind in KINDS}
    return Read(records, tuple(left_out))


def _read_kind(kind: Kind, plain: Plain, left_out: list[LeftOut]) -> Iterator[Kept]:
    given = plain.get(kind.name, [])
    if not isinstance(given, list):
        left_out.append(LeftOut(kind.name, 0, "", "type"))
        return
    for number, one in enumerate(given, start=1):
        try:
            yield kept_of(kind, one)
        except Wrong as wrong:
            left_out.append(LeftOut(kind.name, number, wrong.field, wrong.reason))
