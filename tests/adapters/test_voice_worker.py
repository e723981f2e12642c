"""The contract with pyttsx3 and espeak-ng: what the worker promises, on the real engine."""

import os
import signal
import subprocess
import sys
import threading
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import numpy as np
import pyloudnorm
import pytest

from windown.adapters.voice import SpokenVoice
from windown.adapters.voice_mouth import Patience
from windown.adapters.voice_process import Left, WorkerProcess
from windown.adapters.voice_worker import LONGEST_TEXT, speakable
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE
from windown.service.ports import VoiceStyle

ROOT = Path(__file__).parents[2]
CALM = {"voice": "gmw/en-us", "rate": 92, "pitch": 38, "language": "en"}
LONG_SENTENCES = "Let the shoulders sink. Feel how the arms are heavy. " * 4
SENTENCES = {
    "en": "Let the breath go slowly and feel the bed under you.",
    "de": "Lass den Atem langsam gehen und spüre das Bett unter dir.",
}

Render = Callable[..., tuple[dict, np.ndarray]]


def command(before: str = "pass", arguments: str = "") -> list[str]:
    code = (
        f"import os, sys; sys.path[:0] = [{str(ROOT)!r}]; {before}; "
        f"from windown.adapters.voice_worker import main; main({arguments})"
    )
    return [sys.executable, "-c", code]


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Look until it is so; a test fails where it never becomes so."""
    deadline, pause = monotonic() + seconds, threading.Event()
    while not condition():
        assert monotonic() < deadline, "it did not happen in time"
        pause.wait(0.005)


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerProcess]:
    """One worker for all tests that only ask it something."""
    worker = WorkerProcess(command())
    said = worker.ready(20)
    if not said["ready"]:
        worker.bury()
        pytest.skip(f"{said['trouble']}: install espeakng-loader, or espeak-ng on the system")
    yield worker
    worker.bury()


@pytest.fixture
def render(worker, tmp_path) -> Render:
    """Ask for one prompt: the answer and the samples, at full scale 1."""

    def ask(text: str, **style: object) -> tuple[dict, np.ndarray]:
        path = tmp_path / "prompt.wav"
        path.unlink(missing_ok=True)
        question = {"do": "render", "text": text, "path": str(path)} | CALM | style
        answer = worker.ask(question, 20)
        return answer, samples(path) if answer["ok"] else np.zeros(0)

    return ask


def samples(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def brightness(sound: np.ndarray) -> float:
    """The centre of the spectrum in Hz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power @ np.fft.rfftfreq(len(sound), 1 / 48_000) / power.sum())


def test_a_prompt_comes_cleaned_and_levelled(render):
    answer, sound = render("Let go. Open the hand, fingers loose.")
    heard = np.flatnonzero(np.abs(sound) > 0.01 * np.max(np.abs(sound)))
    assert answer["seconds"] == pytest.approx(len(sound) / 48_000)
    assert heard[0] == pytest.approx(0.03 * 48_000, abs=2)
    assert pyloudnorm.Meter(48_000).integrated_loudness(sound) == pytest.approx(-23, abs=0.3)
    assert np.max(np.abs(sound)) <= 10 ** (-3 / 20)


def test_eight_sentences_are_spoken_to_the_end(render):
    two, eight = (render(LONG_SENTENCES[:length])[0] for length in (53, None))
    assert eight["seconds"] > 3.8 * two["seconds"]


def test_each_change_of_pace_is_heard_at_once(render):
    paces = [80, 140] * 5
    seconds = [render(SENTENCES["en"], rate=pace)[0]["seconds"] for pace in paces]
    assert min(seconds[::2]) > 1.4 * max(seconds[1::2])


def test_a_pace_that_is_no_whole_number_is_rounded_not_dropped(render):
    render("Rest", rate=200)
    slow, rounded = (render("Rest", rate=pace)[0]["seconds"] for pace in (92, 91.6))
    assert rounded == pytest.approx(slow, abs=0.05)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_default_voices_are_there_and_speak_calmly(render, language):
    style = {"voice": DEFAULT_VOICE[language], "rate": DEFAULT_RATE[language]}
    answer, _ = render(
        SENTENCES[language], language=language, pitch=DEFAULT_PITCH[language], **style
    )
    words_a_minute = 60 * len(SENTENCES[language].split()) / answer["seconds"]
    assert answer["note"] == ""
    assert 95 < words_a_minute < 135


def test_variants_sound_different_from_their_base(render):
    base = brightness(render(SENTENCES["en"])[1])
    soft = brightness(render(SENTENCES["en"], voice="gmw/en-us+steph")[1])
    assert soft < 0.75 * base


@pytest.mark.parametrize(
    ("voice", "language", "speaks"),
    [
        ("nosuch", "de", "gmw/de"),
        ("gmw/en-us+nosuch", "en", "gmw/en-us"),
        ("gmw/en-us+F2", "en", "gmw/en-us"),
        ("gmw/en-us", "de", "gmw/de"),
    ],
)
def test_a_voice_that_is_not_there_is_replaced_and_that_is_said(render, voice, language, speaks):
    answer, _ = render("Rest", voice=voice, language=language)
    assert (answer["voice"], answer["note"]) == (speaks, "voice.replaced")


def test_a_language_without_a_voice_is_refused(render):
    assert render("Rest", language="xx")[0]["error"] == "language"


@pytest.mark.parametrize("text", ["", "  ", "...", "\x00\x07", "🌙"])
def test_a_text_without_words_is_refused(render, text):
    assert render(text)[0]["error"] == "empty"


