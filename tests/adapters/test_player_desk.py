"""The player: what it does with its device, and what it says is heard."""

import wave
from functools import partial

import numpy as np
import pytest

from windown.adapters.player_desk import CALLED, GONE, Bed, PlayerDesk
from windown.adapters.player_messages import (
    Clips,
    Load,
    Pause,
    Play,
    Replace,
    SetLevels,
    Stop,
    Told,
)
from windown.adapters.sound_device import NoDevice
from windown.core.problems import Trouble
from windown.core.splice import skip
from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.service.ports import Levels
from windown.sound.ambience import Ambience, Layer
from windown.sound.mixing import Ready
from windown.sound.samples import RATE
from windown.sound.tones import tone

PERIOD = 14_400
CLIP = np.full(RATE, 6000, np.int16)
TIMELINE = Timeline(
    "p", "en", 60.0, (Span(0.0, 30.0, "in", 1), Span(30.0, 30.0, "in", 2)),
    (Prompt(2.0, 2.0, "a"), Prompt(8.0, 2.0, "a"), Prompt(30.0, 2.0, "b")),
    (Tone(0.0, 5.0, "in"),),
)  # fmt: skip


class FakeDevice:
    """Plays a period each 0.3 s of the room's clock, as long as it is alive."""

    delay = 0.16

    def __init__(self, room):
        self.room = room
        self.pull, self.closed = None, False

    def start(self, pull):
        self.pull = pull
        self.due = self.room.now
        self.room.play()

    def close(self):
        self.closed = True


class Room:
    """A desk with its clock, the devices it opened, and everything it said and played."""

    def __init__(self, folder):
        self.now, self.plugged, self.alive = 100.0, True, True
        self.devices, self.said, self.played, self.inbox = [], [], [], []
        self.folder = folder
        self.desk = PlayerDesk(
            open_device=self.open,
            tell=self.said.append,
            called=partial(self.inbox.append, CALLED),
            later=self.inbox.append,
            clock=lambda: self.now,
        )

    def open(self):
        if not self.plugged:
            raise NoDevice
        self.devices.append(FakeDevice(self))
        return self.devices[-1]

    def play(self):
        device = self.devices[-1]
        while self.alive and device.pull and not device.closed and device.due <= self.now + 1e-9:
            self.played.append(device.pull(PERIOD))
            device.due += 0.3

    def tell(self, *messages):
        for message in messages:
            self.desk.handle(message)
            self.heed()

    def heed(self):
        while self.inbox:
            self.desk.handle(self.inbox.pop(0))

    def wait(self, seconds):
        """Time goes by in small steps, with everything that is due in it."""
        for _ in range(round(seconds / 0.05)):
            self.now += 0.05
            if self.devices:
                self.play()
            self.heed()
            self.desk.look()
            self.heed()

    def load(self, timeline=TIMELINE, levels=None):
        self.tell(Load(timeline, levels or Levels(), str(self.folder)))

    def begin(self, position=0.0, steady=None, run=1):
        self.tell(Play(position, steady, self.now, run))

    def clip(self, text):
        path = self.folder / f"{text}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(CLIP.tobytes())
        self.tell(Clips({text: str(path)}))

    @property
    def sound(self):
        return np.concatenate(self.played)[:, 0]

    @property
    def troubles(self):
        return [answer.trouble for answer in self.said if answer.trouble is not None]

    @property
    def lines(self):
        return [answer for answer in self.said if answer.heard is not None]


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def test_the_device_is_open_when_a_timeline_is_loaded_and_silent_until_play(room):
    room.load()
    assert len(room.devices) == 1
    assert room.devices[0].pull is None
    room.wait(3.0)
    assert room.played == []


def test_play_begins_at_once_with_the_first_sample(room):
    room.load()
    room.begin()
    room.wait(2.0)
    assert np.array_equal(room.sound[:RATE], tone("in", 5 * RATE)[:RATE])


def test_what_is_heard_is_told_at_every_callback_with_the_number_of_its_run(room):
    room.load()
    room.begin(4.0, run=7)
    room.wait(3.0)
    assert len(room.lines) == 11
    assert {answer.run for answer in room.lines} == {7}
    last = room.lines[-1]
    assert last.heard - (last.steady - 100.0) == pytest.approx(4.0 - 0.16, abs=1e-3)


def test_a_pause_is_silent_says_nothing_and_lets_the_device_go_after_a_while(room):
    room.load()
    room.begin()
    room.wait(1.0)
    room.tell(Pause())
    room.said.clear()
    room.wait(1.5)
    assert not room.devices[0].closed
    assert not room.played[-1].any()
    room.wait(1.0)
    assert room.devices[0].closed
    assert room.said == []


