"""windown in real trays: its icon tells of the evening, and its menu does what it says."""

import os
import re
import shutil
import signal
import subprocess
from datetime import UTC, datetime

import pytest

from tests.helpers.buses import private_bus
from tests.helpers.tray import TrayHost
from tests.outside import PATIENCE_S, WINDOWN, Screen, journal, needs_screen, surroundings, until

pytestmark = needs_screen
needs_x11_tray = pytest.mark.skipif(
    not all(map(shutil.which, ("trayer", "openbox", "xdotool"))),
    reason="install trayer openbox xdotool",
)

ENTRIES = ["Wind down", "Breathe 3 minutes", "Tonight", "Pause reminders until morning", "Quit"]
EVENING, NIGHT = 20, 2


def zone_at(hour):
    """A zone in which it is this hour now."""
    east = (hour - datetime.now(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-east:+d}" if east else "UTC"


class Desktop:
    """A screen with a bus, and windown in its tray."""

    def __init__(self, home):
        self.data, self.screen = home / "data", Screen(home)
        self.started = []
        self.home = home

    def starts(self, address, hour=EVENING, *arguments):
        """windown, from login, at an hour of the day (for a person in bed from 23 to 7)."""
        environ = surroundings(
            self.home, DISPLAY=self.screen.display, DBUS_SESSION_BUS_ADDRESS=address,
            TZ=zone_at(hour),
        )  # fmt: skip
        command = [*WINDOWN, "--data-dir", str(self.data), *(arguments or ("--tray",))]
        return self.runs(command, environ)

    def runs(self, command, environ=None):
        """A program on this screen."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        here = environ or {**os.environ, "DISPLAY": self.screen.display}
        self.started.append(subprocess.Popen(command, env=here, **pipes))
        return self.started[-1]

    def hands(self, *words):
        """What xdotool says."""
        said = subprocess.run(
            ["xdotool", *words], env={**os.environ, "DISPLAY": self.screen.display},
            capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        return said.stdout

    def close(self):
        for each in self.started:
            if each.poll() is None:
                each.kill()
            each.communicate()
        self.screen.close()


@pytest.fixture
def desktop(tmp_path):
    made = Desktop(tmp_path)
    yield made
    made.close()


@pytest.fixture
def bus(tmp_path):
    with private_bus(tmp_path) as made:
        yield made


@pytest.fixture
def host(bus):
    with TrayHost(bus.address) as made:
        yield made


def icon_of(host, seconds=PATIENCE_S):
    """The icon, as soon as it is there and has its menu."""
    assert until(lambda: host.items, seconds)
    icon = host.icon()
    assert until(icon.entries)
    return icon


def ends_well(program):
    """Whether a program ends by itself and without a word."""
    out, err = program.communicate(timeout=PATIENCE_S)
    return (program.returncode, out, err) == (0, "", "")


def test_in_the_evening_the_icon_tells_what_comes_next_and_offers_its_menu(desktop, bus, host):
    program = desktop.starts(bus.address)
    icon = icon_of(host)
    assert icon.title() == "windown"
    assert (64, 64) in icon.pictures()
    assert until(lambda: re.fullmatch(r"Next: \d\d:\d\d", icon.tip()))
    assert list(icon.entries()) == ENTRIES
    program.send_signal(signal.SIGTERM)
    assert ends_well(program)


def test_quit_ends_it(desktop, bus, host):
    program = desktop.starts(bus.address)
    icon_of(host).choose("Quit")
    assert ends_well(program)


@pytest.mark.thorough
def test_between_lights_out_and_rise_it_shows_no_clock(desktop, bus, host):
    desktop.starts(bus.address, NIGHT)
    icon = icon_of(host)
    assert until(lambda: icon.tip() == "Good night")
    assert [words for words in icon.entries() if re.search(r"\d[:.]\d", words)] == []


@pytest.mark.thorough
def test_wind_down_begins_a_session_and_quit_ends_both(desktop, bus, host):
    program = desktop.starts(bus.address)
    icon = icon_of(host)
    icon.choose("Wind down")
    assert until(lambda: kept(desktop))
    icon.choose("Quit")
    assert ends_well(program)
    (session,) = journal(desktop.data)
    assert session["complete"] == 0


@pytest.mark.thorough
def test_breathe_is_three_minutes(desktop, bus, host):
    desktop.starts(bus.address)
    icon_of(host).choose("Breathe 3 minutes")
    assert until(lambda: kept(desktop))
    (session,) = journal(desktop.data)
    assert session["planned_s"] == pytest.approx(180.0, abs=1.0)


def kept(desktop):
    """The sessions in the journal, once there is one."""
    return (desktop.data / "windown.db").exists() and journal(desktop.data)


@pytest.mark.thorough
def test_paused_it_says_so_and_offers_to_go_on(desktop, bus, host):
    desktop.starts(bus.address)
    icon = icon_of(host)
    icon.choose("Pause reminders until morning")
    assert until(lambda: icon.tip() == "Paused until morning")
    icon.choose("Go on with reminders")
    assert until(lambda: icon.tip().startswith("Next: "))


@pytest.mark.thorough
def test_a_tray_that_comes_after_it_gets_the_icon_too(desktop, bus):
    desktop.starts(bus.address)
    assert until(lambda: (desktop.data / "windown.line").exists())
    with TrayHost(bus.address) as late:
        assert list(icon_of(late).entries()) == ENTRIES


@pytest.mark.thorough
@needs_x11_tray
def test_in_a_tray_of_x11_a_click_opens_the_window_and_its_menu_quits(desktop, bus):
    desktop.runs(["openbox", "--sm-disable"])  # a tray comes to those that manage windows
    assert until(lambda: desktop.hands("get_num_desktops").strip())
    desktop.runs(["trayer", "--widthtype", "request", "--edge", "bottom", "--align", "left"])
    assert until(lambda: desktop.hands("search", "--onlyvisible", "--name", "^panel$"))
    program = desktop.starts(bus.address)

    def shown():
        return desktop.hands("search", "--onlyvisible", "--class", "windown").split()

    assert until(shown)
    (icon,) = shown()
    desktop.hands("mousemove", "--window", icon, "11", "12", "click", "1")
    assert until(lambda: len(shown()) == 2)
    assert until(lambda: chose_last(desktop, icon, shown) or program.poll() is not None)
    assert ends_well(program)


def chose_last(desktop, icon, shown):
    """Open the menu of the icon and click on its last entry; False where that did not work yet."""
    before = set(shown())
    desktop.hands("mousemove", "--window", icon, "11", "12", "click", "3")
    menus = until(lambda: [each for each in set(shown()) - before if high(desktop, each) > 60], 2.0)
    if menus:
        low = high(desktop, menus[0]) - 16
        desktop.hands("mousemove", "--window", menus[0], "40", str(low), "click", "1")
    return until(lambda: not shown(), 2.0)


def high(desktop, window):
    """How high a window is."""
    _, _, size = desktop.hands("getwindowgeometry", window).partition("Geometry: ")
    return int(size.partition("x")[2] or 0)
