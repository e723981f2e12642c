"""The tray: what it says and offers; without one it is said once."""

from datetime import timedelta

import pytest

from tests.an_evening import BED, FakeEvening, a_plan, an_evening_at
from tests.fakes import a_desk
from windown.presenters.evening import EveningScreen
from windown.service.topics import announce
from windown.ui.tray import Tray, has_tray, told_once

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QSystemTrayIcon")


@pytest.fixture
def a_tray(qtbot):
    """Makes trays at so many minutes before bedtime; what they are told is in `heard`."""
    made = []

    def make(before=110):
        desk, heard = a_desk(), []
        desk.clock.utc = BED - timedelta(minutes=before)
        desk.plan, desk.evening = a_plan(), FakeEvening(an_evening_at(desk.clock.utc))
        tray = Tray(
            EveningScreen(desk), desk.clock, lambda: heard.append("show"),
            lambda: heard.append("wind_down"), lambda n: heard.append(("breathe", n)),
            lambda: heard.append("quit"),
        )  # fmt: skip
        tray.heard, tray.desk = heard, desk
        tray.refresh()
        made.append(tray)
        return tray

    yield make
    for tray in made:
        tray.leave()


def entries(tray):
    return [entry.text() for entry in tray.menu.actions() if not entry.isSeparator()]


def test_the_menu_has_its_five_entries_in_order(a_tray):
    assert entries(a_tray()) == [
        "tray.wind_down", "tray.breathe", "tray.tonight", "tray.pause", "tray.quit",
    ]  # fmt: skip


def test_between_lights_out_and_rise_who_lies_awake_finds_a_way(a_tray):
    assert "sleepless.open" in entries(a_tray(before=-60))
    assert "sleepless.open" not in entries(a_tray())


def test_each_entry_is_handed_on(a_tray):
    tray = a_tray()
    for entry in (tray.wind_down, tray.breathe, tray.tonight, tray.quit):
        entry.trigger()
    assert tray.heard == ["wind_down", ("breathe", 3.0), "show", "quit"]


def test_pause_becomes_go_on(a_tray):
    tray = a_tray()
    tray.pause.trigger()
    assert (tray.pause.text(), tray.icon.toolTip()) == ("tray.resume", "tray.paused")
    tray.pause.trigger()
    assert tray.pause.text() == "tray.pause"
    assert tray.desk.evening.told == [("pause",), ("resume",)]


def test_the_tip_follows_the_evening(a_tray):
    tray = a_tray()
    assert tray.icon.toolTip() == "tray.next_neutral time=22:00"
    tray.desk.clock.utc = BED + timedelta(minutes=5)
    announce(tray.desk.listeners, "evening")
    assert tray.icon.toolTip() == "tray.night"


def test_after_it_left_it_listens_no_more(a_tray):
    tray = a_tray()
    tray.leave()
    assert tray.desk.listeners == []


def test_without_a_tray_it_is_said_once(qtbot):
    if has_tray():
        pytest.skip("this desktop shows a tray")
    desk = a_desk()
    assert [told_once(desk), told_once(desk)] == ["tray.none", ""]
    assert desk.preferences.kept.tray_told
