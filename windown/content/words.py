"""The word files `assets/words/<language>.toml` read into `Words`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from windown.content.kept import Kept
from windown.core.wording import LANGUAGES, Words


def read_words(folder: Path, language: str, kept: Kept | None = None) -> Words:
    """The words of a language with English behind them; an unknown language is English.

    These files are ours and packed with the program: a missing one is a fault of the
    installation and raises OSError.
    """
    english = _texts(folder / "en.toml", kept)
    if language == "en" or language not in LANGUAGES:
        return Words("en", english)
    return Words(language, _texts(folder / f"{language}.toml", kept), english)


def _texts(file: Path, kept: Kept | None) -> dict[str, str]:
    texts = kept.get(file) if kept else None
    if texts is None:
        import tomllib  # only where the file is new, or has changed

        texts = dict(flat(tomllib.loads(file.read_text(encoding="utf-8"))))
        if kept:
            kept.put(file, texts)
    return texts


def flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """Nested tables as dotted ids with their texts."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, str(value)
