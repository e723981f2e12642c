"""Counting and cue words as steps: settle, a word at a time in one's own breath, a quiet close."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor

from windown.core.ask import Ask
from windown.core.lines import quieting, spoken_in
from windown.core.practice import Counting, Practice
from windown.core.script import Line, Step
from windown.core.timeline import Timeline, lay_out
from windown.core.wording import Words

#: The slot of a number or a cue word, and the steps in which what lies between them grows
#: (seconds).
WORD_S, EVERY_STEP = 2.0, 0.5
#: Of cue words, the first half is said, then every second one, the last quarter in silence.
CUE_LESS, CUE_NONE = 0.5, 0.75
#: More letters than this are no cue word.
LONGEST_CUE = 30


@dataclass(frozen=True)
class Spaced:
    """How a count is spread over the asked time, in seconds."""

    settle: float
    every: float
    close: float


def counting(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """The timeline of a count or of a cue word, as the ask wants it."""
    assert isinstance(practice.body, Counting)
    return lay_out(practice.id, words.language, count(practice.body, seconds, words, ask))


def count(body: Counting, seconds: float, words: Words, ask: Ask) -> Iterator[Step]:
    """Settle, count or say the cue word, close: exactly so many seconds.

    The theme of the options is the person's own cue word.
    """
    return quieting(_steps(body, seconds, words, ask), seconds, ask.options.words_until)


def counted(number_of: int, every: float, first: int, words: Words) -> Iterator[Step]:
    """The numbers from one on, one every so many seconds; the first step has number `first`."""
    return _each(number_of, every, first, lambda n: words(f"say.number.{n + 1}"))


def spaced(body: Counting, seconds: float) -> Spaced:
    """Spread a count: all is shortened together until it fits, what is left gives it room."""
    part = _part_that_fits(body, seconds)
    settle, close = body.settle.share(part), body.close.share(part)
    each = floor((seconds - settle - close) / body.count / EVERY_STEP + 1e-6) * EVERY_STEP
    every = max(body.every.min, min(body.every.max, each))
    return Spaced(settle, every, max(0.0, seconds - settle - body.count * every))


def least_seconds_of(body: Counting) -> float:
    """The shortest time in which a count has room."""
    return _length(body, 0.0)


def _part_that_fits(body: Counting, seconds: float) -> float:
    least, usual = _length(body, 0.0), _length(body, 1.0)
    if usual <= seconds or usual == least:
        return 1.0
    return max(0.0, floor((seconds - least) / (usual - least) * 100) / 100)


def _length(body: Counting, part: float) -> float:
    """Length in seconds with everything `part` of the way from its minimum to its default."""
    return body.settle.share(part) + body.count * body.every.share(part) + body.close.share(part)


def _steps(body: Counting, seconds: float, words: Words, ask: Ask) -> Iterator[Step]:
    room, said = spaced(body, seconds), f"say.{body.manner}"
    opening = spoken_in(f"{said}.settle", room.settle, words)
    yield Step("rest", room.settle, 0, lines=opening, picture="calm")
    cue = _cue(body, words, ask)
    if cue:
        yield from _each(body.count, room.every, 1, lambda n: cue if _said(n, body.count) else "")
    else:
        yield from counted(body.count, room.every, 1, words)
    closing = spoken_in(f"{said}.close", room.close, words)
    yield Step("rest", room.close, body.count + 1, lines=closing, picture="calm")


def _cue(body: Counting, words: Words, ask: Ask) -> str:
    """The word that is said again and again, or "" where it is counted."""
    usual = words.find(f"say.{body.manner}.cue") or ""
    return (ask.options.theme.strip()[:LONGEST_CUE] or usual) if usual else ""


def _said(n: int, number_of: int) -> bool:
    """Whether the nth cue word, from 0, is spoken; the others are thought."""
    done = n / number_of
    return done < CUE_LESS or (done < CUE_NONE and n % 2 == 0)


def _each(number_of: int, every: float, first: int, text: Callable[[int], str]) -> Iterator[Step]:
    for n in range(number_of):
        said = text(n)
        lines = (Line(0.0, min(WORD_S, every), said),) if said else ()
        yield Step("attend", every, first + n, lines=lines, picture="calm")
