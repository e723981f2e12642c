"""Breathing that begins at the person's own rate and slows down minute by minute (facts, 1.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle as round_and_round
from itertools import pairwise
from math import floor

from windown.core.ask import Ask
from windown.core.breathing import SOFT_WORDS_S, TOO_SHORT_FOR_WORDS, WORDS_UNTIL_S, soft_words
from windown.core.practice import Phase, Practice, Range, Slowdown
from windown.core.script import Line, Step
from windown.core.splice import continued
from windown.core.timeline import DIGITS, Timeline, lay_out
from windown.core.wording import Words

#: All rates are breaths a minute. What is taken where too few taps are good.
USUAL_RATE = 14.0
GOOD_TAPS = 4
#: Between two breaths lie more and less seconds than these; anything else is a slip.
SHORTEST_S, LONGEST_S = 1.5, 15.0
#: Above the first the breath is followed before it is paced, above the second the stop text shows.
QUICK, HURRIED = 22.0, 25.0
#: For so long, or a quarter of the session, a quick breath is only followed (design decision).
FOLLOWED_S = 120.0
FOLLOWED_SHARE = 0.25
STEP_S = 60.0
#: The rate falls faster down to this one; only below it a breath counts as slow.
SLOW = 10.0
STEP_ABOVE, STEP_BELOW = 1.0, 0.5
#: How long a rate stays after "too slow", in seconds, and by how much it is raised.
STAYS_S = 120.0
RAISED = 1.0
#: The share of the in-breath at the start, at ten breaths a minute, and at six and below.
SHARE_START, SHARE_SLOW, SHARE_SLOWEST = 0.45, 0.40, 0.36
SLOWEST = 6.0
#: Where it was too much once, it slows down no further than this (design decision).
GENTLE_TARGET = 8.0
#: The opening lines for a quick breath: how long each has, and from one to the next (seconds).
LINE_S, LINES_APART = 8.0, 16.0


def rate_of(taps: Sequence[float]) -> float:
    """The breaths a minute of taps at the beginning of each in-breath, in seconds.

    Intervals that cannot be a breath are left out; with fewer than four taps that belong to one
    of the others it is the usual rate. Not yet brought within any limits.
    """
    good = [pair for pair in pairwise(taps) if SHORTEST_S <= pair[1] - pair[0] <= LONGEST_S]
    if len({tap for pair in good for tap in pair}) < GOOD_TAPS:
        return USUAL_RATE
    return 60.0 / _middle(sorted(later - earlier for earlier, later in good))


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return (ordered[half] + ordered[-1 - half]) / 2.0


def is_quick(rate: float) -> bool:
    """Whether a measured rate is so quick that the breath is followed first."""
    return rate > QUICK


def is_hurried(rate: float) -> bool:
    """Whether a measured rate is so quick that the text for stopping belongs beside it."""
    return rate > HURRIED


@dataclass(frozen=True)
class Course:
    """How a slow-down goes: its first rate, the last one, and how long the first one stays.

    `begun` is the rate at which the whole session began; it sets the share of the in-breath.
    """

    start: float
    target: float
    begun: float
    stays: float = STEP_S

    def rate(self, at: float) -> float:
        """The rate of a breath that begins `at` seconds."""
        rate, late = self.start, at - self.stays + 1e-6
        for _ in range(0 if late < 0 else 1 + floor(late / STEP_S)):
            rate = max(min(rate, self.target), rate - (STEP_ABOVE if rate > SLOW else STEP_BELOW))
        return rate

    def breath(self, at: float) -> tuple[float, float]:
        """The seconds of the in-breath and the out-breath that begin `at` seconds."""
        rate = self.rate(at)
        whole = round(60.0 / rate, 3)
        inhale = round(whole * inhale_share(rate, self.begun), 3)
        return inhale, round(whole - inhale, 3)


def inhale_share(rate: float, begun: float) -> float:
    """The in-breath's share of a breath: a line from the start to ten a minute, another to six."""
    if rate > SLOW:
        part = min(1.0, (rate - SLOW) / (begun - SLOW if begun > SLOW else 1.0))
        return SHARE_SLOW + (SHARE_START - SHARE_SLOW) * part
    part = max(0.0, (rate - SLOWEST) / (SLOW - SLOWEST))
    return SHARE_SLOWEST + (SHARE_SLOW - SHARE_SLOWEST) * part


def course_of(practice: Practice, ask: Ask) -> Course:
    """How the slow-down goes for this person; it never goes below its target, not even at first."""
    assert isinstance(practice.body, Slowdown)
    target = _within(practice.body.target, ask.options.target)
    if practice.id in ask.body.gentler:
        target = max(target, min(GENTLE_TARGET, practice.body.target.max))
    start = max(target, _within(practice.body.start, ask.options.rate))
    return Course(start, target, start)


