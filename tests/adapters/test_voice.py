"""The voice against workers that crash, hang, babble, dawdle, leave, or are not there at all."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from windown.adapters.voice import SpokenVoice
from windown.adapters.voice_mouth import Patience
from windown.service.ports import Voice, VoiceStyle

CALM = VoiceStyle("gmw/en-us", 92, 38, "en")
QUICK = Patience(start=5, prompt=5, per_character=0, pauses=(0, 0, 0))
ROOT = Path(__file__).parents[2]

# What the workers of these tests have in common; `folder` is where they leave their traces.
COMMON = """
import json, os, pathlib, sys, time

folder = pathlib.Path(sys.argv[1])

def trace(word):
    with open(folder / "trace", "a") as file:
        file.write(word + "\\n")

def say(**message):
    print(json.dumps(message), flush=True)

def ready(version="1"):
    say(ready=True, engine="fake", version=version)

def speak(question, note=""):
    data = b"\\1\\0" * 480
    header = b"RIFF" + (36 + len(data)).to_bytes(4, "little")
    header += b"WAVEfmt \\x10\\0\\0\\0\\1\\0\\1\\0"
    header += (48000).to_bytes(4, "little") + (96000).to_bytes(4, "little")
    header += b"\\2\\0\\x10\\0data"
    with open(question["path"], "wb") as file:
        file.write(header + len(data).to_bytes(4, "little") + data)
    trace(question["text"])
    say(id=question["id"], ok=True, seconds=0.01, note=note)

def wait_for(name):
    while not (folder / name).exists():
        time.sleep(0.005)

questions = (json.loads(line) for line in iter(sys.stdin.readline, ""))
trace("start")
"""
GOOD = "ready()\nfor question in questions: speak(question)\n"

Make = Callable[..., SpokenVoice]


@pytest.fixture
def voice_of(tmp_path) -> Iterator[Make]:
    """A voice whose worker runs the given lines."""
    made = []

    def make(lines: str, patience: Patience = QUICK, name: str = "worker.py") -> SpokenVoice:
        script = tmp_path / name
        script.write_text(COMMON + lines, encoding="utf-8")
        command = [sys.executable, "-I", "-S", str(script), str(tmp_path)]
        made.append(SpokenVoice(command, tmp_path / "cache", patience))
        return made[-1]

    yield make
    for voice in made:
        voice.close()


def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Look until it is so; a test fails where it never becomes so."""
    deadline, pause = monotonic() + seconds, threading.Event()
    while not condition():
        assert monotonic() < deadline, "it did not happen in time"
        pause.wait(0.005)


def spoken(voice: SpokenVoice, *texts: str, style: VoiceStyle = CALM) -> list[str]:
    """Which of the texts have a file once nothing is pending any more."""
    voice.want(texts, style)
    until(lambda: voice.pending() == 0)
    return [text for text in texts if voice.clip(text, style)]


def traces(tmp_path: Path) -> list[str]:
    return (tmp_path / "trace").read_text().split()


def test_it_is_a_voice(voice_of):
    voice: Voice = voice_of(GOOD)
    assert (voice.pending(), voice.trouble(), voice.choices()) == (0, "", ())


def test_prompts_are_spoken_in_the_order_they_are_wanted(voice_of, tmp_path):
    assert spoken(voice_of(GOOD), "c", "a", "b", "a") == ["c", "a", "b", "a"]
    assert traces(tmp_path) == ["start", "c", "a", "b"]


def test_nothing_is_started_before_something_is_wanted(voice_of, tmp_path):
    voice = voice_of(GOOD)
    assert voice.clip("a", CALM) is None
    assert not (tmp_path / "trace").exists()


