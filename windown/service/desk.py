"""What every screen stands on: the clock, the words, the settings, the practices, the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from windown.core.evening.nights import current_night
from windown.core.evening.plan import Defaults, NightChange, Plan
from windown.core.night import Night, face_at, lights_out, nearest_night
from windown.core.problems import Trouble
from windown.core.settings import Settings
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE
from windown.core.wording import Words
from windown.service.evening import Evening
from windown.service.ports import Clock, Journal, Levels, Now, Preferences, VoiceStyle
from windown.service.topics import Listener, announce

if TYPE_CHECKING:
    from windown.content.practices import Shelf
    from windown.service.run import Sounding


class Plans(Protocol):
    """Where the plan is kept."""

    def write(self, plan: Plan) -> None: ...


class Desk:
    """Joins what the presenters need; changes of settings are written first, then announced."""

    def __init__(
        self,
        clock: Clock,
        journal: Journal,
        shelf: Shelf,
        settings: Settings,
        preferences: Preferences,
        words_of: Callable[[str], Words],
        listeners: list[Listener],
        plan: Plan | None = None,
        plans: Plans | None = None,
        defaults: Defaults | None = None,
    ) -> None:
        """Without a plan every night is that of the settings, and there is no evening."""
        self.clock = clock
        self.journal = journal
        self.shelf = shelf
        self.settings = settings
        self.preferences = preferences
        self.words_of = words_of
        self.listeners = listeners
        self.words = words_of(settings.language)
        self.plan, self.plans = plan, plans
        self.defaults = defaults or Defaults(Plan(), {})
        self.evening: Evening | None = None
        self.unwritten: Trouble | None = None

    def change(self, **changes: object) -> Trouble | None:
        """Change settings. What cannot be written still counts until the program ends."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        if "language" in changes:
            self.words = self.words_of(self.settings.language)
        try:
            self.preferences.write(self.settings)
            self.unwritten = None
        except Trouble as trouble:
            self.unwritten = trouble
        announce(self.listeners, "settings")
        return self.unwritten

    def night(self, now: Now) -> Night:
        """The night that stands at a moment: until its rise, then the coming one."""
        zone, chosen = ZoneInfo(now.zone), self.settings
        if self.plan is None:
            return nearest_night(now.utc, chosen.bedtime, chosen.rise, zone)
        return current_night(self.plan, now.utc, zone, self.change_of)

    def change_of(self, day: date) -> NightChange:
        """What is other than planned in one night."""
        try:
            return self.evening.change(day) if self.evening else NightChange(day)
        except Trouble:
            return NightChange(day)  # a ledger that cannot be read leaves the night as planned

    def change_plan(self, plan: Plan) -> Trouble | None:
        """Keep another plan. What cannot be written still counts until the program ends."""
        self.plan = plan
        try:
            if self.plans is not None:
                self.plans.write(plan)
        except Trouble as trouble:
            return trouble
        finally:
            if self.evening is not None:
                self.evening.plan_changed(self.clock.now())
            announce(self.listeners, "plan")
        return None

    def face(self, now: Now) -> str:
        """The face of the moment, or the one the person pinned."""
        if self.settings.face != "auto":
            return self.settings.face
        return face_at(now.utc, self.night(now))

    def clock_free(self, now: Now) -> bool:
        """Whether it is between lights-out and rise, when no clock is shown anywhere."""
        return lights_out(now.utc, self.night(now))

    def local(self, moment: datetime, now: Now) -> datetime:
        """A moment on the clock of the zone of the look."""
        return moment.astimezone(ZoneInfo(now.zone))

    def minutes(self, practice_id: str) -> float | None:
        """The length last chosen for a practice, where it is still within its limits."""
        practice = self.shelf.find(practice_id)
        chosen = self.settings.minutes.get(practice_id)
        if practice is None or chosen is None or not practice.minutes.holds(chosen):
            return None
        return chosen

    def sounding(self) -> Sounding:
        """How a session sounds with the settings as they are."""
        from windown.service.run import Sounding

        return Sounding(self.levels(), self.style() if self.settings.voice_on else None)

    def levels(self) -> Levels:
        """The three volumes and the background."""
        chosen = self.settings
        return Levels(
            chosen.volume_voice, chosen.volume_tones, chosen.volume_background, chosen.background
        )

    def style(self) -> VoiceStyle:
        """The voice of the language of the words, chosen or ours."""
        language, chosen = self.words.language, self.settings
        return VoiceStyle(
            chosen.voices.get(language) or DEFAULT_VOICE[language],
            DEFAULT_RATE[language] if chosen.rate is None else chosen.rate,
            DEFAULT_PITCH[language] if chosen.pitch is None else chosen.pitch,
            language,
        )
