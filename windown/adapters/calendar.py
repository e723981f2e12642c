"""The plan as an .ics file for a phone: weekly series in floating local time, with alarms."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from windown.core.evening.calendar import Series
from windown.core.evening.plan import Reminder
from windown.core.problems import Trouble

if TYPE_CHECKING:
    from icalendar import Event

#: How long an entry lasts: some phones leave out entries without a length.
LENGTH = timedelta(minutes=5)

#: Sequence numbers are seconds since then, which keeps them rising and small enough for phones.
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def write_calendar(
    path: Path, found: Iterable[Series], title: Callable[[Reminder], str], made: datetime
) -> None:
    """Write the series to a file, whole or not at all; `made` (aware) is when.

    A file written later has the same UIDs with higher sequence numbers, so that a phone can take
    it in place of the earlier one. Raises `Trouble` where nothing can be written.
    """
    if not path.parent.is_dir():
        raise Trouble("calendar.folder", folder=str(path.parent))
    content = calendar_bytes(found, title, made)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble("calendar.disk", file=str(path), why=why) from None


def calendar_bytes(
    found: Iterable[Series], title: Callable[[Reminder], str], made: datetime
) -> bytes:
    """The whole file. Times carry no zone: they ring by the clock of wherever the phone is.

    There is no time zone in it on purpose: the one icalendar writes begins summer time late.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//windown//windown//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "windown")
    for one in found:
        for event in _events(one, title(one.reminder), made):
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _events(one: Series, title: str, made: datetime) -> list["Event"]:
    """The series, and each of its moved moments as an exception to it."""
    weekly = _event(one, one.first, title, made)
    weekly.add("rrule", {"freq": "weekly", "byday": [_DAYS[day - 1] for day in one.weekdays]})
    for moment in one.skipped:
        weekly.add("exdate", moment)
    events = [weekly]
    for planned, instead in one.moved:
        exception = _event(one, instead, title, made)
        exception.add("recurrence-id", planned)
        events.append(exception)
    return events


def _event(one: Series, start: datetime, title: str, made: datetime) -> "Event":
    from icalendar import Alarm, Event

    event, alarm = Event(), Alarm()
    event.add("uid", f"{one.reminder.id}-{one.number}@windown")
    event.add("sequence", int((made - _BEGINNING).total_seconds()))
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("dtend", start + LENGTH)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
