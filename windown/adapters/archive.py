"""The `Archive` port on the folders of a person."""

from collections.abc import Sequence
from pathlib import Path

from windown.adapters import backups, erase, export_files, import_files
from windown.adapters.paths import Folders
from windown.core.export import Wishes
from windown.core.keeping import Backup, Erasure
from windown.core.problems import Trouble
from windown.core.taken import TakenIn
from windown.service.ports import Now


class FolderArchive:
    """Opens the journal anew for each call, beside whoever has it open already."""

    def __init__(self, places: Folders) -> None:
        self._places = places

    def folder(self) -> Path:
        """Where the journal lies."""
        return self._places.data

    def export(self, target: Path, wishes: Wishes, now: Now, night_name: str) -> int:
        """Write all records as the target's ending says; how many."""
        return export_files.export(self._places.database, target, wishes, now.utc, night_name)

    def take_in(self, source: Path, now: Now) -> TakenIn:
        """Take in a file; what has no zone is of the zone of the look."""
        return import_files.take_in(self._places.database, source, now.zone)

    def backups(self) -> Sequence[Backup]:
        """The backups there are, newest first."""
        return backups.backups(self._places.backups)

    def back_up(self, now: Now) -> Backup:
        """Make a backup now."""
        return backups.back_up(self._places.database, self._places.backups, now.utc)

    def back_up_if_due(self, now: Now) -> Backup | None:
        """Make the backup of the week, where it is due."""
        return backups.back_up_if_due(self._places.database, self._places.backups, now.utc)

    def restore(self, name: str, now: Now) -> Backup:
        """Bring a backup back; the one made of what was there before."""
        return backups.restore(self._places.database, self._places.backups, name, now.utc)

    def erase(self, erasure: Erasure) -> Sequence[Trouble]:
        """Take away for good; what could not be reached."""
        return erase.erase(self._places, erasure)

    def finish_erasing(self) -> Sequence[Trouble]:
        """Finish what a killed windown had begun to erase; before the journal is opened."""
        return erase.finish(self._places)
