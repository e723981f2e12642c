"""Paced breathing: whole breaths, counted and spoken at first, then only tones, then rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.breathing import breathe, breaths_within
from windown.core.practice import BREATH_PHASES, Breathing, Phase
from windown.core.timeline import lay_out
from windown.core.wording import Words

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
WORDS = Words(
    "en",
    {f"say.{phase}": phase for phase in BREATH_PHASES}
    | {f"say.count_{n}": word for n, word in enumerate(NUMBERS, 2)}
    | {"say.in_soft_1": "softly in", "say.in_soft_2": "gently in", "say.out_soft_1": "let it out"},
)

FOUR_SIX = Breathing((Phase("in", 4), Phase("out", 6)))
FOUR_SEVEN_EIGHT = Breathing((Phase("in", 4), Phase("hold_in", 7), Phase("out", 8, "mouth")))
SIGH = Breathing((Phase("in", 2), Phase("top_up", 1), Phase("out", 6), Phase("hold_out", 1)))


@st.composite
def patterns(draw):
    """Own patterns, in tenths of a second: in and out, with holds or a top-up between them."""
    tenths = st.integers(1, 150).map(lambda n: n / 10)
    after_in = draw(st.sampled_from([[], ["hold_in"], ["top_up"], ["top_up", "hold_in"]]))
    after_out = draw(st.sampled_from([[], ["hold_out"], ["rest"]]))
    return Breathing(tuple(Phase(p, draw(tenths)) for p in ["in", *after_in, "out", *after_out]))


def laid(body, seconds, words=WORDS):
    return lay_out("own", "en", breathe(body, seconds, words))


def said(timeline, first=0.0, last=float("inf")):
    return [p.text for p in timeline.prompts if first <= p.at < last]


def test_a_breath_lasts_as_long_as_its_phases():
    assert SIGH.seconds == 10


@pytest.mark.parametrize(("seconds", "breaths"), [(76, 4), (75.9, 3), (18, 0), (151.9999999, 8)])
def test_only_whole_breaths_are_guided(seconds, breaths):
    assert breaths_within(FOUR_SEVEN_EIGHT, seconds) == breaths


@given(patterns(), st.integers(600, 18_000).map(lambda n: n / 10))
def test_a_session_ends_at_the_asked_second_and_rests_less_than_a_breath(body, seconds):
    timeline = laid(body, seconds)
    assert timeline.length == seconds
    breaths = breaths_within(body, seconds)
    paced = [span for span in timeline.spans if 1 <= span.number <= breaths]
    assert len(paced) == breaths * len(body.cycle)
    rest = [span for span in timeline.spans if span.number == breaths + 1]
    assert [(span.phase, span.low, span.high) for span in rest] in ([], [("rest", 0, 0)])
    assert sum(span.seconds for span in rest) < body.seconds


@given(patterns(), st.integers(600, 3000).map(lambda n: n / 10))
def test_words_never_overlap_and_end_with_their_phase(body, seconds):
    timeline = laid(body, seconds)
    for before, after in zip(timeline.prompts, timeline.prompts[1:], strict=False):
        assert before.at + before.seconds <= after.at + 1e-6
    for prompt in timeline.prompts:
        assert prompt.at + prompt.seconds <= timeline.span_at(prompt.at).end + 1e-6


@given(patterns(), st.integers(600, 3000).map(lambda n: n / 10))
def test_a_short_phase_and_the_time_after_a_minute_have_tones_and_no_words(body, seconds):
    timeline = laid(body, seconds)
    spoken_in = [timeline.span_at(prompt.at) for prompt in timeline.prompts]
    assert all(span.seconds > 2 and span.at < 60 for span in spoken_in)
    breaths = breaths_within(body, seconds)
    paced = [span for span in timeline.spans if 1 <= span.number <= breaths]
    assert [(tone.at, tone.tone) for tone in timeline.tones] == [(s.at, s.phase) for s in paced]


def test_the_first_two_breaths_are_counted():
    counted = ["in", "two", "three", "four", "out", "two", "three", "four", "five", "six"]
    assert said(laid(FOUR_SIX, 600), 0, 20) == counted * 2


def test_counting_takes_a_second_for_each_number():
    numbers = [p.at for p in laid(FOUR_SIX, 600).prompts][:10]
    assert numbers == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_a_free_wait_is_not_counted_and_a_hold_is():
    waits = Breathing((Phase("in", 4), Phase("out", 4), Phase("rest", 4)))
    holds = Breathing((Phase("in", 4), Phase("out", 4), Phase("hold_out", 4)))
    assert said(laid(waits, 60), 8, 12) == ["rest"]
    assert said(laid(holds, 60), 8, 12) == ["hold_out", "two", "three", "four"]


def test_from_the_third_breath_on_soft_words_take_turns():
    assert said(laid(FOUR_SIX, 600), 20, 60) == [
        "softly in", "let it out", "gently in", "let it out",
        "softly in", "let it out", "gently in", "let it out",
    ]  # fmt: skip


def test_after_a_minute_nothing_is_said():
    assert said(laid(FOUR_SIX, 600), 60) == []


@pytest.mark.parametrize("seconds", [(2.4, 9.2, 9.2, 9.2), (8.2, 23.9, 27.9, 10.0)])
def test_a_minute_of_uneven_phases_is_a_minute(seconds):
    phases = zip(("in", "hold_in", "out", "rest"), seconds, strict=True)
    uneven = Breathing(tuple(Phase(phase, length) for phase, length in phases))
    assert said(laid(uneven, 90), 60) == []


@pytest.mark.parametrize(("seconds", "words"), [(2.0, 0), (2.1, 5)])
def test_a_phase_of_two_seconds_has_no_room_for_a_word(seconds, words):
    brief = Breathing((Phase("in", 9), Phase("out", seconds)))
    outs = [p for p in laid(brief, 66).prompts if p.text in ("out", "let it out")]
    assert len(outs) == words
    assert all(p.seconds <= seconds for p in outs)


def test_counting_ends_at_eight():
    long = Breathing((Phase("in", 12), Phase("out", 12)))
    assert said(laid(long, 24), 0, 12) == ["in", *NUMBERS]


def test_a_phase_without_soft_words_is_said_plainly():
    assert said(laid(FOUR_SEVEN_EIGHT, 76), 38, 57) == ["softly in", "hold_in", "let it out"]


def test_the_picture_fills_and_empties_with_the_breath():
    spans = laid(SIGH, 60).spans[:4]
    assert [(span.phase, span.low, span.high) for span in spans] == [
        ("in", 0.0, 0.78), ("top_up", 0.78, 1.0), ("out", 1.0, 0.0), ("hold_out", 0.0, 0.0),
    ]  # fmt: skip


@given(patterns())
def test_the_picture_never_jumps(body):
    spans = laid(body, 300).spans
    assert [a.high for a in spans[:-1]] == [b.low for b in spans[1:]]


def test_how_the_air_goes_stays_with_its_phase():
    assert [span.detail for span in laid(FOUR_SEVEN_EIGHT, 19).spans] == ["", "", "mouth"]


@pytest.mark.parametrize(
    ("hold", "holds"), [(Phase("hold_in", 2), True), (Phase("hold_out", 1.9), False),
                        (Phase("rest", 4), False)],
)  # fmt: skip
def test_a_hold_is_one_from_two_seconds_on(hold, holds):
    assert Breathing((Phase("in", 4), Phase("out", 4), hold)).holds == holds
