"""Too much: at any second of any practice the pacing ends at once, and the room comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from tests.core.test_catalogue import flaws
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask, Noun
from windown.core.catalogue import timeline_of
from windown.core.grounding import grounded
from windown.core.practice import Chain, Writing
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
NOUNS = tuple(Noun(f"{a}{b}", b) for a in "abcdefghijkl" for b in "mnopqrstuvwx")
PLAYED = [p for p in SHELF.practices if not isinstance(p.body, Writing | Chain)]

practices = st.sampled_from(PLAYED)


@given(practices, st.sampled_from(LANGUAGES), st.floats(0, 1))
def test_from_the_second_on_nothing_is_paced_held_counted_or_toned(practice, language, share):
    words = WORDS[language]
    before = timeline_of(practice, words, ask=Ask(nouns=NOUNS))
    position = round(share * before.length * 0.999, 6)
    after = grounded(before, position, words)
    assert flaws(after) == []
    later = [span for span in after.spans if span.at >= position]
    assert {(s.phase, s.picture, s.area, s.word, s.low, s.high) for s in later} == {
        ("rest", "calm", "", "", 0.0, 0.0)
    }
    assert [tone for tone in after.tones if tone.at + tone.seconds > position + 1e-6] == []
    spoken = [p for p in after.prompts if p.at >= position - 1e-9]
    assert [p.text for p in spoken] == [
        words(f"say.grounding.{line}")
        for line in (
            "stop", "eyes", "feet", "dizzy", "five", "help", "three", "hands", "breath", "end",
        )
    ]  # fmt: skip
    assert spoken[0].at == pytest.approx(position, abs=1.0)
    assert 120 <= after.length - position <= 300
    assert after.caption_at(position + 0.5) == words("say.grounding.stop")


def test_what_was_before_stays_as_it_was():
    words = WORDS["en"]
    before = timeline_of(SHELF.find("box_4"), words, 5)
    after = grounded(before, 60.0, words)
    assert [s for s in after.spans if s.end <= 60] == [s for s in before.spans if s.end <= 60]
    assert after.practice == before.practice


def test_it_ends_in_quiet():
    after = grounded(timeline_of(SHELF.find("box_4"), WORDS["en"]), 10.0, WORDS["en"])
    last = after.prompts[-1]
    assert after.length - (last.at + last.seconds) >= 25


def test_the_next_line_can_be_called_for():
    from windown.core.splice import skip

    after = grounded(timeline_of(SHELF.find("box_4"), WORDS["en"]), 10.0, WORDS["en"])
    assert skip(after, 12.0).caption_at(12.5) == WORDS["en"]("say.grounding.eyes")
