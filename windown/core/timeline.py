"""The script laid out on one axis of seconds: picture, voice, tones and the end come from it."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from windown.core.script import Step

#: Seconds for which a tone sounds where its phase is longer.
TONE_LONGEST = 12.0
#: Laid-out seconds are rounded to a millionth, so that sums of decimals do not drift.
DIGITS = 6


@dataclass(frozen=True)
class Span:
    """A phase in its place: `at` seconds, for `seconds`; the rest as in `Step`.

    `practice` is the one of a chain to which it belongs, "" in a session of one.
    """

    at: float
    seconds: float
    phase: str
    number: int
    low: float = 0.0
    high: float = 0.0
    area: str = ""
    detail: str = ""
    picture: str = "disc"
    word: str = ""
    practice: str = ""

    @property
    def end(self) -> float:
        """The second at which the phase is over."""
        return round(self.at + self.seconds, DIGITS)


@dataclass(frozen=True)
class Prompt:
    """Words to be spoken at a second; `seconds` is their slot, after which they are silent.

    `pace` is a factor on the chosen rate of the voice, below 1 slower.
    """

    at: float
    seconds: float
    text: str
    pace: float = 1.0

    @property
    def voiced(self) -> str:
        """The words and their pace as one text, by which a voice and its files know them."""
        return self.text if self.pace == 1.0 else f"{self.text}\t{self.pace:g}"


@dataclass(frozen=True)
class Tone:
    """A tone at a second for as many seconds; its name is the phase it belongs to."""

    at: float
    seconds: float
    tone: str


@dataclass(frozen=True)
class Cue:
    """One thing that happens at one second: kind is "phase", "tone", "say" or "end"."""

    at: float
    kind: str
    text: str = ""
    seconds: float = 0.0
    area: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Frame:
    """What is to be seen at one position."""

    position: float
    span: Span
    progress: float
    fullness: float
    caption: str
    done: float
    ended: bool


@dataclass(frozen=True)
class Timeline:
    """A whole session in seconds. Spans follow each other without a gap from 0 to `length`.

    `fade` is over how many seconds at the end the background goes, even until then; 0 means as
    usual. `falling` is by how many dB a minute the voice falls from the beginning. `ambience` is
    the background that belongs to it (`windown.core.mix`), "" being the one the person chose.
    """

    practice: str
    language: str
    length: float
    spans: tuple[Span, ...]
    prompts: tuple[Prompt, ...] = ()
    tones: tuple[Tone, ...] = ()
    fade: float = 0.0
    falling: float = 0.0
    ambience: str = ""

    def span_at(self, position: float) -> Span:
        """The phase at a position in seconds; the first or the last one beyond the ends."""
        index = bisect_right(self.spans, position, key=lambda span: span.at) - 1
        return self.spans[max(0, index)]

    def caption_at(self, position: float) -> str:
        """The words of the prompt whose slot holds the position, or ""."""
        index = bisect_right(self.prompts, position, key=lambda prompt: prompt.at) - 1
        if index < 0:
            return ""
        prompt = self.prompts[index]
        return prompt.text if position < prompt.at + prompt.seconds else ""

    def frame(self, position: float) -> Frame:
        """What is to be seen at a position in seconds. A pure function: no memory, no clock."""
        held = min(max(position, 0.0), self.length)
        span = self.span_at(held)
        progress = min(1.0, (held - span.at) / span.seconds) if span.seconds else 1.0
        return Frame(
            position=held,
            span=span,
            progress=progress,
            fullness=span.low + (span.high - span.low) * ease(progress),
            caption=self.caption_at(held),
            done=held / self.length if self.length else 1.0,
            ended=position >= self.length,
        )

    def cues(self, after: float = -1.0, until: float = math.inf) -> list[Cue]:
        """All that happens later than `after` and not later than `until`, in order of time."""
        return sorted(
            (cue for cue in self._all_cues() if after < cue.at <= until),
            key=lambda cue: (cue.at, _ORDER[cue.kind]),
        )

    def _all_cues(self) -> Iterator[Cue]:
        for span in self.spans:
            yield Cue(span.at, "phase", span.phase, span.seconds, span.area, span.detail)
        for tone in self.tones:
            yield Cue(tone.at, "tone", tone.tone, tone.seconds)
        for prompt in self.prompts:
            yield Cue(prompt.at, "say", prompt.text, prompt.seconds)
        yield Cue(self.length, "end")


#: What comes first where several things share a second.
_ORDER = {"phase": 0, "tone": 1, "say": 2, "end": 3}


def ease(part: float) -> float:
    """A smooth way from 0 to 1 whose turn can be felt: half a cosine."""
    return 0.5 - 0.5 * math.cos(math.pi * part)


def lay_out(practice: str, language: str, steps: Iterable[Step]) -> Timeline:
    """Put steps one behind the other. Steps of no length are left out."""
    spans: list[Span] = []
    prompts: list[Prompt] = []
    tones: list[Tone] = []
    at = 0.0
    for step in steps:
        seconds = round(step.seconds, DIGITS)
        if seconds <= 0:
            continue
        spans.append(
            Span(
                at,
                seconds,
                step.phase,
                step.number,
                step.low,
                step.high,
                step.area,
                step.detail,
                step.picture,
                step.word,
            )
        )
        prompts += [
            Prompt(round(at + ln.after, DIGITS), ln.seconds, ln.text, ln.pace) for ln in step.lines
        ]
        if step.tone:
            tones.append(Tone(at, min(seconds, TONE_LONGEST), step.tone))
        at = round(at + seconds, DIGITS)
    return Timeline(practice, language, at, tuple(spans), tuple(prompts), tuple(tones))
