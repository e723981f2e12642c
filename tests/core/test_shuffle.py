"""The cognitive shuffle: unconnected words, no beat to count, and nothing else said."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ASSETS
from tests.core.test_catalogue import flaws
from windown.content.nouns import read_nouns
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask, Noun
from windown.core.catalogue import timeline_of
from windown.core.options import Options
from windown.core.shuffle import LEAST_S, Chance, in_order, interval, without
from windown.core.wording import LANGUAGES

PRACTICE = read_shelf([ASSETS / "practices"]).find("cognitive_shuffle")
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
NOUNS = {language: read_nouns(ASSETS / "nouns", language) for language in LANGUAGES}
KIND = {language: {noun.word: noun.category for noun in NOUNS[language]} for language in LANGUAGES}

languages = st.sampled_from(LANGUAGES)
seeds = st.integers(-(2**70), 2**70)
paces = st.none() | st.floats(0.1, 60.0)
minutes = st.integers(300, 2700).map(lambda seconds: seconds / 60)


def ask_of(language="en", seed=1, pace=None, nouns=None):
    return Ask(Options(pace=pace), seed=seed, nouns=NOUNS[language] if nouns is None else nouns)


def shuffled(length=15.0, language="en", seed=1, pace=None, nouns=None):
    ask = ask_of(language, seed, pace, nouns)
    return timeline_of(PRACTICE, WORDS[language], length, ask)


def spans_of(timeline):
    return [span for span in timeline.spans if span.word]


def alike(first, second, language):
    kind = KIND[language]
    return first[:1].casefold() == second[:1].casefold() or kind[first] == kind[second]


def is_a_shuffle(timeline, language, length, cut=()):
    """Whether a timeline keeps every rule of the facts, 3.1; `cut` are words that were banned."""
    words = [span.word for span in spans_of(timeline)]
    assert timeline.length == pytest.approx(length * 60, abs=1e-3)
    assert flaws(timeline) == []
    assert [pair for pair in pairwise(words) if alike(*pair, language)] == []
    assert len(set(words)) == len(words)
    settled = spans_of(timeline)[0].at
    assert [p.text for p in timeline.prompts if p.at >= settled] == words
    assert {span.picture for span in spans_of(timeline)} == {"word"}
    assert all(span.seconds >= LEAST_S for span in spans_of(timeline) if span.word not in cut)
    return True


@given(languages, minutes, seeds, paces)
def test_every_shuffle_keeps_the_rules(language, length, seed, pace):
    assert is_a_shuffle(shuffled(length, language, seed, pace), language, length)


@pytest.mark.thorough
@settings(max_examples=1000)
@given(languages, minutes, seeds, paces)
def test_a_great_many_shuffles_keep_the_rules(language, length, seed, pace):
    assert is_a_shuffle(shuffled(length, language, seed, pace), language, length)


@given(st.floats(0, 3600), st.floats(0, 1, exclude_max=True), paces)
def test_from_word_to_word_it_is_the_pace_with_its_jitter_and_slowing(at, chance, pace):
    usual = min(15.0, max(5.0, 8.0 if pace is None else pace))
    slower = min(4.0, 0.5 * at / 300)
    assert interval(PRACTICE.body, pace, at, chance) == pytest.approx(usual + slower, abs=1.501)


def test_words_come_more_slowly_towards_the_end_and_not_to_a_beat():
    seconds = [span.seconds for span in spans_of(shuffled(45))]
    quarter = len(seconds) // 4
    early, late = sum(seconds[:quarter]) / quarter, sum(seconds[-quarter:]) / quarter
    assert early == pytest.approx(8.4, abs=0.6)
    assert late - early == pytest.approx(3.0, abs=0.8)
    assert len({round(s, 1) for s in seconds[:quarter]}) > 10


def test_the_same_seed_is_the_same_session_and_another_is_another():
    assert shuffled(seed=7) == shuffled(seed=7)
    words = [{span.word for span in spans_of(shuffled(seed=seed))} for seed in range(4)]
    assert all(len(one & other) < len(one) / 2 for one, other in pairwise(words))


def test_the_voice_falls_a_decibel_in_two_minutes():
    assert shuffled().falling == 0.5


def test_without_words_it_is_quiet_and_as_long():
    timeline = shuffled(nouns=())
    assert (timeline.length, spans_of(timeline)) == (900.0, [])


FEW = tuple(
    Noun(f"{letter}{letter}", "odd" if n % 2 else "even") for n, letter in enumerate("abcdef")
)


def test_a_short_list_comes_round_again_only_when_all_were_there():
    words = [span.word for span in spans_of(shuffled(10, nouns=FEW))]
    assert len(words) > 40
    rounds = [words[at : at + 6] for at in range(0, len(words) - 5, 6)]
    assert all(len(set(each)) == 6 for each in rounds)


@pytest.mark.parametrize("nouns", [FEW[:1], FEW[:1] * 2, (Noun("ab", "x"), Noun("ac", "x"))])
def test_a_list_that_cannot_keep_the_rules_ends_all_the_same(nouns):
    assert shuffled(5, nouns=nouns).length == 300


@given(seeds, st.lists(st.sampled_from(NOUNS["en"]), max_size=60, unique=True))
def test_an_order_never_puts_like_by_like_and_holds_nothing_twice(seed, nouns):
    order = in_order(nouns, Chance(seed))
    pairs = pairwise(order)
    assert not [(a, b) for a, b in pairs if a.category == b.category or a.word[0] == b.word[0]]
    assert len(set(order)) == len(order)
    assert set(order) <= set(nouns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_have_a_place_in_the_order(language):
    for seed in range(20):
        assert set(in_order(NOUNS[language], Chance(seed))) == set(NOUNS[language])


def banned_at(timeline, position, ask, language="en"):
    return without(timeline, position, PRACTICE, WORDS[language], ask)


@given(languages, minutes, seeds, st.floats(0, 1), paces)
def test_after_a_ban_another_word_comes_at_once_and_this_one_never(
    language, length, seed, share, pace
):
    ask = ask_of(language, seed, pace)
    before = shuffled(length, language, seed, pace)
    first = spans_of(before)[0]
    position = round(first.at + share * (before.length - first.at - 0.001), 3)
    after = banned_at(before, position, ask, language)
    banned, now = before.span_at(position).word, after.span_at(position)
    assert is_a_shuffle(after, language, length, {banned})
    assert banned not in [span.word for span in after.spans if span.at >= position]
    assert [s for s in after.spans if s.end < position] == [
        s for s in before.spans if s.end < position
    ]
    if now.word:
        assert now.at == position or share == 0
        assert [
            p for p in after.prompts if position <= p.at <= position + 1.0 and p.text == now.word
        ]
    else:
        assert before.length - position < LEAST_S
    assert after.falling == before.falling


def test_many_bans_in_a_row_bring_no_banned_word_back():
    timeline, ask, banned = shuffled(10), ask_of(), []
    for position in (60, 61, 62.5, 63, 90, 300, 301):
        banned.append(timeline.span_at(position).word)
        timeline = banned_at(timeline, position, ask)
        nouns = tuple(noun for noun in ask.nouns if noun.word not in banned)
        ask = ask_of(nouns=nouns)
        later = {span.word for span in timeline.spans if span.at > position}
        assert not later & set(banned)
    assert is_a_shuffle(timeline, "en", 10, banned)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_asked_to_connect_the_words(language):
    said = [text for key, text in WORDS[language].texts.items() if key.startswith("say.shuffle.")]
    assert said
    relating = ("connect", "story", "together", "relate", "verbind", "geschichte", "zusammen")
    assert [text for text in said if any(word in text.casefold() for word in relating)] == []


@given(seeds)
def test_chance_lies_from_0_to_1_and_differs(seed):
    chance = Chance(seed)
    drawn = [chance() for _ in range(50)]
    assert all(0 <= number < 1 for number in drawn)
    assert len(set(drawn)) == 50
