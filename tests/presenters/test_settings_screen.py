"""Settings: what is chosen, what can be chosen, and what could not be written."""

import pytest

from tests.fakes import a_desk
from windown.core.mix import SOUNDS
from windown.core.settings import FACES, LANGUAGES
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE
from windown.presenters.settings import SettingsScreen
from windown.service.ports import VoiceChoice

ENGLISH = VoiceChoice("gmw/en", "English", "en-gb")
GERMAN = VoiceChoice("gmw/de", "Deutsch", "de")


def test_the_view_shows_what_is_chosen():
    view = SettingsScreen(a_desk(face="night", volume_voice=0.25, rate=120)).view()
    assert (view.face, view.volume_voice, view.volume_tones, view.rate) == ("night", 25, 80, 120)


def test_what_was_never_chosen_shows_our_own_voice():
    view = SettingsScreen(a_desk(language="de")).view()
    assert (view.voice, view.rate, view.pitch) == (
        DEFAULT_VOICE["de"], DEFAULT_RATE["de"], DEFAULT_PITCH["de"],
    )  # fmt: skip


def test_all_that_a_settings_file_may_hold_can_be_chosen():
    view = SettingsScreen(a_desk()).view()
    assert tuple(face for face, _ in view.faces) == FACES
    assert tuple(code for code, _ in view.languages) == LANGUAGES
    assert view.backgrounds == (
        ("", "background.none"), *((sound, f"background.{sound}") for sound in SOUNDS),
    )  # fmt: skip


def test_a_mix_of_ones_own_is_offered_as_it_is():
    view = SettingsScreen(a_desk(background="rain:0.5+sea")).view()
    assert view.backgrounds[-1] == ("rain:0.5+sea", "background.mixed")


def test_only_voices_of_the_language_are_offered_with_ours_first():
    view = SettingsScreen(a_desk(language="en")).view([GERMAN, ENGLISH])
    assert view.voices == ((DEFAULT_VOICE["en"], "settings.voice_ours"), ("gmw/en", "English"))


def test_a_chosen_voice_is_kept_for_its_language_only():
    screen = SettingsScreen(a_desk(language="en", voices={"de": "gmw/de"}))
    screen.choose_voice("gmw/en")
    assert screen.desk.preferences.kept.voices == {"de": "gmw/de", "en": "gmw/en"}
    assert screen.view([ENGLISH, GERMAN]).voice == "gmw/en"


@pytest.mark.parametrize(
    ("percent", "volume"), [(0, 0.0), (55, 0.55), (100, 1.0), (150, 1.0), (-5, 0.0)]
)
@pytest.mark.parametrize("bus", ["voice", "tones", "background"])
def test_a_volume_is_kept_within_its_limits(bus, percent, volume):
    screen = SettingsScreen(a_desk())
    screen.set_volume(bus, percent)
    assert getattr(screen.desk.preferences.kept, f"volume_{bus}") == volume
    assert getattr(screen.view(), f"volume_{bus}") == max(0, min(100, percent))


def test_a_change_is_announced():
    screen, seen = SettingsScreen(a_desk()), []
    screen.desk.listeners.append(seen.append)
    screen.change(reduce_motion=True)
    assert (seen, screen.view().reduce_motion, screen.view().told) == (["settings"], True, "")


def test_what_could_not_be_written_is_told_until_it_can_be():
    screen = SettingsScreen(a_desk())
    screen.desk.preferences.failing = "settings.full"
    screen.change(face="night")
    assert (screen.view().told, screen.view().face) == ("settings.full", "night")
    screen.desk.preferences.failing = None
    screen.change(face="evening")
    assert screen.view().told == ""


def test_another_language_is_spoken_at_once():
    screen = SettingsScreen(a_desk(language="en"))
    screen.change(language="de")
    assert screen.view().voice == DEFAULT_VOICE["de"]
