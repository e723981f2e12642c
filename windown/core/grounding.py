"""What follows "too much": at once no more pacing, natural breath, open eyes, the room around."""

from collections.abc import Iterator

from windown.core.script import Line, Step
from windown.core.splice import continued
from windown.core.timeline import Timeline, lay_out
from windown.core.wording import Words

#: The slot of a line, and the quiet after it, in seconds. Looking for things takes its time
#: (design decision).
LINE_S, QUIET_S, LOOK_S = 10.0, 4.0, 14.0
#: Quiet at the end, in seconds.
REST_S = 30.0
#: The lines in their order and the quiet that each is given.
LINES = (
    ("stop", QUIET_S),
    ("eyes", QUIET_S),
    ("feet", QUIET_S),
    ("dizzy", QUIET_S),
    ("five", LOOK_S),
    ("help", QUIET_S),
    ("three", LOOK_S),
    ("hands", LOOK_S),
    ("breath", LOOK_S),
    ("end", REST_S),
)


def grounded(timeline: Timeline, position: float, words: Words) -> Timeline:
    """What was until the position in seconds, and from there about three minutes of grounding.

    Nothing is held, counted, paced or toned any more; what is being said stops at the position
    (the facts, 1.4 and 2.4).
    """
    rest = lay_out(timeline.practice, timeline.language, _steps(words))
    return continued(timeline, position, rest)


def _steps(words: Words) -> Iterator[Step]:
    for number, (name, quiet) in enumerate(LINES, 1):
        line = Line(0.0, LINE_S, words(f"say.grounding.{name}"))
        yield Step("rest", LINE_S + quiet, number, lines=(line,), picture="calm")
