"""The whole program as a person starts it: real processes, and a data folder of their own."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.conftest import ASSETS
from tests.outside import (
    PATIENCE_S,
    WINDOWN,
    Terminal,
    journal,
    needs_terminal,
    surroundings,
    until,
)

thorough = pytest.mark.thorough
BREATHE = [
    "extended_4_6", "natural", "coherent_5", "coherent_5_5", "extended_4_8", "slowdown",
    "triangle_soft", "box_4", "triangle_4", "weil_478", "cyclic_sigh", "alternate_nostril",
    "humming",
]  # fmt: skip
IDS = [
    *BREATHE,
    "pmr_16", "pmr_7", "pmr_4", "pmr_release", "pmr_recall_count", "pmr_count", "pmr_cue",
    "pmr_passive", "stretch", "cognitive_shuffle", "grounding", "body_scan",
    "mindful_breath", "imagery", "autogenic", "paradoxical_intention", "sound_brown", "sound_pink",
    "sound_white", "sound_rain", "sound_sea", "sound_wind", "sound_drone", "todo_list",
    "constructive_worry",
]  # fmt: skip
BREATHS = {"in", "top_up", "hold_in", "out", "hold_out", "rest"}
#: The walks settle and close in quiet rest.
WALKS = {"attend", "word", "tense", "release", "rest"}
OWN = """
id = "own_waves"
group = "breathe"
name = "Own waves"
about = "Slow waves."

[minutes]
default = 1
min = 1
max = 5

[[cycle]]
phase = "in"
seconds = 3

[[cycle]]
phase = "out"
seconds = 5
"""


class Person:
    """Someone with a home and a data folder, who types commands."""

    def __init__(self, home):
        self.home, self.data = home, home / "data"
        self.command = (*WINDOWN, "--data-dir", str(self.data))
        self.environ = surroundings(home)

    def runs(self, *arguments, **environ):
        """A command to its end."""
        return subprocess.run(
            [*self.command, *arguments], env=self.environ | environ, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_S,
        )  # fmt: skip

    def starts(self, *arguments):
        """A command that runs on; its output is read as it comes."""
        return subprocess.Popen(
            [*self.command, *arguments], env=self.environ, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def writes(self, name, text):
        """A file of the person's own in the data folder."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def person(tmp_path):
    return Person(tmp_path)


@pytest.fixture
def terminal(person):
    """Opens terminals that are closed in the end."""
    opened = []

    def opens(*arguments):
        opened.append(Terminal([*person.command, *arguments], person.environ))
        return opened[-1]

    yield opens
    for each in opened:
        each.close()


def one_sentence(run, status):
    """That a command failed as promised: a status, and one sentence on stderr alone."""
    lines = run.stderr.splitlines()
    return (run.returncode, run.stdout, len(lines)) == (status, "", 1) and not lines[0].isspace()


def objects(run):
    """The objects of a run that printed one a line."""
    assert (run.returncode, run.stderr) == (0, "")
    return [json.loads(line) for line in run.stdout.splitlines()]


# What there is to do


def test_the_list_is_the_json_of_the_contract(person):
    run = person.runs("list", "--json")
    assert (run.returncode, run.stderr) == (0, "")
    listed = json.loads(run.stdout)
    assert [each["id"] for each in listed] == IDS
    for each in listed:
        assert list(each) == ["id", "name", "group", "minutes", "holds_breath", "tenses",
                              "available", "reason"]  # fmt: skip
        low, default, high = (each["minutes"][key] for key in ("min", "default", "max"))
        assert set(each["minutes"]) == {"default", "min", "max"}
        assert 0 < low <= default <= high
        assert (each["available"], each["reason"]) == (True, "")
    holds = {each["id"] for each in listed if each["holds_breath"]}
    assert holds == {"box_4", "triangle_4", "weil_478"}
    assert {each["id"] for each in listed if each["tenses"]} == {"pmr_16", "pmr_7", "pmr_4"}
    assert {each["group"] for each in listed} == {"breathe", "relax", "mind", "listen", "write"}


def test_the_list_for_a_person_names_every_practice_in_their_language(person):
    english, german = person.runs("list"), person.runs("list", LANG="de_DE.UTF-8")
    for run, minutes in ((english, "10 minutes"), (german, "10 Minuten")):
        assert (run.returncode, run.stderr) == (0, "")
        assert all(f" {practice} " in run.stdout for practice in IDS)
        assert minutes in run.stdout


