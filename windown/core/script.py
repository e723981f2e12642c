"""A practice with a person's options, as steps with seconds."""

from dataclasses import dataclass

#: The breathing disc, the body, a word, a still glow.
PICTURES = ("disc", "figure", "word", "calm")


@dataclass(frozen=True)
class Line:
    """A spoken prompt inside a step: seconds after its beginning, its slot in seconds, its text.

    `pace` is a factor on the chosen rate of the voice, below 1 slower.
    """

    after: float
    seconds: float
    text: str
    pace: float = 1.0


@dataclass(frozen=True)
class Step:
    """One phase of a script.

    `number` counts breaths or areas from 1; 0 is settling in, and the number after the last
    is the closing rest. `low` to `high` is how full the picture is (0 to 1) at its beginning
    and its end. `tone` names a tone that begins with the step, "" for none. `picture` is what is
    seen meanwhile (of `PICTURES`); `word` is the word to picture, where there is one.
    """

    phase: str
    seconds: float
    number: int
    low: float = 0.0
    high: float = 0.0
    area: str = ""
    detail: str = ""
    tone: str = ""
    lines: tuple[Line, ...] = ()
    picture: str = "disc"
    word: str = ""
