"""One axis of seconds: laid out without gaps, asked anywhere, cut anywhere, shortened anywhere."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.script import Line, Step
from windown.core.splice import skip
from windown.core.timeline import TONE_LONGEST, Cue, Timeline, lay_out

TENTHS = st.integers(1, 600).map(lambda n: n / 10)


@st.composite
def steps(draw):
    """A script as the practices make them: numbers never fall, lines keep their order and room."""
    made, number = [], draw(st.integers(0, 1))
    for at in range(draw(st.integers(1, 12))):
        seconds = draw(TENTHS)
        lines = (Line(0.0, seconds / 2, f"say {at}"), Line(seconds / 2, seconds / 2, "again"))
        spoken = lines[: draw(st.integers(0, 2))]
        made.append(
            Step("in", seconds, number, tone=draw(st.sampled_from(["", "in"])), lines=spoken)
        )
        number += draw(st.integers(0, 1))
    return made


def two_areas():
    """Settle, two areas with words and tones, a closing rest: 0, 10, 14, 20, 24, 30 to 40 s."""
    return lay_out(
        "walk",
        "en",
        [
            Step("rest", 10, 0, lines=(Line(1, 8, "settle"),)),
            Step("tense", 4, 1, 0.5, 1.0, "arms", tone="tense", lines=(Line(0, 3, "tense"),)),
            Step("release", 6, 1, 1.0, 0.0, "arms", tone="release", lines=(Line(0, 5, "let go"),)),
            Step("tense", 4, 2, 0.5, 1.0, "legs", tone="tense", lines=(Line(0, 3, "legs"),)),
            Step("release", 6, 2, 1.0, 0.0, "legs", tone="release"),
            Step("rest", 10, 3, lines=(Line(1, 8, "close"),)),
        ],
    )


def gaps(timeline):
    """Where a span does not begin at the second at which the one before it ended."""
    ends = [0.0, *(span.end for span in timeline.spans)]
    starts = [*(span.at for span in timeline.spans), timeline.length]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if end != start]


def overlaps(timeline):
    """Prompts that begin before the one before them is over."""
    pairs = zip(timeline.prompts, timeline.prompts[1:], strict=False)
    return [(a, b) for a, b in pairs if b.at < a.at + a.seconds - 1e-6]


@given(steps())
def test_spans_follow_each_other_without_a_gap_from_the_first_to_the_last_second(script):
    laid = lay_out("any", "en", script)
    assert gaps(laid) == []
    assert laid.length == pytest.approx(math.fsum(step.seconds for step in script), abs=1e-9)


@given(TENTHS, TENTHS)
def test_half_an_hour_of_breaths_does_not_drift(inhale, exhale):
    breaths = int(1800 // (inhale + exhale)) or 1
    pair = [Step("in", inhale, 1), Step("out", exhale, 1)]
    laid = lay_out("any", "en", pair * breaths)
    tenths = round(inhale * 10) + round(exhale * 10)
    assert [span.at for span in laid.spans[::2]] == [n * tenths / 10 for n in range(breaths)]
    assert laid.length == breaths * tenths / 10


def test_a_step_of_no_length_leaves_nothing_behind():
    silent = Step("rest", 1e-12, 1, tone="rest", lines=(Line(0, 1, "nothing"),))
    laid = lay_out("any", "en", [Step("in", 4, 1), silent, Step("rest", 0, 2), Step("out", 6, 2)])
    assert [span.phase for span in laid.spans] == ["in", "out"]
    assert (laid.prompts, laid.tones, laid.length) == ((), (), 10)


def test_a_script_without_steps_is_over_at_once():
    assert lay_out("any", "en", []).length == 0


def test_a_long_phase_sounds_only_at_its_beginning():
    laid = lay_out("any", "en", [Step("rest", 100, 1, tone="rest"), Step("in", 4, 2, tone="in")])
    assert [(tone.at, tone.seconds) for tone in laid.tones] == [(0, TONE_LONGEST), (100, 4)]


@pytest.mark.parametrize(
    ("position", "phase", "progress"),
    [(-5, "rest", 0), (0, "rest", 0), (9.999, "rest", 0.9999), (10, "tense", 0), (12, "tense", 0.5),
     (14, "release", 0), (40, "rest", 1), (1000, "rest", 1)],
)  # fmt: skip
def test_a_frame_shows_the_phase_of_its_second(position, phase, progress):
    frame = two_areas().frame(position)
    assert (frame.span.phase, frame.progress) == (phase, pytest.approx(progress))


def test_a_frame_is_held_within_the_session():
    early, late = two_areas().frame(-3), two_areas().frame(41)
    assert (early.position, early.done, early.ended) == (0, 0, False)
    assert (late.position, late.done, late.ended) == (40, 1, True)


def test_the_session_has_ended_at_its_last_second_and_not_before():
    assert not two_areas().frame(39.999).ended
    assert two_areas().frame(40).ended


def test_the_picture_moves_from_low_to_high_within_its_phase():
    walk = two_areas()
    full = [walk.frame(second).fullness for second in (10, 11, 12, 13, 13.9999)]
    assert full == sorted(full)
    assert full[0] == 0.5
    assert full[2] == pytest.approx(0.75)
    assert full[-1] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("position", "caption"),
    [(0, ""), (1, "settle"), (8.999, "settle"), (9, ""), (10, "tense"), (13, ""), (14, "let go")],
)
def test_a_caption_stands_as_long_as_its_slot(position, caption):
    assert two_areas().caption_at(position) == caption


def test_at_one_second_the_phase_comes_before_its_tone_and_its_words_and_the_end_last():
    walk = two_areas()
    assert [(cue.kind, cue.text) for cue in walk.cues(9.5, 10)] == [
        ("phase", "tense"), ("tone", "tense"), ("say", "tense"),
    ]  # fmt: skip
    assert walk.cues()[-1] == Cue(40, "end")


@given(steps(), st.lists(st.floats(0, 1), max_size=8), st.booleans())
def test_cues_asked_piece_by_piece_are_all_cues_once(script, parts, at_cues):
    laid = lay_out("any", "en", script)
    cuts = sorted(part * laid.length for part in parts)
    if at_cues:  # cut exactly where something happens
        cuts = sorted({laid.span_at(cut).at for cut in cuts})
    edges = [-1.0, *cuts, laid.length]
    pieces = [laid.cues(a, b) for a, b in itertools.pairwise(edges)]
    assert [cue for piece in pieces for cue in piece] == laid.cues()


def test_next_begins_the_following_area_at_once():
    shorter = skip(two_areas(), 11)
    assert [(span.at, span.phase, span.area) for span in shorter.spans[:3]] == [
        (0, "rest", ""), (10, "tense", "arms"), (11, "tense", "legs"),
    ]  # fmt: skip
    assert shorter.length == 31
    assert [(prompt.at, prompt.text) for prompt in shorter.prompts][-2:] == [
        (11, "legs"), (22, "close"),
    ]  # fmt: skip


def test_next_cuts_short_what_is_being_said_and_sounded():
    shorter = skip(two_areas(), 11)
    said = next(prompt for prompt in shorter.prompts if prompt.text == "tense")
    assert said.seconds == 1
    assert shorter.caption_at(11) == "legs"
    assert [tone.seconds for tone in shorter.tones if tone.at == 10] == [1]


def test_next_in_the_closing_rest_leaves_nothing_to_come():
    assert skip(two_areas(), 35).length == 35


def test_next_while_settling_in_goes_to_the_next_line_and_then_to_the_first_area():
    settle = Step("rest", 60, 0, lines=(Line(1, 8, "posture"), Line(20, 8, "leave out")))
    laid = lay_out("any", "en", [settle, Step("attend", 10, 1, area="arms")])
    once = skip(laid, 5)
    assert [(p.at, p.text) for p in once.prompts] == [(1, "posture"), (5, "leave out")]
    assert (once.spans[0].seconds, once.spans[1].at, once.length) == (45, 45, 55)
    twice = skip(once, 7)
    assert (twice.spans[0].seconds, twice.spans[1].at, twice.length) == (7, 7, 17)


def test_a_session_of_one_part_skipped_at_once_is_an_empty_one_that_can_still_be_shown():
    gone = skip(lay_out("any", "en", [Step("rest", 60, 1)]), 0)
    assert gone.length == 0
    assert gaps(gone) == []
    assert gone.frame(0).ended


@given(steps(), st.floats(0, 1))
def test_next_shifts_all_that_follows_and_leaves_what_came_before(script, part):
    laid = lay_out("any", "en", script)
    position = round(part * laid.length, 6)
    shorter = skip(laid, position)
    assert gaps(shorter) == []
    assert overlaps(shorter) == []
    assert shorter.length <= laid.length
    assert [s for s in shorter.spans if s.end < position] == [
        s for s in laid.spans if s.end < position
    ]
    if laid.span_at(position).number == 0:
        return  # in settling in, the next line is what comes next
    following = [s for s in laid.spans if s.number > laid.span_at(position).number]
    moved = [s for s in shorter.spans if s.at >= position] if following else []
    assert [(s.phase, s.number, s.seconds) for s in moved] == [
        (s.phase, s.number, s.seconds) for s in following
    ]


@given(steps(), st.floats(0, 1))
def test_whoever_keeps_pressing_next_reaches_the_end(script, part):
    laid: Timeline = lay_out("any", "en", script)
    position = round(part * laid.length, 6)
    for _ in range(len(laid.spans) + len(laid.prompts)):
        laid = skip(laid, position)
    assert laid.length == position
