"""Which voices an engine offers a person, and which one speaks where the asked one is missing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

# Whispering variants are left out on purpose: measured, they are the brightest of all.
VARIANTS = (
    ("f2", "clear, F2"),
    ("f3", "bright, F3"),
    ("steph", "soft, Steph"),
    ("m7", "low, M7"),
)
_WITH_VARIANTS = ("gmw/en-us", "gmw/de")
_FIRST_LANGUAGES = ("en", "de")


@dataclass(frozen=True)
class Installed:
    """A voice as the engine lists it; the language is a tag such as "en-us", or ""."""

    id: str
    name: str
    language: str


def offered(voices: Sequence[Installed], variants: Collection[str]) -> list[Installed]:
    """All voices, English and German first, the calm variants right after their base voice."""
    return [choice for voice in sorted(voices, key=_order) for choice in _with(voice, variants)]


def resolved(
    asked: str, language: str, voices: Sequence[Installed], variants: Collection[str]
) -> tuple[str, bool] | None:
    """The id to speak `language` with, and whether it stands in for the voice asked for.

    Nothing asked for means the language's own voice. A voice of another language is never used:
    None where the language has no voice.
    """
    base, _, variant = asked.partition("+")
    voice = _named(base, voices)
    if voice is None or not _speaks(voice, language):
        own = _own(language, voices)
        return None if own is None else (own.id, bool(asked))
    if variant and variant not in variants:
        return voice.id, True
    return (f"{voice.id}+{variant}" if variant else voice.id), False


def _own(language: str, voices: Sequence[Installed]) -> Installed | None:
    speaking = [voice for voice in voices if _speaks(voice, language)]
    return min(speaking, key=lambda voice: voice.id not in _WITH_VARIANTS, default=None)


def _named(name: str, voices: Sequence[Installed]) -> Installed | None:
    """By the engine's id, or by the last part of it: espeak takes "en-us" for "gmw/en-us"."""
    wanted = name.casefold()
    for voice in voices:
        known = voice.id.casefold()
        if wanted and wanted in (known, known.rpartition("/")[2]):
            return voice
    return None


def _speaks(voice: Installed, language: str) -> bool:
    return _primary(voice.language) == _primary(language)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold()


def _with(voice: Installed, variants: Collection[str]) -> Iterator[Installed]:
    yield voice
    if voice.id in _WITH_VARIANTS:
        for variant, manner in VARIANTS:
            if variant in variants:
                yield Installed(f"{voice.id}+{variant}", f"{voice.name}, {manner}", voice.language)


def _order(voice: Installed) -> tuple[int, str, bool, str]:
    primary = _primary(voice.language)
    place = _FIRST_LANGUAGES.index(primary) if primary in _FIRST_LANGUAGES else 9
    return place, primary, voice.id not in _WITH_VARIANTS, voice.name
