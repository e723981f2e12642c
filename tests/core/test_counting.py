"""Counting and the cue word: exactly as long as asked, the words thinning out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from tests.core.test_catalogue import flaws
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.catalogue import timeline_of
from windown.core.counting import least_seconds_of, spaced
from windown.core.options import Options
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
COUNTS = [SHELF.find("pmr_count"), SHELF.find("pmr_cue")]


@given(st.sampled_from(COUNTS), st.sampled_from(LANGUAGES), st.floats(0, 1))
def test_a_count_is_whole_and_exactly_as_long_as_asked(practice, language, share):
    low, high = practice.minutes.min, practice.minutes.max
    minutes = round(low + share * (high - low), 3)
    timeline = timeline_of(practice, WORDS[language], minutes)
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert flaws(timeline) == []
    room = spaced(practice.body, round(minutes * 60, 3))
    each = [s.seconds for s in timeline.spans if s.phase == "attend"]
    assert each == [room.every] * practice.body.count
    assert practice.body.every.holds(room.every)
    assert {span.picture for span in timeline.spans} == {"calm"}
    assert timeline.tones == ()


def test_the_shipped_counts_fit_their_shortest_time_and_last_what_the_facts_say():
    assert all(least_seconds_of(p.body) <= p.minutes.min * 60 for p in COUNTS)
    room = spaced(COUNTS[0].body, 240)
    assert (room.settle, room.every, room.close) == (60, 6, 120)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_ten_numbers_are_said_each_once(language):
    words = WORDS[language]
    numbers = [words(f"say.number.{n}") for n in range(1, 11)]
    for practice in (COUNTS[0], SHELF.find("pmr_recall_count")):
        said = [p.text for p in timeline_of(practice, words).prompts]
        assert [text for text in said if text in numbers] == numbers


def test_the_cue_word_thins_out_into_silence():
    timeline = timeline_of(COUNTS[1], WORDS["en"])
    said = [timeline.span_at(p.at).number for p in timeline.prompts if p.text == "calm"]
    assert said == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15]


def test_an_own_cue_word_takes_its_place_and_is_kept_short():
    ask = Ask(Options(theme="  sea " + "a" * 60))
    texts = {p.text for p in timeline_of(COUNTS[1], WORDS["en"], ask=ask).prompts}
    assert "calm" not in texts
    assert "sea " + "a" * 26 in texts
    assert timeline_of(COUNTS[0], WORDS["en"], ask=Ask(Options(theme="sea"))) == timeline_of(
        COUNTS[0], WORDS["en"]
    )


def test_without_words_the_count_is_silent():
    ask = Ask(Options(words_until=0))
    assert timeline_of(COUNTS[0], WORDS["en"], ask=ask).prompts == ()


def test_a_file_with_one_fixed_figure_is_spread_too():
    body = replace(COUNTS[0].body, every=replace(COUNTS[0].body.every, min=6, default=6, max=6))
    assert spaced(body, 600).every == 6
