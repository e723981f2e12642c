"""Options are offered for each practice as it needs them, and kept at once."""

import pytest

from tests.fakes import a_desk
from windown.core.body import MyBody
from windown.core.options import Options
from windown.presenters.options import Areas, Choose, OptionsScreen, Slide, Turn


@pytest.fixture
def screen():
    return OptionsScreen(a_desk())


def row_of(screen, practice, name):
    return next(row for row in screen.rows(practice) if row.id == name)


def test_breathing_offers_voice_tones_words_background_and_eyes_closed(screen):
    assert {row.id for row in screen.rows("extended_4_6")} >= {
        "voice", "tones", "words_until", "background", "eyes_closed",
    }  # fmt: skip


def test_muscle_relaxation_offers_strength_side_rounds_and_areas(screen):
    assert {row.id for row in screen.rows("pmr_16")} >= {
        "effort", "side", "place", "rounds", "leave_out",
    }  # fmt: skip


def test_what_follows_the_end_is_asked_only_with_eyes_closed(screen):
    assert "at_end" not in {row.id for row in screen.rows("extended_4_6")}
    screen.turn("extended_4_6", "eyes_closed", True)
    assert row_of(screen, "extended_4_6", "at_end").current == "nothing"


def test_a_slider_is_kept_within_its_limits_and_told(screen):
    slide = row_of(screen, "pmr_16", "rounds")
    assert isinstance(slide, Slide)
    assert slide.step == 0
    assert screen.move("pmr_16", "rounds", 1) == "2"
    assert screen.desk.options("pmr_16") == Options(rounds=2)
    screen.move("pmr_16", "rounds", 99)
    assert screen.desk.options("pmr_16").rounds == 3


def test_a_choice_is_kept_for_its_practice_alone(screen):
    screen.choose("extended_4_6", "background", "rain")
    screen.choose("extended_4_6", "words_until", "0")
    assert screen.desk.options("extended_4_6") == Options(background="rain", words_until=0.0)
    assert screen.desk.options("box_4") == Options()


def test_voice_is_as_in_the_settings_until_it_is_chosen():
    screen = OptionsScreen(a_desk(voice_on=False))
    assert row_of(screen, "box_4", "voice") == Turn("voice", "options.voice", False)
    screen.turn("box_4", "voice", True)
    assert row_of(screen, "box_4", "voice").on
    assert screen.desk.sounding(screen.desk.options("box_4")).style is not None


def test_areas_left_out_of_everything_are_left_out_here_too():
    screen = OptionsScreen(a_desk(body=MyBody(left_out=frozenset({"forehead"}))))
    screen.leave_out("pmr_16", "abdomen", True)
    areas = row_of(screen, "pmr_16", "leave_out")
    assert isinstance(areas, Areas)
    assert {area for area, _, taken in areas.areas if not taken} == {"forehead", "abdomen"}
    screen.leave_out("pmr_16", "abdomen", False)
    assert screen.desk.options("pmr_16") == Options()


def test_a_mixed_background_stays_offered(screen):
    screen.choose("box_4", "background", "rain:0.5+sea")
    row = row_of(screen, "box_4", "background")
    assert isinstance(row, Choose)
    assert row.current in dict(row.choices)


def test_silence_and_no_tones_are_heard(screen):
    screen.choose("box_4", "background", "none")
    screen.turn("box_4", "tones", False)
    levels = screen.desk.sounding(screen.desk.options("box_4")).levels
    assert (levels.ambience, levels.tones) == ("", 0.0)


def test_everything_can_be_as_it_comes_again(screen):
    screen.turn("box_4", "tones", False)
    screen.as_it_comes("box_4")
    assert screen.desk.settings.options == {}


def test_an_unknown_practice_has_no_options(screen):
    assert screen.rows("nothing") == ()
    assert screen.move("nothing", "pace", 3) == ""
