"""Own breathing patterns are made, checked, and kept only when they are saved."""

import pytest

from tests.fakes import a_desk, with_own_practices
from windown.core.practice import Breathing, Phase
from windown.core.problems import Trouble
from windown.presenters.patterns import MOST_PHASES, Patterns


@pytest.fixture
def patterns():
    found = Patterns(with_own_practices(a_desk()))
    found.new()
    return found


def test_a_new_pattern_is_an_easy_breath_without_a_name(patterns):
    view = patterns.view()
    assert [row.phase for row in view.rows] == ["in", "out"]
    assert not view.can_save
    assert view.told == view.refused == ()
    assert view.rate == "options.breaths_a_minute text=6"


def test_a_named_pattern_is_kept_with_its_decimals_and_found_again(patterns):
    patterns.call("  Mine ")
    patterns.set_seconds(0, 33)
    saved = patterns.save()
    kept = patterns.desk.shelf.find(saved)
    assert saved.startswith("own_")
    assert kept.name == "Mine"
    assert kept.body.cycle == (Phase("in", 3.8), Phase("out", 6.0))


def test_all_six_phases_can_be_had_up_to_a_limit(patterns):
    for _ in range(12):
        patterns.add()
    assert len(patterns.phases) == MOST_PHASES
    assert not patterns.view().can_add
    for at, kind in enumerate(("in", "top_up", "hold_in", "out", "hold_out", "rest")):
        patterns.set_kind(at, kind)
    assert {kind for kind, _ in patterns.view().kinds} >= {
        row.phase for row in patterns.view().rows
    }


def test_what_is_worth_a_word_is_told_gently_and_can_be_saved(patterns):
    patterns.call("Held")
    patterns.set_kind(1, "hold_in")
    patterns.add()
    view = patterns.view()
    assert "pattern.holds" in view.told
    assert view.can_save


def test_beyond_the_safety_limits_nothing_is_kept(patterns):
    patterns.call("Quick")
    patterns.set_seconds(0, 0)
    patterns.set_seconds(1, 0)
    view = patterns.view()
    assert view.refused == ("content.too_quick",)
    assert not view.can_save
    assert patterns.preview() is None
    with pytest.raises(Trouble):
        patterns.save()
    assert patterns.desk.own.kept == {}


def test_a_breath_has_to_begin_and_end(patterns):
    patterns.move(0, 1)
    assert patterns.view().refused == ("content.no_breath",)


def test_a_shipped_pattern_is_edited_as_a_copy(patterns):
    assert patterns.edit("box_4", copy=True)
    patterns.call("My box")
    saved = patterns.save()
    assert saved != "box_4"
    assert isinstance(patterns.desk.shelf.find(saved).body, Breathing)


def test_editing_again_changes_the_same_practice(patterns):
    patterns.call("Mine")
    saved = patterns.save()
    again = Patterns(patterns.desk)
    assert again.edit(saved)
    again.remove(1)
    again.add()
    assert again.save() == saved
    assert len(again.desk.own.kept) == 1


def test_the_preview_is_whole_breaths_in_tones(patterns):
    timeline = patterns.preview()
    assert timeline.length % 10 == 0
    assert timeline.prompts == ()
    assert timeline.tones


def test_what_cannot_be_written_is_told_and_stays_in_the_editor(patterns):
    patterns.call("Mine")
    patterns.desk.own.failing = "own.unwritable"
    with pytest.raises(Trouble):
        patterns.save()
    assert patterns.view().name == "Mine"


def test_only_what_breathes_can_be_edited(patterns):
    assert not patterns.edit("pmr_16")
    assert not patterns.edit("nothing")
