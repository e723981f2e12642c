"""An evening in memory for the screens: rows as a test sets them, and notes of what it is told."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.melatonin import already_logged, hour_notice
from windown.core.evening.plan import Melatonin, NightChange, Plan, Reminder
from windown.core.problems import Trouble

#: A Sunday's bedtime in Berlin, 23:00.
BED = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
NIGHT = date(2026, 11, 22)

LEADS = {
    "caffeine_cutoff": 540, "vigorous_exercise_end": 240, "last_alcohol": 240,
    "last_nicotine": 240, "last_meal": 180, "dim_lights": 180, "worry_time": 180,
    "fluids_taper": 120, "warm_bath_start": 90, "melatonin": 60, "screens_off": 60,
    "wind_down_start": 45, "todo_list": 10, "bedtime": 0,
}  # fmt: skip
ON = {"caffeine_cutoff", "vigorous_exercise_end", "last_meal", "dim_lights", "fluids_taper",
      "screens_off", "wind_down_start"}  # fmt: skip
AFTER = {"rise": 0, "morning_light": 15, "diary": 20}


def a_reminder(name, **changes):
    """One of the reminders that ship, with its usual lead."""
    answers = {"melatonin": ("taken", "skip", "later"), "bedtime": ("done", "later"),
               "wind_down_start": ("begin", "skip", "later")}  # fmt: skip
    usual = answers.get(name, ("done", "skip", "later"))
    made = Reminder(name, "rise" if name in AFTER else "bed", {**LEADS, **AFTER}.get(name, 60),
                    name in ON, answers=usual)  # fmt: skip
    return replace(made, **changes)


def a_plan(**changes):
    """The plan of a new person, 23:00 to 07:00."""
    return replace(Plan(reminders=tuple(a_reminder(name) for name in [*LEADS, *AFTER])), **changes)


@dataclass(frozen=True)
class Row:
    """One reminder of tonight."""

    reminder: Reminder
    state: str = "scheduled"
    why: str = "why.planned"
    values: dict = field(default_factory=dict)
    next: datetime | None = None
    night: date = NIGHT
    shift: int = 0

    @property
    def key(self):
        return f"{self.reminder.id}:{self.night}"

    @property
    def due(self):
        lead = timedelta(minutes=self.reminder.lead)
        moved = timedelta(minutes=self.shift)
        return (
            BED + timedelta(hours=8) + lead
            if self.reminder.anchor == "rise"
            else BED + moved - lead
        )

    @property
    def deadline(self):
        return self.due + timedelta(minutes=self.reminder.late_min)


class FakeEvening:
    """Keeps what it is told; `failing` is the trouble every call meets."""

    def __init__(self, rows=()):
        self.rows, self.others, self.told = list(rows), [], []
        self.until, self.taken, self.failing, self.shift, self.asking = None, None, None, 0, None

    def _note(self, *what):
        if self.failing:
            raise Trouble(self.failing)
        self.told.append(what)

    def tonight(self, now):
        if self.failing:
            raise Trouble(self.failing)
        return tuple(replace(row, shift=self.shift) for row in self.rows)

    def answer(self, key, answer, minutes, now):
        self._note("answer", key, answer, minutes)
        state = {"skip": "skipped", "later": "snoozed"}.get(answer, "done")
        again = now.utc + timedelta(minutes=minutes) if answer == "later" else None
        self.rows = [replace(r, state=state, next=again) if r.key == key else r for r in self.rows]
        return True

    def skip_tonight(self, reminder, now):
        self._note("skip", reminder)
        self.rows = [
            replace(r, state="skipped") if r.reminder.id == reminder else r for r in self.rows
        ]

    def move_bedtime(self, minutes, now):
        self._note("move", minutes)
        self.shift = minutes

    def change(self, night):
        if self.failing:
            raise Trouble(self.failing)
        return NightChange(night, self.shift if night == NIGHT else 0)

    def pause_until_morning(self, now):
        self._note("pause")
        self.until = BED + timedelta(hours=8)

    def resume(self, now):
        self._note("resume")
        self.until = None

    def paused_until(self):
        return self.until

    def question(self, key, answer, now):
        if not key.startswith("melatonin") or answer != "taken":
            return None
        logged = already_logged(self.taken, now.utc)
        return logged or hour_notice(now.utc, BED, ZoneInfo(now.zone))

    def explained(self, now):
        return (*self.tonight(now), *self.others)

    def plan_changed(self, now):
        self.told.append(("plan",))
        return now.utc


def an_evening_at(moment, answered=None, only=ON, **extra):
    """Rows as they stand at a moment (UTC): what is behind is done, within its half hour shown."""
    answered = answered or {}
    rows = []
    for name in [*LEADS, *AFTER]:
        if name not in only:
            continue
        row = Row(a_reminder(name, on=True))
        state = "scheduled"
        if row.due <= moment:
            state = "shown" if moment - row.due < timedelta(minutes=30) else "done"
        rows.append(replace(row, state=answered.get(name, state), **extra))
    return rows


MELATONIN = Melatonin("1", "mg", "instant", adult=True)
