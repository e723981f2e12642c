"""The pace of a prompt, from its timeline to the engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.timeline import Prompt
from windown.core.voices import SINGLE_WORD_PACE, SLOWEST_RATE, parted, rate_of


@given(st.text(max_size=40), st.floats(0.1, 3.0))
def test_words_and_pace_come_apart_as_they_were_put_together(text, pace):
    found, slower = parted(Prompt(0.0, 1.0, text.replace("\t", " "), pace).voiced)
    assert found == text.replace("\t", " ")
    assert slower == pytest.approx(pace, rel=1e-4)


def test_a_tab_that_parts_no_number_belongs_to_the_words():
    assert parted("soft\tand easy") == ("soft\tand easy", 1.0)


def test_a_slower_pace_is_a_lower_rate_but_never_below_what_the_engine_heeds():
    assert rate_of("Let it out.", 1.0, 92) == 92
    assert rate_of("Let it out.", 0.9, 100) == 90
    assert rate_of("Let it out.", 0.5, 92) == SLOWEST_RATE
    assert rate_of("seven", 1.0, 92) == round(92 * SINGLE_WORD_PACE)
    assert rate_of("seven", 0.9, 92) == round(92 * SINGLE_WORD_PACE * 0.9)