def test_a_new_wish_replaces_what_is_not_begun(voice_of, tmp_path):
    slow = "ready()\nfor q in questions: trace('got'); wait_for('go'); speak(q)\n"
    voice = voice_of(slow)
    voice.want(["a", "b", "c"], CALM)
    until(lambda: (tmp_path / "trace").exists() and "got" in traces(tmp_path))
    voice.want(["d", "a"], CALM)
    assert voice.pending() == 2
    (tmp_path / "go").touch()
    until(lambda: voice.pending() == 0)
    assert [word for word in traces(tmp_path) if word in "abcd"] == ["a", "d"]
    assert voice.clip("b", CALM) is None


def test_what_is_kept_needs_no_worker(voice_of, tmp_path):
    first = voice_of(GOOD)
    assert spoken(first, "a") == ["a"]
    first.close()
    second = SpokenVoice([str(tmp_path / "nowhere")], tmp_path / "cache")
    assert second.clip("a", CALM) == first.clip("a", CALM)
    assert spoken(second, "a") == ["a"]
    assert second.trouble() == ""


def test_another_style_is_another_file(voice_of):
    voice = voice_of(GOOD)
    assert spoken(voice, "a") == ["a"]
    assert voice.clip("a", replace(CALM, rate=100)) is None


def test_a_damaged_file_is_spoken_anew(voice_of, tmp_path):
    voice = voice_of(GOOD)
    spoken(voice, "a")
    path = voice.clip("a", CALM)
    path.write_bytes(b"")
    assert voice.clip("a", CALM) is None
    assert spoken(voice, "a") == ["a"]


def test_a_worker_that_does_not_exist_leaves_text_only(tmp_path):
    voice = SpokenVoice([str(tmp_path / "nowhere")], tmp_path / "cache")
    assert spoken(voice, "a", "b") == []
    assert voice.trouble() == "voice.missing"
    voice.close()


def test_a_worker_that_cannot_speak_says_why_and_is_not_started_again(voice_of, tmp_path):
    voice = voice_of("say(ready=False, trouble='voice.data')\n")
    assert spoken(voice, "a") == []
    assert spoken(voice, "b") == []
    assert voice.trouble() == "voice.data"
    assert traces(tmp_path) == ["start"]


def test_a_worker_that_ends_at_once_is_tried_three_times(voice_of, tmp_path):
    voice = voice_of("sys.exit(3)\n")
    assert spoken(voice, "a") == []
    assert voice.trouble() == "voice.fails"
    assert traces(tmp_path) == ["start"] * 3


def test_a_worker_that_never_gets_ready_is_given_up(voice_of):
    voice = voice_of("time.sleep(60)\n", replace(QUICK, start=0.1))
    assert spoken(voice, "a") == []
    assert voice.trouble() == "voice.fails"


def test_one_bad_start_is_made_good(voice_of, tmp_path):
    bad_once = "first = not (folder / 'x').exists(); (folder / 'x').touch()\nif first: sys.exit()\n"
    voice = voice_of(bad_once + GOOD)
    assert spoken(voice, "a") == ["a"]
    assert voice.trouble() == ""


def test_a_wish_after_the_rest_tries_again(voice_of, tmp_path):
    broken = "if not (folder / 'mended').exists(): say(ready=False, trouble='voice.missing')\n"
    voice = voice_of(broken + GOOD, replace(QUICK, rest=0))
    assert spoken(voice, "a") == []
    assert voice.trouble() == "voice.missing"
    (tmp_path / "mended").touch()
    assert spoken(voice, "a") == ["a"]
    assert voice.trouble() == ""


def test_a_prompt_that_ends_the_worker_twice_is_left_out_and_the_others_are_spoken(
    voice_of, tmp_path
):
    deadly = "ready()\nfor q in questions: os._exit(11) if q['text'] == 'bad' else speak(q)\n"
    voice = voice_of(deadly)
    assert spoken(voice, "a", "bad", "b") == ["a", "b"]
    assert traces(tmp_path) == ["start", "a", "start", "start", "b"]
    assert spoken(voice, "bad", "c") == ["c"]
    assert voice.trouble() == ""


