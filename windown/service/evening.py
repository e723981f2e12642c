"""The evening: looks at plan, clock and ledger, and has shown what is due, once."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.melatonin import ALREADY_LOGGED, Notice, already_logged, hour_notice
from windown.core.evening.nights import current_night, nights_in_reach
from windown.core.evening.plan import NightChange, Plan, find, key_of
from windown.core.evening.why import Told
from windown.core.night import Night, lights_out
from windown.core.problems import Trouble
from windown.service.evening_rows import (
    Rests,
    coming,
    explained,
    never,
    standing_night,
    standing_pause,
)
from windown.service.ports import Clock, Ledger, Notifier, Now
from windown.service.screening import Screening
from windown.service.telling import LATER_MIN, Tell
from windown.service.topics import Listener, announce
from windown.service.unkept import Unkept

#: However little there is to do, it is looked at again after this.
LONGEST = timedelta(hours=1)
#: Where the ledger failed, it is tried again after this.
TRY_AGAIN = timedelta(seconds=20)


class Evening:
    """Reminders from their due moment to their answer. `look` is the only thing that shows any.

    `plan` gives the plan as it is now, `tell` its words, `quiet` whether a session runs, `say`
    speaks. `troubles` are failures of the ledger, each told once; `asking` is the last answer
    from a notification that needs a question first, with the question.
    """

    def __init__(
        self,
        ledger: Ledger,
        plan: Callable[[], Plan],
        notifier: Notifier,
        tell: Tell,
        clock: Clock,
        listeners: list[Listener],
        quiet: Callable[[], bool] = lambda: False,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.ledger = ledger
        self.plan = plan
        self.screen = Screening(notifier, tell, say)
        self.clock = clock
        self.listeners = listeners
        self.quiet = quiet
        #: What rests for a while, whatever the plan says.
        self.rests: Rests = never
        self.troubles: list[Trouble] = []
        self.asking: tuple[str, Notice] | None = None
        self._planned: Plan | None = None
        self._unkept = Unkept()

    def look(self, now: Now) -> datetime:
        """Do all that is to be done at a moment; the instant to look again at the latest.

        A caller also looks when the clock, the zone or the plan changes or a session ends, and
        by itself at least every 30 s while something is near.
        """
        try:
            changed = self._bring_up_to_date(now)
            held = self.held(now)
            changed |= not held and self._show_due(now)
            self._withdraw_ended(now)
            following = self._next(now, bool(held))
        except Trouble as trouble:
            changed = self._note(trouble)
            changed |= not self.quiet() and self._show_unkept(now)
            following = now.utc + TRY_AGAIN
        if changed:
            announce(self.listeners, "evening")
        return following

    def plan_changed(self, now: Now) -> datetime:
        """`plan` gives another plan than before; the instant to look again."""
        return self.look(now)

    def held(self, now: Now) -> str:
        """Why nothing is shown at a moment: "paused", "session", or "" where it is."""
        if standing_pause(self.ledger, now) is not None:
            return "paused"
        return "session" if self.quiet() else ""

    def answer(self, key: str, answer: str, minutes: int, now: Now) -> bool:
        """Keep an answer; False where it does not apply any more. Raises `Trouble`.

        Answers are done, taken, begin, skip, and later by 5, 10 or 30 minutes. Whoever offers
        "taken" asks `question` before.
        """
        if self.ledger.row(key) is None:
            self._bring_up_to_date(now)
        if not self.ledger.answer(key, answer, now.utc, minutes):
            return False
        self.screen.take_away(key)
        announce(self.listeners, "evening")
        return True

    def question(self, key: str, answer: str, now: Now) -> Notice | None:
        """What is to be asked before an answer is kept: a dose logged not long ago, a late hour."""
        row = self.ledger.row(key) if answer in ("taken", "done", "begin") else None
        if row is None or row.reminder != "melatonin" or row.state in ("done", "skipped"):
            return None
        last = self.ledger.melatonin_last_taken(now.utc + ALREADY_LOGGED)
        logged = already_logged(last, now.utc)
        return logged or hour_notice(now.utc, self.night(now).bed, ZoneInfo(now.zone))

    def answered(self, key: str, answer: str, minutes: int = LATER_MIN) -> None:
        """An answer from a notification; nothing is raised, and nothing the person said is lost.

        Where a question comes first nothing is kept: it stands in `asking`, under the topic
        "question".
        """
        now = self.clock.now()
        minutes = minutes if answer == "later" else 0
        try:
            asked = self.question(key, answer, now)
            if asked is None:
                self.answer(key, answer, minutes, now)
                return
            self.asking = (key, asked)
            announce(self.listeners, "question")
        except Trouble as trouble:
            self._unkept.said(key, answer, minutes, now.utc)
            self.screen.take_away(key)
            if self._note(trouble):
                announce(self.listeners, "evening")

    def skip_tonight(self, reminder: str, now: Now) -> None:
        """Leave one reminder out of the night that stands. Raises `Trouble`."""
        self._bring_up_to_date(now)
        night = self.night(now).date
        key, change = key_of(reminder, night), self.ledger.change(night)
        self.ledger.answer(key, "skip", now.utc)
        skipped = change.skipped | {reminder}
        if skipped != change.skipped:
            self.ledger.set_change(replace(change, skipped=skipped), now.utc)
        self.screen.take_away(key)
        announce(self.listeners, "evening")

    def move_bedtime(self, minutes: int, now: Now) -> None:
        """The bedtime of the night that stands, minutes from the planned one (later is +).

        Raises `Trouble`.
        """
        change = self.ledger.change(self.night(now).date)
        self.ledger.set_change(replace(change, bed_shift_min=minutes), now.utc)
        announce(self.listeners, "evening")
        self.look(now)

    def pause_until_morning(self, now: Now) -> None:
        """Show nothing until the rise of the night that stands. Raises `Trouble`."""
        self.ledger.pause(self.night(now).rise, now.utc)
        self.screen.leave_only(())
        announce(self.listeners, "evening")

    def resume(self, now: Now) -> None:
        """End the pause. Raises `Trouble`."""
        self.ledger.pause(None, now.utc)
        waiting = {row.key for row in self.ledger.waiting() if row.state == "shown"}
        self.show_again(waiting, now)
        announce(self.listeners, "evening")
        self.look(now)

    def paused_until(self) -> datetime | None:
        """When the pause of all reminders ends, or None where there is none."""
        return standing_pause(self.ledger, self.clock.now())

    def change(self, night: date) -> NightChange:
        """What is other than planned in one night."""
        return self.ledger.change(night)

    def night(self, now: Now) -> Night:
        """The night that stands: until its rise the one begun, then the coming one."""
        return standing_night(self.ledger, self.plan(), now)

    def tonight(self, now: Now) -> tuple[Told, ...]:
        """What comes in the night that stands and what became of it, in order of due.

        Nothing is written, so `now` may be any moment.
        """
        return tuple(told for told in self.explained(now) if told.state)

    def explained(self, now: Now) -> tuple[Told, ...]:
        """The same for every reminder of the plan; those that do not come have the state ""."""
        return explained(self.ledger, self.plan(), now, self.held(now), self.rests)

    def show_again(self, keys: Collection[str], now: Now) -> None:
        """Show silently what the desktop has lost and is still unanswered."""
        try:
            waiting = [row for row in self.ledger.waiting() if row.key in keys]
            for row in waiting if not self.held(now) else ():
                if row.state == "shown" and not self.rests(row.reminder, now.utc):
                    self._display(row.key, row.reminder, now, again=True)
        except Trouble as trouble:
            self._note(trouble)

    def is_dark(self, now: Now) -> bool:
        """Whether it is between lights-out and rise, as far as can be known."""
        try:
            night = self.night(now)
        except Trouble:
            night = current_night(self.plan(), now.utc, ZoneInfo(now.zone))
        return lights_out(now.utc, night)

    def _bring_up_to_date(self, now: Now) -> bool:
        """The ledger as plan and clock now want it; did anything change?"""
        self._begin(now)
        plan, zone = self.plan(), ZoneInfo(now.zone)
        fresh = self._planned is not None and self._planned != plan
        nights = nights_in_reach(now.utc, zone, self.ledger.last_seen())
        planned = coming(self.ledger, plan, nights, now, self.rests)
        changed = self.ledger.materialise(planned, nights, now, fresh)
        self._planned = plan
        if self._unkept.keep(self.ledger):
            self.troubles.clear()
            changed = True
        paused, held = standing_pause(self.ledger, now), "session" if self.quiet() else ""
        return self.ledger.expire(now.utc, paused, held) or changed

    def _begin(self, now: Now) -> None:
        """At the first look: what a run before has left on the screen may be there still."""
        if self._unkept.begin(now.utc):
            self.screen.keys |= {row.key for row in self.ledger.waiting() if row.shows}

    def _show_due(self, now: Now) -> bool:
        changed = False
        for row in self.ledger.due(now.utc):
            if self.rests(row.reminder, now.utc) or not self.ledger.claim(row.key, now.utc):
                continue
            changed = True
            if self._display(row.key, row.reminder, now):
                self._unkept.shown(row.key, now.utc)  # should the next line fail, it was shown
                self._unkept.keep(self.ledger)
        return changed

    def _display(self, key: str, reminder: str, now: Now, again: bool = False) -> bool:
        found = find(self.plan(), reminder)
        return found is not None and self.screen.show(key, found, self.is_dark(now), again)

    def _withdraw_ended(self, now: Now) -> None:
        """Take away what was answered elsewhere, put off, has ended, or rests now."""
        waiting = self.ledger.waiting()
        there = (row for row in waiting if row.state in ("shown", "firing"))
        self.screen.leave_only(row.key for row in there if not self.rests(row.reminder, now.utc))

    def _next(self, now: Now, held: bool) -> datetime:
        night = self.night(now)
        moments = [now.utc + LONGEST, night.bed, night.rise, standing_pause(self.ledger, now)]
        if held:  # what is due waits, but still ends
            moments += [row.limit for row in self.ledger.waiting()]
        else:
            moments.append(self.ledger.next_look(now.utc))
        return min(moment for moment in moments if moment is not None and moment > now.utc)

    def _note(self, trouble: Trouble) -> bool:
        """Keep a failure for the person; whether it is a new one."""
        if trouble.key in {known.key for known in self.troubles}:
            return False
        self.troubles.append(trouble)
        return True

    def _show_unkept(self, now: Now) -> bool:
        """Show what is due although the ledger fails; it is written once that can be done."""
        shown = False
        for each in self._unkept.due(self.ledger, self.plan(), now):
            if self.rests(each.reminder.id, now.utc):
                continue
            if self._display(each.key, each.reminder.id, now):
                self._unkept.shown(each.key, now.utc)
                shown = True
        return shown
