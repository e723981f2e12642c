"""The voice worker as seen from the window's process: a question, an answer or none in time."""

import contextlib
import json
import subprocess
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any

Message = dict[str, Any]


class Gone(Exception):
    """The worker died, hangs or left; it is not to be asked again."""


class Left(Gone):
    """The worker said good-bye, having been idle: no fault of what was asked."""


class WorkerProcess:
    """One run of the worker. Its lines are read by a thread, as a pipe may have no timeout."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it. Raises OSError where the command cannot be run."""
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=_listen, args=(self._process, self._lines), daemon=True).start()
        self._asked = 0

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ready(self, patience_s: float) -> Message:
        """What the worker says first. Raises Gone if nothing comes in time."""
        return self._message(monotonic() + patience_s, lambda message: "ready" in message)

    def ask(self, question: Message, patience_s: float) -> Message:
        """The answer to one question. Raises Gone if the worker dies or takes too long."""
        deadline = monotonic() + patience_s
        self._asked += 1
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(question | {"id": self._asked}).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as problem:
            self._raise_if_left(deadline)
            raise Gone from problem
        return self._message(deadline, lambda message: message.get("id") == self._asked)

    def kill(self) -> None:
        """End it at once, from any thread."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def bury(self) -> None:
        """End it and give back what it held."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _message(self, deadline: float, wanted: Callable[[Message], bool]) -> Message:
        """The next message that is wanted; whatever else is printed is passed over."""
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - monotonic()))
            except Empty:
                raise Gone("no answer in time") from None
            if not line:
                raise Gone("it died")
            message = _parsed(line)
            if "bye" in message:
                raise Left
            if wanted(message):
                return message

    def _raise_if_left(self, deadline: float) -> None:
        self._message(deadline, lambda message: False)


def _listen(process: subprocess.Popen[bytes], lines: "SimpleQueue[bytes]") -> None:
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        for line in process.stdout:
            lines.put(line)
    lines.put(b"")
    process.wait()  # one that left by itself is not to stay in the list of processes


def _parsed(line: bytes) -> Message:
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}
