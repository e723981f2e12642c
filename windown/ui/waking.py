"""Says when to look at the evening: by itself twice a minute, and at once after sleep or travel."""

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QFileSystemWatcher, QObject, Qt, QTimer, Signal, Slot

#: The most that may pass between two looks while the computer is awake (milliseconds).
FLOOR_MS = 30_000
LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")

log = logging.getLogger(__name__)


class Waking(QObject):
    """Emits `look` when something may have become due.

    Timers stand still while the computer sleeps, so its waking is heard from logind; a file in
    `zone_folder` changes with the time zone. Each hint may fail: the floor looks all the same.
    """

    look = Signal()

    def __init__(
        self, parent: QObject | None = None, floor_ms: int = FLOOR_MS, system_bus: str = "",
        zone_folder: Path = Path("/etc"),
    ) -> None:  # fmt: skip
        """`system_bus` is the address of another bus than the system's."""
        super().__init__(parent)
        self._system_bus, self._zone_folder = system_bus, zone_folder
        self._floor = QTimer(self, interval=floor_ms, timerType=Qt.TimerType.CoarseTimer)
        self._floor.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._zone = _target(zone_folder)

    def start(self) -> None:
        """Begin to listen; nothing is emitted at once."""
        self._floor.start()
        self._watcher.blockSignals(False)
        if self._zone_folder.is_dir():
            # The link itself is replaced, so it is its folder that has to be watched.
            self._watcher.addPath(str(self._zone_folder))
        self.hears_sleep = self._listen_to_logind()

    def stop(self) -> None:
        """Emit nothing any more."""
        self._floor.stop()
        self._watcher.blockSignals(True)

    def _listen_to_logind(self) -> bool:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:  # a Qt without D-Bus
            return False
        bus = QDBusConnection.systemBus()
        if self._system_bus:
            bus = QDBusConnection.connectToBus(self._system_bus, f"windown-{id(self)}")
        slot: Any = SLOT("prepare_for_sleep(bool)")  # a text, whatever its type is said to be
        name, path, interface = LOGIND
        heard = bus.isConnected() and bus.connect(
            name, path, interface, "PrepareForSleep", self, slot
        )
        if not heard:
            log.info("logind cannot be heard; the floor looks alone")
        return bool(heard)

    @Slot(bool)
    def prepare_for_sleep(self, begins: bool) -> None:
        """What logind says before the computer sleeps (True) and when it is awake again."""
        if not begins:
            self.look.emit()

    def _folder_changed(self) -> None:
        zone = _target(self._zone_folder)
        if zone != self._zone:
            self._zone = zone
            self.look.emit()


def _target(folder: Path) -> tuple[str, int]:
    """Which zone the system is set to, by its file: a link, or on some systems a copy."""
    file = folder / "localtime"
    try:
        return (str(file.readlink()), 0) if file.is_symlink() else ("", file.stat().st_mtime_ns)
    except OSError:
        return "", 0
