"""Spoken lines with a growing quiet between them: a practice that grows silent before it ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle as round_and_round
from math import ceil, floor

from windown.core.areas import touches
from windown.core.ask import Ask
from windown.core.options import Options
from windown.core.practice import Guided, Practice, Range
from windown.core.script import Line, Step
from windown.core.timeline import Timeline, lay_out
from windown.core.wording import Words

#: A line's slot at the usual pace, and what is quiet at least between two lines (seconds).
LINE_S, QUIET_S = 8.0, 3.0
#: The first line begins a moment after its phase; lines of the settling follow each other so.
FIRST_S, SETTLE_APART = 1.0, 12.0
#: How slowly the voice speaks in the end, and the steps on the way there: few, so that a line
#: that comes again has mostly been spoken before (design decision).
SLOWEST, PACE_STEP = 0.88, 0.04
#: From one line to the next at least.
LEAST_APART = LINE_S / SLOWEST + QUIET_S
#: So much of a session is its close, in which one line is said and then none (the facts, 1.5:
#: words fall along a session).
CLOSE_SHARE = 0.2
PAUSES = (1.0, 2.0)
MOST_LINES = 24

#: New formulas of autogenic training: the second after a week, then one every two weeks, and
#: each only after four sessions more (the facts, 3: one more every one or two weeks; heaviness
#: and warmth take four to eight).
FORMULAS = 6
FORMULA_EVERY_D, FORMULA_SESSIONS = 14, 4
#: Parts that are left out with a flag (the facts, 3: the formula of the heart).
NOT_WITH = {"heart": frozenset({"heart_or_bp", "panic_or_trauma"})}
#: Which areas of the body a position stretches, by its id without its side.
STRETCHED = {
    "hug": ("chest_shoulders_upper_back", "trunk"),
    "reach": ("chest_shoulders_upper_back", "dominant_upper_arm", "other_upper_arm"),
    "neck": ("neck_throat",),
    "knee": ("dominant_thigh", "other_thigh"),
    "knees": ("dominant_thigh", "other_thigh", "abdomen"),
    "twist": ("abdomen", "dominant_thigh", "other_thigh"),
    "leg": ("dominant_thigh", "other_thigh", "dominant_calf", "other_calf"),
    "ankle": ("dominant_foot", "other_foot"),
    "open": ("dominant_thigh", "other_thigh"),
}


def guided(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """The timeline of a guided practice, exactly so many seconds long."""
    assert isinstance(practice.body, Guided)
    return lay_out(practice.id, words.language, guide(practice.body, seconds, words, ask))


def formulas_due(first_session: date | None, sessions: int, today: date) -> int:
    """How many formulas of autogenic training there are today, 1 to 6.

    `first_session` is when it was first practised, `sessions` how often by now. A person's own
    `Options.formulas` comes before it.
    """
    if first_session is None:
        return 1
    days = max(0, (today - first_session).days)
    by_time = 1 + (days + FORMULA_EVERY_D // 2) // FORMULA_EVERY_D
    return max(1, min(FORMULAS, by_time, 1 + sessions // FORMULA_SESSIONS))


def pace_at(share: float) -> float:
    """The pace of the voice so far through a session (0 to 1): from 1 to `SLOWEST`."""
    steps = round((1.0 - SLOWEST) * share / PACE_STEP)
    return round(1.0 - steps * PACE_STEP, 2)


@dataclass(frozen=True)
class Spread:
    """How a session is spread: `parts` one after the other, each `part` seconds long."""

    settle: float
    close: float
    parts: tuple[str, ...]
    part: float


def spread(body: Guided, seconds: float, ask: Ask) -> Spread:
    """A fifth for settling at most, a fifth for the close, the rest for parts or lines.

    What does not divide into parts goes to the close.
    """
    share = seconds * CLOSE_SHARE
    close = min(seconds, max(body.close.min, min(body.close.max, share)))
    settle = min(seconds - close, max(body.settle.min, min(body.settle.default, share)))
    room = seconds - settle - close
    if body.part is None or not body.parts:
        return Spread(settle, close, ("",), room)
    parts = _that_fit(_wanted(body, ask), room, _least(body.part))
    if body.manner == "autogenic":
        parts *= _rounds(len(parts), room, body.part)
    else:
        parts = _filled(parts, room, body.part)
    part = floor(min(body.part.max, room / max(1, len(parts))) * 1000) / 1000
    return Spread(settle, seconds - settle - len(parts) * part, parts, part)


def _filled(positions: tuple[str, ...], room: float, each: Range) -> tuple[str, ...]:
    """Whole rounds of positions and the first ones of another; none directly after itself."""
    if len(positions) < 2:
        return positions
    whole = positions * _rounds(len(positions), room, each)
    more = _that_fit(list(positions), room - len(whole) * each.default, each.default)
    return whole if more[:1] == whole[-1:] else whole + more


def _least(part: Range) -> float:
    return max(part.min, LEAST_APART)


def _wanted(body: Guided, ask: Ask) -> list[str]:
    """The parts that are asked for and suit the body of the person, in their order."""
    out = ask.body.left_out | ask.options.leave_out
    kept = [part for part in body.parts if not _spared(part, ask) and not _stretches(part, out)]
    if body.manner == "autogenic":
        return kept[: ask.options.formulas or formulas_due(None, 0, date.min)]
    left = (ask.options.side or ask.body.side) == "left"
    return _left_first(kept) if left else kept


def _spared(part: str, ask: Ask) -> bool:
    named = {part, _position(part)} & ask.options.leave_out
    return bool(named or NOT_WITH.get(part, frozenset()) & ask.body.flags)


def _stretches(part: str, out: frozenset[str]) -> bool:
    return any(touches(area, out) for area in STRETCHED.get(_position(part), ()))


def _position(part: str) -> str:
    """A part without its side: the two sides of one position belong together."""
    return part.removesuffix("_left").removesuffix("_right")


def _left_first(parts: list[str]) -> list[str]:
    order = list(dict.fromkeys(_position(part) for part in parts))
    return sorted(parts, key=lambda part: (order.index(_position(part)), part.endswith("_right")))


def _that_fit(parts: list[str], room: float, least: float) -> tuple[str, ...]:
    """As many positions as there is room for, each with both of its sides."""
    kept: list[str] = []
    for name in dict.fromkeys(_position(part) for part in parts):
        sides = [part for part in parts if _position(part) == name]
        if (len(kept) + len(sides)) * least <= room + 1e-6:
            kept += sides
    return tuple(kept)


def _rounds(parts: int, room: float, each: Range) -> int:
    """How often all parts come, so that each is near its usual length and within its limits."""
    if not parts:
        return 0
    most = max(1, floor(room / (parts * _least(each)) + 1e-6))
    fewest = ceil(room / (parts * each.max) - 1e-6)
    return min(most, max(1, fewest, round(room / (parts * each.default))))


def guide(body: Guided, seconds: float, words: Words, ask: Ask) -> Iterator[Step]:
    """Settle, the lines or parts, and a close that is silent after its first line."""
    of = spread(body, seconds, ask)
    said, pauses = f"say.{body.manner}", _pauses(ask.options)
    settling = _settling(_numbered(f"{said}.settle", words), of.settle, pauses)
    yield Step("rest", of.settle, 0, picture="calm", lines=settling)
    number, begin = 0, of.settle
    turns: dict[str, Iterator[str]] = {}
    for part in of.parts:
        room = of.part >= LEAST_APART
        texts = _numbered(_key(body, said, part, ask.options), words) if room else []
        name = words.find(f"{body.manner}.{part}") or ""
        turn = iter(texts) if name else turns.setdefault(part, round_and_round(texts))
        starts = _starts(body.apart, of.part, begin / seconds, seconds, pauses)
        starts = _held(starts, of.part) if name else _evenly(starts, of.part)
        lines = [
            _line(text, (begin + at) / seconds) for at, text in zip(starts, turn, strict=False)
        ]
        for step in _steps(lines, starts, of.part, name):
            number += 1
            yield replace(step, number=number)
        begin += of.part
    yield _closing(_numbered(f"{said}.close", words), of.close, number + 1)


def _pauses(options: Options) -> float:
    low, high = PAUSES
    return max(low, min(high, options.pauses or low))


def _key(body: Guided, said: str, part: str, options: Options) -> str:
    """The lines of a part, of the theme that was chosen, or simply of the practice."""
    theme = options.theme if options.theme in body.themes else next(iter(body.themes), "")
    return f"{said}.{part or theme or 'line'}"


def _numbered(key: str, words: Words) -> list[str]:
    keys = [f"{key}_{n}" for n in range(1, MOST_LINES + 1)]
    return [words(k) for k in keys if words.has(k)]


def _settling(texts: list[str], seconds: float, pauses: float) -> tuple[Line, ...]:
    """As many lines as have room before the first one that belongs to the practice."""
    apart = SETTLE_APART * pauses
    room = max(0, floor((seconds - FIRST_S - LINE_S - 1.0) / apart + 1e-6) + 1)
    starts = (round(FIRST_S + apart * n, 3) for n in range(room))
    return tuple(Line(at, LINE_S, text) for at, text in zip(starts, texts, strict=False))


def _closing(texts: list[str], seconds: float, number: int) -> Step:
    slot = round(LINE_S / SLOWEST, 3)
    room = seconds >= FIRST_S + slot
    lines = tuple(Line(FIRST_S, slot, text, SLOWEST) for text in texts[:1] if room)
    return Step("rest", seconds, number, picture="calm", lines=lines)


def _starts(apart: Range, seconds: float, share: float, whole: float, pauses: float) -> list[float]:
    """When lines begin within a stretch that begins `share` of the way through the whole.

    From one to the next it is the minimum at the beginning of the session, the maximum at its end.
    """
    at, found = 0.0, [0.0]
    while at < seconds:
        here = min(1.0, share + at / whole)
        wanted = pauses * (apart.min + (apart.max - apart.min) * here)
        at += max(wanted, LEAST_APART)
        found.append(at)
    return found


def _evenly(starts: list[float], seconds: float) -> list[float]:
    """The starts stretched or drawn together a little, so that the last gap ends with the part.

    The last of the starts given lies at its end or beyond; none comes closer than can be spoken.
    """
    before, beyond = starts[-2], starts[-1]
    tighter = seconds / beyond
    near = before == 0 or beyond / seconds < seconds / before
    if near and starts[1] * tighter >= LEAST_APART:
        return [round(at * tighter, 3) for at in starts[:-1]]
    if before == 0:
        return [0.0]
    return [round(at * seconds / before, 3) for at in starts[:-2]]


def _held(starts: list[float], seconds: float) -> list[float]:
    """The starts of lines that have room while a position is held."""
    return [round(at, 3) for at in starts if at == 0 or at + LEAST_APART <= seconds]


def _steps(lines: list[Line], starts: list[float], part: float, name: str) -> Iterator[Step]:
    """A step for each line, until the next one; a position, which has a name, is one step."""
    if name or not lines:
        held = (replace(line, after=at) for line, at in zip(lines, starts, strict=False))
        yield Step("attend", part, 0, picture="calm", word=name, lines=tuple(held))
        return
    for line, at, end in zip(lines, starts, [*starts[1:], part], strict=True):
        yield Step("attend", round(end - at, 6), 0, picture="calm", lines=(line,))


def _line(text: str, share: float) -> Line:
    """A line so far through the session; a slower voice has as much longer a slot."""
    pace = pace_at(share)
    return Line(0.0, round(LINE_S / pace, 3), text, pace)
