"""What became of an import."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """How many records of an import were new, were further on than here, and were here already."""

    added: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True)
class Left:
    """What was left out: where in the file (a line, or a kind and a number), field, reason."""

    line: int
    kind: str
    number: int
    field: str
    reason: str


@dataclass(frozen=True)
class TakenIn:
    """What became of an import: records written, and those left out with the first of them.

    `shorter` are sleeps of a night that has a longer one.
    """

    written: Written
    left_out: int = 0
    first: Left | None = None
    shorter: int = 0
