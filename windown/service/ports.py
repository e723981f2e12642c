"""What the service needs of the world; each port has a fake in `tests/fakes.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from windown.core.history import SessionRecord
from windown.core.settings import Settings
from windown.core.timeline import Timeline


@dataclass(frozen=True)
class Now:
    """One look at the clocks: the wall (aware, UTC), the zone's name, and steady seconds.

    `slept` is for how many seconds the computer has slept so far, as far as it says so; only
    the difference between two looks means anything.
    """

    utc: datetime
    zone: str
    steady: float
    slept: float = 0.0


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> Now:
        """Wall, zone and steady time sampled together."""


@dataclass(frozen=True)
class VoiceStyle:
    """How prompts are to be spoken. `rate` and `pitch` are the engine's own figures."""

    voice: str
    rate: int
    pitch: int
    language: str


@dataclass(frozen=True)
class VoiceChoice:
    """A voice a person can choose: its id for the engine, a name to show, its language."""

    id: str
    name: str
    language: str


class Voice(Protocol):
    """Renders prompts to sound files ahead of need. No call blocks."""

    def want(self, texts: Sequence[str], style: VoiceStyle) -> None:
        """Ask for prompts, the most urgent first; older wishes not yet begun are let go."""

    def clip(self, text: str, style: VoiceStyle) -> Path | None:
        """The finished file (48 kHz mono 16-bit WAV, cleaned and levelled) or None if not ready."""

    def pending(self) -> int:
        """How many wanted prompts are still to come; those that failed do not count."""

    def ask_choices(self) -> None:
        """Have the engine list its voices; `choices` has them once it has answered."""

    def choices(self) -> Sequence[VoiceChoice]:
        """The voices known so far; empty until the engine has answered."""

    def trouble(self) -> str:
        """The id of the sentence that says why nothing can be spoken, or ""."""

    def note(self) -> str:
        """The id of a sentence on how the last prompt was spoken otherwise than asked, or ""."""

    def close(self) -> None:
        """Let the engine go."""


@dataclass(frozen=True)
class Levels:
    """Loudness of the three buses, 0 (silent) to 1 (as levelled), and the background's name."""

    voice: float = 1.0
    tones: float = 1.0
    background: float = 1.0
    ambience: str = ""


@dataclass(frozen=True)
class Heard:
    """A line of sound against time: at `steady` seconds the position `position` (s) was heard."""

    position: float
    steady: float


class Speaker(Protocol):
    """Plays a timeline. It keeps time by the sound device, or says nothing. No call blocks."""

    def load(self, timeline: Timeline, levels: Levels) -> None:
        """Make ready to play; what was played before is forgotten."""

    def replace(self, timeline: Timeline) -> None:
        """Go on with a timeline that differs only after the position being heard."""

    def clips(self, files: dict[str, Path]) -> None:
        """Prompt texts whose files are ready now."""

    def play(self, position: float, steady: float | None) -> None:
        """Sound from a position. With `steady`, the position that belongs to that moment."""

    def pause(self) -> None:
        """Fade out and keep still."""

    def stop(self) -> None:
        """Fade out and forget the timeline."""

    def set_levels(self, levels: Levels) -> None:
        """New volumes, reached in a short ramp."""

    def heard(self) -> Heard | None:
        """The latest line of sound, or None while no sound device keeps the time."""

    def trouble(self) -> str:
        """ "" or "none" (no device), "lost" (it went silent), "gone" (reported gone)."""

    def close(self) -> None:
        """Let the device go."""


class Journal(Protocol):
    """Where sessions are kept. Every write is one transaction; failures raise `Trouble`."""

    def begin(self, record: SessionRecord) -> None:
        """Write a session at its beginning, before anything of it is shown."""

    def keep(self, session: str, done_s: float, complete: bool) -> None:
        """Write how far a session has come. Seconds done never become less."""

    def rate(self, session: str, felt: int | None, note: str) -> None:
        """Write how a session felt (1 to 5 or None) and a note."""

    def sessions(self, first: date, last: date) -> Sequence[SessionRecord]:
        """The sessions of the nights from `first` to `last`, both included, in order of start."""

    def close(self) -> None:
        """Let the file go."""


class Preferences(Protocol):
    """Where a person's settings are kept."""

    def write(self, settings: Settings) -> None:
        """Keep the settings; raises `Trouble` where they cannot be written."""
