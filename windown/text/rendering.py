"""A session written to a sound file, with bars for the prompts and for the sound."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from windown.core.timeline import Timeline
from windown.core.wording import Words
from windown.service.ports import VoiceStyle

if TYPE_CHECKING:
    from windown.adapters.voice import SpokenVoice
    from windown.app import House

#: How long a file waits for one prompt on the average before it does without (seconds).
PATIENCE_S = 3.0


@contextmanager
def bar(label: str) -> Iterator[Callable[[float], None]]:
    """A progress bar from 0 to 1 while the block lasts; nothing where nobody looks."""
    shown: Any = tqdm(
        total=1.0,
        desc=f"  {label}",
        bar_format="{desc:<24} {bar:32} {percentage:3.0f} %",
        disable=not sys.stderr.isatty(),
        leave=False,
    )

    def progress(part: float) -> None:
        shown.n = min(1.0, part)
        shown.refresh()

    try:
        yield progress
    finally:
        shown.close()


def render_file(timeline: Timeline, house: "House", voice: "SpokenVoice", file: Path) -> list[str]:
    """Write a session to a sound file, as it would sound now; what is to be told, in words."""
    from windown.sound.clips import read_clip
    from windown.sound.files import check_target, write
    from windown.sound.mixing import ready
    from windown.sound.score import compose

    desk, words = house.desk, house.desk.words
    check_target(file)
    sounding = desk.sounding(desk.options(timeline.practice))
    found = _spoken(timeline, voice, sounding.style, words)
    read = {text: read_clip(path) for text, path in found.items()}
    clips = {text: clip for text, clip in read.items() if clip is not None}
    levels = sounding.levels
    bed = ready(timeline.ambience or levels.ambience, house.places.cache / "sound")
    with bar(words("render.sound")) as progress:
        write(compose(timeline, clips, bed.ambience), levels, file, progress)
    unspoken = len({p.voiced for p in timeline.prompts} - clips.keys()) if sounding.style else 0
    told = [trouble.told(words) for trouble in bed.told]
    return [*told, words("render.unspoken", n=unspoken)] if unspoken else told


def _spoken(
    timeline: Timeline, voice: "SpokenVoice", style: VoiceStyle | None, words: Words
) -> dict[str, Path]:
    """The files of all prompts that can be spoken, waited for."""
    if style is None:
        return {}
    texts = list(dict.fromkeys(prompt.voiced for prompt in timeline.prompts))
    with bar(words("render.prompts")) as progress:
        return voice.render_all(
            texts,
            style,
            PATIENCE_S * (len(texts) + 2),
            lambda done, of: progress(done / max(1, of)),
        )
