"""The dark one-line note: kept with one key, shown again in the morning."""

import uuid

from windown.core.problems import Trouble
from windown.core.records import NightNote
from windown.service.desk import Desk
from windown.service.ports import Notes, Now
from windown.service.topics import announce

#: A note is one line of so many characters.
LONGEST = 500


class NoteScreen:
    """The presenter of the dark page; it shows no time and nothing that was written before."""

    def __init__(self, desk: Desk, notes: Notes | None) -> None:
        """`notes` is where notes are kept; None where there is no such place."""
        self.desk, self.notes = desk, notes

    @property
    def hint(self) -> str:
        """What stands in the empty line."""
        return self.desk.words("night_note.hint")

    @property
    def name(self) -> str:
        """What a screen reader calls the line."""
        return self.desk.words("night_note.name")

    def keep(self, text: str, now: Now) -> str:
        """Keep a line under its night; "" where it is kept or empty, else why it is not."""
        line = " ".join(text.split())[:LONGEST]
        if not line:
            return ""
        night = self.desk.night(now).date
        try:
            if self.notes is None:
                raise Trouble("night_note.nowhere")
            self.notes.put_note(NightNote(str(uuid.uuid4()), night, now.utc, line))
        except Trouble as trouble:
            return trouble.told(self.desk.words)
        announce(self.desk.listeners, "notes")
        return ""
