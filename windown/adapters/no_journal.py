"""A journal where none can be had: sessions run, nothing is kept, and every write says why."""

from collections.abc import Sequence
from datetime import date

from windown.core.history import SessionRecord
from windown.core.problems import Trouble


class NoJournal:
    """Stands in for a database that is newer, locked away or otherwise not to be opened."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble

    def begin(self, record: SessionRecord) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def keep(self, session: str, done_s: float, complete: bool) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def rate(self, session: str, felt: int | None, note: str) -> None:
        """Raises the trouble that keeps the journal shut."""
        raise self.trouble

    def sessions(self, first: date, last: date) -> Sequence[SessionRecord]:
        """Nothing."""
        return ()

    def close(self) -> None:
        """Nothing to let go."""
