"""Listening: a background alone, for as long as its timer, and a long fade at its end."""

from dataclasses import replace

from windown.core.ask import Ask
from windown.core.chosen import NO_BACKGROUND
from windown.core.practice import Listening, Practice
from windown.core.script import Step
from windown.core.timeline import Timeline, lay_out
from windown.core.wording import Words


def listen(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """A quiet rest of so many seconds with its sound, which stays until it fades.

    The fade lasts as many minutes as the person chose, and never longer than the whole.
    """
    body = practice.body
    assert isinstance(body, Listening)
    wanted = body.fade.default if ask.options.fade is None else ask.options.fade
    fade = min(seconds, 60 * min(body.fade.max, max(body.fade.min, wanted)))
    timeline = lay_out(practice.id, words.language, [Step("rest", seconds, 1, picture="calm")])
    return replace(timeline, fade=fade, ambience=_sound(body, ask.options.background))


def _sound(body: Listening, background: str) -> str:
    """What is heard: listening to nothing would be no listening."""
    return body.sound if background in ("", NO_BACKGROUND) else background
