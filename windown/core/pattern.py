"""Own breathing patterns: what is worth a gentle word, and what is not paced at all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from windown.core.practice import Breathing, Phase

#: Beyond these a notice says so, gently. At rest people breathe 12 to 18 times a minute, the
#: slowest breath that ships goes 3.16 times, holds 7 seconds full and 4 empty, and the longest
#: out-breath that is offered lasts 10 (facts, 1.1 and 1.2; as limits a design decision).
QUICK, SLOW = 12.0, 3.0
LONG_HOLD_S = {"hold_in": 7.0, "hold_out": 4.0}
LONG_OUT_S = 10.0

#: Beyond these nobody is paced (design decision). Quicker breaths are the hyperventilation style
#: that the facts keep out (1.1): arousing, with a risk of fainting. Holds of this length press
#: and raise the pressure (1.4); an empty one gets hard sooner. A slower breath than this cannot
#: be followed without straining.
QUICKEST, SLOWEST = 20.0, 1.0
LONGEST_HOLD_S = {"hold_in": 20.0, "hold_out": 10.0}


def notices(pattern: Breathing) -> list[str]:
    """The ids of what is worth saying about a pattern, in the order of their weight.

    It may be used all the same. They are about the pattern as it is written.
    """
    told: list[tuple[str, bool]] = [
        ("pattern.quick", _quickest(pattern) > QUICK + 1e-6),
        ("pattern.slow", _slowest(pattern) < SLOW - 1e-6),
        (
            "pattern.long_hold",
            any(_longest(pattern, kind) > most + 1e-6 for kind, most in LONG_HOLD_S.items()),
        ),
        ("pattern.holds", pattern.holds),
        ("pattern.long_out", _longest(pattern, "out") > LONG_OUT_S + 1e-6),
        ("pattern.in_longer", _in_longer(pattern)),
    ]
    return [name for name, holds in told if holds]


def broken(pattern: Breathing) -> list[str]:
    """The ids of the safety limits a pattern breaks; one that breaks any is not paced.

    At the slow end of its pace the holds are longer, at the quick end the breath is quicker, and
    both count.
    """
    slow, quick = at_slowest(pattern), at_quickest(pattern)
    told: list[tuple[str, bool]] = [
        ("content.too_quick", _quickest(quick) > QUICKEST + 1e-6),
        ("content.too_slow", _slowest(slow) < SLOWEST - 1e-6),
        *(
            (f"content.long_{kind}", _longest(slow, kind) > most + 1e-6)
            for kind, most in LONGEST_HOLD_S.items()
        ),
    ]
    return [name for name, breaks in told if breaks]


def at_slowest(pattern: Breathing) -> Breathing:
    """The pattern as slow as it may be paced, with its longest out-breath."""
    return _at(pattern, pattern.scale.max, pattern.exhale.max if pattern.exhale else None)


def at_quickest(pattern: Breathing) -> Breathing:
    """The pattern as quick as it may be paced, with its shortest out-breath."""
    return _at(pattern, pattern.scale.min, pattern.exhale.min if pattern.exhale else None)


def _at(pattern: Breathing, pace: float, exhale: float | None) -> Breathing:
    def seconds(phase: Phase) -> float:
        return exhale if exhale and phase.phase == "out" else phase.seconds * pace

    return Breathing(tuple(replace(phase, seconds=seconds(phase)) for phase in pattern.cycle))


def _breaths(pattern: Breathing) -> Iterator[tuple[Phase, ...]]:
    """The single breaths of a cycle; each ends before the next in-breath after an out-breath."""
    breath: list[Phase] = []
    for phase in pattern.cycle:
        if phase.phase == "in" and any(p.phase == "out" for p in breath):
            yield tuple(breath)
            breath = []
        breath.append(phase)
    yield tuple(breath)


def _rates(pattern: Breathing) -> list[float]:
    lengths = (sum(phase.seconds for phase in breath) for breath in _breaths(pattern))
    return [60.0 / seconds for seconds in lengths if seconds > 0]


def _quickest(pattern: Breathing) -> float:
    """Breaths a minute of the quickest breath: a pause after others makes it no slower."""
    return max(_rates(pattern), default=0.0)


def _slowest(pattern: Breathing) -> float:
    return min(_rates(pattern), default=QUICKEST)


def _longest(pattern: Breathing, kind: str) -> float:
    """The seconds of the longest row of neighbouring phases of a kind: two in a row are one."""
    rows = groupby(pattern.cycle, key=lambda phase: phase.phase)
    return max((sum(p.seconds for p in row) for name, row in rows if name == kind), default=0.0)


def _in_longer(pattern: Breathing) -> bool:
    """Whether more time goes into breathing in than out."""
    taken = sum(p.seconds for p in pattern.cycle if p.phase in ("in", "top_up"))
    return taken > sum(p.seconds for p in pattern.cycle if p.phase == "out") + 1e-6
