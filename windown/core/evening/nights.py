"""The nights of a plan, and what is planned in each, as instants in UTC."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.melatonin import ready
from windown.core.evening.plan import NightChange, Occurrence, Plan, Reminder
from windown.core.night import NOON, Night, instant, night_of, night_on

#: A bedtime moved further than this belongs to another night (minutes).
LONGEST_SHIFT = 720
#: Nothing of an evening is shown later than this after its bedtime (product.md, for melatonin;
#: the same for all, since from then on a person is hoped to be asleep).
AFTER_BED = timedelta(minutes=60)
#: How many nights back an absence is still written down.
LOOK_BACK = 14

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def night_of_plan(
    plan: Plan, day: date, zone: ZoneInfo, change: NightChange | None = None
) -> Night:
    """The night of a date, its bedtime moved by the change in real minutes.

    Rise stays where it is planned, unless bedtime reaches it: then it is a minute after bed.
    """
    weekday = day.weekday()
    night = night_on(day, plan.bedtimes[weekday], plan.rises[weekday], zone)
    if change is None or not change.bed_shift_min:
        return night
    shift = max(-LONGEST_SHIFT, min(LONGEST_SHIFT, change.bed_shift_min))
    bed = night.bed + shift * _MINUTE
    return Night(day, bed, max(night.rise, bed + _MINUTE))


def occurrences(
    plan: Plan, day: date, zone: ZoneInfo, change: NightChange | None = None
) -> tuple[Occurrence, ...]:
    """What comes in the night of a date, in order of due: on, meant for the weekday, not skipped.

    Melatonin comes only where the person has entered it. A date that a zone left out, moving
    across the date line, has no evening and nothing comes.
    """
    if not exists(day, zone):
        return ()
    night = night_of_plan(plan, day, zone, change)
    skipped = change.skipped if change else frozenset()
    coming = [
        occurrence_in(reminder, night)
        for reminder in plan.reminders
        if meant(plan, reminder, day) and reminder.id not in skipped
    ]
    return tuple(sorted(coming, key=lambda each: each.due))


def meant(plan: Plan, reminder: Reminder, day: date) -> bool:
    """Whether a reminder is on, for this weekday, and with all it needs."""
    if not reminder.on or day.isoweekday() not in reminder.days:
        return False
    return reminder.id != "melatonin" or ready(plan.melatonin)


def exists(day: date, zone: ZoneInfo) -> bool:
    """Whether there is such a date in the zone; Apia had no 30 December 2011."""
    return instant(day, NOON, zone).astimezone(zone).date() == day


def occurrence_in(reminder: Reminder, night: Night) -> Occurrence:
    """When a reminder comes in a night and when its time is over, whether it is on or not."""
    late = reminder.late_min * _MINUTE
    if reminder.anchor == "rise":
        due = night.rise + reminder.lead * _MINUTE
        return Occurrence(reminder, night.date, due, due + late)
    due = night.bed - reminder.lead * _MINUTE
    deadline = min(due + late, night.bed + AFTER_BED, night.rise)
    return Occurrence(reminder, night.date, due, deadline)


def current_night(
    plan: Plan,
    moment: datetime,
    zone: ZoneInfo,
    change_of: Callable[[date], NightChange | None] = lambda _: None,
) -> Night:
    """The night that stands at a moment: until its rise the one begun, then the coming one."""
    today = night_of(moment, zone)
    days = [day for n in range(-1, 3) if exists(day := today + n * _DAY, zone)]
    nights = (night_of_plan(plan, day, zone, change_of(day)) for day in days)
    # The last one always ends later: a night is at most a day long and moves by half a day.
    return next(night for night in nights if moment < night.rise)


def nights_in_reach(
    moment: datetime, zone: ZoneInfo, last_seen: datetime | None = None
) -> tuple[date, ...]:
    """The nights whose occurrences are to be written now, earliest first.

    The night of noon to noon with its neighbours, and those since windown was last seen
    running, at most 14 back.
    """
    today = night_of(moment, zone)
    back = 1
    if last_seen is not None and last_seen < moment:
        back = max(1, min(LOOK_BACK, (today - night_of(last_seen, zone)).days + 1))
    return tuple(today + n * _DAY for n in range(-back, 2))