@pytest.mark.parametrize("language", ["en_GB.UTF-8", pytest.param("de_DE.UTF-8", marks=thorough)])
def test_every_practice_prints_its_timeline_as_the_contract_says(person, language):
    def printed(practice):
        return practice, objects(
            person.runs("play", practice, "--text", "--json-lines", "--speed", "0", LANG=language)
        )

    person.runs("list")
    with ThreadPoolExecutor(2) as pool:
        for practice, told in pool.map(printed, IDS):
            obeys(told, WALKS if practice not in BREATHE or practice == "natural" else BREATHS)


def obeys(told, phases):
    """Assert that objects are of the kinds of the contract and tile their length."""
    kinds = {"phase": {"phase", "seconds"}, "say": {"text"}, "tone": {"tone"}, "end": set()}
    for each in told:
        extra = set(each) - {"at", "kind"} - kinds[each["kind"]]
        assert not extra or (each["kind"] == "phase" and extra <= {"area", "detail"})
        assert kinds[each["kind"]] <= set(each)
    assert [each["at"] for each in told] == sorted(each["at"] for each in told)
    assert [each["kind"] for each in told].count("end") == 1
    assert told[-1]["kind"] == "end"
    spans = [each for each in told if each["kind"] == "phase"]
    assert {span["phase"] for span in spans} <= phases
    ends = [span["at"] + span["seconds"] for span in spans]
    assert spans[0]["at"] == 0
    assert [span["at"] for span in spans[1:]] == pytest.approx(ends[:-1], abs=1e-5)
    assert told[-1]["at"] == pytest.approx(ends[-1], abs=1e-5)
    assert all(each["text"].strip() for each in told if each["kind"] == "say")


@pytest.mark.parametrize(
    ("practice", "minutes"), [("extended_4_6", 3.37), ("pmr_4", 8), ("weil_478", 0.95)]
)
def test_a_session_ends_at_the_second_that_was_asked_for(person, practice, minutes):
    told = objects(person.runs("play", practice, "--text", "--json-lines", "--speed", "0",
                               "--minutes", str(minutes)))  # fmt: skip
    assert told[-1]["at"] == pytest.approx(minutes * 60, abs=1e-3)


def test_what_is_printed_all_at_once_is_not_kept(person):
    person.runs("play", "box_4", "--text", "--json-lines", "--speed", "0")
    assert journal(person.data) == []


def test_a_session_played_fast_ends_by_itself_and_is_kept_and_marked(person):
    run = person.runs("play", "box_4", "--minutes", "1", "--text", "--speed", "100")
    assert (run.returncode, run.stderr) == (0, "")
    assert "Breathe in" in run.stdout
    assert run.stdout.splitlines()[-1] == "Done. Rest well."
    (kept,) = journal(person.data)
    assert (kept["practice"], kept["speed"], kept["complete"]) == ("box_4", 100.0, 1)
    assert (kept["planned_s"], kept["done_s"]) == (60.0, 60.0)


def test_the_lines_of_a_session_that_runs_are_those_of_its_timeline(person):
    asked = ("play", "box_4", "--minutes", "1", "--text", "--json-lines", "--speed")
    assert objects(person.runs(*asked, "100")) == objects(person.runs(*asked, "0"))


# What goes wrong is one sentence


FAILING = [
    (1, "play nothing_like_it --text"),
    (1, "render nothing_like_it -o x.wav"),
    (1, "play box_4"),
    (1, ""),
    (1, "render box_4 -o no/such/folder/x.wav"),
    (1, "render box_4 -o x.mp3"),
    (2, "play box_4 --text --minutes 99"),
    (2, "play box_4 --text --minutes 0"),
    (2, "play box_4 --text --minutes -3"),
    (2, "play box_4 --text --minutes nan"),
    (2, "play box_4 --text --minutes inf"),
    (2, "play box_4 --text --minutes ten"),
    (2, "play box_4 --text --speed nan"),
    (2, "play box_4 --text --speed -1"),
    (2, "play box_4 --text --speed fast"),
    (2, "play box_4 --text --speed 0"),
    (2, "render box_4 -o x.wav --minutes 99"),
    (2, "render box_4"),
    (2, "play"),
    (2, "sleep"),
    (2, "list --loud"),
]


def test_a_command_that_cannot_be_done_says_so_in_one_sentence(person):
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda failing: person.runs(*failing[1].split()), FAILING))
    odd = [run for run, (status, _) in zip(runs, FAILING, strict=True)
           if not one_sentence(run, status)]  # fmt: skip
    assert odd == []
    assert journal(person.data) == []


def test_minutes_outside_name_the_range(person):
    run = person.runs("play", "box_4", "--text", "--minutes", "11")
    assert "between 1 and 10 minutes" in run.stderr


