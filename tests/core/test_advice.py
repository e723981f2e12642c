"""What a body changes: nothing against a flag is offered, and what is kinder is named."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.advice import HOLDS, PASSIVE, advise, fitted
from windown.core.areas import SIXTEEN, members, touches
from windown.core.ask import Ask
from windown.core.body import FLAGS, MyBody
from windown.core.catalogue import timeline_of
from windown.core.options import Options
from windown.core.practice import Breathing, Phase, Practice, Range, Relaxation, Slowdown
from windown.core.problems import Trouble

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in ("en", "de")}
WALKS = [p for p in SHELF.practices if isinstance(p.body, Relaxation)]

practices = st.sampled_from(SHELF.practices)
bodies = st.builds(
    MyBody,
    flags=st.frozensets(st.sampled_from(FLAGS), max_size=3),
    left_out=st.frozensets(st.sampled_from(SIXTEEN), max_size=6),
    gentler=st.frozensets(st.sampled_from([p.id for p in SHELF.practices]), max_size=3),
    cramped=st.frozensets(st.sampled_from(SIXTEEN), max_size=2),
)  # fmt: skip

SLOW = Practice(
    "own_slow", "breathe", 1, Range(5, 1, 10), Slowdown(Range(14, 7, 18), Range(6, 5, 10))
)
NOSTRILS = Practice(
    "alternate_nostril", "breathe", 1, Range(5, 2, 15),
    Breathing((Phase("in", 4, "left"), Phase("out", 5, "right"), Phase("in", 4, "nose"),
               Phase("out", 5, "mouth"))),
)  # fmt: skip


def body(*flags, **more):
    return MyBody(flags=frozenset(flags), **more)


def test_a_body_without_flags_changes_nothing():
    for practice in SHELF.practices:
        assert advise(practice, MyBody()) == advise(practice, MyBody(side="left", place="chair"))
        assert advise(practice, MyBody()).offered
        assert fitted(practice, Ask()) == (practice, Ask())


@pytest.mark.parametrize("flag", HOLDS)
def test_no_hold_is_offered_or_begun_with_a_flag_against_it(flag):
    holding = [p for p in SHELF.practices if p.holds_breath]
    assert len(holding) >= 2
    for practice in holding:
        advice = advise(practice, body(flag))
        assert not advice.offered
        assert advice.instead
        with pytest.raises(Trouble) as refused:
            timeline_of(practice, WORDS["en"], ask=Ask(body=body(flag)))
        assert refused.value.key == advice.reasons[0] == f"advice.{flag}.holds"


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("flag", HOLDS)
def test_the_refusal_names_a_practice_that_takes_its_place(flag, language):
    """By the name that stands on its card, wherever it ships."""
    words, practice = WORDS[language], next(p for p in SHELF.practices if p.holds_breath)
    told = words(f"advice.{flag}.holds")
    names = [words.find(f"practice.{id_}.name") for id_ in advise(practice, body(flag)).instead]
    assert any(name and name in told for name in names)


@pytest.mark.parametrize("language", WORDS)
def test_every_practice_that_an_advice_names_bears_that_name(language):
    texts = WORDS[language].texts
    names = {texts[f"practice.{practice.id}.name"] for practice in SHELF.practices}
    told = " ".join(text for key, text in texts.items() if key.startswith("advice."))
    named = set(re.findall("[“„]([^“”]+)[“”]", told))
    assert len(named) >= 3
    assert named <= names


@given(practices, bodies)
def test_what_an_advice_says_and_names_is_there_in_both_languages(practice, given_body):
    advice = advise(practice, given_body)
    assert advice.offered == (not advice.reasons)
    for words in WORDS.values():
        assert [key for key in advice.reasons + advice.changes if not words.has(key)] == []
    assert [key for key in advice.instead if not WORDS["en"].has(f"practice.{key}.name")] == []


@given(practices, bodies)
def test_what_is_instead_is_offered_itself(practice, given_body):
    for other in advise(practice, given_body).instead:
        found = SHELF.find(other)
        assert found is None or not [
            r for r in advise(found, given_body).reasons if not r.startswith("advice.left_out")
        ]


@given(st.sampled_from(WALKS), bodies, st.floats(0, 1), st.sampled_from(sorted(WORDS)))
def test_no_area_that_is_left_out_is_ever_visited(practice, given_body, share, language):
    low, high = practice.minutes.min, practice.minutes.max
    minutes = round(low + share * (high - low), 2)
    ask = Ask(body=given_body)
    try:
        timeline = timeline_of(practice, WORDS[language], minutes, ask)
    except Trouble as refused:
        assert refused.key == "advice.left_out.all"
        return
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert [s.area for s in timeline.spans if touches(s.area, given_body.left_out)] == []
    tensed = {span.area for span in timeline.spans if span.phase == "tense"}
    assert not tensed or given_body.flags.isdisjoint(PASSIVE)
    assert "eye" not in given_body.flags or not any(
        "upper_cheeks_nose" in members(area) for area in tensed
    )
    assert not [p.text for p in timeline.prompts if "_" in p.text or "{" in p.text]


def test_everything_left_out_is_refused_with_what_takes_its_place():
    practice = SHELF.find("pmr_4")
    everything = body(left_out=frozenset(SIXTEEN))
    assert not advise(practice, everything).offered
    with pytest.raises(Trouble):
        timeline_of(practice, WORDS["en"], ask=Ask(body=everything))


def test_areas_left_out_for_one_practice_count_too():
    ask = Ask(Options(leave_out=frozenset({"legs"})))
    timeline = timeline_of(SHELF.find("pmr_4"), WORDS["en"], ask=ask)
    assert {s.area for s in timeline.spans} == {"", "arms", "face_neck", "trunk"}


def test_a_group_touched_falls_into_the_parts_that_are_left():
    practice, _ = fitted(
        SHELF.find("pmr_4"), Ask(body=body(left_out=frozenset({"other_foot", "neck_throat"})))
    )
    assert practice.body.areas == (
        "arms", "face", "trunk", "dominant_leg", "other_thigh", "other_calf",
    )  # fmt: skip
    assert practice.body.brief_areas == ("arms", "face", "trunk", "dominant_leg")


def test_with_heart_trouble_nothing_is_tensed_group_wide_or_strongly():
    heart = body("heart_or_bp")
    assert advise(SHELF.find("pmr_4"), heart).instead == ("pmr_16", "pmr_7")
    practice, ask = fitted(SHELF.find("pmr_16"), Ask(Options(effort="firm"), heart))
    assert (practice.tenses, ask.options.effort) == (True, "light")
    assert not fitted(SHELF.find("pmr_4"), Ask(body=heart))[0].tenses


@pytest.mark.parametrize("flag", PASSIVE)
def test_what_would_be_tensed_is_only_noticed(flag):
    for practice in WALKS:
        if practice.tenses:
            advice = advise(practice, body(flag))
            assert (advice.offered, advice.instead) == (False, ("pmr_passive",))
            assert fitted(practice, Ask(body=body(flag)))[0].body.manner == "passive"


def test_with_lung_trouble_a_slow_down_stays_at_eight_or_above():
    practice, ask = fitted(SLOW, Ask(Options(target=5), body("lung")))
    assert (practice.body.target.min, ask.options.target) == (8, 8)
    assert practice.body.start.min == 8
    assert advise(SLOW, body("lung")).changes == ("advice.lung.target",)


def test_a_blocked_nose_takes_the_words_of_the_nose_away():
    advice = advise(NOSTRILS, body("blocked_nose"))
    assert (advice.offered, advice.instead[0]) == (False, "natural")
    practice, _ = fitted(NOSTRILS, Ask(body=body("blocked_nose")))
    assert [p.detail for p in practice.body.cycle] == ["", "", "", "mouth"]


def test_with_panic_or_trauma_eyes_stay_open_unless_chosen_otherwise():
    practice = SHELF.find("extended_4_6")
    panic = body("panic_or_trauma")
    assert not advise(practice, panic).offered
    assert fitted(practice, Ask(body=panic))[1].options.eyes_closed is False
    wished = Ask(Options(eyes_closed=True), panic)
    assert fitted(practice, wished)[1].options.eyes_closed is True


def test_what_was_too_much_begins_more_gently_and_says_so():
    practice = SHELF.find("pmr_16")
    gentle = body(gentler=frozenset({"pmr_16"}))
    assert advise(practice, gentle).changes == ("advice.gentler",)
    options = fitted(practice, Ask(body=gentle))[1].options
    assert (options.effort, options.rounds, options.eyes_closed) == ("light", 1, False)
    assert fitted(SLOW, Ask(body=body(gentler=frozenset({"own_slow"}))))[0].body.target.min == 8
