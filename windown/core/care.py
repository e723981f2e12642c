"""What Care knows: cards on sleep, and lines to call by country."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

#: The order in which lines stand, the most urgent first.
KINDS = ("emergency", "crisis", "health", "poison")
#: How a line is reached.
WAYS = ("call", "text", "both")
#: Numbers older than this are shown with a banner (days).
OLD_DAYS = 365


@dataclass(frozen=True)
class CardText:
    """One card in one language; `find` are more words by which it is found."""

    title: str
    find: str
    text: str


@dataclass(frozen=True)
class Card:
    """What is known about one thing. `adults` marks what is for people of 18 and more."""

    id: str
    order: int
    source: str
    texts: Mapping[str, CardText]
    adults: bool = False

    def in_(self, language: str) -> CardText:
        """The card in a language, or else in English."""
        return self.texts.get(language, self.texts["en"])


@dataclass(frozen=True)
class Line:
    """A number to call or to text. `word` is what is texted; `note` the id of a remark.

    `verified` says that the number was compared by hand with the service's own page, on the day
    `verified_on`; otherwise that is the day it was written down.
    """

    kind: str
    number: str
    source: str
    verified_on: date
    verified: bool = False
    name: str = ""
    how: str = "call"
    word: str = ""
    note: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Country:
    """The lines of a country, or of several: `covers` are the codes (ISO 3166) it stands for."""

    code: str
    covers: tuple[str, ...]
    lines: tuple[Line, ...]


def found(cards: Iterable[Card], sought: str, language: str) -> tuple[Card, ...]:
    """The cards in which every word that is sought stands, or begins a word; all for no word."""
    words = sought.casefold().split()
    return tuple(card for card in cards if all(w in _searched(card, language) for w in words))


def _searched(card: Card, language: str) -> str:
    text = card.in_(language)
    return f"{text.title} {text.find} {text.text}".casefold()


def country_of(countries: Iterable[Country], code: str) -> Country | None:
    """The country with a code, or the one that stands for it."""
    held = tuple(countries)
    exactly = (country for country in held if country.code == code)
    covering = (country for country in held if code in country.covers)
    return next(exactly, None) or next(covering, None)


def territory(locale: str) -> str:
    """The country of a locale such as "de_AT.UTF-8", "" where it names none."""
    _, _, rest = locale.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")
    code = rest.rpartition("_")[2].upper()
    return code if len(code) == 2 and code.isalpha() else ""


def is_old(lines: Iterable[Line], today: date) -> bool:
    """Whether any of the lines was last looked at twelve months ago or more."""
    return any((today - line.verified_on).days >= OLD_DAYS for line in lines)