def _within(limits: Range, value: float | None) -> float:
    return limits.default if value is None else min(limits.max, max(limits.min, value))


def slowdown(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """The timeline of a slow-down, exactly so many seconds.

    `ask.options.rate` is the rate as it was measured, `ask.options.target` the one to come to.
    """
    quick = ask.options.rate is not None and is_quick(ask.options.rate)
    followed = round(min(FOLLOWED_S, seconds * FOLLOWED_SHARE), 3) if quick else 0.0
    until = WORDS_UNTIL_S if ask.options.words_until is None else ask.options.words_until
    lines = _opening(followed, words) if until > 0 else ()
    steps = [Step("attend", followed, 0, lines=lines)]
    steps += _breaths(course_of(practice, ask), seconds - followed, words, until)
    return lay_out(practice.id, words.language, steps)


def _opening(seconds: float, words: Words) -> tuple[Line, ...]:
    """The lines while a quick breath is followed, as many as have room."""
    keys = [key for key in (f"say.slowdown.quick_{n}" for n in range(1, 9)) if words.has(key)]
    room = floor((seconds + LINES_APART - LINE_S) / LINES_APART)
    return tuple(Line(n * LINES_APART, LINE_S, words(key)) for n, key in enumerate(keys[:room]))


def _breaths(course: Course, seconds: float, words: Words, until: float) -> Iterator[Step]:
    """Whole breaths, each at the rate of the minute in which it begins, then quiet rest."""
    softly = {p: round_and_round(soft_words(Phase(p, 1.0), words)) for p in ("in", "out")}
    at, number = 0.0, 1
    while at + sum(breath := course.breath(at)) <= seconds + 1e-6:
        for phase, lasts in zip(("in", "out"), breath, strict=True):
            low, high = (0.0, 1.0) if phase == "in" else (1.0, 0.0)
            speaks = at < until and lasts > TOO_SHORT_FOR_WORDS
            lines = (Line(0.0, min(SOFT_WORDS_S, lasts), next(softly[phase])),) if speaks else ()
            yield Step(phase, lasts, number, low, high, tone=phase, lines=lines)
            at = round(at + lasts, DIGITS)
        number += 1
    yield Step("rest", seconds - at, number)


def too_slow(
    timeline: Timeline, position: float, practice: Practice, words: Words, ask: Ask, presses: int
) -> Timeline:
    """The whole timeline after "too slow": a breath a minute more from the position on.

    That rate stays for two minutes; from the second of the `presses` on it is the target for
    tonight. The breath of the moment is let out first, as far as it was in. Outside the paced
    breaths nothing changes.
    """
    rate = rate_at(timeline, position)
    if rate is None:
        return timeline
    assert isinstance(practice.body, Slowdown)
    usual = course_of(practice, ask)
    raised = min(practice.body.start.max, rate + RAISED)
    course = Course(raised, raised if presses > 1 else usual.target, usual.begun, STAYS_S)
    rest = timeline.length - position
    out = _let_out(course, timeline.frame(position).fullness, rest)
    steps = [out, *_breaths(course, rest - out.seconds, words, 0.0)]
    later = lay_out(practice.id, words.language, steps)
    return continued(timeline, position, later)


def _let_out(course: Course, fullness: float, rest: float) -> Step:
    """What is left of an out-breath from so full on; nothing where the lungs are empty."""
    seconds = min(rest, round(course.breath(0.0)[1] * fullness, 3))
    return Step("out", seconds, 0, fullness, 0.0, tone="out" if seconds >= 1.0 else "")


def rate_at(timeline: Timeline, position: float) -> float | None:
    """The breaths a minute at a position; None where the breath is not paced."""
    if timeline.span_at(position).phase not in ("in", "out"):
        return None
    found = [(at, lasts) for at, lasts in _whole_breaths(timeline) if at + lasts > position]
    return 60.0 / found[0][1] if found else None


def slow_seconds(timeline: Timeline, until: float) -> float:
    """The seconds before `until` that were paced at less than ten breaths a minute."""
    slow = (pair for pair in _whole_breaths(timeline) if 60.0 / pair[1] < SLOW - 1e-3)
    return sum(max(0.0, min(until, at + lasts) - at) for at, lasts in slow)


def _whole_breaths(timeline: Timeline) -> Iterator[tuple[float, float]]:
    """Where each breath begins that is in and out, and its seconds."""
    for before, after in pairwise(timeline.spans):
        same = before.number == after.number and before.practice == after.practice
        if same and (before.phase, after.phase) == ("in", "out") and after.low == 1.0:
            yield before.at, before.seconds + after.seconds
