"""Timelines cut and put together: one behind the other, going on otherwise, something skipped."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from windown.core.timeline import DIGITS, Prompt, Span, Timeline, Tone

_Laid = TypeVar("_Laid", Span, Prompt, Tone)


def joined(practice: str, parts: Sequence[Timeline]) -> Timeline:
    """Timelines one behind the other; each span knows its own practice, numbers count on."""
    at, number = 0.0, 0
    spans: list[Span] = []
    prompts: list[Prompt] = []
    tones: list[Tone] = []
    for part in parts:
        spans += [
            replace(
                _later(span, at),
                practice=span.practice or part.practice,
                number=span.number + number,
            )
            for span in part.spans
        ]
        number = max((span.number for span in spans), default=0) + 1
        prompts += [_later(prompt, at) for prompt in part.prompts]
        tones += [_later(tone, at) for tone in part.tones]
        at = round(at + part.length, DIGITS)
    last = parts[-1]
    return replace(
        last,
        practice=practice,
        length=at,
        spans=tuple(spans),
        prompts=tuple(prompts),
        tones=tuple(tones),
    )


def continued(timeline: Timeline, position: float, rest: Timeline) -> Timeline:
    """What was until the position, then another timeline from its beginning.

    What is being said or sounds at the position is cut short there. A span of its own begins
    at the position, so the picture changes at once.
    """
    before = Timeline(
        timeline.practice,
        timeline.language,
        position,
        _until(timeline.spans, position),
        _until(timeline.prompts, position),
        _until(timeline.tones, position),
    )
    whole = joined(timeline.practice, [before, rest]) if position > 0 else rest
    named = tuple(_named(span, timeline.practice) for span in whole.spans)
    # A voice that has fallen does not come back loud.
    falling = max(timeline.falling, rest.falling)
    return replace(
        whole,
        practice=timeline.practice,
        spans=named,
        falling=falling,
        ambience=timeline.ambience,
    )


def _named(span: Span, practice: str) -> Span:
    return replace(span, practice="") if span.practice == practice else span


def _until(items: tuple[_Laid, ...], position: float) -> tuple[_Laid, ...]:
    return tuple(
        replace(item, seconds=round(min(item.seconds, position - item.at), DIGITS))
        for item in items
        if item.at < position
    )


def _later(item: _Laid, seconds: float) -> _Laid:
    return replace(item, at=round(item.at + seconds, DIGITS))


def skip(timeline: Timeline, position: float) -> Timeline:
    """The timeline in which the next breath or area begins at the position.

    While settling in, the next line does: what one needs to know comes there. What came
    before stays as it was, what is being said is cut short, what follows comes earlier, and
    the session becomes shorter by what was left out. In the closing rest it ends.
    """
    return skip_to(timeline, position, _resume(timeline, position))


def skip_to(timeline: Timeline, position: float, resume: float) -> Timeline:
    """The timeline in which what is at the second `resume` comes at the position already."""
    earlier = resume - position
    return replace(
        timeline,
        length=round(timeline.length - earlier, DIGITS),
        spans=_drawn_forward(timeline.spans, position, resume) or _emptied(timeline.spans[:1]),
        prompts=_drawn_forward(timeline.prompts, position, resume),
        tones=_drawn_forward(timeline.tones, position, resume),
    )


def _resume(timeline: Timeline, position: float) -> float:
    """The second at which what comes next begins, on the timeline as it is."""
    now = timeline.span_at(position)
    later = [span.at for span in timeline.spans if span.number > now.number]
    if now.number == 0:
        later += [prompt.at for prompt in timeline.prompts if prompt.at > position]
    return min(later, default=timeline.length)


def _emptied(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(replace(span, seconds=0.0) for span in spans)


def _cut(item: _Laid, position: float, resume: float) -> _Laid:
    """Without what lies between the position and `resume`."""
    end = item.at + item.seconds
    if end <= position:
        return item
    return replace(item, seconds=round(position - item.at + max(0.0, end - resume), DIGITS))


def _drawn_forward(items: tuple[_Laid, ...], position: float, resume: float) -> tuple[_Laid, ...]:
    """What began before the position, cut there, and what goes on from `resume`, earlier."""
    kept = [
        _cut(item, position, resume)
        for item in items
        if item.at < position or (item.at == position and item.at + item.seconds > resume)
    ]
    moved = [
        replace(item, at=round(item.at - resume + position, DIGITS))
        for item in items
        if item.at >= resume
    ]
    return tuple(kept + moved)
