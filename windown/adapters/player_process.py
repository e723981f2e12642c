"""The player's process as the window keeps it: started, fed, listened to, started again."""

import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

from windown.adapters.player_messages import Answer, Message, Quit, answer_of, line_of

#: Seconds until a process that died is started again: doubled each time, up to a limit.
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0

#: How long the process has to let its sound fade and to end by itself.
GOODBYE = 1.2

Process = subprocess.Popen[bytes]


class PlayerProcess:
    """Keeps one process at a time, in a thread that only then exists when it was woken.

    `everything` gives what a new process is to be told first; `heed` takes each answer; `lost`
    is called when a process has ended and says whether another is to follow by itself;
    `patience` gives the seconds until the process counts as hung, None for ever.
    """

    def __init__(
        self,
        command: Sequence[str],
        everything: Callable[[], Sequence[Message]],
        heed: Callable[[Answer], None],
        lost: Callable[[], bool],
        patience: Callable[[], float | None],
    ) -> None:
        self._command = list(command)
        self._everything = everything
        self._heed = heed
        self._lost = lost
        self._patience = patience
        self._outbox: SimpleQueue[Message | Process] = SimpleQueue()
        self._lock = Lock()
        self._woken = Event()
        self._keeper: Thread | None = None
        self._process: Process | None = None
        self._wait = FIRST_WAIT
        self._closed = False

    def wake(self) -> None:
        """Have a process, now if there is none. Does not wait for it."""
        with self._lock:
            if self._closed:
                return
            self._woken.set()
            if self._keeper is None:
                self._keeper = Thread(target=self._keep, name="player", daemon=True)
                self._keeper.start()

    def tell(self, message: Message) -> None:
        """Hand on a message; one that comes while there is no process is part of everything."""
        self._outbox.put(message)

    def close(self) -> None:
        """End the process, by force where it does not listen."""
        with self._lock:
            self._closed, keeper = True, self._keeper
        self._outbox.put(Quit())
        self._woken.set()
        if keeper is None:
            return
        keeper.join(GOODBYE + 0.3)
        if keeper.is_alive() and self._process is not None:
            self._process.kill()
            keeper.join(GOODBYE)

    def _keep(self) -> None:
        """The thread: a process, its end, a rest, until everything is closed."""
        while not self._closed:
            self._woken.clear()
            process = self._start()
            if process is not None:
                self._live(process)
            if not self._closed:
                again = self._lost()
                self._woken.wait(self._wait if again else None)
                self._wait = min(2 * self._wait, LONGEST_WAIT)

    def _start(self) -> Process | None:
        try:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A console of its own would flash up on Windows.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            return None

    def _live(self, process: Process) -> None:
        """One process from its first word to its last."""
        self._process = process
        ear = Thread(target=self._listen, args=(process,), name="player-ear", daemon=True)
        ear.start()
        with suppress(OSError, ValueError):
            self._feed(process)
        if process.poll() is None and not self._closed:
            process.kill()
        self._bury(process)
        ear.join()

    def _feed(self, process: Process) -> None:
        """Hand on what is to be told, until the process has ended, hangs or is to end."""
        self._forget_told()
        for message in self._everything():
            _write(process, message)
        while True:
            try:
                item = self._outbox.get(timeout=self._patience())
            except Empty:
                if self._patience() == 0.0:
                    return
                continue
            if item is process or (isinstance(item, Quit) and self._closed):
                return
            if not isinstance(item, subprocess.Popen):
                _write(process, item)

    def _forget_told(self) -> None:
        """What waits was told to no process; `everything` says the same and more."""
        while not self._outbox.empty():
            self._outbox.get()
        if self._closed:
            self._outbox.put(Quit())

    def _bury(self, process: Process) -> None:
        """The end of the pipe asks the process to end; after a while it is made to."""
        assert process.stdin is not None
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _listen(self, process: Process) -> None:
        """The ear's thread: answers are heeded, anything else is passed over."""
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                answer = answer_of(line)
                if answer is not None:
                    if answer.heard is not None:
                        self._wait = FIRST_WAIT
                    self._heed(answer)
        self._outbox.put(process)


def _write(process: Process, message: Message) -> None:
    assert process.stdin is not None
    process.stdin.write(line_of(message))
    process.stdin.flush()
