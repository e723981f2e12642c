"""Cards that are sought, and countries that are found, from what the system says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.care import Card, CardText, Country, Line, country_of, found, is_old, territory

TEA = Card("tea", 1, "somebody", {"en": CardText("Tea", "cup", "It warms the hands.")})
LIGHT = Card(
    "light", 2, "somebody",
    {"en": CardText("Light", "lamp", "It is dim."), "de": CardText("Licht", "Lampe", "Trüb.")},
)  # fmt: skip
WRITTEN = date(2026, 11, 22)
LINE = Line("emergency", "112", "somebody", WRITTEN)
COUNTRIES = (Country("DE", ("DE",), (LINE,)), Country("EU", ("AT", "IT"), (LINE,)))


@pytest.mark.parametrize(
    ("sought", "ids"),
    [("", "tea light"), ("cup", "tea"), ("WARM", "tea"), ("tea cup", "tea"), ("tea lamp", ""),
     ("it", "tea light"), ("  dim ", "light")],
)  # fmt: skip
def test_every_word_sought_has_to_stand_in_a_card(sought, ids):
    assert [card.id for card in found((TEA, LIGHT), sought, "en")] == ids.split()


def test_a_card_is_sought_in_the_language_it_is_shown_in():
    assert found((TEA, LIGHT), "lampe trüb", "de") == (LIGHT,)
    assert found((TEA, LIGHT), "hands", "de") == (TEA,), "shown in English for want of German"


@given(st.text())
def test_nothing_that_is_typed_breaks_the_search(sought):
    assert all(card in (TEA, LIGHT) for card in found((TEA, LIGHT), sought, "en"))


@pytest.mark.parametrize(
    ("locale", "code"),
    [("de_DE.UTF-8", "DE"), ("en_GB", "GB"), ("de-AT", "AT"), ("sr_RS.UTF-8@latin", "RS"),
     ("zh_Hans_CN", "CN"), ("C", ""), ("C.UTF-8", ""), ("", ""), ("de", ""), ("es_419", "")],
)  # fmt: skip
def test_the_country_is_that_of_the_locale(locale, code):
    assert territory(locale) == code


@given(st.text())
def test_any_locale_is_a_country_or_none(locale):
    assert territory(locale) == "" or len(territory(locale)) == 2


def test_a_country_without_lines_of_its_own_has_those_that_cover_it():
    assert country_of(COUNTRIES, "DE").code == "DE"
    assert country_of(COUNTRIES, "AT").code == "EU"
    assert country_of(COUNTRIES, "EU").code == "EU"
    assert country_of(COUNTRIES, "BR") is None
    assert country_of(COUNTRIES, "") is None


def test_a_number_is_old_after_twelve_months():
    assert not is_old([LINE], WRITTEN + timedelta(days=364))
    assert is_old([LINE], WRITTEN + timedelta(days=365))
    assert not is_old([], WRITTEN)
