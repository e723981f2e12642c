"""What is wrong with the words of Care: banned words, length, reading grade, missing lines."""

import re
from collections.abc import Iterator
from pathlib import Path

from windown.content.care import read_care
from windown.content.reading import grade, words_in
from windown.core.care import Card, Country
from windown.core.problems import Problem

#: Words of a card, both included.
FEWEST, MOST = 60, 120
#: The highest school year for which a card is written, in both languages.
HIGHEST_GRADE = 6.0
#: The facts, 10.1: words that judge, press or frighten. A star stands for any ending.
BANNED = {
    "en": (
        "addict*", "junkie*", "user", "users", "abuse*", "habit*", "clean", "dirty", "relapse*",
        "drug use", "must", "should", "never", "fail*", "bad night*", "research proves", "proven",
        "deep breath*", "cure*",
    ),
    "de": (
        "süchtig*", "abhängige*", "junkie*", "konsument*", "missbrauch*", "clean", "rückfall*",
        "drogenkonsum*", "muss*", "müssen", "müsst*", "soll*", "nie", "niemals", "versag*",
        "gescheitert*", "schlechte nacht", "beweis*", "bewiesen", "tief durchatmen", "heilt",
    ),
}  # fmt: skip


def check_care(folder: Path) -> list[Problem]:
    """Every problem of the cards and the help lines."""
    library = read_care(folder)
    problems = list(library.problems)
    for card in library.cards:
        problems += _wrong_card(folder / "cards" / f"{card.id}.toml", card)
    for country in library.countries:
        problems += _wrong_country(folder / "helplines.toml", country)
    return problems


def unverified(folder: Path) -> list[Problem]:
    """The numbers nobody has compared with the service's own page yet, a notice for a country."""
    notices = []
    for country in read_care(folder).countries:
        numbers = [line.number for line in country.lines if not line.verified]
        if numbers:
            values = {"n": len(numbers), "numbers": ", ".join(numbers)}
            file = str(folder / "helplines.toml")
            notices.append(Problem(file, country.code, "content.care_unverified", values))
    return notices


def _wrong_card(file: Path, card: Card) -> Iterator[Problem]:
    for language, of in card.texts.items():
        key, shown = f"{language}.text", f"{of.title}. {of.text}"
        count = len(words_in(of.text))
        if not FEWEST <= count <= MOST:
            limits = {"n": count, "min": FEWEST, "max": MOST}
            yield Problem(str(file), key, "content.care_length", limits)
        reached = grade(of.text, language)
        if reached > HIGHEST_GRADE:
            values = {"grade": f"{reached:.1f}", "max": f"{HIGHEST_GRADE:.0f}"}
            yield Problem(str(file), key, "content.care_grade", values)
        for word in banned_in(shown, language):
            yield Problem(str(file), key, "content.care_word", {"word": word})


def banned_in(text: str, language: str) -> list[str]:
    """The banned words of a text, an exclamation mark among them."""
    low = text.casefold()
    marks = ["!"] if "!" in text else []
    return marks + [word for word in BANNED[language] if re.search(_pattern(word), low)]


def _pattern(word: str) -> str:
    stem = re.escape(word.removesuffix("*"))
    return rf"\b{stem}" if word.endswith("*") else rf"\b{stem}\b"


def _wrong_country(file: Path, country: Country) -> Iterator[Problem]:
    if not any(line.kind == "emergency" for line in country.lines):
        yield Problem(str(file), country.code, "content.care_no_emergency")
    for at, line in enumerate(country.lines):
        if line.word and line.how == "call":
            yield Problem(str(file), f"{country.code}.line[{at}]", "content.care_word_to_call")
