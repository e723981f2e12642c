"""Practices: cards in groups; one opened with its length, its manner and *Begin*."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from windown.core.advice import fitted
from windown.core.ask import Ask
from windown.core.catalogue import about_of, name_of
from windown.core.ladder import RUNGS, suggestion
from windown.core.practice import GROUPS, Breathing, Practice, Slowdown, Writing
from windown.core.problems import Trouble
from windown.presenters.numbers import length_text
from windown.service.desk import Desk
from windown.service.ports import Now

#: How far back sessions count for the training ladder (nights).
LADDER_NIGHTS = 120
#: The ids of a person's own practices begin so.
OWN = "own_"


@dataclass(frozen=True)
class Card:
    """One practice in the list. An unavailable one says why in `about`.

    `reason` says why it is not offered to this body; it can be opened all the same.
    """

    id: str
    group: str
    name: str
    length: str
    about: str
    holds_breath: bool = False
    tenses: bool = False
    available: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Opened:
    """A practice with its options. The slider counts steps of `step` minutes from `low`.

    `advice` is what *My body* changes, or why it is not offered, and `instead` what suits better,
    as pairs of id and name. `kind` is how it is begun: "" at once, "write" on its page,
    "measure" after tapping. `own` ones can be edited and deleted, breathing patterns copied. A
    `refused` one cannot be begun as *My body* stands.
    """

    id: str
    name: str
    about: str
    how: str
    caution: str
    sources: str
    minutes: float
    low: float
    high: float
    step: float
    length: str
    is_wind_down: bool
    advice: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    own: bool = False
    copyable: bool = False
    refused: bool = False


@dataclass(frozen=True)
class PracticesView:
    """All cards under their groups' names, in the order of `GROUPS`."""

    groups: tuple[tuple[str, tuple[Card, ...]], ...]


class Practices:
    """The presenter of the list and of an opened practice."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def view(self) -> PracticesView:
        """Every practice, the broken ones last in a group of their own."""
        words = self.desk.words
        cards = [self._card(practice) for practice in self.desk.shelf.practices]
        groups = [
            (words(f"group.{group}"), tuple(c for c in cards if c.group == group))
            for group in GROUPS
        ]
        broken = tuple(self._broken())
        if broken:
            groups.append((words("group.unavailable"), broken))
        return PracticesView(tuple((name, held) for name, held in groups if held))

    def opened(self, practice_id: str) -> Opened | None:
        """A practice with its options, or None where it is not to be had."""
        practice = self.desk.shelf.find(practice_id)
        if practice is None:
            return None
        words = self.desk.words
        minutes = self.desk.minutes(practice_id) or practice.minutes.default
        advice = self.desk.advice(practice)
        return Opened(
            practice.id,
            name_of(practice, words),
            about_of(practice, words),
            words.find(f"practice.{practice.id}.how") or "",
            words.find(f"practice.{practice.id}.caution") or "",
            "; ".join(practice.sources),
            minutes,
            practice.minutes.min,
            practice.minutes.max,
            step_of(practice),
            length_text(practice, minutes, words),
            practice.id == self.desk.settings.wind_down,
            tuple(words(key) for key in advice.reasons or advice.changes),
            tuple(self.named(advice.instead)),
            _kind(practice),
            is_own(practice),
            isinstance(practice.body, Breathing),
            self._is_refused(practice),
        )

    def _is_refused(self, practice: Practice) -> bool:
        try:
            fitted(practice, Ask(self.desk.options(practice.id), self.desk.settings.body))
        except Trouble:
            return True
        return False

    def suggestion(self, practice_id: str, now: Now) -> tuple[str, str] | None:
        """The next form of muscle relaxation, as id and sentence, where it may be time for it."""
        night = self.desk.night(now).date
        try:
            held = self.desk.journal.sessions(night - timedelta(days=LADDER_NIGHTS), night)
        except Trouble:
            return None
        following = suggestion(held, self.desk.settings.body)
        named = self.named((following,) if following and practice_id in RUNGS else ())
        return next(
            ((p, self.desk.words("practices.next_rung", name=name)) for p, name in named), None
        )

    def remove(self, practice_id: str) -> bytes:
        """Delete a practice of the person's own; what `put_back` brings it back with."""
        return self.desk.delete_practice(practice_id)

    def named(self, practice_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Those that are to be had, as pairs of id and name."""
        for practice_id in practice_ids:
            practice = self.desk.shelf.find(practice_id)
            if practice is not None:
                yield practice_id, name_of(practice, self.desk.words)

    def length_of(self, practice_id: str, minutes: float) -> str:
        """A length in words."""
        practice = self.desk.shelf.find(practice_id)
        return length_text(practice, minutes, self.desk.words) if practice else ""

    def choose_minutes(self, practice_id: str, minutes: float) -> None:
        """Remember the length for the next times."""
        practice = self.desk.shelf.find(practice_id)
        if practice and practice.minutes.holds(minutes):
            self.desk.change(minutes={**self.desk.settings.minutes, practice_id: minutes})

    def make_wind_down(self, practice_id: str) -> None:
        """Let *Wind down* begin this practice."""
        self.desk.change(wind_down=practice_id)

    def _card(self, practice: Practice) -> Card:
        words = self.desk.words
        minutes = self.desk.minutes(practice.id)
        reasons = self.desk.advice(practice).reasons
        return Card(
            practice.id,
            practice.group,
            name_of(practice, words),
            length_text(practice, minutes, words),
            about_of(practice, words),
            practice.holds_breath,
            practice.tenses,
            reason=words(reasons[0]) if reasons else "",
        )

    def _broken(self) -> list[Card]:
        words = self.desk.words
        return [
            Card(
                name,
                "",
                Path(problem.file).name,
                "",
                words("practices.broken", key=problem.key, why=problem.told(words)),
                available=False,
            )
            for name, problem in self.desk.shelf.unavailable.items()
        ]


def step_of(practice: Practice) -> float:
    """By how many minutes the length is changed: a breath, half a minute, a minute."""
    if practice.cycles:
        return practice.minutes.max / practice.cycles.max
    return 0.5 if practice.minutes.default < 8 else 1.0


def is_own(practice: Practice) -> bool:
    """Whether a practice is one the person has made or taken in."""
    return practice.id.startswith(OWN)


def _kind(practice: Practice) -> str:
    if isinstance(practice.body, Writing):
        return "write"
    return "measure" if isinstance(practice.body, Slowdown) else ""
