"""Screen and computer are put to sleep by what there is for it, or it is said that they cannot."""

import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.helpers.buses import Speaker, private_bus, until
from windown.adapters.screen import (
    AWAKE,
    CANNOT,
    OFF,
    can_suspend,
    commands,
    run_program,
    suspend,
    turn_off,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the desktops of Linux")

SWAY = {"SWAYSOCK": "/run/sway", "WAYLAND_DISPLAY": "wayland-1"}
KDE = {"XDG_CURRENT_DESKTOP": "KDE", "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
X11 = {"XDG_CURRENT_DESKTOP": "XFCE", "DISPLAY": ":0"}


class ScreenSaver(Speaker):
    """The screen saver of GNOME."""

    name = "org.gnome.ScreenSaver"

    def __init__(self, address, willing=True):
        self.willing = willing
        super().__init__(address)

    def answer(self, member, body, sender):
        return ("", ()) if self.willing else None


@pytest.mark.parametrize(
    ("environ", "first"),
    [(SWAY, "swaymsg"), (KDE, "kscreen-doctor"), (X11, "xset"),
     ({"WAYLAND_DISPLAY": "wayland-0"}, "wlopm")],
)  # fmt: skip
def test_each_desktop_has_its_own_way(environ, first):
    ran = []
    assert turn_off(environ, lambda command: ran.append(command[0]) or True) == OFF
    assert ran == [first]


def test_where_the_first_way_fails_the_next_is_tried():
    ran = []
    assert turn_off(SWAY, lambda command: ran.append(command[0])) == CANNOT
    assert ran == ["swaymsg", "wlopm"]


def test_a_desktop_with_no_way_is_told():
    assert commands({}) == []
    assert turn_off({}, run_program) == CANNOT


@pytest.mark.parametrize("willing", [True, False])
def test_gnome_is_asked_by_its_screen_saver(tmp_path, willing):
    with private_bus(tmp_path) as bus, ScreenSaver(bus.address, willing) as saver:
        environ = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME", "DBUS_SESSION_BUS_ADDRESS": bus.address}
        assert turn_off(environ, lambda command: False) == (OFF if willing else CANNOT)
        assert saver.calls == [("SetActive", (True,))]


def test_a_gnome_without_a_bus_is_told(tmp_path):
    environ = {"XDG_CURRENT_DESKTOP": "GNOME", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}"}
    assert turn_off(environ, lambda command: False) == CANNOT


def program(tmp_path, text):
    file = tmp_path / "program"
    file.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    file.chmod(0o700)
    return (str(file),)


@pytest.mark.parametrize(
    ("text", "worked"),
    [("exit 0", True), ("exit 1", False), ("echo no power saving here >&2", False),
     ("exec sleep 60", False)],
)  # fmt: skip
def test_a_program_worked_only_if_it_ended_well_quickly_and_silently(tmp_path, text, worked):
    assert run_program(program(tmp_path, text)) is worked


def test_a_program_that_is_not_there_did_not_work(tmp_path):
    assert not run_program((str(tmp_path / "none"),))


# The computer to sleep

LOGIND = "org.freedesktop.login1"


class Logind(Speaker):
    """Puts the computer to sleep as far as it is willing to."""

    name = LOGIND
    path = "/org/freedesktop/login1"

    def __init__(self, address, may="yes", willing=True):
        self.may, self.willing = may, willing
        super().__init__(address)

    def answer(self, member, body, sender):
        if member == "CanSuspend":
            return "s", (self.may,)
        return ("", ()) if self.willing else None


def test_the_computer_is_put_to_sleep_without_asking_anybody(tmp_path):
    with private_bus(tmp_path) as bus, Logind(bus.address) as logind:
        assert can_suspend(bus.address)
        assert suspend(bus.address) == ""
        assert logind.calls[-1] == ("Suspend", (False,))


@pytest.mark.parametrize("may", ["no", "na", "challenge"])
def test_where_it_may_not_it_stays_awake_and_is_told(tmp_path, may):
    with private_bus(tmp_path) as bus, Logind(bus.address, may) as logind:
        assert not can_suspend(bus.address)
        assert suspend(bus.address) == AWAKE
        assert ("Suspend", (False,)) not in logind.calls


def test_where_it_is_refused_after_all_it_is_told(tmp_path):
    with private_bus(tmp_path) as bus, Logind(bus.address, willing=False):
        assert suspend(bus.address) == AWAKE


@pytest.mark.parametrize("there", [True, False])
def test_without_logind_it_is_told(tmp_path, there):
    if not there:
        assert suspend(f"unix:path={tmp_path / 'none'}") == AWAKE
        return
    with private_bus(tmp_path) as bus:
        assert suspend(bus.address) == AWAKE


@pytest.mark.thorough
def test_the_usual_stand_in_of_logind_is_put_to_sleep(tmp_path):
    with private_bus(tmp_path) as bus:
        command = [_python_with_dbusmock(), "-m", "dbusmock", "--system", "--template", "logind"]
        around = {"DBUS_SYSTEM_BUS_ADDRESS": bus.address, "PATH": "/usr/bin:/bin"}
        with (
            subprocess.Popen(command, env=around) as mock,
            open_dbus_connection(bus.address) as line,
        ):
            try:
                until(lambda: _is_there(line))
                assert can_suspend(bus.address)
                assert suspend(bus.address) == ""
                assert "Suspend" in _asked_of(line)
            finally:
                mock.terminate()


def _asked_of(line):
    """The names of the methods the stand-in was called by."""
    address = DBusAddress("/org/freedesktop/login1", LOGIND, "org.freedesktop.DBus.Mock")
    calls = line.send_and_get_reply(new_method_call(address, "GetCalls")).body[0]
    return [call[1] for call in calls]


def _is_there(line):
    return line.send_and_get_reply(message_bus.NameHasOwner(LOGIND)).body[0]


def _python_with_dbusmock():
    """This Python, or the system's, which has the packages of the distribution."""
    for python in (sys.executable, "/usr/bin/python3"):
        code = "import dbusmock.templates.logind"
        if Path(python).exists() and not subprocess.call(
            [python, "-c", code], stderr=subprocess.DEVNULL
        ):
            return python
    pytest.skip("python-dbusmock is missing: install the package python3-dbusmock")
