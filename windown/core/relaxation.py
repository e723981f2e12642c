"""A walk through the body as steps: settle, each area in its turn, a quiet close."""

from collections.abc import Iterator

from windown.core.ask import Ask
from windown.core.counting import counted
from windown.core.lines import LINE_S, chosen, quieting, spoken_in
from windown.core.practice import Practice, Relaxation
from windown.core.script import Line, Step
from windown.core.timeline import Timeline, lay_out
from windown.core.walk import (
    COUNT_EVERY_S,
    INTRODUCED_S,
    Fit,
    Wish,
    as_wished,
    fit,
    tension,
    turns,
    wish_of,
)
from windown.core.wording import Words

AGAIN_S = 3.0
#: When, in a release or an attending, a second line may be spoken, and the room it needs.
NOTICE_AFTER = 13.0
NOTICE_ROOM = 23.0
#: From which part of a walk on every other area has such a line, and from which none has.
NOTICE_LESS, NOTICE_NONE = 0.5, 0.85
#: How brightly an area glows while attended to, tensed, and let go.
ATTENDED, TENSED, LET_GO = 0.45, 1.0, 0.15


def relaxation(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """The timeline of a walk through the body, as the ask wants it."""
    assert isinstance(practice.body, Relaxation)
    steps = relax(practice.body, seconds, words, wish_of(ask))
    return lay_out(practice.id, words.language, steps)


def relax(
    body: Relaxation, seconds: float, words: Words, wish: Wish | None = None
) -> Iterator[Step]:
    """Settle, walk through the areas, count where there is a count, close.

    Exactly so many seconds. Towards the end there are fewer words, and slower ones.
    """
    wish = wish or Wish()
    body, wish = as_wished(body, seconds, wish)
    steps = _walk(body, fit(body, seconds, wish), words, wish)
    return quieting(steps, seconds, wish.words_until)


def _walk(body: Relaxation, spread: Fit, words: Words, wish: Wish) -> Iterator[Step]:
    said = f"say.{body.manner}"
    kinds = _kinds(body, wish)
    opening = spoken_in(f"{said}.settle", spread.settle, words, kinds)
    yield Step("rest", spread.settle, 0, lines=opening, picture="figure")
    last = 0
    for step in (_tensing if body.tenses else _attending)(body, spread, words, wish):
        last = step.number
        yield step
    if body.count:
        lines = spoken_in("say.recall.count", INTRODUCED_S, words)
        yield Step("attend", INTRODUCED_S, last + 1, lines=lines, picture="calm")
        yield from counted(body.count, COUNT_EVERY_S, last + 2, words)
        last += body.count + 1
    closing = spoken_in(f"{said}.close", spread.close, words, kinds)
    yield Step("rest", spread.close, last + 1, lines=closing, picture="figure")


def _kinds(body: Relaxation, wish: Wish) -> tuple[str, ...]:
    """The ways in which lines of a walk can be put differently."""
    head = ("head",) if body.manner == "scan" and wish.order == "head" else ()
    return (wish.effort, *head) if wish.effort and body.tenses else head


def area_text(area: str, kind: str, words: Words, side: str = "", place: str = "") -> str:
    """What an area is called (kind "name") or what is said of it; own areas only have an id.

    `side` is the hand the person writes with, where it is known; `place` "chair" or "bed".
    """
    which, _, part = area.partition("_")
    texts = [f"area.{area}.{kind}"]
    if side and which in ("dominant", "other"):
        texts = [f"area.{part}.{kind}", *texts]
    if place == "chair":
        texts = [f"{text[: -len(kind)]}chair.{kind}" for text in texts] + texts
    found = next((text for text in map(words.find, texts) if text is not None), None)
    return area.replace("_", " ") if found is None else _sided(found, which, side, words)


def _sided(text: str, which: str, side: str, words: Words) -> str:
    if "{" not in text:
        return text
    other = {"right": "left", "left": "right"}
    named = words(f"say.side.{side if which == 'dominant' else other[side]}")
    return text.format(side=named, Side=named.capitalize())


def _tensing(body: Relaxation, spread: Fit, words: Words, wish: Wish) -> Iterator[Step]:
    count = len(spread.areas)
    for number, area, turn in turns(body, spread):
        yield _instruction(body, area, number, turn, words, wish)
        yield _tense(body, area, number, turn, words, wish)
        seconds = spread.released(turn)
        text = area_text(area, "release", words, wish.side, wish.place)
        yield Step(
            "release",
            seconds,
            number,
            TENSED,
            LET_GO,
            area,
            tone="release",
            lines=_attention(body, text, number + turn, count, seconds, words),
            picture="figure",
        )


def _tense(body: Relaxation, area: str, number: int, turn: int, words: Words, wish: Wish) -> Step:
    seconds = tension(body, area, wish)
    light = seconds < min(body.tension, body.tension_tender)
    # What strains or cramps easily is not asked for strength, not even with a firm effort.
    gently = wish.effort == "firm" and area in body.tender
    kinds = ("light",) if light else tuple(filter(None, ["" if gently else wish.effort]))
    return Step(
        "tense",
        seconds,
        number,
        ATTENDED,
        TENSED,
        area,
        tone="tense",
        lines=chosen("say.pmr.tense", number + turn, min(AGAIN_S, seconds), words, kinds),
        picture="figure",
    )


def _instruction(
    body: Relaxation, area: str, number: int, turn: int, words: Words, wish: Wish
) -> Step:
    first = turn == 0
    seconds = body.instruction if first else body.instruction_again
    told = area_text(area, "tense", words, wish.side, wish.place)
    return Step(
        "attend",
        seconds,
        number,
        0.0 if first else LET_GO,
        ATTENDED,
        area,
        tone="attend" if first else "",
        lines=(Line(0.0, min(LINE_S, seconds), told if first else words("say.pmr.again")),),
        picture="figure",
    )


def _attending(body: Relaxation, spread: Fit, words: Words, wish: Wish) -> Iterator[Step]:
    count = len(spread.areas) * spread.rounds
    for number, area, turn in turns(body, spread):
        seconds = spread.released(turn)
        # What is left of a group has words of its own only for being noticed.
        kind = body.manner if words.has(f"area.{area}.{body.manner}") else "passive"
        text = area_text(area, kind, words, wish.side, wish.place)
        yield Step(
            "attend",
            seconds,
            number,
            0.0,
            ATTENDED,
            area,
            tone="attend",
            lines=_attention(body, text, number, count, seconds, words),
            picture="figure",
        )


def _attention(
    body: Relaxation, text: str, number: int, count: int, seconds: float, words: Words
) -> tuple[Line, ...]:
    """A first line and, where there is room, one that helps to stay with it.

    Later areas have fewer of those: who is nearly asleep needs no more of them.
    """
    first = Line(0.0, min(LINE_S, seconds), text)
    done = (number - 1) / count
    quiet = done >= NOTICE_NONE or (done >= NOTICE_LESS and number % 2 == 0)
    if seconds < NOTICE_ROOM or quiet:
        return (first,)
    later = chosen(f"say.{body.manner}.notice", number, LINE_S, words)
    return (first, *(Line(NOTICE_AFTER, line.seconds, line.text) for line in later))
