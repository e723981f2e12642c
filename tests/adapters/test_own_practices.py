"""Own practices on disk: written whole, read again, copied, deleted and undone, out and in."""

import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.adapters.own_practices import OwnPractices, Refused, new_id
from windown.content.practice_toml import text_of
from windown.content.practices import LARGEST_FILE, parsed, read_practice, read_shelf
from windown.content.words import read_words
from windown.core.practice import (
    BREATH_PHASES,
    Breathing,
    Chain,
    Link,
    Phase,
    Practice,
    Range,
    Writing,
)
from windown.core.problems import Trouble
from windown.core.wording import LANGUAGES

SHIPPED = read_shelf([ASSETS / "practices"])
IDS = [practice.id for practice in SHIPPED.practices]
MINE = Practice(
    "own_0a1b2c3d", "breathe", 900, Range(5.0, 1.0, 10.0),
    Breathing((Phase("in", 4.2), Phase("top_up", 0.5), Phase("out", 6.35, "hum"),
               Phase("rest", 1.1)), Range(1.0, 0.8, 1.25), Range(6.35, 6.0, 8.0)),
    name='Mine, „so“ \\ "quoted" 🌙', about="As I like it.", sources=("me",),
)  # fmt: skip
CHAIN = Practice(
    "own_cha1cha1", "relax", 900, Range(14.0, 2.0, 50.0),
    Chain((Link("extended_4_6", 5.0), Link("body_scan"))), name="Evening",
)  # fmt: skip


@pytest.fixture
def own(tmp_path):
    return OwnPractices(tmp_path / "practices", IDS)


def files(tmp_path):
    return sorted(path.name for path in (tmp_path / "practices").iterdir())


@pytest.mark.parametrize("practice", [MINE, CHAIN], ids=lambda practice: practice.id)
def test_what_is_written_is_read_again_as_it_was(own, practice):
    path = own.write(practice)
    assert path.name == f"{practice.id}.toml"
    assert read_practice(path) == (practice, [])


def test_writing_again_takes_the_place_of_what_was_there(own, tmp_path):
    own.write(MINE)
    own.write(replace(MINE, name="Another"))
    assert files(tmp_path) == ["own_0a1b2c3d.toml"]
    shelf = read_shelf([tmp_path / "practices"])
    assert [practice.name for practice in shelf.practices] == ["Another"]


