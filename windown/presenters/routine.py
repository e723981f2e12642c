"""Walking a routine: one step after the other, each change kept before it is shown."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from windown.core.catalogue import about_of, name_of
from windown.core.history import SessionRecord
from windown.core.practice import Practice, Writing
from windown.core.problems import Trouble
from windown.core.routine import (
    Routine,
    RoutineRun,
    RoutineStep,
    back,
    caught_up,
    end,
    open_run,
    place,
    skip,
    start,
    tick,
    total,
)
from windown.core.wording import Words
from windown.presenters.numbers import length_text, minutes_text
from windown.service.desk import Desk
from windown.service.ports import Now
from windown.service.routines import RoutineBook

State = Literal["now", "open", "done", "skipped"]


#: The routine for a rough night.
ROUGH = "rough"


@dataclass(frozen=True)
class Mark:
    """One step in the row of all: its name, and whether it is now, to come or behind."""

    name: str
    state: State


@dataclass(frozen=True)
class WalkView:
    """The step it is time for. `run` is what begins its practice, "" where there is none.

    `first` says which answer is the usual one: "run" or "tick". When the routine is over there
    is only `over`, the sentence that says so, and `resume` where it ended early.
    """

    title: str
    place: str
    step: str
    about: str
    length: str
    run: str
    first: Literal["run", "tick"]
    marks: tuple[Mark, ...]
    can_back: bool
    over: str
    resume: str
    told: str


@dataclass(frozen=True)
class StepRow:
    """One step as Tonight shows it: its name, and its state in one word."""

    name: str
    state: State
    told: str


@dataclass(frozen=True)
class RoutineLine:
    """Tonight's routine in one line, with its steps."""

    line: str
    steps: tuple[StepRow, ...]


