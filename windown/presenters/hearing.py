"""Hearing a voice before it is chosen: one prompt, played like those of a session."""

from windown.core.timeline import Prompt, Span, Timeline
from windown.service.desk import Desk
from windown.service.player import Player
from windown.service.ports import Levels, Now, Speaker, Voice

#: How long a sample may take to be spoken before it is given up, and the room it gets (seconds).
PATIENCE_S = 8.0
ROOM_S = 8.0


class Hearing:
    """Plays a sample of the chosen voice at the chosen volume."""

    def __init__(self, desk: Desk, speaker: Speaker, voice: Voice) -> None:
        self.desk = desk
        self.player = Player(speaker, voice, first_prompt_s=PATIENCE_S)
        self._heard = True

    def begin(self, now: Now, text: str = "") -> None:
        """Speak the sample, or another text."""
        text = text or self.desk.words("settings.hear_text")
        sample = Timeline(
            "hearing",
            self.desk.words.language,
            ROOM_S,
            (Span(0.0, ROOM_S, "rest", 0),),
            (Prompt(0.0, ROOM_S, text),),
        )
        self._heard = False
        levels = Levels(voice=self.desk.settings.volume_voice, tones=0.0, background=0.0)
        self.player.begin(sample, levels, self.desk.style(), now)

    def look(self, now: Now) -> bool:
        """Whether the sample is still to come or being heard; to be asked until it is not."""
        if not self._heard and self.player.look(now) >= ROOM_S:
            self.end()
        return not self._heard

    def end(self) -> None:
        """Be silent."""
        if not self._heard:
            self._heard = True
            self.player.stop()

    def told(self) -> str:
        """What there is to say of the sample: that it comes, or why it does not."""
        voice, words = self.player.voice, self.desk.words
        if voice.trouble() or voice.note():
            return words(voice.trouble() or voice.note())
        waits = not self._heard and self.player.gathering
        return words("settings.hear_waiting") if waits else ""
