"""Which voices are offered, and who speaks when the chosen voice is not there."""

import pytest

from windown.adapters.voice_list import Installed, offered, resolved

AFRIKAANS = Installed("gmw/af", "Afrikaans", "af")
GERMAN = Installed("gmw/de", "German", "de")
CARIBBEAN = Installed("gmw/en-029", "English (Caribbean)", "en-029")
AMERICAN = Installed("gmw/en-us", "English (America)", "en-us")
VOICES = (AFRIKAANS, GERMAN, CARIBBEAN, AMERICAN)
VARIANTS = frozenset({"f2", "steph", "whisper", "Annie"})


def test_english_and_german_come_first_each_with_its_calm_variants():
    assert [voice.id for voice in offered(VOICES, VARIANTS)] == [
        "gmw/en-us", "gmw/en-us+f2", "gmw/en-us+steph", "gmw/en-029",
        "gmw/de", "gmw/de+f2", "gmw/de+steph",
        "gmw/af",
    ]  # fmt: skip


def test_no_whispering_voice_is_offered():
    assert not [voice for voice in offered(VOICES, VARIANTS) if "whisper" in voice.id]


def test_names_can_be_read_by_a_person():
    names = {voice.id: voice.name for voice in offered(VOICES, VARIANTS)}
    assert names["gmw/en-us+steph"] == "English (America), soft, Steph"


@pytest.mark.parametrize(
    "asked", ["gmw/en-us", "en-us", "EN-US", "gmw/en-US"], ids=lambda asked: asked
)
def test_a_voice_is_known_by_its_id_or_the_last_part_of_it(asked):
    assert resolved(asked, "en", VOICES, VARIANTS) == ("gmw/en-us", False)


def test_an_installed_variant_is_used_as_asked():
    assert resolved("en-us+steph", "en", VOICES, VARIANTS) == ("gmw/en-us+steph", False)


@pytest.mark.parametrize("variant", ["nosuch", "annie", "F2"])
def test_a_variant_that_is_not_installed_in_that_spelling_is_replaced_by_its_base(variant):
    assert resolved(f"gmw/de+{variant}", "de", VOICES, VARIANTS) == ("gmw/de", True)


def test_an_unknown_voice_is_replaced_by_the_language_s_own():
    assert resolved("nosuch", "de", VOICES, VARIANTS) == ("gmw/de", True)


def test_nothing_chosen_is_no_replacement():
    assert resolved("", "en-GB", VOICES, VARIANTS) == ("gmw/en-us", False)


def test_without_our_favourite_the_first_voice_of_the_language_speaks():
    assert resolved("", "en", (AFRIKAANS, CARIBBEAN), ()) == ("gmw/en-029", False)


def test_a_voice_of_another_language_is_never_used():
    assert resolved("gmw/en-us", "de", VOICES, VARIANTS) == ("gmw/de", True)
    assert resolved("gmw/en-us", "de", (AMERICAN,), VARIANTS) is None
