"""Timelines are put together and cut without a gap, an overlap or a lost second."""

from hypothesis import given
from hypothesis import strategies as st

from windown.core.script import Line, Step
from windown.core.splice import continued, joined, skip
from windown.core.timeline import Timeline, lay_out

seconds = st.integers(1, 40_000).map(lambda n: n / 1000)
steps = st.lists(
    st.builds(
        Step,
        phase=st.sampled_from(["in", "out", "attend", "rest"]),
        seconds=seconds,
        number=st.integers(0, 5),
        tone=st.sampled_from(["", "in"]),
        lines=st.sampled_from([(), (Line(0.0, 1.0, "Rest"),)]),
    ),
    min_size=1,
    max_size=8,
)
timelines = st.builds(lambda laid: lay_out("one", "en", sorted(laid, key=_number)), steps)


def _number(step: Step) -> int:
    return step.number


def _without_gaps(timeline: Timeline) -> bool:
    ends = [0.0] + [span.end for span in timeline.spans]
    return [span.at for span in timeline.spans] == ends[:-1] and ends[-1] == timeline.length


@given(st.lists(timelines, min_size=1, max_size=4))
def test_joined_timelines_follow_each_other_and_count_on(parts: list[Timeline]) -> None:
    whole = joined("chain", parts)
    assert _without_gaps(whole)
    assert len(whole.spans) == sum(len(part.spans) for part in parts)
    assert len(whole.prompts) == sum(len(part.prompts) for part in parts)
    numbers = [span.number for span in whole.spans]
    assert numbers == sorted(numbers)
    assert {span.practice for span in whole.spans} == {"one"}


@given(timelines, timelines, st.floats(0, 1))
def test_what_goes_on_otherwise_keeps_what_was_and_says_nothing_of_the_old(
    before: Timeline, rest: Timeline, part: float
) -> None:
    position = round(before.length * part, 6)
    whole = continued(before, position, rest)
    assert _without_gaps(whole)
    assert abs(whole.length - position - rest.length) < 1e-5
    assert all(span in whole.spans for span in before.spans if span.end <= position)
    old = [prompt for prompt in whole.prompts if prompt.at < position]
    assert all(prompt.at + prompt.seconds <= position + 1e-6 for prompt in old)
    assert whole.practice == before.practice


@given(timelines, timelines)
def test_skipping_in_a_chain_goes_on_to_the_next_practice(one: Timeline, two: Timeline) -> None:
    whole = joined("chain", [one, two])
    last = one.spans[-1]
    inside = round(last.at + last.seconds / 2, 6)
    shorter = skip(whole, inside)
    assert shorter.length < whole.length
    assert shorter.span_at(inside).number > last.number