def test_a_data_folder_that_is_a_file_is_refused_in_a_sentence(person):
    person.data.write_text("mine")
    run = person.runs("list")
    assert one_sentence(run, 1)
    assert str(person.data) in run.stderr
    assert person.data.read_text() == "mine"


@pytest.mark.parametrize("reader", ["true", pytest.param("head -n 1", marks=thorough)])
@pytest.mark.parametrize(
    "arguments",
    ["list", "--help", "play pmr_16 --text --json-lines --speed 0",
     "play box_4 --minutes 1 --text --speed 100"],
)  # fmt: skip
@pytest.mark.skipif(not shutil.which("sh"), reason="needs a shell")
def test_a_reader_who_leaves_early_is_no_fault(person, reader, arguments):
    run = subprocess.run(
        ["sh", "-c", f'"$@" | {reader}', "sh", *person.command, *arguments.split()],
        env=person.environ, capture_output=True, text=True, timeout=PATIENCE_S,
    )  # fmt: skip
    assert run.stderr == ""


# What a person puts into the folder


def test_a_practice_of_ones_own_is_listed_checked_and_played(person):
    person.writes("practices/own_waves.toml", OWN)
    listed = {each["id"]: each for each in json.loads(person.runs("list", "--json").stdout)}
    assert listed["own_waves"]["group"] == "breathe"
    assert (listed["own_waves"]["name"], listed["own_waves"]["available"]) == ("Own waves", True)
    assert person.runs("check").returncode == 0
    obeys(objects(person.runs("play", "own_waves", "--text", "--json-lines", "--speed", "0")),
          BREATHS)  # fmt: skip
    assert person.runs("play", "own_waves", "--text", "--speed", "100").returncode == 0
    assert [kept["practice"] for kept in journal(person.data)] == ["own_waves"]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (OWN.replace("seconds = 5", "seconds = 500"), "cycle[1].seconds", "has to be"),
        ("id = ", "", "TOML"),
        # The reasons themselves are tested where they are found.
        pytest.param(OWN.replace('"breathe"', '"sleep"'), "group", "sleep", marks=thorough),
        pytest.param(
            OWN.replace("default = 1", "default = 9"), "minutes", "between", marks=thorough
        ),
        pytest.param(OWN + 'hue = "blue"\n', "cycle[1].hue", "not known", marks=thorough),
    ],
)
def test_a_broken_practice_is_listed_with_its_reason_and_told_by_the_checker(
    person, text, key, reason
):
    file = person.writes("practices/own_waves.toml", text)
    odd = json.loads(person.runs("list", "--json").stdout)[-1]
    assert (odd["id"], odd["available"]) == ("own_waves", False)
    run = person.runs("check")
    assert (run.returncode, run.stderr) == (1, "")
    (told,) = (line for line in run.stdout.splitlines() if "helplines.toml" not in line)
    assert told.startswith(f"{file}: {key}: " if key else f"{file}: ")
    assert reason in told
    assert odd["reason"] == told
    played = person.runs("play", "own_waves", "--text")
    assert one_sentence(played, 1)
    assert told in played.stderr


def test_settings_that_make_no_sense_are_named_and_kept(person):
    file = person.writes("settings.json", '{"bedtime": 7, "volume_voice": 0.5}')
    run = person.runs("list")
    assert run.returncode == 0
    (told,) = run.stderr.splitlines()
    assert told.startswith("settings.json: bedtime: ")
    assert json.loads(file.read_text()) == {"bedtime": 7, "volume_voice": 0.5}


@pytest.mark.parametrize(
    "command",
    [
        "list",
        pytest.param("check", marks=thorough),
        pytest.param("play box_4 --minutes 1 --text --speed 1000", marks=thorough),
    ],
)
def test_a_damaged_settings_file_is_kept_and_told_by_whatever_is_run_first(person, command):
    person.writes("settings.json", '{"bedtime": "22:')
    run = person.runs(*command.split())
    assert run.returncode == 0
    (told,) = run.stderr.splitlines()
    assert "settings.json.damaged-1" in told
    assert (person.data / "settings.json.damaged-1").read_text() == '{"bedtime": "22:'
    assert person.runs("list").stderr == ""


def test_the_journal_of_a_newer_version_is_left_alone_while_sessions_run(person):
    person.runs("list")
    file = person.data / "windown.db"
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    run = person.runs("play", "box_4", "--minutes", "1", "--text", "--speed", "100")
    assert run.returncode == 0
    assert "newer windown" in run.stderr
    assert "Done. Rest well." in run.stdout
    assert file.read_bytes() == before
    assert sorted(path.name for path in person.data.glob("windown.db*")) == ["windown.db"]


