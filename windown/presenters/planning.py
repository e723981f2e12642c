"""The plan editor: bedtimes and rise times by weekday, reminders, one of them open at a time."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import time

from windown.core.evening.melatonin import Notice, entered, ready, used_since
from windown.core.evening.plan import Plan, Reminder, Repeat, every_night, find
from windown.core.problems import Trouble
from windown.presenters.plan_shown import Opened, clock_of, hours_text, night_view, plan_view
from windown.presenters.plan_view import PlanView
from windown.service.desk import Desk
from windown.service.ports import Now

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
        """Everything there is to show at a look; from lights-out to rise only a sentence."""
        if self.desk.clock_free(now):
            return night_view(self.desk.words)
        told = self._told.told(self.desk.words) if self._told else ""
        return plan_view(self.desk, self.plan, now, Opened(self.opened, self._notices), told)

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
        lead, clock = hours_text(moved.lead, self.desk.words), clock_of(self.desk, moved, now)
        return self.desk.words("planning.lead_told", name=lead, time=clock)

    def _keep(self, plan: Plan) -> bool:
        self._told = self.desk.change_plan(plan)
        return True


def _with(plan: Plan, reminder: str, change: Callable[[Reminder], Reminder]) -> Plan:
    changed = tuple(change(r) if r.id == reminder else r for r in plan.reminders)
    return replace(plan, reminders=changed)
