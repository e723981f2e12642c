"""A chain as parts: each practice knows where it ends, and one can be changed alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.parts import bounds, next_part, within_part
from windown.core.script import Line, Step
from windown.core.splice import continued, joined
from windown.core.timeline import lay_out


def one(practice, *seconds):
    """A practice of steps with so many seconds, a word at the beginning of each."""
    steps = [
        Step("in", s, n, tone="in", lines=(Line(0.0, s, f"{practice} {n}"),))
        for n, s in enumerate(seconds, 1)
    ]
    return lay_out(practice, "en", steps)


chain = joined("evening", [one("first", 10, 10), one("second", 20), one("third", 5, 5)])
alone = one("first", 10, 10)


@pytest.mark.parametrize(("at", "parts"), [(0, (0, 20)), (20, (20, 40)), (49, (40, 50))])
def test_a_practice_of_a_chain_knows_where_it_begins_and_ends(at, parts):
    assert bounds(chain, at) == parts


def test_a_practice_alone_is_its_own_whole():
    assert bounds(alone, 12) == (0.0, 20.0)
    assert next_part(alone, 12) is None


def test_the_next_practice_begins_at_the_position():
    on = next_part(chain, 7.5)
    assert (on.span_at(7.5).practice, on.length) == ("second", 37.5)
    assert on.caption_at(7.5) == "second 1"
    assert next_part(chain, 45) is None


@given(st.floats(0, 49.99))
def test_changing_one_practice_leaves_the_others_as_they_were(position):
    begin, end = bounds(chain, position)

    def other(part, at):
        assert (part.length, part.practice) == (end - begin, chain.span_at(position).practice)
        assert part.span_at(at).at == pytest.approx(chain.span_at(position).at - begin)
        return continued(part, at, one(part.practice, 7.0))

    changed = within_part(chain, position, other)
    before = [span for span in chain.spans if span.end <= begin]
    after = [(span.practice, span.seconds) for span in chain.spans if span.at >= end]
    assert list(changed.spans[: len(before)]) == before
    assert [(s.practice, s.seconds) for s in changed.spans[len(changed.spans) - len(after) :]] == (
        after
    )
    assert changed.length == pytest.approx(position + 7.0 + chain.length - end)
    assert changed.practice == "evening"
    assert all(a.end == b.at for a, b in zip(changed.spans, changed.spans[1:], strict=False))


def test_what_changes_nothing_leaves_the_chain_as_it_is_but_for_its_numbers():
    same = within_part(chain, 25.0, lambda part, at: part)
    assert [replace(span, number=0) for span in same.spans] == [
        replace(span, number=0) for span in chain.spans
    ]
    assert (same.prompts, same.tones, same.length) == (chain.prompts, chain.tones, chain.length)
