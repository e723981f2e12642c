"""Listening: as long as its timer, with its sound, and a fade at the end."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.catalogue import timeline_of
from windown.core.mix import SOUNDS
from windown.core.options import Options
from windown.core.problems import Trouble
from windown.core.splice import continued, joined, skip

SHELF = read_shelf([ASSETS / "practices"])
WORDS = read_words(ASSETS / "words", "en")
RAIN = SHELF.find("sound_rain")


def listening(minutes=None, practice=RAIN, **chosen):
    return timeline_of(practice, WORDS, minutes, Ask(Options(**chosen)))


@given(
    st.floats(5, 600), st.one_of(st.none(), st.floats(0, 60)), st.sampled_from(SOUNDS),
)  # fmt: skip
def test_it_lasts_exactly_as_long_as_its_timer_and_fades_within_it(minutes, fade, sound):
    timeline = listening(minutes, SHELF.find(f"sound_{sound}"), fade=fade)
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert sum(span.seconds for span in timeline.spans) == timeline.length
    assert 60 <= timeline.fade <= min(1800, timeline.length)
    assert timeline.ambience == sound
    assert timeline.prompts == timeline.tones == ()


def test_the_fade_and_the_sound_are_as_chosen():
    assert listening(fade=3).fade == 180
    assert listening(background="sea+wind:0.5").ambience == "sea+wind:0.5"
    assert listening(background="none").ambience == "rain"


def test_outside_five_minutes_to_ten_hours_it_says_so():
    for minutes in (4.9, 601):
        with pytest.raises(Trouble):
            listening(minutes)


def test_skipping_ends_it_alone_and_goes_on_in_a_chain():
    timeline = listening(10)
    assert skip(timeline, 100.0).length == 100.0
    chain = joined("two", [timeline, listening(5)])
    assert skip(chain, 100.0).length == 100.0 + 300.0
    assert chain.fade == 300.0


def test_what_goes_on_otherwise_keeps_its_background_and_never_grows_loud_again():
    timeline = replace(listening(10), falling=0.5)
    after = continued(timeline, 60.0, replace(timeline, ambience="", falling=0.0))
    assert after.ambience == "rain"
    assert after.falling == 0.5
