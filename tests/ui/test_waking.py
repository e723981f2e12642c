"""The evening is looked at by itself, and at once when the computer wakes or the zone changes."""

import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QCoreApplication

from tests.helpers.buses import Speaker, private_bus, until
from windown.ui.waking import FLOOR_MS, LOGIND, Waking

NEVER_MS = 10_000_000


class Logind(Speaker):
    """Says when the computer falls asleep and wakes."""

    name, path = LOGIND[0], LOGIND[1]

    def says(self, begins):
        self.emit("PrepareForSleep", "b", begins, interface=LOGIND[2])


class Heard:
    """What a `Waking` emitted."""

    def __init__(self, waking):
        self.said = []
        waking.look.connect(lambda: self.said.append("look"))

    def until(self, said):
        """Let the event loop run until this has been said."""
        until(lambda: QCoreApplication.processEvents() or self.said[: len(said)] == said)


@pytest.fixture
def bus(tmp_path):
    with private_bus(tmp_path) as private:
        yield private


@pytest.fixture
def wakings(qapp):
    made = []

    def make(**given):
        waking = Waking(**{"floor_ms": NEVER_MS, "zone_folder": Path("/nowhere")} | given)
        made.append(waking)
        return waking, Heard(waking)

    yield make
    for waking in made:
        waking.stop()


def test_it_looks_by_itself_at_least_every_half_minute(wakings):
    waking, heard = wakings(floor_ms=20, system_bus="unix:path=/nowhere")
    waking.start()
    heard.until(["look"] * 3)
    waking.stop()
    assert FLOOR_MS == 30_000


def test_nothing_is_said_before_it_starts_or_at_its_start(wakings):
    waking, heard = wakings(system_bus="unix:path=/nowhere")
    waking.start()
    QCoreApplication.processEvents()
    assert heard.said == []


def test_a_system_without_logind_is_looked_at_all_the_same(wakings):
    waking, heard = wakings(floor_ms=20, system_bus="unix:path=/nowhere")
    waking.start()
    assert not waking.hears_sleep
    heard.until(["look"])


def test_falling_asleep_is_nothing_and_waking_is_a_look(wakings, bus):
    waking, heard = wakings(system_bus=bus.address)
    with Logind(bus.address) as logind:
        waking.start()
        assert waking.hears_sleep
        logind.says(True)
        logind.says(False)
        heard.until(["look"])
        assert heard.said == ["look"]


def test_nobody_else_on_the_bus_can_wake_it(wakings, bus):
    class Stranger(Logind):
        name = ""

    waking, heard = wakings(system_bus=bus.address)
    with Logind(bus.address) as logind, Stranger(bus.address) as stranger:
        waking.start()
        stranger.says(False)
        for _ in range(2):
            logind.says(False)
        heard.until(["look", "look"])
        assert len(heard.said) == 2


def test_another_time_zone_is_a_look_and_another_file_is_none(wakings, tmp_path):
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    waking, heard = wakings(zone_folder=tmp_path, system_bus="unix:path=/nowhere")
    waking.start()
    (tmp_path / "hosts").write_text("", "utf-8")
    beside = tmp_path / "localtime.new"
    beside.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    beside.rename(link)
    heard.until(["look"])


@pytest.mark.thorough
def test_the_usual_stand_in_of_logind_is_heard(wakings, bus):
    command = [_python_with_dbusmock(), "-m", "dbusmock", "--system", "--template", "logind"]
    around = {"DBUS_SYSTEM_BUS_ADDRESS": bus.address, "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, env=around) as mock, open_dbus_connection(bus.address) as line:
        try:
            until(lambda: _is_there(line))
            waking, heard = wakings(system_bus=bus.address)
            waking.start()
            for begins in (True, False):
                address = DBusAddress(LOGIND[1], LOGIND[0], "org.freedesktop.DBus.Mock")
                body = (LOGIND[2], "PrepareForSleep", "b", [("b", begins)])
                line.send(new_method_call(address, "EmitSignal", "sssav", body))
            heard.until(["look"])
        finally:
            mock.terminate()


def _python_with_dbusmock():
    """This Python, or the system's, which has the packages of the distribution."""
    for python in (sys.executable, "/usr/bin/python3"):
        code = "import dbusmock.templates.logind"
        if Path(python).exists() and not subprocess.call(
            [python, "-c", code], stderr=subprocess.DEVNULL
        ):
            return python
    pytest.skip("python-dbusmock is missing: install the package python3-dbusmock")


def _is_there(line):
    from jeepney.bus_messages import message_bus

    return line.send_and_get_reply(message_bus.NameHasOwner(LOGIND[0])).body[0]
