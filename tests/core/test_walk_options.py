"""A walk as a person wants it: effort, rounds, order, side, place; the lengths of the facts."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ASSETS
from tests.core.test_catalogue import flaws
from tests.core.test_relaxation import FOUR, SIXTEEN
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.body import MyBody
from windown.core.catalogue import timeline_of
from windown.core.options import EFFORTS, ORDERS, PLACES, SIDES, Options
from windown.core.practice import Relaxation
from windown.core.relaxation import area_text
from windown.core.walk import Wish, as_wished, fit, least_seconds
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
WALKS = [p for p in SHELF.practices if isinstance(p.body, Relaxation)]
SEVEN = replace(SIXTEEN, areas=SIXTEEN.areas[:7])
STRONG = Wish(effort="firm", rounds=2)

wishes = st.builds(
    Options,
    effort=st.sampled_from(("", *EFFORTS)),
    rounds=st.sampled_from((None, 1, 2, 3)),
    order=st.sampled_from(("", *ORDERS)),
    side=st.sampled_from(("", *SIDES)),
    place=st.sampled_from(("", *PLACES)),
)  # fmt: skip


def minutes_of(practice, share):
    low, high = practice.minutes.min, practice.minutes.max
    return round(low + share * (high - low), 3)


def is_sound(practice, language, share, options, cramped=frozenset()):
    """Exact length, whole areas in order, the limits kept, and every word a word."""
    minutes, body = minutes_of(practice, share), practice.body
    ask = Ask(options, MyBody(cramped=frozenset(cramped)))
    timeline = timeline_of(practice, WORDS[language], minutes, ask)
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert flaws(timeline) == []
    assert {span.picture for span in timeline.spans if span.area} == {"figure"}
    assert not [p.text for p in timeline.prompts if "_" in p.text or "{" in p.text]
    last = "release" if body.tenses else "attend"
    seconds = [s.seconds for s in timeline.spans if s.area and s.phase == last]
    assert all(body.release.holds(each) for each in seconds)
    tensed = [s for s in timeline.spans if s.phase == "tense"]
    assert all(3 <= s.seconds <= (4 if s.area in body.tender else 7) for s in tensed)
    assert [s.seconds for s in tensed if s.area in cramped and s.seconds > 3] == []
    visited = list(dict.fromkeys(s.area for s in timeline.spans if s.area))
    assert visited in whole(body)
    return True


def whole(body):
    """The ways in which all areas can stand one after another."""
    ways = [list(body.areas), list(body.brief_areas)]
    return ways + [way[::-1] for way in ways]


@given(st.sampled_from(WALKS), st.sampled_from(LANGUAGES), st.floats(0, 1), wishes,
       st.sets(st.sampled_from(["other_foot", "dominant_calf", "legs"]), max_size=2))  # fmt: skip
def test_a_walk_is_sound_with_any_options(practice, language, share, options, cramped):
    assert is_sound(practice, language, share, options, cramped)


@pytest.mark.thorough
@settings(max_examples=3000)
@given(st.sampled_from(WALKS), st.sampled_from(LANGUAGES), st.floats(0, 1), wishes)
def test_a_great_many_walks_are_sound(practice, language, share, options):
    assert is_sound(practice, language, share, options)


@pytest.mark.parametrize("practice", WALKS, ids=lambda practice: practice.id)
@pytest.mark.parametrize("share", [0, 1])
def test_a_walk_is_sound_at_every_extreme(practice, share):
    for effort, rounds, order in itertools.product(("light", "firm"), (1, 3), ORDERS):
        options = Options(effort=effort, rounds=rounds, order=order)
        assert is_sound(practice, "en", share, options)


@pytest.mark.parametrize(
    ("body", "minutes", "wish", "release", "later", "tension"),
    [
        (SIXTEEN, 15.0, Wish(rounds=1), 30, 30, 5), (SEVEN, 8.5, Wish(rounds=1), 30, 30, 5),
        (FOUR, 6.4, Wish(rounds=1), 30, 30, 5),
        (SIXTEEN, 18.2, Wish("firm", 1), 40, 40, 7), (SEVEN, 9.9, Wish("firm", 1), 40, 40, 7),
        (FOUR, 7.2, Wish("firm", 1), 40, 40, 7),
        (SIXTEEN, 25.1, Wish(rounds=2), 30, 30, 5), (SEVEN, 12.9, Wish(rounds=2), 30, 30, 5),
        (FOUR, 8.9, Wish(rounds=2), 30, 30, 5),
        (SIXTEEN, 34.2, STRONG, 40, 50, 7), (SEVEN, 16.9, STRONG, 40, 50, 7),
        (FOUR, 11.2, STRONG, 40, 50, 7),
    ],
)  # fmt: skip
def test_the_lengths_of_the_facts_come_out(body, minutes, wish, release, later, tension):
    """The table of 2.3: with settling 90 s and 120 s at the end, to a tenth of a minute."""
    close = 120.0
    tensed, wish = as_wished(body, 3600, wish)
    turns = [8 + tension + release, 3 + tension + later][: wish.rounds]
    exact = 90 + len(body.areas) * sum(turns) + close
    assert exact / 60 == pytest.approx(minutes, abs=0.06)
    spread = fit(tensed, exact, wish)
    assert (spread.rounds, spread.settle, spread.close) == (wish.rounds, 90, close)
    assert (spread.release, spread.later if wish.rounds == 2 else later) == (release, later)
    assert {tensed.tension} == {tension}


def test_the_forms_by_memory_last_what_the_facts_say():
    release, count = (SHELF.find(i) for i in ("pmr_release", "pmr_recall_count"))
    spread = fit(release.body, 7 * 60)
    assert (len(spread.areas), spread.rounds, spread.settle) == (4, 1, 90)
    assert 30 <= spread.release <= 45
    timeline = timeline_of(count, WORDS["en"])
    numbers = [s for s in timeline.spans if s.phase == "attend" and not s.area]
    assert [s.seconds for s in numbers] == [24, *[6] * 10]


def test_an_effort_with_no_time_for_it_becomes_the_usual_one():
    least = least_seconds(SIXTEEN)
    assert as_wished(SIXTEEN, least, Wish("firm"))[0] == SIXTEEN
    assert as_wished(SIXTEEN, least + 40, Wish("firm"))[0].tension == 7
    assert as_wished(SIXTEEN, least, Wish("light"))[0].tension == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_effort_is_heard(language):
    words = WORDS[language]
    for effort in ("light", "firm"):
        timeline = timeline_of(SHELF.find("pmr_7"), words, ask=Ask(Options(effort=effort)))
        said = {p.text for p in timeline.prompts}
        assert words(f"say.pmr.{effort}.settle_2") in said
        assert words("say.pmr.settle_2") not in said
        assert words(f"say.pmr.{effort}.tense_2") in said
        word = {"en": "tense", "de": "anspannen"}[language]
        assert all(word in words(f"say.pmr.{effort}.tense_{n}").lower() for n in (1, 2, 3))


def test_a_firm_effort_is_not_asked_of_what_strains_or_cramps():
    practice = SHELF.find("pmr_16")
    timeline = timeline_of(practice, WORDS["en"], ask=Ask(Options(effort="firm")))
    firmly = {WORDS["en"](f"say.pmr.firm.tense_{n}") for n in (1, 2, 3)}
    tensed = {span.area: span.at for span in timeline.spans if span.phase == "tense"}
    asked = {area for area, at in tensed.items() if timeline.caption_at(at) in firmly}
    assert asked == set(practice.body.areas) - set(practice.body.tender)


def test_a_walk_begins_where_it_is_wished():
    scan, muscles = SHELF.find("body_scan"), SHELF.find("pmr_16")

    def first(practice, order):
        timeline = timeline_of(practice, WORDS["en"], ask=Ask(Options(order=order)))
        return next(s.area for s in timeline.spans if s.area)

    assert (first(scan, ""), first(scan, "feet"), first(scan, "head")) == (
        "feet", "feet", "face_head",
    )  # fmt: skip
    assert (first(muscles, "head"), first(muscles, "feet")) == (
        "dominant_hand_forearm", "other_foot",
    )  # fmt: skip
    from_head = timeline_of(scan, WORDS["en"], ask=Ask(Options(order="head")))
    said = " ".join(p.text for p in from_head.prompts)
    assert "from the head to the feet" in said
    assert "from the feet to the head" not in said


@pytest.mark.parametrize(("side", "first", "second"), [("right",) * 2 + ("left",),
                                                       ("left",) * 2 + ("right",)])  # fmt: skip
def test_a_known_side_is_called_by_its_name(side, first, second):
    words = WORDS["en"]
    assert f"the {first} hand" in area_text("dominant_hand_forearm", "tense", words, side)
    assert f"the {second} foot" in area_text("other_foot", "tense", words, side)
    assert area_text("dominant_calf", "name", words, side) == f"{first.capitalize()} calf"
    assert "write with" in area_text("dominant_hand_forearm", "tense", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chair_has_moves_of_its_own_and_no_pillow(language):
    words, bed = WORDS[language], {"en": ("pillow", "mattress"), "de": ("Kissen", "Matratze")}
    for practice in WALKS:
        for side in ("", "left"):
            asked = Ask(Options(side=side, place="chair"))
            timeline = timeline_of(practice, words, ask=asked)
            said = " ".join(p.text for p in timeline.prompts)
            assert not [word for word in bed[language] if word in said]
    chair = area_text("other_thigh", "tense", words, "", "chair")
    assert chair != area_text("other_thigh", "tense", words, "", "bed")


def test_where_a_sided_area_has_no_move_of_the_chair_neither_has_the_unsided_one():
    """Else a known side would bring the move of the bed back."""
    texts = WORDS["en"].texts
    for key in [k for k in texts if k.startswith("area.dominant_") and k.endswith("chair.tense")]:
        assert key.replace("dominant_", "") in texts


@pytest.mark.parametrize("practice", WALKS, ids=lambda practice: practice.id)
def test_the_voice_slows_and_says_less_towards_the_end(practice):
    timeline = timeline_of(practice, WORDS["en"], practice.minutes.default)
    paces = [p.pace for p in timeline.prompts]
    assert paces == sorted(paces, reverse=True)
    assert paces[0] == 1.0
    assert set(paces) <= {1.0, 0.95, 0.9}
    halves = [0, 0]
    for prompt in timeline.prompts:
        halves[prompt.at >= timeline.length / 2] += len(prompt.text.split())
    assert halves[0] > halves[1]


def test_words_end_where_they_are_not_wished_any_more():
    timeline = timeline_of(SHELF.find("pmr_16"), WORDS["en"], ask=Ask(Options(words_until=300)))
    assert timeline.prompts
    assert max(p.at for p in timeline.prompts) < 300
    assert max(t.at for t in timeline.tones) > 600


def test_no_line_of_a_walk_asks_for_the_breath_to_be_held():
    for language, holding in (("en", ("hold your", "hold the breath")), ("de", ("anhalten",))):
        for practice in WALKS:
            texts = {p.text.lower() for p in timeline_of(practice, WORDS[language]).prompts}
            assert not [t for t in texts if any(word in t for word in holding)]
