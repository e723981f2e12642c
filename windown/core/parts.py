"""The parts of a chain: where one practice ends, and what of a chain can be changed alone."""

from collections.abc import Callable
from dataclasses import replace

from windown.core.splice import continued, joined, skip_to
from windown.core.timeline import DIGITS, Timeline


def bounds(timeline: Timeline, position: float) -> tuple[float, float]:
    """From where to where the practice at the position goes, in seconds."""
    now = timeline.span_at(position)
    apart = [span for span in timeline.spans if span.practice != now.practice]
    begin = max((span.end for span in apart if span.at < now.at), default=0.0)
    end = min((span.at for span in apart if span.at > now.at), default=timeline.length)
    return begin, end


def next_part(timeline: Timeline, position: float) -> Timeline | None:
    """The timeline in which the next practice begins at the position; None where none follows."""
    _, end = bounds(timeline, position)
    return skip_to(timeline, position, end) if end < timeline.length else None


def within_part(
    timeline: Timeline, position: float, change: Callable[[Timeline, float], Timeline]
) -> Timeline:
    """The timeline with only the practice at the position changed.

    `change` is given that practice as a timeline of its own, and the position in it.
    """
    begin, end = bounds(timeline, position)
    if (begin, end) == (0.0, timeline.length):
        return change(timeline, position)
    name = timeline.span_at(position).practice or timeline.practice
    alone = replace(_cut(timeline, begin, end), practice=name)
    new = change(alone, round(position - begin, DIGITS))
    parts = [new] if end >= timeline.length else [new, _cut(timeline, end, timeline.length)]
    rest = joined(timeline.practice, parts)
    return continued(timeline, begin, rest) if begin > 0 else rest


def _cut(timeline: Timeline, begin: float, end: float) -> Timeline:
    """What lies between two seconds at which practices meet, from its own second 0."""
    from_begin = skip_to(timeline, 0.0, begin) if begin > 0 else timeline
    length = round(end - begin, DIGITS)
    return replace(
        from_begin,
        length=length,
        spans=tuple(span for span in from_begin.spans if span.at < length and span.seconds > 0),
        prompts=tuple(p for p in from_begin.prompts if p.at < length),
        tones=tuple(tone for tone in from_begin.tones if tone.at < length),
        fade=timeline.fade if end >= timeline.length else 0.0,
    )
