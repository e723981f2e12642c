"""A practice with a person's options, as steps with seconds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A spoken prompt inside a step: seconds after its beginning, its slot in seconds, its text."""

    after: float
    seconds: float
    text: str


@dataclass(frozen=True)
class Step:
    """One phase of a script.

    `number` counts breaths or areas from 1; 0 is settling in, and the number after the last
    is the closing rest. `low` to `high` is how full the picture is (0 to 1) at its beginning
    and its end. `tone` names a tone that begins with the step, "" for none.
    """

    phase: str
    seconds: float
    number: int
    low: float = 0.0
    high: float = 0.0
    area: str = ""
    detail: str = ""
    tone: str = ""
    lines: tuple[Line, ...] = ()
