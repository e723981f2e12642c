"""The computer stays awake while a session runs and never longer, not even after a crash."""

import os
import subprocess
import sys
import time

import pytest

from tests.helpers.buses import private_bus, until
from tests.helpers.keepers import Keeper, Logind
from windown.adapters.inhibit import Caffeinate, DesktopInhibit, ThreadState

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a message bus")


@pytest.fixture
def bus(tmp_path):
    with private_bus(tmp_path) as private:
        yield private


@pytest.fixture
def awake(bus):
    awake = DesktopInhibit(bus.address, bus.address)
    yield awake
    awake.release()


def test_all_that_are_there_are_asked_and_let_go(bus, awake):
    with (
        Keeper(bus.address, "screensaver") as saver, Keeper(bus.address, "session") as session,
        Keeper(bus.address, "power") as power, Logind(bus.address) as logind,
    ):  # fmt: skip
        awake.hold("A practice is running.")
        until(lambda: awake.held() == {"screensaver", "session", "power", "logind"})
        assert logind.held()
        assert logind.calls == [("Inhibit", ("idle", "windown", "A practice is running.", "block"))]
        assert session.calls[0][1] == ("windown", 0, "A practice is running.", 12)
        awake.release()
        until(lambda: not logind.held())
        until(lambda: all(len(each.calls) == 2 for each in (saver, session, power)))
        ends = [each.calls[1] for each in (saver, session, power)]
        assert ends == [("UnInhibit", (7,)), ("Uninhibit", (7,)), ("UnInhibit", (7,))]


def test_with_a_dark_screen_only_sleep_is_held_off(bus, awake):
    with Keeper(bus.address, "screensaver") as saver, Keeper(bus.address, "session") as session:
        awake.hold("A practice is running.", screen=False)
        until(lambda: awake.held() == {"session"})
        assert session.calls[0][1][3] == 4
        assert saver.calls == []


def test_where_nobody_is_there_nothing_waits_and_nothing_fails(bus, awake):
    began = time.monotonic()
    awake.hold("A practice is running.")
    assert awake.held() == frozenset()
    awake.release()
    awake.release()
    assert time.monotonic() - began < 0.5


def test_without_any_bus_nothing_fails(tmp_path):
    awake = DesktopInhibit(f"unix:path={tmp_path}/a", f"unix:path={tmp_path}/b")
    awake.hold("A practice is running.")
    assert awake.held() == frozenset()
    awake.release()


def test_a_desktop_that_does_not_answer_is_not_waited_for(bus, awake):
    with Keeper(bus.address, "screensaver") as saver:
        saver.sleep()
        began = time.monotonic()
        awake.hold("A practice is running.")
        awake.release()
        assert time.monotonic() - began < 0.5


def test_held_twice_it_is_released_once(bus, awake):
    with Logind(bus.address) as logind:
        awake.hold("One.")
        until(lambda: awake.held())
        awake.release()
        until(lambda: not logind.held())


def test_a_process_that_is_killed_holds_nothing(bus):
    code = (
        "import sys; from windown.adapters.inhibit import DesktopInhibit\n"
        "awake = DesktopInhibit(sys.argv[1], sys.argv[1]); awake.hold('why')\n"
        "while 'logind' not in awake.held(): pass\n"
        "print('held', flush=True); input()"
    )
    with Logind(bus.address) as logind:
        command = [sys.executable, "-c", code, bus.address]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, **pipes) as process:
            assert process.stdout.readline() == b"held\n"
            assert logind.held()
            process.kill()
        until(lambda: not logind.held())


def test_apples_program_runs_as_long_as_we_hold(tmp_path):
    program, said = tmp_path / "caffeinate", tmp_path / "said"
    program.write_text(f'#!/bin/sh\necho "$@" > {said}\nexec sleep 600\n', "utf-8")
    program.chmod(0o700)
    awake = Caffeinate(str(program))
    awake.hold("why")
    until(lambda: said.exists() and said.read_text("utf-8"))
    assert said.read_text("utf-8") == f"-d -i -w {os.getpid()}\n"
    process = awake._process
    awake.release()
    assert process.returncode is not None
    awake.release()
    Caffeinate(str(tmp_path / "none")).hold("why")


def test_windows_is_told_by_flags():
    class Kernel:
        def __init__(self):
            self.states = []

        def SetThreadExecutionState(self, state):
            self.states.append(state)

    kernel = Kernel()
    awake = ThreadState(kernel)
    awake.hold("why")
    awake.hold("why", screen=False)
    awake.release()
    assert kernel.states == [0x80000003, 0x80000001, 0x80000000]
