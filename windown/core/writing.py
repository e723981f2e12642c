"""Time to write a list: silent, but for one line at its beginning and one at its end."""

from windown.core.ask import Ask
from windown.core.practice import Practice, Writing
from windown.core.script import Line, Step
from windown.core.timeline import Timeline, lay_out
from windown.core.wording import Words

LINE_S, FIRST_S = 8.0, 1.0


def writing(practice: Practice, seconds: float, words: Words, ask: Ask) -> Timeline:
    """The timeline of a list to be written, exactly so many seconds long."""
    assert isinstance(practice.body, Writing)
    said = f"say.{practice.body.kind}"
    last = max(0.0, seconds - LINE_S - FIRST_S)
    told = ((FIRST_S, "begin"), (last, "end")) if last >= FIRST_S + LINE_S else ()
    lines = tuple(Line(at, LINE_S, words(f"{said}.{which}")) for at, which in told)
    steps = [Step("attend", seconds, 1, picture="calm", lines=lines)]
    return lay_out(practice.id, words.language, steps)
