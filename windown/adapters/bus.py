"""One connection to a message bus of the desktop (D-Bus) on which no call waits long."""

import os
import time
from collections import deque
from pathlib import Path
from typing import Any

#: Seconds an answer may take; what is slower must never hold up the window.
PATIENCE_S = 1.0


class NoBus(Exception):
    """There is no bus, or the connection to it is gone."""


class Refused(Exception):
    """The one that was called answered with an error; its name is the text."""


class Silent(Exception):
    """No answer came in time; it may still come, with the serial number `serial`."""

    def __init__(self, serial: int) -> None:
        super().__init__(serial)
        self.serial = serial


class Bus:
    """A connection by jeepney. `address` is SESSION, SYSTEM or a bus address.

    What arrives while an answer is waited for is kept for `messages`. Raises `NoBus`.
    """

    def __init__(self, address: str = "SESSION", files: bool = False) -> None:
        try:
            self._connection = _connection(address, files)
        except Exception as error:  # whatever answers there, it is no bus we can speak with
            raise NoBus(str(error)) from None
        self._early: deque[Any] = deque()

    def fileno(self) -> int:
        """The descriptor that becomes readable when something arrives."""
        return int(self._connection.sock.fileno())

    def call(self, message: Any, wait_s: float = PATIENCE_S) -> Any:
        """Send and wait for the answer, the whole message. Raises NoBus, Refused, Silent."""
        from jeepney import HeaderFields, MessageType

        serial = self.post(message)
        until = time.monotonic() + wait_s
        while True:
            came = self._receive(max(0.0, until - time.monotonic()))
            if came is None:
                raise Silent(serial)
            fields = came.header.fields
            if fields.get(HeaderFields.reply_serial) != serial:
                self._early.append(came)
            elif came.header.message_type == MessageType.error:
                raise Refused(str(fields.get(HeaderFields.error_name, "")))
            else:
                return came

    def post(self, message: Any) -> int:
        """Send and wait for nothing; the serial number an answer would carry. Raises NoBus."""
        serial = next(self._connection.outgoing_serial)
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            raise NoBus(str(error)) from None
        return int(serial)

    def messages(self) -> list[Any]:
        """All that has arrived, without waiting. Raises NoBus once that is handed out."""
        came = list(self._early)
        self._early.clear()
        try:
            while (message := self._receive(0.0)) is not None:
                came.append(message)
        except NoBus:
            if not came:
                raise
        return came

    def _receive(self, wait_s: float) -> Any:
        try:
            return self._connection.receive(timeout=wait_s)
        except TimeoutError:
            return None
        except Exception as error:  # closed, or bytes that are no message
            raise NoBus(str(error)) from None

    def close(self) -> None:
        """Leave the bus; whatever was held through this connection is released."""
        self._connection.close()


def _connection(address: str, files: bool) -> Any:
    from jeepney.io.blocking import DBusConnection, prep_socket

    class Connection(DBusConnection):  # type: ignore[misc]
        """Also says its first word, Hello, with a limit of time."""

        def send_and_get_reply(self, message: Any, *, timeout: Any = None) -> Any:
            return super().send_and_get_reply(message, timeout=timeout or PATIENCE_S)

    line = prep_socket(_path(address), files, timeout=PATIENCE_S)
    line.settimeout(PATIENCE_S)
    try:
        return Connection(line, files)
    except Exception:
        line.close()
        raise


def call_of(
    name: str, path: str, interface: str, member: str, form: str = "", *body: Any,
    start: bool = False,
) -> Any:  # fmt: skip
    """A method call. With `start`, the program that belongs to the name is started for it."""
    from jeepney import DBusAddress, MessageFlag, new_method_call

    address = DBusAddress(path, bus_name=name, interface=interface)
    message = new_method_call(address, member, form or None, body)
    if not start:
        message.header.flags |= MessageFlag.no_auto_start
    return message


def clean(text: str) -> str:
    """The text as a bus can carry it: valid Unicode with no zero in it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _path(address: str) -> Any:
    from jeepney.bus import get_bus

    if address == "SESSION" and not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return str(Path(os.environ["XDG_RUNTIME_DIR"], "bus"))  # the custom of systemd
    return get_bus(address)
