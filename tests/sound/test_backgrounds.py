"""Background sounds: without a seam, without a click, as loud as meant, and never the same."""

import zlib
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pyloudnorm
import pytest

from tests.sound.clicks import CLICK, sharpest
from windown.core.mix import SOUNDS as NAMES
from windown.sound import backgrounds, gusts
from windown.sound.along import Along
from windown.sound.ambience import Ambience, Layer
from windown.sound.noise import LOOP_LOUDNESS
from windown.sound.samples import RATE

SECONDS = 8


@lru_cache(maxsize=8)
def short(name):
    """A sound with loops of a few seconds, made quickly."""
    return Ambience(
        tuple(
            Layer(
                backgrounds.make(part, zlib.crc32(f"{name}{n}".encode()), SECONDS - n),
                1.0,
                part.gusts() if part.gusts else None,
            )
            for n, part in enumerate(backgrounds.SOUNDS[name])
        )
    )


def heard(ambience, first, seconds):
    return ambience.render(Along(round(first * RATE), round(seconds * RATE)))


def test_every_sound_that_can_be_mixed_is_made():
    assert set(backgrounds.SOUNDS) == set(NAMES)
    assert all(sum(p.share for p in ps) == pytest.approx(1) for ps in backgrounds.SOUNDS.values())


@pytest.mark.parametrize("name", NAMES)
def test_no_sound_clicks_where_its_loops_come_round(name):
    sound = heard(short(name), 0.0, 3 * SECONDS)
    sharp, second = sharpest(sound)
    assert sharp < CLICK, second


@pytest.mark.parametrize(("name", "step"), [("drone", 0.01), ("sea", 0.08), ("brown", 0.15)])
def test_a_seam_would_be_found(name, step):
    sound = np.array(heard(short(name), 0.0, 4))
    sound[2 * RATE :] += step
    sharp, second = sharpest(sound)
    assert sharp > CLICK
    assert second == pytest.approx(2.0, abs=0.02)


@pytest.mark.parametrize("name", NAMES)
def test_the_spectrum_is_the_same_before_and_after_a_seam(name):
    for layer in short(name).layers:
        twice = np.concatenate([layer.loop, layer.loop]).astype(np.float64)[:, 0]
        half = RATE // 2
        around = twice[len(layer.loop) - half : len(layer.loop) + half]
        apart = [_bands(around) - _bands(twice[s : s + RATE]) for s in range(0, 3 * RATE, RATE)]
        # The bands of two seconds of the same noise lie that far apart anyway.
        usual = _bands(twice[:RATE]) - _bands(twice[2 * RATE : 3 * RATE])
        assert np.abs(apart).mean() < max(3.0, 2 * np.abs(usual).mean())


def _bands(sound):
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    edges = (50, 150, 300, 600, 1200, 2400, 4800)
    means = [power[(hertz >= a) & (hertz < b)].mean() for a, b in pairwise(edges)]
    return 10 * np.log10(np.array(means) + 1.0)


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_as_loud_as_it_is_meant_to_be(name):
    sound = heard(short(name), 0.0, 90.0).astype(np.float64)
    found = pyloudnorm.Meter(RATE).integrated_loudness(sound)
    assert found == pytest.approx(LOOP_LOUDNESS, abs=1.0)


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_leaves_room_above_its_loudest_sample(name):
    assert np.abs(heard(short(name), 0.0, 60.0)).max() < 0.5
    assert all(np.abs(layer.loop.astype(int)).max() < 32767 * 0.7 for layer in short(name).layers)


@pytest.mark.parametrize("name", NAMES)
def test_both_sides_are_alike_but_not_the_same(name):
    assert 0.3 < np.corrcoef(heard(short(name), 0.0, 20.0).T)[0, 1] < 0.97


