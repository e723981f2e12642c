"""The plan: bedtimes, rise times and reminders; everything in it hangs on bedtime."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

ANCHORS = ("bed", "rise")
LATE = ("show", "drop")
ANSWERS = ("done", "taken", "begin", "skip", "later")

#: How long after its moment an occurrence that is dropped when late may still first be shown:
#: four looks of the 30 s floor.
DROP_GRACE = timedelta(minutes=2)


@dataclass(frozen=True)
class Repeat:
    """Shown again until answered: so many times, every so many minutes."""

    times: int = 0
    every_min: int = 10


@dataclass(frozen=True)
class Reminder:
    """Something the plan says at bedtime minus a lead, or at rise plus one; lead in minutes.

    `days` are ISO weekdays (1 to 7) of the night's date. `late_min` is the grace after which an
    occurrence is missed; `late` "show" uses it, "drop" does not. An empty `text` or `neutral`
    means the words of the language.
    """

    id: str
    anchor: str
    lead: int
    on: bool = True
    days: frozenset[int] = frozenset(range(1, 8))
    late_min: int = 60
    late: str = "show"
    answers: tuple[str, ...] = ("done", "skip", "later")
    sound: bool = False
    spoken: bool = False
    repeat: Repeat = Repeat()
    text: str = ""
    neutral: str = ""


@dataclass(frozen=True)
class Melatonin:
    """Only what the person entered; nothing is ever suggested.

    `since` is the day its use without a break began; `noticed` says that the one-time notice
    about the amount was given; `weeks_seen` is the night in which that about long use last was.
    """

    amount: str = ""
    unit: str = "mg"
    form: str = ""
    told_by_clinician: bool = False
    adult: bool = False
    since: date | None = None
    noticed: bool = False
    weeks_seen: date | None = None


@dataclass(frozen=True)
class Plan:
    """Seven bedtimes and the seven rise times that end those nights, Monday's night first."""

    bedtimes: tuple[time, ...] = (time(23),) * 7
    rises: tuple[time, ...] = (time(7),) * 7
    reminders: tuple[Reminder, ...] = ()
    melatonin: Melatonin = Melatonin()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class NightChange:
    """What is other than planned in one night: bedtime moved by minutes, reminders left out."""

    night: date
    bed_shift_min: int = 0
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Occurrence:
    """One reminder on one night, with its instants in UTC."""

    reminder: Reminder
    night: date
    due: datetime
    deadline: datetime

    @property
    def key(self) -> str:
        """How it is called on the command line and in notifications."""
        return key_of(self.reminder.id, self.night)

    @property
    def show_by(self) -> datetime:
        """The instant from which it is no longer shown for the first time."""
        if self.reminder.late == "drop":
            return min(self.deadline, self.due + DROP_GRACE)
        return self.deadline


def key_of(reminder: str, night: date) -> str:
    """An occurrence as it is called everywhere: "melatonin:2026-11-22"."""
    return f"{reminder}:{night.isoformat()}"


def parse_key(key: str) -> tuple[str, date] | None:
    """The reminder and the night of a key, or None where it is none."""
    reminder, _, night = key.rpartition(":")
    try:
        day = date.fromisoformat(night)
    except ValueError:
        return None
    return (reminder, day) if reminder and key_of(reminder, day) == key else None


@dataclass(frozen=True)
class Lead:
    """What a lead may be: minutes from least to most, both included, offered in steps."""

    least: int
    most: int
    step: int


#: Own reminders may come as early as the earliest of the shipped ones.
OWN_LEAD = Lead(0, 780, 5)


@dataclass(frozen=True)
class Defaults:
    """The plan out of the box, and the leads of its reminders by id."""

    plan: Plan
    leads: Mapping[str, Lead]

    def lead(self, reminder: str) -> Lead:
        """The limits of a reminder's lead; those of own reminders where it is not ours."""
        return self.leads.get(reminder, OWN_LEAD)

    def find(self, reminder: str) -> Reminder | None:
        """A shipped reminder as it is out of the box."""
        return find(self.plan, reminder)


def find(plan: Plan, reminder: str) -> Reminder | None:
    """A reminder of the plan by its id."""
    return next((each for each in plan.reminders if each.id == reminder), None)


def every_night(plan: Plan, bedtime: time, rise: time) -> Plan:
    """The plan with one bedtime and one rise time for all weekdays."""
    return replace(plan, bedtimes=(bedtime,) * 7, rises=(rise,) * 7)
