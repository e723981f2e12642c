"""From a practice and a length to its timeline."""

from typing import TYPE_CHECKING

from windown.core.practice import Breathing, Practice
from windown.core.problems import Trouble
from windown.core.wording import Words

# Most who look for a name lay out no timeline, and a start that waits for them is later.
if TYPE_CHECKING:
    from windown.core.timeline import Timeline


def timeline_of(practice: Practice, words: Words, minutes: float | None = None) -> "Timeline":
    """The timeline of a practice in the language of the words, `minutes` long or of its default.

    Raises `Trouble` where the minutes lie outside the practice's limits.
    """
    from windown.core.breathing import breathe
    from windown.core.relaxation import relax
    from windown.core.timeline import lay_out

    wanted = practice.minutes.default if minutes is None else minutes
    if not practice.minutes.holds(wanted):
        raise outside(practice, words)
    seconds = round(wanted * 60, 3)
    body = practice.body
    make = (
        breathe(body, seconds, words)
        if isinstance(body, Breathing)
        else relax(body, seconds, words)
    )
    return lay_out(practice.id, words.language, make)


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
