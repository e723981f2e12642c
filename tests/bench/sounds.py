"""Rows "render" and "cues": a whole session as a file, how fast, and how exact."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from tests.bench.process import ROOT, surroundings, windown
from tests.bench.table import Figure, NotMeasured
from windown.app import House, build
from windown.core.catalogue import timeline_of
from windown.core.timeline import Timeline
from windown.sound.tones import tone

RATE, MINUTES = 48_000, 20
#: How many seconds around its sample a cue is searched.
AROUND = 0.25

Samples = NDArray[np.float32]
Templates = Callable[[House, Timeline], Iterator[tuple[float, Samples]]]


def render(folder: Path) -> Iterator[Figure]:
    """The command as a person gives it, from its start to its end, prompts in the cache."""
    rendered(folder, "extended_4_6", "first.wav")
    rendered(folder, "pmr_16", "first.wav")
    for practice, ending, least in (
        ("extended_4_6", "wav", 200),
        ("pmr_16", "wav", 200),
        ("extended_4_6", "flac", None),
        ("extended_4_6", "ogg", None),
        ("extended_4_6", "opus", None),
    ):
        file, seconds = rendered(folder, practice, f"again.{ending}")
        size = file.stat().st_size / 1e6
        note = f"{practice}, {MINUTES} min in {seconds:.1f} s, {size:.1f} MB"
        faster = MINUTES * 60 / seconds
        yield Figure(f"render, {ending}", faster, "x real", least=least, note=note)


def rendered(
    folder: Path,
    practice: str,
    name: str,
    settings: Mapping[str, object] | None = None,
    minutes: float = MINUTES,
) -> tuple[Path, float]:
    """The file of a practice, and the seconds that it took."""
    data, file = folder / "data", folder / name
    data.mkdir(exist_ok=True)
    (data / "settings.json").write_text(json.dumps({"language": "en", **(settings or {})}))
    command = windown(data, "render", practice, "--minutes", str(minutes), "-o", str(file))
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings(folder), capture_output=True, text=True
    )
    if done.returncode:
        raise NotMeasured(done.stderr.strip())
    return file, time.monotonic() - began


def cues(folder: Path) -> Iterator[Figure]:
    """Where each cue lies in a file, found by its own samples and nothing else."""
    tones, length = deviations(folder, "extended_4_6", {"voice_on": False}, struck)
    yield worst("cues, tones", tones, "extended_4_6")
    words, _ = deviations(folder, "pmr_16", {"volume_tones": 0.0}, spoken)
    yield worst("cues, prompts", words, "pmr_16")
    note = f"{MINUTES} min, samples in the file less those asked for"
    yield Figure("cues, end", float(length), "samples", most=0, note=note)


def worst(row: str, found: list[int], practice: str) -> Figure:
    """The figure of the cue that lies furthest from its sample."""
    note = f"{practice}, {len(found)} cues, 20 min, {sum(map(bool, found))} off their sample"
    return Figure(row, max(map(abs, found)), "samples", most=0, note=note)


def deviations(
    folder: Path, practice: str, settings: Mapping[str, object], templates: Templates
) -> tuple[list[int], int]:
    """How many samples each cue, and the end, lies beside its place."""
    file, _ = rendered(folder, practice, f"{practice}.wav", settings)
    heard = soundfile.read(file, dtype="float32", always_2d=True)[0][:, 0]
    house = build(folder / "data")
    found = house.desk.shelf.find(practice)
    if found is None:
        raise NotMeasured(f"no practice {practice}")
    line = timeline_of(found, house.desk.words, MINUTES)
    beside = [off(heard, round(at * RATE), sound) for at, sound in templates(house, line)]
    house.close()
    return beside, len(heard) - MINUTES * 60 * RATE


def struck(house: House, line: Timeline) -> Iterator[tuple[float, Samples]]:
    """Each tone by itself, with its second."""
    for cue in line.tones:
        yield cue.at, tone(cue.tone, round(cue.seconds * RATE))


def spoken(house: House, line: Timeline) -> Iterator[tuple[float, Samples]]:
    """Each prompt as it lies in the cache, with its second."""
    voice = house.voice()
    texts = [cue.voiced for cue in line.prompts]
    style = house.desk.style()
    files = voice.render_all(texts, style, 60.0)
    voice.close()
    for cue in line.prompts:
        yield cue.at, soundfile.read(files[cue.voiced], dtype="float32")[0]


def off(heard: Samples, place: int, sound: Samples) -> int:
    """How far from its place a sound is most like what is heard.

    Slow fades of loudness move that by less than a thousandth of a sample.
    """
    room = round(AROUND * RATE)
    begin = max(0, place - room)
    stretch = heard[begin : place + len(sound) + room]
    size = 1 << (len(stretch) + len(sound)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(stretch, size) * np.conj(np.fft.rfft(sound, size)), size)
    return int(np.argmax(alike[: len(stretch)])) + begin - place
