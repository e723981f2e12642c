"""Settings: voice, volumes, looks, language, bedtimes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import PurePath
from typing import Protocol

from windown.core.mix import SOUNDS
from windown.core.problems import Trouble
from windown.core.settings import FACES
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE, PIPER
from windown.core.wording import LANGUAGES
from windown.service.desk import Desk
from windown.service.ports import VoiceChoice

Choice = tuple[str, str]


class Login(Protocol):
    """Whether windown starts at login."""

    def told(self) -> tuple[bool, str]:
        """Whether it is on, and a sentence on how it stands."""

    def turn(self, on: bool) -> str:
        """Turn it on or off; how it stands then, or why that could not be done."""


@dataclass(frozen=True)
class SettingsView:
    """All settings with their choices as (value, text); volumes in per cent, ceiling in tenths."""

    bedtime: time
    rise: time
    face: str
    faces: tuple[Choice, ...]
    language: str
    languages: tuple[Choice, ...]
    voice_on: bool
    voice: str
    voices: tuple[Choice, ...]
    rate: int
    pitch: int
    volume_voice: int
    volume_tones: int
    volume_background: int
    ceiling: int
    background: str
    backgrounds: tuple[Choice, ...]
    reduce_motion: bool
    streak: bool
    system_font: bool
    told: str


class SettingsScreen:
    """The presenter of the settings."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._told: Trouble | None = None

    def view(self, voices: Sequence[VoiceChoice] = ()) -> SettingsView:
        """The settings as they are, with the voices known so far."""
        chosen, words = self.desk.settings, self.desk.words
        language = words.language
        return SettingsView(
            chosen.bedtime,
            chosen.rise,
            chosen.face,
            tuple((face, words(f"settings.face_{face}")) for face in FACES),
            chosen.language,
            tuple((code, words(f"settings.language_{code}")) for code in ("auto", *LANGUAGES)),
            chosen.voice_on,
            chosen.voices.get(language) or DEFAULT_VOICE[language],
            self._voices(voices),
            DEFAULT_RATE[language] if chosen.rate is None else chosen.rate,
            DEFAULT_PITCH[language] if chosen.pitch is None else chosen.pitch,
            round(chosen.volume_voice * 100),
            round(chosen.volume_tones * 100),
            round(chosen.volume_background * 100),
            max(1, round(chosen.ceiling * 10)),
            chosen.background,
            self._backgrounds(),
            chosen.reduce_motion,
            chosen.streak,
            chosen.system_font,
            self._told.told(words) if self._told else "",
        )

    def change(self, **changes: object) -> str:
        """Change settings; what is to be told of it, in words."""
        chosen = self.desk.settings
        if changes.get("bedtime", chosen.bedtime) == changes.get("rise", chosen.rise):
            self._told = Trouble("settings.same_times_now")
        else:
            self._told = self.desk.change(**changes)
        return self._told.told(self.desk.words) if self._told else ""

    def choose_voice(self, voice: str) -> None:
        """Speak the language of the words with this voice."""
        voices = {**self.desk.settings.voices, self.desk.words.language: voice}
        self.change(voices=voices)

    def choose_voice_file(self, file: str) -> None:
        """Speak the language of the words with a Piper voice file."""
        if file:
            self.choose_voice(PIPER + file)

    def set_volume(self, bus: str, percent: int) -> None:
        """Set the volume of "voice", "tones" or "background" to 0 to 100 per cent."""
        self.change(**{f"volume_{bus}": max(0, min(100, percent)) / 100})

    def _backgrounds(self) -> tuple[Choice, ...]:
        words, chosen = self.desk.words, self.desk.settings.background
        known = [("", words("background.none"))]
        known += [(sound, words(f"background.{sound}")) for sound in SOUNDS]
        mixed = [] if chosen in dict(known) else [(chosen, words("background.mixed"))]
        return (*known, *mixed)

    def _voices(self, voices: Sequence[VoiceChoice]) -> tuple[Choice, ...]:
        language = self.desk.words.language
        own = [(v.id, v.name) for v in voices if v.language.split("-")[0] == language]
        held = self.desk.settings.voices.get(language) or DEFAULT_VOICE[language]
        if held not in {voice for voice, _ in own}:
            own.insert(0, (held, self._unlisted(held, bool(own))))
        return tuple(own)

    def _unlisted(self, voice: str, answered: bool) -> str:
        """A voice the engine has not named: ours, one of a file, or one that is not there."""
        words = self.desk.words
        if voice == DEFAULT_VOICE[words.language]:
            return words("settings.voice_ours")
        if voice.startswith(PIPER):
            return words("settings.voice_file", name=PurePath(voice[len(PIPER) :]).stem)
        name = voice.rpartition("/")[2]
        return words("settings.voice_missing", name=name) if answered else name
