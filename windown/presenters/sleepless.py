"""I can't sleep: a few quiet ways on, without a clock and without a question."""

from dataclasses import dataclass

from windown.service.desk import Desk
from windown.service.ports import Now

#: What is offered, in this order; those that are practices begin at once.
PRACTICES = {"natural": "natural", "shuffle": "cognitive_shuffle"}
WAYS = ("lie", "natural", "shuffle", "get_up", "note")


@dataclass(frozen=True)
class Way:
    """One way on: its id, its words, and a sentence on what it is like."""

    id: str
    text: str
    about: str


@dataclass(frozen=True)
class SleeplessView:
    """All ways, or the words of the one that was chosen and only says something."""

    title: str
    about: str
    ways: tuple[Way, ...]
    lines: tuple[str, ...] = ()


class SleeplessScreen:
    """The presenter of the page; it keeps nothing."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def view(self, chosen: str, now: Now) -> SleeplessView:
        """The page with its ways (""), or what is said of one of them."""
        words = self.desk.words
        if chosen:
            lines = words(f"sleepless.{self._words_of(chosen, now)}_lines").split("\n")
            return SleeplessView(words(f"sleepless.{chosen}"), "", (), tuple(lines))
        ways = tuple(
            Way(way, words(f"sleepless.{way}"), words(f"sleepless.{way}_about"))
            for way in WAYS
            if self._is_had(way, now)
        )
        return SleeplessView(words("sleepless.title"), words("sleepless.about"), ways)

    def practice(self, way: str) -> str:
        """The practice a way begins, "" for the others."""
        return PRACTICES.get(way, "")

    def _is_had(self, way: str, now: Now) -> bool:
        if way == "note":
            return self.desk.notes is not None
        practice = self.desk.shelf.find(PRACTICES.get(way, ""))
        held = self.desk.aftercare
        if way in PRACTICES:
            return practice is not None and (held is None or held.of_practice(practice, now.utc).on)
        return True

    def _words_of(self, way: str, now: Now) -> str:
        """Whom getting up is no good for now, sits up instead (the facts, 7.5)."""
        held = self.desk.aftercare
        if way == "get_up" and held and not held.switch("feature", "get_up", now.utc).on:
            return "sit_up"
        return way
