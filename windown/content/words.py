"""The word files `assets/words/<language>.toml` read into `Words`."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from windown.core.wording import LANGUAGES, Words


def read_words(folder: Path, language: str) -> Words:
    """The words of a language with English behind them; an unknown language is English.

    These files are ours and packed with the program: a missing one is a fault of the
    installation and raises OSError.
    """
    english = _texts(folder, "en")
    if language == "en" or language not in LANGUAGES:
        return Words("en", english)
    return Words(language, _texts(folder, language), english)


def _texts(folder: Path, language: str) -> dict[str, str]:
    raw = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return dict(flat(raw))


def flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """Nested tables as dotted ids with their texts."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, str(value)
