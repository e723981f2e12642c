"""One session being run: the reducer's effects carried out on player and journal."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from windown.core.history import SessionRecord
from windown.core.night import night_of
from windown.core.problems import Trouble
from windown.core.session import Effect, Plain, Session, act, begun, changed, let_be, moved
from windown.core.timeline import Prompt, Timeline
from windown.service.player import Player
from windown.service.ports import Journal, Levels, Now, VoiceStyle
from windown.service.topics import Listener, announce

#: What was done is written this often, so that a crash loses less than five seconds.
KEEP_EVERY_S = 4.0
#: The sentence for a session without any device to sound on.
NO_SOUND = "sound.none"
#: Asleep for longer than this between two looks, the session waits for its person (seconds).
SLEPT_S = 10.0
#: Between two looks of a program that is awake there is never as much as this (seconds).
STALLED_S = 30.0


@dataclass(frozen=True)
class Sounding:
    """How a session is to sound: volumes, and how prompts are spoken (None: not at all).

    `silent` says that no sound is wanted, so that none is missed.
    """

    levels: Levels
    style: VoiceStyle | None
    silent: bool = False

    @property
    def speaks(self) -> bool:
        """Whether prompts can be heard at all, as far as it was asked for."""
        return self.style is not None and not self.silent and self.levels.voice > 0


@dataclass(frozen=True)
class Eyes:
    """How a session is looked at: with eyes `closed`, and whether it is `black` from the start."""

    closed: bool = False
    black: bool = False


#: From a timeline and a position (s) to the timeline that follows.
Otherwise = Callable[[Timeline, float], Timeline]


class Run:
    """A session from Begin to its end. `look` is called as often as the picture needs it."""

    def __init__(self, player: Player, journal: Journal, listeners: list[Listener]) -> None:
        self.player = player
        self.journal = journal
        self.listeners = listeners
        self.session: Session | None = None
        self.record: SessionRecord | None = None
        self.troubles: list[Trouble] = []
        self._sounding = Sounding(Levels(), None)
        self._kept_at = 0.0
        self._before: Now | None = None
        self._begun = False
        self._speaker_trouble = ""
        self._told: set[str] = set()

    def begin(
        self,
        timeline: Timeline,
        sounding: Sounding,
        now: Now,
        eyes: Eyes = Eyes(),
        spare: Sequence[Prompt] = (),
    ) -> None:
        """Write the session down, then start it. `spare` prompts are kept ready for any second."""
        self.record = _record(timeline, now, self.player.speed)
        self.session = begun(timeline, eyes.closed, eyes.black)
        self.troubles = []
        self._sounding = sounding
        self._kept_at = now.steady
        self._before = now
        # An output that is gone already cannot be pulled out of this session.
        self._speaker_trouble = self.player.speaker.trouble()
        self._begun = False
        self._write()
        self.player.begin(timeline, sounding.levels, sounding.style, now)
        self.player.keep_ready(spare)

    def look(self, now: Now) -> Session:
        """The session as it stands now; reaching its end ends it."""
        session, before = self._running(), self._before
        if before is not None and slept(before, now):
            # Where it was when last looked at: some steady clocks run on during sleep.
            self._apply(act(session, "slept"), before)
        self._before = now
        self._watch_speaker(now)
        session = self._running()
        if session.stage == "running":
            self._apply(moved(session, self.player.look(now)), now)
        if self._running().stage == "running" and now.steady - self._kept_at >= KEEP_EVERY_S:
            self._keep(now)
        return self._running()

    def act(self, action: Plain, now: Now) -> Session:
        """Carry out what the person does."""
        before = self._running().stage
        session = self.look(now)
        if action == "pause" and session.stage != before:
            return session  # what this very look has paused is not set going by the same wish
        self._apply(act(session, action), now)
        return self._running()

    def change(self, otherwise: Otherwise, now: Now) -> Session:
        """Go on in another timeline from now on."""
        session = self.look(now)
        if session.stage != "ended":
            self._apply(changed(session, otherwise(session.timeline, session.position)), now)
        return self._running()

    def let_be(self, otherwise: Otherwise, now: Now) -> Session:
        """Too much: go on gently, out of a pause as well, and seen where it is not heard."""
        session = self.look(now)
        if session.stage != "ended":
            heard = self._sounding.speaks and not session.muted and not self.player.mute
            step = let_be(session, otherwise(session.timeline, session.position), heard)
            self._apply(step, now)
        return self._running()

    def rate(self, felt: int | None, note: str = "") -> None:
        """Write how it felt."""
        if self.record is None:
            return
        self.record = replace(self.record, felt=felt, note=note)
        session_id = self.record.id
        self._write(lambda: self.journal.rate(session_id, felt, note))
        announce(self.listeners, "sessions")

    def _running(self) -> Session:
        if self.session is None:
            raise RuntimeError("no session has begun")
        return self.session

    def _apply(self, step: tuple[Session, tuple[Effect, ...]], now: Now) -> None:
        self.session, effects = step
        for effect in effects:
            self._carry_out(effect, now)

    def _carry_out(self, effect: Effect, now: Now) -> None:
        if effect == "hush":
            self.player.pause(now)
        elif effect == "sound":
            self.player.resume(now)
        elif effect == "follow":
            self.player.follow(self._running().timeline, now)
        elif effect == "levels":
            self._levels()
        elif effect == "keep":
            self._keep(now)
        else:
            self._finish(now)

    def _levels(self) -> None:
        levels = self._sounding.levels
        self.player.set_levels(replace(levels, voice=0.0) if self._running().muted else levels)

    def _finish(self, now: Now) -> None:
        self.player.stop()
        self._keep(now)
        self._note_silence()
        announce(self.listeners, "sessions")

    def _keep(self, now: Now) -> None:
        session, record = self._running(), self.record
        if record is None:
            return
        self._kept_at = now.steady
        self.record = replace(record, done_s=session.position, complete=session.complete)
        self._write(lambda: self.journal.keep(record.id, session.position, session.complete))

    def _write(self, change: Callable[[], None] | None = None) -> None:
        """The record, as long as that has not been kept, and a change of it.

        A journal that cannot be written never stops a session; it is told afterwards, once.
        """
        try:
            if self.record is not None and not self._begun:
                self.journal.begin(self.record)
                self._begun = True
            if change is not None:
                change()
        except Trouble as trouble:
            if trouble.key not in {known.key for known in self.troubles}:
                self.troubles.append(trouble)

    def _watch_speaker(self, now: Now) -> None:
        """An output that is reported gone pauses, so that nothing plays aloud into the room."""
        trouble = self.player.speaker.trouble()
        if trouble == "gone" != self._speaker_trouble and self._running().stage == "running":
            self._apply(act(self._running(), "pause"), now)
        self._speaker_trouble = trouble

    def _note_silence(self) -> None:
        """What could not be heard is told after the first session of which it is true."""
        quiet = [self.player.unspoken, NO_SOUND if self._speaker_trouble == "none" else ""]
        for key in quiet:
            if key and not (self._sounding.silent or key in self._told):
                self._told.add(key)
                self.troubles.append(Trouble(key))
        for trouble in self.player.unheard:
            told = f"{trouble.key} {trouble.values}"
            if not (self._sounding.silent or told in self._told):
                self._told.add(told)
                self.troubles.append(trouble)


def slept(before: Now, now: Now) -> bool:
    """Whether the computer slept, or stood still, between two looks."""
    return now.slept - before.slept > SLEPT_S or now.steady - before.steady > STALLED_S


def _record(timeline: Timeline, now: Now, speed: float) -> SessionRecord:
    return SessionRecord(
        id=str(uuid.uuid4()),
        practice=timeline.practice,
        night=night_of(now.utc, ZoneInfo(now.zone)),
        started=now.utc.replace(microsecond=now.utc.microsecond // 1000 * 1000),
        zone=now.zone,
        planned_s=timeline.length,
        speed=speed,
    )
