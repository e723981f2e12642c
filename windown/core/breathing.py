"""Paced breathing as steps: whole breaths, counted and spoken at first, then only tones."""

from collections.abc import Iterator
from itertools import cycle as round_and_round
from math import floor

from windown.core.practice import Breathing, Phase
from windown.core.script import Line, Step
from windown.core.timeline import DIGITS
from windown.core.wording import Words

#: Numbers are counted aloud in the first breaths only, words become tones after a minute
#: (design decision; the facts, 1.5).
COUNTED_BREATHS = 2
WORDS_UNTIL_S = 60.0
#: A phase this short has no room for a word; its tone says it (seconds).
TOO_SHORT_FOR_WORDS = 2.0
COUNT_S = 1.0
SOFT_WORDS_S = 2.5
#: How full the first of two in-breaths is.
BEFORE_TOP_UP = 0.78


def breaths_within(body: Breathing, seconds: float) -> int:
    """How many whole breaths fit into so many seconds; a hair of rounding is forgiven."""
    return floor((seconds + 1e-6) / body.seconds)


def breathe(body: Breathing, seconds: float, words: Words) -> Iterator[Step]:
    """The whole breaths that fit into `seconds`, then quiet rest until the last of them."""
    breaths = breaths_within(body, seconds)
    softly = {p.phase: round_and_round(_soft_words(p.phase, words)) for p in body.cycle}
    for breath in range(breaths):
        at = round(breath * body.seconds, DIGITS)
        for phase, low, high in _filled(body.cycle):
            lines = _lines(phase, breath, at, softly[phase.phase], words)
            yield Step(
                phase.phase,
                phase.seconds,
                breath + 1,
                low,
                high,
                detail=phase.detail,
                tone=phase.phase,
                lines=lines,
            )
            at = round(at + phase.seconds, DIGITS)
    yield Step("rest", seconds - breaths * body.seconds, breaths + 1)


def _filled(phases: tuple[Phase, ...]) -> Iterator[tuple[Phase, float, float]]:
    """Each phase with how full the lungs are at its beginning and its end."""
    full = 0.0
    topped = any(phase.phase == "top_up" for phase in phases)
    goals = {"in": BEFORE_TOP_UP if topped else 1.0, "top_up": 1.0, "out": 0.0}
    for phase in phases:
        before, full = full, goals.get(phase.phase, full)
        yield phase, before, full


def _lines(
    phase: Phase, breath: int, at: float, softly: Iterator[str], words: Words
) -> tuple[Line, ...]:
    """What is said in one phase that begins `at` seconds: a word and numbers, a word, nothing."""
    if at >= WORDS_UNTIL_S or phase.seconds <= TOO_SHORT_FOR_WORDS:
        return ()
    if breath >= COUNTED_BREATHS:
        return (Line(0.0, min(SOFT_WORDS_S, phase.seconds), next(softly)),)
    numbers = range(2, floor(phase.seconds) + 1)
    counted = [Line(n - 1.0, COUNT_S, words(f"say.count_{n}")) for n in numbers if n <= 8]
    return (Line(0.0, COUNT_S, words(f"say.{phase.phase}")), *counted)


def _soft_words(phase: str, words: Words) -> list[str]:
    """The ways to say a phase softly, in their order; the plain word where there is none."""
    keys = [f"say.{phase}_soft_{n}" for n in range(1, 9)]
    return [words(key) for key in keys if words.has(key)] or [words(f"say.{phase}")]
