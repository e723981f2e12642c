"""Guided practices: lines with a growing quiet between them, and silence before the end."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ASSETS
from tests.core.test_catalogue import flaws
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.body import FLAGS, MyBody
from windown.core.catalogue import timeline_of
from windown.core.guided import CLOSE_SHARE, LEAST_APART, LINE_S, SLOWEST, formulas_due, pace_at
from windown.core.options import Options
from windown.core.practice import Guided, Practice, Range
from windown.core.wording import LANGUAGES, Words

SHELF = read_shelf([ASSETS / "practices"])
GUIDED = tuple(p for p in SHELF.practices if isinstance(p.body, Guided))
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
AREAS = ("neck_throat", "dominant_thigh", "abdomen", "chest_shoulders_upper_back", "other_foot")

options = st.builds(
    Options,
    pauses=st.none() | st.floats(0.5, 3.0),
    formulas=st.none() | st.integers(1, 12),
    theme=st.sampled_from(["", "shore", "cabin", "meadow", "stove", "moon"]),
    side=st.sampled_from(["", "left", "right"]),
    leave_out=st.sets(st.sampled_from([*AREAS, "knee", "hug", "heart", "neck_left"])).map(
        frozenset
    ),
)
bodies = st.builds(
    MyBody,
    flags=st.sets(st.sampled_from(FLAGS)).map(frozenset),
    left_out=st.sets(st.sampled_from(AREAS)).map(frozenset),
)


def made(practice_id, minutes=None, language="en", body=MyBody(), **chosen):  # noqa: B008
    ask = Ask(Options(**chosen), body)
    return timeline_of(SHELF.find(practice_id), WORDS[language], minutes, ask)


def texts(timeline):
    return [prompt.text for prompt in timeline.prompts]


def lines_of(kind, language="en", manner="autogenic"):
    own = WORDS[language].texts
    return {text for key, text in own.items() if key.startswith(f"say.{manner}.{kind}_")}


def is_guided_well(practice, language, share, ask):
    """Whether a session is exactly as long as asked and keeps all that holds for such lines."""
    low, high = practice.minutes.min, practice.minutes.max
    minutes = round(low + share * (high - low), 4)
    timeline = timeline_of(practice, WORDS[language], minutes, ask)
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert flaws(timeline) == []
    assert [(a.text, b.text) for a, b in pairwise(timeline.prompts) if a.text == b.text] == []
    assert all(SLOWEST <= prompt.pace <= 1.0 for prompt in timeline.prompts)
    assert all(a.pace >= b.pace for a, b in pairwise(timeline.prompts))
    assert {span.picture for span in timeline.spans} == {"calm"}
    silent = min(CLOSE_SHARE * timeline.length, practice.body.close.max)
    last = timeline.prompts[-1]
    assert last.at <= timeline.length - silent + 1.1
    assert [span.number for span in timeline.spans] == list(range(len(timeline.spans)))
    return True


@given(st.sampled_from(GUIDED), st.sampled_from(LANGUAGES), st.floats(0, 1), options, bodies)
def test_every_guided_practice_is_sound_with_all_options(practice, language, share, chosen, body):
    assert is_guided_well(practice, language, share, Ask(chosen, body))


@pytest.mark.thorough
@settings(max_examples=2000)
@given(st.sampled_from(GUIDED), st.sampled_from(LANGUAGES), st.floats(0, 1), options, bodies)
def test_every_guided_practice_is_sound_a_great_many_times(practice, language, share, chosen, body):
    assert is_guided_well(practice, language, share, Ask(chosen, body))


@pytest.mark.parametrize("practice_id", ["natural", "mindful_breath", "paradoxical_intention"])
def test_the_quiet_between_lines_grows(practice_id):
    timeline = made(practice_id, 20)
    gaps = [b.at - a.at for a, b in pairwise(span for span in timeline.spans if span.number)]
    assert len(gaps) > 8
    assert all(earlier < later + 0.01 for earlier, later in pairwise(gaps))
    assert gaps[-1] > 1.5 * gaps[0]


def test_the_voice_grows_slower_towards_the_end():
    paces = [prompt.pace for prompt in made("mindful_breath", 20).prompts]
    assert (paces[0], paces[-1]) == (1.0, SLOWEST)
    assert set(paces) == {1.0, 0.96, 0.92, 0.88}
    assert (pace_at(0.0), pace_at(1.0)) == (1.0, SLOWEST)


def test_longer_pauses_leave_fewer_lines():
    assert len(texts(made("imagery", 10))) > len(texts(made("imagery", 10, pauses=2.0)))


def test_pauses_beyond_their_limits_are_as_the_limits():
    assert made("imagery", pauses=0.5) == made("imagery", pauses=1.0) == made("imagery")
    assert made("imagery", pauses=9.0) == made("imagery", pauses=2.0)


def test_every_place_has_lines_of_its_own():
    places = [
        set(texts(made("imagery", 20, theme=t))) for t in ("shore", "cabin", "meadow", "stove")
    ]
    assert all(len(place) >= 12 for place in places)
    assert len(set.intersection(*places)) <= 4  # only settling and closing are shared


def test_a_place_nobody_knows_is_the_first_one():
    assert made("imagery", theme="moon") == made("imagery", theme="shore") == made("imagery")


@pytest.mark.parametrize(
    ("days", "sessions", "due"),
    [(0, 1, 1), (6, 9, 1), (7, 9, 2), (20, 40, 2), (21, 40, 3), (63, 40, 6), (900, 400, 6),
     (900, 0, 1), (900, 4, 2), (-3, 9, 1)],
)  # fmt: skip
def test_formulas_come_over_weeks_of_practice(days, sessions, due):
    first = date(2026, 1, 1)
    assert formulas_due(first, sessions, first + timedelta(days=days)) == due


def test_at_first_there_is_one_formula():
    assert formulas_due(None, 0, date(2026, 1, 1)) == 1
    said = set(texts(made("autogenic")))
    assert said & lines_of("heaviness")
    assert not said & lines_of("warmth")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chosen_number_of_formulas_wins_and_they_come_in_order(language):
    said = texts(made("autogenic", 20, language, formulas=6))
    kinds = ("heaviness", "warmth", "heart", "breath", "abdomen", "forehead")
    firsts = [min(said.index(t) for t in lines_of(kind, language) if t in said) for kind in kinds]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("flag", ["heart_or_bp", "panic_or_trauma"])
def test_the_formula_of_the_heart_is_left_out_with_a_flag(flag):
    said = set(texts(made("autogenic", 20, formulas=6, body=MyBody(frozenset({flag})))))
    assert not said & lines_of("heart")
    assert said & lines_of("forehead")


def test_the_formula_of_the_heart_can_be_left_out():
    said = texts(made("autogenic", 20, formulas=6, leave_out=frozenset({"heart"})))
    assert not set(said) & lines_of("heart")


@pytest.mark.parametrize(
    ("language", "warm", "cool"), [("en", "warm", "cool"), ("de", "warm", "kühl")]
)
def test_the_head_is_never_warm(language, warm, cool):
    forehead = " ".join(lines_of("forehead", language))
    assert (warm in forehead, cool in forehead) == (False, True)


def test_a_position_is_shown_while_it_is_held_for_twenty_to_thirty_seconds():
    held = [span for span in made("stretch", 8).spans if span.word]
    assert held[0].word == WORDS["en"]("stretch.reach")
    assert all(30 <= span.seconds <= 40 for span in held)  # ten of them to get there


@pytest.mark.parametrize("minutes", [3, 5, 8, 10, 12, 15])
def test_positions_fill_the_time_between_settling_and_rest(minutes):
    timeline = made("stretch", minutes)
    assert timeline.spans[-1].seconds <= 0.2 * timeline.length + 40


@pytest.mark.parametrize("minutes", [3, 4, 6, 9, 15])
def test_both_sides_of_a_position_are_stretched(minutes):
    words = [span.word for span in made("stretch", minutes).spans]
    for name in ("knee", "twist", "leg", "ankle", "neck"):
        left, right = (words.count(WORDS["en"](f"stretch.{name}_{s}")) for s in ("left", "right"))
        assert left == right


def test_who_writes_with_the_left_begins_on_the_left():
    words = [span.word for span in made("stretch", 8, side="left").spans]
    knees = [WORDS["en"](f"stretch.knee_{side}") for side in ("left", "right")]
    assert [word for word in words if word in knees] == knees


@pytest.mark.parametrize("out", ["neck_throat", "neck", "neck_left"])
def test_what_is_left_out_is_not_stretched(out):
    said = set(texts(made("stretch", 15, leave_out=frozenset({out}))))
    assert not said & lines_of("neck_left", manner="stretch")


def test_a_short_practice_of_a_person_s_own_has_no_line_without_room():
    limits = Range(1, 0.1, 5)
    body = Guided("natural", Range(0, 0, 0), Range(0, 0, 0), Range(0, 0, 0))
    for seconds in (6, 9, 12, 20, 60):
        practice = Practice("own", "mind", 1, limits, body)
        timeline = timeline_of(practice, WORDS["en"], seconds / 60)
        assert timeline.length == seconds
        assert flaws(timeline) == []
        assert all(b.at - a.at >= LEAST_APART - 0.01 for a, b in pairwise(timeline.prompts[:-1]))


def test_a_practice_without_words_is_quiet():
    practice = SHELF.find("natural")
    timeline = timeline_of(practice, Words("en", {}), 5)
    assert (timeline.prompts, timeline.length) == ((), 300)


def test_a_line_has_its_slot_at_the_usual_pace():
    timeline = made("mindful_breath", 30)
    assert {round(p.seconds * p.pace, 1) for p in timeline.prompts} == {LINE_S}
