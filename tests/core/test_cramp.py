"""A cramp: half a minute to stretch, then on without that place, at the same end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from tests.core.test_catalogue import flaws
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.areas import touches
from windown.core.ask import Ask
from windown.core.catalogue import timeline_of
from windown.core.cramp import EASE_S, area_at, eased
from windown.core.options import Options
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
TENSING = [p for p in SHELF.practices if p.tenses]


def cramped(practice, timeline, position, language="en"):
    return eased(timeline, position, practice, WORDS[language], Ask())


@given(
    st.sampled_from(TENSING), st.sampled_from(LANGUAGES), st.floats(0, 1), st.floats(0, 1),
    st.sampled_from([None, 1, 2, 3]),
)  # fmt: skip
def test_a_cramp_pauses_and_goes_on_without_its_place(practice, language, length, share, rounds):
    low, high = practice.minutes.min, practice.minutes.max
    minutes = round(low + length * (high - low), 2)
    words = WORDS[language]
    before = timeline_of(practice, words, minutes, Ask(Options(rounds=rounds)))
    position = round(share * before.length * 0.999, 6)
    after = cramped(practice, before, position, language)
    area = area_at(before, position)
    assert flaws(after) == []
    assert after.length >= before.length - 1e-6 or position + EASE_S > before.length
    assert after.length <= max(before.length, position + EASE_S) + EASE_S + 1e-6
    later = [span for span in after.spans if span.at >= position + EASE_S - 1e-6]
    assert not area or not [span for span in later if touches(span.area, {area})]
    pause = after.span_at(position)
    assert (pause.phase, pause.seconds) == ("rest", EASE_S)
    ends = [s for s in before.spans if s.phase == "release" and s.area != area and s.at > position]
    assert len([s for s in later if s.phase == "release"]) == len(ends)


def test_the_session_ends_when_it_would_have():
    practice = SHELF.find("pmr_16")
    before = timeline_of(practice, WORDS["en"])
    position = next(s.at for s in before.spans if s.area == "dominant_calf") + 10
    after = cramped(practice, before, position)
    assert after.length == before.length
    assert [p.text for p in after.prompts if position <= p.at < position + EASE_S] == [
        WORDS["en"](f"say.cramp.{line}") for line in ("stop", "leg", "on")
    ]
    following = after.span_at(position + EASE_S)
    assert (following.area, following.phase) == ("dominant_foot", "attend")


def test_elsewhere_than_in_a_leg_toes_are_not_spoken_of():
    practice = SHELF.find("pmr_16")
    before = timeline_of(practice, WORDS["en"])
    after = cramped(practice, before, 100.0)
    assert WORDS["en"]("say.cramp.leg") not in {p.text for p in after.prompts}


def test_what_cramped_once_is_tensed_lightly_and_briefly_the_next_time():
    from windown.core.body import MyBody

    body = MyBody(cramped=frozenset({"other_foot"}))
    timeline = timeline_of(SHELF.find("pmr_16"), WORDS["en"], ask=Ask(body=body))
    tense = {s.area: s for s in timeline.spans if s.phase == "tense"}
    assert tense["other_foot"].seconds == 3
    assert tense["dominant_foot"].seconds == 3.5
    light = [WORDS["en"](f"say.pmr.light.tense_{n}") for n in (1, 2, 3)]
    assert timeline.caption_at(tense["other_foot"].at) in light
    assert timeline.caption_at(tense["dominant_foot"].at) not in light


def test_while_settling_there_is_no_area_and_nothing_is_left_out():
    practice = SHELF.find("pmr_4")
    before = timeline_of(practice, WORDS["en"])
    assert area_at(before, 3.0) == ""
    after = cramped(practice, before, 3.0)
    assert {s.area for s in after.spans} == {s.area for s in before.spans}


@pytest.mark.parametrize("back", [0.5, 40.0])
def test_in_the_closing_rest_it_is_only_a_pause(back):
    practice = SHELF.find("pmr_4")
    before = timeline_of(practice, WORDS["en"])
    after = cramped(practice, before, before.length - back)
    assert after.length == pytest.approx(max(before.length, before.length - back + EASE_S))
