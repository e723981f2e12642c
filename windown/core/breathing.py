"""Paced breathing as steps: whole breaths, counted and spoken at first, then only tones."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle as round_and_round
from math import floor

from windown.core.ask import Ask
from windown.core.options import Options
from windown.core.practice import Breathing, Phase, Practice, Range
from windown.core.script import Line, Step
from windown.core.timeline import DIGITS, Timeline, lay_out
from windown.core.wording import Words

#: Numbers are counted aloud in the first breaths only, words become tones after a minute
#: (design decision; the facts, 1.5).
COUNTED_BREATHS = 2
WORDS_UNTIL_S = 60.0
#: A phase this short has no room for a word; its tone says it (seconds).
TOO_SHORT_FOR_WORDS = 2.0
COUNT_S = 1.0
SOFT_WORDS_S = 2.5
#: "In, left" takes as long as two numbers, "Softly in, left" longer than "Softly in".
DETAIL_S, DETAIL_SOFT_S = 2.0, 3.0
#: How full the first of two in-breaths is.
BEFORE_TOP_UP = 0.78
#: What was too much once comes back without holds, with an easy wait of at most so many seconds
#: in place of the empty one, and a fifth quicker where it can be (design decision).
GENTLE_WAIT_S = 2.0
GENTLE_PACE = 0.8


def breathing(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """The timeline of a breathing technique, exactly so many seconds, with a person's options.

    A practice that is counted in breaths has no more of them for being run faster: the rest of
    its time is quiet.
    """
    assert isinstance(practice.body, Breathing)
    body = paced(practice.body, ask.options, practice.id in ask.body.gentler)
    until = WORDS_UNTIL_S if ask.options.words_until is None else ask.options.words_until
    most = breaths_within(practice.body, seconds) if practice.cycles else None
    return lay_out(practice.id, words.language, breathe(body, seconds, words, until, most))


def paced(body: Breathing, options: Options, gentler: bool = False) -> Breathing:
    """The breath as it is paced: its phases at the chosen pace and out-breath, in seconds.

    What lies outside the limits of the practice is brought to the nearest limit. A chosen
    out-breath lasts just so long; one that is not chosen follows the pace within its limits.
    """
    pace = _within(body.scale, 1.0 if options.pace is None else options.pace)
    exhale = options.exhale
    if gentler:
        body = _without_holds(body)
        pace = _within(body.scale, GENTLE_PACE)
        exhale = body.exhale.min if body.exhale else None
    phases = (
        replace(phase, seconds=round(_seconds(phase, body, pace, exhale), 3))
        for phase in body.cycle
    )
    return Breathing(tuple(phases))


def _seconds(phase: Phase, body: Breathing, pace: float, exhale: float | None) -> float:
    if phase.phase != "out" or body.exhale is None:
        return phase.seconds * pace
    return _within(body.exhale, phase.seconds * pace if exhale is None else exhale)


def _within(limits: Range, value: float) -> float:
    return min(limits.max, max(limits.min, value))


def _without_holds(body: Breathing) -> Breathing:
    kept = (phase for phase in body.cycle if phase.phase != "hold_in")
    return replace(body, cycle=tuple(_waited(phase) for phase in kept))


def _waited(phase: Phase) -> Phase:
    """An empty hold as a wait for the next breath."""
    if phase.phase != "hold_out":
        return phase
    return Phase("rest", min(phase.seconds, GENTLE_WAIT_S))


def breaths_within(body: Breathing, seconds: float) -> int:
    """How many whole breaths fit into so many seconds; a hair of rounding is forgiven."""
    return floor((seconds + 1e-6) / body.seconds)


def breathe(
    body: Breathing,
    seconds: float,
    words: Words,
    words_until: float = WORDS_UNTIL_S,
    most: int | None = None,
) -> Iterator[Step]:
    """The whole breaths that fit into `seconds`, then quiet rest until the last of them.

    From the second `words_until` on there are only tones; there are no more than `most` breaths.
    """
    breaths = breaths_within(body, seconds)
    if most is not None:
        breaths = min(breaths, most)
    softly = {_kind(phase): round_and_round(soft_words(phase, words)) for phase in body.cycle}
    for breath in range(breaths):
        at = round(breath * body.seconds, DIGITS)
        for phase, low, high in _filled(body.cycle):
            speaks = at < words_until and phase.seconds > TOO_SHORT_FOR_WORDS
            lines = _lines(phase, breath, softly[_kind(phase)], words) if speaks else ()
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


def _lines(phase: Phase, breath: int, softly: Iterator[str], words: Words) -> tuple[Line, ...]:
    """What is said in one phase: a word and numbers in the first breaths, then a soft word."""
    if breath >= COUNTED_BREATHS:
        slot = DETAIL_SOFT_S if phase.detail else SOFT_WORDS_S
        return (Line(0.0, min(slot, phase.seconds), next(softly)),)
    detailed = words.find(f"say.{_kind(phase)}") if phase.detail else None
    room = DETAIL_S if detailed else COUNT_S
    # A rest is a free wait for the next breath: counted aloud it would be a hold (the facts, 1.1).
    last = 0 if phase.phase == "rest" else floor(phase.seconds)
    numbers = range(1 + floor(room), last + 1)
    counted = [Line(n - 1.0, COUNT_S, words(f"say.count_{n}")) for n in numbers if n <= 8]
    return (Line(0.0, room, detailed or words(f"say.{phase.phase}")), *counted)


def _kind(phase: Phase) -> str:
    """How words know a phase: "in", or "in_left" where a detail belongs to it."""
    return f"{phase.phase}_{phase.detail}" if phase.detail else phase.phase


def soft_words(phase: Phase, words: Words) -> list[str]:
    """The ways to say a phase softly, in their order: with its detail where there are any,
    else of the phase alone, else the plain word."""
    for kind in (_kind(phase), phase.phase):
        keys = [f"say.{kind}_soft_{n}" for n in range(1, 9)]
        if found := [words(key) for key in keys if words.has(key)]:
            return found
    return [words(f"say.{phase.phase}")]
