"""The routines that ship are whole, and a file that is none is refused with place and reason."""

import tomllib
from pathlib import Path

import pytest

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.routines import parsed, read_routines, text_of
from windown.content.words import read_words
from windown.core.practice import Breathing, Relaxation
from windown.core.routine import THINGS, Routine, RoutineStep, total

SHIPPED = read_routines([ASSETS / "routines"])
SHELF = read_shelf([ASSETS / "practices"])


def test_three_routines_ship_in_this_order_and_nothing_is_wrong_with_them() -> None:
    assert [routine.id for routine in SHIPPED.routines] == ["short", "full", "rough"]
    assert SHIPPED.problems == ()
    assert SHIPPED.find("full") is not None
    assert SHIPPED.find("none") is None


@pytest.mark.parametrize("routine", SHIPPED.routines, ids=lambda routine: routine.id)
@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_in_them_has_words_and_its_practice_within_its_limits(
    routine: Routine, language: str
) -> None:
    raw = tomllib.loads((ASSETS / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    said = raw["routine"]
    assert said[routine.id]["name"]
    assert said[routine.id]["about"]
    for step in routine.steps:
        if step.practice:
            practice = SHELF.find(step.practice)
            assert practice is not None
            assert practice.minutes.holds(step.minutes)
        else:
            assert step.id in THINGS


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_thing_has_a_name_and_a_line_about_it(language: str) -> None:
    words = read_words(ASSETS / "words", language)
    assert all(words.find(f"routine.{kind}.{t}") for t in THINGS for kind in ("step", "how"))


def test_the_full_evening_fits_the_wind_down_of_45_minutes() -> None:
    full = SHIPPED.find("full")
    assert full is not None
    assert 40 <= total(full.steps) <= 45


def test_a_rough_night_asks_for_no_hold_no_pace_no_tension_no_list_and_no_water_to_stand_in() -> (
    None
):
    rough = SHIPPED.find("rough")
    assert rough is not None
    assert "warm_shower" not in {step.id for step in rough.steps}
    practices = [SHELF.find(step.practice) for step in rough.steps if step.practice]
    assert [practice.id for practice in practices if practice] == ["natural", "pmr_passive"]
    for practice in practices:
        assert practice is not None
        assert not isinstance(practice.body, Breathing)
        assert not (isinstance(practice.body, Relaxation) and practice.tenses)


STEP = '[[step]]\nid = "lamps_down"\n'


@pytest.mark.parametrize(
    ("content", "key", "reason"),
    [
        (b"\xff", "", "content.not_utf8"),
        (b"id = ", "", "content.not_toml"),
        (b'id = "mine"', "step", "content.missing"),
        (b'id = "mine"\nstep = []', "step", "content.wrong_length"),
        (b'id = "../x"\n' + STEP.encode(), "id", "content.wrong_id"),
        (f'id = "mine"\nname = "{"x" * 61}"\n{STEP}'.encode(), "name", "content.wrong_length"),
        (f'id = "mine"\nname = "a\\nb"\n{STEP}'.encode(), "name", "content.odd_letters"),
        (f'id = "mine"\n{STEP}minutes = 601'.encode(), "step[0].minutes", "content.wrong_value"),
        (f'id = "mine"\n{STEP}minutes = nan'.encode(), "step[0].minutes", "content.wrong_value"),
        (f'id = "mine"\n{STEP}{STEP}'.encode(), "step[1].id", "content.id_twice"),
        (b'id = "mine"\n[[step]]\nid = "fly"', "step[0].id", "content.step_unknown"),
        (f'id = "mine"\n{STEP}practice = "natural"\ntext = "x"'.encode(), "step[0]",
         "content.step_both"),
        (f'id = "mine"\n{STEP}text = "a\\u202Eb"'.encode(), "step[0].text", "content.odd_letters"),
        (b" " * 100_001, "", "content.too_large"),
    ],
)  # fmt: skip
def test_what_is_no_routine_is_refused(content: bytes, key: str, reason: str) -> None:
    routine, problems = parsed(content, "mine.toml")
    assert routine is None
    assert (problems[0].key, problems[0].reason) == (key, reason)


def test_an_own_routine_is_read_again_as_it_was_written() -> None:
    steps = (
        RoutineStep("lamps_down", 2.5),
        RoutineStep("natural", 0.0, "natural"),
        RoutineStep("own_1", 3.0, text='Feed the "cat" ☾'),
    )
    mine = Routine("own_12345678", steps, "Mine ☾")
    assert parsed(text_of(mine).encode(), "mine.toml") == (mine, [])


def test_own_routines_stand_behind_by_name_and_a_broken_one_hides_no_other(tmp_path: Path) -> None:
    for name, called in (("b", "zebra"), ("a", "Apple")):
        (tmp_path / f"{name}.toml").write_text(f'id = "own_{name}"\nname = "{called}"\n{STEP}')
    (tmp_path / "broken.toml").write_text("step")
    (tmp_path / "again.toml").write_text(f'id = "short"\nname = "Again"\n{STEP}')
    found = read_routines([ASSETS / "routines", tmp_path])
    assert [r.id for r in found.routines] == ["short", "full", "rough", "own_a", "own_b"]
    assert [p.reason for p in found.problems] == ["content.id_twice", "content.not_toml"]
