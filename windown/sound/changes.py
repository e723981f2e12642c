"""Where two timelines begin to sound different."""

from windown.core.timeline import Prompt, Timeline, Tone


def departs(old: Timeline, new: Timeline) -> float:
    """The second at which two timelines begin to differ; infinite if they never do."""
    seconds = [min(old.length, new.length)] if old.length != new.length else []
    seconds += _apart(old.prompts, new.prompts) + _apart(old.tones, new.tones)
    return min(seconds, default=float("inf"))


def _apart(
    old: tuple[Prompt, ...] | tuple[Tone, ...], new: tuple[Prompt, ...] | tuple[Tone, ...]
) -> list[float]:
    """Where cues differ: at their start, or, when only cut, where the shorter one ends."""
    there, here = {head(c): c.seconds for c in old}, {head(c): c.seconds for c in new}
    lonely = [head[0] for head in there.keys() ^ here.keys()]
    cut = [
        head[0] + min(there[head], here[head])
        for head in there.keys() & here.keys()
        if there[head] != here[head]
    ]
    return lonely + cut


def head(cue: Prompt | Tone) -> tuple[float, str]:
    """What tells a cue from all others of its kind: its second and what sounds."""
    return cue.at, cue.voiced if isinstance(cue, Prompt) else cue.tone
