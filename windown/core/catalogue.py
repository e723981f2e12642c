"""Practices as a person meets them: their names, and their timelines."""

from typing import TYPE_CHECKING

from windown.core.practice import Practice
from windown.core.problems import Trouble
from windown.core.wording import Words

# Most who look for a name lay out no timeline, and a start that waits for them is later.
if TYPE_CHECKING:
    from windown.core.ask import Ask
    from windown.core.timeline import Timeline


def timeline_of(
    practice: Practice, words: Words, minutes: float | None = None, ask: "Ask | None" = None
) -> "Timeline":
    """The timeline of a practice in the language of the words, `minutes` long or of its default.

    What the body of the ask wants is done to the practice first. Raises `Trouble` where the
    minutes lie outside the practice's limits, or where the body speaks against it.
    """
    from windown.core.makers import made

    return made(practice, words, minutes, ask)


def outside(practice: Practice, words: Words) -> Trouble:
    """Says within which minutes a practice can last."""
    low, high = f"{practice.minutes.min:.4g}", f"{practice.minutes.max:.4g}"
    return Trouble("minutes.outside", name=name_of(practice, words), min=low, max=high)


def name_of(practice: Practice, words: Words) -> str:
    """The practice's name: from the words, else from its own file, else its id."""
    return words.find(f"practice.{practice.id}.name") or practice.name or practice.id


def about_of(practice: Practice, words: Words) -> str:
    """One sentence of what the practice is like, or ""."""
    return words.find(f"practice.{practice.id}.about") or practice.about