@pytest.mark.parametrize(("name", "slope"), [("brown", -6.0), ("pink", -3.0), ("white", 0.0)])
def test_each_noise_has_its_slope(name, slope):
    power = np.abs(np.fft.rfft(heard(short(name), 0.0, 7.0)[:, 0].astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(7 * RATE, 1 / RATE)
    bands = [power[(hertz >= low) & (hertz < 2 * low)].mean() for low in (200, 400, 800, 1600)]
    assert np.diff(10 * np.log10(bands)) == pytest.approx([slope] * 3, abs=0.6)


@pytest.mark.parametrize("name", NAMES)
def test_the_top_end_is_gentle(name):
    power = np.abs(np.fft.rfft(heard(short(name), 0.0, 7.0)[:, 0].astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(7 * RATE, 1 / RATE)
    share = power[hertz > 9000].sum() / power.sum()
    assert share < (0.25 if name == "white" else 0.05)


def test_the_drone_keeps_below_300_hz():
    sound = heard(short("drone"), 0.0, 7.0)[:, 0].astype(np.float64)
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    assert power[hertz > 300].sum() < 1e-4 * power.sum()


def test_swells_last_seven_to_eleven_seconds_and_never_come_round():
    knots = gusts.swells(1).knots
    lengths = np.diff(knots[::2])
    assert lengths.min() >= 7.0
    assert lengths.max() <= 11.0
    assert knots[-1] > 10 * 3600
    assert len(np.unique(np.round(lengths, 6))) > 0.99 * len(lengths)


@pytest.mark.parametrize("made", [gusts.swells, gusts.gusts])
def test_gusts_are_smooth_and_as_loud_as_one_in_the_mean(made):
    found = made(5)(np.arange(0, 1800, 0.01))
    assert np.mean(found**2) == pytest.approx(1.0, abs=0.1)
    assert np.abs(np.diff(found, axis=0)).max() < 0.02
    around = made(5).knots[-1] + np.array([-0.01, 0.0, 0.01])
    assert np.abs(np.diff(made(5)(around), axis=0)).max() < 0.02


@pytest.mark.parametrize("name", ["rain", "sea", "wind"])
def test_any_stretch_is_the_same_however_it_is_cut(name):
    ambience, first = short(name), 12345 + 3600 * RATE
    whole = ambience.render(Along(first, 30_000))
    parts = [ambience.render(Along(first + at, 7_500)) for at in range(0, 30_000, 7_500)]
    assert np.array_equal(whole, np.concatenate(parts))


def test_the_same_seed_makes_the_same_loop_and_another_seed_another():
    part = backgrounds.SOUNDS["rain"][1]
    first = backgrounds.make(part, 1, 1)
    assert np.array_equal(first, backgrounds.make(part, 1, 1))
    assert not np.array_equal(first, backgrounds.make(part, 2, 1))


def test_loops_are_made_once_and_then_mapped_from_their_files(tmp_path):
    made = backgrounds.layers("drone", tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = backgrounds.layers("drone", tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert len(before) == len(again) == 2
    for old, new in zip(made, again, strict=True):
        assert isinstance(new.loop, np.memmap)
        assert np.array_equal(old.loop, new.loop)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"not a sound" * 100,
        lambda data: data[:5000] + bytes(200) + data[5200:],
    ],
    ids=["short", "empty", "other", "holed"],
)
def test_a_damaged_file_is_made_anew(tmp_path, damage):
    good = [np.array(layer.loop) for layer in backgrounds.layers("drone", tmp_path)]
    names = sorted(path.name for path in tmp_path.iterdir())
    file = tmp_path / names[0]
    file.write_bytes(damage(file.read_bytes()))
    found = backgrounds.layers("drone", tmp_path)
    assert all(np.array_equal(layer.loop, loop) for layer, loop in zip(found, good, strict=True))
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_without_a_folder_to_write_to_the_loops_are_there_all_the_same(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert len(backgrounds.layers("drone", tmp_path / "file" / "cache")) == 2


def test_an_unknown_background_is_none(tmp_path):
    assert backgrounds.layers("traffic", tmp_path) == ()
    assert list(tmp_path.iterdir()) == []
