"""One voice worker at a time: started when first needed, replaced when it died or left."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition

from windown.adapters.voice_cache import Identity
from windown.adapters.voice_process import Gone, Left, Message, WorkerProcess
from windown.core.problems import Trouble

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often to try again."""

    start: float = 15.0
    prompt: float = 4.0
    per_character: float = 0.05
    neural: float = 20.0  # to load a voice of some 60 MB, and to speak on a slow computer
    pauses: tuple[float, ...] = (0.0, 0.2, 1.0)  # before each try to start, and after deaths
    deaths_of_prompt: int = 2
    deaths_in_a_row: int = 6
    rest: float = 30.0  # text only for so long before a new wish is tried

    def of(self, text: str, neural: bool = False) -> float:
        """For one prompt."""
        return self.prompt + self.per_character * len(text) + (self.neural if neural else 0.0)

    def pause(self, deaths: int) -> float:
        """Before going on after so many deaths in a row, one or more."""
        return self.pauses[min(deaths, len(self.pauses)) - 1]


class Mouth:
    """Asks the worker and sees that there is one. Used by one thread, closed by any."""

    def __init__(
        self, command: Sequence[str], patience: Patience, met: Callable[[Identity], None]
    ) -> None:
        """`met` is told who speaks each time a worker has become ready."""
        self._command = command
        self._patience = patience
        self._met = met
        self._worker: WorkerProcess | None = None
        self._changed = Condition()
        self._closed = False

    def open(self) -> None:
        """Have a worker that is ready. Raises Trouble where none can be started."""
        if self._worker is not None:
            return
        for pause in self._patience.pauses:
            self.rest(pause)
            try:
                self._start()
                return
            except OSError as problem:
                raise Trouble("voice.missing") from problem
            except Gone as gone:
                log.info("the voice worker did not start: %s", gone)
                self.drop()
        raise Trouble("voice.fails")

    def ask(self, question: Message, patience_s: float) -> Message:
        """The worker's answer. Raises Gone if it died of the question, Trouble if none starts."""
        try:
            return self._asked(question, patience_s)
        except Left:
            self.drop()
        return self._asked(question, patience_s)

    def drop(self) -> None:
        """Be without a worker; the next question starts another."""
        with self._changed:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.bury()

    def rest(self, seconds: float) -> None:
        """Wait, but no longer than until `close`."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed, seconds)

    def close(self) -> None:
        """Kill the worker at once; whoever waits for it is told that it is gone."""
        with self._changed:
            self._closed = True
            if self._worker is not None:
                self._worker.kill()
            self._changed.notify_all()

    def _asked(self, question: Message, patience_s: float) -> Message:
        self.open()
        assert self._worker is not None
        try:
            return self._worker.ask(question, patience_s)
        except Left:
            raise
        except Gone:
            self.drop()
            raise

    def _start(self) -> None:
        with self._changed:
            if self._closed:
                raise Trouble("voice.fails")
            self._worker = WorkerProcess(self._command)
        said = self._worker.ready(self._patience.start)
        if not said["ready"]:
            self.drop()
            raise Trouble(str(said.get("trouble") or "voice.fails"))
        self._met(Identity(str(said.get("engine")), str(said.get("version"))))
