"""The log of faults: a file that never grows large, opened only when there is a fault."""

import logging
import re
from pathlib import Path

#: Beyond this the file is put aside, and what was put aside before is let go.
LIMIT_BYTES = 100_000
FORMAT = "%(asctime)s %(name)s %(message)s"

#: What a log never says of a person; even the names of our own modules in a traceback would.
TELLING = re.compile(r"after.?care|nachsorge\w*|ketamin\w*|melatonin\w*", re.IGNORECASE)


class Discreet(logging.Formatter):
    """Puts a line in the place of words that tell what a person has been doing."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with its traceback."""
        return TELLING.sub("--", super().format(record))


class FaultLog(logging.Handler):
    """Writes faults to `file`, with one older file beside it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self._writer: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one fault. A place that cannot be written loses it, and nothing else happens."""
        try:
            self._opened().emit(record)
        except OSError:
            return

    def close(self) -> None:
        """Let the file go."""
        if self._writer is not None:
            self._writer.close()
        super().close()

    def _opened(self) -> logging.Handler:
        if self._writer is None:
            # Importing it costs a start 4 ms, and most starts have no fault.
            from logging.handlers import RotatingFileHandler

            self._writer = RotatingFileHandler(
                self.file, maxBytes=LIMIT_BYTES, backupCount=1, encoding="utf-8"
            )
            self._writer.setFormatter(Discreet(FORMAT))
        return self._writer