class RoutineScreen:
    """The presenter of tonight's routine, from its first step to the last."""

    def __init__(self, desk: Desk, book: RoutineBook) -> None:
        self.desk = desk
        self.book = book
        self.run: RoutineRun | None = None
        self._ran = ""
        self._told: Trouble | None = None

    def chosen(self) -> Routine | None:
        """What *Wind down* walks; None where it begins a practice.

        Where a calmer night is wanted it is the routine for a rough one, and what rests today is
        not in it.
        """
        routine = self.book.find(self.desk.settings.routine)
        held, now = self.desk.aftercare, self.desk.clock.now()
        if routine is None or held is None or not held.window(now.utc):
            return routine
        if held.is_rough(now.utc):
            routine = self.book.find(ROUGH) or routine
        steps = tuple(step for step in routine.steps if not self._rests(step, now))
        return replace(routine, steps=steps) if steps else None

    def _rests(self, step: RoutineStep, now: Now) -> bool:
        held = self.desk.aftercare
        if held is None:
            return False
        practice = self.desk.shelf.find(step.practice)
        if practice is not None:
            return not held.of_practice(practice, now.utc).on
        return not held.switch("step", step.id, now.utc).on

    def open(self, now: Now) -> bool:
        """Take up tonight's run where it stood, or begin one; False where none is chosen."""
        routine = self.chosen()
        if routine is None:
            return False
        self._ran, self._told = "", None
        run = self._going(now)
        if run is not None and run.routine == routine.id:
            self.run = run
            self._keep(caught_up(run, self._sessions(run)))
            return True
        if run is not None:
            self._keep(end(run, now.utc))  # another was begun tonight, and chosen away
        night = self.desk.night(now).date
        self._keep(start(routine, str(uuid.uuid4()), night, now.utc, now.zone))
        return True

    def tick(self, now: Now) -> None:
        """The step is done."""
        self._do(tick, now)

    def skip(self, now: Now) -> None:
        """The step is left out tonight."""
        self._do(skip, now)

    def back(self, now: Now) -> None:
        """To the step before; after an early end, on with the same step."""
        self._do(back, now)

    def end(self, now: Now) -> None:
        """Enough for tonight."""
        self._do(end, now)

    def practice(self) -> tuple[str, float | None] | None:
        """The practice of the step with its minutes, None for as long as was chosen last."""
        step = self._step()
        practice = self.desk.shelf.find(step.practice) if step else None
        if step is None or practice is None:
            return None
        fits = step.minutes > 0 and practice.minutes.holds(step.minutes)
        return practice.id, step.minutes if fits else None

    def practice_ended(self, practice_id: str, complete: bool, now: Now) -> None:
        """A session has ended: its step is done where it was whole, else it waits for a word."""
        step = self._step()
        if step is None or step.practice != practice_id:
            return
        if complete:
            self.tick(now)
        else:
            self._ran = step.id

    @property
    def over(self) -> bool:
        """Whether the routine has ended, or none was begun."""
        return self.run is None or self.run.ended is not None

    def view(self, now: Now) -> WalkView:
        """What there is to show at a look; between lights-out and rise without minutes."""
        run = self.run
        if run is None:
            raise RuntimeError("no routine is open")
        words, step, quiet = self.desk.words, self._step(), self.desk.clock_free(now)
        practice = self.desk.shelf.find(step.practice) if step else None
        at = place(run)
        told = self._told.told(words) if self._told else ""
        if step is None:
            key = "routine.part" if at is not None else "routine.whole"
            resume = words("routine.resume") if at is not None else words("routine.back")
            return WalkView(
                self.title(run), "", "", "", "", "", "tick", self._marks(run), True, words(key),
                resume, told,
            )  # fmt: skip
        return WalkView(
            self.title(run),
            words("routine.of", n=(at or 0) + 1, of=len(run.steps)),
            step_name(step, self.desk),
            self._about(step, practice),
            "" if quiet else step_length(step, practice, self.desk),
            self._runs(step, practice),
            "run" if practice is not None and self._ran != step.id else "tick",
            self._marks(run),
            bool(at),
            "",
            "",
            told,
        )

    def tonight(self, now: Now) -> RoutineLine | None:
        """What Tonight says of the routine; None where *Wind down* begins a practice."""
        routine = self.chosen()
        if routine is None:
            return None
        run = self._going(now)
        words, quiet = self.desk.words, self.desk.clock_free(now)
        name = routine_name(routine, words)
        if run is not None and run.routine == routine.id and place(run):
            passed = sum(each.state != "open" for each in run.steps)
            key = "routine.going_quiet" if quiet else "routine.going"
            line = words(key, name=name, done=passed, of=len(run.steps))
            return RoutineLine(line, tuple(self._row(mark) for mark in self._marks(run)))
        key = "routine.line_quiet" if quiet else "routine.line"
        steps = words("routine.steps", n=len(routine.steps))
        line = words(key, name=name, steps=steps, minutes=minutes_text(self._total(routine), words))
        rows = (Mark(step_name(step, self.desk), "open") for step in routine.steps)
        return RoutineLine(line, tuple(self._row(mark) for mark in rows))

    def title(self, run: RoutineRun) -> str:
        """What the routine of a run is called."""
        return run.name or self.desk.words.find(f"routine.{run.routine}.name") or run.routine

    def _step(self) -> RoutineStep | None:
        if self.run is None or self.run.ended is not None:
            return None
        at = place(self.run)
        return None if at is None else self.run.steps[at].step

    def _going(self, now: Now) -> RoutineRun | None:
        """The run of tonight that goes on; where that cannot be read, the one at hand."""
        night = self.desk.night(now).date
        try:
            return open_run(self.book.runs(night), night)
        except Trouble as trouble:
            self._told = trouble
            return open_run((self.run,) if self.run else (), night)

    def _sessions(self, run: RoutineRun) -> list[SessionRecord]:
        try:
            return list(self.desk.journal.sessions(run.night, run.night))
        except Trouble:
            return []  # whoever was there ticks by hand

    def _do(self, change: Callable[[RoutineRun, datetime], RoutineRun], now: Now) -> None:
        if self.run is not None:
            self._ran = ""
            self._keep(change(self.run, now.utc))

    def _keep(self, run: RoutineRun) -> None:
        """Written first. A disk that takes nothing is told, and keeps nobody from walking on."""
        if run == self.run:
            return
        try:
            self.book.put(run)
            self._told = None
        except Trouble as trouble:
            self._told = trouble
        self.run = run

    def _about(self, step: RoutineStep, practice: Practice | None) -> str:
        words = self.desk.words
        if step.practice:
            return about_of(practice, words) if practice else words("routine.practice_gone")
        return "" if step.text else words.find(f"routine.how.{step.id}") or ""

    def _runs(self, step: RoutineStep, practice: Practice | None) -> str:
        if practice is None:
            return ""
        kind = "write" if isinstance(practice.body, Writing) else "begin"
        return self.desk.words("routine.again" if self._ran == step.id else f"routine.{kind}")

    def _marks(self, run: RoutineRun) -> tuple[Mark, ...]:
        at = place(run) if run.ended is None else None
        return tuple(
            Mark(step_name(each.step, self.desk), "now" if n == at else each.state)
            for n, each in enumerate(run.steps)
        )

    def _row(self, mark: Mark) -> StepRow:
        return StepRow(mark.name, mark.state, self.desk.words(f"routine.state_{mark.state}"))

    def _total(self, routine: Routine) -> float:
        return total(routine.steps) + sum(
            chosen_minutes(step, self.desk) for step in routine.steps if not step.minutes
        )


def routine_name(routine: Routine, words: Words) -> str:
    """What a routine is called: the person's name for it, else ours."""
    return routine.name or words.find(f"routine.{routine.id}.name") or routine.id


def step_name(step: RoutineStep, desk: Desk) -> str:
    """What a step is called: the person's words, its practice, or ours."""
    practice = desk.shelf.find(step.practice)
    if practice is not None:
        return name_of(practice, desk.words)
    return step.text or desk.words.find(f"routine.step.{step.id}") or step.practice or step.id


def step_length(step: RoutineStep, practice: Practice | None, desk: Desk) -> str:
    """How long a step is meant to last, or ""."""
    if practice is not None:
        return length_text(practice, step.minutes or desk.minutes(practice.id), desk.words)
    return minutes_text(step.minutes, desk.words) if step.minutes else ""


def chosen_minutes(step: RoutineStep, desk: Desk) -> float:
    """How long the practice of a step lasts as chosen last; 0 for a thing to tick off."""
    practice = desk.shelf.find(step.practice)
    return (desk.minutes(practice.id) or practice.minutes.default) if practice else 0.0
