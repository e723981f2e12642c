"""The real window on a real screen, with the real voice and a sound server that nobody hears."""

import json
import signal
import time

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.outside import (
    PATIENCE_S,
    WINDOWN,
    Screen,
    SoundServer,
    journal,
    needs_screen,
    needs_sound,
    surroundings,
    until,
)
from windown.core.catalogue import timeline_of
from windown.core.colours import NIGHT
from windown.service.ports import Levels
from windown.sound.clips import read_clip
from windown.sound.samples import RATE
from windown.sound.score import compose, gains, mix
from windown.ui.light import screen_score

pytestmark = needs_screen


@pytest.fixture
def screen(tmp_path):
    made = Screen(tmp_path)
    yield made
    made.close()


@pytest.fixture
def sound(tmp_path):
    folder = tmp_path / "sound"
    folder.mkdir()
    made = SoundServer(folder).open().listen()
    yield made
    made.close()


@pytest.fixture
def window(tmp_path, screen):
    """Opens windows, by night, that are closed in the end."""
    opened = []
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.json").write_text(json.dumps({"face": "night", "language": "en"}))

    def opens(*arguments, **environ):
        import subprocess

        opened.append(
            subprocess.Popen(
                [*WINDOWN, "--data-dir", str(data), *arguments],
                env=surroundings(tmp_path, DISPLAY=screen.display) | environ,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
        return data, opened[-1]

    yield opens
    for each in opened:
        if each.poll() is None:
            each.kill()
        each.communicate()


def seen(screen):
    """What is on the screen."""
    width, height, pixels = screen.pixels()
    return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def painted(screen):
    """Whether the ground of the night is there and something on it."""
    picture = seen(screen)
    return picture.pixelColor(
        3, picture.height() - 3
    ).name().upper() == NIGHT.ground.upper() and screen_score(picture) > 1.2 * screen_score(
        ground(picture)
    )


def ground(picture):
    """A picture as large, with nothing but the ground."""
    empty = QImage(picture.size(), picture.format())
    empty.fill(NIGHT.ground)
    return empty


def ends_well(program):
    """Whether a program that is asked to end does so without a word."""
    program.send_signal(signal.SIGTERM)
    out, err = program.communicate(timeout=PATIENCE_S)
    return (program.returncode, out, err) == (0, "", "")


def test_it_starts_paints_in_the_night_and_ends_when_it_is_asked_to(screen, window):
    _, program = window()
    assert until(lambda: painted(screen))
    assert screen_score(seen(screen)) <= 0.03
    assert ends_well(program)


@pytest.mark.thorough
@needs_sound
def test_a_session_is_seen_heard_and_kept(screen, window, sound):
    data, program = window("play", "extended_4_6", "--minutes", "1",
                           PULSE_SERVER=sound.environ["PULSE_SERVER"])  # fmt: skip
    assert until(lambda: painted(screen))
    began = time.monotonic()
    assert until(lambda: heard(sound) > 2.0)
    assert 0.0 < screen_score(seen(screen)) <= 0.02
    reached = time.monotonic() - began
    assert ends_well(program)
    (kept,) = journal(data)
    assert kept["practice"] == "extended_4_6"
    assert abs(kept["done_s"] - reached) < 5.0
    assert list((data / "cache" / "voice").glob("*.wav"))


def heard(sound):
    """Seconds since the first sound."""
    recorded, _ = sound.recorded()
    begun = np.flatnonzero(recorded)
    return (len(recorded) - begun[0]) / RATE if len(begun) else 0.0


@pytest.mark.thorough
@needs_sound
def test_two_minutes_are_heard_as_composed_with_every_word_and_kept_whole(
    screen, window, sound, shelf, words
):
    data, program = window("play", "extended_4_6", "--minutes", "2",
                           PULSE_SERVER=sound.environ["PULSE_SERVER"])  # fmt: skip
    brightest = 0.0

    def over():
        nonlocal brightest
        time.sleep(0.3)
        brightest = max(brightest, screen_score(seen(screen)))
        rows = journal(data) if (data / "windown.db").exists() else []
        return rows and rows[0]["complete"]

    assert until(over, 140.0)
    (kept,) = journal(data)
    assert (kept["done_s"], kept["planned_s"]) == (120.0, 120.0)
    assert brightest <= 0.02
    composed = whole(data, timeline_of(shelf.find("extended_4_6"), words, 2.0))
    recorded, _ = sound.recorded()
    first = laid(recorded, composed, 1.0, 11.0)
    later = [
        laid(recorded[: first + round((end + 1.0) * RATE)], composed, end - 10.0, end, first)
        for end in (50.0, 85.0, 115.0)
    ]
    # One line from the beginning to the end: nothing was inserted, dropped or moved.
    assert later == [first, first, first]
    assert ends_well(program)


def whole(data, timeline):
    """A session as it is to be heard, with the words as the voice has spoken them."""
    from windown.app import build

    house = build(data)
    style, levels = house.desk.style(), house.desk.levels()
    voice = house.voice()
    texts = [prompt.text for prompt in timeline.prompts]
    found = {text: voice.clip(text, style) for text in texts}
    voice.close()
    house.close()
    assert None not in found.values()
    clips = {text: read_clip(path) for text, path in found.items()}
    silent = Levels(levels.voice, levels.tones, 0.0)
    score = compose(timeline, clips)
    return mix(score.render(0, score.length), gains(silent))[:, 0]


def laid(recorded, composed, begin, end, near=None):
    """Where in a recording composed seconds lie, as the sample at which second 0 would be.

    With `near`, which is such a sample, not more than a second before it: breaths repeat.
    """
    start = 0 if near is None else near + round((begin - 1.0) * RATE)
    wanted = composed[round(begin * RATE) : round(end * RATE)].astype(np.float64)
    heard = recorded[start:]
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    best = int(np.argmax(np.fft.irfft(product, size)[: len(heard)]))
    return start + best - round(begin * RATE)
