"""What a person has chosen, and how a settings file of any age or quality becomes that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from windown.core.body import MyBody
from windown.core.chosen import background, body_of, names, options_of, plain
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
from windown.core.options import Options
from windown.core.problems import Problem

#: The name of the file, as problems call it.
FILE = "settings.json"

FACES = ("auto", "morning", "evening", "night")
LANGUAGES = ("auto", "en", "de")

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
    voice id, "" meaning the default; `minutes` maps a practice id to the length chosen last, and
    `options` to what else was chosen for it. `background` is a mix (`windown.core.mix`), `ceiling`
    what no sound passes, 0 to 1, for someone asleep beside. `banned` are words a shuffle leaves
    out. *Wind down* walks `routine`; where that is "" it begins the practice `wind_down`.
    `welcomed` is whether the first run was shown. `pattern_told` is the ISO date on which the
    pattern of many nights was spoken of last, or "". `streak` is whether evenings in a row are
    counted. `country` is whose help lines are shown, "" meaning by the system's language;
    `contact_*` is whom a person calls themselves. `window` is width and height in points. `extra`
    holds what a newer version wrote and this one does not know, so that it survives.
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
    ceiling: float = 1.0
    reduce_motion: bool = False
    system_font: bool = False
    real_words: bool = False
    veil: bool = False
    veil_off: bool = False
    tray_told: bool = False
    welcomed: bool = False
    pattern_told: str = ""
    streak: bool = False
    minutes: Mapping[str, float] = field(default_factory=dict)
    options: Mapping[str, Options] = field(default_factory=dict)
    body: MyBody = field(default_factory=MyBody)
    banned: frozenset[str] = frozenset()
    wind_down: str = "extended_4_6"
    routine: str = ""
    country: str = ""
    contact_name: str = ""
    contact_number: str = ""
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
    values["options"] = _all_options(raw.get("options", {}), problems)
    if "body" in raw:
        values["body"] = body_of(raw["body"], _teller("body", problems))
    extra = {key: raw[key] for key in raw if key not in _KNOWN}
    settings = _apart(Settings(**values, extra=extra), problems)
    return settings, tuple(problems)


def to_plain(settings: Settings) -> dict[str, object]:
    """The settings as JSON values; `normalise` makes the same settings of them again."""
    values: dict[str, object] = dict(settings.extra)
    for name in _FIELDS:
        values[name] = getattr(settings, name)
    values["bedtime"] = f"{settings.bedtime:%H:%M}"
    values["rise"] = f"{settings.rise:%H:%M}"
    values["window"] = list(settings.window) if settings.window else None
    for name in _TABLES:
        values[name] = dict(getattr(settings, name))
    values["banned"] = sorted(settings.banned)
    values["options"] = {key: plain(chosen) for key, chosen in settings.options.items()}
    values["body"] = plain(settings.body)
    return values


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


def _all_options(raw: object, problems: list[Problem]) -> dict[str, Options]:
    if not isinstance(raw, Mapping):
        problems.append(_nonsense("options", raw))
        return {}
    return {
        str(key): options_of(value, _teller(f"options.{key}", problems))
        for key, value in raw.items()
    }


def _teller(table: str, problems: list[Problem]) -> Callable[[str, object], None]:
    """Tells of fields of a table of the file."""

    def tell(name: str, raw: object) -> None:
        problems.append(_nonsense(f"{table}.{name}" if name else table, raw))

    return tell


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
    "background": background,
    "ceiling": within((0.0, 1.0)),
    "reduce_motion": flag,
    "system_font": flag,
    "real_words": flag,
    "veil": flag,
    "veil_off": flag,
    "tray_told": flag,
    "welcomed": flag,
    "pattern_told": text,
    "streak": flag,
    "banned": names,
    "wind_down": filled,
    "routine": text,
    "country": text,
    "contact_name": text,
    "contact_number": text,
    "window": or_none(_size),
}

_TABLES: Mapping[str, Read] = {"voices": text, "minutes": within(MINUTES)}

_KNOWN = {*_FIELDS, *_TABLES, "options", "body"}
