"""What a person has chosen, and how a settings file of any age or quality becomes that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from windown.core.fields import (
    Read,
    clock,
    filled,
    flag,
    one_of,
    or_none,
    shown,
    text,
    whole,
    within,
)
from windown.core.problems import Problem

#: The name of the file, as problems call it.
FILE = "settings.json"

FACES = ("auto", "morning", "evening", "night")
LANGUAGES = ("auto", "en", "de")
BACKGROUNDS = ("", "brown")

#: Limits of what can be chosen, all included. Rate and pitch are espeak's own figures: below 80
#: its rate changes nothing, above 160 nobody rests; it takes pitches from 0 to 99.
RATE = (80, 160)
PITCH = (0, 99)
MINUTES = (0.1, 600.0)
WINDOW_SIDE = (100, 20_000)


@dataclass(frozen=True)
class Settings:
    """A person's choices.

    `bedtime` and `rise` are clock times to the minute, in the zone the person is in. Volumes run
    from 0 to 1. `rate` and `pitch` are None for the voice's own. `voices` maps a language to a
    voice id, "" meaning the default; `minutes` maps a practice id to the length chosen last;
    `window` is width and height in points. `extra` holds what a newer version wrote and this
    one does not know, so that it survives.
    """

    bedtime: time = time(23)
    rise: time = time(7)
    face: str = "auto"
    language: str = "auto"
    voice_on: bool = True
    voices: Mapping[str, str] = field(default_factory=dict)
    rate: int | None = None
    pitch: int | None = None
    volume_voice: float = 1.0
    volume_tones: float = 0.8
    volume_background: float = 0.6
    background: str = ""
    reduce_motion: bool = False
    system_font: bool = False
    real_words: bool = False
    veil: bool = False
    veil_off: bool = False
    tray_told: bool = False
    minutes: Mapping[str, float] = field(default_factory=dict)
    wind_down: str = "extended_4_6"
    window: tuple[int, int] | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


def normalise(raw: object) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings out of any JSON value: each field that makes no sense gets its default and is told.

    Missing fields are defaults and no problem. Never raises.
    """
    if not isinstance(raw, Mapping):
        return Settings(), (Problem(FILE, "", "settings.not_a_table"),)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, read in _FIELDS.items():
        if name in raw:
            _take(name, raw[name], read, values, problems)
    for name, read in _TABLES.items():
        values[name] = _entries(name, raw.get(name, {}), read, problems)
    extra = {key: raw[key] for key in raw if key not in _FIELDS and key not in _TABLES}
    settings = _apart(Settings(**values, extra=extra), problems)
    return settings, tuple(problems)


def to_plain(settings: Settings) -> dict[str, object]:
    """The settings as JSON values; `normalise` makes the same settings of them again."""
    plain: dict[str, object] = dict(settings.extra)
    for name in _FIELDS:
        plain[name] = getattr(settings, name)
    plain["bedtime"] = f"{settings.bedtime:%H:%M}"
    plain["rise"] = f"{settings.rise:%H:%M}"
    plain["window"] = list(settings.window) if settings.window else None
    for name in _TABLES:
        plain[name] = dict(getattr(settings, name))
    return plain


def _take(
    name: str, raw: object, read: Read, values: dict[str, Any], problems: list[Problem]
) -> None:
    try:
        values[name] = read(raw)
    except ValueError:
        problems.append(_nonsense(name, raw))


def _entries(name: str, raw: object, read: Read, problems: list[Problem]) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        problems.append(_nonsense(name, raw))
        return {}
    found: dict[str, Any] = {}
    told: list[Problem] = []
    for key, value in raw.items():
        _take(key, value, read, found, told)
    problems.extend(Problem(FILE, f"{name}.{p.key}", p.reason, p.values) for p in told)
    return found


def _apart(settings: Settings, problems: list[Problem]) -> Settings:
    """A night from 23:00 to 23:00 would never end, so both get their defaults."""
    if settings.bedtime != settings.rise:
        return settings
    problems.append(Problem(FILE, "rise", "settings.same_times"))
    kept = {**to_plain(settings), "bedtime": "23:00", "rise": "07:00"}
    return normalise(kept)[0]


def _nonsense(name: str, raw: object) -> Problem:
    return Problem(FILE, name, "settings.nonsense", {"value": shown(raw)})


def _size(raw: object) -> tuple[object, object]:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise ValueError
    side = whole(WINDOW_SIDE)
    return side(raw[0]), side(raw[1])


_FIELDS: Mapping[str, Read] = {
    "bedtime": clock,
    "rise": clock,
    "face": one_of(FACES),
    "language": one_of(LANGUAGES),
    "voice_on": flag,
    "rate": or_none(whole(RATE)),
    "pitch": or_none(whole(PITCH)),
    "volume_voice": within((0.0, 1.0)),
    "volume_tones": within((0.0, 1.0)),
    "volume_background": within((0.0, 1.0)),
    "background": one_of(BACKGROUNDS),
    "reduce_motion": flag,
    "system_font": flag,
    "real_words": flag,
    "veil": flag,
    "veil_off": flag,
    "tray_told": flag,
    "wind_down": filled,
    "window": or_none(_size),
}

_TABLES: Mapping[str, Read] = {"voices": text, "minutes": within(MINUTES)}
