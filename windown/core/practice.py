"""A practice as its file states it: what it asks of the person, and within which limits."""

from dataclasses import dataclass

GROUPS = ("breathe", "relax", "mind", "listen", "write")

BREATH_PHASES = ("in", "top_up", "hold_in", "out", "hold_out", "rest")

#: A pause of a second at the turn of the breath is no hold; from here on it is (seconds).
HOLD_FROM = 2.0


@dataclass(frozen=True)
class Range:
    """A figure with its default and its limits, both included."""

    default: float
    min: float
    max: float

    def holds(self, value: float) -> bool:
        """Whether the value lies within the limits (a hair of rounding allowed)."""
        return self.min - 1e-6 <= value <= self.max + 1e-6

    def share(self, part: float) -> float:
        """The value `part` of the way from the minimum (0) to the default (1)."""
        return self.min + (self.default - self.min) * part


@dataclass(frozen=True)
class Phase:
    """One phase of a breath: its kind (of `BREATH_PHASES`), its seconds, a detail such as "hum"."""

    phase: str
    seconds: float
    detail: str = ""


@dataclass(frozen=True)
class Breathing:
    """Paced breathing: the phases of one breath, over and over."""

    cycle: tuple[Phase, ...]

    @property
    def seconds(self) -> float:
        """Length of one breath in seconds."""
        return sum(phase.seconds for phase in self.cycle)

    @property
    def holds(self) -> bool:
        """Whether the breath is held at all, full or empty."""
        return any(p.phase.startswith("hold") and p.seconds >= HOLD_FROM for p in self.cycle)


@dataclass(frozen=True)
class Relaxation:
    """A walk through the body, area by area, with or without tensing.

    All figures in seconds. `brief_areas` take the place of `areas` where the session is too
    short for all of them; `tender` areas are tensed for `tension_tender` only.
    """

    manner: str
    areas: tuple[str, ...]
    brief_areas: tuple[str, ...]
    settle: Range
    close: Range
    instruction: float
    instruction_again: float
    tension: float
    tension_tender: float
    tender: frozenset[str]
    release: Range
    release_step: float
    rounds: int

    @property
    def tenses(self) -> bool:
        """Whether muscles are tensed."""
        return self.tension > 0


@dataclass(frozen=True)
class Practice:
    """One thing to do. `minutes` limits the whole session; `cycles`, where set, counts breaths.

    `name` and `about` are filled only by files a person wrote; ours keep their words in
    `assets/words` under `practice.<id>`.
    """

    id: str
    group: str
    order: int
    minutes: Range
    body: Breathing | Relaxation
    cycles: Range | None = None
    sources: tuple[str, ...] = ()
    name: str = ""
    about: str = ""

    @property
    def holds_breath(self) -> bool:
        """Whether the breath is held for two seconds or more."""
        return isinstance(self.body, Breathing) and self.body.holds

    @property
    def tenses(self) -> bool:
        """Whether muscles are tensed."""
        return isinstance(self.body, Relaxation) and self.body.tenses
