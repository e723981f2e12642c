"""A Piper voice of the person's own, with a part of the same shape in the place of the real one."""

import json
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from tests.adapters.test_voice_worker import ROOT, command
from windown.adapters.voice_cache import Identity, key
from windown.adapters.voice_piper import (
    NOT_INSTALLED,
    NOT_USABLE,
    SLOWER,
    PiperVoices,
    language_of,
    length_scale,
)
from windown.adapters.voice_process import WorkerProcess
from windown.core.voices import DEFAULT_RATE, PIPER
from windown.service.ports import VoiceStyle

#: As much of the part as windown uses; it writes a tone, and the settings it was given beside it.
PART = """
import json, math, struct
from dataclasses import asdict, dataclass
@dataclass
class SynthesisConfig:
    length_scale: float | None = None
class PiperVoice:
    @staticmethod
    def load(path):
        open(path + ".loads", "a").write("x")
        if b"broken" in open(path, "rb").read():
            raise RuntimeError("no model")
        return PiperVoice()
    def synthesize_wav(self, text, out, syn_config=None):
        open(__file__ + ".told", "w").write(json.dumps([text, asdict(syn_config)]))
        out.setframerate(16000)
        wave = (int(9000 * math.sin(n * 0.1)) for n in range(16000))
        out.writeframes(b"".join(struct.pack("<h", each) for each in wave))
"""


def voice_file(folder, language="en_GB", data=b"model"):
    path = folder / "calm.onnx"
    path.write_bytes(data)
    told = {"language": {"code": language}, "espeak": {"voice": "en-us"}}
    (folder / "calm.onnx.json").write_text(json.dumps(told))
    return path


@pytest.fixture
def worker(tmp_path):
    """A worker that finds the part in a folder of its own."""
    part = tmp_path / "part" / "piper"
    part.mkdir(parents=True)
    (part / "__init__.py").write_text(PART)
    made = WorkerProcess(command(f"sys.path[:0] = [{str(part.parent)!r}]"))
    said = made.ready(20)
    yield made if said["ready"] else pytest.skip(f"{said['trouble']}: install espeakng-loader")
    made.bury()


def spoken(worker, folder, voice, **more):
    path = folder / "spoken.wav"
    asked = {"do": "render", "text": "Let it out.", "rate": 92, "pitch": 38, "language": "en"}
    answer = worker.ask({**asked, "voice": voice, "path": str(path), **more}, 20)
    return answer, path


def test_a_piper_voice_speaks_from_its_file_at_a_bedtime_pace(worker, tmp_path):
    file = voice_file(tmp_path)
    answer, path = spoken(worker, tmp_path, f"{PIPER}{file}")
    assert answer["ok"]
    assert answer["note"] == ""
    with wave.open(str(path)) as made:
        assert made.getframerate() == 48_000
        assert 0.9 < made.getnframes() / 48_000 < 1.2
    told = json.loads((tmp_path / "part" / "piper" / "__init__.py.told").read_text())
    assert told == ["Let it out.", {"length_scale": SLOWER}]
    spoken(worker, tmp_path, f"{PIPER}{file}", text="Again.")
    assert Path(f"{file}.loads").read_text() == "x"


@pytest.mark.parametrize("wrong", ["missing", "broken", "another language", "no description"])
def test_where_the_file_cannot_be_used_our_own_voice_speaks_and_that_is_told(
    worker, tmp_path, wrong
):
    file = voice_file(
        tmp_path,
        "fr_FR" if wrong == "another language" else "en_US",
        b"broken" if wrong == "broken" else b"model",
    )
    if wrong == "missing":
        file = tmp_path / "gone.onnx"
    if wrong == "no description":
        (tmp_path / "calm.onnx.json").write_text("[not json")
    answer, path = spoken(worker, tmp_path, f"{PIPER}{file}")
    assert answer["ok"]
    assert answer["note"] == NOT_USABLE
    assert answer["voice"] == "gmw/en-us+f2"
    assert path.exists()


def test_without_the_part_that_is_what_is_told(tmp_path):
    program = (
        "import sys; from pathlib import Path; sys.modules['piper'] = None\n"
        "from windown.adapters.voice_piper import PiperVoices\n"
        f"print(PiperVoices().speak('a', 'piper:/a.onnx', 'en', 92, Path({str(tmp_path)!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == NOT_INSTALLED


def test_a_slower_rate_is_a_longer_sound_within_limits():
    assert length_scale(DEFAULT_RATE["de"], "de") == SLOWER
    assert length_scale(120, "en") < SLOWER < length_scale(80, "en")
    assert 0.7 <= length_scale(500, "en") < length_scale(1, "en") <= 2.5


def test_the_language_is_read_from_beside_the_file(tmp_path):
    assert language_of(voice_file(tmp_path, "de_DE")) == "de"
    (tmp_path / "calm.onnx.json").write_text(json.dumps({"espeak": {"voice": "en-us"}}))
    assert language_of(tmp_path / "calm.onnx") == "en"
    (tmp_path / "calm.onnx.json").write_text("[]")
    assert language_of(tmp_path / "calm.onnx") == ""


def test_another_file_in_the_same_place_is_another_voice(tmp_path):
    file = voice_file(tmp_path)
    who, style = Identity("espeak", "1"), VoiceStyle(f"{PIPER}{file}", 92, 38, "en")
    before = key(who, style, "a")
    assert key(who, style, "a") == before
    file.write_bytes(b"another model")
    assert key(who, style, "a") != before


def test_a_file_is_never_read_for_what_is_no_piper_voice(tmp_path):
    assert PiperVoices().speak("a", f"{PIPER}{tmp_path}", "en", 92, tmp_path / "a.wav") in (
        NOT_INSTALLED,
        NOT_USABLE,
    )
