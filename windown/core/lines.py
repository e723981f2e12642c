"""Spoken lines out of the words: numbered ones, one after the other, slower towards the end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import floor

from windown.core.script import Line, Step
from windown.core.wording import Words

#: The slot of a line in seconds; twelve words fit it.
LINE_S = 8.0
#: Seconds from one spoken line to the next, at the closest.
LINES_APART = 11.0
#: From which part of the session on the voice speaks how much slower (design decision).
SLOWER = ((0.84, 0.9), (0.67, 0.95))


def quieting(
    steps: Iterable[Step], seconds: float, words_until: float | None = None
) -> Iterator[Step]:
    """The steps of so many seconds with a voice that slows down towards the end.

    From the second `words_until` on nothing is said any more.
    """
    at, until = 0.0, seconds if words_until is None else words_until
    for step in steps:
        ends = [line.after for line in step.lines[1:]] + [step.seconds]
        lines = (
            _slowed(line, end - line.after, (at + line.after) / seconds)
            for line, end in zip(step.lines, ends, strict=False)
            if at + line.after < until
        )
        yield replace(step, lines=tuple(lines))
        at += step.seconds


def _slowed(line: Line, room: float, done: float) -> Line:
    """A line at the pace of its part of the session; slower words have a longer slot."""
    pace = next((slower for since, slower in SLOWER if done >= since), 1.0)
    return replace(line, pace=pace, seconds=min(room, round(line.seconds / pace, 3)))


def chosen(
    key: str, number: int, slot: float, words: Words, kinds: tuple[str, ...] = ()
) -> tuple[Line, ...]:
    """One of the numbered lines of a key, another for each number."""
    texts = numbered(key, words, kinds)
    return (Line(0.0, slot, texts[number % len(texts)]),) if texts else ()


def numbered(key: str, words: Words, kinds: tuple[str, ...] = ()) -> list[str]:
    """The lines `key_1`, `key_2` ... of a key, each as one of the kinds where it has its own."""
    table, _, name = key.rpartition(".")
    found = []
    for n in range(1, 13):
        keys = [*(f"{table}.{kind}.{name}_{n}" for kind in kinds), f"{key}_{n}"]
        text = next((words(k) for k in keys if words.has(k)), None)
        found += [] if text is None else [text]
    return found


def spoken_in(
    key: str, seconds: float, words: Words, kinds: tuple[str, ...] = ()
) -> tuple[Line, ...]:
    """The numbered lines of a key one after the other, as many as have room in the seconds."""
    texts = numbered(key, words, kinds)
    room = max(0, floor((seconds - 1.0) / LINES_APART))
    return tuple(
        Line(round(1.0 + LINES_APART * n, 3), LINE_S, text) for n, text in enumerate(texts[:room])
    )
