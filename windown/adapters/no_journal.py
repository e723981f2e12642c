"""A journal where none can be had: sessions run, nothing is kept, and every write says why."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from windown.adapters.diary import SqliteDiary
from windown.adapters.ledger import SqliteLedger
from windown.adapters.lists import SqliteLists
from windown.adapters.notes import SqliteNotes
from windown.adapters.routines import SqliteRoutines
from windown.adapters.schema import migrate, shipped_migrations
from windown.core.history import SessionRecord
from windown.core.problems import Trouble


class NoJournal:
    """Stands in for a database that is newer, locked away or otherwise not to be opened."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self._memory: sqlite3.Connection | None = None

    def begin(self, record: SessionRecord) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def keep(self, session: str, done_s: float, complete: bool, slow_s: float = 0.0) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def rate(self, session: str, felt: int | None, note: str) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def sessions(self, first: date, last: date) -> Sequence[SessionRecord]:
        """Nothing."""
        return ()

    def put(self, record: SessionRecord) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def remove(self, session: str) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def first(self) -> date | None:
        """Nothing."""
        return None

    def ledger(self) -> SqliteLedger:
        """A ledger in memory: what comes while windown runs still comes, and once."""
        return SqliteLedger(self._remembered())

    def lists(self) -> SqliteLists:
        """Lists that can be read and not be written: nobody is to trust words to memory alone."""
        return SqliteLists(self._remembered(), self.trouble)

    def diary(self) -> SqliteDiary:
        """Mornings that can be read and not be written."""
        return SqliteDiary(self._remembered(), self.trouble)

    def notes(self) -> SqliteNotes:
        """Notes and check-ins that can be read and not be written."""
        return SqliteNotes(self._remembered(), self.trouble)

    def routines(self) -> SqliteRoutines:
        """Runs of routines that can be read and not be written."""
        return SqliteRoutines(self._remembered(), self.trouble)

    def _remembered(self) -> sqlite3.Connection:
        if self._memory is None:
            self._memory = sqlite3.connect(":memory:", isolation_level=None)
            migrate(self._memory, Path(), shipped_migrations())
        return self._memory

    def close(self) -> None:
        """Let the memory go."""
        if self._memory is not None:
            self._memory.close()