def test_after_a_pause_sound_goes_on_from_the_position_it_is_given(room):
    room.load()
    room.begin()
    room.wait(1.0)
    room.tell(Pause())
    room.wait(5.0)
    room.played.clear()
    room.begin(0.8, run=2)
    room.wait(1.0)
    assert len(room.devices) == 2
    begun = round(0.8 * RATE)
    wanted = tone("in", 5 * RATE)[begun + RATE // 2 : begun + RATE]
    assert np.array_equal(room.sound[RATE // 2 : RATE], wanted)


def test_without_a_device_that_is_told_once_and_tried_again_every_five_seconds(room):
    room.plugged = False
    room.load()
    room.begin()
    room.wait(20.0)
    assert room.troubles == ["none"]
    assert room.lines == []
    room.plugged = True
    room.wait(6.0)
    assert room.troubles == ["none", ""]
    assert len(room.devices) == 1


def test_a_device_that_comes_joins_the_position_that_is_right_now(room):
    room.plugged = False
    room.load()
    room.begin(3.0)
    began = room.now
    room.wait(8.0)
    room.plugged = True
    room.wait(6.0)
    last = room.lines[-1]
    assert last.heard - 3.0 == pytest.approx(last.steady - began, abs=1e-3)


def test_a_device_that_falls_silent_is_lost_and_joined_again_when_it_is_back(room):
    room.load()
    room.begin()
    room.wait(4.0)
    before = room.lines[-1]
    room.alive, room.plugged = False, False
    room.wait(1.0)
    assert room.troubles == []
    room.wait(0.7)
    assert room.troubles == ["lost"]
    assert room.devices[0].closed
    count = len(room.lines)
    room.wait(10.0)
    assert len(room.lines) == count
    room.alive, room.plugged = True, True
    room.wait(7.0)
    assert room.troubles == ["lost", ""]
    last = room.lines[-1]
    assert last.heard - before.heard == pytest.approx(last.steady - before.steady, abs=1e-3)


def test_play_with_a_moment_joins_the_clock_that_runs(room):
    room.load()
    room.begin(20.0, steady=room.now - 5.0)
    room.wait(3.0)
    last = room.lines[-1]
    assert last.heard - 20.0 == pytest.approx(last.steady - 95.0, abs=1e-3)


def test_an_output_that_is_reported_gone_is_told_and_nothing_sounds_until_play(room):
    room.load()
    room.begin()
    room.wait(1.0)
    room.tell(GONE)
    room.wait(10.0)
    assert room.troubles == ["gone"]
    assert len(room.devices) == 1
    room.begin(1.0, run=2)
    room.wait(1.0)
    assert room.troubles == ["gone", ""]
    assert room.lines[-1].run == 2


def test_a_clip_that_is_there_in_time_is_heard_from_its_cue(room):
    room.load()
    room.clip("a")
    room.begin()
    room.wait(5.0)
    silent = np.concatenate([tone("in", 5 * RATE), np.zeros(RATE, np.float32)])[: 5 * RATE]
    voice = room.sound[: 5 * RATE] - silent
    assert np.nonzero(np.abs(voice) > 1e-4)[0][0] == 2 * RATE


def test_a_clip_that_comes_after_its_cue_is_dropped_for_that_cue_only(room):
    room.load()
    room.begin()
    room.wait(2.2)
    room.clip("a")
    room.wait(8.0)
    spoken = np.abs(room.sound) > 0.1
    assert not spoken[: 8 * RATE].any()
    assert np.nonzero(spoken)[0][0] == 8 * RATE


def test_a_skip_is_heard_from_its_first_word_on(room):
    room.load()
    room.clip("a")
    room.clip("b")
    room.begin()
    room.wait(5.9)
    heard = room.lines[-1].heard
    room.tell(Replace(skip(TIMELINE, heard), 2))
    at = len(room.sound)
    assert room.lines[-1].run == 2
    room.wait(2.0)
    spoken = np.nonzero(np.abs(room.sound[at:]) > 0.1)[0]
    assert spoken[0] == 2880
    assert spoken[-1] == 2880 + RATE - 1


def test_stop_forgets_the_timeline(room):
    room.load()
    room.begin()
    room.wait(1.0)
    room.tell(Stop())
    room.begin(2.0, run=2)
    room.said.clear()
    room.wait(3.0)
    assert room.lines == []
    assert room.devices[0].closed


def test_a_background_that_is_ready_later_comes_up_slowly(room):
    room.load()
    room.begin(10.0)
    room.wait(1.0)
    before = len(room.sound)
    loop = Ambience((Layer(np.full((RATE, 2), 3000, np.int16), 1.0),))
    room.tell(SetLevels(Levels(ambience="none of ours")))
    room.tell(Bed("none of ours", Ready(loop)))
    room.wait(3.0)
    bed = room.sound[before:]
    assert np.abs(np.diff(bed)).max() < 0.01
    assert bed[-1] > 0.02
    assert bed[100] < 0.001


def test_a_message_before_any_timeline_does_no_harm(room):
    room.tell(Play(0.0, None, 0.0, 1), Replace(TIMELINE, 2), Pause(), Stop(), SetLevels(Levels()))
    room.clip("a")
    room.wait(3.0)
    assert room.said == []


def test_a_file_that_cannot_play_is_told_and_again_for_the_next_session(room):
    told = (Trouble("own_sound.missing", file="brook.mp3"),)
    room.load(levels=Levels(ambience="file:/brook.mp3"))
    room.said.clear()
    room.tell(Bed("file:/brook.mp3", Ready(None, told)))
    room.load(levels=Levels(ambience="file:/brook.mp3"))
    said = [answer.told for answer in room.said if answer.told]
    assert said == [(Told("own_sound.missing", {"file": "brook.mp3"}),)] * 2


def test_what_was_heard_before_is_not_heard_in_a_session_with_another_background(room):
    loop = Ambience((Layer(np.full((RATE, 2), 3000, np.int16), 1.0),))
    room.load(levels=Levels(ambience="none of ours"))
    room.tell(Bed("none of ours", Ready(loop)))
    room.load(levels=Levels(ambience=""))
    room.begin(30.0)
    room.wait(2.0)
    assert not room.sound.any()


def test_two_changes_of_the_mix_end_with_the_last_one(room):
    loop = Ambience((Layer(np.full((RATE, 2), 3000, np.int16), 1.0),))
    room.load()
    room.begin(10.0)
    room.tell(SetLevels(Levels(ambience="first")), SetLevels(Levels(ambience="second")))
    room.tell(Bed("first", Ready(loop)))
    room.wait(2.0)
    assert not room.sound.any()
