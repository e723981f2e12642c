"""A cognitive shuffle: unconnected words to picture, one after the other, ever more slowly."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from windown.core.ask import Ask, Noun
from windown.core.practice import Practice, Shuffle
from windown.core.script import Line, Step
from windown.core.splice import continued
from windown.core.timeline import DIGITS, Timeline, lay_out
from windown.core.wording import Words

#: Slots of a word and of a line, and from one line of the settling to the next (seconds).
WORD_S, LINE_S, LINES_APART = 3.0, 8.0, 11.0
FIRST_S = 1.0
#: Settling takes no more than this share of a session.
SETTLE_SHARE = 0.15
#: The voice falls by so many dB a minute (the facts, 3.1: 1 dB in two minutes).
FALLING = 0.5
#: From one word to the next at least.
LEAST_S = 3.5
#: After a ban the next word is seen at once and heard after so many seconds.
AFTER_BAN_S = 0.4
_LINES = 6


def shuffle(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """The timeline of a shuffle, exactly so many seconds long; without nouns it is only quiet."""
    assert isinstance(practice.body, Shuffle)
    settle = _settle(seconds, words)
    chance = Chance(ask.seed)
    told = _endless(ask.nouns, chance)
    steps = [settle, *_words(practice.body, ask, told, chance, settle.seconds, seconds)]
    return replace(lay_out(practice.id, words.language, steps), falling=FALLING)


def without(
    timeline: Timeline, position: float, practice: Practice, words: Words, ask: Ask
) -> Timeline:
    """The timeline in which the word at the position gives way to the next and never comes again.

    It is as long as before. Words that were heard already do not come again either, as long as
    there are others; `ask.nouns` may still hold the banned word.
    """
    assert isinstance(practice.body, Shuffle)
    span = timeline.span_at(position)
    banned = next((n for n in ask.nouns if n.word == span.word), Noun(span.word, ""))
    heard = [span.word for span in timeline.spans if span.at < position and span.word]
    kept = tuple(noun for noun in ask.nouns if noun != banned)
    chance = Chance(ask.seed + len(heard))
    told = _endless(kept, chance, heard, banned)
    steps = list(_words(practice.body, ask, told, chance, position, timeline.length))
    if steps and steps[0].lines:
        line = steps[0].lines[0]
        steps[0] = replace(steps[0], lines=(replace(line, after=AFTER_BAN_S),))
    rest = lay_out(timeline.practice, timeline.language, steps)
    return replace(
        continued(timeline, position, rest), falling=timeline.falling, fade=timeline.fade
    )


class Chance:
    """Numbers that look like chance and are the same for the same seed (SplitMix64)."""

    def __init__(self, seed: int) -> None:
        self._state = seed % 2**64

    def __call__(self) -> float:
        """The next number, from 0 up to but not including 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) % 2**64
        mixed = self._state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        return ((mixed ^ (mixed >> 31)) >> 11) / 2**53


def interval(body: Shuffle, pace: float | None, at: float, chance: float) -> float:
    """From a word at so many seconds to the next one; `chance` from 0 to 1 moves it.

    It is whole milliseconds and has always room for the word.
    """
    usual = body.pace.default if pace is None else pace
    usual = max(body.pace.min, min(body.pace.max, usual))
    slower = min(body.slower_most, body.slower * at / body.slower_every)
    moved = body.jitter * (2.0 * chance - 1.0)
    return max(LEAST_S, round(usual + slower + moved, 3))


def in_order(nouns: Sequence[Noun], chance: Chance, before: Noun | None = None) -> list[Noun]:
    """Nouns by chance, no two in a row alike, the first not like `before`.

    Alike are nouns of one category or with one first letter. What has no place between the
    others is left out, so only a list of very few kinds loses words.
    """
    left = sorted(nouns, key=lambda noun: (chance(), noun.word))
    order: list[Noun] = []
    last = before
    while left:
        found = next((at for at, noun in enumerate(left) if not _alike(noun, last)), None)
        if found is None:
            break
        last = left.pop(found)
        order.append(last)
    for noun in left:
        place = _place(order, noun, before)
        if place is not None:
            order.insert(place, noun)
    return order


def _alike(noun: Noun, other: Noun | None) -> bool:
    if other is None:
        return False
    same_letter = noun.word[:1].casefold() == other.word[:1].casefold()
    return same_letter or noun.category == other.category


def _place(order: list[Noun], noun: Noun, before: Noun | None) -> int | None:
    """Where a noun fits between two others."""
    around: list[Noun | None] = [before, *order, None]
    pairs = pairwise(around)
    return next(
        (at for at, (a, b) in enumerate(pairs) if not _alike(noun, a) and not _alike(noun, b)),
        None,
    )


def _endless(
    nouns: Sequence[Noun], chance: Chance, heard: Sequence[str] = (), last: Noun | None = None
) -> Iterator[Noun]:
    """Nouns without end: all once before any comes again; what was heard waits for its round.

    The first is not like `last`.
    """
    words = {noun.word for noun in nouns}
    known = [word for word in heard if word in words]
    said = set(known[len(known) - len(known) % len(nouns) :]) if nouns else set()
    fresh = [noun for noun in nouns if noun.word not in said]
    while nouns:
        order = in_order(fresh, chance, last) or in_order(nouns, chance, last)
        yield from order or in_order(nouns, chance)
        last, fresh = (order or nouns)[-1], list(nouns)


def _settle(seconds: float, words: Words) -> Step:
    """What one needs to know, and nothing about how words belong together: that keeps awake."""
    keys = [f"say.shuffle.settle_{n}" for n in range(1, _LINES + 1)]
    texts = [words(key) for key in keys if words.has(key)]
    room = int((seconds * SETTLE_SHARE - FIRST_S) / LINES_APART)
    said = texts[: max(1, room)] if seconds >= FIRST_S + LINES_APART else []
    lines = tuple(Line(FIRST_S + LINES_APART * n, LINE_S, t) for n, t in enumerate(said))
    length = min(seconds, FIRST_S + LINES_APART * len(said))
    return Step("rest", length, 0, picture="calm", lines=lines)


def _words(
    body: Shuffle, ask: Ask, told: Iterator[Noun], chance: Chance, begin: float, end: float
) -> Iterator[Step]:
    """A step for each word from `begin` to `end`; the last takes what is too short for one more."""
    at, number = begin, 0
    for noun in told:
        left = round(end - at, DIGITS)
        if left < LEAST_S:
            break
        number += 1
        seconds = interval(body, ask.options.pace, at, chance())
        if left - seconds < LEAST_S:
            seconds = min(left, seconds + LEAST_S)
        yield _word(noun, seconds, number)
        at = round(at + seconds, DIGITS)
    yield Step("rest", round(end - at, DIGITS), number + 1, picture="calm")


def _word(noun: Noun, seconds: float, number: int) -> Step:
    line = Line(0.0, WORD_S, noun.word)
    return Step("word", seconds, number, picture="word", word=noun.word, lines=(line,))
