"""One night opened: all that is kept of it, and how it is corrected, added to, taken away."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta

from windown.core.diary import DiaryNight
from windown.core.diary_figures import figures, waso_of
from windown.core.evening.ledger import ANSWERED, Row
from windown.core.history import SessionRecord
from windown.core.problems import Trouble
from windown.core.routine import RoutineRun, StepRun
from windown.presenters.diary import night_text, span_text
from windown.presenters.evenings import (
    NOTHING,
    Evenings,
    Held,
    practice_name,
    routine_name,
)
from windown.presenters.journal_figures import reminder_name
from windown.presenters.numbers import clock_text, minutes_text
from windown.presenters.routine import routine_name as named
from windown.service.desk import Desk
from windown.service.ports import Now
from windown.service.topics import announce

_ONE = timedelta(days=1)
#: Minutes that can be said of a practice done without windown.
MINUTES = (1, 240)


@dataclass(frozen=True)
class Entry:
    """One session. `felt` is 0 where nothing was said."""

    id: str
    name: str
    detail: str
    felt: int
    felt_text: str
    note: str


@dataclass(frozen=True)
class Ran:
    """One run of a routine: its steps in words, each with "done", "skipped" or "open"."""

    id: str
    name: str
    detail: str
    steps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Given:
    """One reminder that is over: what became of it, and what can be said instead (id, words)."""

    key: str
    name: str
    told: str
    choices: tuple[tuple[str, str], ...]
    current: str


@dataclass(frozen=True)
class NightView:
    """A night. `gone` offers to put back what was just removed; `told` is what went wrong."""

    title: str
    earlier: str
    later: str
    sessions: tuple[Entry, ...]
    none: str
    practices: tuple[tuple[str, str], ...]
    runs: tuple[Ran, ...]
    routines: tuple[tuple[str, str], ...]
    answers: tuple[Given, ...]
    morning: tuple[str, ...]
    to_diary: str
    notes: tuple[str, ...]
    gone: str
    told: str


class NightScreen:
    """The presenter of an opened night; it shares `evenings` with the calendar."""

    def __init__(self, desk: Desk, evenings: Evenings) -> None:
        self.desk, self.evenings = desk, evenings
        self.night = date.min
        self._gone: SessionRecord | RoutineRun | None = None
        self._told: Trouble | None = None

    def open(self, night: date) -> None:
        """Take up a night."""
        self.night, self._gone, self._told = night, None, None

    def step(self, days: int, now: Now) -> None:
        """To the night before or after; not beyond tonight."""
        self.open(min(self.night + days * _ONE, self._latest(now)))

    def view(self, now: Now) -> NightView:
        """The night as it stands; between lights-out and rise without any clock."""
        words, quiet = self.desk.words, self.desk.clock_free(now)
        held = self._held()
        past = self.night < self._latest(now)
        diary = held.diary
        return NightView(
            night_text(self.night, self.desk, now),
            words("diary.earlier"),
            words("diary.later") if past else "",
            tuple(self._entry(record, now, quiet) for record in held.sessions),
            "" if held.sessions else words("opened_night.no_practice"),
            self._practices(held),
            tuple(self._ran(run, now, quiet) for run in held.runs),
            self._routines(),
            tuple(self._given(row) for row in held.rows),
            self._morning(diary) if diary else (),
            _to_diary(self.desk, diary) if self.desk.diary is not None else "",
            tuple(note.text if quiet else words("journal.at", time=clock_text(
                self.desk.local(note.at, now)), detail=note.text) for note in held.notes),
            words("opened_night.removed", name=self._gone_name()) if self._gone else "",
            self._told.told(words) if self._told else "",
        )  # fmt: skip

    def feel(self, session: str, felt: int | None) -> None:
        """Say how a session felt, from 1 to 5, or nothing."""
        self._correct(session, felt=felt)

    def note(self, session: str, text: str) -> None:
        """Say something of a session."""
        self._correct(session, note=text.strip())

    def add(self, practice: str, minutes: float, now: Now) -> None:
        """Keep a practice that was done without windown in this night."""
        seconds = 60.0 * min(max(minutes, MINUTES[0]), MINUTES[1])
        bed = self.desk.night_of(self.night, now).bed
        record = SessionRecord(
            str(uuid.uuid4()), practice, self.night, bed - timedelta(seconds=seconds), now.zone,
            0.0, seconds, True,
        )  # fmt: skip
        self._write(record)

    def remove(self, session: str) -> None:
        """Take a session away; it can be put back until the night is left."""
        record = self._find(session)
        try:
            self.desk.journal.remove(session)
            self._gone, self._told = record, None
        except Trouble as trouble:
            self._told = trouble
        self._changed()

    def put_back(self) -> None:
        """Bring back what was just removed."""
        gone, self._gone = self._gone, None
        if isinstance(gone, RoutineRun):
            self._keep_run(gone)
        elif gone is not None:
            self._write(gone)

    def tick(self, run_id: str, place: int, done: bool, now: Now) -> None:
        """Say that a step of a routine was done, or left out."""
        run = self._find_run(run_id)
        if run is None or not 0 <= place < len(run.steps):
            return
        changed = StepRun(run.steps[place].step, "done" if done else "skipped", now.utc)
        steps = (*run.steps[:place], changed, *run.steps[place + 1 :])
        self._keep_run(replace(run, steps=steps, ended=run.ended or now.utc))

    def remove_run(self, run_id: str) -> None:
        """Take a run of a routine away; it can be put back until the night is left."""
        run = self._find_run(run_id)
        if run is None or self.desk.routines is None:
            return
        try:
            self.desk.routines.remove(run_id)
            self._gone, self._told = run, None
        except Trouble as trouble:
            self._told = trouble
        self._changed("routines")

    def add_routine(self, routine_id: str, now: Now) -> None:
        """Keep a routine that was done without windown in this night, all its steps done."""
        routine = self.desk.book.find(routine_id) if self.desk.book else None
        if routine is None:
            return
        bed = self.desk.night_of(self.night, now).bed
        started = bed - timedelta(minutes=sum(step.minutes for step in routine.steps))
        steps = tuple(StepRun(step, "done", bed) for step in routine.steps)
        self._keep_run(RoutineRun(
            str(uuid.uuid4()), routine.id, routine.name, self.night, started, now.zone, steps, bed,
        ))  # fmt: skip

    def _keep_run(self, run: RoutineRun) -> None:
        if self.desk.routines is None:
            return
        try:
            self.desk.routines.put(run)
            self._told = None
        except Trouble as trouble:
            self._told = trouble
        self._changed("routines")

    def _find_run(self, run_id: str) -> RoutineRun | None:
        return next((run for run in self._held().runs if run.id == run_id), None)

    def _gone_name(self) -> str:
        gone = self._gone
        if isinstance(gone, RoutineRun):
            return routine_name(self.desk, gone)
        return practice_name(self.desk, gone.practice) if gone else ""

    def _routines(self) -> tuple[tuple[str, str], ...]:
        """The routines that can be added, none where there are none."""
        held = self.desk.book.shelf.routines if self.desk.book else ()
        return tuple((routine.id, named(routine, self.desk.words)) for routine in held)

    def answer(self, key: str, answer: str, now: Now) -> None:
        """Say that a reminder was answered otherwise."""
        ledger = self.desk.ledger
        if ledger is None:
            return
        try:
            ledger.correct(key, answer, now.utc)
            self._told = None
        except Trouble as trouble:
            self._told = trouble
        self._changed("evening")

    def _correct(self, session: str, **changes: object) -> None:
        record = self._find(session)
        if record is not None:
            changed = replace(record, **changes)  # type: ignore[arg-type]
            if changed != record:
                self._write(changed)

    def _write(self, record: SessionRecord) -> None:
        try:
            self.desk.journal.put(record)
            self._told = None
        except Trouble as trouble:
            self._told = trouble
        self._changed()

    def _changed(self, topic: str = "journal") -> None:
        self.evenings.forget()
        announce(self.desk.listeners, topic)

    def _find(self, session: str) -> SessionRecord | None:
        return next((each for each in self._held().sessions if each.id == session), None)

    def _held(self) -> Held:
        try:
            return self.evenings.of(self.night)
        except Trouble as trouble:
            self._told = trouble
            return NOTHING

    def _latest(self, now: Now) -> date:
        return max(self.desk.night(now).date, self.night)

    def _entry(self, record: SessionRecord, now: Now, quiet: bool) -> Entry:
        words, detail = self.desk.words, minutes_text(record.done_s / 60, self.desk.words)
        if not record.planned_s:
            detail = words("opened_night.without", minutes=detail)
        elif not record.complete:
            planned = minutes_text(record.planned_s / 60, words)
            detail = words("journal.part", done=detail, planned=planned)
        if record.planned_s and not quiet:
            started = clock_text(self.desk.local(record.started, now))
            detail = words("journal.at", time=started, detail=detail)
        felt = record.felt or 0
        return Entry(
            record.id,
            practice_name(self.desk, record.practice),
            detail,
            felt,
            words(f"after.felt_{felt}") if felt else "",
            record.note,
        )

    def _practices(self, held: Held) -> tuple[tuple[str, str], ...]:
        shelf = self.desk.shelf.practices
        named = [(each.id, practice_name(self.desk, each.id)) for each in shelf]
        return tuple(sorted(named, key=lambda each: each[1].casefold()))

    def _ran(self, run: RoutineRun, now: Now, quiet: bool) -> Ran:
        words = self.desk.words
        done = sum(step.state == "done" for step in run.steps)
        detail = words("opened_night.steps", n=done, of=len(run.steps))
        if not quiet:
            started = clock_text(self.desk.local(run.started, now))
            detail = words("journal.at", time=started, detail=detail)
        steps = tuple(
            (self._step_name(each.step.practice, each.step.text, each.step.id),
             words(f"opened_night.step_{each.state}"), each.state)
            for each in run.steps
        )  # fmt: skip
        return Ran(run.id, routine_name(self.desk, run), detail, steps)

    def _step_name(self, practice: str, text: str, step: str) -> str:
        if practice:
            return practice_name(self.desk, practice)
        return text or self.desk.words.find(f"routine.step.{step}") or step

    def _given(self, row: Row) -> Given:
        words = self.desk.words
        name = reminder_name(self.desk, row.reminder)
        yes = "taken" if row.reminder == "melatonin" else "done"
        choices = tuple((each, words(f"opened_night.answer_{each}")) for each in (yes, "skip"))
        current = next((each for each, _ in choices if ANSWERED[each] == row.state), "")
        return Given(row.key, name, words(f"state.{row.state}"), choices, current)

    def _morning(self, diary: DiaryNight) -> tuple[str, ...]:
        words, found, told = self.desk.words, figures(diary), []
        if found.tib is not None and found.tst is not None:
            in_bed, asleep = span_text(found.tib, self.desk), span_text(found.tst, self.desk)
            told.append(words("diary.asleep", asleep=asleep, in_bed=in_bed))
        elif found.tib is not None:
            told.append(words("diary.only_in_bed", in_bed=span_text(found.tib, self.desk)))
        for name, minutes in (("falling", diary.sol_min), ("awake", waso_of(diary))):
            if minutes is not None:
                told.append(words(f"opened_night.{name}", span=span_text(minutes, self.desk)))
        if diary.quality is not None:
            quality = words(f"diary.quality.{diary.quality}")
            told.append(words("opened_night.quality", quality=quality))
        return (*told, *(text for text in (diary.medicine, diary.note) if text))


def _to_diary(desk: Desk, diary: DiaryNight | None) -> str:
    return desk.words("opened_night.diary_change" if diary else "opened_night.diary_fill")
