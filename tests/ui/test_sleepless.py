"""I can't sleep: one key from anywhere, a digit for each way, nothing asked."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.stage import settle
from windown.ui.light import screen_score


@pytest.fixture
def night(stage):
    staged = stage(face="night").show()
    staged.window.go("settings")
    settle()
    return staged


def test_one_key_opens_it_from_any_screen_and_esc_leads_back(night, qtbot):
    qtbot.keyClick(night.window, Qt.Key.Key_F2)
    assert night.window.whole.currentWidget() is night.window.sleepless
    assert screen_score(night.picture()) <= 0.03
    qtbot.keyClick(night.window.sleepless, Qt.Key.Key_Escape)
    assert night.window.screen_name == "tonight"
    assert night.window.whole.currentIndex() == 0


def test_a_digit_begins_a_practice_at_once(night, qtbot):
    night.window.open("sleepless")
    qtbot.keyClick(night.window.sleepless, Qt.Key.Key_2)
    assert night.window.in_session
    assert night.session.run.session.timeline.practice == "natural"


def test_a_way_that_only_says_something_leads_back_to_the_others(night, qtbot):
    night.window.open("sleepless")
    page = night.window.sleepless
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert page.chosen == "lie"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.buttons
