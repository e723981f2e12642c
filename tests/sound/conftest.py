"""The real voice, started once for all tests of sound."""

import sys

import pytest

from windown.adapters.voice import SpokenVoice
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE
from windown.service.ports import VoiceStyle
from windown.sound.clips import read_clip

#: How long the engine may take for all prompts of one practice (seconds).
PATIENCE_S = 120.0


@pytest.fixture(scope="session")
def speak(tmp_path_factory):
    """Speaks prompts once for all tests; the samples of each by its text."""
    command = [sys.executable, "-m", "windown", "--worker", "voice"]
    voice = SpokenVoice(command, tmp_path_factory.mktemp("voice"))

    def spoken(texts, language):
        style = VoiceStyle(
            DEFAULT_VOICE[language], DEFAULT_RATE[language], DEFAULT_PITCH[language], language
        )
        files = voice.render_all(texts, style, PATIENCE_S)
        return {text: read_clip(path) for text, path in files.items()}

    yield spoken
    voice.close()
