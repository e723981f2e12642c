"""A session in a terminal keeps the computer awake, and however it ends, it lets it sleep again."""

import signal
import subprocess
import sys

import pytest

from tests.helpers.buses import private_bus, until
from tests.helpers.keepers import Keeper, Logind
from tests.outside import PATIENCE_S, WINDOWN, surroundings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a message bus")

#: A session that nobody waits for, and one that is over after half a second.
LONG = ("play", "box_4", "--text", "--silent", "--minutes", "5")
SHORT = ("play", "box_4", "--json-lines", "--minutes", "1", "--speed", "100")


@pytest.fixture
def bus(tmp_path):
    with private_bus(tmp_path) as private:
        yield private


@pytest.fixture
def saver(bus):
    with Keeper(bus.address, "screensaver") as saver:
        yield saver


@pytest.fixture
def logind(bus):
    with Logind(bus.address) as logind:
        yield logind


@pytest.fixture
def runs(tmp_path, bus, saver, logind):
    """Starts windown beside a screen saver and a logind, and waits until they are asked."""
    started = []

    def run(*words, typed=""):
        environ = surroundings(
            tmp_path, DBUS_SESSION_BUS_ADDRESS=bus.address, DBUS_SYSTEM_BUS_ADDRESS=bus.address
        )
        command = [*WINDOWN, "--data-dir", str(tmp_path / "data"), *words]
        program = subprocess.Popen(
            command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(program)
        program.stdin.write(typed)
        program.stdin.flush()
        until(lambda: saver.calls and logind.calls)
        return program

    yield run
    for each in started:
        each.kill()
        each.communicate()


def ended(program):
    """The exit status, and what was complained of."""
    _, complained = program.communicate(timeout=PATIENCE_S)
    return program.returncode, complained


def test_at_its_end_it_lets_go(runs, saver, logind):
    program = runs(*SHORT)
    assert ended(program) == (0, "")
    assert [name for name, _ in saver.calls] == ["Inhibit", "UnInhibit"]
    until(lambda: not logind.held())


def test_while_it_runs_it_is_said_why(runs, saver, logind):
    runs(*LONG)
    assert logind.held()
    assert saver.calls == [("Inhibit", ("windown", "A session is running."))]
    assert logind.calls == [("Inhibit", ("idle", "windown", "A session is running.", "block"))]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_broken_off_it_lets_go(runs, logind, end):
    program = runs(*LONG)
    assert logind.held()
    program.send_signal(end)
    ended(program)
    until(lambda: not logind.held())


def test_a_session_of_the_menu_does_as_well(runs, saver, logind):
    program = runs("--text", typed="1\n")
    assert logind.held()
    assert any("Breathe in" in line for line in iter(program.stdout.readline, ""))
    program.send_signal(signal.SIGINT)  # ends the session; the menu goes on
    until(lambda: not logind.held())
    until(lambda: len(saver.calls) == 2)
    program.stdin.write("q\n")
    assert ended(program) == (0, "")
