"""Background sounds as loops."""

import numpy as np
import pyloudnorm
import pytest

from windown.sound import noise
from windown.sound.samples import RATE


@pytest.fixture(scope="module")
def brown():
    return noise.make("brown", seed=3, seconds=10)


def test_a_loop_comes_round_without_a_seam(brown):
    steps = np.abs(np.diff(brown.astype(int), axis=0))
    seam = np.abs(brown[0].astype(int) - brown[-1])
    assert np.all(seam <= np.percentile(steps, 99.9))


def test_a_loop_is_as_loud_as_it_is_meant_to_be(brown):
    meter = pyloudnorm.Meter(RATE)
    assert meter.integrated_loudness(brown / 32768) == pytest.approx(noise.LOOP_LOUDNESS, abs=0.3)


def test_a_loop_leaves_room_above_its_loudest_sample(brown):
    assert np.abs(brown.astype(int)).max() < 32767 * 0.7


def test_brown_noise_falls_by_6_db_an_octave(brown):
    power = np.abs(np.fft.rfft(brown[:, 0].astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(len(brown), 1 / RATE)
    bands = [power[(hertz >= low) & (hertz < 2 * low)].mean() for low in (100, 200, 400, 800)]
    assert np.diff(10 * np.log10(bands)) == pytest.approx([-6.0] * 3, abs=0.5)


def test_both_sides_are_alike_but_not_the_same(brown):
    assert 0.3 < np.corrcoef(brown.T)[0, 1] < 0.9


def test_the_same_seed_makes_the_same_loop_and_another_seed_another():
    first = noise.make("brown", seed=1, seconds=1)
    assert np.array_equal(first, noise.make("brown", seed=1, seconds=1))
    assert not np.array_equal(first, noise.make("brown", seed=2, seconds=1))


def test_a_loop_is_made_once_and_then_mapped_from_its_file(tmp_path):
    made = noise.loop("brown", tmp_path)
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    again = noise.loop("brown", tmp_path)
    assert kept.stat().st_mtime_ns == before
    assert isinstance(again, np.memmap)
    assert again.dtype == np.int16
    assert 30 * RATE <= len(again) <= 40 * RATE
    assert np.array_equal(made, again)


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
    good = np.array(noise.loop("brown", tmp_path))
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert np.array_equal(noise.loop("brown", tmp_path), good)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_without_a_folder_to_write_to_the_loop_is_there_all_the_same(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert len(noise.loop("brown", tmp_path / "file" / "cache"))


def test_an_unknown_background_is_none(tmp_path):
    assert noise.loop("traffic", tmp_path) is None
    assert list(tmp_path.iterdir()) == []
