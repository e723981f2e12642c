"""Turns the screen off, or the computer to sleep, where the desktop lets a program do that."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from windown.adapters.bus import Bus, NoBus, Refused, Silent, call_of

#: Seconds a program of the desktop may take.
PATIENCE_S = 1.0
#: The ids of what is said afterwards.
OFF, CANNOT = "screen.off", "screen.cannot"
#: The same for the computer, where it was not put to sleep.
AWAKE = "screen.awake"
#: What logind answers where a program may put the computer to sleep without asking anybody.
MAY = "yes"

Run = Callable[[Sequence[str]], bool]


def turn_off(environ: Mapping[str, str] | None = None, run: Run | None = None) -> str:
    """Turn the screen off; the id of the sentence that says whether it could be done.

    Waits at most about 2 s. Moving the mouse or any key turns it on again, as the desktop wills.
    """
    environ = os.environ if environ is None else environ
    run = run or run_program
    if sys.platform == "win32":
        return OFF if _windows() else CANNOT
    if sys.platform == "darwin":
        return OFF if run(("pmset", "displaysleepnow")) else CANNOT
    if "GNOME" in environ.get("XDG_CURRENT_DESKTOP", "").upper() and _gnome(environ):
        return OFF
    return OFF if any(run(command) for command in commands(environ)) else CANNOT


def commands(environ: Mapping[str, str]) -> list[tuple[str, ...]]:
    """What to try on this desktop, in order, by its environment."""
    found: list[tuple[str, ...]] = []
    wayland = bool(environ.get("WAYLAND_DISPLAY"))
    if environ.get("SWAYSOCK"):
        found.append(("swaymsg", "output * power off"))
    if wayland and "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").upper():
        found.append(("kscreen-doctor", "--dpms", "off"))
    elif wayland:
        found.append(("wlopm", "--off", "*"))
    elif environ.get("DISPLAY"):
        found.append(("xset", "dpms", "force", "off"))
    return found


def run_program(command: Sequence[str]) -> bool:
    """Run a program; whether it was there, ended well and complained of nothing."""
    if shutil.which(command[0]) is None:
        return False
    try:
        # xset ends well on a server that has no power saving, and only says so.
        ran = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=PATIENCE_S, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    return ran.returncode == 0 and not ran.stderr.strip()


def _gnome(environ: Mapping[str, str]) -> bool:
    name = "org.gnome.ScreenSaver"
    try:
        bus = Bus(environ.get("DBUS_SESSION_BUS_ADDRESS") or "SESSION")
    except NoBus:
        return False
    try:
        bus.call(call_of(name, "/org/gnome/ScreenSaver", name, "SetActive", "b", True))
    except (NoBus, Refused, Silent):
        return False
    finally:
        bus.close()
    return True


def _windows() -> bool:
    """Ask every window's owner for the monitor's sleep (SC_MONITORPOWER 2), for at most 1 s."""
    import ctypes

    everyone, syscommand, monitor_power, off, skip_hung = 0xFFFF, 0x0112, 0xF170, 2, 0x0002
    user32 = getattr(ctypes, "windll").user32  # noqa: B009  known on that system only
    return bool(user32.SendMessageTimeoutW(
        everyone, syscommand, monitor_power, off, skip_hung, 1000, None
    ))  # fmt: skip


def can_suspend(system: str = "SYSTEM") -> bool:
    """Whether the computer can be put to sleep from here: by logind, so on Linux only.

    `system` is the address of the system's bus. Waits at most about 1 s.
    """
    if not sys.platform.startswith("linux"):
        return False
    return _logind(system, "CanSuspend") == (MAY,)


def suspend(system: str = "SYSTEM") -> str:
    """Put the computer to sleep; "" or, where that is refused, the id of what is said afterwards.

    Nobody is asked for a password: the person is asleep. Waits at most about 2 s.
    """
    if not can_suspend(system):
        return AWAKE
    return "" if _logind(system, "Suspend", "b", False) is not None else AWAKE


def _logind(system: str, member: str, form: str = "", *body: object) -> tuple[object, ...] | None:
    """What the manager of logind answers, or None where it refuses or there is none."""
    name = "org.freedesktop.login1"
    try:
        bus = Bus(system)
    except NoBus:
        return None
    try:
        path, manager = "/org/freedesktop/login1", f"{name}.Manager"
        return tuple(bus.call(call_of(name, path, manager, member, form, *body)).body)
    except Silent:
        return () if member == "Suspend" else None  # it may have gone to sleep over its answer
    except (NoBus, Refused):
        return None
    finally:
        bus.close()
