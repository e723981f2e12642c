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
from windown.sound.along import Along
from windown.sound.ambience import Ambience
from windown.sound.changes import head
from windown.sound.levels import Curve
from windown.sound.samples import RATE, Sound, Stored, sample_at, swell
from windown.sound.tones import SHAPES, tone

_Placed = TypeVar("_Placed", "Spoken", "Struck")

#: A clip longer than its slot is faded out over this long at the slot's end.
SLOT_FADE = round(0.08 * RATE)

#: A clip in one column sounds on both sides, which adds 3 dB; this keeps it as levelled.
BOTH_SIDES = np.float32(np.sqrt(0.5) / 32768)

#: A background is kept at -26 LUFS; here it becomes a bed of -36 LUFS.
BED_DB = -10.0

#: What voice, tones and background reach at most (full scale 1): clips are bent at -3 dBFS and lie
#: on both sides; tones and our own backgrounds are measured.
PEAKS = (0.5, 0.08, 0.12)

#: Samples around a clip in which the background yields to it.
_DUCKED = sample_at(loudness.DUCK_BEFORE) + sample_at(loudness.DUCK_AFTER) + RATE // 50


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
class Buses:
    """Samples of one block: voice and tones in one column (n,), the background in two (n, 2)."""

    voice: Sound
    tones: Sound
    background: Sound


@dataclass(frozen=True, eq=False)
class Score:
    """A timeline with everything that sounds in it, made by `compose`.

    `clips` are the prompts that are heard; a prompt that is not among them stays silent.
    `ambience` is the background, or None.
    """

    timeline: Timeline
    clips: Mapping[Prompt, Stored]
    ambience: Ambience | None
    length: int
    spoken: tuple[Spoken, ...]
    struck: tuple[Struck, ...]

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
        along = Along(first, len(buses.voice))
        for clip in _within(self.spoken, lambda s: len(s.samples), first, along.frames):
            _add(buses.voice, first, clip.start, clip.samples)
        for struck in _within(self.struck, lambda s: s.count, first, along.frames):
            _add(buses.tones, first, struck.start, tone(struck.name, struck.count))
        buses.voice[:] *= along(self._voice(along.seconds)) * BOTH_SIDES
        buses.tones[:] *= along(self._tones(along.seconds))
        if self.ambience is not None:
            bed = along(self._background(along.seconds, first, along.frames))
            np.multiply(self.ambience.render(along), bed[:, None], out=buses.background)

    def _voice(self, at: Curve) -> Curve:
        """The factor of the voice along the session, at seconds; likewise of tones and bed."""
        line = self.timeline
        return loudness.factor(loudness.voice_db(at, line.length, line.falling))

    def _tones(self, at: Curve) -> Curve:
        length = self.timeline.length
        decibels = loudness.session_db(at, length) + loudness.tones_db(at, length)
        return loudness.factor(decibels) * loudness.closing(at, length)

    def _background(self, at: Curve, first: int, frames: int) -> Curve:
        line = self.timeline
        near = _within(
            self.spoken, lambda s: len(s.samples) + _DUCKED, first - _DUCKED, frames + 2 * _DUCKED
        )
        speech = ((s.start / RATE, (s.start + len(s.samples)) / RATE) for s in near)
        decibels = loudness.background_db(at, line.length, line.fade) + BED_DB
        decibels = decibels + loudness.duck_db(at, speech)
        comes = loudness.opening(at, line.length)
        return loudness.factor(decibels) * comes * loudness.going(at, line.length, line.fade)


def compose(
    timeline: Timeline, clips: Mapping[str, Stored], ambience: Ambience | None = None
) -> Score:
    """Make a score. Clips (one column, int16, 48 kHz) by `Prompt.voiced`."""
    heard = {p: clips[p.voiced] for p in timeline.prompts if p.voiced in clips}
    return _lay(timeline, heard, ambience)


def recompose(
    score: Score,
    timeline: Timeline,
    clips: Mapping[str, Stored],
    ambience: Ambience | None,
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
        if (clip := clips.get(prompt.voiced) if prompt.at >= second else before.get(head(prompt)))
        is not None
    }
    return _lay(timeline, heard, ambience)


def _lay(timeline: Timeline, heard: Mapping[Prompt, Stored], ambience: Ambience | None) -> Score:
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
    )


def gains(volumes: Levels) -> tuple[float, float, float]:
    """Factors of amplitude for voice, tones and background.

    A bus that would pass the ceiling is turned down as a whole, so that nothing is squashed.
    """
    limit = loudness.ceiling(volumes.ceiling)
    wanted = (volumes.voice, volumes.tones, volumes.background)
    voice, tones, background = (
        min(loudness.volume(level), limit / peak) for level, peak in zip(wanted, PEAKS, strict=True)
    )
    return voice, tones, background


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
