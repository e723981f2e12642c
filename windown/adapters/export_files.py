"""What goes out of the house: one JSON file, CSV files in a zip, the nights as a calendar."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from windown.adapters.json_file import replace_file
from windown.adapters.records import one_moment, opened, plain_records
from windown.core.export import Plain, Wishes, head
from windown.core.kinds import DIARY, KINDS, Kind
from windown.core.problems import Trouble
from windown.core.sheets import Sheet, sheets

if TYPE_CHECKING:
    from icalendar import Event

#: Reads the records of a kind, as often as it is asked.
Records = Callable[[Kind], Iterable[Plain]]

#: What a file is made of by its ending.
ENDINGS = (".json", ".zip", ".ics")


def export(database: Path, target: Path, wishes: Wishes, made: datetime, night_name: str) -> int:
    """Write all records in the form of the target's ending, whole or not at all; how many.

    `made` (aware) is now; `night_name` is what a night is called in a calendar. Raises `Trouble`.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise Trouble("export.ending", file=str(target))
    if not target.parent.is_dir():
        raise Trouble("export.folder", folder=str(target.parent))
    counted = Counted()
    with opened(database) as db, one_moment(db):

        def records(kind: Kind) -> Iterator[Plain]:
            return counted.of(kind, plain_records(db, kind, wishes))

        if ending == ".json":
            content = json_bytes(records, wishes, made)
        elif ending == ".zip":
            content = zip_bytes(records, wishes, made)
        else:
            content = calendar_bytes(records(DIARY), night_name, made)
    write(target, content)
    return sum(counted.values())


class Counted(dict[str, int]):
    """How many records of each kind went by."""

    def of(self, kind: Kind, records: Iterable[Plain]) -> Iterator[Plain]:
        """The same records, counted anew."""
        self[kind.name] = 0
        for record in records:
            self[kind.name] += 1
            yield record


def write(target: Path, content: bytes) -> None:
    """Replace a file in one step, or write to what is no file, such as a pipe."""
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            replace_file(target.resolve(), content)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble("export.disk", file=str(target), why=why) from None


def json_bytes(records: Records, wishes: Wishes, made: datetime) -> bytes:
    """One object, a record a line, so that a person and a comparison of two files can read it."""
    from msgspec.json import Encoder

    encode = Encoder().encode
    parts = [b"%b: %b" % (encode(k), encode(v)) for k, v in head(wishes, _text(made)).items()]
    for kind in KINDS:
        lines = b",\n  ".join(map(encode, records(kind)))
        parts.append(encode(kind.name) + (b": [\n  %b\n ]" % lines if lines else b": []"))
    return b"{\n " + b",\n ".join(parts) + b"\n}\n"


def _text(made: datetime) -> str:
    return f"{made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def zip_bytes(records: Records, wishes: Wishes, made: datetime) -> bytes:
    """A CSV file for each kind of record; the same records give the same bytes."""
    held = io.BytesIO()
    stamp = made.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for sheet in sheets(records, wishes):
            info = zipfile.ZipInfo(f"{sheet.name}.csv", stamp)
            info.external_attr = 0o600 << 16
            archive.writestr(info, csv_bytes(sheet), zipfile.ZIP_DEFLATED, 6)
    return held.getvalue()


def csv_bytes(sheet: Sheet) -> bytes:
    """RFC 4180 with every word in quotes, and the mark by which spreadsheets know UTF-8."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(sheet.columns)
    writer.writerows(sheet.rows)
    return held.getvalue().encode("utf-8-sig", "replace")


def calendar_bytes(nights: Iterable[Plain], name: str, made: datetime) -> bytes:
    """An entry for each night whose beginning and end are known, from bed to rise, in UTC."""
    from icalendar import Calendar

    calendar = Calendar()
    for key, value in (("prodid", "-//windown//windown//EN"), ("version", "2.0")):
        calendar.add(key, value)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "windown")
    for night in nights:
        event = _event(night, name, made)
        if event is not None:
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _event(night: Plain, name: str, made: datetime) -> "Event | None":
    from icalendar import Event

    start, end = night["t_bed"] or night["t_try"], night["t_rise"] or night["t_wake"]
    if start is None or end is None or end <= start:
        return None
    event = Event()
    event.add("uid", f"night-{night['night']}@windown")
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _moment(start))
    event.add("dtend", _moment(end))
    event.add("summary", name)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(microsecond=0)
