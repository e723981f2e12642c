"""What a desktop gives is asked of the desktop itself, and one that is mute holds nobody up."""

import shutil
import subprocess
import sys
import time

import pytest

from tests.fakes import SaidIds
from tests.helpers.buses import private_bus, until
from tests.helpers.desktop import NotificationDaemon
from tests.helpers.tray import TrayHost
from tests.outside import Screen, needs_screen
from windown.adapters.autostart import BLOCKED, GONE, OFF, ON
from windown.adapters.desktop_trials import (
    PATIENCE_S,
    _has_x11_tray,
    try_autostart,
    try_notifications,
    try_tray,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a message bus")
WORDS = SaidIds()


@pytest.fixture
def bus(tmp_path):
    with private_bus(tmp_path) as private:
        yield private


class Entry:
    """An entry at login in a state."""

    def __init__(self, state):
        self._state = state

    def state(self):
        return self._state


@pytest.mark.parametrize(
    ("can", "found"),
    [
        (("body", "actions"), (True, "doctor.notifications_ok name=Little", "")),
        (("body",), (False, "doctor.notifications_bare name=Little", "notifications_bare")),
    ],
)
def test_a_daemon_is_named_and_asked_for_buttons(bus, can, found):
    with NotificationDaemon(bus.address, can=can) as daemon:
        assert try_notifications(WORDS, bus.address) == found
        assert daemon.notes == []  # nothing is shown for it


def test_without_a_daemon_it_is_said_what_to_install(bus):
    none = (False, "doctor.notifications_none", "notifications")
    assert try_notifications(WORDS, bus.address) == none


def test_without_a_bus_nothing_fails(tmp_path):
    address = f"unix:path={tmp_path}/none"
    none = (False, "doctor.notifications_no_bus", "notifications_bus")
    assert try_notifications(WORDS, address) == none


def test_a_daemon_that_is_mute_is_not_waited_for_long(bus):
    with NotificationDaemon(bus.address) as daemon:
        daemon.sleep()
        began = time.monotonic()
        assert try_notifications(WORDS, bus.address)[1] == "doctor.notifications_none"
        assert time.monotonic() - began < PATIENCE_S + 2.0
        daemon.wake()


@pytest.fixture
def no_screen():
    """Whatever runs the tests may stand on a screen with a tray."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DISPLAY", raising=False)
        yield


def test_a_tray_on_the_bus_is_found(bus, no_screen):
    none = (False, "doctor.tray_none", "tray")
    assert try_tray(WORDS, bus.address) == none
    with TrayHost(bus.address) as host:
        assert try_tray(WORDS, bus.address) == (True, "doctor.tray_ok", "")
        host.there = False  # a watcher for whom nobody shows anything
        assert try_tray(WORDS, bus.address) == none


@needs_screen
@pytest.mark.skipif(shutil.which("trayer") is None, reason="install trayer")
def test_a_tray_of_x11_is_found(tmp_path):
    screen = Screen(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", screen.display)
        assert not _has_x11_tray()
        with subprocess.Popen(
            ["trayer", "--widthtype", "request"], stderr=subprocess.DEVNULL
        ) as tray:
            until(_has_x11_tray)
            assert try_tray(WORDS, f"unix:path={tmp_path}/none")[0]
            tray.kill()
    screen.close()


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (ON, (True, "autostart.on")),
        (OFF, (True, "autostart.off")),
        (GONE, (False, "doctor.autostart_gone")),
        (BLOCKED, (False, "autostart.blocked")),
    ],
)
def test_only_an_entry_that_cannot_work_is_no_good(state, found):
    assert try_autostart(WORDS, Entry(state))[:2] == found
