"""Before Qt could end the process it is known whether a window can open, and what is missing."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import windown
from windown.adapters.display import libraries, library_trouble, missing_packages

ROOT = str(Path(windown.__file__).parents[1])

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs X11 or Wayland")

OURS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")

LOOK = """
import sys
from windown.adapters.display import display_trouble
trouble = display_trouble()
assert not [name for name in sys.modules if name.startswith("PySide6")]
print((trouble.key, trouble.values) if trouble else None)
"""

WINDOW = "from PySide6.QtWidgets import QApplication, QLabel; a = QApplication([]); QLabel().show()"


def child(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in OURS}
    environ = {**kept, "PYTHONPATH": ROOT, **variables}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)


def look(**variables: str) -> object:
    """What a process finds that was started with these variables and no others for display."""
    ran = child(LOOK, **variables)
    assert ran.returncode == 0, ran.stderr
    return ast.literal_eval(ran.stdout)


def test_no_display_at_all_is_told() -> None:
    assert look() == ("display.none", {})


def test_a_display_nobody_serves_is_told() -> None:
    assert look(DISPLAY=":77") == ("display.unreachable", {"display": ":77"})


@pytest.mark.parametrize("display", ["nonsense", ":", "☾:0.0.0", " "])
def test_a_display_that_is_none_is_told(display: str) -> None:
    assert look(DISPLAY=display) == ("display.unreachable", {"display": display})


def test_a_compositor_that_is_gone_is_told(tmp_path: Path) -> None:
    found = look(WAYLAND_DISPLAY="wayland-9", XDG_RUNTIME_DIR=str(tmp_path))
    assert found == ("display.unreachable", {"display": "wayland-9"})


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:size=800x600"])
def test_a_platform_without_a_screen_needs_none(platform: str) -> None:
    assert look(QT_QPA_PLATFORM=platform) is None


def test_a_platform_qt_does_not_have_is_told() -> None:
    assert look(QT_QPA_PLATFORM="paper") == ("display.platform", {"platform": "paper"})


def test_the_second_platform_of_a_list_is_enough() -> None:
    assert look(QT_QPA_PLATFORM="xcb;offscreen") is None


@pytest.fixture
def compositor(tmp_path: Path) -> Iterator[Path]:
    """A socket that takes connections, as far as one can be told from a compositor."""
    place = tmp_path / "wayland-5"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.bind(str(place))
        line.listen()
        yield place


def test_a_compositor_that_answers_will_do(compositor: Path) -> None:
    found = look(WAYLAND_DISPLAY=compositor.name, XDG_RUNTIME_DIR=str(compositor.parent))
    assert found is None
    assert look(WAYLAND_DISPLAY=str(compositor)) is None


def test_a_compositor_will_do_where_the_x_server_is_gone(compositor: Path) -> None:
    assert look(WAYLAND_DISPLAY=str(compositor), DISPLAY=":77") is None


@pytest.fixture
def x_server() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("needs xvfb")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()  # written once it takes connections
        yield f":{number}"
        server.terminate()


def test_an_x_server_that_answers_will_do_and_qt_agrees(x_server: str) -> None:
    assert look(DISPLAY=x_server) is None
    assert child(WINDOW, DISPLAY=x_server).returncode == 0


def test_where_trouble_is_told_qt_would_indeed_have_ended_the_process() -> None:
    for variables in ({}, {"DISPLAY": ":77"}, {"QT_QPA_PLATFORM": "paper"}):
        assert child(WINDOW, **variables).returncode < 0


def test_a_missing_library_names_its_package() -> None:
    absent = {"libxcb-cursor.so.0"}
    trouble = library_trouble("libxcb-cursor.so.0", lambda name: name not in absent)
    assert trouble.key == "display.library"
    assert trouble.values == {"library": "libxcb-cursor.so.0", "package": "libxcb-cursor0"}


def test_all_that_is_missing_is_named_at_once_and_once() -> None:
    absent = {"libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-icccm.so.4"}
    trouble = library_trouble("libglib-2.0.so.0", lambda name: name not in absent)
    assert trouble.values["package"] == "libglib2.0-0 libxcb-icccm4"


def test_a_library_of_an_unknown_package_stands_for_itself() -> None:
    trouble = library_trouble("/opt/libodd.so.3", lambda name: True)
    assert trouble.values == {"library": "libodd.so.3", "package": "libodd.so.3"}


def test_each_platform_asks_only_for_its_own() -> None:
    nothing = dict.fromkeys(("xcb", "wayland", "offscreen"))
    for platform in nothing:
        nothing[platform] = missing_packages(libraries(platform), lambda name: False)
    assert "libxcb-cursor0" in nothing["xcb"] and "libwayland-client0" not in nothing["xcb"]
    assert "libwayland-client0" in nothing["wayland"]
    assert "libxcb-cursor0" not in nothing["wayland"]
    assert "libgl1" in nothing["offscreen"] and "libxcb-cursor0" not in nothing["offscreen"]


def test_every_library_of_the_x11_plugin_is_in_the_table() -> None:
    if shutil.which("ldd") is None:
        pytest.skip("needs ldd (libc-bin)")
    from importlib.util import find_spec

    spec = find_spec("PySide6")
    assert spec is not None and spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    plugin = folder / "Qt/plugins/platforms/libqxcb.so"
    if not plugin.exists():
        pytest.skip("needs PySide6-Essentials from its wheel")
    told = subprocess.run(["ldd", str(plugin)], capture_output=True, text=True).stdout
    linked = {line.split()[0] for line in told.splitlines() if str(folder) not in line}
    window = {name for name in linked if name.startswith(("libxcb-", "libX11", "libxkb", "libGL."))}
    assert window <= set(libraries("xcb"))
