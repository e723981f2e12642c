"""A session written to a file."""

import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest
import soundfile

from windown.core.problems import Trouble
from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.service.ports import Levels
from windown.sound.clips import read_clip
from windown.sound.files import KINDS, check_target, write
from windown.sound.samples import RATE
from windown.sound.score import compose, gains, mix

LENGTH = 3.40001
TIMELINE = Timeline(
    "p", "en", LENGTH, (Span(0.0, LENGTH, "rest", 0),), (Prompt(0.5, 1.0, "a"),),
    (Tone(0.0, 3.0, "in"),),
)  # fmt: skip


@pytest.fixture
def score():
    clip = np.rint(np.sin(np.arange(RATE // 2) / 40) * 9000).astype(np.int16)
    return compose(TIMELINE, {"a": clip})


@pytest.mark.parametrize("ending", [*KINDS, ".WAV"])
def test_a_session_is_read_back_with_its_length(tmp_path, score, ending):
    path = tmp_path / f"evening{ending}"
    write(score, Levels(), path)
    read, rate = soundfile.read(path)
    assert (len(read), rate) == (score.length, RATE)
    assert read.shape[1] == 2
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", [".wav", ".flac"])
def test_what_is_written_is_what_is_played(tmp_path, score, ending):
    path = tmp_path / f"evening{ending}"
    write(score, Levels(tones=0.5), path)
    read, _ = soundfile.read(path, dtype="float32")
    played = mix(score.render(0, score.length), gains(Levels(tones=0.5)))
    assert np.abs(read - played).max() < 1.5 / 32767


@pytest.mark.parametrize("ending", [".ogg", ".opus"])
def test_a_compressed_session_still_sounds_like_itself(tmp_path, score, ending):
    path = tmp_path / f"evening{ending}"
    write(score, Levels(), path)
    read, _ = soundfile.read(path, dtype="float32")
    played = mix(score.render(0, score.length), gains(Levels()))
    assert np.corrcoef(read[:, 0], played[:, 0])[0, 1] > 0.99


def test_progress_rises_to_one(tmp_path, score):
    told = []
    write(score, Levels(), tmp_path / "evening.wav", told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) >= LENGTH


def test_an_unknown_ending_is_refused_with_those_there_are(tmp_path, score):
    with pytest.raises(Trouble) as trouble:
        write(score, Levels(), tmp_path / "evening.docx")
    assert trouble.value.key == "sound_file.ending"
    assert ".opus" in str(trouble.value.values["endings"])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_before_any_work(tmp_path):
    with pytest.raises(Trouble) as trouble:
        check_target(tmp_path / "nowhere" / "evening.wav")
    assert trouble.value.key == "sound_file.folder"


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path, score):
    (tmp_path / "evening.wav").mkdir()
    with pytest.raises(Trouble, match=r"sound_file\.folder"):
        write(score, Levels(), tmp_path / "evening.wav")


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_leaves_nothing_behind_and_the_old_file_as_it_was(
    tmp_path, score, interruption
):
    path = tmp_path / "evening.flac"
    path.write_text("an older evening")

    def stop(done):
        if done > 0.5:
            raise interruption

    with pytest.raises(interruption):
        write(score, Levels(), path, stop)
    assert path.read_text() == "an older evening"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="needs the limits of a Unix system")
@pytest.mark.parametrize("ending", KINDS)
def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path, ending):
    # A limit on the size of files behaves like a full disk, without one.
    program = textwrap.dedent("""
        import resource, signal, sys
        from pathlib import Path
        import numpy as np
        from windown.core.problems import Trouble
        from windown.core.timeline import Span, Timeline, Tone
        from windown.service.ports import Levels
        from windown.sound.files import write
        from windown.sound.score import compose
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        tones = tuple(Tone(float(k), 1.0, "in") for k in range(20))
        score = compose(Timeline("p", "en", 20.0, (Span(0, 20, "rest", 0),), (), tones), {})
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            write(score, Levels(), Path(sys.argv[1]))
        except Trouble as trouble:
            print(trouble.key)
    """)
    target = tmp_path / f"evening{ending}"
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout.strip(), done.stderr) == ("sound_file.disk", "")
    assert list(tmp_path.iterdir()) == []


def test_a_clip_is_read_as_it_was_written(tmp_path):
    samples = np.arange(-500, 500, dtype=np.int16)
    soundfile.write(tmp_path / "a.wav", samples, RATE, subtype="PCM_16")
    assert np.array_equal(read_clip(tmp_path / "a.wav"), samples)


@pytest.mark.parametrize("rate, columns", [(22050, 1), (RATE, 2)])
def test_a_clip_of_another_kind_is_not_spoken(tmp_path, rate, columns):
    samples = np.zeros((100, columns), np.int16)
    soundfile.write(tmp_path / "a.wav", samples, rate, subtype="PCM_16")
    assert read_clip(tmp_path / "a.wav") is None


def test_a_clip_that_is_missing_or_damaged_is_not_spoken(tmp_path):
    assert read_clip(tmp_path / "none.wav") is None
    (tmp_path / "bad.wav").write_bytes(b"RIFF????WAVE")
    assert read_clip(tmp_path / "bad.wav") is None
    (tmp_path / "empty.wav").write_bytes(b"")
    assert read_clip(tmp_path / "empty.wav") is None
