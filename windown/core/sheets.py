"""Records as rows of spreadsheets: flat, with their lines on a sheet of their own, and harmless."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from windown.core.export import Plain, Wishes
from windown.core.kinds import DIARY, KINDS, Kind

#: A cell that begins with one of these is a formula to some spreadsheet, and may run things.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """One file: its name without ending, its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def sheets(records: Callable[[Kind], Iterable[Plain]], wishes: Wishes) -> Iterator[Sheet]:
    """A sheet for each kind of record, and one for the lines of those that have any."""
    for kind in KINDS:
        columns = _columns(kind, wishes)
        yield Sheet(kind.name, columns, _rows(records(kind), columns))
        if kind.lines:
            yield _lines(kind, records(kind))


def _columns(kind: Kind, wishes: Wishes) -> tuple[str, ...]:
    names = tuple(each.name for each in kind.fields)
    if kind is DIARY and not wishes.melatonin:
        return tuple(name for name in names if name != "medicine")
    return names


def _rows(held: Iterable[Plain], columns: Sequence[str]) -> Iterator[list[Cell]]:
    return ([cell(record[name]) for name in columns] for record in held)


def _lines(kind: Kind, held: Iterable[Plain]) -> Sheet:
    names = tuple(each.name for each in kind.line_fields)
    rows = (
        [cell(record["id"]), place, *(cell(line[name]) for name in names)]
        for record in held
        for place, line in enumerate(record[kind.lines], start=1)
    )
    return Sheet(f"{kind.name}_{kind.lines}", (kind.line_key, "place", *names), rows)


def cell(value: Any) -> Cell:
    """A value as a cell; words that a spreadsheet could take for a formula begin with a '."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float):
        return value
    text = "; ".join(value) if isinstance(value, list) else str(value)
    if text[:1].isalnum():  # which most do
        return text
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
