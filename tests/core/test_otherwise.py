"""Too much, a cramp, too slow, an unwelcome word: what follows, at any second of any practice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask, Noun
from windown.core.catalogue import timeline_of
from windown.core.otherwise import offered, otherwise, spare_prompts
from windown.core.timeline import Span

SHELF = read_shelf([ASSETS / "practices"])
WORDS = read_words(ASSETS / "words", "en")
THINGS = ("anchor", "birch", "candle", "drum", "easel", "fern", "garden", "harp", "island", "jug")
NOUNS = tuple(Noun(word, f"kind {n % 5}") for n, word in enumerate(THINGS))
#: What holds, counts or paces.
PACED = {"in", "top_up", "hold_in", "out", "hold_out", "tense", "word"}


def timeline(practice_id):
    practice = SHELF.find(practice_id)
    return practice, timeline_of(practice, WORDS, None, Ask(nouns=NOUNS))


@pytest.mark.parametrize("practice_id", [practice.id for practice in SHELF.practices])
@given(part=st.floats(0, 0.999))
def test_after_too_much_nothing_is_held_counted_or_paced_any_more(practice_id, part):
    practice, whole = timeline(practice_id)
    at = round(whole.length * part, 3)
    gentle = otherwise("too_much", whole, at, practice, WORDS, Ask())
    later = [span for span in gentle.spans if span.end > at]
    assert not [span.phase for span in later if span.phase in PACED]
    assert not [tone for tone in gentle.tones if tone.at + tone.seconds > at + 1e-6]
    said = [prompt for prompt in gentle.prompts if prompt.at + prompt.seconds > at + 1e-6]
    assert all(prompt.at >= at for prompt in said)
    assert said[0].at - at < 1.0
    assert gentle.length > at + 30


@pytest.mark.parametrize(
    ("practice_id", "span", "keys"),
    [
        ("box_4", Span(0, 4, "in", 1), ("too_much",)),
        ("pmr_16", Span(0, 4, "tense", 1), ("too_much", "cramp")),
        ("body_scan", Span(0, 4, "attend", 1), ("too_much",)),
        ("slowdown", Span(0, 4, "in", 1), ("too_much", "too_slow")),
        ("cognitive_shuffle", Span(0, 4, "word", 1, word="jug"), ("too_much", "ban")),
        ("cognitive_shuffle", Span(0, 4, "rest", 0), ("too_much",)),
    ],
)
def test_only_what_means_something_is_offered_and_too_much_always(practice_id, span, keys):
    assert offered(SHELF.find(practice_id), span) == keys


def test_an_unknown_practice_can_be_too_much():
    assert offered(None, Span(0, 4, "in", 1)) == ("too_much",)


def test_what_may_be_needed_at_any_second_is_spoken_ahead():
    practice, whole = timeline("pmr_16")
    spare = {prompt.text for prompt in spare_prompts(whole, WORDS)}
    tense = next(span for span in whole.spans if span.phase == "tense")
    for change in ("too_much", "cramp"):
        new = otherwise(change, whole, tense.at + 1, practice, WORDS, Ask())
        said = {prompt.text for prompt in new.prompts if prompt.at >= tense.at + 1}
        assert said - {prompt.text for prompt in whole.prompts} <= spare


def test_an_unwelcome_word_gives_way_and_does_not_come_again():
    practice, whole = timeline("cognitive_shuffle")
    now = next(span for span in whole.spans if span.word)
    at = now.at + 2
    ask = Ask(nouns=tuple(noun for noun in NOUNS if noun.word != now.word))
    new = otherwise("ban", whole, at, practice, WORDS, ask)
    later = [span.word for span in new.spans if span.end > at and span.word]
    assert later
    assert now.word not in later
