"""Tonight's evening: its moments in order with their answers, and what is changed for tonight."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from windown.core.evening.melatonin import Notice, long_use_note, long_use_seen
from windown.core.evening.plan import Reminder
from windown.core.evening.why import Told
from windown.core.problems import Trouble
from windown.presenters.moments import (
    Answer,
    EveningView,
    Moment,
    WhyView,
    answers_of,
    first_is_next,
    later_of,
    name_of,
    text_of,
    unit_text,
)
from windown.presenters.numbers import clock_text
from windown.service.desk import Desk
from windown.service.ports import Now

#: By how many minutes tonight's bedtime is moved at a time, and at most either way.
STEP_MIN, FARTHEST_MIN = 15, 240
#: Who is still up after bedtime gets at least so long until the new one.
STILL_UP = timedelta(minutes=30)
#: How the states of the ledger are shown; those not named are themselves.
SHOWN = {"scheduled": "coming", "firing": "now", "shown": "now", "snoozed": "later"}
OVER = ("done", "skipped", "missed")
#: Reminders of which Tonight says that they rest.
SAID_TO_REST = ("warm_bath_start", "melatonin")


class EveningScreen:
    """The presenter of the evening; without an evening on the desk its views are empty."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._told: Trouble | None = None

    def view(self, now: Now) -> EveningView:
        """The evening at a look; between lights-out and rise only what is still open, no clock."""
        desk, words = self.desk, self.desk.words
        quiet, rows = desk.clock_free(now), self._rows(now)
        moments = [self._moment(row, now, quiet) for row in rows]
        if quiet:
            moments = [moment for moment in moments if moment.state == "now"]
        else:
            moments = first_is_next(self._with_bed(rows, moments, now), words)
        told = self._told.told(words) if self._told else ""
        bed = "" if quiet else clock_text(desk.local(desk.night(now).bed, now))
        return EveningView(
            tuple(moments),
            quiet,
            bed,
            self._moved(now, bed),
            self._paused(quiet),
            told,
            "" if quiet else self._resting(now),
        )

    def answer(self, key: str, answer: Answer, now: Now) -> None:
        """Keep an answer. What is not open any more stays as it was."""
        if self.desk.evening is not None:
            evening = self.desk.evening
            self._try(lambda: evening.answer(key, answer.id, answer.minutes, now))

    def question(self, moment: Moment, answer: Answer, now: Now) -> str:
        """What is asked before an answer is kept, of a dose or of the hour. "" asks nothing."""
        if self.desk.evening is None:
            return ""
        try:
            notice = self.desk.evening.question(moment.key, answer.id, now)
        except Trouble:
            return ""
        return self._asked(notice, now) if notice else ""

    def asking(self, now: Now) -> tuple[str, str] | None:
        """The occurrence answered outside the window, and what is asked before that is kept."""
        evening = self.desk.evening
        if evening is None or evening.asking is None:
            return None
        key, notice = evening.asking
        evening.asking = None
        return key, self._asked(notice, now)

    def _asked(self, notice: Notice, now: Now) -> str:
        at = notice.values.get("time")
        if not notice.values:
            return self.desk.words(notice.words)
        if self.desk.clock_free(now) or not isinstance(at, datetime):
            return self.desk.words("melatonin.already_no_time")
        return self.desk.words("melatonin.already", time=clock_text(self.desk.local(at, now)))

    def seen(self, view: EveningView, now: Now) -> None:
        """What was on the screen: a note that comes once in a while is not shown soon again."""
        plan, night = self.desk.plan, self.desk.night(now).date
        noted = any(moment.note for moment in view.moments)
        if plan is not None and noted and plan.melatonin.weeks_seen != night:
            seen = long_use_seen(plan.melatonin, night)
            self._told = self.desk.change_plan(replace(plan, melatonin=seen))

    def skip(self, reminder: str, now: Now) -> None:
        """Leave one reminder out, tonight only."""
        if self.desk.evening is not None:
            evening = self.desk.evening
            self._try(lambda: evening.skip_tonight(reminder, now))

    def move(self, steps: int, now: Now) -> None:
        """Move tonight's bedtime by steps of 15 minutes, and with it all that hangs on it."""
        if self.desk.evening is not None:
            evening = self.desk.evening
            minutes = max(-FARTHEST_MIN, min(FARTHEST_MIN, self.shift(now) + steps * STEP_MIN))
            planned = self.desk.night(now).bed - timedelta(minutes=self.shift(now))
            if planned + timedelta(minutes=minutes) <= now.utc:
                return  # a bedtime that is over already could not be taken back
            self._try(lambda: evening.move_bedtime(minutes, now))

    def still_up(self, now: Now) -> None:
        """Bedtime has come and the person is up: at least half an hour from now on."""
        evening, late = self.desk.evening, now.utc - self.desk.night(now).bed
        if evening is not None:
            more = (late + STILL_UP) // timedelta(minutes=STEP_MIN) + 1
            minutes = min(FARTHEST_MIN, self.shift(now) + more * STEP_MIN)
            self._try(lambda: evening.move_bedtime(minutes, now))

    def as_planned(self, now: Now) -> None:
        """Tonight's bedtime as on every such night."""
        if self.desk.evening is not None:
            evening = self.desk.evening
            self._try(lambda: evening.move_bedtime(0, now))

    def shift(self, now: Now) -> int:
        """By how many minutes tonight's bedtime is later (+) or earlier (-) than planned."""
        return self.desk.change_of(self.desk.night(now).date).bed_shift_min

    def pause(self, now: Now) -> None:
        """No reminder until morning."""
        if self.desk.evening is not None:
            evening = self.desk.evening
            self._try(lambda: evening.pause_until_morning(now))

    def go_on(self, now: Now) -> None:
        """Reminders as planned again."""
        if self.desk.evening is not None:
            evening = self.desk.evening
            self._try(lambda: evening.resume(now))

    def is_paused(self) -> bool:
        """Whether reminders are silent until morning."""
        try:
            return self.desk.evening is not None and self.desk.evening.paused_until() is not None
        except Trouble:
            return False

    def why(self, now: Now) -> WhyView:
        """Why something happens tonight or does not, for each reminder."""
        desk, words = self.desk, self.desk.words
        quiet = desk.clock_free(now)
        rows = tuple(
            (
                "" if quiet else clock_text(desk.local(row.due, now)),
                name_of(row.reminder, words),
                self._because(row, now),
                bool(row.state),
            )
            for row in sorted(self._explained(now), key=lambda row: (not row.state, row.due))
        )
        intro = words("evening.paused" if self.is_paused() else "evening.why_about")
        if quiet:
            intro = words("why.night")
        return WhyView(words("evening.why"), intro if rows else words("evening.nothing"), rows)

    def tip(self, now: Now) -> str:
        """What the tray says of the evening; no clock between lights-out and rise."""
        desk, words = self.desk, self.desk.words
        if desk.clock_free(now):
            return words("tray.night")
        if self.is_paused():
            return words("tray.paused")
        ahead = [row for row in self._rows(now) if SHOWN.get(row.state) in ("coming", "later")]
        if not ahead:
            return words("tray.nothing")
        first = min(ahead, key=_when)
        time = clock_text(desk.local(_when(first), now))
        if desk.settings.real_words:
            return words("tray.next", name=name_of(first.reminder, words), time=time)
        return words("tray.next_neutral", time=time)

    def veil_wanted(self, now: Now) -> str:
        """The occurrence of "screens off" that waits for an answer, where a veil is wished."""
        if not self.desk.settings.veil or self.is_paused():
            return ""
        waiting = [row.key for row in self._rows(now)
                   if row.reminder.id == "screens_off" and row.state == "shown"]  # fmt: skip
        return waiting[0] if waiting else ""

    def _try(self, what: object) -> None:
        self._told = None
        try:
            what()  # type: ignore[operator]
        except Trouble as trouble:
            self._told = trouble

    def _explained(self, now: Now) -> Sequence[Told]:
        try:
            return self.desk.evening.explained(now) if self.desk.evening else ()
        except Trouble:
            return ()

    def _rows(self, now: Now) -> Sequence[Told]:
        if self.desk.evening is None:
            return ()
        try:
            return sorted(self.desk.evening.tonight(now), key=lambda row: row.due)
        except Trouble as trouble:
            self._told = trouble
            return ()

    def _moment(self, row: Told, now: Now, quiet: bool) -> Moment:
        words, state = self.desk.words, SHOWN.get(row.state, row.state)
        clock = "" if quiet else clock_text(self.desk.local(row.due, now))
        open_ = state not in OVER
        return Moment(
            row.key,
            row.reminder.id,
            clock,
            name_of(row.reminder, words),
            self._text(row.reminder, clock) if open_ else "",
            state,
            self._state(row, state, now, quiet),
            answers_of(row.reminder, state, words, quiet) if open_ else (),
            later_of(row.reminder, words) if state in ("now", "later") and not quiet else (),
            self._note(row, now) if state == "now" else "",
        )

    def _note(self, row: Told, now: Now) -> str:
        """What there is to say beside melatonin once in a while: that it has been long."""
        if row.reminder.id != "melatonin" or self.desk.plan is None:
            return ""
        held = self.desk.aftercare
        today = held.switch("reminder", "melatonin", now.utc).why if held else ""
        if today:
            return self.desk.words(f"today.{today}")
        note = long_use_note(self.desk.plan.melatonin, row.night)
        return self.desk.words(note.words) if note else ""

    def _state(self, row: Told, state: str, now: Now, quiet: bool) -> str:
        words = self.desk.words
        if state == "later" and row.next is not None and not quiet:
            return words("evening.again", time=clock_text(self.desk.local(row.next, now)))
        if state == "done" and "taken" in row.reminder.answers:
            return words("answer.taken")
        return words(f"state.{row.state}") if state != "coming" else ""

    def _text(self, reminder: Reminder, clock: str) -> str:
        """What a reminder says; melatonin only what the person entered."""
        held = self.desk.plan.melatonin if self.desk.plan else None
        if reminder.id != "melatonin" or reminder.text or held is None or not held.amount:
            return text_of(reminder, self.desk.words)
        values = {"amount": held.amount, "unit": unit_text(held.unit, self.desk.words)}
        if not clock:
            return self.desk.words("melatonin.set_no_time", **values)
        return self.desk.words("melatonin.set", **values, time=clock)

    def _with_bed(self, rows: Sequence[Told], moments: list[Moment], now: Now) -> list[Moment]:
        """The moments with lights-out in its place among them."""
        if not rows:
            return []
        bed, words = self.desk.night(now).bed, self.desk.words
        before = sum(row.due <= bed and row.reminder.anchor == "bed" for row in rows)
        clock = clock_text(self.desk.local(bed, now))
        lights = Moment("", "", clock, words("evening.bed"), "", "bed", "")
        return [*moments[:before], lights, *moments[before:]]

    def _moved(self, now: Now, bed: str) -> str:
        minutes = self.shift(now)
        if not bed or not minutes:
            return ""
        planned = self.desk.night(now).bed - timedelta(minutes=minutes)
        return self.desk.words(
            "evening.moved", bed=bed, planned=clock_text(self.desk.local(planned, now))
        )

    def _paused(self, quiet: bool) -> str:
        shown = self.is_paused() and not quiet
        return self.desk.words("evening.paused") if shown else ""

    def _resting(self, now: Now) -> str:
        """That bath and melatonin rest tonight, where they would have come."""
        if self.desk.aftercare is None or not self.desk.aftercare.window(now.utc):
            return ""
        found = {row.reminder.id for row in self._explained(now) if row.why == "why.rests"}
        return " ".join(self.desk.words(f"today.{r}") for r in SAID_TO_REST if r in found)

    def _because(self, row: Told, now: Now) -> str:
        # Instants are handed on as they are; only here is it known on which clock they are read.
        values = {
            name: clock_text(self.desk.local(value, now)) if isinstance(value, datetime) else value
            for name, value in row.values.items()
        }
        return self.desk.words(row.why, **values)


def _when(row: Told) -> datetime:
    return row.next if row.state == "snoozed" and row.next is not None else row.due
