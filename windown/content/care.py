"""Cards and help lines of Care, from `assets/care`: what is right of them, and what is wrong."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from windown.core.care import Card, CardText, Country, Line
from windown.core.problems import Problem
from windown.core.wording import LANGUAGES


@dataclass(frozen=True)
class Library:
    """All that Care shows, in order, and what is wrong with the rest."""

    cards: tuple[Card, ...] = ()
    countries: tuple[Country, ...] = ()
    problems: tuple[Problem, ...] = ()

    def card(self, card_id: str) -> Card | None:
        """The card with an id, or None."""
        return next((card for card in self.cards if card.id == card_id), None)


def read_care(folder: Path) -> Library:
    """What can be read of the folder; a broken file is told and takes nothing else with it."""
    problems: list[Problem] = []
    cards = [_card(file, problems) for file in sorted((folder / "cards").glob("*.toml"))]
    if not cards:
        problems.append(Problem(str(folder / "cards"), "", "content.care_no_cards"))
    countries = _countries(folder / "helplines.toml", problems)
    ordered = sorted((card for card in cards if card), key=lambda card: (card.order, card.id))
    return Library(tuple(ordered), countries, tuple(problems))


def _card(file: Path, problems: list[Problem]) -> Card | None:
    from windown.content.care_shape import CardFile

    raw = _read(file, problems)
    read = _shaped(raw, CardFile, file, problems)
    if read is None:
        return None
    if read.id != file.stem:
        problems.append(Problem(str(file), "id", "content.care_id", {"id": read.id}))
    texts = {
        language: CardText(of.title.strip(), of.find, of.text.strip())
        for language in LANGUAGES
        if (of := getattr(read, language))
    }
    return Card(read.id, read.order, read.source, texts, read.adults)


def _countries(file: Path, problems: list[Problem]) -> tuple[Country, ...]:
    from windown.content.care_shape import HelpFile

    raw = _read(file, problems)
    read = _shaped(raw, HelpFile, file, problems)
    if read is None:
        return ()
    return tuple(
        Country(each.code, tuple(each.covers), tuple(_line(line) for line in each.line))
        for each in read.country
    )


def _line(of: Any) -> Line:
    plain = {name: getattr(of, name) for name in of.__struct_fields__}
    return Line(**{**plain, "languages": tuple(of.languages)})


def _read(file: Path, problems: list[Problem]) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        why = error.strerror or ""
        problems.append(Problem(str(file), "", "content.unreadable", {"why": why}))
    except ValueError as error:
        problems.append(Problem(str(file), "", "content.not_toml", {"why": str(error)}))
    return None


def _shaped(raw: object, shape: Any, file: Path, problems: list[Problem]) -> Any:
    import msgspec  # slow to import

    if raw is None:
        return None
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at `$.")
        problems.append(Problem(str(file), where.rstrip("`"), "content.care_shape", {"why": said}))
        return None