def test_a_text_that_is_too_long_is_refused(render):
    assert render("a" * (LONGEST_TEXT + 1))[0]["error"] == "long"


@pytest.mark.thorough
def test_the_longest_text_is_spoken_whole(render):
    answer, _ = render(("now rest " * 70)[:LONGEST_TEXT])
    assert answer["seconds"] > 30


def test_what_no_voice_can_say_is_left_out():
    assert speakable("Let\tgo\x00,\u200b so\u00adft \ud800🌙ly\r\nnow") == "Let go , soft ly now"


@pytest.mark.parametrize("text", ["<b>Rest</b> &amp; [[rest]]", "Ruhe — ‚sanft‘ … ß", "休息"])
def test_odd_characters_do_no_harm(render, text):
    assert render(text)[0]["ok"]


def test_a_folder_that_is_not_there_is_told(worker, tmp_path):
    question = {"do": "render", "text": "Rest", "path": str(tmp_path / "no" / "a.wav")} | CALM
    assert worker.ask(question, 10)["error"] == "folder"


def test_nothing_but_the_prompt_is_left_in_the_folder(render, tmp_path):
    render("Rest")
    assert [path.name for path in tmp_path.iterdir()] == ["prompt.wav"]


def test_a_question_it_does_not_understand_is_refused(worker):
    assert worker.ask({"do": "sing"}, 10)["error"] == "request"
    assert worker.ask({"do": "render"}, 10)["ok"] is False


def test_it_lists_calm_voices_first_and_no_whisper(worker):
    voices = worker.ask({"do": "voices"}, 10)["voices"]
    ids = [voice["id"] for voice in voices]
    assert ids[0] == "gmw/en-us"
    assert {"gmw/en-us+f2", "gmw/en-us+m7", "gmw/de+steph"} < set(ids)
    assert not [voice for voice in ids if "whisper" in voice]
    assert len(set(ids)) == len(ids) > 100


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="only espeak has a data folder")
def test_missing_data_are_told_before_espeak_ends_the_process(tmp_path):
    pytest.importorskip("espeakng_loader")
    worker = WorkerProcess(command(f"os.environ['ESPEAK_DATA_PATH'] = {str(tmp_path)!r}"))
    assert worker.ready(20) == {"ready": False, "trouble": "voice.data"}
    worker.bury()


def test_without_pyttsx3_the_voice_is_missing():
    worker = WorkerProcess(command("sys.modules['pyttsx3'] = None"))
    assert worker.ready(20) == {"ready": False, "trouble": "voice.missing"}
    worker.bury()


def test_idle_it_says_good_bye_and_leaves():
    worker = WorkerProcess(command(arguments="0.05"))
    assert worker.ready(20)["ready"]
    with pytest.raises(Left):
        worker.ready(10)
    worker.bury()


def test_it_leaves_when_the_window_is_gone():
    worker = subprocess.run(command(), input=b"", capture_output=True, timeout=20, check=False)
    assert worker.returncode == 0
    assert worker.stdout.count(b"\n") == 1


def test_killed_in_the_middle_of_a_batch_everything_is_still_delivered(tmp_path):
    numbers = [f"Number {number}" for number in range(12)]
    style = VoiceStyle(**CALM)
    voice = SpokenVoice(pid_writing(tmp_path), tmp_path / "cache")
    voice.want(numbers, style)
    until(lambda: voice.clip(numbers[3], style))
    os.kill(pid(tmp_path), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    assert len(voice.render_all(numbers, style, 30)) == 12
    voice.close()


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there")
def test_hung_in_the_middle_of_a_batch_everything_is_still_delivered(tmp_path):
    numbers = [f"Number {number}" for number in range(12)]
    style = VoiceStyle(**CALM)
    patience = Patience(prompt=2.0)
    voice = SpokenVoice(pid_writing(tmp_path), tmp_path / "cache", patience)
    voice.want(numbers, style)
    until(lambda: voice.clip(numbers[3], style))
    os.kill(pid(tmp_path), signal.SIGSTOP)
    assert len(voice.render_all(numbers, style, 30)) == 12
    voice.close()


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="only espeak has a data folder")
def test_data_in_a_deep_folder_are_found(tmp_path):
    loader = pytest.importorskip("espeakng_loader")
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(loader.get_data_path())
    data = str(deep / "espeak-ng-data")
    worker = WorkerProcess(command(f"os.environ['ESPEAK_DATA_PATH'] = {data!r}"))
    assert worker.ready(20)["ready"]
    path = tmp_path / "a.wav"
    question = {"do": "render", "text": "Ruhe", "path": str(path)} | CALM
    answer = worker.ask(question | {"voice": "gmw/de+steph", "language": "de"}, 20)
    assert (answer["ok"], answer["note"]) == (True, "")
    worker.bury()


@pytest.mark.thorough
def test_three_hundred_changes_of_pace_are_all_right(render):
    least = {80: 10.0, 110: 10.0, 140: 10.0}
    most = dict.fromkeys(least, 0.0)
    for pace in [80, 110, 140] * 100:
        seconds = render("Let the breath go.", rate=pace)[0]["seconds"]
        least[pace], most[pace] = min(least[pace], seconds), max(most[pace], seconds)
    assert least[80] > most[110]
    assert least[110] > most[140]


def pid_writing(tmp_path: Path) -> list[str]:
    return command(f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))")


def pid(tmp_path: Path) -> int:
    return int((tmp_path / "pid").read_text())
