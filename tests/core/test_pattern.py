"""Own patterns: what is told gently, and what is not paced at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.pattern import broken, notices
from windown.core.practice import BREATH_PHASES, Breathing, Phase, Range
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = [read_words(ASSETS / "words", language) for language in LANGUAGES]
WIDE = Range(1.0, 0.5, 2.0)


def pattern(*phases, scale=None, exhale=None):
    """Phases as ("in", 4), ("out", 6)."""
    return Breathing(tuple(Phase(*phase) for phase in phases), scale or Range(1, 1, 1), exhale)


@pytest.mark.parametrize(("body", "told"), [
    (pattern(("in", 4), ("out", 6)), []),
    (pattern(("in", 2.5), ("out", 2.5)), []),
    (pattern(("in", 2.4), ("out", 2.5)), ["pattern.quick"]),
    (pattern(("in", 8), ("out", 10), ("rest", 2)), []),
    (pattern(("in", 8), ("out", 10), ("rest", 2.1)), ["pattern.slow"]),
    (pattern(("in", 4), ("hold_in", 1.9), ("out", 6)), []),
    (pattern(("in", 4), ("hold_in", 2), ("out", 6)), ["pattern.holds"]),
    (pattern(("in", 3), ("hold_in", 7), ("out", 8)), ["pattern.holds"]),
    (pattern(("in", 3), ("hold_in", 7.1), ("out", 8)), ["pattern.long_hold", "pattern.holds"]),
    (pattern(("in", 4), ("out", 6), ("hold_out", 4.1)), ["pattern.long_hold", "pattern.holds"]),
    (pattern(("in", 4), ("out", 10.1)), ["pattern.long_out"]),
    (pattern(("in", 6), ("out", 5.9)), ["pattern.in_longer"]),
    (pattern(("in", 3), ("top_up", 3.1), ("out", 6)), ["pattern.in_longer"]),
    (pattern(("in", 4), ("out", 4), ("in", 4), ("out", 4)), []),
    (pattern(("in", 4), ("out", 6), scale=Range(1, 0.4, 1)), []),
    (pattern(("in", 4), ("hold_in", 1.5), ("out", 6), scale=Range(1, 1, 1.4)), ["pattern.holds"]),
    (pattern(("in", 4), ("out", 6), exhale=Range(6, 4, 12)), []),
])  # fmt: skip
def test_what_is_worth_a_word_is_told(body, told):
    assert notices(body) == told


@pytest.mark.parametrize(("body", "refused"), [
    (pattern(("in", 1.5), ("out", 1.5)), []),
    (pattern(("in", 1.5), ("out", 1.4)), ["content.too_quick"]),
    (pattern(("in", 1), ("out", 1), ("in", 1), ("out", 1), ("rest", 50)), ["content.too_quick"]),
    (pattern(("in", 10), ("out", 50)), []),
    (pattern(("in", 10), ("out", 50), ("rest", 1)), ["content.too_slow"]),
    (pattern(("in", 4), ("hold_in", 20), ("out", 6)), []),
    (pattern(("in", 4), ("hold_in", 20.1), ("out", 6)), ["content.long_hold_in"]),
    (pattern(("in", 4), ("hold_in", 12), ("hold_in", 12), ("out", 6)), ["content.long_hold_in"]),
    (pattern(("in", 4), ("out", 6), ("hold_out", 10)), []),
    (pattern(("in", 4), ("out", 6), ("hold_out", 10.1)), ["content.long_hold_out"]),
    (pattern(("in", 2), ("out", 2), scale=WIDE), ["content.too_quick"]),
    (pattern(("in", 1.2), ("out", 3), exhale=Range(3, 1.5, 9)), ["content.too_quick"]),
    (pattern(("in", 4), ("hold_in", 11), ("out", 6), scale=WIDE), ["content.long_hold_in"]),
])  # fmt: skip
def test_what_is_not_safe_is_refused(body, refused):
    assert broken(body) == refused


def test_nothing_that_ships_breaks_a_limit():
    bodies = [p.body for p in SHELF.practices if isinstance(p.body, Breathing)]
    assert len(bodies) >= 11
    assert [broken(body) for body in bodies if broken(body)] == []


phases = st.builds(Phase, st.sampled_from(BREATH_PHASES), st.floats(0.1, 60))


@given(st.lists(phases, min_size=1, max_size=8), st.sampled_from([Range(1, 1, 1), WIDE]))
def test_any_pattern_can_be_looked_at_and_all_that_is_said_has_words(cycle, scale):
    body = Breathing(tuple(cycle), scale)
    for words in WORDS:
        assert [key for key in (*notices(body), *broken(body)) if key not in words.texts] == []


@given(st.lists(phases, min_size=1, max_size=6))
def test_slower_is_never_too_quick(cycle):
    body = Breathing(tuple(cycle))
    slower = Breathing(tuple(Phase(p.phase, p.seconds * 2) for p in cycle))
    assert "content.too_quick" not in broken(slower) or "content.too_quick" in broken(body)
