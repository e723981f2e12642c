"""Routines: the ordered steps of an evening, and what became of them in one run."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from windown.core.history import SessionRecord

#: The things to tick off that ship; each has its words.
THINGS = (
    "lamps_down", "warm_shower", "wash", "bedroom", "water", "clear_way", "phone_away",
)  # fmt: skip
#: Limits of a routine, all included: its steps, the minutes of one, letters of name and words.
MOST_STEPS = 30
LONGEST_STEP_MIN = 600.0
LONGEST_NAME, LONGEST_TEXT = 60, 120


@dataclass(frozen=True)
class RoutineStep:
    """One step: a thing to tick off (`practice` is "") or a practice to run, with its minutes.

    `text` is the person's own words; a step that ships has its words under `routine.step.<id>`.
    Ids differ within a routine. A practice of 0 minutes lasts as long as was chosen for it last.
    """

    id: str
    minutes: float
    practice: str = ""
    text: str = ""


@dataclass(frozen=True)
class Routine:
    """An evening's steps in their order. Own ones have a `name`, ours `routine.<id>.name`."""

    id: str
    steps: tuple[RoutineStep, ...]
    name: str = ""


@dataclass(frozen=True)
class StepRun:
    """What became of one step: still open, done or skipped, and when (UTC).

    One that is open again has the moment at which it was opened again.
    """

    step: RoutineStep
    state: Literal["open", "done", "skipped"] = "open"
    at: datetime | None = None


@dataclass(frozen=True)
class RoutineRun:
    """One run of a routine in one night, kept as it happens; `ended` is None while it goes on."""

    id: str
    routine: str
    name: str
    night: date
    started: datetime
    zone: str
    steps: tuple[StepRun, ...]
    ended: datetime | None = None


def start(routine: Routine, run_id: str, night: date, now: datetime, zone: str) -> RoutineRun:
    """A run of a routine at its first step; `now` is UTC."""
    steps = tuple(StepRun(step) for step in routine.steps)
    return RoutineRun(run_id, routine.id, routine.name, night, now, zone, steps)


def place(run: RoutineRun) -> int | None:
    """Which step it is time for, from 0: the first that is open; None where all are behind."""
    return next((at for at, each in enumerate(run.steps) if each.state == "open"), None)


def tick(run: RoutineRun, now: datetime) -> RoutineRun:
    """The step it is time for is done; after the last one the run is over."""
    return _passed(run, "done", now)


def skip(run: RoutineRun, now: datetime) -> RoutineRun:
    """The step it is time for is left out tonight; after the last one the run is over."""
    return _passed(run, "skipped", now)


def back(run: RoutineRun, now: datetime) -> RoutineRun:
    """To the step before, which is open again; a run that was ended early goes on where it was."""
    at = place(run)
    if run.ended is not None and at is not None:
        return replace(run, ended=None)
    behind = len(run.steps) if at is None else at
    if not behind:
        return run
    again = StepRun(run.steps[behind - 1].step, "open", now)
    return replace(_with(run, behind - 1, again), ended=None)


def end(run: RoutineRun, now: datetime) -> RoutineRun:
    """Enough for tonight; what is open stays open, and nobody judges it."""
    return run if run.ended is not None else replace(run, ended=now)


def open_run(runs: Iterable[RoutineRun], night: date) -> RoutineRun | None:
    """The run of a night that goes on, the one begun last; it is taken up again."""
    going = [run for run in runs if run.night == night and run.ended is None and run.steps]
    return max(going, key=lambda run: (run.started, run.id), default=None)


def caught_up(run: RoutineRun, sessions: Iterable[SessionRecord]) -> RoutineRun:
    """The run with practices ticked that were whole before anybody could tick them.

    Only a session counts that was begun while its step was the one it was time for.
    """
    whole = sorted((s for s in sessions if s.complete), key=lambda s: s.started)
    for session in whole:
        at = place(run)
        if at is None or run.ended is not None:
            return run
        fits = session.practice == run.steps[at].step.practice
        if fits and session.started >= reached(run):
            run = tick(run, session.started + timedelta(seconds=session.done_s))
    return run


def reached(run: RoutineRun) -> datetime:
    """When the step it is time for was reached."""
    return max((each.at for each in run.steps if each.at is not None), default=run.started)


def total(steps: Iterable[RoutineStep]) -> float:
    """Minutes of all steps together."""
    return sum(step.minutes for step in steps)


def moved(steps: tuple[RoutineStep, ...], at: int, to: int) -> tuple[RoutineStep, ...]:
    """The steps with one of them in another place; a place outside changes nothing."""
    if not (0 <= at < len(steps) and 0 <= to < len(steps)):
        return steps
    rest = [*steps[:at], *steps[at + 1 :]]
    return (*rest[:to], steps[at], *rest[to:])


def _passed(run: RoutineRun, state: Literal["done", "skipped"], now: datetime) -> RoutineRun:
    at = place(run)
    if at is None or run.ended is not None:
        return run
    passed = _with(run, at, StepRun(run.steps[at].step, state, now))
    return replace(passed, ended=now) if place(passed) is None else passed


def _with(run: RoutineRun, at: int, step: StepRun) -> RoutineRun:
    return replace(run, steps=(*run.steps[:at], step, *run.steps[at + 1 :]))
