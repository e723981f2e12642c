"""The commands that only tell."""

import json
import shutil

from tests.conftest import ASSETS
from tests.fakes import SaidIds, a_desk
from windown.adapters.doctor import Finding
from windown.content.practices import read_shelf
from windown.core.problems import Problem
from windown.text.listing import (
    check,
    list_practices,
    practice_objects,
    problem_text,
    tell_findings,
)

KEYS = {"id", "name", "group", "minutes", "holds_breath", "tenses", "available", "reason"}


def with_a_broken_one(tmp_path):
    (tmp_path / "own_odd.toml").write_text('id = "own_odd"\ngroup = "sleep"\n')
    return a_desk(read_shelf([ASSETS / "practices", tmp_path]))


def test_every_practice_is_the_object_of_the_contract():
    objects = {practice["id"]: practice for practice in practice_objects(a_desk())}
    assert all(set(practice) == KEYS for practice in objects.values())
    assert objects["box_4"] == {
        "id": "box_4", "name": "box_4", "group": "breathe",
        "minutes": {"default": 5.0, "min": 1.0, "max": 10.0},
        "holds_breath": True, "tenses": False, "available": True, "reason": "",
    }  # fmt: skip


def test_a_broken_practice_is_listed_with_its_reason(tmp_path):
    odd = practice_objects(with_a_broken_one(tmp_path))[-1]
    assert set(odd) == KEYS
    assert (odd["id"], odd["available"]) == ("own_odd", False)
    assert odd["reason"].endswith("own_odd.toml: group: content.not_offered got=sleep")


def test_the_list_is_printed_as_json(capsys):
    list_practices(a_desk(), as_json=True)
    assert json.loads(capsys.readouterr().out) == practice_objects(a_desk())


def test_the_list_for_a_person_has_a_line_for_each_practice_under_its_group(tmp_path, capsys):
    desk = with_a_broken_one(tmp_path)
    list_practices(desk, as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "group.breathe"
    assert lines[1].split() == ["extended_4_6", "extended_4_6,", "unit.minutes", "n=2", "text=10"]
    assert [line for line in lines if "own_odd" in line] != []
    groups = {practice.group for practice in desk.shelf.practices}
    assert len(lines) == len(desk.shelf.practices) + len(groups) + 2


def test_a_problem_is_told_with_its_file_and_its_key():
    assert problem_text(Problem("a.toml", "id", "why"), SaidIds()) == "a.toml: id: why"
    assert problem_text(Problem("a.toml", "", "why"), SaidIds()) == "a.toml: why"


def test_content_in_order_is_told_so(tmp_path, capsys):
    assert check([], ASSETS, tmp_path, SaidIds()) == 0
    *notices, last = capsys.readouterr().out.splitlines()
    assert last == "check.fine"
    assert all(": content.care_unverified n=" in notice for notice in notices)


def test_own_files_are_checked_with_ours(tmp_path, capsys):
    shutil.copy(ASSETS / "practices" / "box_4.toml", tmp_path / "again.toml")
    assert check([], ASSETS, tmp_path, SaidIds()) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"{tmp_path}/again.toml: id: content.id_twice id=box_4"
    assert "check.fine" not in told


def test_only_the_files_asked_for_are_checked(tmp_path, capsys):
    (tmp_path / "odd.toml").write_text("id = ")
    ours = ASSETS / "practices" / "extended_4_6.toml"
    assert check([ours], ASSETS, tmp_path, SaidIds()) == 0
    assert check([tmp_path / "odd.toml", tmp_path / "none.toml"], ASSETS, tmp_path, SaidIds()) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines[1:]] == ["content.not_toml", "content.unreadable"]


def test_what_is_worth_a_word_about_a_file_is_told_and_is_no_failure(tmp_path, capsys):
    box = ASSETS / "practices" / "box_4.toml"
    assert check([box], ASSETS, tmp_path, SaidIds()) == 0
    assert capsys.readouterr().out == f"{box}: cycle: pattern.holds\ncheck.fine\n"


def test_a_part_of_a_chain_that_cannot_be_had_is_told(tmp_path, capsys):
    chain = tmp_path / "own_chain.toml"
    parts = "\n".join(
        f'[[link]]\npractice = "{part}"\nminutes = 5' for part in ("box_4", "nowhere", "own_chain")
    )
    minutes = "minutes = { default = 15, min = 2, max = 40 }"
    chain.write_text(f'id = "own_chain"\ngroup = "relax"\n{minutes}\n{parts}\n')
    assert check([chain], ASSETS, tmp_path / "own", SaidIds()) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{chain}: link[1].practice: chain.unknown id=nowhere",
        f"{chain}: link[2].practice: chain.nested id=own_chain",
    ]


FINE = Finding("voice", True, "speaks", "", "Voice")
WRONG = Finding("sound", False, "no device", "plug one in", "Sound")


def test_findings_are_the_objects_of_the_contract(capsys):
    assert tell_findings([FINE, WRONG], as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"what": "voice", "ok": True, "detail": "speaks", "advice": ""},
        {"what": "sound", "ok": False, "detail": "no device", "advice": "plug one in"},
    ]


def test_findings_for_a_person_come_with_advice_where_there_is_some(capsys):
    assert tell_findings([FINE], as_json=False) == 0
    assert tell_findings([WRONG], as_json=False) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines] == [
        "✓ Voice: speaks", "– Sound: no device", "plug one in",
    ]  # fmt: skip
