"""Holds off the screen saver and automatic sleep while a session runs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from windown.adapters.bus import Bus, NoBus, call_of

_WHO = "windown"
#: GNOME's flags: no automatic suspend (4), no idling, which turns the screen off (8).
_SUSPEND, _IDLE = 4, 8


class Inhibit(Protocol):
    """Keeps the computer awake. No call waits, and the end of the process ends it too."""

    def hold(self, why: str, screen: bool = True) -> None:
        """Begin to keep the computer, and with `screen` its screen, awake; `why` may be shown."""

    def release(self) -> None:
        """Let it sleep again."""


def inhibit() -> Inhibit:
    """The one of this system."""
    if sys.platform == "win32":
        return ThreadState()
    return Caffeinate() if sys.platform == "darwin" else DesktopInhibit()


@contextmanager
def kept_awake(why: str) -> Iterator[None]:
    """The computer and its screen stay awake while the block lasts, however it ends."""
    awake = inhibit()
    awake.hold(why)
    try:
        yield
    finally:
        awake.release()


class DesktopInhibit:
    """Asks whoever is there: screen saver, session, power manager, logind (Linux).

    Each holds its promise until our connection closes, so a crash releases everything. Answers
    are not waited for, only read, since no session begins later for a desktop that is slow.
    """

    def __init__(self, session: str = "SESSION", system: str = "SYSTEM") -> None:
        self._addresses = (session, system)
        self._buses: list[Bus] = []
        self._asked: dict[tuple[int, int], str] = {}
        self._granted: dict[str, tuple[Bus, Any]] = {}

    def hold(self, why: str, screen: bool = True) -> None:
        """Ask all; asking again lets go of what was held before."""
        self.release()
        session, system = self._addresses
        self._ask(session, _of_session(why, screen))
        self._ask(system, {"logind": _logind(why)}, files=True)

    def held(self) -> frozenset[str]:
        """Who has promised so far: "screensaver", "session", "power", "logind"."""
        for bus in self._buses:
            self._read(bus)
        return frozenset(self._granted)

    def release(self) -> None:
        """Take back what was granted and close the connections, which ends the rest."""
        self.held()
        for name, (bus, answer) in self._granted.items():
            _take_back(name, bus, answer)
        for bus in self._buses:
            bus.close()
        self._buses, self._asked, self._granted = [], {}, {}

    def _ask(self, address: str, calls: dict[str, Any], files: bool = False) -> None:
        try:
            bus = Bus(address, files)
        except NoBus:
            return
        self._buses.append(bus)
        for name, call in calls.items():
            try:
                self._asked[id(bus), bus.post(call)] = name
            except NoBus:
                return

    def _read(self, bus: Bus) -> None:
        from jeepney import HeaderFields, MessageType

        try:
            came = bus.messages()
        except NoBus:
            return
        for message in came:
            serial = message.header.fields.get(HeaderFields.reply_serial)
            name = self._asked.pop((id(bus), serial), "")
            if name and message.header.message_type == MessageType.method_return:
                self._granted[name] = (bus, message.body[0])


def _of_session(why: str, screen: bool) -> dict[str, Any]:
    saver, manager = "org.freedesktop.ScreenSaver", "org.gnome.SessionManager"
    power = "org.freedesktop.PowerManagement"
    flags = _SUSPEND | _IDLE if screen else _SUSPEND
    calls = {
        "session": call_of(
            manager, "/org/gnome/SessionManager", manager, "Inhibit", "susu", _WHO, 0, why, flags
        ),
        "power": call_of(
            power, "/org/freedesktop/PowerManagement/Inhibit", f"{power}.Inhibit", "Inhibit", "ss",
            _WHO, why,
        ),
    }  # fmt: skip
    if screen:
        calls["screensaver"] = call_of(
            saver, "/org/freedesktop/ScreenSaver", saver, "Inhibit", "ss", _WHO, why
        )
    return calls


def _logind(why: str) -> Any:
    """Only automatic sleep: a person who closes the lid still means it."""
    name = "org.freedesktop.login1"
    return call_of(
        name, "/org/freedesktop/login1", f"{name}.Manager", "Inhibit", "ssss",
        "idle", _WHO, why, "block",
    )  # fmt: skip


def _take_back(name: str, bus: Bus, answer: Any) -> None:
    """logind's answer is a file to be closed; the others' a number to be handed back."""
    if name == "logind":
        answer.close()
        return
    target, path, interface, member = {
        "screensaver": ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
                        "org.freedesktop.ScreenSaver", "UnInhibit"),
        "session": ("org.gnome.SessionManager", "/org/gnome/SessionManager",
                    "org.gnome.SessionManager", "Uninhibit"),
        "power": ("org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit",
                  "org.freedesktop.PowerManagement.Inhibit", "UnInhibit"),
    }[name]  # fmt: skip
    try:
        bus.post(call_of(target, path, interface, member, "u", answer))
    except NoBus:
        return  # the connection is gone, and the promise with it


class Caffeinate:
    """Apple's own program, which ends with us (macOS)."""

    def __init__(self, program: str = "caffeinate") -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self, why: str, screen: bool = True) -> None:
        """Start it."""
        self.release()
        command = [self._program, *(["-d"] if screen else []), "-i", "-w", str(os.getpid())]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        except OSError:
            self._process = None

    def release(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None


class ThreadState:
    """A state of the thread that asks, which ends with it (Windows)."""

    _CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 1, 2

    def __init__(self, kernel: Any = None) -> None:
        self._kernel = kernel

    def hold(self, why: str, screen: bool = True) -> None:
        """Ask for it."""
        self._set(self._CONTINUOUS | self._SYSTEM | (self._DISPLAY if screen else 0))

    def release(self) -> None:
        """Back to the usual."""
        self._set(self._CONTINUOUS)

    def _set(self, state: int) -> None:
        if self._kernel is None:
            import ctypes

            self._kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  known there only
        self._kernel.SetThreadExecutionState(state)