def test_a_damaged_journal_is_kept_aside_and_told_once(person):
    person.writes("windown.db", "This is no journal. " * 500)
    run = person.runs("list")
    assert (run.returncode, len(run.stderr.splitlines())) == (0, 1)
    assert [path.read_text()[:19] for path in person.data.glob("*damaged*")] == [
        "This is no journal."
    ]
    assert person.runs("list").stderr == ""


def test_the_folder_and_the_journal_are_private(person):
    person.runs("list")
    assert person.data.stat().st_mode & 0o777 == 0o700
    assert (person.data / "windown.db").stat().st_mode & 0o777 == 0o600


# In a terminal


@needs_terminal
def test_enter_begins_the_default_and_q_leaves(person, terminal):
    typed = terminal()
    assert typed.shows("q to leave: ")
    typed.type("what?\n")
    assert typed.shows(f"Type a number from 1 to {len(IDS)}")
    assert typed.shows("q to leave: ")
    typed.type("\n")
    assert typed.shows("Breathe in")
    typed.type("q")
    assert typed.shows("How did that feel?")
    typed.type("4\n")
    assert typed.shows("q to leave: ")
    typed.type("8\n")
    assert typed.shows("Breathe in")
    typed.type("q")
    assert typed.shows("How did that feel?")
    typed.type("\n")
    assert typed.shows("q to leave: ")
    typed.type("q\n")
    assert typed.ends() == 0
    kept = [(each["practice"], each["felt"], each["complete"]) for each in journal(person.data)]
    assert kept == [("extended_4_6", 4, 0), ("box_4", None, 0)]


@needs_terminal
def test_ctrl_c_ends_a_session_calmly_and_keeps_it(person, terminal):
    typed = terminal("play", "box_4", "--text", "--silent", "--minutes", "1")
    assert typed.shows("two")
    typed.type("\x03")
    assert typed.shows("What you did is kept.")
    typed.type("\x03")
    assert typed.ends() == 0
    assert "Traceback" not in typed.shown
    (kept,) = journal(person.data)
    assert 0 < kept["done_s"] < 20
    assert not kept["complete"]


@needs_terminal
def test_space_pauses_and_right_goes_on_to_the_next_breath(person, terminal):
    typed = terminal("play", "box_4", "--text", "--silent")
    assert typed.shows("Breathe in")
    typed.type(" ")
    assert typed.shows("Paused")
    typed.type("\x1b[C ")
    assert typed.shows("Breathe in")
    typed.type("\x1b")
    assert typed.shows("How did that feel?")
    typed.type("\n")
    assert typed.ends() == 0
    (kept,) = journal(person.data)
    assert kept["planned_s"] == 300.0
    assert kept["done_s"] < 16.0


# Killed at any second


def killed(person, seconds):
    """Run a session, kill it so many seconds after its first line; the seconds it had reached."""
    with person.starts("play", "extended_4_6", "--text", "--silent", "--json-lines") as running:
        assert json.loads(running.stdout.readline())["at"] == 0.0
        began = time.monotonic()
        until(lambda: running.poll() is not None, seconds)
        running.send_signal(signal.SIGKILL)
        reached = time.monotonic() - began
        assert running.wait(PATIENCE_S) == -signal.SIGKILL
        assert running.stderr.read() == ""
        return reached


def lose_little(homes, seconds):
    """Kill one session in each home at its second and look into its journal."""
    people = [Person(home) for home in homes]
    with ThreadPoolExecutor(4) as pool:
        reached = list(pool.map(killed, people, seconds))
    for person, second in zip(people, reached, strict=True):
        (kept,) = journal(person.data)
        assert second - 5.0 <= kept["done_s"] <= second + 0.3
        assert not kept["complete"]
        assert person.runs("list").stderr == ""


def homes(tmp_path, count):
    """Homes of as many people."""
    made = [tmp_path / str(number) for number in range(count)]
    for home in made:
        home.mkdir()
    return made


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_three_sessions_killed_keep_what_was_done_to_within_five_seconds(tmp_path):
    dice = random.Random()
    lose_little(homes(tmp_path, 3), [dice.uniform(0, 2), dice.uniform(2, 4), dice.uniform(5, 5.5)])


@thorough
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_twenty_sessions_killed_keep_what_was_done_to_within_five_seconds(tmp_path):
    dice = random.Random()
    lose_little(homes(tmp_path, 20), [dice.uniform(0, 25) for _ in range(20)])


def test_what_ships_is_all_that_is_tested_here():
    assert sorted(file.stem for file in (ASSETS / "practices").glob("*.toml")) == sorted(IDS)
