"""What the player does with what it is told: the device, its watchdog, and the running clock."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from windown.adapters.player_messages import (
    Answer,
    Clips,
    Load,
    Pause,
    Play,
    Replace,
    SetLevels,
    Stop,
    Told,
)
from windown.adapters.sound_device import NoDevice, Pull
from windown.core.timeline import Timeline
from windown.service.ports import Heard, Levels
from windown.sound.changes import departs
from windown.sound.clips import read_clip
from windown.sound.mixing import Ready, ready
from windown.sound.samples import RATE, Stored
from windown.sound.score import Score, compose, recompose
from windown.sound.transport import CHANGE, SLOW, Transport

#: What comes from the device's thread: samples were asked for; the device was reported gone.
CALLED, GONE = object(), object()

#: Seconds without being asked for samples, after which the device counts as lost.
DEAF = 1.5

#: Seconds between two attempts at a device, and for which a still device is kept.
RETRY, KEEP = 5.0, 2.0

#: A beginning that comes later than this after it was asked for joins the clock instead.
PATIENT = 1.5

FOREVER = float("inf")


class Device(Protocol):
    """What plays: `delay` is as in `SoundDevice`; `start` raises `NoDevice`."""

    delay: float

    def start(self, pull: Pull) -> None:
        """Sound, asking `pull` for samples."""

    def close(self) -> None:
        """Let go."""


@dataclass(frozen=True)
class Bed:
    """A background that has been got ready in its own thread, under the name of its mix."""

    name: str
    ready: Ready = field(default_factory=lambda: Ready(None))


@dataclass
class PlayerDesk:
    """All of the player but its pipes. Everything here runs in one thread but `_pull`.

    `later` brings something back to `handle` in that thread, from any other.
    """

    open_device: Callable[[], Device]
    tell: Callable[[Answer], None]
    called: Callable[[], None]
    later: Callable[[object], None]
    clock: Callable[[], float]
    transport: Transport = field(default_factory=Transport)
    score: Score | None = None
    clips: dict[str, Stored] = field(default_factory=dict)
    levels: Levels = field(default_factory=Levels)
    bed: Bed = field(default_factory=lambda: Bed(""))
    cache: Path = field(default_factory=Path)
    device: Device | None = None
    started: bool = False
    sounding: bool = False
    asked: Heard = field(default_factory=lambda: Heard(0.0, 0.0))
    joining: bool = False
    run: int = 0
    trouble: str = ""
    last_call: float = 0.0
    retry_at: float = 0.0
    close_at: float = 0.0

    def handle(self, item: object) -> None:
        """Do what a message, or something of our own threads, asks for."""
        actions: dict[type, Callable[[Any], None]] = {
            Load: self._load,
            Replace: self._replace,
            Clips: self._clips,
            Play: self._play,
            Pause: lambda _: self._hush(),
            Stop: self._stop,
            SetLevels: lambda message: self._set_levels(message.levels),
            Bed: self._lay_bed,
        }
        if item is CALLED:
            self._heed_call()
        elif item is GONE:
            self._let_gone()
        elif type(item) in actions:
            actions[type(item)](item)

    def look(self) -> float | None:
        """Do what is due; the steady second of the next look, None for none."""
        now = self.clock()
        if self.sounding and self.started and now - self.last_call >= DEAF:
            self._lose(now)
        if self.sounding and self.device is None and now >= self.retry_at:
            self._begin()
        if not self.sounding and self.started and now >= self.close_at:
            self._close()
        if self.sounding:
            return self.last_call + DEAF if self.started else self.retry_at
        return self.close_at if self.started else None

    def fade_out(self, seconds: float) -> float:
        """Begin to fade; for how long that is to be waited for."""
        self.transport.hush()
        return seconds if self.started else 0.0

    def _load(self, message: Load) -> None:
        self._hush()
        self.clips = {}
        self.cache = Path(message.cache)
        self.transport.set_volumes(message.levels, at_once=not self.started)
        if message.levels.ambience != self.bed.name:
            self.bed = Bed("")
        self.score = compose(message.timeline, {}, self.bed.ready.ambience)
        self._tell_told()
        self._set_levels(message.levels)
        self._tell_trouble("" if self._ready() else "none")

    def _replace(self, message: Replace) -> None:
        self.run = message.run
        if self.score is None:
            return
        second = departs(self.score.timeline, message.timeline)
        self.score = self._recomposed(second, message.timeline)
        self.transport.change(self.score, second, again=True)
        self._tell_heard()

    def _clips(self, message: Clips) -> None:
        read = ((text, read_clip(Path(path))) for text, path in message.files.items())
        self.clips.update((text, clip) for text, clip in read if clip is not None)
        # The device may take samples meanwhile: then once more, for the prompts that are left.
        while self.score is not None and self.sounding:
            second = self._next_second() + CHANGE / RATE
            self.score = self._recomposed(second)
            if self.transport.change(self.score, second):
                return

    def _next_second(self) -> float:
        """The position of the next sample; of a line that is yet to be joined, where it is now."""
        taken = self.transport.next_second()
        running = self.asked.position + self.clock() - self.asked.steady
        return running if taken is None else taken

    def _play(self, message: Play) -> None:
        # A process that has just begun may be told the same twice; once is enough.
        if self.score is None or message.run <= self.run:
            return
        self.run = message.run
        self.sounding, self.joining = True, message.steady is not None
        since = message.sent if message.steady is None else message.steady
        self.asked = Heard(message.position, since)
        if self.trouble == "gone":
            self._tell_trouble("")
        now = self.clock()
        late = now - since if self.joining else 0.0
        self.score = self._recomposed(message.position + late)
        if self.started and now - self.last_call < DEAF:
            self._place()
            self._tell_heard()
        else:
            self._close_if(self.started)
            self._begin(fresh=not self.joining)

    def _begin(self, fresh: bool = False) -> None:
        """Start the device: fresh from the position asked for, else to join the running line."""
        self.last_call = self.clock()
        if not self._ready() or self.device is None or self.score is None:
            self._fail()
            return
        # What was asked for long ago, by a window that has gone on since, begins where it is now.
        fresh = fresh and self.last_call - self.asked.steady < PATIENT
        self.joining = not fresh
        self.transport.start(self.device.delay)
        if fresh:
            self.transport.play(self.score, self.asked.position)
        try:
            self.device.start(self._pull)
            self.started = True
        except NoDevice:
            self._fail()

    def _place(self) -> None:
        """Sound on a device that runs, from a position or, once it is settled, on a line."""
        if self.score is None:
            return
        if not self.joining:
            self.transport.play(self.score, self.asked.position)
        elif self.transport.join(self.score, self.asked):
            self.joining = False

    def _fail(self) -> None:
        """No device: the line runs on from where it was asked for, to be joined later."""
        self._close_if(self.device is not None)
        self.joining, self.retry_at = True, self.clock() + RETRY
        self._tell_trouble(self.trouble or "none")

    def _lose(self, now: float) -> None:
        self.asked = self.transport.heard(now) or self.asked
        self.joining, self.retry_at = True, now
        self._tell_trouble("lost")
        self._close()

    def _let_gone(self) -> None:
        """The output in use was taken away: nothing may sound until it is asked for anew."""
        if self.started:
            self._close()
            self.sounding = False
            self._tell_trouble("gone")

    def _heed_call(self) -> None:
        self.last_call = self.clock()
        if self.sounding and self.started:
            if self.joining:
                self._place()
            if not self.joining:
                self._tell_trouble("")
                self._tell_heard()

    def _hush(self) -> None:
        self.transport.hush()
        self.sounding, self.joining = False, False
        self.close_at = self.clock() + KEEP

    def _stop(self, message: Stop) -> None:
        self._hush()
        self.score, self.clips = None, {}

    def _set_levels(self, levels: Levels) -> None:
        before, self.levels = self.levels, levels
        self.transport.set_volumes(levels)
        if levels.ambience != before.ambience:
            self._fetch_bed(levels.ambience, self.cache)

    def _fetch_bed(self, name: str, cache: Path) -> None:
        """A background is made in its own thread: the first time it takes a moment."""

        def fetch() -> None:
            self.later(Bed(name, ready(name, cache, lambda found: self.later(Bed(name, found)))))

        threading.Thread(target=fetch, daemon=True).start()

    def _lay_bed(self, bed: Bed) -> None:
        if bed.name != self.levels.ambience:
            return
        self.bed = bed
        self._tell_told()
        if self.score is not None:
            self.score = self._recomposed(FOREVER)
            self.transport.change(self.score, FOREVER, SLOW)

    def _tell_told(self) -> None:
        """What is to be said of the background, once it is known."""
        if self.bed.ready.told:
            told = tuple(Told(each.key, _plain(each.values)) for each in self.bed.ready.told)
            self.tell(Answer(told=told))

    def _recomposed(self, second: float, timeline: Timeline | None = None) -> Score:
        assert self.score is not None
        return recompose(
            self.score, timeline or self.score.timeline, self.clips, self.bed.ready.ambience, second
        )

    def _ready(self) -> bool:
        """Have a device open; whether there is one."""
        if self.device is None:
            try:
                self.device = self.open_device()
            except NoDevice:
                return False
        return True

    def _close(self) -> None:
        self._close_if(True)

    def _close_if(self, wanted: bool) -> None:
        if wanted and self.device is not None:
            self.device.close()
            self.device, self.started = None, False

    def _pull(self, frames: int) -> Any:
        """Called in the device's thread."""
        samples = self.transport.pull(frames, self.clock())
        self.called()
        return samples

    def _tell_heard(self) -> None:
        heard = self.transport.heard(self.clock())
        if heard is not None and self.sounding and not self.trouble:
            self.tell(Answer(heard=heard.position, steady=heard.steady, run=self.run))

    def _tell_trouble(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.tell(Answer(trouble=trouble))


def _plain(values: Mapping[str, object]) -> dict[str, str | int]:
    return {key: value if isinstance(value, int) else str(value) for key, value in values.items()}
