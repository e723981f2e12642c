"""Nights: noon to noon, named by the date they begin on; bedtimes and rise times as instants."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NOON = time(12)


def night_of(moment: datetime, zone: ZoneInfo) -> date:
    """The night a moment (aware) belongs to. 00:30 belongs to the evening before."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= NOON else local.date() - timedelta(days=1)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a clock time on a day.

    A clock time that is skipped when summer time begins moves forward by the gap; one that
    comes twice when it ends means the first.
    """
    return datetime.combine(day, clock, zone).replace(fold=0).astimezone(UTC)


@dataclass(frozen=True)
class Night:
    """One night with its planned lights-out and rise as UTC instants."""

    date: date
    bed: datetime
    rise: datetime


def night_on(day: date, bedtime: time, rise: time, zone: ZoneInfo) -> Night:
    """The night of a date. A bedtime before noon falls on the next day; rise follows bed."""
    bed_day = day if bedtime >= NOON else day + timedelta(days=1)
    rise_day = bed_day if rise > bedtime else bed_day + timedelta(days=1)
    bed, up = instant(bed_day, bedtime, zone), instant(rise_day, rise, zone)
    if up <= bed:
        # Only where bedtime was skipped past rise: both move, and the night keeps its length.
        up = bed + (datetime.combine(rise_day, rise) - datetime.combine(bed_day, bedtime))
    return Night(day, bed, up)


def nearest_night(moment: datetime, bedtime: time, rise: time, zone: ZoneInfo) -> Night:
    """The night whose evening stands at a moment: until rise the one begun, then the coming one."""
    today = night_of(moment, zone)
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        night = night_on(day, bedtime, rise, zone)
        if moment < night.rise:
            return night
    return night


#: Leads before bedtime at which the faces change, in minutes (the facts, `plan`).
EVENING_LEAD = 180
NIGHT_LEAD = 45


def face_at(moment: datetime, night: Night) -> str:
    """The face of a moment: "morning", "evening" or "night"."""
    before = night.bed - moment
    if before <= timedelta(minutes=NIGHT_LEAD):
        return "night"
    return "evening" if before <= timedelta(minutes=EVENING_LEAD) else "morning"


def lights_out(moment: datetime, night: Night) -> bool:
    """Whether it is between lights-out and rise, when no clock is shown."""
    return night.bed <= moment < night.rise
