"""The entry at login is what the system expects, and its state is told as it really is."""

import os
import plistlib
import shutil
import subprocess
import sys

import pytest

from windown.adapters.autostart import (
    BLOCKED,
    GONE,
    OFF,
    ON,
    DesktopEntry,
    LaunchAgent,
    RunKey,
    autostart,
    is_on,
)
from windown.core.problems import Trouble

COMMAND = (sys.executable, "-m", "windown", "--tray")
ODD = ("folder with space", 'quote"', "back\\slash", "$HOME", "`date`", "100%", "%U", "a;b&c", "ä")

posix = pytest.mark.skipif(os.name != "posix", reason="needs a system with file modes")


class FakeRegistry:
    """As much of the module `winreg` as is used: one table of values for each key."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = "HKCU", 2, 1

    def __init__(self):
        self.keys = {}

    def OpenKey(self, root, path, reserved=0, access=0):
        if path not in self.keys:
            raise FileNotFoundError(path)
        return FakeKey(self.keys[path])

    def CreateKeyEx(self, root, path, reserved, access):
        return FakeKey(self.keys.setdefault(path, {}))

    def QueryValueEx(self, key, name):
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], self.REG_SZ

    def SetValueEx(self, key, name, reserved, kind, value):
        key.values[name] = value

    def DeleteValue(self, key, name):
        self.QueryValueEx(key, name)
        del key.values[name]


class FakeKey:
    """An open key."""

    def __init__(self, values):
        self.values = values

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


@pytest.fixture
def registry():
    return FakeRegistry()


@pytest.fixture(params=["desktop", "agent", "run"])
def entry(request, tmp_path, registry):
    made = {"desktop": lambda: DesktopEntry(tmp_path / "autostart"),
            "agent": lambda: LaunchAgent(tmp_path / "LaunchAgents"),
            "run": lambda: RunKey(registry)}  # fmt: skip
    return made[request.param]()


def test_it_is_off_until_chosen_and_off_again_afterwards(entry):
    assert entry.state() == OFF
    entry.turn_off()
    entry.turn_on(COMMAND)
    assert is_on(entry)
    entry.turn_on(COMMAND)
    assert is_on(entry)
    entry.turn_off()
    assert (entry.state(), is_on(entry)) == (OFF, False)


def test_a_program_that_is_gone_is_not_on(entry, tmp_path):
    entry.turn_on((str(tmp_path / "uninstalled program"), "--tray"))
    assert (entry.state(), is_on(entry)) == (GONE, False)


def test_a_program_in_a_folder_with_odd_signs_is_found(entry, tmp_path):
    program = tmp_path / 'a $b %c `d` "e' / "windown"
    if isinstance(entry, RunKey):
        program = tmp_path / "Program Files" / "windown"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o700)
    entry.turn_on((str(program), "--tray"))
    assert entry.state() == ON


def validated(file):
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-validate is missing: install the package desktop-file-utils")
    ran = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True)
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("command", [COMMAND, ("/opt/wind down/windown", *ODD)])
def test_the_entry_is_valid(tmp_path, command):
    entry = DesktopEntry(tmp_path)
    entry.turn_on(command)
    assert validated(entry.file) == ""


def test_the_validator_would_find_a_fault(tmp_path):
    file = tmp_path / "windown.desktop"
    file.write_text("[Desktop Entry]\nType=Application\nExec=a%U\nTerminal=perhaps\n", "utf-8")
    assert validated(file) != ""


def test_another_reader_of_the_entry_finds_the_same_arguments(tmp_path):
    """GLib is what most desktops start entries with."""
    python = "/usr/bin/python3"
    code = (
        "import sys; from gi.repository import GLib; k = GLib.KeyFile();"
        "k.load_from_file(sys.argv[1], 0); e = k.get_string('Desktop Entry', 'Exec');"
        "print(repr(GLib.shell_parse_argv(e)[1]))"
    )
    if subprocess.call([python, "-c", "import gi"], stderr=subprocess.DEVNULL) != 0:
        pytest.skip("another reader is missing: install the package python3-gi")
    entry = DesktopEntry(tmp_path)
    entry.turn_on(("/bin/echo", *ODD))
    told = subprocess.run([python, "-c", code, entry.file], capture_output=True, text=True)
    expected = [part.replace("%", "%%") for part in ("/bin/echo", *ODD)]
    assert told.stdout.strip() == repr(expected), told.stderr


@pytest.mark.parametrize(
    ("mark", "state"),
    [("Hidden=true", BLOCKED), ("X-GNOME-Autostart-enabled=false", BLOCKED), ("# nothing", ON)],
)
def test_an_entry_that_the_desktop_turned_off_is_told_as_such(tmp_path, mark, state):
    entry = DesktopEntry(tmp_path)
    entry.turn_on(COMMAND)
    with entry.file.open("a", encoding="utf-8") as file:
        file.write(f"{mark}\n[Desktop Action x]\nHidden=true\n")
    assert entry.state() == state
    entry.turn_on(COMMAND)
    assert entry.state() == ON


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[Desktop Entry]\nExec=\n", b"x" * 9])
def test_a_damaged_entry_is_off_and_no_fault(tmp_path, content):
    for entry in (DesktopEntry(tmp_path), LaunchAgent(tmp_path)):
        entry.file.write_bytes(content)
        assert entry.state() == OFF


def test_the_launch_agent_runs_at_login_and_is_not_kept_alive(tmp_path):
    agent = LaunchAgent(tmp_path)
    agent.turn_on(COMMAND)
    keys = plistlib.loads(agent.file.read_bytes())
    assert keys["ProgramArguments"] == list(COMMAND)
    assert (keys["RunAtLoad"], keys.get("KeepAlive")) == (True, None)
    agent.file.write_bytes(plistlib.dumps({**keys, "Disabled": True}))
    assert agent.state() == BLOCKED


def test_the_run_key_is_one_command_line_and_the_task_manager_is_believed(registry):
    run = RunKey(registry)
    run.turn_on((r"C:\Program Files\windown.exe", "--tray"))
    (key,) = registry.keys
    assert registry.keys[key]["windown"] == r'"C:\Program Files\windown.exe" --tray'
    run.turn_on(COMMAND)
    approved = key.replace(r"\Run", r"\Explorer\StartupApproved\Run")
    registry.keys[approved] = {"windown": b"\x03\x00\x00\x00"}
    assert run.state() == BLOCKED
    run.turn_on(COMMAND)
    assert run.state() == ON
    registry.keys[approved] = {"windown": b"\x02\x00\x00\x00"}
    assert run.state() == ON


def test_where_nothing_can_be_written_it_is_said(tmp_path):
    (tmp_path / "autostart").write_text("a file in the way", "utf-8")
    with pytest.raises(Trouble) as told:
        DesktopEntry(tmp_path / "autostart").turn_on(COMMAND)
    assert told.value.key == "autostart.unwritable"
    assert told.value.values.keys() == {"file", "why"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["autostart"]


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of Linux")
def test_the_entry_lies_where_the_desktop_looks():
    code = "from windown.adapters.autostart import autostart; print(autostart().file)"
    around = {**os.environ, "XDG_CONFIG_HOME": "/somewhere"}
    told = subprocess.run(
        [sys.executable, "-c", code], env=around, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "/somewhere/autostart/windown.desktop"
    assert isinstance(autostart(), DesktopEntry)
