"""What the plan editor shows: the nights, the line of the evening, the list, one reminder."""

from dataclasses import dataclass
from datetime import time

from windown.core.evening.plan import Melatonin

Choice = tuple[str, str]


@dataclass(frozen=True)
class Day:
    """One weekday: ISO number, name, bedtime and rise time."""

    number: int
    name: str
    bedtime: time
    rise: time


@dataclass(frozen=True)
class Mark:
    """One reminder on the line of the evening: minutes before bed, its clock, whether it is on.

    It can be moved from `least` to `most` minutes before bed, in steps.
    """

    id: str
    name: str
    before: int
    clock: str
    on: bool
    opened: bool
    least: int = 0
    most: int = 0
    step: int = 1


@dataclass(frozen=True)
class Line:
    """A reminder in the list. `switchable` is false where something has to be entered first."""

    id: str
    name: str
    clock: str
    detail: str
    on: bool
    switchable: bool
    own: bool


@dataclass(frozen=True)
class MelatoninView:
    """What the person entered, with its choices and what there is to say to it."""

    held: Melatonin
    units: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    notices: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True)
class Details:
    """One reminder, open: every choice with its values; `lead` runs from 0 to `steps`.

    `veil` says of "screens off" whether the desktop grows dark, and the screen turns off then.
    """

    id: str
    own: bool
    lead_name: str
    steps: int
    lead: int
    days: tuple[tuple[int, str, str, bool], ...]
    sound: bool
    spoken: bool
    times: tuple[Choice, ...]
    time: str
    every: tuple[Choice, ...]
    each: str
    lates: tuple[Choice, ...]
    late: str
    text: str
    usual: str
    neutral: str
    usual_neutral: str
    melatonin: MelatoninView | None
    veil: tuple[bool, bool] | None


@dataclass(frozen=True)
class PlanView:
    """The whole plan, with the details of the one reminder that is open.

    `night` is a sentence between lights-out and rise, when nothing else is shown, else "".
    """

    days: tuple[Day, ...]
    same: bool
    bed: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    opened: Details | None
    real_words: bool
    told: str
    night: str = ""
