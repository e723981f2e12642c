"""A session rendered to a file, and what is wrong with what is heard of it."""

from itertools import pairwise

import numpy as np
import pyloudnorm
import soundfile

from tests.fakes import a_desk
from tests.sound.cases import timeline
from tests.sound.clicks import CLICK, sharpest
from windown.sound.files import write
from windown.sound.levels import BACKGROUND_IN, CLOSING, DUCK_AFTER, DUCK_BEFORE, voice_db
from windown.sound.limit import KNEE
from windown.sound.loudness import loudness, loudness_of_parts
from windown.sound.mixing import ready
from windown.sound.samples import RATE
from windown.sound.score import compose
from windown.sound.tones import SHAPES

LOUDEST = a_desk(volume_voice=1.0, volume_tones=1.0, volume_background=1.0)

#: The greatest step from one sample to the next (full scale 1), by what sounds: tones have
#: nothing above 500 Hz, of the backgrounds white noise steps furthest, speech has its consonants.
TONE_STEP, BED_STEP, VOICE_STEP = 0.003, 0.04, 0.1
#: Single drops of rain are sharper than any other noise.
RAIN_CLICK = 1.5 * CLICK
#: The peak of a file, -3.1 dBFS: below it the ceiling bends nothing, so that what is in the file
#: is also what there was before it.
PEAK = KNEE
VOICE_LUFS, BED_LUFS = -23.0, -36.0
#: How far a loudness may lie from what is meant (LU).
NEAR = 1.0
#: Blocks of the loudness meter, and from one to the next (samples).
BLOCK, HOP = 2 * RATE // 5, RATE // 10
#: What is heard by nobody at the very end: -70 dBFS; and, full scale 1, where anything begins or
#: ends beside other sound.
INAUDIBLE, EDGE = 10 ** (-70 / 20), 0.002
#: How long an edge is looked at: one millisecond.
MOMENT = RATE // 1000


class Session:
    """A case rendered to a file and read back, with what it is made of."""

    def __init__(self, case, speak, folder, tmp_path):
        self.timeline = timeline(case)
        sounding = LOUDEST.sounding(case.options)
        self.language, self.levels = case.language, sounding.levels
        texts = [prompt.voiced for prompt in self.timeline.prompts] if sounding.style else []
        self.clips = speak(list(dict.fromkeys(texts)), case.language)
        assert self.clips.keys() == set(texts)
        self.mix = self.timeline.ambience or self.levels.ambience
        self.score = compose(self.timeline, self.clips, ready(self.mix, folder).ambience)
        self.file = self._written(tmp_path / "session.wav")

    def _written(self, path):
        write(self.score, self.levels, path)
        samples, rate = soundfile.read(str(path), dtype="int16")
        path.unlink()
        assert rate == RATE
        return samples

    @property
    def tones(self):
        """From which to which sample a tone is due."""
        cues = self.timeline.tones if self.levels.tones else ()
        for cue in cues:
            if cue.tone in SHAPES:
                seconds = min(cue.seconds, SHAPES[cue.tone].longest)
                yield round(cue.at * RATE), round((cue.at + seconds) * RATE) + 1

    @property
    def spoken(self):
        """From which to which sample a prompt is due, and the prompt."""
        for prompt in self.timeline.prompts:
            if prompt.voiced in self.clips:
                start = round(prompt.at * RATE)
                yield start, start + len(self.clips[prompt.voiced]), prompt


def between(stretches, end, before=0.0, after=0.0, begin=0):
    """What lies between stretches of samples, seconds `before` and `after` them left out."""
    edges = [
        (first - round(before * RATE), last + round(after * RATE)) for first, last in stretches
    ]
    around = [(0, begin), *sorted(edges), (end, end)]
    ends = np.maximum.accumulate([last for _, last in around])
    return [(int(last), first) for last, (first, _) in zip(ends, around[1:], strict=False)
            if first > last]  # fmt: skip


