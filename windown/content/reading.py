"""How easy a text is to read: Flesch-Kincaid for English, the first Wiener formula for German."""

import re

from windown.content.nouns import syllables

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_END = re.compile(r"[.!?]+(?=\s|$)")
#: Words of more letters count as long (Wiener Sachtextformel).
LONG_LETTERS = 6


def words_in(text: str) -> list[str]:
    """The words of a text; one with a hyphen or an apostrophe is one."""
    return _WORD.findall(text)


def grade(text: str, language: str) -> float:
    """The year of school that reads a text with ease; 0 for no text.

    English: Kincaid 1975, 0.39 words a sentence + 11.8 syllables a word - 15.59. German:
    Bamberger and Vanecek 1984, the first formula. Syllables are counted by groups of vowels, so
    a figure is good to about half a year.
    """
    words = words_in(text)
    if not words:
        return 0.0
    sentences = max(1, len(_END.findall(text)))
    counts = [_syllables(word, language) for word in words]
    long_sentences = len(words) / sentences
    if language != "de":
        return 0.39 * long_sentences + 11.8 * sum(counts) / len(words) - 15.59
    many = 100 * sum(n >= 3 for n in counts) / len(words)
    one = 100 * sum(n == 1 for n in counts) / len(words)
    long = 100 * sum(len(word) > LONG_LETTERS for word in words) / len(words)
    return 0.1935 * many + 0.1672 * long_sentences + 0.1297 * long - 0.0327 * one - 0.875


def _syllables(word: str, language: str) -> int:
    """As a hyphenated word is spoken: part by part."""
    return sum(syllables(part, language) for part in re.split(r"[-'’]", word) if part)
