"""The words of the shuffle: enough of them, each once, short, and of the kind one can picture."""

import pytest

from tests.conftest import ASSETS
from windown.content.nouns import FEWEST, check_nouns, read_nouns, syllables
from windown.core.wording import LANGUAGES

#: Some of what has no place here (the facts, 3.1).
OUT = {
    "en": [
        "needle", "knife", "gun", "sword", "arrow", "bed", "pillow", "sleep", "dream", "night",
        "blanket", "clock", "watch", "hour", "money", "coin", "school", "desk", "doctor",
        "pill", "syringe", "bee", "wasp", "spider", "beetle", "onion", "garlic", "cheese",
        "hand", "leg", "nose", "tooth", "car", "truck", "plane", "horse", "nail", "urn",
        "grave", "skull", "seven", "five",
    ],
    "de": [
        "nadel", "messer", "schwert", "pfeil", "bett", "kissen", "schlaf", "traum", "nacht",
        "decke", "uhr", "geld", "münze", "schule", "arzt", "pille", "spritze", "biene", "wespe",
        "spinne", "käfer", "zwiebel", "knoblauch", "käse", "bein", "nase", "zahn", "auto",
        "zug", "flugzeug", "pferd", "nagel", "grab", "sieben", "fünf",
    ],
}  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def nouns(language):
    return read_nouns(ASSETS / "nouns", language)


def test_what_ships_is_in_order():
    assert check_nouns(ASSETS / "nouns") == []


def test_there_are_enough_words_and_each_is_there_once(nouns):
    words = [noun.word for noun in nouns]
    assert len(words) == len(set(words)) >= FEWEST


def test_nothing_is_there_that_has_no_place_at_night(nouns, language):
    assert [noun.word for noun in nouns if noun.word.casefold() in OUT[language]] == []


def test_no_kind_holds_more_than_a_tenth_and_no_letter_more_than_a_fifth(nouns):
    kinds = [noun.category for noun in nouns]
    letters = [noun.word[0].casefold() for noun in nouns]
    assert max(map(kinds.count, kinds)) <= len(nouns) / 10
    assert max(map(letters.count, letters)) <= len(nouns) / 5


def test_german_has_words_of_its_own():
    german, english = (
        {noun.word.casefold() for noun in read_nouns(ASSETS / "nouns", name)}
        for name in ("de", "en")
    )
    assert len(german & english) < len(german) / 10


def test_an_unknown_language_gets_the_english_words():
    assert read_nouns(ASSETS / "nouns", "fr") == read_nouns(ASSETS / "nouns", "en")


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [("apple", "en", 2), ("cake", "en", 1), ("tree", "en", 1), ("umbrella", "en", 3),
     ("Baum", "de", 1), ("Leuchtturm", "de", 2), ("Schmetterling", "de", 3), ("Öl", "de", 1)],
)  # fmt: skip
def test_syllables_are_counted_roughly(word, language, count):
    assert syllables(word, language) == count


def told(folder, english):
    (folder / "en.toml").write_text(english, encoding="utf-8")
    (folder / "de.toml").write_bytes((ASSETS / "nouns" / "de.toml").read_bytes())
    return [(problem.key, problem.reason) for problem in check_nouns(folder)]


@pytest.mark.parametrize(
    ("word", "reason"),
    [("rabbit", "content.noun_twice"), ("Ice cream", "content.noun_form"),
     ("4", "content.noun_form"), ("refrigerator", "content.noun_long")],
)  # fmt: skip
def test_a_word_that_does_not_belong_is_told(tmp_path, word, reason):
    english = (ASSETS / "nouns" / "en.toml").read_text(encoding="utf-8")
    wrong = english.replace('"rabbit"', f'"rabbit", "{word}"')
    assert told(tmp_path, wrong) == [("animals", reason)]


def test_too_few_words_and_kinds_are_told(tmp_path):
    assert told(tmp_path, 'animals = ["cat", "dog"]') == [
        ("", "content.nouns_few"), ("", "content.nouns_categories"),
        ("animals", "content.nouns_kind"),
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["animals = ", "animals = 4"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, content):
    assert told(tmp_path, content) == [("", "content.nouns_missing")]
