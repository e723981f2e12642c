"""Care: cards on what is known, when to see someone, and help lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from windown.content.care import Library
from windown.core.care import KINDS, Card, Country, Line, country_of, found, is_old, territory
from windown.core.problems import Trouble
from windown.service.desk import Desk
from windown.service.ports import Now

#: What is kept where a person has chosen none of the countries.
ELSEWHERE = "elsewhere"
#: The levels of *When to see someone*, the most urgent first.
LEVELS = ("now", "today", "week")
#: A list of lines by country that is kept up by others.
DIRECTORY = "findahelpline.com"


@dataclass(frozen=True)
class CardShown:
    """A card: what it says, in paragraphs, and where that is from."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    source: str

    @property
    def begins(self) -> str:
        """Its first sentence."""
        first, dot, _ = self.paragraphs[0].partition(". ")
        return first + dot.strip()


@dataclass(frozen=True)
class Level:
    """How urgent it is: what to do, for whom, the signs, and what helps until then."""

    id: str
    action: str
    who: str
    signs: tuple[str, ...]
    meanwhile: str


@dataclass(frozen=True)
class LineShown:
    """A line to call: its number as it is copied, how it is reached, and how sure it is."""

    number: str
    what: str
    detail: str
    standing: str
    sure: bool


@dataclass(frozen=True)
class HelpView:
    """The lines of a country under the names of their kinds. `banner` is "" where all is fresh."""

    anywhere: str
    directory: str
    banner: str
    country: str
    countries: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str, tuple[LineShown, ...]], ...]
    nothing: str
    contact: tuple[str, str]


class CareScreen:
    """The presenter of all of Care but the after-care plan. `locale` is the system's."""

    def __init__(self, desk: Desk, library: Library, locale: str) -> None:
        self.desk, self.library, self.locale = desk, library, locale

    def cards(self, sought: str = "") -> tuple[CardShown, ...]:
        """The cards in which all that is sought stands."""
        held = found(self.library.cards, sought, self.desk.words.language)
        return tuple(self._shown(card) for card in held)

    def card(self, card_id: str) -> CardShown:
        """One card. Raises `Trouble` where there is none of this id."""
        card = self.library.card(card_id)
        if card is None:
            raise Trouble("care.unknown", id=card_id)
        return self._shown(card)

    def unreadable(self) -> str:
        """A sentence where a part of Care cannot be read, else ""."""
        return self.desk.words("care.unreadable") if self.library.problems else ""

    def levels(self) -> tuple[Level, ...]:
        """When to see someone, the most urgent first."""
        return tuple(self._level(name) for name in LEVELS)

    def help_lines(self, now: Now, code: str = "") -> HelpView:
        """The lines of a country, the chosen one where no code is given.

        Raises `Trouble` for a code that stands for no country with lines.
        """
        country = self._asked(code) if code else self._country()
        words, chosen = self.desk.words, self.desk.settings
        today = self.desk.local(now.utc, now).date()
        lines = country.lines if country else ()
        return HelpView(
            words("care.anywhere"),
            DIRECTORY,
            words("care.old") if is_old(lines, today) else "",
            country.code if country else ELSEWHERE,
            self._countries(),
            tuple(self._groups(lines)),
            "" if country else words("care.no_lines"),
            (chosen.contact_name, chosen.contact_number),
        )

    def choose_country(self, code: str) -> None:
        """Show the lines of this country from now on."""
        self.desk.change(country=code)

    def keep_contact(self, name: str, number: str) -> None:
        """Keep a contact of the person's own; two empty texts take it away."""
        name, number = name.strip(), number.strip()
        held = self.desk.settings
        if (name, number) != (held.contact_name, held.contact_number):
            self.desk.change(contact_name=name, contact_number=number)

    def _shown(self, card: Card) -> CardShown:
        of = card.in_(self.desk.words.language)
        parts = (" ".join(part.split()) for part in of.text.split("\n\n"))
        source = self.desk.words("care.source", source=card.source)
        return CardShown(card.id, of.title, tuple(parts), source)

    def _level(self, name: str) -> Level:
        words = self.desk.words
        return Level(
            name,
            words(f"see_someone.{name}", number=self._emergency()),
            words(f"see_someone.{name}_who"),
            tuple(self._signs(name)),
            words.find(f"see_someone.{name}_meanwhile") or "",
        )

    def _signs(self, level: str) -> Iterator[str]:
        at = 1
        while sign := self.desk.words.find(f"see_someone.{level}_{at}"):
            yield sign
            at += 1

    def _emergency(self) -> str:
        """Whom to call at once, by the country chosen."""
        words, country = self.desk.words, self._country()
        lines = country.lines if country else ()
        plain = [each.number for each in lines if each.kind == "emergency" and not each.note]
        return words("care.or").join(plain) if plain else words("care.emergency_anywhere")

    def _country(self) -> Country | None:
        chosen = self.desk.settings.country or territory(self.locale)
        return country_of(self.library.countries, chosen)

    def _asked(self, code: str) -> Country | None:
        if code.lower() == ELSEWHERE:
            return None
        country = country_of(self.library.countries, code.upper())
        if country is None:
            known = ", ".join(each.code for each in self.library.countries)
            raise Trouble("care.no_country", code=code, known=f"{known}, {ELSEWHERE}")
        return country

    def _countries(self) -> tuple[tuple[str, str], ...]:
        words = self.desk.words
        codes = [country.code for country in self.library.countries]
        named = sorted(
            ((code, words(f"care.country_{code}")) for code in codes),
            key=lambda pair: (pair[0] == "EU", pair[1]),
        )
        return (*named, (ELSEWHERE, words("care.elsewhere")))

    def _groups(self, lines: tuple[Line, ...]) -> Iterator[tuple[str, str, tuple[LineShown, ...]]]:
        words = self.desk.words
        for kind in KINDS:
            held = tuple(self._line(line) for line in lines if line.kind == kind)
            if held:
                yield words(f"care.kind_{kind}"), words.find(f"care.about_{kind}") or "", held

    def _line(self, line: Line) -> LineShown:
        words = self.desk.words
        detail = [
            words(f"care.how_{line.how}_word", word=line.word) if line.word else "",
            words(f"care.how_{line.how}") if line.how != "call" and not line.word else "",
            words(f"care.note_{line.note}") if line.note else "",
            line.hours,
            ", ".join(line.languages),
        ]
        key = "care.compared" if line.verified else "care.check_number"
        standing = words(key, date=self._date(line.verified_on), source=line.source)
        told = " · ".join(part for part in detail if part)
        return LineShown(line.number, line.name, told, standing, line.verified)

    def _date(self, day: date) -> str:
        words = self.desk.words
        month = words(f"date.month_{day.month}")
        return words("care.date", day=day.day, month=month, year=day.year)
