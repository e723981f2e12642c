"""What windown says about melatonin: notices by what the person entered, never a dose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.plan import Melatonin

UNITS = ("mg", "µg")
FORMS = ("", "instant", "prolonged", "unsure")

#: Thresholds of the facts, section 4.5.
NOTICE_MG = 5.0
FIRM_NOTICE_MG = 10.0
SHORT_LEAD_MIN = 30
LONG_LEAD_MIN = 300
LATE_HOURS = (time(0), time(5))
LATE_AFTER_BED = timedelta(hours=2)
ALREADY_LOGGED = timedelta(hours=20)
LONG_USE = timedelta(weeks=13)
#: How many nights later the note about long use may come again on Tonight; a design decision.
NOTE_AGAIN = timedelta(days=30)

_NUMBER = re.compile(r"\s*([0-9]{1,6})(?:[.,]([0-9]{1,6}))?\s*")


@dataclass(frozen=True)
class Notice:
    """Something to say, never a hindrance: the id of a sentence and its values."""

    words: str
    values: Mapping[str, object] = field(default_factory=dict)


def amount(text: str) -> float | None:
    """The number a person typed, with a decimal point or comma; None where it is none above 0."""
    match = _NUMBER.fullmatch(text)
    number = float(f"{match[1]}.{match[2] or 0}") if match else 0.0
    return number or None


def milligrams(melatonin: Melatonin) -> float | None:
    """The amount in mg, whatever its unit, or None where none is entered."""
    number = amount(melatonin.amount)
    if number is None:
        return None
    return number / 1000 if melatonin.unit == "µg" else number


def ready(melatonin: Melatonin) -> bool:
    """Whether the person has entered an amount and confirmed to be 18 or older."""
    return melatonin.adult and amount(melatonin.amount) is not None


def entered(before: Melatonin, now: Melatonin) -> tuple[Melatonin, tuple[Notice, ...]]:
    """What to keep of a change of the amount, and what to say to it.

    Above 5 mg once, above 10 mg each time the amount changes.
    """
    new, old = milligrams(now), milligrams(before)
    noticed = before.noticed or now.noticed
    if new is None or new <= NOTICE_MG:
        return replace(now, noticed=noticed), ()
    said = not noticed or (new > FIRM_NOTICE_MG and new != old)
    words = "melatonin.amount_very_high" if new > FIRM_NOTICE_MG else "melatonin.amount_high"
    return replace(now, noticed=True), (Notice(words),) if said else ()


def lead_notice(lead: int) -> Notice | None:
    """What to say to a lead in minutes before bedtime."""
    if lead < SHORT_LEAD_MIN:
        return Notice("melatonin.lead_short")
    return Notice("melatonin.lead_long") if lead > LONG_LEAD_MIN else None


def hour_notice(moment: datetime, bed: datetime, zone: ZoneInfo) -> Notice | None:
    """What to say to taking it at a moment, when bedtime is `bed`; both are instants."""
    first, last = LATE_HOURS
    late = first <= moment.astimezone(zone).time() < last or moment > bed + LATE_AFTER_BED
    return Notice("melatonin.late") if late else None


def already_logged(last_taken: datetime | None, now: datetime) -> Notice | None:
    """The question before logging a second dose within 20 hours; `time`: when the first was.

    A dose logged in the future, by a clock that was wrong then, is asked about as well while it
    is less than 20 hours away.
    """
    if last_taken is None or abs(now - last_taken) >= ALREADY_LOGGED:
        return None
    return Notice("melatonin.already", {"time": last_taken})


def used_since(melatonin: Melatonin, on: bool, today: date) -> Melatonin:
    """The melatonin with the day its use began, when the reminder is switched on or off."""
    used = on and ready(melatonin)
    return replace(melatonin, since=(melatonin.since or today) if used else None)


def long_use_notice(since: date | None, today: date) -> Notice | None:
    """What to say after more than 13 weeks in a row."""
    if since is None or today - since <= LONG_USE:
        return None
    return Notice("melatonin.weeks")


def long_use_note(melatonin: Melatonin, night: date) -> Notice | None:
    """The same in an evening: all through the night in which it is seen, then not for a month."""
    seen = melatonin.weeks_seen
    if seen is not None and timedelta() < abs(night - seen) < NOTE_AGAIN:
        return None
    return long_use_notice(melatonin.since, night)


def long_use_seen(melatonin: Melatonin, night: date) -> Melatonin:
    """The melatonin with the night in which that note was seen."""
    return replace(melatonin, weeks_seen=night)
