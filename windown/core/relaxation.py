"""A walk through the body as steps: settle, each area in its turn, a quiet close."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from windown.core.practice import Relaxation
from windown.core.script import Line, Step
from windown.core.wording import Words

LINE_S = 8.0
AGAIN_S = 3.0
#: Seconds from one spoken line of the settling-in to the next, at the closest.
LINES_APART = 11.0
#: When, in a release or an attending, a second line may be spoken, and the room it needs.
NOTICE_AFTER = 13.0
NOTICE_ROOM = 23.0
#: How brightly an area glows while attended to, tensed, and let go.
ATTENDED, TENSED, LET_GO = 0.45, 1.0, 0.15


@dataclass(frozen=True)
class Fit:
    """How a walk is spread over the asked time; seconds, but for the areas and the rounds."""

    areas: tuple[str, ...]
    rounds: int
    settle: float
    close: float
    release: float


def fit(body: Relaxation, seconds: float) -> Fit:
    """Spread a walk over so many seconds: areas are never cut off, their releases breathe.

    As many rounds as fit with everything at its default, or one more where the close would
    become longer than its limit; settling, closing and release are shortened together until it
    fits; what is left lengthens the releases, and the rest of it the close.
    """
    areas = body.areas if _paced(body, body.areas, 1, 0.0) <= seconds else body.brief_areas
    areas = areas or body.areas
    rounds = max(
        (n for n in range(1, body.rounds + 1) if _paced(body, areas, n, 1.0) <= seconds),
        default=1,
    )
    spread = _spread(body, areas, rounds, seconds)
    more = rounds + 1
    room = more <= body.rounds and _paced(body, areas, more, 0.0) <= seconds
    return _spread(body, areas, more, seconds) if spread.close > body.close.max and room else spread


def _spread(body: Relaxation, areas: tuple[str, ...], rounds: int, seconds: float) -> Fit:
    part = _part_that_fits(body, areas, rounds, seconds)
    settle, close = body.settle.share(part), body.close.share(part)
    fixed = settle + close + _areas_length(body, areas, rounds, 0.0)
    each = (seconds - fixed) / (len(areas) * rounds)
    release = max(body.release.min, min(body.release.max, _stepped(each, body.release_step)))
    used = settle + _areas_length(body, areas, rounds, release)
    return Fit(areas, rounds, settle, max(0.0, seconds - used), release)


def least_seconds(body: Relaxation) -> float:
    """The shortest time in which a walk has room, with everything at its least."""
    return _paced(body, body.brief_areas or body.areas, 1, 0.0)


def area_text(area: str, kind: str, words: Words) -> str:
    """What an area is called (kind "name") or what is said of it; own areas only have an id."""
    return words.find(f"area.{area}.{kind}") or area.replace("_", " ")


def _stepped(seconds: float, step: float) -> float:
    return floor(seconds / step + 1e-6) * step


def _part_that_fits(body: Relaxation, areas: tuple[str, ...], rounds: int, seconds: float) -> float:
    """How far between their minima (0) and defaults (1) the figures fit into the seconds."""
    least, usual = (_paced(body, areas, rounds, part) for part in (0.0, 1.0))
    if usual <= seconds or usual == least:
        return 1.0
    return max(0.0, floor((seconds - least) / (usual - least) * 100) / 100)


def _paced(body: Relaxation, areas: tuple[str, ...], rounds: int, part: float) -> float:
    """Length in seconds with settle, close and release `part` of the way to their defaults."""
    release = body.release.share(part)
    return (
        body.settle.share(part)
        + body.close.share(part)
        + _areas_length(body, areas, rounds, release)
    )


def _areas_length(body: Relaxation, areas: tuple[str, ...], rounds: int, release: float) -> float:
    told = body.instruction + (rounds - 1) * body.instruction_again if body.tenses else 0.0
    return sum(told + rounds * (_tension(body, area) + release) for area in areas)


def _tension(body: Relaxation, area: str) -> float:
    if not body.tenses:
        return 0.0
    return body.tension_tender if area in body.tender else body.tension


def relax(body: Relaxation, seconds: float, words: Words) -> Iterator[Step]:
    """Settle, walk through the areas, close: exactly so many seconds."""
    spread = fit(body, seconds)
    said = f"say.{body.manner}"
    yield Step("rest", spread.settle, 0, lines=_lines(f"{said}.settle", spread.settle, words))
    walk = _tensing(body, spread, words) if body.tenses else _attending(body, spread, words)
    last = 0
    for step in walk:
        last = step.number
        yield step
    closing = _lines(f"{said}.close", spread.close, words)
    yield Step("rest", spread.close, last + 1, lines=closing)


def _tensing(body: Relaxation, spread: Fit, words: Words) -> Iterator[Step]:
    for number, area in enumerate(spread.areas, 1):
        for turn in range(spread.rounds):
            yield _instruction(body, area, number, turn, words)
            yield Step(
                "tense",
                _tension(body, area),
                number,
                ATTENDED,
                TENSED,
                area,
                tone="tense",
                lines=_chosen(
                    "say.pmr.tense", number + turn, min(AGAIN_S, _tension(body, area)), words
                ),
            )
            yield Step(
                "release",
                spread.release,
                number,
                TENSED,
                LET_GO,
                area,
                tone="release",
                lines=_attention(
                    body, area_text(area, "release", words), number + turn, spread.release, words
                ),
            )


def _instruction(body: Relaxation, area: str, number: int, turn: int, words: Words) -> Step:
    first = turn == 0
    seconds = body.instruction if first else body.instruction_again
    text = area_text(area, "tense", words) if first else words("say.pmr.again")
    line = Line(0.0, min(LINE_S, seconds), text)
    return Step(
        "attend",
        seconds,
        number,
        0.0 if first else LET_GO,
        ATTENDED,
        area,
        tone="attend" if first else "",
        lines=(line,),
    )


def _attending(body: Relaxation, spread: Fit, words: Words) -> Iterator[Step]:
    number = 0
    for _ in range(spread.rounds):
        for area in spread.areas:
            number += 1
            text = area_text(area, body.manner, words)
            yield Step(
                "attend",
                spread.release,
                number,
                0.0,
                ATTENDED,
                area,
                tone="attend",
                lines=_attention(body, text, number, spread.release, words),
            )


def _attention(
    body: Relaxation, text: str, number: int, seconds: float, words: Words
) -> tuple[Line, ...]:
    """A first line and, where there is room, one that helps to stay with it."""
    first = Line(0.0, min(LINE_S, seconds), text)
    if seconds < NOTICE_ROOM:
        return (first,)
    later = _chosen(f"say.{body.manner}.notice", number, LINE_S, words)
    return (first, *(Line(NOTICE_AFTER, line.seconds, line.text) for line in later))


def _chosen(key: str, number: int, slot: float, words: Words) -> tuple[Line, ...]:
    """One of the numbered lines of a key, another for each number."""
    texts = _numbered(key, words)
    return (Line(0.0, slot, texts[number % len(texts)]),) if texts else ()


def _numbered(key: str, words: Words) -> list[str]:
    keys = [f"{key}_{n}" for n in range(1, 13)]
    return [words(k) for k in keys if words.has(k)]


def _lines(key: str, seconds: float, words: Words) -> tuple[Line, ...]:
    """The numbered lines of a key one after the other, as many as have room in the seconds."""
    texts = _numbered(key, words)
    room = max(0, floor((seconds - 1.0) / LINES_APART))
    return tuple(
        Line(round(1.0 + LINES_APART * n, 3), LINE_S, text) for n, text in enumerate(texts[:room])
    )
