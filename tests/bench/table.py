"""One line of the table: a figure beside its yardstick and its target."""

from dataclasses import dataclass
from math import isnan


class NotMeasured(Exception):
    """Says what is missing here."""


@dataclass(frozen=True)
class Figure:
    """What was measured, as `value` in `unit`; `yardstick` is the same of what it is held against.

    `most` and `least` are the target, of the ratio where `of_ratio` is set. `note` says how.
    """

    row: str
    value: float
    unit: str
    yardstick: float | None = None
    most: float | None = None
    least: float | None = None
    of_ratio: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure in yardsticks."""
        return self.value / self.yardstick if self.yardstick else None

    def within(self) -> str:
        """Whether the target is kept; "" where there is none."""
        held = self.ratio if self.of_ratio else self.value
        if held is None or (self.most is None and self.least is None):
            return ""
        kept = (self.most is None or held <= self.most) and (
            self.least is None or held >= self.least
        )
        return "within" if kept else "NOT WITHIN"

    def target(self) -> str:
        """The target in words."""
        unit = "x" if self.of_ratio else self.unit
        if self.most is not None:
            return f"at most {self.most:g} {unit}"
        return "" if self.least is None else f"at least {self.least:g} {unit}"

    def __str__(self) -> str:
        yardstick = "" if self.yardstick is None else shown(self.yardstick)
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        cells = (shown(self.value), self.unit, yardstick, ratio, self.target(), self.within())
        return LAID.format(self.row, *cells, self.note).rstrip()


LAID = "{:<30} {:>9} {:<10} {:>9} {:>6}  {:<20} {:<10}  {}"
HEAD = LAID.format("row", "figure", "", "yardstick", "ratio", "target", "", "how it was measured")


def shown(value: float) -> str:
    """A number with about three figures; nothing for none."""
    if isnan(value):
        return ""
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def unmeasured(row: str, why: str) -> Figure:
    """A line that says why there is no figure."""
    return Figure(row, float("nan"), "", note=f"not measured: {why}")
