"""The words of a shuffle, `assets/nouns/<language>.toml`: read, and looked over."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from windown.core.ask import Noun
from windown.core.problems import Problem
from windown.core.wording import LANGUAGES

#: The facts, 3.1: 600 words or more, of one to three syllables; with a few to spare for bans.
FEWEST, LONGEST = 620, 3
#: So many kinds, and so many words of each, that two of one kind need never follow each other.
FEWEST_KINDS, SMALLEST_KIND, LARGEST_KIND = 12, 20, 80

#: How a noun is written: one word, in German with a capital.
_FORMS = {"en": r"[a-z]{2,}", "de": r"[A-ZÄÖÜ][a-zäöüß]+"}


def read_nouns(folder: Path, language: str) -> tuple[Noun, ...]:
    """The words of a language, or the English ones where there are none of it.

    These files are ours and packed with the program: a missing one is a fault of the
    installation and raises OSError.
    """
    file = folder / f"{language if language in LANGUAGES else 'en'}.toml"
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(Noun(word, kind) for kind, found in raw.items() for word in found)


def check_nouns(folder: Path) -> list[Problem]:
    """What is wrong with the words of all languages."""
    return [problem for language in LANGUAGES for problem in _of(folder, language)]


def _of(folder: Path, language: str) -> Iterator[Problem]:
    file = str(folder / f"{language}.toml")
    try:
        nouns = read_nouns(folder, language)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        yield Problem(file, "", "content.nouns_missing", {"why": str(error)})
        return
    yield from _wrong_words(file, nouns, language)
    yield from _wrong_counts(file, Counter(noun.category for noun in nouns))


def _wrong_words(file: str, nouns: tuple[Noun, ...], language: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for noun in nouns:
        word = str(noun.word)
        if word.casefold() in seen:
            yield Problem(file, noun.category, "content.noun_twice", {"word": word})
        seen.add(word.casefold())
        if not re.fullmatch(_FORMS[language], word):
            yield Problem(file, noun.category, "content.noun_form", {"word": word})
        elif syllables(word, language) > LONGEST:
            yield Problem(file, noun.category, "content.noun_long", {"word": word, "max": LONGEST})


def _wrong_counts(file: str, kinds: Counter[str]) -> Iterator[Problem]:
    if kinds.total() < FEWEST:
        yield Problem(file, "", "content.nouns_few", {"n": kinds.total(), "min": FEWEST})
    if len(kinds) < FEWEST_KINDS:
        yield Problem(file, "", "content.nouns_categories", {"n": len(kinds), "min": FEWEST_KINDS})
    limits = {"min": SMALLEST_KIND, "max": LARGEST_KIND}
    for kind, n in kinds.items():
        if not SMALLEST_KIND <= n <= LARGEST_KIND:
            yield Problem(file, kind, "content.nouns_kind", {"kind": kind, "n": n, **limits})


def syllables(word: str, language: str) -> int:
    """About how many syllables a word has: its groups of vowels, in English no silent e."""
    vowels = "aeiouy" if language == "en" else "aeiouyäöü"
    groups = len(re.findall(f"[{vowels}]+", word.casefold()))
    silent = language == "en" and re.search(r"[^aeiouy]e$", word) and not word.endswith("le")
    return max(1, groups - 1 if silent else groups)
