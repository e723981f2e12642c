"""Word files: nested tables become dotted ids, English stands behind every language."""

from tests.conftest import ASSETS
from windown.content.words import flat, read_words


def folder(tmp_path, **texts):
    for language, text in texts.items():
        (tmp_path / f"{language}.toml").write_text(text, encoding="utf-8")
    return tmp_path


ENGLISH = '[nav]\ntonight = "Tonight"\nback = "Back"\n[unit.minutes]\none = "a minute"\n'
GERMAN = '[nav]\ntonight = "Heute Abend"\n'


def test_tables_become_dotted_ids():
    assert dict(flat({"a": {"b": {"c": "text"}, "n": 3}})) == {"a.b.c": "text", "a.n": "3"}


def test_english_stands_behind_german(tmp_path):
    words = read_words(folder(tmp_path, en=ENGLISH, de=GERMAN), "de")
    assert [words("nav.tonight"), words("nav.back")] == ["Heute Abend", "Back"]
    assert words.language == "de"


def test_a_language_we_do_not_speak_is_english(tmp_path):
    words = read_words(folder(tmp_path, en=ENGLISH, de=GERMAN), "fr")
    assert (words.language, words("nav.tonight")) == ("en", "Tonight")


def test_the_words_that_ship_are_read_in_both_languages():
    assert read_words(ASSETS / "words", "en")("phase.in") == "Breathe in"
    assert read_words(ASSETS / "words", "de").language == "de"
