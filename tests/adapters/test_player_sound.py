"""The player on a real sound server of its own: what arrives is compared with what was composed."""

import subprocess
import sys
import time
import wave

import numpy as np
import pytest

from tests.outside import SoundServer, needs_sound, until
from tests.sound.clicks import CLICK, sharpest
from windown.adapters.speaker import ProcessSpeaker
from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.service.ports import Levels
from windown.sound.mixing import ready
from windown.sound.samples import RATE
from windown.sound.score import compose, gains, mix

pytestmark = [pytest.mark.thorough, needs_sound]

#: Times of cues that never repeat their distances, so that sound can only be laid in one place.
AT = [0.0, 1.1, 2.3, 3.6, 5.0, 6.5, 8.1, 9.8, 11.6, 13.5, 15.5, 17.6, 19.8, 22.1, 24.5, 27.0]
TIMELINE = Timeline(
    "p", "en", 60.0, (Span(0.0, 60.0, "rest", 0),),
    tuple(Prompt(at + 0.2, 0.8, "a") for at in AT), tuple(Tone(at, 1.0, "in") for at in AT),
)  # fmt: skip
CLIP = np.rint(np.random.default_rng(1).standard_normal(RATE // 2) * 2000).astype(np.int16)
WHOLE = mix(compose(TIMELINE, {"a": CLIP}).render(0, 60 * RATE), gains(Levels()))[:, 0]


class Studio(SoundServer):
    """A sound server with an ear, and players that play on it."""

    def __init__(self, folder):
        super().__init__(folder)
        self.speakers = []

    def speaker(self):
        # `env` hands our surroundings to the player without changing those of the tests.
        given = [f"{name}={self.environ[name]}" for name in ("HOME", "PULSE_SERVER")]
        given.append(f"XDG_RUNTIME_DIR={self.folder}")
        program = "from windown.adapters.player_worker import main; main()"
        speaker = ProcessSpeaker(
            ["env", *given, sys.executable, "-c", program], self.folder / "cache"
        )
        self.speakers.append(speaker)
        return speaker

    def clip(self):
        path = self.folder / "a.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(CLIP.tobytes())
        return path

    def close(self):
        for speaker in self.speakers:
            speaker.close()
        super().close()


@pytest.fixture
def studio(tmp_path):
    made = Studio(tmp_path)
    yield made
    made.close()


def laid(recorded, begin, end):
    """Where in a recording the composed samples from `begin` to `end` (seconds) lie best."""
    wanted = WHOLE[round(begin * RATE) : round(end * RATE)].astype(np.float64)
    size = 1 << (len(recorded) + len(wanted)).bit_length()
    product = np.fft.rfft(recorded, size) * np.conj(np.fft.rfft(wanted, size))
    return int(np.argmax(np.fft.irfft(product, size)[: len(recorded)])) - round(begin * RATE)


def ready_with(studio, levels=None):
    speaker = studio.speaker()
    speaker.load(TIMELINE, levels or Levels())
    speaker.clips({"a": studio.clip()})
    # The first answer says that the process is up: it stands still at a position far away.
    speaker.play(59.0, None)
    assert until(lambda: speaker.heard() is not None)
    speaker.pause()
    return speaker


def followed(speaker, seconds):
    """Every line that is heard within so many seconds."""
    lines = []

    def more():
        heard = speaker.heard()
        if heard is not None and (not lines or lines[-1] != heard):
            lines.append(heard)
        return False

    until(more, seconds)
    return lines


def test_everything_arrives_as_composed_without_a_gap_and_where_the_line_says(studio):
    studio.open()
    studio.listen()
    speaker = ready_with(studio)
    asked = time.monotonic()
    speaker.play(0.0, None)
    lines = followed(speaker, 12.0)
    recorded, base = studio.recorded()
    where = laid(recorded, 1.0, 9.0)
    stretch = slice(where + RATE, where + 10 * RATE)
    assert np.array_equal(recorded[stretch], WHOLE[RATE : 10 * RATE])
    began = base + where / RATE
    assert began - asked < 0.7
    told = [line.position - (line.steady - began) for line in lines[3:]]
    assert max(map(abs, told)) < 0.06


def test_begin_sounds_at_once_when_everything_was_loaded_before(studio):
    studio.open()
    studio.listen()
    speaker = studio.speaker()
    speaker.load(TIMELINE, Levels())
    # A process that is just starting: what counts is that of one that has had its time.
    until(lambda: False, 2.0)
    asked = time.monotonic()
    speaker.play(0.0, None)
    assert until(lambda: any(np.frombuffer(d, np.uint8).any() for _, d in list(studio.chunks)))
    recorded, base = studio.recorded()
    first = base + np.nonzero(recorded)[0][0] / RATE
    assert first - asked < 0.4


def test_a_pause_is_heard_within_a_moment_and_nothing_after_it(studio):
    studio.open()
    studio.listen()
    speaker = ready_with(studio)
    speaker.play(0.0, None)
    followed(speaker, 3.0)
    paused = time.monotonic()
    speaker.pause()
    assert followed(speaker, 1.5) == []
    recorded, base = studio.recorded()
    last = base + np.nonzero(np.abs(recorded) > 1e-5)[0][-1] / RATE
    assert last - paused < 0.9


def test_a_server_that_dies_is_lost_and_joined_where_the_session_is_when_it_is_back(studio):
    studio.open()
    speaker = ready_with(studio)
    speaker.play(0.0, None)
    before = followed(speaker, 3.0)[-1]
    studio.silence()
    assert until(lambda: speaker.trouble() == "lost", 4.0)
    assert speaker.heard() is None
    studio.socket.unlink(missing_ok=True)
    (studio.folder / "pulse" / "pid").unlink(missing_ok=True)
    studio.open()
    studio.listen()
    assert until(lambda: speaker.heard() is not None, 12.0)
    lines = followed(speaker, 5.0)
    for line in lines:
        apart = (line.position - before.position) - (line.steady - before.steady)
        assert abs(apart) < 0.15
    recorded, base = studio.recorded()
    now = lines[-1].position
    where = laid(recorded, now - 2.5, now - 0.5)
    began = base + where / RATE
    assert abs(lines[-1].position - (lines[-1].steady - began)) < 0.1


def test_without_any_server_that_is_told_and_the_player_lives(studio):
    speaker = studio.speaker()
    speaker.load(TIMELINE, Levels())
    speaker.play(0.0, None)
    assert until(lambda: speaker.trouble() == "none")
    assert speaker.heard() is None
    began = time.monotonic()
    studio.open()
    assert until(lambda: speaker.heard() is not None, 12.0)
    assert speaker.trouble() == ""
    heard = speaker.heard()
    assert heard.position == pytest.approx(heard.steady - began, abs=3.0)


def test_the_player_leaves_when_its_window_is_gone(studio):
    program = "from windown.adapters.player_worker import main; main()"
    player = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=studio.environ,
    )  # fmt: skip
    player.stdin.close()
    assert player.wait(10) == 0
    player.stdout.close()


MIX = "rain:0.5+sea+drone:0.7"


def with_mix(studio):
    """The whole session with the mix, out of the loops the player keeps."""
    ambience = ready(MIX, studio.folder / "cache").ambience
    levels = Levels(ambience=MIX)
    score = compose(TIMELINE, {"a": CLIP}, ambience)
    return mix(score.render(0, 60 * RATE), gains(levels))[:, 0]


def lies_as(whole, recorded, begin, end):
    """Where in a recording the second 0 of a session lies, by what is heard in a stretch of it."""
    wanted = whole[round(begin * RATE) : round(end * RATE)].astype(np.float64)
    size = 1 << (len(recorded) + len(wanted)).bit_length()
    product = np.fft.rfft(recorded, size) * np.conj(np.fft.rfft(wanted, size))
    return int(np.argmax(np.fft.irfft(product, size)[: len(recorded)])) - round(begin * RATE)


def test_a_mix_of_three_arrives_as_composed_without_a_gap(studio):
    whole = with_mix(studio)
    studio.open()
    studio.listen()
    speaker = ready_with(studio, Levels(ambience=MIX))
    speaker.play(0.0, None)
    followed(speaker, 9.0)
    recorded, _ = studio.recorded()
    where = lies_as(whole, recorded, 3.0, 7.0)
    stretch = slice(where + 3 * RATE, where + 7 * RATE)
    assert recorded[stretch] == pytest.approx(whole[3 * RATE : 7 * RATE], abs=1e-6)


def test_another_mix_while_it_plays_is_heard_without_a_click(studio):
    studio.open()
    studio.listen()
    whole = with_mix(studio)
    speaker = ready_with(studio, Levels(ambience="brown"))
    speaker.play(30.0, None)
    followed(speaker, 3.0)
    speaker.set_levels(Levels(ambience=MIX))
    followed(speaker, 6.0)
    recorded, _ = studio.recorded()
    where = lies_as(whole, recorded, 36.0, 37.5)
    heard = recorded[where + 31 * RATE : where + 37 * RATE]
    assert heard[-RATE:] == pytest.approx(whole[36 * RATE : 37 * RATE], abs=1e-5)
    sharp, second = sharpest(heard)
    assert sharp < CLICK, second


def test_a_server_that_dies_under_a_mix_is_joined_again_with_it(studio):
    whole = with_mix(studio)
    studio.open()
    speaker = ready_with(studio, Levels(ambience=MIX))
    speaker.play(0.0, None)
    before = followed(speaker, 3.0)[-1]
    studio.silence()
    assert until(lambda: speaker.trouble() == "lost", 4.0)
    studio.socket.unlink(missing_ok=True)
    (studio.folder / "pulse" / "pid").unlink(missing_ok=True)
    studio.open()
    studio.listen()
    assert until(lambda: speaker.heard() is not None, 12.0)
    lines = followed(speaker, 6.0)
    recorded, base = studio.recorded()
    now = lines[-1].position
    where = lies_as(whole, recorded, now - 2.5, now - 0.5)
    stretch = slice(round((now - 2.5) * RATE), round((now - 0.5) * RATE))
    heard = recorded[where + stretch.start : where + stretch.stop]
    assert heard == pytest.approx(whole[stretch], abs=1e-5)
    apart = (now - before.position) - (lines[-1].steady - before.steady)
    assert abs(apart) < 0.15
    assert abs(now - (lines[-1].steady - base - where / RATE)) < 0.1
