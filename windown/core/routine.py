"""Routines: the ordered steps of an evening, and what became of them in one run."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True)
class RoutineStep:
    """One step: a thing to tick off (`practice` is "") or a practice to run, with its minutes.

    `text` is the person's own words; a step that ships has its words under `routine.step.<id>`.
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
    """What became of one step: still open, done or skipped, and when (UTC)."""

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
