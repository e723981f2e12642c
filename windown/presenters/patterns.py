"""Own breathing patterns: made, seen and heard while editing, named, kept."""

import math
from dataclasses import dataclass, replace

from windown.core.ask import Ask
from windown.core.catalogue import name_of, timeline_of
from windown.core.options import Options
from windown.core.pattern import broken, notices
from windown.core.practice import BREATH_PHASES, Breathing, Phase, Practice, Range
from windown.core.problems import Trouble
from windown.core.timeline import Timeline
from windown.presenters.numbers import number_text
from windown.service.desk import Desk

#: A phase's slider goes in tenths of a second between these (seconds).
SHORTEST_S, LONGEST_S, STEP_S = 0.5, 20.0, 0.1
MOST_PHASES = 8
LONGEST_NAME = 60
#: What a new pattern begins as, and how long it can be practised (minutes).
FIRST = (Phase("in", 4.0), Phase("out", 6.0))
MINUTES = Range(5.0, 1.0, 30.0)
#: A preview goes round in at least so many seconds.
PREVIEW_S = 60.0


@dataclass(frozen=True)
class PhaseRow:
    """One phase: its kind, where its slider stands, its seconds in words."""

    phase: str
    name: str
    step: int
    steps: int
    told: str


@dataclass(frozen=True)
class PatternView:
    """The pattern as it is being edited. `told` are gentle notices, `refused` what bars it."""

    name: str
    rows: tuple[PhaseRow, ...]
    kinds: tuple[tuple[str, str], ...]
    rate: str
    told: tuple[str, ...]
    refused: tuple[str, ...]
    can_add: bool
    can_save: bool
    is_new: bool


class Patterns:
    """The presenter of the editor. Nothing is kept before *Save*."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id = ""
        self.name = ""
        self.phases: list[Phase] = list(FIRST)
        self._made: Practice | None = None
        self._was: tuple[str, tuple[Phase, ...]] = ("", FIRST)

    def new(self) -> None:
        """Begin with an easy breath and no name."""
        self.id, self.name, self.phases, self._made = "", "", list(FIRST), None
        self.let_go()

    def edit(self, practice_id: str, copy: bool = False) -> bool:
        """Begin with a practice that breathes; as a copy it becomes another one when saved."""
        practice = self.desk.shelf.find(practice_id)
        if practice is None or not isinstance(practice.body, Breathing):
            return False
        words, name = self.desk.words, name_of(practice, self.desk.words)
        self.id, self._made = ("", None) if copy else (practice.id, practice)
        self.name = words("pattern.copy_of", name=name) if copy else name
        self.phases = list(practice.body.cycle)
        self.let_go()
        return True

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that would be lost without *Save*."""
        return (self.name, tuple(self.phases)) != self._was

    def let_go(self) -> None:
        """Take what was changed for done."""
        self._was = self.name, tuple(self.phases)

    def view(self) -> PatternView:
        """The pattern as it stands."""
        words, body = self.desk.words, self._body()
        refused = tuple(words(key) for key in self._refused(body))
        told = tuple(words(key) for key in notices(body)) if not refused else ()
        return PatternView(
            self.name,
            tuple(self._row(phase) for phase in self.phases),
            tuple((kind, words(f"phase.{kind}")) for kind in BREATH_PHASES),
            self._rate(body),
            told,
            refused,
            len(self.phases) < MOST_PHASES,
            bool(self.name.strip()) and not refused,
            not self.id,
        )

    def call(self, name: str) -> None:
        """Name it."""
        self.name = name[:LONGEST_NAME]

    def set_kind(self, at: int, kind: str) -> None:
        """Let a phase be of another kind; what it was of a nostril or the mouth goes."""
        self.phases[at] = Phase(kind, self.phases[at].seconds)

    def set_seconds(self, at: int, step: int) -> str:
        """Let a phase last so many steps of a tenth of a second above the shortest."""
        seconds = round(SHORTEST_S + step * STEP_S, 1)
        self.phases[at] = replace(self.phases[at], seconds=seconds)
        return self._seconds(seconds)

    def add(self) -> None:
        """One more phase at the end, of the kind that usually follows."""
        if len(self.phases) < MOST_PHASES:
            last = self.phases[-1].phase if self.phases else "out"
            self.phases.append(Phase(_FOLLOWS.get(last, "in"), 4.0))

    def remove(self, at: int) -> None:
        """Take a phase away; one always stays."""
        if len(self.phases) > 1:
            del self.phases[at]

    def move(self, at: int, by: int) -> None:
        """Put a phase earlier (-1) or later (1)."""
        to = at + by
        if 0 <= to < len(self.phases):
            self.phases[at], self.phases[to] = self.phases[to], self.phases[at]

    def preview(self) -> Timeline | None:
        """Some breaths of the pattern as a session would go, tones only; None where refused."""
        body = self._body()
        if self._refused(body):
            return None
        rounds = math.ceil(PREVIEW_S / body.seconds)
        seconds = rounds * body.seconds
        minutes = Range(seconds / 60, seconds / 60, seconds / 60)
        practice = Practice("preview", "breathe", 0, minutes, body)
        silent = Ask(Options(words_until=0.0))
        return timeline_of(practice, self.desk.words, seconds / 60, silent)

    def save(self) -> str:
        """Keep it; its id. Raises `Trouble` where it cannot be written."""
        body = self._body()
        if self._refused(body) or not self.name.strip():
            raise Trouble("pattern.unfinished")
        kept = self._made or Practice(self.id, "breathe", OWN_ORDER, MINUTES, body)
        least = max(kept.minutes.min, body.seconds / 60)
        minutes = Range(max(kept.minutes.default, least), least, max(kept.minutes.max, least))
        practice = replace(kept, name=self.name.strip(), body=body, minutes=minutes, cycles=None)
        self.id = self.desk.keep_practice(practice)
        self._made = self.desk.shelf.find(self.id)
        self.let_go()
        return self.id

    def _body(self) -> Breathing:
        scale = (
            self._made.body.scale if self._made and isinstance(self._made.body, Breathing) else None
        )
        return Breathing(tuple(self.phases), scale) if scale else Breathing(tuple(self.phases))

    def _refused(self, body: Breathing) -> list[str]:
        moves = [p.phase for p in body.cycle if p.phase in ("in", "top_up", "out")]
        shaped = moves[:1] == ["in"] and moves[-1:] == ["out"]
        return broken(body) if shaped else ["content.no_breath"]

    def _row(self, phase: Phase) -> PhaseRow:
        steps = round((LONGEST_S - SHORTEST_S) / STEP_S)
        step = min(steps, max(0, round((phase.seconds - SHORTEST_S) / STEP_S)))
        name = self.desk.words(f"phase.{phase.phase}")
        return PhaseRow(phase.phase, name, step, steps, self._seconds(phase.seconds))

    def _seconds(self, seconds: float) -> str:
        words = self.desk.words
        n = 1 if seconds == 1 else 2
        return words("options.seconds", n=n, text=number_text(seconds, words))

    def _rate(self, body: Breathing) -> str:
        breaths = sum(p.phase == "out" for p in body.cycle) or 1
        text = number_text(round(60 * breaths / body.seconds, 1), self.desk.words)
        return self.desk.words("options.breaths_a_minute", text=text)


#: Own patterns stand behind those that ship.
OWN_ORDER = 900
_FOLLOWS = {
    "in": "out",
    "top_up": "out",
    "hold_in": "out",
    "out": "in",
    "hold_out": "in",
    "rest": "in",
}
