"""Whether a window can open here, found out before Qt would end the process over it."""

import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from windown.core.problems import Trouble

#: Libraries of the system that PySide6's plugins need, with the package of Debian and Ubuntu
#: that holds each (by ldd on a bare Debian 12).
PACKAGES: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
}
X11_PACKAGES: Mapping[str, str] = {
    "libxcb.so.1": "libxcb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_PACKAGES: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

#: Seconds a Wayland compositor has to take the connection.
_PATIENCE_S = 0.5


def display_trouble() -> Trouble | None:
    """Why no window can open, or None. Imports no Qt; takes a few ms beside loading its plugin.

    Keys: "display.none", "display.unreachable" (display), "display.library" (library, package),
    "display.platform" (platform), "display.qt".
    """
    if sys.platform in ("win32", "darwin"):
        return None
    asked = _asked_for(os.environ)
    if not asked:
        return Trouble("display.none")
    first: Trouble | None = None
    for platform in asked:  # Qt, too, goes on to the next where one cannot be had
        trouble = _platform_trouble(platform)
        if trouble is None:
            return None
        first = first or trouble
    return first


def _asked_for(environ: Mapping[str, str]) -> list[str]:
    """The platforms Qt would try, in its order."""
    if named := environ.get("QT_QPA_PLATFORM", ""):
        return [part.partition(":")[0] for part in named.split(";") if part]
    asked = []
    if environ.get("DISPLAY"):
        asked.append("xcb")
    if environ.get("WAYLAND_DISPLAY") or environ.get("WAYLAND_SOCKET"):
        asked.append("wayland")
    return asked[::-1] if environ.get("XDG_SESSION_TYPE") == "wayland" else asked


def _platform_trouble(platform: str) -> Trouble | None:
    if platform == "xcb":
        return _x11_trouble() or _plugin_trouble(platform)
    if platform.startswith("wayland"):
        return _wayland_trouble() or _plugin_trouble("wayland")
    return _plugin_trouble(platform)


def _x11_trouble() -> Trouble | None:
    display = os.environ.get("DISPLAY", "")
    if not display:
        return Trouble("display.none")
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return library_trouble("libxcb.so.1", loads)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(os.fsencode(display), None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return Trouble("display.unreachable", display=display) if refused else None


def _wayland_trouble() -> Trouble | None:
    if os.environ.get("WAYLAND_SOCKET"):
        return None  # an open connection was handed to us, and there is only one try
    import socket  # a few ms that most starts can do without

    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    address = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_PATIENCE_S)
            line.connect(str(address))
    except OSError:
        return Trouble("display.unreachable", display=name)
    return None


def _plugin_trouble(platform: str) -> Trouble | None:
    """Load the plugin Qt would load. What it pulls in, Qt's own libraries, is needed anyway."""
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return Trouble("display.qt")
    folder = Path(next(iter(found.submodule_search_locations))) / "Qt/plugins/platforms"
    if not folder.is_dir() or _plugins_elsewhere():
        return None  # a distribution's own Qt, which brings what it needs
    plugin = folder / f"libq{platform}.so"
    if not plugin.exists():
        return Trouble("display.platform", platform=platform)
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return library_trouble(str(error).partition(":")[0], loads, platform)
    return None


def _plugins_elsewhere() -> bool:
    return any(key in os.environ for key in ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"))


def libraries(platform: str) -> Mapping[str, str]:
    """The libraries a platform needs of the system, each with its package."""
    if platform == "xcb":
        return {**PACKAGES, **X11_PACKAGES}
    if platform.startswith("wayland"):
        return {**PACKAGES, **WAYLAND_PACKAGES}
    return PACKAGES


def missing_packages(needed: Mapping[str, str], loads: Callable[[str], bool]) -> tuple[str, ...]:
    """The packages, each once, of those libraries that `loads` says cannot be loaded."""
    return tuple(dict.fromkeys(package for name, package in needed.items() if not loads(name)))


def library_trouble(library: str, loads: Callable[[str], bool], platform: str = "xcb") -> Trouble:
    """The trouble of a library that did not load, naming at once all packages to install.

    A library whose package is not known stands for it.
    """
    name = Path(library).name
    packages = missing_packages(libraries(platform), loads) or (name,)
    return Trouble("display.library", library=name, package=" ".join(packages))


def loads(library: str) -> bool:
    """Whether the system's loader finds a library with all it needs itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
