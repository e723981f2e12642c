"""What a person can do with all of their records at once; the adapter is `adapters.archive`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from windown.core.export import Wishes
from windown.core.keeping import Backup, Erasure
from windown.core.problems import Trouble
from windown.core.taken import TakenIn
from windown.service.ports import Now


class Archive(Protocol):
    """The journal as a whole. Every call is all or nothing and raises `Trouble` where it fails."""

    def folder(self) -> Path:
        """Where it lies."""

    def export(self, target: Path, wishes: Wishes, now: Now, night_name: str) -> int:
        """Write all records as the target's ending says (.json .zip .ics); how many."""

    def take_in(self, source: Path, now: Now) -> TakenIn:
        """Take in a file of ours or of another program."""

    def backups(self) -> Sequence[Backup]:
        """The backups there are, newest first."""

    def back_up(self, now: Now) -> Backup:
        """Make one now."""

    def back_up_if_due(self, now: Now) -> Backup | None:
        """Make the one of the week, where it is due."""

    def restore(self, name: str, now: Now) -> Backup:
        """Bring one back; the backup made of what was there before."""

    def erase(self, erasure: Erasure) -> Sequence[Trouble]:
        """Take away for good; what could not be reached."""
