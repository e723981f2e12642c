"""The word to picture and the still light: soft, dim, and whole at any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF

from windown.core.colours import SESSION_LIMIT
from windown.ui.light import screen_score
from windown.ui.theme import Theme
from windown.ui.widgets.calm import Calm, brightness
from windown.ui.widgets.word import FADE_S, WordPicture, fitting, next_look_ms, presence

SIZES = [QSize(960, 640), QSize(420, 700), QSize(220, 160), QSize(1920, 1080)]
LONG = "Streichholzschachtelsammlung"


@pytest.fixture
def worn(qtbot):
    """A picture of a kind, shown at a size."""

    def make(kind, size, scale=1.0):
        made = kind(Theme(type_scale=scale))
        qtbot.addWidget(made)
        made.resize(size)
        return made

    return make


def score(widget):
    return screen_score(widget.grab().toImage())


@given(st.floats(2.5, 20), st.floats(0, 1))
def test_a_word_comes_and_goes_and_is_there_in_between(seconds, progress):
    there = presence(seconds, progress)
    since, left = seconds * progress, seconds * (1 - progress)
    assert 0.0 <= there <= 1.0
    if min(since, left) >= FADE_S:
        assert there == pytest.approx(1.0)
    if min(since, left) == 0.0:
        assert there == 0.0
    assert presence(seconds, progress, still=True) == 1.0


@given(st.floats(2.5, 20), st.floats(0, 1))
def test_no_change_of_a_word_is_slept_through(seconds, progress):
    later = progress + next_look_ms(seconds, progress) / 1000 / seconds
    assert abs(presence(seconds, min(later, 1.0)) - presence(seconds, progress)) < 0.12


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("word", ["Ei", "Gartenlaube", LONG])
def test_every_word_fits_and_is_dim(worn, size, scale, word):
    shown = worn(WordPicture, size, scale)
    shown.show_word(word, 1.0)
    font = fitting(Theme(type_scale=scale), word, size.width())
    assert QFontMetricsF(font).horizontalAdvance(word) <= size.width()
    assert 0.0 < score(shown) <= SESSION_LIMIT


def test_a_word_that_has_gone_gives_no_light_of_its_own(worn):
    shown = worn(WordPicture, SIZES[0])
    empty = score(shown)
    shown.show_word("Birke", 0.0)
    assert score(shown) == empty
    shown.show_word("Birke", 0.5)
    half = score(shown)
    shown.show_word("Birke", 1.0)
    assert empty < half < score(shown)


def test_a_new_word_is_told_to_those_who_do_not_see_it(worn):
    shown = worn(WordPicture, SIZES[0])
    shown.show_word("Birke", 0.0)
    assert shown.accessibleName() == "Birke"


@pytest.mark.parametrize("size", SIZES)
def test_the_still_light_is_dim_and_burns_down(worn, size):
    calm = worn(Calm, size)
    calm.show_frame(0.0, "Rest")
    first = score(calm)
    calm.show_frame(1.0, "Rest")
    assert 0.0 < score(calm) < first <= SESSION_LIMIT
    assert calm.accessibleName() == "Rest"


@given(st.floats(0, 1), st.floats(0, 0.005))
def test_it_changes_too_slowly_to_be_breathed_with(done, part):
    assert abs(brightness(min(1.0, done + part)) - brightness(done)) < 0.004
