"""Several practices in a row as one session: their lengths, and the timeline that joins them."""

from collections.abc import Callable
from dataclasses import replace

from windown.core.ask import Ask
from windown.core.lines import SLOWER
from windown.core.options import Options
from windown.core.practice import (
    Body,
    Chain,
    Counting,
    Guided,
    Link,
    Practice,
    Range,
    Relaxation,
    Writing,
)
from windown.core.problems import Trouble
from windown.core.splice import joined
from windown.core.timeline import Prompt, Timeline
from windown.core.wording import Words

#: A prompt with a slot of so many seconds is a sentence, which can be spoken slower.
SENTENCE_S = 5.0
#: Makes the timeline of one link: practice, words, minutes, ask.
LinkMaker = Callable[[Practice, Words, float | None, Ask], Timeline]


def chain(practice: Practice, seconds: float, words: Words, ask: Ask, make: LinkMaker) -> Timeline:
    """The timeline of a chain, exactly so many seconds, each link made by `make`.

    Raises `Trouble` where a link cannot be had, or the links cannot last so long together.
    """
    assert isinstance(practice.body, Chain)
    links = practices_of(practice.body, ask)
    lengths = lengths_of(practice.body, links, seconds, ask)
    parts = [
        make(_entered(link) if n else link, words, lasts / 60.0, _ask_for(link, n, ask))
        for n, (link, lasts) in enumerate(zip(links, lengths, strict=True))
    ]
    last = len(parts) - 1
    tied = [_tied(part, n > 0, n < last) for n, part in enumerate(parts)]
    return quieted(joined(practice.id, tied))


def _tied(part: Timeline, follows: bool, goes_on: bool) -> Timeline:
    """A part that says no welcome where one came before, and no farewell where one follows.

    The welcome is its first line while settling in, the farewell what is said in its last rest.
    """
    first, last = part.spans[0], part.spans[-1]
    prompts = part.prompts
    if follows and first.number == 0 and len(part.spans) > 1:
        welcome = next((prompt for prompt in prompts if prompt.at < first.end), None)
        prompts = tuple(prompt for prompt in prompts if prompt is not welcome)
    if goes_on and last.phase == "rest" and len(part.spans) > 1:
        prompts = tuple(prompt for prompt in prompts if prompt.at < last.at)
    return replace(part, prompts=prompts)


def quieted(timeline: Timeline) -> Timeline:
    """The timeline with a voice that slows down once, over the whole of it, not in each part."""
    ends = [prompt.at for prompt in timeline.prompts[1:]] + [timeline.length]
    slowed = (
        _slowed(prompt, min(end, timeline.span_at(prompt.at).end) - prompt.at, timeline.length)
        for prompt, end in zip(timeline.prompts, ends, strict=False)
    )
    return replace(timeline, prompts=tuple(slowed))


def _slowed(prompt: Prompt, room: float, length: float) -> Prompt:
    """A sentence at the pace of its place; single words keep the time of their breath."""
    usual = prompt.seconds * prompt.pace
    if usual < SENTENCE_S:
        return prompt
    pace = next((slower for since, slower in SLOWER if prompt.at >= since * length), 1.0)
    return replace(prompt, pace=pace, seconds=min(round(room, 3), round(usual / pace, 3)))


def practices_of(body: Chain, ask: Ask) -> list[Practice]:
    """The practices of the links in `ask.links`; `Trouble` where one cannot be part of a chain."""
    found = [ask.links.get(link.practice) for link in body.links]
    for link, practice in zip(body.links, found, strict=True):
        if practice is None:
            raise Trouble("chain.unknown", id=link.practice)
        if key := unfit(practice.body):
            raise Trouble(key, id=link.practice)
    return [practice for practice in found if practice]


def unfit(body: Body) -> str:
    """The id of the sentence that says why a practice cannot be part of a chain, or ""."""
    if isinstance(body, Writing):
        return "chain.writing"
    return "chain.nested" if isinstance(body, Chain) else ""


def usual_minutes(body: Chain, ask: Ask) -> float:
    """How long a chain is where nobody asks otherwise: the sum of the lengths of its links."""
    pairs = zip(body.links, practices_of(body, ask), strict=True)
    return sum(_usual(link, practice, ask) for link, practice in pairs) / 60.0


def limits_of(body: Chain, ask: Ask) -> Range:
    """The minutes a chain can last: the sums of the usual, least and most of its links."""
    usual = usual_minutes(body, ask)
    pairs = list(zip(body.links, practices_of(body, ask), strict=True))
    can = [_limits(practice, _usual(link, practice, ask)) for link, practice in pairs]
    return Range(usual, sum(one.min for one in can) / 60.0, sum(one.max for one in can) / 60.0)


def lengths_of(body: Chain, links: list[Practice], seconds: float, ask: Ask) -> list[float]:
    """The seconds of each link, together exactly as many as asked.

    What is asked beyond, or short of, their usual lengths is the last link's as far as its limits
    allow, then that of the one before it. Raises `Trouble` where all limits are reached.
    """
    lengths = [_usual(link, p, ask) for link, p in zip(body.links, links, strict=True)]
    for n, practice in reversed(list(enumerate(links))):
        others = sum(lengths) - lengths[n]
        lengths[n] = _within(_limits(practice, lengths[n]), round(seconds - others, 3))
    if abs(sum(lengths) - seconds) > 1e-3:
        raise Trouble("chain.length", minutes=f"{sum(lengths) / 60.0:.4g}")
    return lengths


def _usual(link: Link, practice: Practice, ask: Ask) -> float:
    """A link's own length, else the chosen one, else the practice's default; in its limits."""
    wanted = link.minutes or ask.minutes.get(link.practice) or practice.minutes.default
    return _within(_seconds(practice.minutes), round(wanted * 60.0, 3))


def _limits(practice: Practice, usual: float) -> Range:
    """The seconds a link can last; one that is counted in breaths lasts as long as it does."""
    return Range(usual, usual, usual) if practice.cycles else _seconds(practice.minutes)


def _seconds(of: Range) -> Range:
    return Range(*(round(figure * 60.0, 3) for figure in (of.default, of.min, of.max)))


def _within(limits: Range, value: float) -> float:
    return min(limits.max, max(limits.min, value))


def _ask_for(link: Practice, number: int, ask: Ask) -> Ask:
    """What is asked of one link; two links of one kind do not say the same by chance."""
    options = ask.link_options.get(link.id, Options())
    return replace(ask, options=options, seed=ask.seed + number)


def _entered(practice: Practice) -> Practice:
    """A practice that begins when one is settled in already: its opening is at its shortest."""
    body = practice.body
    if not isinstance(body, Relaxation | Counting | Guided):
        return practice
    least = body.settle.min
    return replace(practice, body=replace(body, settle=Range(least, least, least)))