def pieces(stretches):
    """Stretches in pieces of ten seconds; each begins a moment early, so that nothing is lost."""
    for first, last in stretches:
        for at in range(first, last, 10 * RATE):
            yield max(first, at - RATE // 10), min(last, at + 10 * RATE)


def overruns(session):
    """Prompts that take longer to be said than their slot."""
    return [
        (prompt.text, round((last - first) / RATE - prompt.seconds, 3))
        for first, last, prompt in session.spoken
        if last - first > round(prompt.seconds * RATE)
    ]


def peak(samples):
    """The highest sample, full scale 1."""
    return max(abs(int(samples.max())), abs(int(samples.min()))) / 32768


def steps(session):
    """Where the step from one sample to the next is greater than what sounds there explains."""
    bed = BED_STEP if session.mix else 0.0
    spoken = [(first, last) for first, last, _ in session.spoken]
    quiet = [(*each, TONE_STEP + bed) for each in pieces(between(spoken, len(session.file)))]
    loud = [(*each, VOICE_STEP + bed) for each in spoken]
    for first, last, most in quiet + loud:
        stretch = session.file[max(0, first - 1) : last + 1].astype(np.int32)
        step = np.abs(np.diff(stretch, axis=0)).max(initial=0) / 32768
        if step > most:
            yield round(first / RATE, 2), round(last / RATE, 2), round(float(step), 4)


def clicks(session):
    """Seconds at which something clicks while nobody speaks."""
    most = RAIN_CLICK if "rain" in session.mix else CLICK
    spoken = [(first, last) for first, last, _ in session.spoken]
    for first, last in pieces(between(spoken, len(session.file))):
        if last - first > RATE // 2:
            sharp, second = sharpest(session.file[first:last] / np.float32(32768))
            if sharp > most:
                yield round(first / RATE + second, 3), round(sharp, 1)


def sounds_undue(session):
    """Stretches without bed, tone or prompt that are not silent, as seconds."""
    if session.mix:
        return []
    due = [*session.tones, *((first, last) for first, last, _ in session.spoken)]
    return [
        (first / RATE, last / RATE)
        for first, last in between(due, len(session.file))
        if session.file[first:last].any()
    ]


def voices_apart(session):
    """Where nothing but the voice sounds: prompts that are not as loud as they are to be (LU)."""
    if session.mix or session.levels.tones:
        return
    line = session.timeline
    for first, last, prompt in session.spoken:
        found = loudness(session.file[first:last] / np.float32(32768))
        middle = voice_db((first + last) / 2 / RATE, line.length, line.falling)
        if abs(found - VOICE_LUFS - float(middle)) > NEAR:
            yield prompt.text, round(found - VOICE_LUFS - float(middle), 2)


def bed_apart(session):
    """By how many LU the bed lies beside its loudness where nobody speaks; None without one."""
    length = session.timeline.length
    until = length - session.timeline.fade if session.timeline.fade else length * 2 / 3
    spoken = [(first, last) for first, last, _ in session.spoken if first < until * RATE]
    free = between(
        spoken, round(until * RATE), DUCK_BEFORE, DUCK_AFTER, round(BACKGROUND_IN * RATE)
    )
    long = [(a, b) for a, b in free if b - a > RATE]
    if not session.mix or sum(b - a for a, b in long) < 5 * RATE:
        return None
    parts = (
        session.score.render(at, min(10 * RATE, b - at)).background
        for a, b in long
        for at in range(a, b, 10 * RATE)
    )
    return abs(loudness_of_parts(parts) - BED_LUFS)


def abrupt(session):
    """Prompts that do not begin and end in quiet, as their seconds."""
    for first, last, _ in session.spoken:
        edges = (session.score.render(at, MOMENT).voice for at in (first, last - MOMENT))
        if max(float(np.abs(edge).max()) for edge in edges) > EDGE:
            yield round(first / RATE, 3)


def ends_badly(session):
    """What is heard of the first and the last moments that should not be."""
    file, fade = session.file, session.timeline.fade or CLOSING
    found = [] if peak(file[:MOMENT]) < INAUDIBLE else ["begins loud"]
    found += [] if peak(file[-RATE // 20 :]) < INAUDIBLE else ["not silent"]
    if session.mix:
        fades = [_bed_with_left(session, fade * part) for part in (0.8, 0.5, 0.2)]
        if not all(later < 0.8 * before for before, later in pairwise(fades)):
            found.append("does not fade")
    after = session.score.render(session.score.length, RATE)
    if any(bus.any() for bus in (after.voice, after.tones, after.background)):
        found.append("goes on")
    return found


def spoken_loudness(sound):
    """LUFS of a clip by a meter that is not ours, over whole blocks as BS.1770 has it.

    A lone word shorter than a block, which that meter refuses, is measured as a block of its own
    length by ours.
    """
    if len(sound) < BLOCK:
        return loudness(sound)
    whole = len(sound) - (len(sound) - BLOCK) % HOP
    return pyloudnorm.Meter(RATE).integrated_loudness(sound[:whole])


def _bed_with_left(session, seconds):
    """How strong the bed is in the second that begins so many before the end."""
    bed = session.score.render(session.score.length - round(seconds * RATE), RATE).background
    return float(np.sqrt(np.mean(np.square(bed))))


def badly_spoken(clip):
    """What is wrong with a clip by itself: its loudness, its peak, its edges."""
    sound = clip / 32768.0
    found = spoken_loudness(sound)
    wrong = [] if abs(found - VOICE_LUFS) <= NEAR else [f"{found:.2f} LUFS"]
    wrong += [] if np.abs(sound).max() <= 10 ** (-3 / 20) else ["too high"]
    edge = max(np.abs(sound[:MOMENT]).max(), np.abs(sound[-MOMENT:]).max())
    return wrong + ([] if edge < EDGE else [f"an edge of {edge:.4f}"])