def test_a_worker_that_ends_at_every_prompt_is_given_up(voice_of, tmp_path):
    voice = voice_of("ready()\nfor q in questions: os._exit(11)\n")
    assert spoken(voice, *"abcdefgh") == []
    assert voice.trouble() == "voice.fails"
    assert len(traces(tmp_path)) == QUICK.deaths_in_a_row


def test_a_worker_that_hangs_is_replaced_and_the_prompt_is_still_spoken(voice_of, tmp_path):
    hangs_once = (
        "ready()\n"
        "for q in questions:\n"
        "    if not (folder / 'hung').exists(): (folder / 'hung').touch(); time.sleep(60)\n"
        "    speak(q)\n"
    )
    voice = voice_of(hangs_once, replace(QUICK, prompt=0.2))
    assert spoken(voice, "a", "b") == ["a", "b"]
    assert traces(tmp_path) == ["start", "start", "a", "b"]


def test_a_long_prompt_is_given_more_time():
    assert Patience().of("x" * 100) == pytest.approx(9.0)


def test_garbage_between_the_answers_is_passed_over(voice_of):
    babble = "import sys\nprint('Audio saved to x'); print('[1, 2]'); print('{')\n"
    worker = babble + "ready()\nfor q in questions: print('\\x00\\xff', q); say(id=99); speak(q)\n"
    voice = voice_of(worker)
    assert spoken(voice, "a", "b") == ["a", "b"]


def test_a_slow_worker_keeps_nobody_waiting(voice_of, tmp_path):
    voice = voice_of("wait_for('go')\n" + GOOD)
    voice.want(["a"], CALM)
    assert (voice.pending(), voice.clip("a", CALM), voice.trouble()) == (1, None, "")
    (tmp_path / "go").touch()
    until(lambda: voice.clip("a", CALM))


def test_a_worker_that_left_for_idleness_is_started_again_without_trouble(voice_of, tmp_path):
    voice = voice_of("ready()\nspeak(next(questions))\nsay(bye=True)\n")
    assert spoken(voice, "a") == ["a"]
    assert spoken(voice, "b") == ["b"]
    assert traces(tmp_path) == ["start", "a", "start", "b"]
    assert voice.trouble() == ""


def test_a_worker_that_leaves_just_as_it_is_asked_is_no_fault_of_the_prompt(voice_of):
    leaves_once = (
        "ready()\n"
        "q = next(questions)\n"
        "if not (folder / 'x').exists(): (folder / 'x').touch(); say(bye=True); sys.exit()\n"
        "speak(q)\n"
    )
    voice = voice_of(leaves_once, replace(QUICK, deaths_of_prompt=1))
    assert spoken(voice, "a") == ["a"]


@pytest.mark.parametrize("error", ["folder", "disk", "language"])
def test_what_concerns_every_prompt_is_told_as_trouble(voice_of, error):
    voice = voice_of(f"ready()\nfor q in questions: say(id=q['id'], ok=False, error='{error}')\n")
    assert spoken(voice, "a", "b") == []
    assert voice.trouble() == f"voice.{error}"


def test_a_language_without_a_voice_does_not_keep_another_waiting(voice_of):
    voice = voice_of(
        "ready()\n"
        "for q in questions:\n"
        "    if q['language'] == 'en': speak(q)\n"
        "    else: say(id=q['id'], ok=False, error='language')\n"
    )
    assert spoken(voice, "a", style=replace(CALM, language="de")) == []
    assert spoken(voice, "a") == ["a"]
    assert voice.trouble() == ""


def test_a_text_that_cannot_be_spoken_is_only_itself_missing(voice_of):
    voice = voice_of(
        "ready()\n"
        "for q in questions:\n"
        "    if q['text'] == '...': trace('no'); say(id=q['id'], ok=False, error='empty')\n"
        "    else: speak(q)\n"
    )
    assert spoken(voice, "...", "a") == ["a"]
    assert spoken(voice, "...", "b") == ["b"]
    assert voice.trouble() == ""


