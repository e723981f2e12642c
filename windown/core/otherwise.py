"""What follows where a practice is too much, cramps, is too slow, or a word is unwelcome."""

from windown.core.ask import Ask
from windown.core.cramp import eased
from windown.core.grounding import grounded
from windown.core.lines import LINE_S
from windown.core.parts import within_part
from windown.core.practice import Practice, Relaxation, Shuffle, Slowdown
from windown.core.session import Change
from windown.core.shuffle import without
from windown.core.slowdown import too_slow
from windown.core.timeline import Prompt, Span, Timeline
from windown.core.wording import Words


def offered(practice: Practice | None, span: Span) -> tuple[Change, ...]:
    """What can be asked for at a phase of a practice; "too_much" always can."""
    body = practice.body if practice else None
    if isinstance(body, Relaxation) and body.tenses:
        return ("too_much", "cramp")
    if isinstance(body, Slowdown):
        return ("too_much", "too_slow")
    if isinstance(body, Shuffle) and span.word:
        return ("too_much", "ban")
    return ("too_much",)


def otherwise(
    change: Change,
    timeline: Timeline,
    position: float,
    practice: Practice,
    words: Words,
    ask: Ask,
    presses: int = 1,
) -> Timeline:
    """The timeline that follows a wish at a position in seconds; what was before it stays.

    `practice` is that of the position, in a chain one of its links: only that is changed,
    unless it was too much. `presses` is how often "too_slow" has been asked for by now.
    """
    if change == "too_much":
        return grounded(timeline, position, words)

    def changed(part: Timeline, at: float) -> Timeline:
        if change == "cramp":
            return eased(part, at, practice, words, ask)
        if change == "too_slow":
            return too_slow(part, at, practice, words, ask, presses)
        return without(part, at, practice, words, ask)

    return within_part(timeline, position, changed)


def spare_prompts(timeline: Timeline, words: Words) -> tuple[Prompt, ...]:
    """The prompts that may be needed at any second, so that they are spoken in time."""
    spare = grounded(timeline, 0.0, words).prompts
    if not any(span.phase == "tense" for span in timeline.spans):
        return spare
    keys = (f"say.cramp.{name}" for name in ("stop", "leg", "other", "on"))
    return spare + tuple(Prompt(0.0, LINE_S, words(key)) for key in keys)
