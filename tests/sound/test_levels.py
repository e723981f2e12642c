"""How loud each bus is along a session."""

import numpy as np
import pytest

from windown.sound import levels

MINUTES_20 = 1200.0
EVERYWHERE = np.linspace(0.0, MINUTES_20, 4001)


def test_tones_are_full_until_half_of_the_session_and_6_db_less_soon_after():
    assert levels.tones_db(600.0, MINUTES_20) == 0.0
    assert levels.tones_db(615.0, MINUTES_20) == pytest.approx(-3.0)
    assert levels.tones_db(630.0, MINUTES_20) == pytest.approx(-6.0)
    assert levels.tones_db(MINUTES_20, MINUTES_20) == pytest.approx(-6.0)


def test_everything_falls_by_12_db_over_the_last_third():
    assert levels.session_db(800.0, MINUTES_20) == 0.0
    assert levels.session_db(1000.0, MINUTES_20) == pytest.approx(-6.0)
    assert levels.session_db(MINUTES_20, MINUTES_20) == pytest.approx(-12.0)


@pytest.mark.parametrize("curve", [levels.tones_db, levels.session_db, levels.closing])
def test_loudness_never_rises_along_a_session(curve):
    assert np.all(np.diff(curve(EVERYWHERE, MINUTES_20)) <= 0.0)


def test_the_background_comes_within_four_seconds_and_goes_within_the_last_six():
    assert levels.opening(0.0, MINUTES_20) == 0.0
    assert 0.0 < levels.opening(2.0, MINUTES_20) < 1.0
    assert levels.opening(4.0, MINUTES_20) == 1.0
    assert levels.closing(MINUTES_20 - 6.0, MINUTES_20) == 1.0
    assert levels.closing(MINUTES_20, MINUTES_20) == 0.0


@pytest.mark.parametrize("length", [0.0, 0.5, 3.0, 20.0])
def test_a_session_of_any_length_ends_in_silence(length):
    assert levels.closing(length, length) == 0.0
    assert np.all(np.isfinite(levels.tones_db([0.0, length], length)))


def test_the_background_is_6_db_down_while_somebody_speaks_and_only_then():
    spoken = [(10.0, 13.0), (14.0, 15.0)]
    at = np.array([9.6, 10.0, 11.5, 13.0, 14.5, 16.2])
    assert levels.duck_db(at, spoken) == pytest.approx([0.0, -6.0, -6.0, -6.0, -6.0, 0.0])
    assert -6.0 < levels.duck_db(np.array([9.8]), spoken)[0] < 0.0
    assert -6.0 < levels.duck_db(np.array([15.6]), spoken)[0] < 0.0


def test_the_background_does_not_come_up_in_a_short_gap_between_two_prompts():
    between = levels.duck_db(np.array([13.6]), [(10.0, 13.0), (14.0, 15.0)])[0]
    assert between < levels.duck_db(np.array([13.6]), [(10.0, 13.0)])[0] + 1e-9


def test_a_volume_of_one_leaves_all_as_levelled_and_of_nothing_is_silent():
    assert levels.volume(1.0) == 1.0
    assert levels.volume(0.0) == 0.0
    assert 20 * np.log10(levels.volume(0.5)) == pytest.approx(-12.04, abs=0.01)
    assert levels.volume(7.0) == 1.0