def test_an_answer_without_a_file_is_not_believed(voice_of):
    voice = voice_of("ready()\nfor q in questions: say(id=q['id'], ok=True)\n")
    assert spoken(voice, "a") == []
    assert voice.pending() == 0


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    voice = SpokenVoice([sys.executable], tmp_path / "file" / "voice")
    assert spoken(voice, "a") == []
    assert voice.trouble() == "voice.folder"
    voice.close()


def test_another_engine_speaks_everything_anew(voice_of, tmp_path):
    first = voice_of(GOOD)
    assert spoken(first, "a", "b") == ["a", "b"]
    first.close()
    second = voice_of(GOOD.replace("ready()", "ready('2')"))
    assert spoken(second, "a", "b", "c") == ["a", "b", "c"]
    assert traces(tmp_path) == ["start", "a", "b", "start", "c", "a", "b"]


def test_a_voice_that_stands_in_for_another_is_noted(voice_of):
    voice = voice_of("ready()\nfor q in questions: speak(q, note='voice.replaced')\n")
    assert voice.note() == ""
    spoken(voice, "a")
    assert voice.note() == "voice.replaced"


def test_the_voices_are_asked_for_once(voice_of, tmp_path):
    voice = voice_of(
        "ready()\n"
        "for q in questions:\n"
        "    trace(q['do'])\n"
        "    say(id=q['id'], ok=True, voices=[dict(id='v', name='Vera', language='en')])\n"
    )
    voice.ask_choices()
    until(voice.choices)
    voice.ask_choices()
    voice.close()
    assert [choice.name for choice in voice.choices()] == ["Vera"]
    assert traces(tmp_path) == ["start", "voices"]


def test_a_worker_that_ends_over_the_voices_is_trouble(voice_of):
    voice = voice_of("ready()\nnext(questions)\n")
    voice.ask_choices()
    until(voice.trouble)
    assert voice.trouble() == "voice.fails"


def test_a_file_waits_for_all_its_prompts_and_tells_how_far_it_is(voice_of):
    told = []
    clips = voice_of(GOOD).render_all("abc", CALM, 10, lambda *far: told.append(far))
    assert sorted(clips) == ["a", "b", "c"]
    assert all(path.is_file() for path in clips.values())
    assert told[-1] == (3, 3)
    assert told == sorted(told)


def test_a_file_does_without_what_failed_or_came_too_late(voice_of):
    voice = voice_of(
        "ready()\n"
        "for q in questions:\n"
        "    if q['text'] == 'late': time.sleep(60)\n"
        "    elif q['text'] == 'bad': say(id=q['id'], ok=False, error='silent')\n"
        "    else: speak(q)\n"
    )
    assert list(voice.render_all(["a", "bad", "late", "b"], CALM, 0.5)) == ["a"]


def test_closing_ends_the_worker_and_the_thread_at_once(voice_of, tmp_path):
    voice = voice_of("ready()\ntrace(str(os.getpid()))\nfor q in questions: time.sleep(60)\n")
    voice.want(["a", "b"], CALM)
    until(lambda: (tmp_path / "trace").exists() and len(traces(tmp_path)) == 2)
    voice.close()
    assert "voice" not in [thread.name for thread in threading.enumerate()]
    with pytest.raises(ProcessLookupError):
        os.kill(int(traces(tmp_path)[1]), 0)
    assert voice.pending() == 0


def test_a_closed_voice_begins_nothing(voice_of, tmp_path):
    voice = voice_of(GOOD)
    voice.close()
    voice.want(["a"], CALM)
    voice.ask_choices()
    assert voice.pending() == 0
    assert not (tmp_path / "trace").exists()


def test_the_window_s_process_loads_neither_numpy_nor_pyttsx3():
    look = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; import windown.adapters.voice; "
        "sys.exit(len({'numpy', 'pyttsx3', 'soundfile'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
