"""The checker: every problem of content, with its file and its key."""

import shutil

import pytest

from tests.conftest import ASSETS
from windown.content.check import check_practices, check_words, needed_words, noticed

ENGLISH = '[tonight]\nline = "Bed at {bed}."\nbutton = "Wind down"\n'


def compared(folder, german, practices=(), english=ENGLISH):
    """(file name, key, reason) of every problem of the two word files."""
    (folder / "en.toml").write_text(english, encoding="utf-8")
    (folder / "de.toml").write_text(german, encoding="utf-8")
    found = check_words(folder, list(practices))
    return [(p.file.rpartition("/")[2], p.key, p.reason) for p in found]


def test_what_ships_is_in_order(shelf):
    files = sorted((ASSETS / "practices").glob("*.toml"))
    assert check_practices(files) == []
    assert check_words(ASSETS / "words", list(shelf.practices)) == []


def test_an_id_in_two_files_is_told_for_the_second(tmp_path):
    ours = ASSETS / "practices" / "box_4.toml"
    again = tmp_path / "again.toml"
    shutil.copy(ours, again)
    assert [(p.file, p.key) for p in check_practices([ours, again])] == [(str(again), "id")]


def test_the_same_file_asked_twice_is_no_problem():
    ours = ASSETS / "practices" / "box_4.toml"
    assert check_practices([ours, ours]) == []


def test_two_languages_that_say_the_same_things_are_in_order(tmp_path):
    assert compared(tmp_path, '[tonight]\nline = "Ins Bett um {bed}."\nbutton = "Zur Ruhe"\n') == []


@pytest.mark.parametrize(
    ("german", "key", "reason"),
    [
        ('line = "Um {bed}."', "tonight.button", "content.word_missing"),
        ('line = "Um {bed}."\nbutton = ""', "tonight.button", "content.word_empty"),
        ('line = "Um {bett}."\nbutton = "Los"', "tonight.line", "content.word_fields"),
        ('line = "Bald."\nbutton = "Los"', "tonight.line", "content.word_fields"),
        ('line = "Um {bed."\nbutton = "Los"', "tonight.line", "content.word_fields"),
        ('line = "Um {bed}."\nbutton = "Los"\nmore = "Mehr"', "tonight.more",
         "content.word_unknown"),
    ],
)  # fmt: skip
def test_what_differs_from_english_is_told(tmp_path, german, key, reason):
    assert compared(tmp_path, "[tonight]\n" + german) == [("de.toml", key, reason)]


def test_a_word_file_that_cannot_be_read_is_told(tmp_path):
    assert compared(tmp_path, "line = ") == [("de.toml", "", "content.not_toml")]
    (tmp_path / "de.toml").write_bytes(b"\xff")
    assert check_words(tmp_path, [])[0].reason == "content.not_toml"
    (tmp_path / "de.toml").unlink()
    assert check_words(tmp_path, [])[0].file.endswith("de.toml")


def test_a_practice_without_words_is_told(tmp_path, shelf):
    box = shelf.find("box_4")
    assert compared(tmp_path, ENGLISH, [box]) == [
        ("en.toml", "practice.box_4.name", "content.word_missing"),
        ("en.toml", "practice.box_4.about", "content.word_missing"),
    ]


def test_a_walk_needs_words_for_each_area_in_its_manner(shelf):
    tensing, noticing = needed_words(shelf.find("pmr_4")), needed_words(shelf.find("body_scan"))
    assert {f"area.arms.{kind}" for kind in ("name", "tense", "release")} <= set(tensing)
    assert {"area.knees.name", "area.knees.scan", "area.legs.scan"} <= set(noticing)
    assert "area.knees.tense" not in noticing


def test_a_detail_needs_words_to_be_shown_and_said(shelf):
    nose, sigh = needed_words(shelf.find("alternate_nostril")), needed_words(shelf.find("humming"))
    assert {"detail.left", "detail.right", "say.in_left", "say.out_right"} <= set(nose)
    assert {"detail.hum", "say.out_hum"} <= set(sigh)


def test_what_is_worth_a_word_about_a_pattern_is_told_and_is_no_problem(tmp_path):
    ours = ASSETS / "practices"
    paths = [ours / "box_4.toml", ours / "extended_4_6.toml", ours / "body_scan.toml"]
    told = {(p.file.rpartition("/")[2], p.reason) for p in noticed(paths)}
    assert ("box_4.toml", "pattern.holds") in told
    assert {name for name, _ in told} == {"box_4.toml"}
    assert noticed([tmp_path / "nowhere.toml"]) == []
