"""The plan editor: bedtimes and rise times by weekday, reminders, one of them open at a time."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.melatonin import (
    Notice,
    entered,
    lead_notice,
    long_use_notice,
    ready,
    used_since,
)
from windown.core.evening.plan import (
    LATE,
    Plan,
    Reminder,
    Repeat,
    every_night,
    find,
)
from windown.core.problems import Trouble
from windown.core.wording import Words
from windown.presenters.moments import name_of, unit_text
from windown.presenters.plan_view import Day, Details, Line, Mark, MelatoninView, PlanView
from windown.service.desk import Desk
from windown.service.ports import Now

#: How often and every how many minutes something may be shown again.
TIMES = (0, 1, 2, 3)
EVERY = (5, 10, 15, 30)
UNITS = ("mg", "µg")
FORMS = ("instant", "prolonged", "unsure")
#: A new reminder of one's own comes so many minutes before bed.
OWN_LEAD_MIN = 60
#: Most letters of a text of one's own.
LONGEST = 200


class Planning:
    """The presenter of the plan editor; every change is kept at once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opened = ""
        self._told: Trouble | None = None
        self._notices: tuple[Notice, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan as it is; without one, nights only."""
        chosen = self.desk.settings
        return self.desk.plan or every_night(Plan(), chosen.bedtime, chosen.rise)

    def view(self, now: Now) -> PlanView:
        """Everything there is to show at a look."""
        plan, words = self.plan, self.desk.words
        bed = self._bed(now)
        return PlanView(
            tuple(
                Day(n + 1, words(f"date.weekday_{n + 1}"), plan.bedtimes[n], plan.rises[n])
                for n in range(7)
            ),
            len({*plan.bedtimes}) == 1 and len({*plan.rises}) == 1,
            f"{bed:%H:%M}",
            f"{self._rise(now):%H:%M}",
            tuple(self._mark(r, bed) for r in plan.reminders if r.anchor == "bed"),
            tuple(self._line(r, now) for r in plan.reminders),
            self._details(now),
            self.desk.settings.real_words,
            self._told.told(words) if self._told else "",
        )

    def open(self, reminder: str) -> None:
        """Open one reminder; the one that is open already is closed."""
        self.opened = "" if reminder == self.opened else reminder
        self._notices = ()

    def set_night(self, bedtime: time, rise: time, weekday: int | None = None) -> bool:
        """Bedtime and rise of one ISO weekday, or of all. Both the same is no night: False."""
        if bedtime == rise:
            return False
        plan = self.plan
        if weekday is None:
            return self._keep(every_night(plan, bedtime, rise))
        at = weekday - 1
        bedtimes = (*plan.bedtimes[:at], bedtime, *plan.bedtimes[at + 1 :])
        rises = (*plan.rises[:at], rise, *plan.rises[at + 1 :])
        return self._keep(replace(plan, bedtimes=bedtimes, rises=rises))

    def switch(self, reminder: str, on: bool, now: Now) -> None:
        """Turn a reminder on or off; melatonin only with what it needs, else it is opened."""
        plan = self.plan
        if reminder == "melatonin":
            if on and not ready(plan.melatonin):
                self.opened = reminder
                return
            today = self.desk.night(now).date
            plan = replace(plan, melatonin=used_since(plan.melatonin, on, today))
        self._keep(_with(plan, reminder, lambda r: replace(r, on=on)))

    def change(self, reminder: str, **changes: object) -> None:
        """Change fields of a reminder."""
        self._keep(_with(self.plan, reminder, lambda r: replace(r, **changes)))  # type: ignore[arg-type]

    def set_lead(self, reminder: str, step: int) -> None:
        """Move a reminder to a step of its limits, counted from the latest."""
        held, limits = find(self.plan, reminder), self.desk.defaults.lead(reminder)
        if held is None:
            return
        lead = min(limits.most, limits.least + step * limits.step)
        self.change(reminder, lead=lead)
        notice = lead_notice(lead) if reminder == "melatonin" else None
        self._notices = (notice,) if notice else ()

    def set_day(self, reminder: str, day: int, on: bool) -> bool:
        """Mean a reminder for an ISO weekday or not; one day stays, else it would never come."""
        held = find(self.plan, reminder)
        if held is None:
            return False
        days = held.days | {day} if on else held.days - {day}
        if days:
            self.change(reminder, days=frozenset(days))
        return bool(days)

    def set_repeat(self, reminder: str, times: int, every_min: int) -> None:
        """Show it again until answered."""
        self.change(reminder, repeat=Repeat(times, every_min))

    def set_text(self, reminder: str, text: str) -> None:
        """The person's own words; "" for the usual ones."""
        self.change(reminder, text=" ".join(text.split())[:LONGEST])

    def set_neutral(self, reminder: str, text: str) -> None:
        """What a notification says instead; "" for the usual words."""
        self.change(reminder, neutral=" ".join(text.split())[:LONGEST])

    def add(self) -> str:
        """A reminder of one's own, open for its name; its id."""
        made = Reminder(f"own_{uuid.uuid4().hex[:8]}", "bed", OWN_LEAD_MIN)
        plan = self.plan
        self._keep(replace(plan, reminders=(*plan.reminders, made)))
        self.opened = made.id
        return made.id

    def remove(self, reminder: str) -> None:
        """Delete one of one's own; the shipped ones stay."""
        if not reminder.startswith("own_"):
            return
        plan = self.plan
        kept = tuple(each for each in plan.reminders if each.id != reminder)
        self.opened = "" if self.opened == reminder else self.opened
        self._keep(replace(plan, reminders=kept))

    def enter(self, **changes: object) -> None:
        """Change what is entered about melatonin; turned off where it lacks what it needs."""
        plan = self.plan
        wanted = replace(plan.melatonin, **changes)  # type: ignore[arg-type]
        held, self._notices = entered(plan.melatonin, wanted)
        plan = replace(plan, melatonin=held)
        if not ready(held):
            plan = replace(plan, melatonin=replace(held, since=None))
            plan = _with(plan, "melatonin", lambda r: replace(r, on=False))
        self._keep(plan)

    def set_chosen(self, **changes: object) -> None:
        """Change settings that belong to the evening: real_words, veil, veil_off."""
        self._told = self.desk.change(**changes)

    def when(self, reminder: str, step: int, now: Now) -> str:
        """How long a step of the lead is, and at which time that comes."""
        held, limits = find(self.plan, reminder), self.desk.defaults.lead(reminder)
        if held is None:
            return ""
        moved = replace(held, lead=min(limits.most, limits.least + step * limits.step))
        lead, clock = hours_text(moved.lead, self.desk.words), self._clock(moved, now)
        return self.desk.words("planning.lead_told", name=lead, time=clock)

    def _keep(self, plan: Plan) -> bool:
        self._told = self.desk.change_plan(plan)
        return True

    def _bed(self, now: Now) -> datetime:
        return self.desk.local(self.desk.night(now).bed, now)

    def _rise(self, now: Now) -> datetime:
        return self.desk.local(self.desk.night(now).rise, now)

    def _clock(self, reminder: Reminder, now: Now) -> str:
        # Elapsed minutes, so counted in UTC: a night with a change of the clocks is no exception.
        night, lead = self.desk.night(now), timedelta(minutes=reminder.lead)
        at = night.rise + lead if reminder.anchor == "rise" else night.bed - lead
        return f"{at.astimezone(ZoneInfo(now.zone)):%H:%M}"

    def _mark(self, reminder: Reminder, bed: datetime) -> Mark:
        at = (bed.astimezone(ZoneInfo("UTC")) - timedelta(minutes=reminder.lead)).astimezone(
            bed.tzinfo
        )
        return Mark(
            reminder.id, name_of(reminder, self.desk.words), reminder.lead, f"{at:%H:%M}",
            reminder.on, reminder.id == self.opened,
        )  # fmt: skip

    def _line(self, reminder: Reminder, now: Now) -> Line:
        words = self.desk.words
        parts = [lead_text(reminder, words)]
        if reminder.days != frozenset(range(1, 8)):
            parts.append(" ".join(words(f"planning.day_{n}") for n in sorted(reminder.days)))
        if reminder.sound:
            parts.append(words("planning.sound"))
        if reminder.spoken:
            parts.append(words("planning.spoken"))
        switchable = reminder.id != "melatonin" or ready(self.plan.melatonin)
        detail = " · ".join(parts) if switchable else words("melatonin.empty")
        return Line(
            reminder.id, name_of(reminder, words), self._clock(reminder, now), detail,
            reminder.on and switchable, switchable, reminder.id.startswith("own_"),
        )  # fmt: skip

    def _details(self, now: Now) -> Details | None:
        held, words = find(self.plan, self.opened), self.desk.words
        if held is None:
            return None
        limits, own = self.desk.defaults.lead(held.id), held.id.startswith("own_")
        chosen = self.desk.settings
        after = held.anchor == "rise"
        return Details(
            id=held.id,
            own=own,
            lead_name=words("planning.lead_rise" if after else "planning.lead"),
            steps=(limits.most - limits.least) // limits.step,
            lead=round((held.lead - limits.least) / limits.step),
            days=tuple(
                (n, words(f"planning.day_{n}"), words(f"date.weekday_{n}"), n in held.days)
                for n in range(1, 8)
            ),
            sound=held.sound,
            spoken=held.spoken,
            times=tuple((str(n), f"{n} ×" if n else words("planning.repeat_none"))
                        for n in _with_own(TIMES, held.repeat.times)),
            time=str(held.repeat.times),
            every=tuple((str(n), str(n)) for n in _with_own(EVERY, held.repeat.every_min)),
            each=str(held.repeat.every_min),
            lates=tuple((late, words(f"planning.late_{late}")) for late in LATE),
            late=held.late,
            text=held.text,
            usual="" if own else words(f"reminder.{held.id}.text"),
            neutral=held.neutral,
            usual_neutral=words("reminder.neutral"),
            melatonin=self._melatonin(held, now) if held.id == "melatonin" else None,
            veil=(chosen.veil, chosen.veil_off) if held.id == "screens_off" else None,
        )  # fmt: skip

    def _melatonin(self, held: Reminder, now: Now) -> MelatoninView:
        words, entry = self.desk.words, self.plan.melatonin
        long_use = long_use_notice(entry.since, self.desk.night(now).date)
        notices = [*self._notices, *([long_use] if long_use else [])]
        about = [
            words(f"melatonin.{key}")
            for key in ("consent", "about", "labels", "timing", "rules", "drowsy", "children")
        ]
        asked = [words(f"melatonin.{key}") for key in
                 ("ask_title", "ask_medicines", "ask_conditions")]  # fmt: skip
        if ready(entry):
            about.insert(0, words("melatonin.set", amount=entry.amount, time=self._clock(held, now),
                                  unit=unit_text(entry.unit, words)))  # fmt: skip
        return MelatoninView(
            entry,
            tuple((unit, unit_text(unit, words)) for unit in UNITS),
            tuple((form, words(f"melatonin.form_{form}")) for form in FORMS),
            tuple(words(n.words, **n.values) for n in notices),
            (*about, *asked),
        )


def lead_text(reminder: Reminder, words: Words) -> str:
    """How long before bed, or after getting up, in words."""
    after = reminder.anchor == "rise"
    if not reminder.lead:
        return words("planning.at_rise" if after else "planning.at_bed")
    text = hours_text(reminder.lead, words)
    return words("planning.after" if after else "planning.before", text=text)


def hours_text(minutes: int, words: Words) -> str:
    """Minutes as hours and minutes where they are long."""
    hours, rest = divmod(minutes, 60)
    if not hours or minutes == 90:
        return words("unit.minutes", n=rest if not hours else 90, text=str(minutes))
    if not rest:
        return words("planning.hours", hours=hours)
    return words("planning.hours_minutes", hours=hours, minutes=rest)


def _with(plan: Plan, reminder: str, change: Callable[[Reminder], Reminder]) -> Plan:
    changed = tuple(change(r) if r.id == reminder else r for r in plan.reminders)
    return replace(plan, reminders=changed)


def _with_own(usual: tuple[int, ...], held: int) -> tuple[int, ...]:
    """The usual figures, and the one that is held where a file says another."""
    return tuple(sorted({*usual, held}))
