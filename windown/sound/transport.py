"""What the device plays next: a score from a position, with soft beginnings, ends and changes."""

from dataclasses import dataclass, field
from math import isfinite
from threading import Lock

import numpy as np

from windown.service.ports import Heard, Levels
from windown.sound.levels import ceiling
from windown.sound.limit import limited
from windown.sound.line import DeviceLine
from windown.sound.samples import RATE, Sound, sample_at
from windown.sound.score import Score, gains, mix

#: Pausing, going on and changes of volume take this long.
RAMP = round(0.12 * RATE)

#: One score gives way to another in half of that; a cue begins after it, untouched.
CHANGE = RAMP // 2

#: Sound that joins a clock that runs, and a background that was not there in time, come slower.
SLOW = round(1.5 * RATE)


@dataclass
class Ramp:
    """A factor on its way to a goal, by a fixed step a sample."""

    value: float
    goal: float
    step: float = 1.0 / RAMP

    def take(self, frames: int) -> Sound | float:
        """The factors of the next samples; one number where nothing changes."""
        if self.value == self.goal:
            return self.value
        way = np.arange(1, frames + 1) * self.step
        going = self.value + (way if self.goal > self.value else -way)
        low, high = sorted((self.value, self.goal))
        factors: Sound = np.clip(going, low, high).astype(np.float32)
        self.value = float(factors[-1])
        return factors


@dataclass
class Strand:
    """A score sounding from a sample on, coming or going.

    `bed` is set where the background goes more slowly than the rest.
    """

    score: Score
    sample: int
    ramp: Ramp
    bed: Ramp | None = None

    @property
    def heard(self) -> bool:
        """Whether anything of it still sounds."""
        return max(self.ramp.value, self.bed.value if self.bed else 0.0) > 0.0


@dataclass
class Transport:
    """Everything the device's own thread touches; every call takes the lock for a moment.

    Samples are only ever taken in order. `taken` counts those of the device since it was
    started; the strand that sounds says which sample of its score comes next.
    """

    line: DeviceLine = field(default_factory=lambda: DeviceLine(0.0))
    taken: int = 0
    _volumes: list[Ramp] = field(default_factory=lambda: [Ramp(1.0, 1.0) for _ in range(3)])
    _ceiling: Ramp = field(default_factory=lambda: Ramp(1.0, 1.0))
    _sounding: Strand | None = None
    _going: list[Strand] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def pull(self, frames: int, steady: float) -> Sound:
        """The next samples (frames, 2) for a device that asks for them at `steady` seconds."""
        with self._lock:
            self.line.called(self.taken, steady)
            self.taken += frames
            factors = [ramp.take(frames) for ramp in self._volumes]
            whole = np.zeros((frames, 2), np.float32)
            for strand in self._strands():
                whole += _drawn(strand, frames, factors)
            self._going = [strand for strand in self._going if strand.heard]
            return limited(whole, self._ceiling.take(frames))

    def start(self, delay: float) -> None:
        """A device begins anew, in silence; what it asks for is heard `delay` seconds later."""
        with self._lock:
            self.line, self.taken = DeviceLine(delay), 0
            self._sounding, self._going = None, []

    def play(self, score: Score, position: float) -> None:
        """Sound from a position (s) with the next sample; from the beginning without a ramp."""
        with self._lock:
            begun = 1.0 if position <= 0 else 0.0
            self._hush(1 / RAMP)
            self._sounding = Strand(score, sample_at(position), Ramp(begun, 1.0))

    def join(self, score: Score, line: Heard) -> bool:
        """Sound so that what is heard lies on a line that runs already; False if too early."""
        with self._lock:
            if not self.line.settled:
                return False
            position = line.position + self.line.heard_at(self.taken) - line.steady
            self._hush(1 / RAMP)
            self._sounding = Strand(score, sample_at(position), Ramp(0.0, 1.0, 1 / SLOW))
            return True

    def change(
        self, score: Score, since: float, samples: int = CHANGE, again: bool = False
    ) -> bool:
        """Go on in another score, which is the same up to the position `since` (s).

        Where samples beyond that have been taken already, the new score begins again just
        before it if `again` is set, so that nothing of it is lost; else nothing changes and
        the answer is False.
        """
        with self._lock:
            if self._sounding is None:
                return True
            goal, begin = self._sounding.ramp.goal, self._sounding.sample
            if isfinite(since) and sample_at(since) < begin + samples:
                if not again:
                    return False
                begin = sample_at(since) - samples
            begun = goal if not self.taken else 0.0
            self._hush(1 / samples)
            self._sounding = Strand(score, begin, Ramp(begun, goal, 1 / samples))
            return True

    def hush(self) -> None:
        """Fade out, the background last; silence then."""
        with self._lock:
            going = self._sounding
            self._hush(1 / RAMP)
            if going is not None:
                going.bed = Ramp(going.ramp.value, 0.0, 1 / SLOW)

    def set_volumes(self, volumes: Levels, at_once: bool = False) -> None:
        """Volumes and ceiling reached in a ramp, or at once before anything sounds."""
        goals = (*gains(volumes), ceiling(volumes.ceiling))
        with self._lock:
            for ramp, goal in zip((*self._volumes, self._ceiling), goals, strict=True):
                ramp.goal = goal
                ramp.value = goal if at_once else ramp.value

    def next_second(self) -> float | None:
        """The position (s) of the sample that is taken next, None while nothing sounds."""
        with self._lock:
            return None if self._sounding is None else self._sounding.sample / RATE

    def heard(self, steady: float) -> Heard | None:
        """What is heard at a steady second; before the first sample is heard, a position before it.

        None while nothing sounds or no device has asked for samples.
        """
        with self._lock:
            if self._sounding is None or not self.line.running:
                return None
            ahead = self.line.heard_at(self.taken) - steady
            return Heard(self._sounding.sample / RATE - ahead, steady)

    def _strands(self) -> list[Strand]:
        return [*self._going, self._sounding] if self._sounding else self._going

    def _hush(self, step: float) -> None:
        if self._sounding is not None:
            self._sounding.ramp.goal, self._sounding.ramp.step = 0.0, step
            self._going.append(self._sounding)
            self._sounding = None


def _drawn(strand: Strand, frames: int, factors: list[Sound | float]) -> Sound:
    """The next samples of a strand; a fault in it is silence, and the position goes on."""
    start = strand.sample
    strand.sample += frames
    ramp = strand.ramp.take(frames)
    bed = strand.bed.take(frames) if strand.bed else ramp
    voice, tones, background = factors
    try:
        buses = strand.score.render(start, frames)
        return mix(buses, [voice * ramp, tones * ramp, background * bed])
    except Exception:
        return np.zeros((frames, 2), np.float32)
