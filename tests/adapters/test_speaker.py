"""The speaker: what it tells its process, and what it knows of it; with processes of our own."""

import json
import sys
import textwrap
import time

import pytest

from windown.adapters.speaker import ProcessSpeaker, SilentSpeaker
from windown.core.timeline import Span, Timeline
from windown.service.ports import Levels

TIMELINE = Timeline("p", "en", 60.0, (Span(0.0, 60.0, "rest", 0),))
SHORTER = Timeline("p", "en", 50.0, (Span(0.0, 50.0, "rest", 0),))

#: Writes down what it is told; says what is heard whenever it is told to play.
ORDINARY = """
    import json, sys, time
    log = open(sys.argv[1], "a", buffering=1)
    log.write("started\\n")
    for line in sys.stdin:
        log.write(line)
        told = json.loads(line)
        if told["type"] in ("play", "replace"):
            position = told.get("position", 7.0)
            line = {"heard": position, "steady": time.monotonic(), "run": told["run"]}
            print(json.dumps(line), flush=True)
"""


def until(true, seconds=10.0):
    """Whether something comes true before a deadline."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


class Stage:
    """A speaker with a process whose program is given, and what that process was told."""

    def __init__(self, folder):
        self.folder, self.log = folder, folder / "log"
        self.speakers = []

    def speaker(self, program=ORDINARY, **more):
        script = self.folder / "worker.py"
        script.write_text(textwrap.dedent(program))
        command = [sys.executable, "-S", str(script), str(self.log)]
        self.speakers.append(ProcessSpeaker(command, self.folder / "cache", **more))
        return self.speakers[-1]

    @property
    def told(self):
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [json.loads(line) if line.startswith("{") else line for line in lines]

    @property
    def kinds(self):
        return [line if isinstance(line, str) else line["type"] for line in self.told]


@pytest.fixture
def stage(tmp_path):
    made = Stage(tmp_path)
    yield made
    for speaker in made.speakers:
        speaker.close()


def test_nothing_is_started_before_it_is_needed(stage):
    speaker = stage.speaker()
    assert speaker.heard() is None
    assert speaker.trouble() == ""
    speaker.close()
    assert not stage.log.exists()


def test_the_process_is_told_everything_in_order(stage, tmp_path):
    speaker = stage.speaker()
    speaker.load(TIMELINE, Levels(0.5, 0.6, 0.7, "brown"))
    assert until(lambda: "load" in stage.kinds)
    speaker.clips({"a": tmp_path / "a.wav"})
    speaker.play(3.0, None)
    speaker.set_levels(Levels(0.1))
    speaker.pause()
    speaker.stop()
    assert until(lambda: "stop" in stage.kinds)
    told = {line["type"]: line for line in stage.told[1:]}
    assert stage.kinds[-5:] == ["clips", "play", "levels", "pause", "stop"]
    assert told["load"]["timeline"]["length"] == 60.0
    assert told["load"]["levels"]["ambience"] == "brown"
    assert told["load"]["cache"] == str(tmp_path / "cache")
    assert told["clips"]["files"] in ({"a": str(tmp_path / "a.wav")}, {})
    assert (told["play"]["position"], told["play"]["steady"]) == (3.0, None)


def test_what_is_heard_is_the_line_the_process_told(stage):
    speaker = stage.speaker()
    speaker.load(TIMELINE, Levels())
    speaker.play(12.5, None)
    assert until(lambda: speaker.heard() is not None)
    heard = speaker.heard()
    assert heard.position == 12.5
    assert abs(time.monotonic() - heard.steady) < 2.0


def test_a_line_that_is_older_than_a_moment_tells_nothing(stage):
    ahead = [0.0]
    speaker = stage.speaker(clock=lambda: time.monotonic() + ahead[0])
    speaker.load(TIMELINE, Levels())
    speaker.play(12.5, None)
    assert until(lambda: speaker.heard() is not None)
    ahead[0] = 1.6
    assert speaker.heard() is None


def test_lines_from_before_a_pause_or_of_an_older_run_count_no_more(stage):
    speaker = stage.speaker("""
        import json, sys, time
        for line in sys.stdin:
            told = json.loads(line)
            if told["type"] == "play":
                for run in (told["run"] - 1, told["run"] + 1):
                    line = {"heard": 99.0, "steady": time.monotonic(), "run": run}
                    print(json.dumps(line), flush=True)
                print(json.dumps({"trouble": "none"}), flush=True)
                print(json.dumps({"heard": 5.0, "steady": time.monotonic(), "run": told["run"]}),
                      flush=True)
    """)
    speaker.load(TIMELINE, Levels())
    speaker.play(1.0, None)
    assert until(lambda: speaker.heard() is not None)
    assert speaker.heard().position == 5.0
    speaker.pause()
    assert speaker.heard() is None


def test_after_a_change_only_lines_of_the_new_timeline_count(stage):
    speaker = stage.speaker()
    speaker.load(TIMELINE, Levels())
    speaker.play(1.0, None)
    assert until(lambda: speaker.heard() is not None)
    speaker.replace(SHORTER)
    assert until(lambda: speaker.heard() is not None and speaker.heard().position == 7.0)


def test_trouble_is_what_the_process_says(stage):
    speaker = stage.speaker("""
        import json, sys, time
        for line in sys.stdin:
            told = json.loads(line)
            if told["type"] == "play":
                print(json.dumps({"trouble": "lost"}), flush=True)
            if told["type"] == "clips":
                print(json.dumps({"trouble": ""}), flush=True)
    """)
    speaker.load(TIMELINE, Levels())
    speaker.play(1.0, None)
    assert until(lambda: speaker.trouble() == "lost")
    assert speaker.heard() is None
    speaker.clips({"a": stage.log})
    assert until(lambda: speaker.trouble() == "")


def test_garbage_from_the_process_is_passed_over(stage):
    speaker = stage.speaker("""
        import json, sys, time
        for line in sys.stdin:
            told = json.loads(line)
            if told["type"] == "play":
                sys.stdout.buffer.write(b"\\xff\\x00 noise\\n[1, 2]\\n{\\"heard\\": \\"x\\"}\\n\\n")
                line = {"heard": 4.0, "steady": time.monotonic(), "run": told["run"]}
                sys.stdout.buffer.write(json.dumps(line).encode() + b"\\n")
                sys.stdout.flush()
    """)
    speaker.load(TIMELINE, Levels())
    speaker.play(4.0, None)
    assert until(lambda: speaker.heard() is not None)


def test_a_process_that_dies_is_lost_and_the_next_one_joins_what_was_heard(stage, tmp_path):
    speaker = stage.speaker("""
        import json, os, sys, time
        log = open(sys.argv[1], "a", buffering=1)
        log.write("started\\n")
        first = open(sys.argv[1]).read().count("started") == 1
        for line in sys.stdin:
            log.write(line)
            told = json.loads(line)
            if told["type"] == "play":
                line = {"heard": 20.0, "steady": time.monotonic(), "run": told["run"]}
                print(json.dumps(line), flush=True)
            if told["type"] == "levels" and first:
                os._exit(9)
    """)
    speaker.load(TIMELINE, Levels())
    speaker.clips({"a": tmp_path / "a.wav"})
    speaker.play(3.0, None)
    assert until(lambda: speaker.heard() is not None)
    heard = speaker.heard()
    speaker.set_levels(Levels(0.3))
    assert until(lambda: speaker.trouble() == "lost")
    assert speaker.heard() is None
    assert until(lambda: speaker.trouble() == "")
    again = stage.told[stage.told.index("started", 1) + 1 :]
    assert [line["type"] for line in again] == ["load", "clips", "play"]
    assert again[0]["levels"]["voice"] == 0.3
    assert again[1]["files"] == {"a": str(tmp_path / "a.wav")}
    assert (again[2]["position"], again[2]["steady"]) == (20.0, pytest.approx(heard.steady))


def test_a_process_that_hangs_is_ended_and_another_one_started(stage):
    ahead = [0.0]
    speaker = stage.speaker(
        """
        import json, sys, time
        log = open(sys.argv[1], "a", buffering=1)
        log.write("started\\n")
        for line in sys.stdin:
            log.write(line)
        """,
        clock=lambda: time.monotonic() + ahead[0],
    )
    speaker.load(TIMELINE, Levels())
    speaker.play(3.0, None)
    assert until(lambda: "play" in stage.kinds)
    ahead[0] = 10.0
    speaker.set_levels(Levels(0.2))
    assert until(lambda: stage.kinds.count("started") == 2)


def test_a_command_that_cannot_be_started_is_told_as_lost(tmp_path):
    speaker = ProcessSpeaker([str(tmp_path / "nothing")], tmp_path)
    speaker.load(TIMELINE, Levels())
    assert until(lambda: speaker.trouble() == "lost")
    speaker.close()


def test_no_call_waits_for_a_process_that_does_not_read(stage):
    speaker = stage.speaker("""
        import sys, time
        sys.stdin.close()
        time.sleep(20)
    """)
    began = time.monotonic()
    speaker.load(TIMELINE, Levels())
    for _ in range(300):
        speaker.clips({"x" * 1000: stage.log})
    speaker.play(0.0, None)
    assert time.monotonic() - began < 1.0


def test_closing_ends_the_process_even_when_it_does_not_listen(stage):
    speaker = stage.speaker("""
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(1)
    """)
    speaker.load(TIMELINE, Levels())
    began = time.monotonic()
    speaker.close()
    speaker.close()
    assert time.monotonic() - began < 6.0


def test_an_output_that_went_away_is_told_until_play(stage):
    speaker = stage.speaker("""
        import json, sys
        for line in sys.stdin:
            if json.loads(line)["type"] == "load":
                print(json.dumps({"trouble": "gone"}), flush=True)
    """)
    speaker.load(TIMELINE, Levels())
    assert until(lambda: speaker.trouble() == "gone")
    speaker.play(3.0, None)
    assert speaker.trouble() == ""


def test_a_silent_speaker_lets_everything_happen_and_nothing_be_heard(tmp_path):
    speaker = SilentSpeaker()
    speaker.load(TIMELINE, Levels())
    speaker.clips({"a": tmp_path})
    speaker.play(0.0, None)
    speaker.replace(SHORTER)
    speaker.set_levels(Levels())
    speaker.pause()
    speaker.stop()
    assert speaker.heard() is None
    speaker.close()


def test_the_window_does_not_load_what_only_the_player_needs():
    import subprocess

    program = "import sys, windown.adapters.speaker; print({'numpy', 'miniaudio'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "set()"


def test_what_is_to_be_said_of_a_background_is_kept_until_something_else_is_loaded(stage):
    speaker = stage.speaker(
        """
        import sys
        for line in sys.stdin:
            if '"type":"load"' in line and '"file:/a.mp3"' in line:
                print('{"told":[{"key":"own_sound.long","values":{"minutes":20}}]}', flush=True)
        """
    )
    speaker.load(TIMELINE, Levels(ambience="file:/a.mp3"))
    assert until(lambda: speaker.told())
    (told,) = speaker.told()
    assert (told.key, told.values) == ("own_sound.long", {"minutes": 20})
    speaker.load(TIMELINE, Levels())
    assert speaker.told() == ()
