"""Care: cards in the language of the person, lines of their country, and whom to call at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import ASSETS
from tests.fakes import a_desk
from windown.content.care import Library, read_care
from windown.content.words import read_words
from windown.core.problems import Problem, Trouble
from windown.presenters.care import DIRECTORY, ELSEWHERE, CareScreen

LIBRARY = read_care(ASSETS / "care")
COUNTRIES = [country.code for country in LIBRARY.countries]


def a_screen(language="en", locale="de_DE.UTF-8", library=LIBRARY, **settings):
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", language), **settings)
    return CareScreen(desk, library, locale)


def lines_of(screen, code=""):
    return screen.help_lines(screen.desk.clock.now(), code)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_card_has_its_paragraphs_and_its_source(language):
    shown = a_screen(language).card("light")
    assert len(shown.paragraphs) == 3
    assert all("\n" not in part for part in shown.paragraphs)
    assert "Brown 2022" in shown.source
    assert shown.paragraphs[0].startswith(shown.begins)


def test_cards_are_sought_in_the_language_of_the_person():
    assert [card.id for card in a_screen("de").cards("wecker")] == [
        "sleep_schedule", "clock_watching",
    ]  # fmt: skip
    assert a_screen("en").cards("wecker") == ()
    assert len(a_screen().cards()) == 15


def test_an_unknown_card_is_told():
    with pytest.raises(Trouble) as told:
        a_screen().card("sheep")
    assert told.value.key == "care.unknown"


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_first_line_of_when_to_see_someone_is_what_to_do(language):
    now, today, week = a_screen(language).levels()
    assert now.action == {"en": "Call 112 now", "de": "Ruf jetzt 112 an"}[language]
    assert (len(now.signs), len(today.signs), len(week.signs)) == (10, 6, 8)
    assert now.meanwhile and not today.meanwhile


@pytest.mark.parametrize(
    ("locale", "number"),
    [("en_GB.UTF-8", "999 or 112"), ("en_US", "911"), ("en_AU", "000"), ("it_IT", "112"),
     ("pt_BR", "112, 911 or your local emergency number"),
     ("C", "112, 911 or your local emergency number")],
)  # fmt: skip
def test_whom_to_call_at_once_is_by_the_country(locale, number):
    assert a_screen(locale=locale).levels()[0].action == f"Call {number} now"


def test_a_chosen_country_goes_before_the_one_of_the_system():
    screen = a_screen(locale="de_DE")
    assert lines_of(screen).country == "DE"
    screen.choose_country("US")
    assert lines_of(screen).country == "US"
    assert screen.levels()[0].action == "Call 911 now"
    screen.choose_country(ELSEWHERE)
    assert lines_of(screen).country == ELSEWHERE
    assert lines_of(screen).groups == () and lines_of(screen).nothing


@pytest.mark.parametrize("code", [*COUNTRIES, ELSEWHERE, "gb", "AT"])
def test_what_works_anywhere_stands_on_top_of_every_list(code):
    view = lines_of(a_screen(), code)
    assert "112" in view.anywhere and "911" in view.anywhere
    assert view.directory == DIRECTORY


def test_lines_of_a_country_nobody_knows_are_told():
    with pytest.raises(Trouble) as told:
        lines_of(a_screen(), "XX")
    assert told.value.key == "care.no_country" and ELSEWHERE in told.value.values["known"]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("code", COUNTRIES)
def test_every_line_says_how_sure_it_is_and_since_when(code, language):
    check = {"en": "Check this number", "de": "Prüfe diese Nummer"}[language]
    for _, _, lines in lines_of(a_screen(language), code).groups:
        for line in lines:
            assert "2026" in line.standing
            assert (check in line.standing) is not line.sure


def test_a_number_that_was_compared_says_with_what():
    country = LIBRARY.countries[0]
    line = replace(country.lines[0], verified=True, source="https://example.org")
    screen = a_screen(library=Library(countries=(replace(country, lines=(line,)),)))
    ((_, _, (shown,)),) = lines_of(screen, "GB").groups
    assert shown.sure
    assert shown.standing.startswith("Compared with https://example.org on 22 November 2026.")


def test_a_text_message_is_told_with_its_word():
    said = {line.number: line.detail for _, _, lines in lines_of(a_screen(), "GB").groups
            for line in lines}  # fmt: skip
    assert said["85258"] == "text SHOUT to this number"
    assert said["82111"] == "by text message"
    assert said["116 123"] == ""


def test_after_twelve_months_a_banner_asks_to_compare():
    screen = a_screen()
    assert lines_of(screen).banner == ""
    screen.desk.clock.utc += timedelta(days=364)
    assert lines_of(screen).banner == ""
    screen.desk.clock.utc += timedelta(days=1)
    assert "more than a year ago" in lines_of(screen).banner


def test_the_own_contact_is_kept_and_can_be_taken_away():
    screen = a_screen()
    screen.keep_contact(" Ada ", " 0151 1234 ")
    assert lines_of(screen).contact == ("Ada", "0151 1234")
    changes = []
    screen.desk.listeners.append(changes.append)
    screen.keep_contact("Ada", "0151 1234")
    assert changes == [], "the same is not written twice"
    screen.keep_contact("", "")
    assert lines_of(screen).contact == ("", "")


def test_what_works_anywhere_is_there_without_any_file():
    problem = Problem("helplines.toml", "", "content.unreadable", {"why": "gone"})
    screen = a_screen(library=Library(problems=(problem,)))
    assert "112" in lines_of(screen).anywhere
    assert screen.unreadable() and not a_screen().unreadable()
    assert "112, 911" in screen.levels()[0].action
