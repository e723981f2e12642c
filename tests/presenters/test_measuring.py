"""A slow-down begins at the rate a person taps."""

import pytest

from tests.fakes import a_desk
from windown.core.options import Options
from windown.presenters.measuring import ENOUGH_TAPS, LONGEST_S, Measuring


@pytest.fixture
def measuring():
    found = Measuring(a_desk())
    found.begin("slowdown", found.desk.clock.now())
    return found


def tapped(measuring, times, every):
    view = measuring.tap(measuring.desk.clock.now())
    for _ in range(times - 1):
        view = measuring.tap(measuring.desk.clock.pass_(every))
    return view


def test_the_session_begins_at_the_rate_that_was_tapped(measuring):
    view = tapped(measuring, ENOUGH_TAPS, 4.0)
    assert (view.taps, view.can_go_on, view.done, view.told) == (ENOUGH_TAPS, True, False, "")
    measuring.settle()
    assert measuring.desk.options("slowdown").rate == pytest.approx(15.0)


def test_it_goes_on_by_itself_when_enough_taps_have_come(measuring):
    assert tapped(measuring, ENOUGH_TAPS + 1, 3.0).done


def test_it_goes_on_by_itself_a_minute_after_the_first_tap(measuring):
    desk = measuring.desk
    assert not measuring.view(desk.clock.pass_(LONGEST_S * 3)).done
    measuring.tap(desk.clock.now())
    assert measuring.view(desk.clock.pass_(LONGEST_S)).done


def test_without_taps_it_begins_at_the_usual_rate(measuring):
    measuring.settle()
    assert measuring.desk.options("slowdown").rate == pytest.approx(14.0)


@pytest.mark.parametrize(("every", "told"), [(2.6, "measure.quick"), (2.2, "measure.hurried")])
def test_quick_breath_is_met_calmly(measuring, every, told):
    assert tapped(measuring, 8, every).told == told


def test_the_rate_is_not_kept_and_nothing_else_is_lost(measuring):
    measuring.desk.given["slowdown"] = Options(eyes_closed=True)
    tapped(measuring, 8, 5.0)
    measuring.settle()
    assert measuring.desk.given["slowdown"] == Options(eyes_closed=True, rate=12.0)
    assert measuring.desk.settings.options == {}
