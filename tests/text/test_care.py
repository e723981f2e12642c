"""Care in the terminal."""

import pytest

from tests.conftest import ASSETS
from tests.fakes import a_desk
from windown.content.care import read_care
from windown.content.words import read_words
from windown.core.problems import Trouble
from windown.presenters.care import CareScreen
from windown.text.arguments import parser_of
from windown.text.care import print_card, print_cards, print_help_lines, print_levels


def a_screen(language="en", **settings):
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", language), **settings)
    return CareScreen(desk, read_care(ASSETS / "care"), "en_GB.UTF-8")


def said(capsys):
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_card_is_listed_and_printed_within_a_narrow_terminal(language, capsys):
    screen = a_screen(language)
    print_cards(screen)
    listed = said(capsys)
    for card in screen.cards():
        assert f"  {card.id} " in listed and card.title in listed
        print_card(screen.card(card.id))
        printed = said(capsys)
        assert printed.startswith(card.title)
        assert max(map(len, printed.splitlines())) <= 76
        assert card.source.split()[-1] in printed


def test_when_to_see_someone_begins_with_what_to_do(capsys):
    print_levels(a_screen())
    lines = said(capsys).splitlines()
    assert lines[0] == "Call 999 or 112 now"
    assert sum(line.startswith("  - ") for line in lines) == 24


def test_help_lines_begin_with_what_works_anywhere(capsys):
    print_help_lines(a_screen(contact_name="Ada", contact_number="0151 1"), now(), "")
    printed = said(capsys)
    assert printed.startswith("In an emergency: 112")
    assert "Your own contact: Ada 0151 1" in printed and "United Kingdom" in printed
    assert printed.index("999") < printed.index("116 123") < printed.index("0300 123 6600")
    assert "text SHOUT to this number" in printed and "Check this number" in printed


def test_help_lines_of_another_country_can_be_asked_for(capsys):
    print_help_lines(a_screen(), now(), "us")
    assert "988" in said(capsys)
    print_help_lines(a_screen(), now(), "elsewhere")
    assert "no lines for this place" in said(capsys)
    with pytest.raises(Trouble):
        print_help_lines(a_screen(), now(), "Mars")


def now():
    return a_screen().desk.clock.now()


@pytest.mark.parametrize(
    ("typed", "card", "see", "lines"),
    [("care", None, False, None), ("care light", "light", False, None),
     ("care --see-someone", None, True, None), ("care --help-lines", None, False, ""),
     ("care --help-lines DE", None, False, "DE")],
)  # fmt: skip
def test_what_may_be_typed(typed, card, see, lines, words):
    read = parser_of(words).parse_args(typed.split())
    assert (read.card, read.see_someone, read.help_lines) == (card, see, lines)


def test_only_one_of_them_at_a_time(words):
    with pytest.raises(SystemExit) as left:
        parser_of(words).parse_args(["care", "--see-someone", "--help-lines", "DE"])
    assert left.value.code == 2
