"""What follows a cramp: a pause to stretch it, then the walk goes on without that place."""

from collections.abc import Iterable
from dataclasses import replace

from windown.core.areas import SIXTEEN, members, touches
from windown.core.ask import Ask
from windown.core.lines import LINE_S
from windown.core.practice import Practice
from windown.core.script import Line, Step
from windown.core.splice import continued, joined
from windown.core.timeline import DIGITS, Prompt, Span, Timeline, Tone, lay_out
from windown.core.wording import Words

#: The pause and, in it, from one line to the next, in seconds (design decision).
EASE_S, APART_S = 30.0, 10.0
_LEGS = frozenset(SIXTEEN[10:])


def area_at(timeline: Timeline, position: float) -> str:
    """The area the walk is at, at a position in seconds; "" where it is at none."""
    return timeline.span_at(position).area


def eased(
    timeline: Timeline, position: float, practice: Practice, words: Words, ask: Ask
) -> Timeline:
    """Half a minute to stretch, then the next areas; what cramped does not come again.

    The session ends when it would have ended, as far as its closing rest can give the time. The
    practice is that of the position; of the ask, which every change is given, nothing is needed.
    """
    area = area_at(timeline, position)
    pause = lay_out(practice.id, timeline.language, [_pause(area, words)])
    later = _later(timeline, position, area)
    left = timeline.length - position - EASE_S
    rest = joined(practice.id, [pause, _lasting(later, left)])
    return continued(timeline, position, replace(rest, fade=timeline.fade))


def _pause(area: str, words: Words) -> Step:
    kind = "leg" if members(area) & _LEGS else "other"
    keys = ("say.cramp.stop", f"say.cramp.{kind}", "say.cramp.on")
    lines = tuple(Line(n * APART_S, LINE_S, words(key)) for n, key in enumerate(keys))
    return Step("rest", EASE_S, 0, lines=lines, picture="figure")


def _later(timeline: Timeline, position: float, area: str) -> Timeline:
    """The areas after that of the position, from second 0."""
    now = timeline.span_at(position)
    out = frozenset({area}) if area else frozenset()
    spans = [
        span
        for span in timeline.spans
        if span.at > now.at and span.number > now.number and not touches(span.area, out)
    ]
    return _only(timeline, spans)


def _only(timeline: Timeline, kept: Iterable[Span]) -> Timeline:
    """Some spans of a timeline one behind the other, with what is said and sounds in them."""
    at = 0.0
    spans: list[Span] = []
    prompts: list[Prompt] = []
    tones: list[Tone] = []
    for span in kept:
        shift = at - span.at
        spans.append(replace(span, at=at))
        prompts += [
            replace(p, at=round(p.at + shift, DIGITS))
            for p in timeline.prompts
            if span.at <= p.at < span.end
        ]
        tones += [
            replace(t, at=round(t.at + shift, DIGITS))
            for t in timeline.tones
            if span.at <= t.at < span.end
        ]
        at = round(at + span.seconds, DIGITS)
    return replace(
        timeline, length=at, spans=tuple(spans), prompts=tuple(prompts), tones=tuple(tones)
    )


def _lasting(timeline: Timeline, seconds: float) -> Timeline:
    """The timeline with a closing rest that makes it so long; no word of it is cut off."""
    closing = [span for span in timeline.spans[-1:] if not span.area]
    begin = closing[0].at if closing else timeline.length
    said = max((p.at + p.seconds for p in timeline.prompts if p.at >= begin), default=begin)
    length = round(max(seconds, said), DIGITS)
    number = (
        closing[0].number if closing else 1 + max((s.number for s in timeline.spans), default=0)
    )
    rest = Span(begin, round(length - begin, DIGITS), "rest", number, picture="figure")
    spans = timeline.spans[: len(timeline.spans) - len(closing)]
    return replace(timeline, length=length, spans=(*spans, rest) if rest.seconds else spans)
