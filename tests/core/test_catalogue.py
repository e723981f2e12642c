"""Every practice that ships, at every length it allows, in both languages."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.catalogue import about_of, name_of, timeline_of
from windown.core.practice import Breathing, Phase, Practice, Range
from windown.core.problems import Trouble
from windown.core.wording import LANGUAGES, Words

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}

OWN = Practice(
    "own_slow", "breathe", 1, Range(5, 1, 10), Breathing((Phase("in", 4), Phase("out", 6))),
    name="Mine", about="As I like it.",
)  # fmt: skip

practices = st.sampled_from(SHELF.practices)
languages = st.sampled_from(LANGUAGES)


def minutes_of(practice, share):
    """A length `share` of the way from its least to its most, to a tenth of a second."""
    low, high = practice.minutes.min, practice.minutes.max
    return min(high, max(low, round((low + share * (high - low)) * 600) / 600))


def flaws(timeline):
    """Gaps between spans, prompts over each other, prompts beyond their phase or the end."""
    ends = [0.0, *(span.end for span in timeline.spans)]
    starts = [*(span.at for span in timeline.spans), timeline.length]
    found = [f"gap at {end}" for end, start in zip(ends, starts, strict=True) if end != start]
    for before, after in zip(timeline.prompts, timeline.prompts[1:], strict=False):
        if before.at + before.seconds > after.at + 1e-5:
            found.append(f"{before.text!r} runs into {after.text!r} at {after.at}")
    for prompt in timeline.prompts:
        if prompt.at + prompt.seconds > timeline.span_at(prompt.at).end + 1e-5:
            found.append(f"{prompt.text!r} at {prompt.at} outlasts its phase")
    return found


def is_sound(practice, language, share):
    """Whether the timeline of a practice is without flaw and exactly as long as asked."""
    minutes = minutes_of(practice, share)
    timeline = timeline_of(practice, WORDS[language], minutes)
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert flaws(timeline) == []
    assert [p.text for p in timeline.prompts if not WORDS[language].has(p.text) and "." in p.text
            and " " not in p.text] == []  # fmt: skip
    return True


def test_there_are_practices():
    assert SHELF.problems == ()
    assert len(SHELF.practices) >= 9


@given(practices, languages, st.floats(0, 1))
def test_every_practice_is_sound_at_every_length(practice, language, share):
    assert is_sound(practice, language, share)


@pytest.mark.thorough
@settings(max_examples=3000)
@given(practices, languages, st.floats(0, 1))
def test_every_practice_is_sound_at_a_great_many_lengths(practice, language, share):
    assert is_sound(practice, language, share)


@pytest.mark.parametrize("practice", SHELF.practices, ids=lambda practice: practice.id)
@pytest.mark.parametrize("share", [0, 1])
def test_every_practice_is_sound_at_its_limits(practice, share):
    assert all(is_sound(practice, language, share) for language in LANGUAGES)


@pytest.mark.parametrize("practice", SHELF.practices, ids=lambda practice: practice.id)
def test_without_a_wish_a_practice_lasts_its_default(practice):
    timeline = timeline_of(practice, WORDS["en"])
    assert timeline.length == pytest.approx(practice.minutes.default * 60, abs=1e-3)


@pytest.mark.parametrize("breaths", range(1, 9))
def test_4_7_8_is_counted_in_breaths(breaths):
    practice = SHELF.find("weil_478")
    step = practice.minutes.max / practice.cycles.max
    timeline = timeline_of(practice, WORDS["en"], step * breaths)
    assert (timeline.length, timeline.spans[-1].number) == (19 * breaths, breaths)


@pytest.mark.parametrize("minutes", [0.9, 10.1, -5, 0, float("nan"), float("inf")])
def test_a_length_beyond_the_limits_is_refused_with_the_limits(minutes):
    with pytest.raises(Trouble) as refused:
        timeline_of(OWN, WORDS["en"], minutes)
    assert refused.value.key == "minutes.outside"
    assert refused.value.values == {"name": "Mine", "min": "1", "max": "10"}


def test_the_limits_told_are_accepted():
    practice = SHELF.find("weil_478")
    with pytest.raises(Trouble) as refused:
        timeline_of(practice, WORDS["en"], 100)
    for limit in ("min", "max"):
        assert timeline_of(practice, WORDS["en"], float(refused.value.values[limit])).length > 0


def test_a_length_in_decimals_is_kept_to_the_millisecond():
    assert timeline_of(OWN, WORDS["en"], 1.2345).length == 74.07


def test_words_for_a_practice_come_before_its_own_name_and_that_before_its_id():
    said = Words("en", {"practice.own_slow.name": "Said"})
    assert name_of(OWN, said) == "Said"
    assert name_of(OWN, Words("en", {})) == "Mine"
    assert name_of(replace(OWN, name=""), Words("en", {})) == "own_slow"
    assert about_of(OWN, Words("en", {})) == "As I like it."


def test_the_language_of_the_words_is_the_language_of_the_timeline():
    assert timeline_of(OWN, WORDS["de"]).language == "de"
