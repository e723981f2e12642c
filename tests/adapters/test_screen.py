"""The screen is turned off by what this desktop has for it, or it is said that it cannot be."""

import sys

import pytest

from tests.helpers.buses import Speaker, private_bus
from windown.adapters.screen import CANNOT, OFF, commands, run_program, turn_off

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
