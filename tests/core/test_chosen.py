"""Options and *My body* survive a file edited by hand, field by field."""

import pytest

from windown.core.body import MyBody
from windown.core.chosen import body_of, options_of, plain
from windown.core.options import Options, over
from windown.core.settings import Settings, normalise


def test_what_makes_no_sense_is_told_and_the_rest_is_kept() -> None:
    raw = {"options": {"box_4": {"pace": "slow", "voice": False, "colour": 3}, "humming": 7}}
    settings, problems = normalise(raw)
    assert settings.options == {"box_4": Options(voice=False), "humming": Options()}
    assert [p.key for p in problems] == ["options.box_4.pace", "options.box_4.colour",
                                         "options.humming"]  # fmt: skip


def test_an_unknown_flag_of_the_body_is_told() -> None:
    settings, problems = normalise({"body": {"flags": ["knee"], "side": "left"}})
    assert settings == Settings(body=MyBody(side="left"))
    assert [problem.key for problem in problems] == ["body.flags"]


def test_only_what_was_chosen_is_written() -> None:
    assert plain(Options()) == {}
    assert plain(Options(pace=1.2, leave_out=frozenset({"forehead"}))) == {
        "pace": 1.2, "leave_out": ["forehead"],
    }  # fmt: skip


def test_what_is_given_wins_over_what_is_kept() -> None:
    kept = Options(pace=1.2, voice=False, background="rain")
    assert over(Options(voice=True, background="none"), kept) == Options(
        pace=1.2, voice=True, background="none"
    )


@pytest.mark.parametrize("raw", [None, [], "x", 3.0])
def test_values_that_are_no_table_are_told(raw: object) -> None:
    told: list[str] = []
    assert options_of(raw, lambda name, _: told.append(name)) == Options()
    assert body_of(raw, lambda name, _: told.append(name)) == MyBody()
    assert told == ["", ""]
