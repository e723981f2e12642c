"""Something heard alone: a voice or a background before it is chosen, a reminder."""

from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.service.desk import Desk
from windown.service.player import Player
from windown.service.ports import Levels, Now, Speaker, Voice, VoiceStyle

#: How long a sample may take to be spoken before it is given up, and the room it gets (seconds).
PATIENCE_S = 8.0
ROOM_S = 8.0
#: How long a background can be listened to (seconds).
LISTEN_S = 600.0
#: How long the tone of a reminder lasts, and with it the silence before its words (seconds).
TONE_S, CHIME_S = 1.6, 3.2


class Hearing:
    """Plays a sample as a session would, or a tone; one at a time."""

    def __init__(self, desk: Desk, speaker: Speaker, voice: Voice) -> None:
        self.desk = desk
        self.player = Player(speaker, voice, first_prompt_s=PATIENCE_S)
        self._heard, self._room = True, ROOM_S

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
        levels = Levels(voice=self.desk.settings.volume_voice, tones=0.0, background=0.0)
        self.play(sample, levels, self.desk.style(), now)

    def listen(self, background: str, now: Now) -> None:
        """Play a background, or change the one that plays."""
        levels = Levels(0.0, 0.0, self.desk.settings.volume_background, background)
        if not self._heard and self._room == LISTEN_S:
            self.player.set_levels(levels)
            return
        rest = (Span(0.0, LISTEN_S, "rest", 0),)
        self.play(Timeline("hearing", self.desk.words.language, LISTEN_S, rest), levels, None, now)

    def chime(self, now: Now) -> None:
        """Sound the tone of a reminder."""
        tone = Timeline(
            "hearing",
            self.desk.words.language,
            CHIME_S,
            (Span(0.0, CHIME_S, "rest", 0),),
            tones=(Tone(0.0, TONE_S, "reminder"),),
        )
        levels = Levels(voice=0.0, tones=self.desk.settings.volume_tones, background=0.0)
        self.play(tone, levels, None, now)

    def play(self, timeline: Timeline, levels: Levels, style: VoiceStyle | None, now: Now) -> None:
        """Play a timeline from its beginning, instead of what played before."""
        self._heard, self._room = False, timeline.length
        self.player.begin(timeline, levels, style, now)

    def look(self, now: Now) -> bool:
        """Whether the sample is still to come or being heard; to be asked until it is not."""
        if not self._heard and self.player.look(now) >= self._room:
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
