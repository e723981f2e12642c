"""A walk through the body: fitted into the asked time, no area cut off, words in their slots."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from windown.core.practice import Range, Relaxation
from windown.core.relaxation import relax
from windown.core.timeline import lay_out
from windown.core.walk import fit, least_seconds
from windown.core.wording import Words

#: The facts, 2.1: settle 90 s, enjoy 120 s, instruction 8 s and 3 s, tension 5 s, release 30 s.
FOUR = Relaxation(
    manner="pmr",
    areas=("arms", "face", "trunk", "legs"),
    brief_areas=(),
    settle=Range(90, 30, 180),
    close=Range(120, 0, 300),
    instruction=8,
    instruction_again=3,
    tension=5,
    tension_tender=3.5,
    tender=frozenset(),
    release=Range(30, 10, 60),
    release_step=5,
    rounds=3,
)
SIXTEEN = replace(FOUR, areas=tuple(f"area_{n}" for n in range(16)))
SCAN = replace(
    FOUR, manner="scan", areas=tuple(f"area_{n}" for n in range(14)), brief_areas=("up", "down"),
    settle=Range(45, 10, 90), close=Range(75, 10, 300), instruction=0, instruction_again=0,
    tension=0, tension_tender=0, release=Range(30, 20, 40), release_step=1, rounds=6,
)  # fmt: skip

WORDS = Words(
    "en",
    {f"say.{m}.{line}_{n}": f"{line} {n}" for m in ("pmr", "scan")
     for line in ("settle", "close", "notice", "tense") for n in (1, 2, 3, 4)}
    | {"say.pmr.again": "again"},
)  # fmt: skip

bodies = st.sampled_from([FOUR, SIXTEEN, SCAN])
shares = st.floats(0, 1)


def asked(body, share):
    """So many seconds between the least it needs and 45 minutes."""
    least = least_seconds(body)
    return round(least + share * (2700 - least), 3)


def laid(body, seconds):
    return lay_out("walk", "en", relax(body, seconds, WORDS))


def length(body, spread):
    """How long a fitted walk is, by the formula of the facts, 2.3."""
    turns = [
        (body.instruction if turn == 0 else body.instruction_again)
        + (body.tension_tender if area in body.tender else body.tension)
        + spread.released(turn)
        for area in spread.areas for turn in range(spread.rounds)
    ]  # fmt: skip
    return spread.settle + math.fsum(turns) + spread.close


@pytest.mark.parametrize(("body", "minutes"), [(SIXTEEN, 15.0), (FOUR, 6.4)])
def test_at_its_defaults_a_walk_lasts_what_the_facts_say(body, minutes):
    spread = fit(body, minutes * 60)
    assert (spread.rounds, spread.settle, spread.release) == (1, 90, 30)
    assert length(body, replace(spread, close=120)) / 60 == pytest.approx(minutes, abs=0.05)


@pytest.mark.parametrize(("body", "minutes"), [(SIXTEEN, 25.1), (FOUR, 8.9)])
def test_two_rounds_last_what_the_facts_say(body, minutes):
    spread = fit(body, minutes * 60)
    assert (spread.rounds, spread.settle, spread.release) == (2, 90, 30)
    assert length(body, replace(spread, close=120)) / 60 == pytest.approx(minutes, abs=0.05)


@given(bodies, shares)
def test_a_walk_is_exactly_as_long_as_asked(body, share):
    seconds = asked(body, share)
    assert length(body, fit(body, seconds)) == pytest.approx(seconds, abs=1e-6)
    assert laid(body, seconds).length == pytest.approx(seconds, abs=1e-6)


@given(bodies, shares)
def test_no_figure_leaves_its_limits_and_the_close_takes_what_is_left(body, share):
    spread = fit(body, asked(body, share))
    assert body.release.holds(spread.release)
    assert body.settle.min <= spread.settle <= body.settle.default
    assert spread.close >= body.close.min - 1e-6
    assert 1 <= spread.rounds <= body.rounds


@given(bodies, shares)
def test_no_area_is_cut_off_and_all_are_treated_alike(body, share):
    seconds = asked(body, share)
    spread = fit(body, seconds)
    spans = laid(body, seconds).spans
    phases = ["attend", "tense", "release"] if body.tenses else ["attend"]
    walked = [span.area for span in spans if span.phase == phases[-1]]
    in_order = [a for a in spread.areas for _ in range(spread.rounds)]
    assert walked == (in_order if body.tenses else list(spread.areas) * spread.rounds)
    assert [s.phase for s in spans if s.area] == phases * len(walked)
    let_go = [s.seconds for s in spans if s.area and s.phase == phases[-1]]
    turns = [0, *[1] * (spread.rounds - 1)] * len(spread.areas)
    assert let_go == [spread.released(turn) for turn in turns]


@given(bodies, shares, shares)
def test_more_time_is_never_less_of_a_walk(body, one, other):
    short, long = (fit(body, asked(body, share)) for share in sorted((one, other)))
    assert len(long.areas) >= len(short.areas)
    assert len(long.areas) * long.rounds >= len(short.areas) * short.rounds


def test_a_short_time_shortens_settling_releases_and_close_together():
    spread = fit(FOUR, 240)
    assert 30 < spread.settle < 90
    assert 10 < spread.release < 30
    assert 0 < spread.close < 120


def test_in_the_least_time_everything_is_at_its_least():
    spread = fit(FOUR, least_seconds(FOUR))
    assert (spread.settle, spread.release, spread.close) == (30, 10, 0)


def test_a_scan_too_short_for_all_areas_takes_the_brief_ones():
    assert fit(SCAN, 10 + 14 * 20 + 10).areas == SCAN.areas
    assert fit(SCAN, 10 + 14 * 20 + 9).areas == SCAN.brief_areas


def test_the_least_time_counts_the_brief_areas_where_there_are_any():
    assert least_seconds(SCAN) == 10 + 2 * 20 + 10
    assert least_seconds(FOUR) == 30 + 4 * (8 + 5 + 10)


def test_releases_grow_in_whole_steps():
    assert {fit(FOUR, seconds).release for seconds in range(390, 520)} == {
        30,
        35,
        40,
        45,
        50,
        55,
        60,
    }


def test_tender_areas_are_tensed_for_a_shorter_time():
    spans = laid(replace(FOUR, tender=frozenset({"legs"})), 400).spans
    assert [s.seconds for s in spans if s.phase == "tense"] == [5, 5, 5, 3.5]


def test_the_second_round_of_an_area_is_announced_in_two_words():
    timeline = laid(FOUR, 600)
    instructions = [s.seconds for s in timeline.spans if s.phase == "attend"]
    assert instructions == [8, 3] * 4
    assert [p.text for p in timeline.prompts].count("again") == 4


@given(bodies, shares, st.floats(0.5, 7), st.floats(0, 8))
def test_words_never_overlap_and_end_with_their_phase(body, share, tension, instruction):
    if body.tenses:
        body = replace(body, tension=tension, tension_tender=tension, instruction=instruction)
    seconds = asked(body, share)
    assume(seconds >= least_seconds(body))
    timeline = laid(body, seconds)
    for before, after in zip(timeline.prompts, timeline.prompts[1:], strict=False):
        assert before.at + before.seconds <= after.at + 1e-5
    for prompt in timeline.prompts:
        assert prompt.at + prompt.seconds <= timeline.span_at(prompt.at).end + 1e-5


def test_a_second_line_helps_to_stay_where_there_is_room():
    roomy, brief = laid(FOUR, 390), laid(FOUR, 240)
    assert sum(p.text.startswith("notice") for p in roomy.prompts) == 3
    assert sum(p.text.startswith("notice") for p in brief.prompts) == 0


def test_settling_says_as_many_lines_as_have_room():
    assert [p.text for p in laid(FOUR, 390).prompts if p.text.startswith("settle")] == [
        "settle 1", "settle 2", "settle 3", "settle 4",
    ]  # fmt: skip
    assert [p.text for p in laid(SCAN, 60).prompts if p.text.startswith("settle")] == []


def test_an_area_glows_as_it_is_attended_to_tensed_and_let_go():
    spans = [span for span in laid(FOUR, 390).spans if span.area == "arms"]
    assert [span.low for span in spans] == sorted([spans[0].low, spans[1].low, spans[2].low])
    assert [a.high for a in spans[:-1]] == [b.low for b in spans[1:]]


@pytest.mark.parametrize("seconds", [200, 720, 2700])
def test_a_walk_without_tensing_has_no_instructions_to_make_room_for(seconds):
    instructed = replace(SCAN, instruction=8, instruction_again=3)
    assert laid(instructed, seconds) == laid(SCAN, seconds)
