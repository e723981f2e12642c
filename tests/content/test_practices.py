"""Practice files: what they become, and what is told of those that are wrong."""

import copy
import os
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import LARGEST_FILE, read_practice, read_shelf
from windown.content.words import read_words
from windown.core.practice import Breathing, Chain, Link, Phase, Range, Relaxation
from windown.core.wording import LANGUAGES

BREATH = """
id = "own_slow"
group = "breathe"
order = 7
name = "Mine"
about = "As I like it."
sources = ["me"]
minutes = { default = 5, min = 1, max = 10 }
[[cycle]]
phase = "in"
seconds = 4
[[cycle]]
phase = "out"
seconds = 6.5
detail = "mouth"
"""
WALK = """
id = "own_walk"
group = "relax"
minutes = { default = 6, min = 3, max = 20 }
[relaxation]
manner = "pmr"
areas = ["left_knee", "nose"]
settle = { default = 60, min = 30, max = 90 }
close = { default = 60, min = 0, max = 90 }
release = { default = 30, min = 10, max = 60 }
instruction = 8
tension = 5
tender = ["nose"]
"""


def written(folder, text, name="own.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(folder, text):
    """(key, reason) of every problem of a file with this text."""
    practice, problems = read_practice(written(folder, text))
    assert (practice is None) == bool(problems)
    return [(problem.key, problem.reason) for problem in problems]


def test_a_breath_is_read_as_it_is_written(tmp_path):
    practice, problems = read_practice(written(tmp_path, BREATH))
    assert problems == []
    assert practice.body == Breathing((Phase("in", 4.0), Phase("out", 6.5, "mouth")))
    assert (practice.id, practice.order, practice.name) == ("own_slow", 7, "Mine")
    assert practice.minutes == Range(5, 1, 10)
    assert (practice.holds_breath, practice.tenses) == (False, False)


def test_a_walk_is_read_as_it_is_written(tmp_path):
    practice, problems = read_practice(written(tmp_path, WALK))
    assert problems == []
    assert isinstance(practice.body, Relaxation)
    assert practice.body.areas == ("left_knee", "nose")
    assert practice.body.tension_tender == practice.body.tension == 5
    assert practice.tenses


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(BREATH, encoding="utf-8-sig")
    assert read_practice(path)[1] == []


def swapped(text, old, new):
    assert old in text
    return text.replace(old, new)


BROKEN_BREATHS = [
    ('id = "own_slow"', "", "id", "content.missing"),
    ("order = 7", "colour = 7", "colour", "content.unknown"),
    ("order = 7", 'order = "first"', "order", "content.wrong_type"),
    ("order = 7", "order = 2026-11-22", "order", "content.wrong_type"),
    ('sources = ["me"]', "sources = [1]", "sources[0]", "content.wrong_type"),
    ('"breathe"', '"sleep"', "group", "content.not_offered"),
    ('phase = "in"', 'phase = "inhale"', "cycle[0].phase", "content.not_offered"),
    ('"own_slow"', '"Own slow"', "id", "content.wrong_id"),
    ('"Mine"', '"' + "x" * 81 + '"', "name", "content.wrong_length"),
    ("seconds = 4", "seconds = 0", "cycle[0].seconds", "content.wrong_value"),
    ("seconds = 4", "seconds = -1", "cycle[0].seconds", "content.wrong_value"),
    ("seconds = 4", "seconds = nan", "cycle[0].seconds", "content.wrong_value"),
    ("seconds = 4", "seconds = inf", "cycle[0].seconds", "content.wrong_value"),
    ("seconds = 4", "seconds = 61", "cycle[0].seconds", "content.wrong_value"),
    ("min = 1,", "", "minutes.min", "content.missing"),
    ("min = 1,", "min = 6,", "minutes", "content.range"),
    ("max = 10", "max = 121", "minutes", "content.minutes"),
    ("min = 1,", "min = 0.1,", "minutes.min", "content.no_room"),
    ('phase = "out"', 'phase = "rest"', "cycle", "content.no_breath"),
    ('phase = "in"', 'phase = "out"', "cycle", "content.no_breath"),
    ('phase = "out"', 'phase = "in"', "cycle", "content.no_breath"),
    ("order = 7", 'order = 7\ncycles = { default = 2, min = 1, max = 3 }', "cycles",
     "content.cycles"),
    ('"own_slow"', '"own_slow\\n"', "id", "content.wrong_id"),
    ('detail = "mouth"', 'detail = "ear"', "cycle[1].detail", "content.not_offered"),
    ('"Mine"', '"Mi\\nne"', "name", "content.odd_letters"),
    ('"Mine"', '"Mi\\u202Ene"', "name", "content.odd_letters"),
    ('"As I like it."', '"As I\\u0007"', "about", "content.odd_letters"),
    ("order = 7", "scale = { default = 2, min = 2, max = 3 }", "scale", "content.scale"),
    ("order = 7", "scale = { default = 1, min = 0, max = 1 }", "scale", "content.scale"),
    ("order = 7", "exhale = { default = 7, min = 7, max = 9 }", "exhale", "content.exhale"),
    ("order = 7", "scale = { default = 1, min = 0.2, max = 1 }", "cycle", "content.too_quick"),
    ("order = 7", "order = ", "", "content.not_toml"),
    ("order = 7", "order = " + "9" * 5000, "", "content.not_toml"),
    ("order = 7", "order = " + "[" * 20_000, "", "content.not_toml"),
]  # fmt: skip
BROKEN_WALKS = [
    ('["left_knee", "nose"]', "[]", "relaxation.areas", "content.wrong_length"),
    ('"left_knee"', '"left knee"', "relaxation.areas[0]", "content.wrong_id"),
    ('manner = "pmr"', 'manner = "yoga"', "relaxation.manner", "content.not_offered"),
    ('manner = "pmr"', 'manner = "scan"', "relaxation.tension", "content.manner"),
    ("tension = 5", "tension = 0", "relaxation.tension", "content.manner"),
    ("tension = 5", "tension = 7.5", "relaxation.tension", "content.wrong_value"),
    ("min = 30, max = 90", "min = 70, max = 90", "relaxation.settle", "content.range"),
    ("min = 10, max = 60", "min = 40, max = 60", "relaxation.release", "content.range"),
    ("default = 6, min = 3", "default = 6, min = 1", "minutes.min", "content.no_room_walk"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), BROKEN_BREATHS)
def test_what_is_wrong_with_a_breath_is_told_with_its_key(tmp_path, old, new, key, reason):
    assert told(tmp_path, swapped(BREATH, old, new)) == [(key, reason)]


@pytest.mark.parametrize(("old", "new", "key", "reason"), BROKEN_WALKS)
def test_what_is_wrong_with_a_walk_is_told_with_its_key(tmp_path, old, new, key, reason):
    assert told(tmp_path, swapped(WALK, old, new)) == [(key, reason)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_told_in_a_sentence(tmp_path, language):
    words = read_words(ASSETS / "words", language)
    broken = [(BREATH, *case) for case in BROKEN_BREATHS] + [(WALK, *case) for case in BROKEN_WALKS]
    texts = [swapped(text, old, new) for text, old, new, *_ in broken]
    problems = [read_practice(written(tmp_path, text))[1][0] for text in texts]
    told = {problem.reason: problem.told(words) for problem in problems}
    assert [reason for reason, text in told.items() if text == reason or "{" in text] == []


def test_a_practice_is_a_breath_or_a_walk_and_not_both_or_neither(tmp_path):
    roomy = swapped(BREATH, "min = 1,", "min = 3,")
    both = roomy + WALK[WALK.index("[relaxation]") :]
    neither = BREATH[: BREATH.index("[[cycle]]")]
    assert told(tmp_path, both) == [("cycle", "content.one_body")]
    assert told(tmp_path, neither) == [("cycle", "content.one_body")]


def test_the_shortest_session_has_room_for_a_breath_at_the_slowest_pace(tmp_path):
    short = swapped(BREATH, "min = 1,", "min = 0.2,")
    assert told(tmp_path, short) == []
    slow = swapped(short, "order = 7", "scale = { default = 1, min = 1, max = 1.2 }")
    assert told(tmp_path, slow) == [("minutes.min", "content.no_room")]


def test_a_breath_of_more_than_eight_phases_is_refused(tmp_path):
    long = BREATH + '[[cycle]]\nphase = "rest"\nseconds = 1\n' * 7
    assert told(tmp_path, long) == [("cycle", "content.many_phases")]


def test_breaths_that_fill_the_minutes_can_be_counted(tmp_path):
    text = swapped(
        BREATH, "default = 5, min = 1, max = 10", "default = 0.7, min = 0.175, max = 1.4"
    )
    counted = swapped(text, "order = 7", "cycles = { default = 4, min = 1, max = 8 }")
    assert told(tmp_path, counted) == []


def test_more_than_one_thing_wrong_is_all_told(tmp_path):
    text = swapped(swapped(BREATH, "min = 1,", "min = 6,"), 'phase = "out"', 'phase = "rest"')
    assert {key for key, _ in told(tmp_path, text)} == {"minutes", "cycle"}


def test_a_file_that_is_no_text_or_no_file_or_too_large_is_told(tmp_path):
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe4"')
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "large.toml").write_text("#" * (LARGEST_FILE + 1))
    reasons = {p.stem: read_practice(p)[1][0].reason for p in tmp_path.iterdir()}
    assert reasons == {
        "latin": "content.not_utf8", "folder": "content.unreadable", "large": "content.too_large",
    }  # fmt: skip
    assert read_practice(tmp_path / "none.toml")[1][0].reason == "content.unreadable"


def test_a_broken_file_keeps_nobody_from_the_others(tmp_path):
    written(tmp_path, BREATH, "a.toml")
    written(tmp_path, "order = ", "b.toml")
    written(tmp_path, WALK, "c.toml")
    shelf = read_shelf([tmp_path, tmp_path / "nowhere"])
    assert [practice.id for practice in shelf.practices] == ["own_slow", "own_walk"]
    assert list(shelf.unavailable) == ["b"]


def test_an_id_that_stands_twice_counts_the_first_time(tmp_path):
    first, second = tmp_path / "ours", tmp_path / "own"
    first.mkdir()
    second.mkdir()
    written(first, BREATH)
    written(second, swapped(BREATH, "Mine", "Another"))
    shelf = read_shelf([first, second])
    assert [practice.name for practice in shelf.practices] == ["Mine"]
    assert [(p.key, p.reason) for p in shelf.problems] == [("id", "content.id_twice")]


def test_practices_stand_in_their_order(tmp_path):
    written(tmp_path, swapped(BREATH, "own_slow", "own_b"), "1.toml")
    written(tmp_path, swapped(BREATH, "own_slow", "own_a"), "2.toml")
    written(
        tmp_path, swapped(swapped(BREATH, "own_slow", "own_c"), "order = 7", "order = 1"), "3.toml"
    )
    assert [p.id for p in read_shelf([tmp_path]).practices] == ["own_c", "own_a", "own_b"]


values = st.recursive(
    st.one_of(
        st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates(),
        st.sampled_from(["in", "out", "pmr", "breathe", "own_x", 0.5, 7]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["phase", "seconds", "min", "max", "default"]), inner),
    ),
    max_leaves=6,
)  # fmt: skip
keys = st.sampled_from(
    ["id", "group", "order", "name", "sources", "minutes", "minutes.min", "minutes.max", "cycle",
     "cycle.phase", "cycle.seconds", "cycles", "relaxation", "relaxation.areas", "strange",
     "relaxation.manner", "relaxation.release", "relaxation.release_step", "relaxation.rounds",
     "relaxation.tension", "relaxation.settle"]
)  # fmt: skip


