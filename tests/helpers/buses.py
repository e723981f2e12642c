"""A private message bus, waiting with a deadline, and others who speak on the bus."""

import contextlib
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""

#: Seconds anything may take on a busy machine.
DEADLINE_S = 20.0


def until(true: Callable[[], object], deadline_s: float = DEADLINE_S) -> None:
    """Wait until something is true."""
    end = time.monotonic() + deadline_s
    while not true():
        assert time.monotonic() < end, "it did not come true in time"
        threading.Event().wait(0.005)


class PrivateBus:
    """A message bus in a process of its own, which a test may end."""

    def __init__(self, folder: Path) -> None:
        path = folder / "bus"
        config = folder / "bus.conf"
        config.write_text(CONFIG.format(path=path), "utf-8")
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.process.stdout.readline()  # said once it listens
        self.address = f"unix:path={path}"

    def end(self) -> None:
        """End the bus."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextlib.contextmanager
def private_bus(folder: Path) -> Iterator[PrivateBus]:
    """A bus for one test; skips it where there is none to start."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is missing: install the package dbus")
    bus = PrivateBus(folder)
    try:
        yield bus
    finally:
        bus.end()


class Speaker:
    """Somebody with a name on a bus, who answers calls in a thread. Subclasses say how."""

    name = ""
    path = "/"

    def __init__(self, address: str) -> None:
        self.calls: list[tuple[str, tuple]] = []
        self.heard: list[float] = []
        self._awake = threading.Event()
        self._awake.set()
        self._over = False
        self._write = threading.Lock()
        self._files = open_dbus_connection(address, enable_fds=True)
        if self.name:
            reply = self._files.send_and_get_reply(message_bus.RequestName(self.name))
            assert reply.body[0] == 1, f"{self.name} has an owner already"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def answer(self, member: str, body: tuple, sender: str) -> tuple[str, tuple] | None:
        """The form and the values of an answer, or None for an error."""
        raise NotImplementedError

    def sleep(self) -> None:
        """Answer nothing until `wake`."""
        self._awake.clear()

    def wake(self) -> None:
        """Answer all that came meanwhile, and what comes."""
        self._awake.set()

    def emit(self, member: str, form: str, *body: object, interface: str = "") -> None:
        """Send a signal to all."""
        message = new_signal(
            DBusAddress(self.path, interface=interface or self.name), member, form, body
        )
        with self._write:
            self._files.send(message)

    def die(self) -> None:
        """Leave the bus, as when the process ends."""
        self._over = True
        self._awake.set()
        self._thread.join()
        self._files.close()

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        if not self._over:
            self.die()

    def _serve(self) -> None:
        while not self._over:
            try:
                message = self._files.receive(timeout=0.05)
            except TimeoutError:
                continue
            except OSError:  # the bus has ended
                return
            if message.header.message_type == MessageType.method_call:
                self._awake.wait()
                self._reply(message)

    def _reply(self, message) -> None:
        fields = message.header.fields
        member, sender = fields[HeaderFields.member], fields[HeaderFields.sender]
        said = self.answer(member, message.body, sender)
        self.calls.append((member, message.body))
        if said is None:
            reply = new_error(message, f"{self.name or 'x.y'}.Error")
        else:
            form, body = said
            reply = new_method_return(message, form or None, body)
        with self._write, contextlib.suppress(OSError):
            self._files.send(reply)
