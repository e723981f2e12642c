"""Every prompt of every practice, really spoken: none is longer than the time it has."""

import sys

import pytest

from tests.conftest import ASSETS
from windown.adapters.voice import SpokenVoice
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.catalogue import timeline_of
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE
from windown.service.ports import VoiceStyle
from windown.sound.clips import read_clip
from windown.sound.samples import RATE

SHELF = read_shelf([ASSETS / "practices"])
#: How long the engine may take for all prompts of a language (seconds).
PATIENCE_S = 240.0


@pytest.fixture
def voice(tmp_path):
    """The voice as it ships, with an empty cache."""
    made = SpokenVoice([sys.executable, "-m", "windown", "--worker", "voice"], tmp_path)
    yield made
    made.close()


def style(language):
    return VoiceStyle(
        DEFAULT_VOICE[language], DEFAULT_RATE[language], DEFAULT_PITCH[language], language
    )


def slots(practices, language):
    """The shortest slot each text has, in seconds, at the shortest, usual and longest length."""
    words, shortest = read_words(ASSETS / "words", language), {}
    for practice in practices:
        limits = practice.minutes
        for minutes in (limits.min, limits.default, limits.max):
            for prompt in timeline_of(practice, words, minutes).prompts:
                known = shortest.get(prompt.text, prompt.seconds)
                shortest[prompt.text] = min(known, prompt.seconds)
    return shortest


def seconds_of(voice, texts, language):
    """How long each text takes to be spoken."""
    files = voice.render_all(texts, style(language), PATIENCE_S)
    assert files.keys() == set(texts), "the voice is missing; install pyttsx3 and espeakng-loader"
    return {text: len(read_clip(path)) / RATE for text, path in files.items()}


def spare(voice, wanted, language):
    """Seconds left of the slot of each text, tightest first."""
    spoken = seconds_of(voice, list(wanted), language)
    left = {text: round(wanted[text] - spoken[text], 3) for text in wanted}
    return sorted(left.items(), key=lambda each: each[1])


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_counted_fits_its_second(voice, language):
    counted = [practice for practice in SHELF.practices if practice.cycles]
    words = {text: room for text, room in slots(counted, language).items() if room <= 1.0}
    assert len(words) >= 7
    assert [each for each in spare(voice, words, language) if each[1] < 0] == []


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_prompt_of_any_practice_overruns_its_slot(voice, language, record_property):
    left = spare(voice, slots(SHELF.practices, language), language)
    record_property("tightest", left[:5])
    print(f"{language}: {len(left)} prompts, tightest {left[:5]}")
    assert [each for each in left if each[1] < 0] == []
