"""The first run: shown once to a new person, four steps, and nothing needed."""

from datetime import time, timedelta

import pytest

from tests.an_evening import BED, FakeEvening
from tests.fakes import ASSETS, a_desk
from windown.content.plan import read_defaults
from windown.content.words import read_words
from windown.core.evening.plan import find
from windown.presenters.welcome import STEPS, Welcome, welcome_due

DEFAULTS = read_defaults(ASSETS / "plan" / "defaults.toml")


def a_welcome(before=180, language="en", **settings):
    """The presenter, so many minutes before bedtime."""
    desk = a_desk(
        words_of=lambda code: read_words(ASSETS / "words", code), language=language, **settings
    )
    desk.clock.utc = BED - timedelta(minutes=before)
    desk.plan, desk.defaults, desk.evening = DEFAULTS.plan, DEFAULTS, FakeEvening()
    return Welcome(desk)


def test_only_a_new_person_is_welcomed_and_only_once():
    screen = a_welcome()
    assert welcome_due(screen.desk, new=True)
    assert not welcome_due(screen.desk, new=False)
    screen.open()
    assert screen.desk.preferences.kept.welcomed
    assert not welcome_due(screen.desk, new=True)


def test_what_windown_is_comes_first_and_then_four_steps_that_are_counted():
    screen = a_welcome()
    seen = [screen.view(screen.desk.clock.now())]
    while screen.go_on():
        seen.append(screen.view(screen.desk.clock.now()))
    assert tuple(view.step for view in seen) == STEPS
    assert [view.at for view in seen] == ["", "1 of 4", "2 of 4", "3 of 4", "4 of 4"]
    assert seen[2].lamps == ("done", "now", "", "")
    assert "not medical care" in seen[0].about
    assert "18" in seen[0].about


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_step_has_its_words_in_both_languages(language):
    screen = a_welcome(language=language)
    for step in STEPS:
        screen.step = step
        view = screen.view(screen.desk.clock.now())
        assert not [t for t in (view.title, view.about, view.on, view.skip) if "welcome." in t]


def test_the_times_hold_for_every_weekday_and_for_the_settings():
    screen = a_welcome()
    assert screen.set_night(time(22, 30), time(6, 15)) == ""
    assert screen.desk.plan.bedtimes == (time(22, 30),) * 7
    assert screen.desk.plan.rises == (time(6, 15),) * 7
    assert (screen.desk.settings.bedtime, screen.desk.settings.rise) == (time(22, 30), time(6, 15))
    assert screen.night() == (time(22, 30), time(6, 15))


def test_a_night_without_length_is_told_and_not_kept():
    screen = a_welcome()
    assert "differ" in screen.set_night(time(22), time(22))
    assert screen.night() == (time(23), time(7))


def test_between_lights_out_and_rise_no_times_are_shown():
    screen = a_welcome(before=-60)
    screen.step = "night"
    assert screen.view(screen.desk.clock.now()).wait


def test_the_reminders_are_those_of_the_plan_without_melatonin():
    screen = a_welcome()
    usual, others = screen.reminders()
    assert all(each.on for each in usual)
    assert not any(each.on for each in others)
    shown = {each.id for each in (*usual, *others)}
    assert shown == {each.id for each in DEFAULTS.plan.reminders} - {"melatonin"}
    screen.planning.switch("last_meal", False, screen.desk.clock.now())
    assert not find(screen.desk.plan, "last_meal").on
    assert [each.id for each in screen.reminders()[0]] == [each.id for each in usual]
