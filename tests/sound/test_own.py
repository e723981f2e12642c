"""A person's own files as backgrounds."""

import os

import numpy as np
import pyloudnorm
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from tests.sound.clicks import CLICK, sharpest
from windown.sound import own
from windown.sound.along import Along
from windown.sound.ambience import Ambience
from windown.sound.mixing import ready
from windown.sound.noise import LOOP_LOUDNESS
from windown.sound.own import own_layer
from windown.sound.samples import RATE


def stream(seconds=20.0, rate=RATE, sides=2, height=0.2, seed=1):
    """A brook: noise that swells."""
    random = np.random.default_rng(seed)
    count = round(seconds * rate)
    noise = np.cumsum(random.standard_normal((count, sides)), axis=0)
    noise -= np.linspace(0, 1, count)[:, None] * noise[-1]
    swelling = 0.6 + 0.4 * np.sin(np.arange(count) / rate)
    noise = np.diff(noise, axis=0, append=0) * swelling[:, None]
    smooth = np.apply_along_axis(lambda x: np.convolve(x, np.hanning(40), "same"), 0, noise)
    return smooth / np.abs(smooth).max() * height


def kept(folder, name="brook.wav", sound=None, rate=RATE, **kind):
    path = folder / name
    soundfile.write(str(path), stream(rate=rate) if sound is None else sound, rate, **kind)
    return path


@pytest.mark.parametrize(
    ("name", "rate"),
    [("a.wav", 44_100), ("a.flac", RATE), ("a.ogg", 44_100), ("a.mp3", 44_100), ("a.opus", RATE),
     ("a.aiff", 22_050), ("name without an ending", RATE)],
)  # fmt: skip
def test_a_file_of_any_kind_loops_as_loud_as_our_own_sounds_without_a_click(tmp_path, name, rate):
    kind = {"format": "OGG", "subtype": "OPUS"} if "opus" in name else {}
    kind = {"format": "WAV"} if "." not in name else kind
    layer, told = own_layer(kept(tmp_path, name, rate=rate, **kind), tmp_path / "cache")
    assert told == ()
    assert len(layer.loop) == pytest.approx(16 * RATE, rel=0.02)
    sound = Ambience((layer,)).render(Along(0, 40 * RATE)).astype(np.float64)
    found = pyloudnorm.Meter(RATE).integrated_loudness(sound)
    assert found == pytest.approx(LOOP_LOUDNESS, abs=1.0)
    sharp, second = sharpest(sound)
    assert sharp < CLICK, second


def test_one_side_is_heard_on_both(tmp_path):
    layer, _ = own_layer(kept(tmp_path, sound=stream(sides=1)), tmp_path / "cache")
    assert np.array_equal(layer.loop[:, 0], layer.loop[:, 1])


def test_a_file_whose_end_does_not_fit_its_beginning_passes_over_softly(tmp_path):
    count = 12 * RATE
    sound = np.stack([np.linspace(-0.2, 0.2, count)] * 2, 1) * 0.2
    sound += 0.2 * np.sin(np.arange(count) * 0.01)[:, None]
    layer, _ = own_layer(kept(tmp_path, sound=sound), tmp_path / "cache")
    twice = np.concatenate([layer.loop, layer.loop]) / 32768
    sharp, second = sharpest(twice)
    assert sharp < CLICK, second
    assert np.abs(np.diff(twice, axis=0)).max() < 0.005


def test_a_file_is_decoded_once_and_again_when_it_changed(tmp_path):
    path, cache = kept(tmp_path), tmp_path / "cache"
    own_layer(path, cache)
    (made,) = cache.iterdir()
    inode = made.stat().st_ino
    layer, _ = own_layer(path, cache)
    assert made.stat().st_ino == inode
    assert isinstance(layer.loop.base, np.memmap | np.ndarray)
    kept(tmp_path, sound=stream(seconds=9.0))
    own_layer(path, cache)
    assert len(list(cache.iterdir())) == 2


def test_a_kept_file_that_was_cut_off_is_made_anew(tmp_path):
    path, cache = kept(tmp_path), tmp_path / "cache"
    good = np.array(own_layer(path, cache)[0].loop)
    (made,) = cache.iterdir()
    os.truncate(made, 1000)
    assert np.array_equal(own_layer(path, cache)[0].loop, good)


def nothing_of(folder, kind):
    path = folder / "a.wav"
    if kind == "missing":
        return path, "own_sound.missing"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "text":
        path.write_text("no sound at all\n" * 500)
    elif kind == "bytes":
        path.write_bytes(np.random.default_rng(1).bytes(300_000))
    elif kind == "cut":
        soundfile.write(str(path), stream(), RATE)
        path.write_bytes(path.read_bytes()[:30])
    elif kind == "silent":
        soundfile.write(str(path), np.zeros((5 * RATE, 2)), RATE)
    elif kind == "short":
        soundfile.write(str(path), stream(seconds=0.5), RATE)
    else:
        os.mkfifo(path)
    return path, "own_sound.broken"


@pytest.mark.parametrize(
    "kind", ["missing", "folder", "empty", "text", "bytes", "cut", "silent", "short", "pipe"]
)
def test_what_is_no_sound_is_told_in_one_sentence_and_the_rest_plays(tmp_path, kind):
    path, key = nothing_of(tmp_path, kind)
    found = ready(f"brown:0.5+file:{path}", tmp_path / "cache")
    assert [trouble.key for trouble in found.told] == [key]
    assert found.told[0].values["file"] == "a.wav"
    assert len(found.ambience.layers) == 2
    assert not [p for p in (tmp_path / "cache").iterdir() if not p.name.startswith("brown")]


@given(st.binary(max_size=4000), st.sampled_from(["a.wav", "a.mp3", "a.ogg", "a.flac"]))
def test_bytes_of_any_kind_never_raise(tmp_path_factory, data, name):
    folder = tmp_path_factory.mktemp("own")
    (folder / name).write_bytes(data)
    layer, told = own_layer(folder / name, folder / "cache")
    assert (layer is None) == bool(told)


@pytest.mark.thorough
def test_of_a_very_long_file_the_beginning_plays_and_that_is_told(tmp_path):
    quiet = np.zeros((own.LONGEST * RATE // 6 + RATE, 1), np.int16)
    quiet[::50] = 3000
    path = kept(tmp_path, "long.flac", quiet, rate=RATE // 6)
    layer, told = own_layer(path, tmp_path / "cache")
    assert [trouble.key for trouble in told] == ["own_sound.long"]
    assert len(layer.loop) == own.LONGEST * RATE - round(own.CROSS * RATE)


def test_kept_files_are_dropped_by_age_beyond_the_limit_never_the_one_in_use(tmp_path):
    for age in range(4):
        old = tmp_path / f"own-{age}_1_0_1.pcm"
        with old.open("wb") as file:
            file.truncate(300_000_000)
        os.utime(old, (1000 - age, 1000 - age))
    own_layer(kept(tmp_path), tmp_path)
    left = {path.name.split("_")[0] for path in tmp_path.glob("own-*")}
    assert {"own-0", "own-1"} <= left
    assert not {"own-2", "own-3"} & left
    assert len(left) == 3


def test_where_nothing_can_be_kept_that_is_told(tmp_path):
    (tmp_path / "cache").write_text("in the way")
    layer, told = own_layer(kept(tmp_path), tmp_path / "cache")
    assert layer is None
    assert [trouble.key for trouble in told] == ["own_sound.disk"]
