"""Tries voice and sound for the doctor: a prompt that is really spoken, a device really opened."""

from collections.abc import Callable
from time import monotonic, sleep

from windown.core.timeline import Span, Timeline, Tone
from windown.core.wording import Words
from windown.service.ports import Levels, Speaker, VoiceStyle

#: How long one part may take before it counts as not working (seconds).
PATIENCE_S = 6.0
LOOK_S = 0.05


def try_voice(words: Words, style: VoiceStyle, speak: Callable[[str], bool]) -> tuple[bool, str]:
    """Whether a prompt can be spoken, and by which voice."""
    spoken = speak(words("settings.hear_text"))
    return spoken, words("doctor.voice_ok" if spoken else "doctor.voice_silent", voice=style.voice)


def try_sound(words: Words, speaker: Speaker) -> tuple[bool, str]:
    """Whether a sound device keeps the time for a silent moment."""
    moment = Timeline("doctor", words.language, 2.0, (Span(0.0, 2.0, "rest", 0),), (),
                      (Tone(0.0, 2.0, "rest"),))  # fmt: skip
    speaker.load(moment, Levels(0.0, 0.0, 0.0))
    speaker.play(0.0, None)
    until = monotonic() + PATIENCE_S
    try:
        while monotonic() < until:
            if speaker.heard() is not None:
                return True, words("doctor.sound_ok")
            if speaker.trouble() == "none":
                break
            sleep(LOOK_S)
        return False, words("doctor.sound_none")
    finally:
        speaker.close()
