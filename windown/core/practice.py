"""A practice as its file states it: what it asks of the person, and within which limits."""

from dataclasses import dataclass
from itertools import groupby

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


#: The limits of a factor on seconds where a practice names none.
AS_WRITTEN = Range(1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Breathing:
    """Paced breathing: the phases of one breath, over and over.

    `scale` limits the factor by which all seconds may be stretched (more is slower); `exhale`,
    where set, limits the seconds of the out-breath.
    """

    cycle: tuple[Phase, ...]
    scale: Range = AS_WRITTEN
    exhale: Range | None = None

    @property
    def seconds(self) -> float:
        """Length of one breath in seconds."""
        return sum(phase.seconds for phase in self.cycle)

    @property
    def holds(self) -> bool:
        """Whether the breath is held at all, full or empty, at the slowest pace that is offered."""
        runs = groupby(self.cycle, key=lambda phase: phase.phase.startswith("hold"))
        held = (sum(phase.seconds for phase in run) for holds, run in runs if holds)
        return any(seconds * self.scale.max >= HOLD_FROM for seconds in held)


@dataclass(frozen=True)
class Relaxation:
    """A walk through the body, area by area, with or without tensing.

    All figures in seconds. `brief_areas` take the place of `areas` where the session is too
    short for all of them; `tender` areas are tensed for `tension_tender` only. After the last
    area it counts from 1 to `count`, where that is not 0.
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
    count: int = 0

    @property
    def tenses(self) -> bool:
        """Whether muscles are tensed."""
        return self.tension > 0


@dataclass(frozen=True)
class Slowdown:
    """Breathing that starts at the person's own rate and slows down; breaths a minute."""

    start: Range
    target: Range


@dataclass(frozen=True)
class Counting:
    """Quiet with something said once each out-breath, unpaced by the person's own breath.

    `manner` names its lines in the words (`say.<manner>.settle_N`, ...). It counts from 1 to
    `count`, or says one cue word `count` times, every `every` seconds. Seconds otherwise.
    """

    manner: str
    count: int
    every: Range
    settle: Range
    close: Range


@dataclass(frozen=True)
class Guided:
    """Spoken lines with a quiet between them that grows; nothing is paced or counted.

    `manner` names its lines in the words. `parts` (formulas, positions) come one after the other
    and take equal time; without parts its lines are spread over the session. The person chooses
    one of `themes`, where there are any. `apart` is from one line to the next: its minimum at the
    beginning, its maximum at the end. Seconds.
    """

    manner: str
    settle: Range
    close: Range
    apart: Range
    parts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    part: Range | None = None


@dataclass(frozen=True)
class Shuffle:
    """Unconnected words to picture, one after the other (cognitive shuffle).

    `pace` is the seconds from one word to the next, moved by up to `jitter`; it grows by
    `slower` every `slower_every` seconds, up to `slower_most` (the facts, 3.1).
    """

    pace: Range
    jitter: float
    slower: float
    slower_every: float
    slower_most: float


@dataclass(frozen=True)
class Listening:
    """A background alone, with a timer; `fade` is how long it takes to go, in minutes."""

    sound: str
    fade: Range


@dataclass(frozen=True)
class Writing:
    """A list written in windown, then closed and hidden; kind is "todo" or "worry"."""

    kind: str


@dataclass(frozen=True)
class Link:
    """One practice of a chain and its minutes; None is its own chosen length."""

    practice: str
    minutes: float | None = None


@dataclass(frozen=True)
class Chain:
    """Several practices in a row."""

    links: tuple[Link, ...]


Body = Breathing | Slowdown | Relaxation | Counting | Guided | Shuffle | Listening | Writing | Chain


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
    body: Body
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