def as_toml(value):
    """A value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {as_toml(v)}' for key, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08X}" for c in value) + '"'
    return str(value)


def put(table, key, value):
    """The table with a value at a dotted key; lists take it in their first entry."""
    head, _, rest = key.partition(".")
    inner = table[0] if isinstance(table, list) and table else table
    if not isinstance(inner, dict):
        return
    if rest and isinstance(inner.get(head), dict | list):
        put(inner[head], rest, value)
    else:
        inner[head] = value


@given(st.sampled_from([BREATH, WALK]), st.dictionaries(keys, values, min_size=1, max_size=3))
def test_no_file_makes_the_reader_fail(tmp_path_factory, text, changes):
    raw = copy.deepcopy(tomllib.loads(text))
    for key, value in changes.items():
        put(raw, key, value)
    path = tmp_path_factory.getbasetemp() / "fuzzed.toml"
    path.write_text("\n".join(f"{key} = {as_toml(v)}" for key, v in raw.items()), "utf-8")
    practice, problems = read_practice(path)
    assert (practice is None) == bool(problems)
    assert all(p.file == str(path) and p.reason.startswith("content.") for p in problems)


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail(tmp_path_factory, raw):
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(raw)
    practice, problems = read_practice(path)
    assert practice is None
    assert problems


CHAIN = """
id = "own_chain"
group = "relax"
minutes = { default = 14, min = 2, max = 60 }
[[link]]
practice = "extended_4_6"
minutes = 5
[[link]]
practice = "pmr_16"
minutes = 9
"""


def test_a_chain_is_read_as_it_is_written(tmp_path):
    practice, problems = read_practice(written(tmp_path, CHAIN))
    assert problems == []
    assert practice.body == Chain((Link("extended_4_6", 5.0), Link("pmr_16", 9.0)))


@pytest.mark.parametrize(("old", "new", "fits"), [
    ("default = 14", "default = 13", False), ("default = 14", "default = 15", False),
    ("minutes = 9\n", "", True), ("minutes = 9\n", "minutes = 10\n", False),
])  # fmt: skip
def test_the_minutes_of_a_chain_are_those_of_its_parts(tmp_path, old, new, fits):
    wrong = [] if fits else [("minutes.default", "content.chain_minutes")]
    assert told(tmp_path, swapped(CHAIN, old, new)) == wrong


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_practice_and_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    assert [p.reason for p in read_practice(tmp_path / "pipe.toml")[1]] == ["content.no_file"]
