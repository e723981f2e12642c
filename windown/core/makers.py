"""The makers of timelines, one for each kind of practice; slow to import, so at first use."""

from collections.abc import Callable, Mapping

from windown.core.advice import fitted
from windown.core.ask import Ask
from windown.core.breathing import breathing
from windown.core.catalogue import outside
from windown.core.chain import chain, usual_minutes
from windown.core.counting import counting
from windown.core.guided import guided
from windown.core.listening import listen
from windown.core.practice import (
    Breathing,
    Chain,
    Counting,
    Guided,
    Listening,
    Practice,
    Relaxation,
    Shuffle,
    Slowdown,
    Writing,
)
from windown.core.relaxation import relaxation
from windown.core.shuffle import shuffle
from windown.core.slowdown import slowdown
from windown.core.timeline import Timeline
from windown.core.wording import Words
from windown.core.writing import writing


def made(
    practice: Practice, words: Words, minutes: float | None = None, ask: Ask | None = None
) -> Timeline:
    """See `windown.core.catalogue.timeline_of`."""
    practice, ask = fitted(practice, ask or Ask())
    wanted = minutes_of(practice, ask) if minutes is None else minutes
    if minutes is not None and not practice.minutes.holds(wanted):
        raise outside(practice, words)
    return _MAKERS[type(practice.body)](practice, round(wanted * 60, 3), words, ask)


def minutes_of(practice: Practice, ask: Ask) -> float:
    """How long a practice lasts where nobody chose a length; a chain is as long as its links."""
    if isinstance(practice.body, Chain):
        return usual_minutes(practice.body, ask)
    return practice.minutes.default


#: Makes the timeline of one kind of practice: (practice, seconds, words, ask).
Maker = Callable[[Practice, float, Words, Ask], Timeline]


def _chain(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    return chain(practice, seconds, words, ask, made)


_MAKERS: Mapping[type, Maker] = {
    Breathing: breathing,
    Slowdown: slowdown,
    Relaxation: relaxation,
    Counting: counting,
    Guided: guided,
    Shuffle: shuffle,
    Writing: writing,
    Chain: _chain,
    Listening: listen,
}
