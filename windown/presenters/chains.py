"""Own chains: several practices in a row, ordered, each with its minutes, saved under a name."""

from dataclasses import dataclass, replace

from windown.core.catalogue import name_of
from windown.core.chain import unfit
from windown.core.practice import Chain, Link, Practice, Range
from windown.core.problems import Trouble
from windown.presenters.numbers import length_text, minutes_text
from windown.presenters.practices import step_of
from windown.service.desk import Desk

#: So many practices can follow each other.
MOST_PARTS = 8
LONGEST_NAME = 60
#: No longer than a practice file may ask for (minutes).
LONGEST_MIN = 120.0
#: Own chains stand behind own patterns.
OWN_ORDER = 950


@dataclass(frozen=True)
class PartRow:
    """One part: its practice, where the slider of its minutes stands, its length in words."""

    practice: str
    name: str
    step: int
    steps: int
    told: str


@dataclass(frozen=True)
class ChainView:
    """The chain as it is being edited; `choices` are the practices that can be a part."""

    name: str
    parts: tuple[PartRow, ...]
    choices: tuple[tuple[str, str], ...]
    length: str
    told: str
    can_add: bool
    can_save: bool
    is_new: bool


class Chains:
    """The presenter of the editor. Nothing is kept before *Save*."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id, self.name = "", ""
        self.links: list[Link] = []
        self._was: tuple[str, tuple[Link, ...]] = ("", ())

    def new(self) -> None:
        """Begin with what *Wind down* begins, and no name."""
        self.id, self.name, self.links = "", "", []
        self.add(self.desk.settings.wind_down)
        self.let_go()

    def edit(self, practice_id: str) -> bool:
        """Begin with a chain that is there."""
        practice = self.desk.shelf.find(practice_id)
        if practice is None or not isinstance(practice.body, Chain):
            return False
        self.id, self.name = practice.id, name_of(practice, self.desk.words)
        self.links = list(practice.body.links)
        self.let_go()
        return True

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that would be lost without *Save*."""
        return (self.name, tuple(self.links)) != self._was

    def let_go(self) -> None:
        """Take what was changed for done."""
        self._was = self.name, tuple(self.links)

    def view(self) -> ChainView:
        """The chain as it stands."""
        words, parts = self.desk.words, [self._part(link) for link in self.links]
        total = sum(self._minutes(link) for link in self.links)
        gone = [link.practice for link in self.links if self._practice(link) is None]
        return ChainView(
            self.name,
            tuple(parts),
            tuple((p.id, name_of(p, words)) for p in self._fit()),
            minutes_text(total, words),
            self._told(gone, total),
            len(self.links) < MOST_PARTS,
            bool(self.name.strip() and self.links and not gone and total <= LONGEST_MIN),
            not self.id,
        )

    def call(self, name: str) -> None:
        """Name it."""
        self.name = name[:LONGEST_NAME]

    def add(self, practice_id: str) -> None:
        """One more part at the end, as long as it was last chosen to be."""
        practice = self.desk.shelf.find(practice_id)
        if practice is not None and not unfit(practice.body) and len(self.links) < MOST_PARTS:
            minutes = self.desk.minutes(practice_id) or practice.minutes.default
            self.links.append(Link(practice_id, minutes))

    def remove(self, at: int) -> None:
        """Take a part away."""
        del self.links[at]

    def move(self, at: int, by: int) -> None:
        """Put a part earlier (-1) or later (1)."""
        to = at + by
        if 0 <= to < len(self.links):
            self.links[at], self.links[to] = self.links[to], self.links[at]

    def set_minutes(self, at: int, step: int) -> str:
        """Let a part last so many steps above its shortest; how that is told."""
        link, practice = self.links[at], self._practice(self.links[at])
        if practice is None:
            return ""
        minutes = min(practice.minutes.max, practice.minutes.min + step * step_of(practice))
        self.links[at] = replace(link, minutes=minutes)
        return length_text(practice, minutes, self.desk.words)

    def length(self) -> str:
        """How long all parts last together."""
        return minutes_text(sum(self._minutes(link) for link in self.links), self.desk.words)

    def save(self) -> str:
        """Keep it; its id. Raises `Trouble` where it cannot be written."""
        if not self.view().can_save:
            raise Trouble("chain.unfinished")
        held = [p for link in self.links if (p := self._practice(link))]
        usual = round(sum(self._minutes(link) for link in self.links), 6)
        least = round(sum(p.minutes.min for p in held), 6)
        most = min(LONGEST_MIN, round(sum(p.minutes.max for p in held), 6))
        minutes = Range(usual, least, max(usual, most))
        body = Chain(tuple(self.links))
        kept = Practice(self.id, held[0].group, OWN_ORDER, minutes, body, name=self.name.strip())
        self.id = self.desk.keep_practice(kept)
        self.let_go()
        return self.id

    def _told(self, gone: list[str], total: float) -> str:
        if gone:
            return self.desk.words("chain.unknown", id=gone[0])
        return self.desk.words("chain.long", n=round(LONGEST_MIN)) if total > LONGEST_MIN else ""

    def _fit(self) -> list[Practice]:
        return [p for p in self.desk.shelf.practices if not unfit(p.body)]

    def _practice(self, link: Link) -> Practice | None:
        return self.desk.shelf.find(link.practice)

    def _minutes(self, link: Link) -> float:
        practice = self._practice(link)
        return link.minutes or (practice.minutes.default if practice else 0.0)

    def _part(self, link: Link) -> PartRow:
        practice = self._practice(link)
        if practice is None:
            return PartRow(link.practice, link.practice, 0, 0, "")
        minutes, step = self._minutes(link), step_of(practice)
        return PartRow(
            practice.id,
            name_of(practice, self.desk.words),
            round((minutes - practice.minutes.min) / step),
            round((practice.minutes.max - practice.minutes.min) / step),
            length_text(practice, minutes, self.desk.words),
        )
