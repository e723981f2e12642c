"""The first run in the window: by keyboard alone, left at any step, and then the evening."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTimeEdit

from tests.an_evening import BED, FakeEvening, an_evening_at
from tests.fakes import ASSETS
from tests.ui.stage import Stage, settle
from windown.content.plan import read_defaults
from windown.core.evening.plan import find

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DEFAULTS = read_defaults(ASSETS / "plan" / "defaults.toml")


@pytest.fixture
def greeted(qtbot):
    """A window that welcomes, with a plan and an evening."""

    def make(before=170, **settings):
        at = BED - timedelta(minutes=before)
        stage = Stage(at=at, **settings)
        qtbot.addWidget(stage.window)
        stage.desk.plan, stage.desk.defaults = DEFAULTS.plan, DEFAULTS
        stage.desk.evening = FakeEvening(an_evening_at(at))
        stage.window.greet()
        stage.show()
        return stage

    return make


def at_home(stage):
    settle(0.1)
    return stage.window.whole.currentIndex() == 0 and stage.window.screen_name == "tonight"


def test_enter_leads_through_all_steps_to_tonight_and_changes_nothing(greeted):
    stage = greeted()
    before, page = stage.desk.plan, stage.window.welcome
    for step in ("what", "night", "reminders", "voice", "body"):
        assert page.presenter.step == step
        QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Return)
    assert at_home(stage)
    assert stage.desk.plan == before


@pytest.mark.parametrize("steps", [0, 2, 4])
def test_esc_leaves_the_rest_out_at_any_step(greeted, steps):
    stage = greeted()
    for _ in range(steps):
        stage.window.welcome.on.click()
    QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Escape)
    assert at_home(stage)
    assert stage.desk.settings.welcomed


def test_times_typed_are_kept_with_enter_from_within_their_field(greeted):
    stage = greeted()
    stage.window.welcome.on.click()
    field = stage.window.welcome.findChildren(QTimeEdit)[0]
    field.setTime(QTime(22, 15))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stage.window.welcome.presenter.step == "reminders"
    assert stage.desk.plan.bedtimes == (time(22, 15),) * 7


def test_equal_times_are_told_and_the_step_stays(greeted):
    stage = greeted()
    page = stage.window.welcome
    page.on.click()
    page.findChildren(QTimeEdit)[0].setTime(QTime(7, 0))
    page.on.click()
    assert page.presenter.step == "night"
    assert page.told.isVisible()
    page.skip.click()
    assert at_home(stage)
    assert stage.desk.plan.bedtimes == DEFAULTS.plan.bedtimes


def test_a_switch_turns_its_reminder_and_what_applies_to_the_body(greeted):
    stage = greeted()
    page = stage.window.welcome
    page.on.click()
    page.on.click()
    page.switches["last_meal"].click()
    assert not find(stage.desk.plan, "last_meal").on
    page.on.click()
    page.on.click()
    page.switches["lung"].click()
    assert stage.desk.settings.body.flags == {"lung"}


def test_the_voice_is_heard_and_another_language_stays_at_the_step(greeted):
    stage = greeted(language="en")
    for _ in range(3):
        stage.window.welcome.on.click()
    stage.window.welcome.hear.click()
    assert "load" in stage.speaker.calls
    stage.window.welcome._speak("de")
    settle(0.1)
    page = stage.window.welcome
    assert stage.window.whole.currentWidget() is page
    assert page.presenter.step == "voice"
    assert page.on.text() == "Weiter"
