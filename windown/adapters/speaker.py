"""The speaker: hands a timeline to the player's process and knows what is being heard."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from windown.adapters.player_messages import (
    Answer,
    Clips,
    Load,
    Message,
    Pause,
    Play,
    Replace,
    SetLevels,
    Stop,
)
from windown.adapters.player_process import PlayerProcess
from windown.core.problems import Trouble
from windown.core.timeline import Timeline
from windown.service.ports import Heard, Levels

#: A line of sound older than this tells nothing (seconds).
STALE = 1.5

#: A process that is to sound and says nothing for so long, no trouble either, hangs (seconds).
HUNG = 6.0


class SilentSpeaker:
    """Implements `windown.service.ports.Speaker` without any sound."""

    def load(self, timeline: Timeline, levels: Levels) -> None:
        """Nothing."""

    def replace(self, timeline: Timeline) -> None:
        """Nothing."""

    def clips(self, files: dict[str, Path]) -> None:
        """Nothing."""

    def play(self, position: float, steady: float | None) -> None:
        """Nothing."""

    def pause(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def set_levels(self, levels: Levels) -> None:
        """Nothing."""

    def heard(self) -> Heard | None:
        """Never anything."""
        return None

    def trouble(self) -> str:
        """No device is wanted, and none is missed; steady time keeps the session."""
        return "none"

    def told(self) -> tuple[Trouble, ...]:
        """Nothing."""
        return ()

    def close(self) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Wanted:
    """What is to sound: enough to tell it all to a process that begins anew."""

    timeline: Timeline | None = None
    levels: Levels = field(default_factory=Levels)
    files: dict[str, str] = field(default_factory=dict)
    play: Play | None = None


class ProcessSpeaker:
    """Implements `windown.service.ports.Speaker` by a process of its own.

    `command` starts the process, `cache` is the folder of background sounds. No call waits for
    the process. Where it dies, `trouble` is "lost" until it sounds again: it is started anew,
    and joins the clock that runs, by itself while something is loaded.
    """

    def __init__(
        self,
        command: Sequence[str],
        cache: Path,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cache = cache
        self._clock = clock
        self._lock = Lock()
        self._wanted = Wanted()
        self._run = 0
        self._heard: Heard | None = None
        self._trouble = ""
        self._told: tuple[Trouble, ...] = ()
        self._word_at = 0.0
        self._process = PlayerProcess(command, self._all, self._heed, self._lose, self._patience)

    def warm(self) -> None:
        """Start the process, so that a session that is begun soon sounds at once."""
        self._process.wake()

    def load(self, timeline: Timeline, levels: Levels) -> None:
        """Make ready to play; what was played before is forgotten."""
        with self._lock:
            self._want(Load(timeline, levels, str(self._cache)), Wanted(timeline, levels))
            self._trouble, self._told = "", ()
        self._process.wake()

    def replace(self, timeline: Timeline) -> None:
        """Go on with a timeline that differs only after the position being heard.

        Where it differs within what the device has already, sound goes back to that place:
        the line that is heard then lies up to half a second behind, and nothing is lost.
        """
        with self._lock:
            play = self._wanted.play
            self._run += 1
            again = None if play is None else _renumbered(play, self._run)
            wanted = replace(self._wanted, timeline=timeline, play=again)
            self._want(Replace(timeline, self._run), wanted)

    def clips(self, files: dict[str, Path]) -> None:
        """Prompts, by `Prompt.voiced`, whose files are ready now."""
        found = {text: str(path) for text, path in files.items()}
        with self._lock:
            self._tell(Clips(found), replace(self._wanted, files=self._wanted.files | found))

    def play(self, position: float, steady: float | None) -> None:
        """Sound from a position. With `steady`, the position that belongs to that moment."""
        with self._lock:
            self._run += 1
            message = Play(position, steady, self._clock(), self._run)
            self._want(message, replace(self._wanted, play=message))
            self._word_at = message.sent
            if self._trouble == "gone":
                self._trouble = ""

    def pause(self) -> None:
        """Fade out and keep still."""
        with self._lock:
            self._want(Pause(), replace(self._wanted, play=None))

    def stop(self) -> None:
        """Fade out and forget the timeline."""
        with self._lock:
            self._want(Stop(), Wanted())

    def set_levels(self, levels: Levels) -> None:
        """New volumes, reached in a short ramp."""
        with self._lock:
            self._tell(SetLevels(levels), replace(self._wanted, levels=levels))

    def heard(self) -> Heard | None:
        """The latest line of sound, or None while no sound device keeps the time."""
        with self._lock:
            heard = None if self._trouble else self._heard
        return heard if heard and self._clock() - heard.steady <= STALE else None

    def trouble(self) -> str:
        """ "" or "none" (no device), "lost" (it went silent), "gone" (reported gone)."""
        with self._lock:
            return self._trouble

    def told(self) -> tuple[Trouble, ...]:
        """What is to be said of the background of what was loaded last."""
        with self._lock:
            return self._told

    def close(self) -> None:
        """Let the device go; waits a moment for the sound to fade, never longer."""
        self._process.close()

    def _want(self, message: Message, wanted: Wanted) -> None:
        """Tell something after which what was heard before counts no more."""
        self._heard = None
        self._tell(message, wanted)

    def _tell(self, message: Message, wanted: Wanted) -> None:
        self._wanted = wanted
        self._process.tell(message)

    def _all(self) -> list[Message]:
        """Everything a new process has to know."""
        with self._lock:
            wanted, self._word_at = self._wanted, self._clock()
        if wanted.timeline is None:
            return []
        told: list[Message] = [Load(wanted.timeline, wanted.levels, str(self._cache))]
        told.append(Clips(wanted.files))
        return told if wanted.play is None else [*told, wanted.play]

    def _heed(self, answer: Answer) -> None:
        """What the process says; it is called in a thread of its own."""
        with self._lock:
            self._word_at = self._clock()
            if answer.told is not None:
                self._told = tuple(Trouble(told.key, **told.values) for told in answer.told)
            if answer.trouble is not None:
                self._trouble = answer.trouble
                if answer.trouble == "gone":
                    self._wanted = replace(self._wanted, play=None)
            play = self._wanted.play
            if answer.heard is None or play is None or answer.run != play.run:
                return
            self._heard, self._trouble = Heard(answer.heard, answer.steady), ""
            # A process that begins anew joins this line instead of beginning again.
            line = Play(answer.heard, answer.steady, answer.steady, play.run)
            self._wanted = replace(self._wanted, play=line)

    def _lose(self) -> bool:
        """The process has ended; whether another one is wanted by itself."""
        with self._lock:
            self._heard, self._trouble = None, "lost"
            return self._wanted.timeline is not None

    def _patience(self) -> float | None:
        """Seconds until silence means that the process hangs; 0 if it does, None for ever."""
        with self._lock:
            if self._wanted.play is None or self._trouble:
                return None
            return max(0.0, self._word_at + HUNG - self._clock())


def _renumbered(play: Play, run: int) -> Play:
    return Play(play.position, play.steady, play.sent, run)
