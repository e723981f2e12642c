"""From a practice and a length to its timeline."""

from collections.abc import Callable, Mapping

from windown.core.advice import fitted
from windown.core.ask import Ask
from windown.core.breathing import breathe
from windown.core.practice import Breathing, Practice, Relaxation
from windown.core.problems import Trouble
from windown.core.relaxation import relax
from windown.core.timeline import Timeline, lay_out
from windown.core.wording import Words


def timeline_of(
    practice: Practice, words: Words, minutes: float | None = None, ask: Ask | None = None
) -> Timeline:
    """The timeline of a practice in the language of the words, `minutes` long or of its default.

    What the body of the ask wants is done to the practice first. Raises `Trouble` where the
    minutes lie outside the practice's limits, or where the body speaks against it.
    """
    practice, ask = fitted(practice, ask or Ask())
    wanted = practice.minutes.default if minutes is None else minutes
    if not practice.minutes.holds(wanted):
        raise outside(practice, words)
    return _MAKERS[type(practice.body)](practice, round(wanted * 60, 3), words, ask)


#: Makes the timeline of one kind of practice: (practice, seconds, words, ask).
Maker = Callable[[Practice, float, Words, Ask], Timeline]


def _breathing(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    assert isinstance(practice.body, Breathing)
    return lay_out(practice.id, words.language, breathe(practice.body, seconds, words))


def _relaxation(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    assert isinstance(practice.body, Relaxation)
    return lay_out(practice.id, words.language, relax(practice.body, seconds, words))


_MAKERS: Mapping[type, Maker] = {Breathing: _breathing, Relaxation: _relaxation}


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