def test_a_file_the_person_named_stays_the_file_of_its_practice(own, tmp_path):
    own.write(MINE).rename(tmp_path / "practices" / "breathing at night.toml")
    own.write(replace(MINE, name="Another"))
    assert files(tmp_path) == ["breathing at night.toml"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_nobody_else_can_read_it(own):
    assert own.write(MINE).stat().st_mode & 0o077 == 0


def test_what_is_not_safe_is_not_written(own, tmp_path):
    quick = replace(MINE, body=Breathing((Phase("in", 1.0), Phase("out", 1.0))))
    with pytest.raises(Refused):
        own.write(quick)
    assert not (tmp_path / "practices").exists()


def test_a_shipped_practice_cannot_be_replaced(own):
    with pytest.raises(Refused) as refused:
        own.write(replace(MINE, id="box_4"))
    assert refused.value.problem.reason == "content.id_twice"


def test_a_copy_of_a_shipped_practice_is_ones_own(own, tmp_path):
    made = own.copy(SHIPPED.find("weil_478"), "Mein 4-7-8")
    assert made.id.startswith("own_") and len(made.id) == 12
    read, problems = read_practice(tmp_path / "practices" / f"{made.id}.toml")
    assert problems == []
    assert (read.name, read.body) == ("Mein 4-7-8", SHIPPED.find("weil_478").body)
    assert read.cycles == SHIPPED.find("weil_478").cycles


def test_what_is_deleted_can_be_put_back_as_it_was(own, tmp_path):
    content = own.write(MINE).read_bytes()
    undo = own.delete(MINE.id)
    assert files(tmp_path) == []
    assert own.put_back(undo).id == MINE.id
    assert (tmp_path / "practices" / f"{MINE.id}.toml").read_bytes() == content


def test_putting_back_replaces_nothing(own, tmp_path):
    own.write(MINE)
    undo = own.delete(MINE.id)
    own.write(replace(MINE, name="Newer"))
    own.put_back(undo)
    assert read_shelf([tmp_path / "practices"]).practices[0].name == "Newer"


@pytest.mark.parametrize("act", ["delete", "export"])
def test_what_is_not_among_ones_own_is_told(own, tmp_path, act):
    with pytest.raises(Trouble) as refused:
        own.delete("box_4") if act == "delete" else own.export("box_4", tmp_path / "box.toml")
    assert refused.value.key == "own.gone"


def test_out_and_in_again_on_another_computer(own, tmp_path):
    own.write(MINE)
    own.export(MINE.id, tmp_path / "mine.toml")
    elsewhere = OwnPractices(tmp_path / "elsewhere", IDS)
    assert elsewhere.take_in(tmp_path / "mine.toml") == MINE


def test_a_taken_id_becomes_a_new_one_and_nothing_is_replaced(own, tmp_path):
    own.write(MINE)
    own.export(MINE.id, tmp_path / "mine.toml")
    taken = own.take_in(tmp_path / "mine.toml")
    assert taken.id != MINE.id
    assert replace(taken, id=MINE.id) == MINE
    assert len(read_shelf([tmp_path / "practices"]).practices) == 2


def test_a_file_with_a_shipped_id_is_taken_in_as_ones_own(own, tmp_path):
    taken = own.take_in(ASSETS / "practices" / "body_scan.toml")
    assert taken.id.startswith("own_")
    assert taken.body == SHIPPED.find("body_scan").body


def hostile(folder):
    """Files that are no practice, by name."""
    good = text_of(MINE)
    contents = {
        "empty": b"", "binary": bytes(range(256)), "large": b"#" * (LARGEST_FILE + 1),
        "climbing": good.replace(MINE.id, "../../evil").encode(),
        "line": good.replace(MINE.id, "own_x\\n").encode(),
        "name": good.replace("Mine", "\\u202eMine").encode(),
        "control": good.replace("As I", "As\\u0007").encode(),
        "deep": b"id = " + b"[" * 50_000, "long": good.replace("4.2", "1e308").encode(),
        "quick": text_of(replace(MINE, body=Breathing((Phase("in", 0.1), Phase("out", 0.1))))
                         ).encode(),
    }  # fmt: skip
    for name, content in contents.items():
        (folder / f"{name}.toml").write_bytes(content)
    (folder / "folder.toml").mkdir()
    return [*contents, "folder", "nowhere"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_file_is_refused_in_one_sentence_and_nothing_is_kept(own, tmp_path, language):
    words = read_words(ASSETS / "words", language)
    for name in hostile(tmp_path):
        with pytest.raises(Refused) as refused:
            own.take_in(tmp_path / f"{name}.toml")
        told = refused.value.told(words)
        assert f"{name}.toml" in told and "{" not in told and "content." not in told
    assert not (tmp_path / "practices").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_keeps_nobody_waiting(own, tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(Refused):
        own.take_in(tmp_path / "pipe.toml")


def test_a_disk_that_does_not_take_it_is_told(tmp_path):
    (tmp_path / "practices").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(Trouble) as refused:
        OwnPractices(tmp_path / "practices", IDS).write(MINE)
    assert refused.value.key == "own.unwritable"


def test_other_kinds_of_practice_are_not_written():
    with pytest.raises(TypeError):
        text_of(Practice("a", "write", 1, Range(5, 3, 10), Writing("todo")))


def test_new_ids_are_ids():
    assert len({new_id() for _ in range(100)}) == 100


names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)
tenths = st.integers(15, 200).map(lambda n: n / 10)


@given(st.permutations(BREATH_PHASES[1:]), st.lists(tenths, min_size=6, max_size=6), names)
def test_any_pattern_that_can_be_written_is_read_as_it_was(kinds, seconds, name):
    kinds = ["in", *(kind for kind in kinds if kind != "out"), "out"]
    phases = tuple(Phase(k, s) for k, s in zip(kinds, seconds, strict=True))
    practice = Practice("own_x", "breathe", 1, Range(5.0, 2.0, 9.0), Breathing(phases), name=name)
    read, problems = parsed(text_of(practice).encode("utf-8"), "own_x.toml")
    assert read == practice or {p.key for p in problems} == {"cycle"}
