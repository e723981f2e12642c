"""Starting at login: whether it is on, and turning it on and off, by each system's custom."""

import contextlib
import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from windown.core.problems import Trouble

#: What `state` may say: off; on; "blocked" by the desktop's own settings; "gone": the program is.
OFF, ON, BLOCKED, GONE = "off", "on", "blocked", "gone"
LABEL = "io.windown.windown"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class Autostart(Protocol):
    """The entry at login. Writing raises `Trouble` ("autostart.unwritable" with file and why)."""

    def state(self) -> str:
        """One of OFF, ON, BLOCKED, GONE, as it really is and not as it was last set."""

    def turn_on(self, command: Sequence[str]) -> None:
        """Have the command run at each login."""

    def turn_off(self) -> None:
        """Remove the entry."""


def autostart() -> Autostart:
    """The one of this system."""
    if sys.platform == "win32":
        import winreg

        return RunKey(winreg)
    if sys.platform == "darwin":
        return LaunchAgent(Path.home() / "Library/LaunchAgents")
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return DesktopEntry((Path(config) if config else Path.home() / ".config") / "autostart")


def is_on(entry: Autostart) -> bool:
    """Whether windown will really start at the next login."""
    return entry.state() == ON


class DesktopEntry:
    """A file in the autostart folder of the desktop (freedesktop.org)."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "windown.desktop"

    def state(self) -> str:
        """A desktop turns an entry off by marking it, not by removing it."""
        keys = _entry_keys(self.file)
        if not keys.get("Exec"):
            return OFF
        marks = (keys.get("Hidden", "false"), keys.get("X-GNOME-Autostart-enabled", "true"))
        if marks != ("false", "true"):
            return BLOCKED
        return ON if _runs(_split_exec(keys["Exec"])) else GONE

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the entry anew, so that no mark of the desktop's remains."""
        lines = (
            "[Desktop Entry]", "Type=Application", "Name=windown", "Icon=windown",
            f"Exec={' '.join(_quoted(part) for part in command)}", "Terminal=false",
            "StartupNotify=false", "X-GNOME-Autostart-enabled=true", "",
        )  # fmt: skip
        _write(self.file, "\n".join(lines).encode())

    def turn_off(self) -> None:
        """Remove the entry."""
        _remove(self.file)


class LaunchAgent:
    """A property list among a person's launch agents (macOS). Takes effect at the next login."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / f"{LABEL}.plist"

    def state(self) -> str:
        """What the file says; launchd's own list of disabled agents is not asked."""
        try:
            keys: dict[str, Any] = plistlib.loads(self.file.read_bytes())
            command = [str(part) for part in keys["ProgramArguments"]]
        except (OSError, ValueError, KeyError, TypeError, plistlib.InvalidFileException):
            return OFF
        if keys.get("Disabled") or not keys.get("RunAtLoad"):
            return BLOCKED
        return ON if _runs(command) else GONE

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the agent."""
        keys = {"Label": LABEL, "ProgramArguments": list(command), "RunAtLoad": True,
                "ProcessType": "Interactive"}  # fmt: skip
        _write(self.file, plistlib.dumps(keys))

    def turn_off(self) -> None:
        """Remove the agent."""
        _remove(self.file)


class RunKey:
    """A value in the registry's Run key (Windows), given the module `winreg` or its like."""

    def __init__(self, registry: Any) -> None:
        self._registry = registry

    def state(self) -> str:
        """The task manager turns an entry off by an odd first byte in a key of its own."""
        command = self._value(_RUN)
        if not isinstance(command, str) or not command:
            return OFF
        approved = self._value(_APPROVED)
        if isinstance(approved, bytes) and approved[:1] and approved[0] % 2:
            return BLOCKED
        return ON if _runs([_first_word(command)]) else GONE

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the value, and take away what the task manager may have noted."""
        reg = self._registry
        try:
            with reg.CreateKeyEx(reg.HKEY_CURRENT_USER, _RUN, 0, reg.KEY_SET_VALUE) as key:
                text = subprocess.list2cmdline(command)
                reg.SetValueEx(key, "windown", 0, reg.REG_SZ, text)
        except OSError as error:
            raise _unwritable(_RUN, error) from None
        self._delete(_APPROVED)

    def turn_off(self) -> None:
        """Remove the value."""
        self._delete(_RUN)

    def _value(self, path: str) -> object:
        reg = self._registry
        try:
            with reg.OpenKey(reg.HKEY_CURRENT_USER, path) as key:
                value: object = reg.QueryValueEx(key, "windown")[0]
                return value
        except OSError:
            return None

    def _delete(self, path: str) -> None:
        reg = self._registry
        try:
            with reg.OpenKey(reg.HKEY_CURRENT_USER, path, 0, reg.KEY_SET_VALUE) as key:
                reg.DeleteValue(key, "windown")
        except FileNotFoundError:
            return
        except OSError as error:
            raise _unwritable(path, error) from None


def _entry_keys(file: Path) -> dict[str, str]:
    """The keys of the first group; none where there is no such file."""
    keys: dict[str, str] = {}
    try:
        text = file.read_text("utf-8", errors="replace")
    except OSError:
        return keys
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys[key.strip()] = value.strip()
    return keys


def _quoted(part: str) -> str:
    """One argument as the Exec key wants it: quoted, then escaped once more as a string."""
    for sign in ("\\", '"', "`", "$"):
        part = part.replace(sign, f"\\{sign}")
    part = part.replace("%", "%%")
    text = f'"{part}"'
    for sign, name in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(sign, name)
    return text


def _split_exec(value: str) -> list[str]:
    """The arguments of an Exec key, as `_quoted` or a person wrote it."""
    names = {"n": "\n", "t": "\t", "r": "\r", "s": " ", "\\": "\\"}
    text = _unescaped(value, names)
    parts, part, inside, signs = [], "", False, iter(text)
    for sign in signs:
        if sign == '"':
            inside = not inside
        elif sign == " " and not inside:
            parts.append(part)
            part = ""
        else:
            part += next(signs, "") if sign == "\\" and inside else sign
    return [each.replace("%%", "%") for each in [*parts, part] if each]


def _unescaped(value: str, names: dict[str, str]) -> str:
    signs, text = iter(value), ""
    for sign in signs:
        if sign == "\\":
            name = next(signs, "")
            text += names.get(name, f"\\{name}")
        else:
            text += sign
    return text


def _first_word(command: str) -> str:
    return command[1:].partition('"')[0] if command.startswith('"') else command.partition(" ")[0]


def _runs(command: Sequence[str]) -> bool:
    """Whether the program of a command is there to be run."""
    return bool(command) and shutil.which(command[0]) is not None


def _write(file: Path, content: bytes) -> None:
    """Put a file in place whole: a login in the middle of it sees the old one or the new."""
    beside = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise _unwritable(str(file), error) from None


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(str(file), error) from None


def _unwritable(file: str, error: OSError) -> Trouble:
    return Trouble("autostart.unwritable", file=file, why=error.strerror or str(error))
