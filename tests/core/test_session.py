"""A session as a value: what is done and what the clock says lead to the next state."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.script import Step
from windown.core.session import LIT, Session, act, begun, let_be, moved
from windown.core.splice import joined
from windown.core.timeline import lay_out

ACTIONS = ("pause", "end", "mute", "next", "black", "slept")


def three_breaths():
    """Three breaths of ten seconds and five seconds of rest."""
    breath = [(4, "in"), (6, "out")]
    steps = [Step(phase, s, number) for number in (1, 2, 3) for s, phase in breath]
    return lay_out("any", "en", [*steps, Step("rest", 5, 4)])


running = Session(three_breaths())
paused = act(replace(running, position=12.0), "pause")[0]
ended = act(running, "end")[0]


def test_it_follows_the_clock_while_it_runs():
    assert moved(running, 3.5)[0].position == 3.5


@pytest.mark.parametrize("still", [paused, ended])
def test_it_stands_while_it_does_not_run(still):
    assert moved(still, 30) == (still, ())


def test_it_never_goes_back():
    later = moved(running, 10)[0]
    assert moved(later, 9.9) == (later, ())


def test_it_ends_at_its_last_second_and_is_complete():
    over, effects = moved(running, 40)
    assert (over.stage, over.position, over.complete, effects) == ("ended", 35, True, ("finish",))


def test_ended_early_it_is_not_complete():
    over, effects = act(moved(running, 34.9)[0], "end")
    assert (over.stage, over.complete, effects) == ("ended", False, ("finish",))


def test_a_pause_is_written_and_hushed_and_going_on_sounds():
    assert act(running, "pause")[1] == ("hush", "keep")
    assert act(paused, "pause") == (replace(paused, stage="running"), ("sound",))


def test_sleep_of_the_computer_pauses_and_never_goes_on():
    assert act(running, "slept")[0].stage == "paused"
    assert act(paused, "slept") == (paused, ())


def test_muting_twice_is_as_before():
    quiet, effects = act(running, "mute")
    assert (quiet.muted, effects) == (True, ("levels",))
    assert act(quiet, "mute")[0] == running


def test_the_screen_can_be_lit_again_after_the_end():
    assert act(act(ended, "black")[0], "black")[0] == ended


@pytest.mark.parametrize("action", ["pause", "end", "mute", "next", "slept"])
def test_after_the_end_nothing_else_is_done(action):
    assert act(ended, action) == (ended, ())


def test_next_goes_on_with_the_following_breath_at_the_same_second():
    on, effects = act(moved(running, 12.0)[0], "next")
    assert (on.position, on.timeline.span_at(12).number, effects) == (12, 3, ("follow",))
    assert on.timeline.length == 27


def test_next_while_paused_stays_paused():
    assert act(paused, "next")[0].stage == "paused"


@given(st.floats(30, 34.999))
def test_next_in_the_closing_rest_ends_it(position):
    resting = moved(running, position)[0]
    for stands in (resting, act(resting, "pause")[0]):
        over, effects = act(stands, "next")
        assert (over.stage, over.complete, effects) == ("ended", True, ("finish",))


@given(st.lists(st.one_of(st.sampled_from(ACTIONS), st.floats(0, 50)), max_size=40))
def test_whatever_is_done_it_never_goes_back_nor_begins_again(deeds):
    session = running
    for deed in deeds:
        then, effects = moved(session, deed) if isinstance(deed, float) else act(session, deed)
        assert then.position >= session.position
        assert then.timeline.length <= session.timeline.length
        assert then.stage == "ended" if session.stage == "ended" else True
        assert ("finish" in effects) == (session.stage != "ended" and then.stage == "ended")
        assert then.over == (then.position == then.timeline.length)
        assert not (then.over and then.stage != "ended")
        assert then.over or not then.complete
        session = then


# Eyes closed


def test_with_eyes_closed_it_is_black_after_the_first_breath():
    session = begun(three_breaths(), closed=True)
    assert not moved(session, 9.9)[0].black
    assert moved(session, 10.0)[0].black


def test_where_nothing_is_breathed_it_is_black_soon():
    walk = lay_out("any", "en", [Step("rest", 60, 0), Step("tense", 40, 1)])
    session = begun(walk, closed=True)
    assert not moved(session, LIT - 0.1)[0].black
    assert moved(session, LIT)[0].black


def test_a_first_breath_that_takes_long_keeps_nobody_in_the_light():
    slow = lay_out("any", "en", [Step("in", 31, 1), Step("out", 31, 1)])
    assert moved(begun(slow, closed=True), LIT)[0].black


def test_with_open_eyes_nothing_goes_black_by_itself():
    assert not moved(begun(three_breaths()), 30)[0].black


def test_lit_again_by_hand_it_stays_lit():
    dark = moved(begun(three_breaths(), closed=True), 10)[0]
    lit = act(dark, "black")[0]
    assert not moved(lit, 30)[0].black


def test_made_black_early_by_hand_it_stays_black():
    early = act(begun(three_breaths(), closed=True), "black")[0]
    assert moved(early, 30)[0].black


def test_it_stays_black_over_its_end():
    dark = moved(begun(three_breaths(), closed=True), 12)[0]
    over = moved(dark, 40)[0]
    assert (over.stage, over.black) == ("ended", True)


def test_still_awake_goes_on_to_the_next_practice_of_a_chain():
    chain = joined("evening", [three_breaths(), lay_out("other", "en", [Step("rest", 50, 1)])])
    on, effects = act(moved(begun(chain, closed=True), 12)[0], "next")
    assert (on.timeline.span_at(12).practice, effects) == ("other", ("follow",))
    awake = act(moved(begun(chain), 12)[0], "next")[0]
    assert awake.timeline.span_at(12).practice == "any"


# Too much


def test_too_much_goes_on_gently_also_out_of_a_pause():
    gentle = lay_out("any", "en", [Step("rest", 90, 1)])
    assert let_be(moved(running, 5)[0], gentle)[1] == ("follow",)
    on, effects = let_be(paused, gentle)
    assert (on.stage, on.timeline, effects) == ("running", gentle, ("follow", "sound"))


def test_what_is_not_heard_is_seen():
    dark = moved(begun(three_breaths(), closed=True), 12)[0]
    gentle = lay_out("any", "en", [Step("rest", 90, 1)])
    assert let_be(dark, gentle, heard=True)[0].black
    assert not let_be(dark, gentle, heard=False)[0].black
    early = begun(three_breaths(), closed=True)
    assert not moved(let_be(early, gentle, heard=False)[0], 40)[0].black


def test_after_the_end_nothing_is_too_much():
    assert let_be(ended, three_breaths()) == (ended, ())
