"""What every screen stands on: the clock, the words, the settings, the practices, the journal."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from windown.core.chosen import NO_BACKGROUND
from windown.core.evening.nights import current_night, night_of_plan
from windown.core.evening.plan import Defaults, NightChange, Plan
from windown.core.night import Night, face_at, lights_out, nearest_night, night_on
from windown.core.options import Options, over
from windown.core.practice import Chain, Guided, Practice
from windown.core.problems import Trouble
from windown.core.settings import Settings
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE
from windown.core.wording import Words
from windown.service.evening import Evening
from windown.service.ports import Clock, Journal, Levels, Now, Preferences, VoiceStyle
from windown.service.topics import Listener, announce

if TYPE_CHECKING:
    from windown.content.practices import Shelf
    from windown.core.advice import Advice
    from windown.core.ask import Ask, Noun
    from windown.service.aftercare import Aftercare
    from windown.service.ports import Diary, Ledger, Lists, Notes, OwnPractices, Routines
    from windown.service.routines import RoutineBook
    from windown.service.run import Sounding


#: The manner of the practice whose formulas come one after the other, over so many nights.
AUTOGENIC = "autogenic"
LEARNING = timedelta(days=366)


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
        nouns_of: Callable[[str], tuple[Noun, ...]] = lambda language: (),
        own: OwnPractices | None = None,
        shelf_of: Callable[[], Shelf] | None = None,
        lists: Lists | None = None,
    ) -> None:
        """Without a plan every night is that of the settings, and there is no evening.

        `nouns_of` gives the words of a language from which a shuffle draws; `shelf_of` reads the
        practices again after one of the person's own in `own` has changed; `lists` is where
        what they write is kept.
        """
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
        #: What else is kept; None where there is no such place.
        self.diary: Diary | None = None
        self.notes: Notes | None = None
        self.routines: Routines | None = None
        #: The routines there are, and the way to walk and change them.
        self.book: RoutineBook | None = None
        self.nouns_of = nouns_of
        self.own, self.shelf_of, self.lists = own, shelf_of, lists
        #: Options for this run of the program only, by practice; they win over those kept.
        self.given: dict[str, Options] = {}
        self.unwritten: Trouble | None = None
        #: What rests for a day or two; None where nothing can be kept of it.
        self.aftercare: Aftercare | None = None

    @property
    def ledger(self) -> Ledger | None:
        """What became of every reminder; None where there is no evening."""
        return self.evening.ledger if self.evening is not None else None

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

    def night_of(self, day: date, now: Now) -> Night:
        """The night of a date, in the zone of the look."""
        zone, chosen = ZoneInfo(now.zone), self.settings
        if self.plan is None:
            return night_on(day, chosen.bedtime, chosen.rise, zone)
        return night_of_plan(self.plan, day, zone, self.change_of(day))

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

    def options(self, practice_id: str) -> Options:
        """What is chosen for a practice, beside its length."""
        kept = self.settings.options.get(practice_id, Options())
        return over(self.given.get(practice_id, Options()), kept)

    def has_given(self, practice_id: str | None) -> bool:
        """Whether there are options of a practice for this run of the program only."""
        return self.given.get(practice_id or "", Options()) != Options()

    def choose(self, practice_id: str, **chosen: object) -> Trouble | None:
        """Remember options of a practice; None or "" lets it be as it comes."""
        kept = self.settings.options.get(practice_id, Options())
        changed = replace(kept, **chosen)  # type: ignore[arg-type]
        options = {**self.settings.options, practice_id: changed}
        if changed == Options():
            del options[practice_id]
        return self.change(options=options)

    def today(self, practice: Practice, now: Now) -> str:
        """What holds of a practice today only, as `Ask.for_today` says it."""
        return self.aftercare.of_practice(practice, now.utc).why if self.aftercare else ""

    def advice(self, practice: Practice) -> Advice:
        """Whether a practice is offered to this body today, and what changes."""
        from windown.core.advice import advise

        return advise(practice, self.settings.body, self.today(practice, self.clock.now()))

    def ask(self, practice_id: str, now: Now) -> Ask:
        """All that a session of a practice depends on, begun at this look."""
        from windown.core.ask import Ask

        practice, chosen = self.shelf.find(practice_id), self.settings
        links = _links(practice, self.shelf)
        nouns = self.nouns_of(self.words.language)
        return Ask(
            self._with_formulas(practice, self.options(practice_id), now),
            chosen.body,
            int(now.utc.timestamp()),
            tuple(noun for noun in nouns if noun.word not in chosen.banned),
            links,
            {link: self.options(link) for link in links},
            {link: minutes for link in links if (minutes := self.minutes(link)) is not None},
            self.today(practice, now) if practice else "",
        )

    def _with_formulas(self, practice: Practice | None, options: Options, now: Now) -> Options:
        """As many formulas of autogenic training as it is time for, where none were chosen."""
        of = practice.body if practice else None
        if options.formulas is not None or not isinstance(of, Guided) or of.manner != AUTOGENIC:
            return options
        from windown.core.guided import formulas_due

        tonight = self.night(now).date
        try:
            held = self.journal.sessions(tonight - LEARNING, tonight)
        except Trouble:
            return options
        nights = [record.night for record in held if practice and record.practice == practice.id]
        return replace(
            options, formulas=formulas_due(min(nights, default=None), len(nights), tonight)
        )

    def keep_practice(self, practice: Practice) -> str:
        """Keep a practice of the person's own; its id, a new one where it has none.

        This and the calls below raise `Trouble` where that cannot be done.
        """
        kept = practice if practice.id else replace(practice, id=f"own_{uuid.uuid4().hex[:8]}")
        self._own().write(kept)
        self._shelf_changed()
        return kept.id

    def delete_practice(self, practice_id: str) -> bytes:
        """Take one away; what `put_back_practice` brings it back with."""
        content = self._own().delete(practice_id)
        self._shelf_changed()
        return content

    def put_back_practice(self, content: bytes) -> None:
        """Undo a deletion."""
        self._own().put_back(content)
        self._shelf_changed()

    def export_practice(self, practice_id: str, target: Path) -> None:
        """Write one to a file elsewhere."""
        self._own().export(practice_id, target)

    def take_in_practice(self, source: Path) -> str:
        """Keep the practice of a file from elsewhere; its id here."""
        practice = self._own().take_in(source)
        self._shelf_changed()
        return practice.id

    def _own(self) -> OwnPractices:
        if self.own is None:
            raise Trouble("own.nowhere")
        return self.own

    def _shelf_changed(self) -> None:
        if self.shelf_of is not None:
            self.shelf = self.shelf_of()
        announce(self.listeners, "practices")

    def remember_gentler(self, practice_id: str) -> None:
        """Let a practice that was too much begin gentler from now on."""
        body = self.settings.body
        self.change(body=replace(body, gentler=body.gentler | {practice_id}))

    def remember_cramp(self, area: str) -> None:
        """Let an area that cramped be tensed only lightly and briefly from now on."""
        body = self.settings.body
        self.change(body=replace(body, cramped=body.cramped | {area}))

    def ban_word(self, word: str) -> None:
        """Let a word come no more in any shuffle."""
        self.change(banned=self.settings.banned | {word})

    def sounding(self, options: Options | None = None) -> Sounding:
        """How a session sounds with the settings as they are, and with options of its own."""
        from windown.service.run import Sounding

        chosen = options or Options()
        spoken = self.settings.voice_on if chosen.voice is None else chosen.voice
        levels = self.levels()
        if chosen.background:
            mix = "" if chosen.background == NO_BACKGROUND else chosen.background
            levels = replace(levels, ambience=mix)
        if chosen.tones is False:
            levels = replace(levels, tones=0.0)
        return Sounding(levels, self.style() if spoken else None)

    def levels(self) -> Levels:
        """The three volumes and the background."""
        chosen = self.settings
        return Levels(
            chosen.volume_voice,
            chosen.volume_tones,
            chosen.volume_background,
            chosen.background,
            chosen.ceiling,
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


def _links(practice: Practice | None, shelf: Shelf) -> dict[str, Practice]:
    """The practices of a chain that are to be had, by their ids."""
    if practice is None or not isinstance(practice.body, Chain):
        return {}
    found = ((link.practice, shelf.find(link.practice)) for link in practice.body.links)
    return {name: held for name, held in found if held is not None}
