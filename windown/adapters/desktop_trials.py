"""Looks for the doctor at what a desktop gives: tray, notifications, start at login. No Qt."""

import ctypes
import os
import sys
from threading import Thread
from typing import Any

from windown.adapters.autostart import BLOCKED, GONE, Autostart
from windown.adapters.bus import Bus, NoBus, Refused, Silent, call_of
from windown.core.wording import Words

#: How long one look may take (seconds). A desktop may have to start its daemon first.
PATIENCE_S = 3.0
#: Says whether a part works, in words how, and the id of the advice where it does not.
Found = tuple[bool, str, str]

_NOTIFIER = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
_WATCHER = ("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")


def try_notifications(words: Words, address: str = "SESSION") -> Found:
    """Whether the desktop's notifications have answer buttons; elsewhere our cards come."""
    if sys.platform != "linux":
        return True, words("doctor.notifications_ours"), ""
    try:
        name, buttons = _daemon(address)
    except NoBus:
        return False, words("doctor.notifications_no_bus"), "notifications_bus"
    except (Refused, Silent):
        return False, words("doctor.notifications_none"), "notifications"
    if not buttons:
        return False, words("doctor.notifications_bare", name=name), "notifications_bare"
    return True, words("doctor.notifications_ok", name=name), ""


def _daemon(address: str) -> tuple[str, bool]:
    """The name of the daemon, and whether it draws buttons."""
    bus = Bus(address)
    try:
        # Many a desktop starts its daemon only with the first call.
        can = _ask(bus, _NOTIFIER, _NOTIFIER[0], "GetCapabilities")
        name = _ask(bus, _NOTIFIER, _NOTIFIER[0], "GetServerInformation")
    finally:
        bus.close()
    return str(name[0]), "actions" in can[0]


def try_tray(words: Words, address: str = "SESSION") -> Found:
    """Whether the desktop shows a tray: by the bus, or the older way on a screen of X11."""
    if sys.platform != "linux" or _has_host(address) or _within(PATIENCE_S, _has_x11_tray):
        return True, words("doctor.tray_ok"), ""
    return False, words("doctor.tray_none"), "tray"


def _has_host(address: str) -> bool:
    try:
        bus = Bus(address)
    except NoBus:
        return False
    properties = "org.freedesktop.DBus.Properties"
    try:
        asked = (_WATCHER[0], "IsStatusNotifierHostRegistered")
        (found,) = _ask(bus, _WATCHER, properties, "Get", "ss", *asked, start=False)
        return bool(found[1])
    except (NoBus, Refused, Silent):
        return False
    finally:
        bus.close()


def _ask(
    bus: Bus, whom: tuple[str, str], interface: str, member: str, form: str = "",
    *body: Any, start: bool = True,
) -> Any:  # fmt: skip
    call = call_of(*whom, interface, member, form, *body, start=start)
    return bus.call(call, PATIENCE_S).body


class _Sequence(ctypes.Structure):
    _fields_ = (("number", ctypes.c_uint),)


class _Reply(ctypes.Structure):
    """The answers of X11 that are looked at: a head of 8 bytes, then the one number."""

    _fields_ = (("head", ctypes.c_uint8 * 8), ("value", ctypes.c_uint32))


def _has_x11_tray() -> bool:
    """Whether anybody owns the selection by which a tray of X11 is known."""
    display = os.environ.get("DISPLAY", "")
    try:
        xcb = ctypes.CDLL("libxcb.so.1") if display else None
    except OSError:
        return False
    if xcb is None:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    screen = ctypes.c_int()
    line = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), ctypes.byref(screen)))
    try:
        if xcb.xcb_connection_has_error(line):
            return False
        name = f"_NET_SYSTEM_TRAY_S{screen.value}".encode()
        size = ctypes.c_uint16(len(name))
        atom = _x11(xcb, "xcb_intern_atom", line, ctypes.c_uint8(1), size, name)
        return bool(atom and _x11(xcb, "xcb_get_selection_owner", line, ctypes.c_uint32(atom)))
    finally:
        xcb.xcb_disconnect(line)


def _x11(xcb: Any, request: str, line: ctypes.c_void_p, *values: Any) -> int:
    send, receive = getattr(xcb, request), getattr(xcb, f"{request}_reply")
    send.restype, receive.restype = _Sequence, ctypes.POINTER(_Reply)
    reply = receive(line, send(line, *values), None)
    return int(reply.contents.value) if reply else 0


def _within(seconds: float, look: Any) -> bool:
    """What a look finds, or False where it takes longer: a screen may never answer."""
    found: list[bool] = []
    thread = Thread(target=lambda: found.append(look()), daemon=True)
    thread.start()
    thread.join(seconds)
    return bool(found and found[0])


def try_autostart(words: Words, entry: Autostart) -> Found:
    """Whether the start at login is as it was chosen; off is as good as on."""
    state = entry.state()
    if state == GONE:
        return False, words("doctor.autostart_gone"), "autostart"
    return state != BLOCKED, words(f"autostart.{state}"), "autostart_blocked"
