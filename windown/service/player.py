"""The position of a session: by the sound device's clock while it sounds, else by steady time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from windown.core.problems import Trouble
from windown.core.timeline import Prompt, Timeline
from windown.service.ports import Heard, Levels, Now, Speaker, Voice, VoiceStyle

#: How long Begin waits for the first prompt, and then for the device to be heard (seconds).
FIRST_PROMPT_S = 0.3
DEVICE_S = 1.5
#: The position leans towards the sound by at most this share of the time that passes.
LEAN = 0.1
#: Sound further away than this is asked to join the position instead (seconds).
APART = 2.0
REJOIN_EVERY_S = 5.0
#: How often finished prompts are handed to the speaker (seconds).
CLIPS_EVERY_S = 0.2


@dataclass
class _Line:
    """Position against steady time: `position` at `steady`, running at `speed`."""

    position: float
    steady: float
    speed: float = 1.0

    def at(self, steady: float) -> float:
        return self.position + (steady - self.steady) * self.speed


class Player:
    """Owns the position. Every call is handed the one `now` of its look."""

    def __init__(
        self,
        speaker: Speaker,
        voice: Voice,
        speed: float = 1.0,
        first_prompt_s: float = FIRST_PROMPT_S,
    ) -> None:
        self.speaker = speaker
        self.voice = voice
        self.speed = speed
        self.first_prompt_s = first_prompt_s
        self._line = _Line(0.0, 0.0, speed)
        self._stage = "still"
        self._asked = 0.0
        self._until = 0.0
        self._clips_at = 0.0
        self._handed: set[str] = set()
        self._texts: tuple[str, ...] = ()
        self._spare: tuple[str, ...] = ()
        self._first: str | None = None
        self._style: VoiceStyle | None = None
        self._ambience = ""

    def prepare(self, timeline: Timeline, levels: Levels, style: VoiceStyle | None) -> None:
        """Load the speaker and ask for the prompts ahead of need, without a sound."""
        self._style = style
        self._handed, self._spare, self._clips_at = set(), (), 0.0
        self._ambience = timeline.ambience
        self.speaker.load(timeline, self._with_ambience(levels))
        self._wish(timeline)

    def begin(self, timeline: Timeline, levels: Levels, style: VoiceStyle | None, now: Now) -> None:
        """Start from the first second as soon as its prompt is there, or a moment later.

        Without a style nothing is spoken.
        """
        self.prepare(timeline, levels, style)
        self._line = _Line(0.0, now.steady, self.speed)
        self._stage, self._until = "gathering", now.steady + self.first_prompt_s

    @property
    def unspoken(self) -> str:
        """Why prompts were not spoken, as the id of a sentence; "" where all of them were there."""
        missing = any(text not in self._handed for text in self._texts)
        return self.voice.trouble() if missing else ""

    @property
    def mute(self) -> bool:
        """Whether there is no voice or no device for anything to be heard by now."""
        return bool(self.voice.trouble() or self.speaker.trouble())

    @property
    def unheard(self) -> tuple[Trouble, ...]:
        """What of the background could not be heard as it was wished."""
        return tuple(self.speaker.told())

    @property
    def gathering(self) -> bool:
        """Whether it still waits for its first prompt."""
        return self._stage == "gathering"

    def look(self, now: Now) -> float:
        """The position at `now`, in seconds of the timeline."""
        self._hand_over_clips(now)
        steps: dict[str, Callable[[Now], float]] = {
            "gathering": self._gather,
            "waiting": self._wait,
            "running": self._run,
            "still": lambda _: self._line.position,
        }
        return steps[self._stage](now)

    def keep_ready(self, spare: Sequence[Prompt]) -> None:
        """Have prompts that may be needed at any second spoken and at hand, after all others."""
        self._spare = tuple(dict.fromkeys(prompt.voiced for prompt in spare))
        self._want()

    def pause(self, now: Now) -> None:
        """Keep still where it is now."""
        self._line = _Line(self.look(now), now.steady, self.speed)
        self._stage = "still"
        self.speaker.pause()

    def resume(self, now: Now) -> None:
        """Go on from where it kept still."""
        self._play(now)

    def follow(self, timeline: Timeline, now: Now) -> None:
        """Go on with a timeline that differs only after the position.

        What the device holds already is heard first, so the position stands until then.
        """
        self._line = _Line(self.look(now), now.steady, self.speed)
        self.speaker.replace(timeline)
        self._wish(timeline)
        if self._stage == "running" and not self.speaker.trouble():
            self._await_sound(now)

    def set_levels(self, levels: Levels) -> None:
        """New volumes."""
        self.speaker.set_levels(self._with_ambience(levels))

    def stop(self) -> None:
        """The end: no more sound, no more prompts."""
        self._stage = "still"
        self.speaker.stop()
        if self._style:
            self.voice.want((), self._style)

    def _with_ambience(self, levels: Levels) -> Levels:
        """A timeline with a background of its own keeps it."""
        return replace(levels, ambience=self._ambience or levels.ambience)

    def _wish(self, timeline: Timeline) -> None:
        """Ask for the prompts that have not been handed over yet, in order of need."""
        if self._style is None:
            self._texts, self._spare, self._first = (), (), None
            return
        self._texts = tuple(dict.fromkeys(prompt.voiced for prompt in timeline.prompts))
        self._first = next((p.voiced for p in timeline.prompts if p.at < self.first_prompt_s), None)
        self._want()

    def _want(self) -> None:
        if self._style is not None:
            self.voice.want(self._missing(), self._style)

    def _missing(self) -> list[str]:
        return [text for text in (*self._texts, *self._spare) if text not in self._handed]

    def _hand_over_clips(self, now: Now) -> None:
        missing = self._missing()
        if self._style is None or not missing or now.steady < self._clips_at:
            return
        if self._stage != "gathering":
            self._clips_at = now.steady + CLIPS_EVERY_S
        found = {text: self.voice.clip(text, self._style) for text in missing}
        ready = {text: path for text, path in found.items() if path is not None}
        if ready:
            self._handed |= ready.keys()
            self.speaker.clips(ready)

    def _gather(self, now: Now) -> float:
        first = None if self.voice.trouble() else self._first
        if first is None or first in self._handed or now.steady >= self._until:
            self._play(now)
        return self._line.position

    def _play(self, now: Now) -> None:
        self._await_sound(now)
        self.speaker.play(self._line.position, None)

    def _await_sound(self, now: Now) -> None:
        self._asked = now.steady
        self._until = now.steady + DEVICE_S
        self._stage = "waiting"

    def _wait(self, now: Now) -> float:
        """Until the first sample is heard the position stands, but not for long."""
        heard, position = self._heard_now(), self._line.position
        if heard is not None:
            sounding = _Line(heard.position, heard.steady).at(now.steady)
            if sounding >= position:
                # More than the time since it was asked for cannot have been heard of it.
                self._set_off(min(sounding, position + now.steady - self._asked), now)
                return self._line.position
        if now.steady >= self._until or (heard is None and self.speaker.trouble()):
            self._set_off(position, now)
            if heard is None:
                self._join(now)
        return self._line.position

    def _set_off(self, position: float, now: Now) -> None:
        self._line = _Line(position, now.steady, self.speed)
        self._stage = "running"

    def _run(self, now: Now) -> float:
        """Steady time, leaning gently towards what is heard, so that nothing ever jumps."""
        position = self._line.at(now.steady)
        heard = self._heard_now()
        if heard is not None:
            passed = now.steady - self._line.steady
            apart = _Line(heard.position, heard.steady).at(now.steady) - position
            if abs(apart) <= APART:
                position += max(-LEAN * passed, min(LEAN * passed, apart))
            else:
                self._line = _Line(position, now.steady, self.speed)
                if now.steady - self._asked >= REJOIN_EVERY_S:
                    self._join(now)
        self._line = _Line(position, now.steady, self.speed)
        return position

    def _join(self, now: Now) -> None:
        """Let the sound, whenever it comes, join the position that runs already."""
        self._asked = now.steady
        self.speaker.play(self._line.position, now.steady)

    def _heard_now(self) -> Heard | None:
        """What is heard since sound was last asked for; lines from before count no more."""
        heard = self.speaker.heard()
        return heard if heard is not None and heard.steady >= self._asked else None
