"""A run goes step by step, back and forth, ends early, and is taken up where it stood."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core import routine as walk
from windown.core.history import SessionRecord
from windown.core.routine import Routine, RoutineRun, RoutineStep, StepRun

NIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STEPS = (
    RoutineStep("lamps_down", 1.0),
    RoutineStep("natural", 5.0, "natural"),
    RoutineStep("own_1", 0.0, text="Feed the cat"),
)
RUN = walk.start(Routine("own_7", STEPS, "Mine"), "run", NIGHT, NOW, "Europe/Berlin")


def states(run: RoutineRun) -> list[str]:
    return [each.state for each in run.steps]


def test_a_run_begins_at_its_first_step_with_all_open() -> None:
    assert (walk.place(RUN), states(RUN), RUN.ended) == (0, ["open"] * 3, None)
    assert (RUN.routine, RUN.name, RUN.night) == ("own_7", "Mine", NIGHT)


def test_done_and_left_out_are_kept_with_their_moments_and_the_last_step_ends_the_run() -> None:
    run = walk.tick(RUN, NOW + MINUTE)
    run = walk.skip(run, NOW + 2 * MINUTE)
    assert (walk.place(run), run.ended) == (2, None)
    run = walk.tick(run, NOW + 3 * MINUTE)
    assert [(each.state, each.at) for each in run.steps] == [
        ("done", NOW + MINUTE), ("skipped", NOW + 2 * MINUTE), ("done", NOW + 3 * MINUTE),
    ]  # fmt: skip
    assert (walk.place(run), run.ended) == (None, NOW + 3 * MINUTE)


def test_back_opens_the_step_before_also_after_the_last() -> None:
    run = RUN
    for _ in STEPS:
        run = walk.tick(run, NOW)
    run = walk.back(run, NOW + MINUTE)
    assert (walk.place(run), run.ended, states(run)) == (2, None, ["done", "done", "open"])
    assert walk.place(walk.back(run, NOW)) == 1
    assert walk.back(RUN, NOW) == RUN


def test_an_early_end_judges_nothing_and_can_be_taken_back() -> None:
    run = walk.end(walk.tick(RUN, NOW), NOW + MINUTE)
    assert (run.ended, states(run)) == (NOW + MINUTE, ["done", "open", "open"])
    assert walk.end(run, NOW + 2 * MINUTE) == run
    assert walk.tick(run, NOW) == run
    assert walk.back(run, NOW) == walk.tick(RUN, NOW)


def test_the_run_begun_last_of_the_night_that_goes_on_is_taken_up() -> None:
    later = replace(RUN, id="later", started=NOW + MINUTE)
    over = walk.end(replace(RUN, id="over", started=NOW + 2 * MINUTE), NOW)
    before = replace(RUN, id="before", night=NIGHT - timedelta(days=1), started=NOW + 3 * MINUTE)
    assert walk.open_run([later, RUN, over, before], NIGHT) == later
    assert walk.open_run([over, before, replace(RUN, steps=())], NIGHT) is None


def session(minute: float, practice: str = "natural", complete: bool = True) -> SessionRecord:
    started = NOW + minute * MINUTE
    return SessionRecord("s", practice, NIGHT, started, "UTC", 300.0, 300.0, complete)


def test_a_practice_that_was_whole_before_the_crash_is_ticked_when_its_session_ended() -> None:
    run = walk.tick(RUN, NOW + MINUTE)
    caught = walk.caught_up(run, [session(2)])
    assert caught.steps[1] == StepRun(STEPS[1], "done", NOW + 7 * MINUTE)
    assert walk.place(caught) == 2


@pytest.mark.parametrize(
    "other",
    [session(0.5), session(2, "box_4"), session(2, complete=False)],
    ids=["begun before its step", "another practice", "not whole"],
)
def test_no_other_session_ticks_a_step(other: SessionRecord) -> None:
    run = walk.tick(RUN, NOW + MINUTE)
    assert walk.caught_up(run, [other]) == run


def test_a_step_that_was_opened_again_is_not_ticked_by_the_session_before() -> None:
    run = walk.tick(walk.tick(RUN, NOW + MINUTE), NOW + 7 * MINUTE)
    again = walk.back(run, NOW + 8 * MINUTE)
    assert walk.caught_up(again, [session(2)]) == again
    assert walk.place(walk.caught_up(again, [session(9)])) == 2


@given(st.lists(st.sampled_from([walk.tick, walk.skip, walk.back, walk.end]), max_size=40))
def test_whatever_is_pressed_the_open_steps_are_the_last_ones(presses: list) -> None:  # type: ignore[type-arg]
    run, now = RUN, NOW
    for press in presses:
        now += MINUTE
        run = press(run, now)
        kept = states(run)
        assert kept == sorted(kept, key=lambda state: state == "open")
        assert run.ended is not None or walk.place(run) is not None
        assert [each.step for each in run.steps] == list(STEPS)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9, unique=True), st.data())
def test_a_step_moves_and_the_others_keep_their_order(ids: list[int], data: st.DataObject) -> None:
    steps = tuple(RoutineStep(str(n), 1.0) for n in ids)
    at = data.draw(st.integers(0, len(ids) - 1))
    to = data.draw(st.integers(0, len(ids) - 1))
    after = walk.moved(steps, at, to)
    assert after[to] == steps[at]
    rest = [step for step in steps if step != steps[at]]
    assert [step for step in after if step != steps[at]] == rest
    assert walk.moved(steps, at, len(ids)) == steps
