"""The routines a person can walk, and the runs of them that are kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from windown.core.problems import Trouble
from windown.service.topics import Listener, announce

if TYPE_CHECKING:
    from datetime import date

    from windown.content.routines import RoutineShelf
    from windown.core.routine import Routine, RoutineRun
    from windown.service.ports import OwnRoutines, Routines


class RoutineBook:
    """Joins the routines on file with their runs; what changes is written first, then announced.

    `shelf_of` reads the files when they are first needed and after each change.
    """

    def __init__(
        self,
        shelf_of: Callable[[], RoutineShelf],
        listeners: list[Listener],
        kept: Routines | None = None,
        own: OwnRoutines | None = None,
    ) -> None:
        self.shelf_of, self.listeners, self.kept, self.own = shelf_of, listeners, kept, own
        self._shelf: RoutineShelf | None = None

    @property
    def shelf(self) -> RoutineShelf:
        """All routines."""
        if self._shelf is None:
            self._shelf = self.shelf_of()
        return self._shelf

    def find(self, routine_id: str) -> Routine | None:
        """One routine, or None; nothing is read where none is asked for."""
        return self.shelf.find(routine_id) if routine_id else None

    def keep(self, routine: Routine) -> str:
        """Keep a person's own routine; its id, a new one where it has none.

        This and the calls below raise `Trouble` where that cannot be done.
        """
        kept = routine if routine.id else replace(routine, id=f"own_{uuid.uuid4().hex[:8]}")
        self._own().write(kept)
        self._changed()
        return kept.id

    def delete(self, routine_id: str) -> bytes:
        """Take one away; what `put_back` brings it back with."""
        content = self._own().delete(routine_id)
        self._changed()
        return content

    def put_back(self, content: bytes) -> None:
        """Undo a deletion."""
        self._own().put_back(content)
        self._changed()

    def runs(self, night: date) -> list[RoutineRun]:
        """The runs of a night, in order of start."""
        return list(self.kept.runs(night, night)) if self.kept else []

    def put(self, run: RoutineRun) -> None:
        """Write how far a run has come."""
        if self.kept is None:
            raise Trouble("routine.nowhere")
        self.kept.put(run)
        announce(self.listeners, "routines")

    def _own(self) -> OwnRoutines:
        if self.own is None:
            raise Trouble("routine.nowhere")
        return self.own

    def _changed(self) -> None:
        self._shelf = None
        announce(self.listeners, "routines")
