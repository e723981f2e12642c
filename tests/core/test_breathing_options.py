"""Paced breathing as a person wants it: pace, out-breath, words, gentler; all limits kept."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.body import MyBody
from windown.core.breathing import breathe, paced
from windown.core.catalogue import timeline_of
from windown.core.options import Options
from windown.core.practice import Breathing, Phase, Range
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
BREATHS = [p for p in SHELF.practices if isinstance(p.body, Breathing)]
IDS = [practice.id for practice in BREATHS]

#: The facts, 1.1: phases in seconds, then default, least and most minutes.
FACTS = {
    "coherent_5_5": ([5.5, 5.5], 10, 3, 30),
    "coherent_5": ([5, 5], 10, 3, 30),
    "extended_4_6": ([4, 6], 10, 1, 30),
    "extended_4_8": ([4, 8], 5, 1, 20),
    "box_4": ([4, 4, 4, 4], 5, 1, 10),
    "weil_478": ([4, 7, 8], 76 / 60, 19 / 60, 152 / 60),
    "cyclic_sigh": ([2, 1, 6, 1], 5, 1, 10),
    "triangle_4": ([4, 4, 4], 3, 1, 10),
    "triangle_soft": ([4, 4, 4], 3, 1, 10),
    "alternate_nostril": ([4, 4, 4, 4], 5, 2, 15),
    "humming": ([4, 8], 5, 2, 15),
}


def practice(practice_id):
    return SHELF.find(practice_id)


def laid(practice_id, minutes=None, gentler=False, language="en", **options):
    body = MyBody(gentler=frozenset({practice_id} if gentler else ()))
    ask = Ask(Options(**options), body)
    return timeline_of(practice(practice_id), WORDS[language], minutes, ask)


def breath(practice_id, **asked):
    """(phase, seconds) of the first breath."""
    return [(s.phase, s.seconds) for s in laid(practice_id, **asked).spans if s.number == 1]


def texts(timeline):
    return [prompt.text for prompt in timeline.prompts]


@pytest.mark.parametrize("practice_id", FACTS)
def test_every_technique_has_the_figures_of_the_facts(practice_id):
    held = practice(practice_id)
    seconds, default, least, most = FACTS[practice_id]
    assert [phase.seconds for phase in held.body.cycle] == seconds
    limits = held.minutes
    assert (limits.default, limits.min, limits.max) == pytest.approx((default, least, most))


def test_only_box_triangle_and_4_7_8_hold_the_breath():
    assert {p.id for p in BREATHS if p.holds_breath} == {"box_4", "triangle_4", "weil_478"}


@pytest.mark.parametrize(
    ("practice_id", "least", "most"),
    [("box_4", 0.75, 1.25), ("weil_478", 0.5, 1.0), ("humming", 0.8, 1.25)],
)
def test_a_pace_beyond_the_limits_is_the_nearest_limit(practice_id, least, most):
    body = practice(practice_id).body
    assert paced(body, Options(pace=0.1)) == paced(body, Options(pace=least))
    assert paced(body, Options(pace=9.0)) == paced(body, Options(pace=most))


def test_beginners_breathe_in_a_box_of_three():
    assert breath("box_4", pace=0.75) == [
        ("in", 3), ("hold_in", 3), ("out", 3), ("hold_out", 3),
    ]  # fmt: skip


def test_4_7_8_run_twice_as_fast_has_no_more_breaths():
    fast, usual = laid("weil_478", pace=0.5), laid("weil_478")
    paced_to = [max(s.number for s in t.spans if s.phase == "out") for t in (fast, usual)]
    assert paced_to == [4, 4]
    assert fast.length == usual.length == 76
    assert (fast.spans[-1].phase, fast.spans[-1].seconds) == ("rest", 38)


def test_eight_breaths_of_4_7_8_are_the_most_at_any_pace():
    most = practice("weil_478").minutes.max
    for pace in (0.5, 0.73, 1.0):
        outs = [s for s in laid("weil_478", most, pace=pace).spans if s.phase == "out"]
        assert len(outs) == 8


def test_a_chosen_out_breath_lasts_just_so_long_at_any_pace():
    assert breath("humming", exhale=9, pace=0.8) == [("in", 3.2), ("out", 9)]
    assert breath("humming", exhale=99) == [("in", 4), ("out", 10)]
    assert breath("humming", exhale=1) == [("in", 4), ("out", 6)]


def test_an_out_breath_that_is_not_chosen_follows_the_pace_within_its_limits():
    assert breath("humming", pace=1.25) == [("in", 5), ("out", 10)]
    assert breath("alternate_nostril", pace=0.8)[1] == ("out", 4)


def test_an_out_breath_is_not_chosen_where_none_can_be():
    assert breath("extended_4_6", exhale=9) == [("in", 4), ("out", 6)]


def test_words_become_tones_when_they_are_asked_to():
    assert texts(laid("extended_4_6", words_until=0)) == []
    assert max(p.at for p in laid("extended_4_6").prompts) < 60
    assert max(p.at for p in laid("extended_4_6", words_until=200).prompts) == 194
    assert laid("extended_4_6", words_until=0).tones == laid("extended_4_6").tones


def test_what_was_too_much_comes_back_without_holds():
    assert breath("box_4", gentler=True) == [("in", 3.2), ("out", 3.2), ("rest", 1.6)]
    assert breath("weil_478", gentler=True) == [("in", 3.2), ("out", 6.4)]
    assert breath("triangle_4", gentler=True) == [("in", 3.2), ("out", 3.2)]


def test_what_was_too_much_comes_back_quicker_and_with_the_shortest_out_breath():
    assert breath("extended_4_8", gentler=True) == [("in", 3.2), ("out", 6.4)]
    assert breath("extended_4_8", gentler=True, pace=1.25) == [("in", 3.2), ("out", 6.4)]
    assert breath("humming", gentler=True, exhale=10) == [("in", 3.2), ("out", 6)]


def test_another_practice_is_no_gentler_for_it():
    ask = Ask(body=MyBody(gentler=frozenset({"box_4"})))
    spans = timeline_of(practice("triangle_4"), WORDS["en"], ask=ask).spans
    assert "hold_in" in {span.phase for span in spans}


@pytest.mark.parametrize(("language", "first", "later"), [
    ("en", ["In, left", "three", "four", "Out, right", "three", "four"], "Softly in, left"),
    ("de", ["Ein, links", "drei", "vier", "Aus, rechts", "drei", "vier"], "Sanft ein, links"),
])  # fmt: skip
def test_the_side_of_the_nose_is_said_and_takes_the_time_of_two_numbers(language, first, later):
    timeline = laid("alternate_nostril", language=language)
    assert texts(timeline)[:6] == first
    assert [p.at for p in timeline.prompts][:6] == [0, 2, 3, 4, 6, 7]
    assert timeline.caption_at(32.5) == later


def test_both_sides_of_the_nose_take_turns():
    spans = laid("alternate_nostril").spans[:4]
    assert [(span.phase, span.detail) for span in spans] == [
        ("in", "left"), ("out", "right"), ("in", "right"), ("out", "left"),
    ]  # fmt: skip


def test_a_detail_without_a_word_is_said_plainly():
    mine = Breathing((Phase("in", 4, "nose"), Phase("out", 6)))
    first = next(iter(breathe(mine, 60, WORDS["en"])))
    assert [line.text for line in first.lines][:2] == ["In", "two"]


@given(
    st.sampled_from(BREATHS), st.sampled_from(LANGUAGES), st.floats(0, 1),
    st.sampled_from([None, 0.0, 0.5, 0.75, 0.8, 0.93, 1.0, 1.1, 1.25, 9.0]),
    st.sampled_from([None, 0.0, 4.0, 5.3, 6.0, 10.0, 99.0]),
    st.sampled_from([None, 0.0, 33.0, 9999.0]), st.booleans(),
)  # fmt: skip
def test_every_technique_keeps_its_limits_whatever_is_asked(
    held, language, share, pace, exhale, words_until, gentler
):
    limits = held.minutes
    minutes = min(limits.max, limits.min + share * (limits.max - limits.min))
    options = Options(pace=pace, exhale=exhale, words_until=words_until)
    ask = Ask(options, MyBody(gentler=frozenset({held.id} if gentler else ())))
    timeline = timeline_of(held, WORDS[language], minutes, ask)
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert timeline.cues()[0].at == 0
    assert all(before.end == after.at for before, after in pairwise(timeline.spans))
    assert timeline.spans[-1].end == timeline.length
    for before, after in pairwise(timeline.prompts):
        assert before.at + before.seconds <= after.at + 1e-6
    for prompt in timeline.prompts:
        span = timeline.span_at(prompt.at)
        assert prompt.at + prompt.seconds <= span.end + 1e-6
        assert span.seconds > 2 and span.at < (60 if words_until is None else words_until)
    last = timeline.spans[-1].number
    whole = {}
    for span in timeline.spans:
        whole.setdefault(span.number, []).append((span.phase, span.seconds))
    breaths = [whole[n] for n in sorted(whole) if whole[n] != [("rest", whole[n][0][1])]]
    assert all(one == breaths[0] for one in breaths)
    assert len(breaths) >= last - 1
    in_limits(held, breaths[0], gentler)


def in_limits(held, breath, gentler):
    usual = [p for p in held.body.cycle if not (gentler and p.phase == "hold_in")]
    scale, exhale = held.body.scale, held.body.exhale
    for (phase, seconds), written in zip(breath, usual, strict=True):
        if phase == "out" and exhale:
            assert exhale.holds(seconds)
        elif gentler and written.phase == "hold_out":
            assert phase == "rest" and seconds <= 2
        else:
            factor = seconds / written.seconds
            assert Range(1, scale.min - 1e-3, scale.max + 1e-3).holds(factor)
    if gentler:
        assert not {"hold_in", "hold_out"} & {phase for phase, _ in breath}


@pytest.mark.parametrize("held", BREATHS, ids=IDS)
def test_every_technique_tells_in_both_languages_how_it_is_done(held):
    for words in WORDS.values():
        for kind in ("name", "about", "how", "caution"):
            assert words.texts[f"practice.{held.id}.{kind}"]
