"""Chains: practices in a row, exactly as long as asked, each in its own limits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.catalogue import timeline_of
from windown.core.chain import limits_of, usual_minutes
from windown.core.options import Options
from windown.core.practice import Chain, Link, Practice, Range, Shuffle, Writing
from windown.core.problems import Trouble
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
HELD = {practice.id: practice for practice in SHELF.practices}
#: All but what is written, and what needs a list of nouns.
JOINABLE = [p.id for p in SHELF.practices if not isinstance(p.body, Writing | Shuffle)]
EVENING = Chain((Link("extended_4_6", 5), Link("weil_478"), Link("body_scan", 9)))


def of(body, **asked):
    ask = Ask(links=HELD, **asked)
    limits = limits_of(body, ask)
    return Practice("own_chain", "relax", 1, limits, body), ask


def laid(body, minutes=None, language="en", **asked):
    practice, ask = of(body, **asked)
    return timeline_of(practice, WORDS[language], minutes, ask)


def lengths(timeline):
    """(practice, seconds) of each part."""
    found = []
    for span in timeline.spans:
        if found and found[-1][0] == span.practice:
            found[-1][1] += span.seconds
        else:
            found.append([span.practice, span.seconds])
    return [(name, round(seconds, 3)) for name, seconds in found]


def test_a_chain_is_as_long_as_its_links_together():
    assert usual_minutes(EVENING, Ask(links=HELD)) == pytest.approx((300 + 76 + 540) / 60)
    assert lengths(laid(EVENING)) == [("extended_4_6", 300), ("weil_478", 76), ("body_scan", 540)]


def test_a_link_without_a_length_has_the_chosen_one():
    chosen = {"extended_4_6": 3, "body_scan": 7}
    body = Chain((Link("extended_4_6"), Link("body_scan")))
    practice, _ = of(body)
    timeline = timeline_of(practice, WORDS["en"], None, Ask(links=HELD, minutes=chosen))
    assert lengths(timeline) == [("extended_4_6", 180), ("body_scan", 420)]


@pytest.mark.parametrize(("minutes", "wanted"), [
    (20, [300, 76, 824]), (10, [300, 76, 224]), (6, [104, 76, 180]), (70, [1424, 76, 2700]),
])  # fmt: skip
def test_another_length_is_the_last_links_first_and_never_that_of_counted_breaths(minutes, wanted):
    assert [seconds for _, seconds in lengths(laid(EVENING, minutes))] == wanted


def test_a_length_its_links_cannot_have_is_refused():
    with pytest.raises(Trouble) as refused:
        laid(EVENING, 1)
    assert refused.value.key == "minutes.outside"
    practice, ask = of(EVENING)
    roomy = Practice("own_chain", "relax", 1, Range(15, 1, 600), practice.body)
    with pytest.raises(Trouble) as refused:
        timeline_of(roomy, WORDS["en"], 600, ask)
    assert (refused.value.key, refused.value.values) == ("chain.length", {"minutes": "76.27"})


def test_each_link_has_its_own_options():
    options = {"extended_4_6": Options(words_until=0)}
    timeline = laid(EVENING, link_options=options)
    assert min(prompt.at for prompt in timeline.prompts) >= 300


def test_what_follows_begins_without_a_long_settling_in():
    alone = timeline_of(HELD["body_scan"], WORDS["en"], 9)
    after = [span for span in laid(EVENING).spans if span.practice == "body_scan"]
    first = timeline_of(of(Chain((Link("body_scan", 9),)))[0], WORDS["en"], 9, Ask(links=HELD))
    least = HELD["body_scan"].body.settle.min
    assert (alone.spans[0].seconds, first.spans[0].seconds) == (45, 45)
    assert after[0].seconds == least == 10


@pytest.mark.parametrize(("links", "key"), [
    ({}, "chain.unknown"),
    ({"a": Practice("a", "write", 1, Range(5, 3, 10), Writing("todo"))}, "chain.writing"),
    ({"a": Practice("a", "relax", 1, Range(5, 3, 10), Chain((Link("a"),)))}, "chain.nested"),
])  # fmt: skip
def test_what_cannot_be_part_of_a_chain_is_told_in_a_sentence(links, key):
    practice = Practice("own_chain", "relax", 1, Range(5, 1, 10), Chain((Link("a"),)))
    with pytest.raises(Trouble) as refused:
        timeline_of(practice, WORDS["en"], 5, Ask(links=links))
    assert refused.value.key == key
    for words in WORDS.values():
        assert "a" in refused.value.told(words) and "{" not in refused.value.told(words)


def test_all_of_it_belongs_to_the_chain_and_each_span_to_its_practice():
    timeline = laid(EVENING)
    assert timeline.practice == "own_chain"
    assert {span.practice for span in timeline.spans} == {"extended_4_6", "weil_478", "body_scan"}
    numbers = [span.number for span in timeline.spans]
    assert numbers == sorted(numbers)


def test_the_voice_slows_down_over_the_whole_of_it_and_not_in_each_part():
    walks = Chain((Link("body_scan", 10), Link("body_scan", 10), Link("pmr_16", 15)))
    timeline = laid(walks)
    sentences = [prompt for prompt in timeline.prompts if prompt.seconds >= 5]
    paces = [prompt.pace for prompt in sentences]
    assert paces == sorted(paces, reverse=True)
    assert (paces[0], paces[-1]) == (1.0, 0.9)
    assert all(p.pace == 1.0 for p in sentences if p.at < timeline.length * 0.6)


links = st.builds(Link, st.sampled_from(JOINABLE), st.none() | st.floats(0.2, 40))


@given(st.lists(links, min_size=1, max_size=5), st.floats(0, 1), st.sampled_from(LANGUAGES))
def test_any_chain_is_exactly_as_long_as_asked_without_gap_or_overlap(chained, share, language):
    practice, ask = of(Chain(tuple(chained)))
    limits = practice.minutes
    minutes = limits.min + share * (limits.max - limits.min)
    timeline = timeline_of(practice, WORDS[language], minutes, ask)
    assert timeline.length == pytest.approx(minutes * 60, abs=2e-3)
    assert timeline.spans[0].at == 0 and timeline.spans[-1].end == timeline.length
    assert all(before.end == after.at for before, after in pairwise(timeline.spans))
    for before, after in pairwise(timeline.prompts):
        assert before.at + before.seconds <= after.at + 1e-5


def test_nobody_is_welcomed_twice_and_bid_farewell_before_the_end():
    twice = laid(Chain((Link("body_scan", 9), Link("body_scan", 9))))
    alone = timeline_of(HELD["body_scan"], WORDS["en"], 9)
    farewell = [p.text for p in alone.prompts if p.at >= alone.spans[-1].at]
    said = [prompt.text for prompt in twice.prompts]
    assert said.count(alone.prompts[0].text) == 1
    assert farewell
    assert all(said.count(text) == 1 for text in farewell)
    assert [p.text for p in twice.prompts if p.at >= twice.spans[-1].at] == farewell
