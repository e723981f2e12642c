"""What ships, as samples: every tone and every word lies where the timeline says."""

from functools import lru_cache

import numpy as np
import pytest
import soundfile

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.catalogue import timeline_of
from windown.core.settings import Settings
from windown.service.ports import Levels
from windown.sound.files import write
from windown.sound.levels import closing, factor, session_db, tones_db
from windown.sound.mixing import ready
from windown.sound.samples import RATE
from windown.sound.score import compose
from windown.sound.tones import SHAPES, tone

SHELF = read_shelf([ASSETS / "practices"])
IDS = [practice.id for practice in SHELF.practices]
LANGUAGES = ("en", "de")
#: How far around its place a sound is looked for (samples): a twentieth of a second.
AROUND = RATE // 20
#: The greatest step from one sample to the next: of tones, which have nothing above 500 Hz, and
#: of everything. A click would be a step of its whole height.
TONE_STEP, STEP = 0.006, 0.1
#: The highest peak of a file, -1 dBFS.
PEAK = 10 ** (-1 / 20)
LAST_BIT = 1 / 32768


@lru_cache(maxsize=4)
def laid_out(practice, language, minutes=None):
    """The timeline of a practice as it ships."""
    return timeline_of(SHELF.find(practice), read_words(ASSETS / "words", language), minutes)


def written(tmp_path, timeline, clips, levels, ambience=None):
    """A session written to a file and read back: both sides, -1 to 1."""
    file = tmp_path / f"{timeline.practice}.wav"
    write(compose(timeline, clips, ambience), levels, file)
    samples, rate = soundfile.read(str(file), dtype="float32")
    file.unlink()
    assert rate == RATE
    return samples


def found_at(heard, wanted, place):
    """Where around a place of a recording samples are found best, however loud they are there."""
    begin = max(0, place - AROUND)
    stretch = heard[begin : place + AROUND + len(wanted)].astype(np.float64)
    size = 1 << (len(stretch) + len(wanted)).bit_length()
    product = np.fft.rfft(stretch, size) * np.conj(np.fft.rfft(wanted.astype(np.float64), size))
    shifts = len(stretch) - len(wanted) + 1
    alike = np.fft.irfft(product, size)[:shifts]
    power = np.concatenate([[0.0], np.cumsum(stretch**2)])
    power = power[len(wanted) :][:shifts] - power[:shifts]
    return begin + int(np.argmax(alike / np.sqrt(np.maximum(power, 1e-9))))


def tone_places(timeline):
    """The first sample of each tone, with the samples it has on its own."""
    for cue in timeline.tones:
        if cue.tone in SHAPES:
            yield round(cue.at * RATE), tone(cue.tone, round(cue.seconds * RATE))


def spoken_places(timeline, clips):
    """The first sample of each prompt, with as much of its clip as its slot holds."""
    for prompt in timeline.prompts:
        room = round(prompt.seconds * RATE)
        yield round(prompt.at * RATE), clips[prompt.voiced][:room]


def misplaced(heard, places):
    """Places at which something else is heard than belongs there."""
    return [
        (place, at) for place, wanted in places if (at := found_at(heard, wanted, place)) != place
    ]


def off_tune(heard, timeline):
    """Places at which a tone is not heard to the sample as it sounds on its own.

    Followed only in its loudness through the session. One sample too early or late would be an
    error of many times the last bit.
    """
    wrong = []
    for place, wanted in tone_places(timeline):
        seconds = (place + np.arange(len(wanted))) / RATE
        quieter = session_db(seconds, timeline.length) + tones_db(seconds, timeline.length)
        expected = wanted * factor(quieter) * closing(seconds, timeline.length)
        if np.abs(heard[place : place + len(wanted)] - expected).max() > 2 * LAST_BIT:
            wrong.append(place)
    return wrong


def check_tones(practice, minutes, tmp_path):
    """The tones of a practice alone: silence, onset and energy to the sample."""
    timeline = laid_out(practice, "en", minutes)
    heard = written(tmp_path, timeline, {}, Levels())[:, 0]
    assert len(heard) == round(timeline.length * RATE)
    assert off_tune(heard, timeline) == []
    assert np.abs(np.diff(heard)).max() < TONE_STEP
    exactly(timeline)
    silent_between(heard, timeline)


def exactly(timeline):
    """Assert that each tone begins at its sample, from silence, with nothing before it."""
    score = compose(timeline, {})
    for place, wanted in tone_places(timeline):
        bus = score.render(place - 2, 400).tones
        assert np.flatnonzero(bus[2:])[0] <= 1
        assert abs(bus[2]) == wanted[0] == 0.0


def silent_between(heard, timeline):
    """Assert that there is no sound where no tone is."""
    quiet = np.ones(len(heard), bool)
    for place, wanted in tone_places(timeline):
        assert heard[place : place + len(wanted)].any()
        quiet[place : place + len(wanted)] = False
    assert not heard[quiet].any()


def test_the_tones_of_a_practice_begin_at_their_samples(tmp_path):
    check_tones("box_4", 1.0, tmp_path)


@pytest.mark.thorough
@pytest.mark.parametrize("practice", IDS)
def test_the_tones_of_every_practice_begin_at_their_samples(tmp_path, practice):
    check_tones(practice, None, tmp_path)


def test_a_tone_in_a_wrong_place_would_be_noticed(tmp_path):
    timeline = laid_out("box_4", "en", 1.0)
    heard = written(tmp_path, timeline, {}, Levels())[:, 0]
    late = np.concatenate([np.zeros(1, np.float32), heard])
    assert len(off_tune(late, timeline)) == len(timeline.tones)


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("practice", IDS)
def test_every_word_of_every_practice_begins_at_its_sample(tmp_path, speak, practice, language):
    timeline = laid_out(practice, language)
    clips = speak([prompt.voiced for prompt in timeline.prompts], language)
    assert {prompt.voiced for prompt in timeline.prompts} == clips.keys()
    chosen = Settings()
    levels = Levels(chosen.volume_voice, chosen.volume_tones, 0.0)
    samples = written(tmp_path, timeline, clips, levels)
    heard = samples[:, 0]
    assert len(heard) == round(timeline.length * RATE)
    assert np.array_equal(samples[:, 0], samples[:, 1])
    assert misplaced(heard, spoken_places(timeline, clips)) == []
    assert np.abs(np.diff(heard)).max() < STEP
    assert np.abs(heard).max() < PEAK


@pytest.mark.thorough
def test_with_everything_at_its_loudest_nothing_is_cut_off(tmp_path, speak):
    timeline = laid_out("pmr_4", "de")
    clips = speak([prompt.voiced for prompt in timeline.prompts], "de")
    ambience = ready("brown+rain:0.5+sea", tmp_path).ambience
    heard = written(
        tmp_path, timeline, clips, Levels(1.0, 1.0, 1.0, "brown+rain:0.5+sea"), ambience
    )
    assert len(heard) == round(timeline.length * RATE)
    assert np.abs(heard).max() < PEAK
    assert np.abs(np.diff(heard, axis=0)).max() < STEP
    assert np.abs(heard[-RATE // 100 :]).max() < 1e-3
