"""A whole session as samples: what sounds is a pure function of the position."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from windown.core.timeline import Prompt, Timeline
from windown.core.timeline import Tone as ToneCue
from windown.service.ports import Levels
from windown.sound import levels as loudness
from windown.sound.changes import head
from windown.sound.samples import RATE, Sound, Stored, sample_at, swell
from windown.sound.tones import SHAPES, tone

#: Samples between two points at which the loudness along the session is worked out: 10 ms.
GRID = RATE // 100

_Placed = TypeVar("_Placed", "Spoken", "Struck")

#: A clip longer than its slot is faded out over this long at the slot's end.
SLOT_FADE = round(0.08 * RATE)

#: A clip in one column sounds on both sides, which adds 3 dB; this keeps it as levelled.
BOTH_SIDES = np.float32(np.sqrt(0.5) / 32768)

#: The background's loop is kept at -26 LUFS; here it becomes a bed of -36 LUFS.
BED = np.float32(10 ** (-10 / 20) / 32768)


@dataclass(frozen=True, eq=False)
class Spoken:
    """A clip in its place: its first sample, and what is heard of it, int16 in one column."""

    start: int
    samples: Stored


@dataclass(frozen=True)
class Struck:
    """A tone in its place: its first sample, its name, and its length in samples."""

    start: int
    name: str
    count: int


@dataclass(frozen=True, eq=False)
class Curves:
    """Factors of the three buses along the session, one each `GRID` samples."""

    voice: Sound
    tones: Sound
    background: Sound


@dataclass(frozen=True, eq=False)
class Buses:
    """Samples of one block: voice and tones in one column (n,), the background in two (n, 2)."""

    voice: Sound
    tones: Sound
    background: Sound


@dataclass(frozen=True, eq=False)
class Score:
    """A timeline with everything that sounds in it, made by `compose`.

    `clips` are the prompts that are heard; a prompt that is not among them stays silent.
    `ambience` is a loop (n, 2) or None.
    """

    timeline: Timeline
    clips: Mapping[Prompt, Stored]
    ambience: Stored | None
    length: int
    spoken: tuple[Spoken, ...]
    struck: tuple[Struck, ...]
    curves: Curves

    def render(self, start: int, frames: int) -> Buses:
        """The samples from `start` on; silence before the beginning and after the end.

        Depends on the position alone: however a stretch is cut into blocks, its samples are
        the same to the last bit.
        """
        buses = Buses(
            np.zeros(frames, np.float32),
            np.zeros(frames, np.float32),
            np.zeros((frames, 2), np.float32),
        )
        first, last = max(start, 0), min(start + frames, self.length)
        if first < last:
            inner = slice(first - start, last - start)
            self._fill(
                Buses(buses.voice[inner], buses.tones[inner], buses.background[inner]), first
            )
        return buses

    def _fill(self, buses: Buses, first: int) -> None:
        along = _Along(first, len(buses.voice))
        for clip in _within(self.spoken, lambda s: len(s.samples), first, len(buses.voice)):
            _add(buses.voice, first, clip.start, clip.samples)
        for struck in _within(self.struck, lambda s: s.count, first, len(buses.tones)):
            _add(buses.tones, first, struck.start, tone(struck.name, struck.count))
        buses.voice[:] *= along(self.curves.voice) * BOTH_SIDES
        buses.tones[:] *= along(self.curves.tones)
        if self.ambience is not None:
            bed = _looped(self.ambience, first, len(buses.voice))
            np.multiply(bed, (along(self.curves.background) * BED)[:, None], out=buses.background)


def compose(
    timeline: Timeline, clips: Mapping[str, Stored], ambience: Stored | None = None
) -> Score:
    """Make a score. Clips (one column, int16, 48 kHz) by the text of their prompts."""
    heard = {p: clips[p.text] for p in timeline.prompts if p.text in clips}
    return _lay(timeline, heard, ambience)


def recompose(
    score: Score,
    timeline: Timeline,
    clips: Mapping[str, Stored],
    ambience: Stored | None,
    second: float,
) -> Score:
    """The score of a changed timeline or of more clips, changed only from a second on.

    A prompt that begins earlier stays as it was: a clip that was not there in time is never
    begun in the middle, and one that sounds goes on.
    """
    before = {head(prompt): clip for prompt, clip in score.clips.items()}
    heard = {
        prompt: clip
        for prompt in timeline.prompts
        if (clip := clips.get(prompt.text) if prompt.at >= second else before.get(head(prompt)))
        is not None
    }
    return _lay(timeline, heard, ambience)


def _lay(timeline: Timeline, heard: Mapping[Prompt, Stored], ambience: Stored | None) -> Score:
    length = sample_at(timeline.length)
    in_time = sorted(heard.items(), key=lambda item: item[0].at)
    spoken = tuple(_placed(prompt, clip, length) for prompt, clip in in_time)
    return Score(
        timeline,
        heard,
        ambience,
        length,
        spoken,
        _struck(timeline.tones),
        _curves(timeline.length, spoken),
    )


def gains(volumes: Levels) -> tuple[float, float, float]:
    """Factors of amplitude for voice, tones and background."""
    return (
        loudness.volume(volumes.voice),
        loudness.volume(volumes.tones),
        loudness.volume(volumes.background),
    )


def mix(buses: Buses, factors: Iterable[float | Sound]) -> Sound:
    """The three buses as one sound in two columns; factors are numbers or one for each sample."""
    voice, tones, background = (np.asarray(factor, np.float32) for factor in factors)
    middle = buses.voice * voice + buses.tones * tones
    whole: Sound = buses.background * (background[:, None] if background.ndim else background)
    whole += middle[:, None]
    return whole


def _placed(prompt: Prompt, clip: Stored, length: int) -> Spoken:
    """The clip in its slot, never beyond the end of the session; faded where it is cut."""
    start = sample_at(prompt.at)
    room = max(0, min(sample_at(prompt.at + prompt.seconds), length) - start)
    if len(clip) <= room:
        return Spoken(start, clip)
    cut = clip[:room].copy()
    fade = min(SLOT_FADE, room)
    cut[room - fade :] = np.rint(cut[room - fade :] * swell(fade)[::-1]).astype(np.int16)
    return Spoken(start, cut)


def _struck(cues: tuple[ToneCue, ...]) -> tuple[Struck, ...]:
    return tuple(
        Struck(sample_at(cue.at), cue.tone, _shortest(cue))
        for cue in sorted(cues, key=lambda cue: cue.at)
        if cue.tone in SHAPES
    )


def _shortest(cue: ToneCue) -> int:
    """Samples of a tone: whole, so that equal seconds anywhere are the same tone."""
    return min(sample_at(cue.seconds), round(SHAPES[cue.tone].longest * RATE))


def _curves(length: float, spoken: tuple[Spoken, ...]) -> Curves:
    """The loudness along the session, with a point to spare for the last stretch."""
    at = np.arange(sample_at(length) // GRID + 2) * (GRID / RATE)
    everything = loudness.factor(loudness.session_db(at, length))
    closing = loudness.closing(at, length)
    tones = loudness.factor(loudness.tones_db(at, length))
    speech = ((s.start / RATE, (s.start + len(s.samples)) / RATE) for s in spoken)
    duck = loudness.factor(loudness.duck_db(at, speech))
    return Curves(
        everything.astype(np.float32),
        (everything * tones * closing).astype(np.float32),
        (everything * duck * closing * loudness.opening(at, length)).astype(np.float32),
    )


class _Along:
    """Reads curves at each sample of a block, in a straight line between their points."""

    def __init__(self, first: int, frames: int) -> None:
        at = np.arange(first, first + frames)
        self._point = at // GRID
        self._part = (at - self._point * GRID).astype(np.float32) * np.float32(1 / GRID)

    def __call__(self, curve: Sound) -> Sound:
        here = curve[self._point]
        way: Sound = here + (curve[self._point + 1] - here) * self._part
        return way


def _within(
    items: tuple[_Placed, ...], size: Callable[[_Placed], int], first: int, frames: int
) -> list[_Placed]:
    """What of the items, in order of their start, touches a block."""
    before = bisect_left(items, first + frames, key=lambda item: item.start)
    return [item for item in items[:before] if item.start + size(item) > first]


def _add(block: Sound, first: int, start: int, samples: Sound | Stored) -> None:
    """Add to a block that begins at `first` what of the samples, beginning at `start`, is in it."""
    begin, end = max(first, start), min(first + len(block), start + len(samples))
    if begin < end:
        block[begin - first : end - first] += samples[begin - start : end - start]


def _looped(loop: Stored, first: int, frames: int) -> Stored:
    """A stretch of a loop that goes round and round from sample 0."""
    begin = first % len(loop)
    if begin + frames <= len(loop):
        return loop[begin : begin + frames]
    return np.take(loop, np.arange(begin, begin + frames), axis=0, mode="wrap")
