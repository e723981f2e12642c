"""An occurrence is shown once, answered once, and moves only while nothing has happened to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from windown.core.evening.ledger import (
    RETRY,
    Answer,
    Claim,
    Correct,
    Event,
    Expire,
    Row,
    Shown,
    after,
    due,
    materialise,
    next_moment,
    scheduled,
)
from windown.core.evening.plan import Occurrence, Reminder, Repeat

NIGHT = date(2026, 5, 1)
NIGHTS = (NIGHT - timedelta(1), NIGHT, NIGHT + timedelta(1))
AT = datetime(2026, 5, 1, 20, tzinfo=UTC)
ZONE = "Europe/Berlin"


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def an_occurrence(shift: float = 0, **changes: object) -> Occurrence:
    """Due at AT, for an hour."""
    reminder = replace(Reminder("screens_off", "bed", 60), **changes)  # type: ignore[arg-type]
    moment = AT + minutes(shift)
    return Occurrence(reminder, NIGHT, moment, moment + minutes(60))


def a_row(**changes: object) -> Row:
    return replace(scheduled(an_occurrence(), ZONE), **changes)  # type: ignore[arg-type]


def lived(row: Row, *steps: tuple[float, Event]) -> Row:
    """The row after events at minutes after AT, all of which apply."""
    for minute, event in steps:
        following = after(row, event, AT + minutes(minute))
        assert following is not None, (row, event)
        row = following
    return row


def shown(at: float = 0, **changes: object) -> Row:
    return lived(a_row(**changes), (at, Claim()), (at, Shown()))


def looked(
    row: Row | None, occurrence: Occurrence | None, at: float, seen: float | None = -5
) -> Row | None:
    """What one look at the plan makes of a row; None where there is none."""
    rows = [] if row is None else [row]
    planned = [] if occurrence is None else [occurrence]
    now = AT + minutes(at)
    last_seen = None if seen is None else AT + minutes(seen)
    written = materialise(rows, planned, NIGHTS, now, ZONE, last_seen)
    if written.dropped:
        return None
    return written.rows[0] if written.rows else row


# What a reminder goes through


def test_it_is_claimed_shown_and_answered() -> None:
    row = lived(a_row(), (0, Claim()), (0.1, Shown()), (3, Answer("done")))
    assert (row.state, row.shows, row.next) == ("done", 1, None)
    assert (row.shown_at, row.answered_at) == (AT + minutes(0.1), AT + minutes(3))


def test_before_its_moment_and_from_its_deadline_on_nobody_can_claim_it() -> None:
    assert after(a_row(), Claim(), AT - minutes(0.01)) is None
    assert after(a_row(), Claim(), AT + minutes(59.9)) is not None
    assert after(a_row(), Claim(), AT + minutes(60)) is None


def test_what_is_claimed_is_not_claimed_again_until_the_claim_has_grown_old() -> None:
    row = lived(a_row(), (0, Claim()))
    assert after(row, Claim(), AT + RETRY / 2) is None
    assert due(row, AT + RETRY)
    assert lived(row, (1, Claim()), (1, Shown())).shows == 1


def test_only_what_is_claimed_can_have_been_shown() -> None:
    for row in (a_row(), shown(), a_row(state="done"), a_row(state="missed")):
        assert after(row, Shown(), AT) is None


@pytest.mark.parametrize(
    ("answer", "state"),
    [("done", "done"), ("taken", "done"), ("begin", "done"), ("skip", "skipped")],
)
def test_each_answer_has_its_state(answer: str, state: str) -> None:
    assert lived(shown(), (1, Answer(answer))).state == state


@pytest.mark.parametrize("answer", ["", "no", "later", "missed"])
def test_what_is_no_answer_changes_nothing(answer: str) -> None:
    assert after(shown(), Answer(answer), AT) is None


@pytest.mark.parametrize("state", ["scheduled", "firing", "shown", "snoozed", "missed"])
def test_an_answer_counts_in_any_state_that_has_none(state: str) -> None:
    assert lived(a_row(state=state), (0, Answer("done"))).state == "done"


@pytest.mark.parametrize("state", ["done", "skipped"])
@pytest.mark.parametrize("event", [Answer("done"), Answer("skip"), Answer("later", 5),
                                   Expire(), Claim(), Shown()])  # fmt: skip
def test_an_answered_one_takes_no_second_answer(state: str, event: Event) -> None:
    assert after(a_row(state=state, next=AT), event, AT + minutes(5)) is None


def test_the_person_may_correct_an_answer() -> None:
    row = lived(shown(), (1, Answer("done")), (90, Correct("skip")))
    assert (row.state, row.answered_at) == ("skipped", AT + minutes(90))
    assert lived(row, (91, Correct("taken"))).state == "done"
    assert after(row, Correct("skip"), AT) is None
    assert lived(a_row(state="missed", why="unanswered"), (99, Correct("done"))).why == ""
    assert after(shown(), Correct("done"), AT) is None


@pytest.mark.parametrize("wait", [5, 10, 30])
def test_later_brings_it_again(wait: int) -> None:
    row = lived(shown(), (2, Answer("later", wait)))
    assert (row.state, row.next) == ("snoozed", AT + minutes(2 + wait))
    assert lived(row, (2 + wait, Claim()), (2 + wait, Shown())).shows == 2


def test_a_later_that_reaches_the_deadline_is_kept_and_ends_there() -> None:
    row = lived(shown(), (30, Answer("later", 30)))
    assert (row.state, row.next) == ("snoozed", None)
    assert after(row, Claim(), AT + minutes(59)) is None
    assert lived(row, (60, Expire())).why == "later"


@pytest.mark.parametrize("wait", [0, 7, -5, 60])
def test_later_takes_five_ten_or_thirty_minutes(wait: int) -> None:
    assert after(shown(), Answer("later", wait), AT + minutes(1)) is None


def test_later_is_refused_before_the_moment_and_after_the_limit() -> None:
    assert after(a_row(), Answer("later", 5), AT - minutes(1)) is None
    assert after(shown(), Answer("later", 5), AT + minutes(60)) is None
    assert after(a_row(state="missed"), Answer("later", 5), AT + minutes(61)) is None


def test_it_is_shown_again_until_answered_as_often_as_wished() -> None:
    row = shown(times=2, every_min=10)
    assert row.next == AT + minutes(10)
    row = lived(row, (10, Claim()), (10, Shown()))
    row = lived(row, (20, Claim()), (20, Shown()))
    assert (row.shows, row.next) == (3, None)


def test_it_is_not_shown_again_at_its_deadline_nor_once_answered() -> None:
    assert shown(at=55, times=3, every_min=5).next is None
    assert lived(shown(times=3), (1, Answer("skip"))).next is None


def test_one_that_is_dropped_when_late_may_be_answered_as_long_as_any() -> None:
    row = scheduled(an_occurrence(late="drop"), ZONE)
    assert after(row, Claim(), AT + minutes(2)) is None
    assert lived(row, (2, Expire())).why == "not_running"
    row = lived(row, (1.9, Claim()), (1.9, Shown()))
    assert after(row, Expire(), AT + minutes(59)) is None
    assert lived(row, (3, Answer("later", 30)), (33, Claim()), (33, Shown())).shows == 2


@pytest.mark.parametrize(
    ("row", "paused", "why"),
    [
        (a_row(), None, "not_running"),
        (a_row(), 60, "paused"),
        (a_row(), 59, "not_running"),
        (a_row(state="firing"), None, "not_shown"),
        (shown(), 60, "unanswered"),
        (lived(shown(), (1, Answer("later", 5))), None, "later"),
    ],
)
def test_what_ends_without_an_answer_is_missed_and_says_why(
    row: Row, paused: int | None, why: str
) -> None:
    until = None if paused is None else AT + minutes(paused)
    assert after(row, Expire(until), AT + minutes(59.9)) is None
    missed = lived(row, (60, Expire(until)))
    assert (missed.state, missed.why, missed.next) == ("missed", why, None)


# What the plan, the zone and the clock make of it


def test_what_is_to_come_gets_a_row_once() -> None:
    row = looked(None, an_occurrence(), -60)
    assert row == scheduled(an_occurrence(), ZONE)
    written = materialise([row], [an_occurrence()], NIGHTS, AT, ZONE, AT) if row else None
    assert written is not None
    assert written.rows == written.dropped == ()


def test_on_the_first_run_nothing_of_the_past_comes() -> None:
    assert looked(None, an_occurrence(), 5, seen=None) is None
    assert looked(None, an_occurrence(), 90, seen=None) is None


def test_what_was_slept_through_comes_within_its_grace_and_is_missed_after() -> None:
    row = looked(None, an_occurrence(), 5, seen=-600)
    assert row is not None
    assert due(row, AT + minutes(5))
    row = looked(None, an_occurrence(), 60, seen=-600)
    assert row is not None
    assert (row.state, row.why) == ("missed", "not_running")


def test_a_reminder_switched_on_after_its_moment_does_not_come_tonight() -> None:
    assert looked(None, an_occurrence(), 5, seen=4) is None


def test_after_a_clock_that_stood_in_the_future_tonight_is_still_whole() -> None:
    row = looked(None, an_occurrence(), 5, seen=10_000_000)
    assert row is not None
    assert row.state == "scheduled"


def test_what_is_scheduled_moves_with_all_it_has() -> None:
    changed = an_occurrence(30, late="drop", repeat=Repeat(2, 5))
    row = looked(a_row(), changed, -60)
    assert row == scheduled(changed, ZONE)


def test_a_change_of_zone_alone_is_noted_too() -> None:
    row = looked(a_row(zone="America/New_York"), an_occurrence(), -60)
    assert row is not None
    assert row.zone == ZONE


@pytest.mark.parametrize("state", ["firing", "shown", "snoozed", "done", "skipped", "missed"])
def test_what_was_shown_or_answered_stays_where_it_was(state: str) -> None:
    row = a_row(state=state, shows=1, shown_at=AT, next=None, why="unanswered")
    assert looked(row, an_occurrence(30), 1) == row


def test_what_moves_to_a_time_that_is_over_is_missed_and_comes_back_with_it() -> None:
    row = looked(a_row(), an_occurrence(-180), -30)
    assert row is not None
    assert (row.state, row.why) == ("missed", "moved")
    assert looked(row, an_occurrence(), -29) == a_row()


def test_melatonin_shown_ends_with_the_bedtime_that_was_moved_earlier() -> None:
    row = replace(shown(), reminder="melatonin")
    for shift, deadline in ((-30, 30), (30, 60)):
        planned = an_occurrence(shift, id="melatonin")
        moved = looked(row, planned, 1)
        assert moved is not None
        assert (moved.deadline, moved.due) == (AT + minutes(deadline), AT)


def test_melatonin_whose_showing_was_never_confirmed_ends_with_it_too() -> None:
    row = replace(lived(a_row(), (0, Claim())), reminder="melatonin")
    moved = looked(row, an_occurrence(-90, id="melatonin"), 1)
    assert moved is not None
    assert (moved.deadline, due(moved, AT + RETRY)) == (AT, False)
    assert lived(moved, (1, Expire())).why == "not_shown"


def test_what_is_switched_off_goes_or_is_not_repeated() -> None:
    assert looked(a_row(), None, -60) is None
    row = looked(shown(times=2), None, 1)
    assert row is not None
    assert (row.state, row.next) == ("shown", None)
    answered = a_row(state="done", next=None)
    assert looked(answered, None, 1) == answered


def test_a_row_of_a_night_that_is_not_asked_about_is_left_to_end_by_itself() -> None:
    for days in (-5, -400, 5):
        old = a_row(night=NIGHT + timedelta(days))
        assert looked(old, None, 0) == old


@pytest.mark.parametrize("state", ["scheduled", "shown"])
def test_what_a_wrong_clock_began_far_ahead_goes(state: str) -> None:
    far = NIGHT + timedelta(30_000)
    assert looked(a_row(night=far, state=state), None, 0) is None
    answered = a_row(night=far, state="done")
    assert looked(answered, None, 0) == answered


def test_what_was_missed_and_is_not_planned_any_more_stays_missed() -> None:
    missed = lived(a_row(), (60, Expire()))
    assert looked(missed, None, -30) == missed


def test_a_clock_set_back_brings_what_was_shown_without_an_answer_again() -> None:
    row = looked(shown(at=0), an_occurrence(), -11)
    assert row is not None
    assert (row.state, row.next) == ("scheduled", AT)
    assert looked(shown(at=0), an_occurrence(), -9) == shown(at=0)
    done = lived(shown(at=0), (1, Answer("done")))
    assert looked(done, an_occurrence(), -60) == done
    late = shown(at=50)
    assert looked(late, an_occurrence(), 20) == late


@pytest.mark.parametrize("shift", [-180, -90, -30])
@pytest.mark.parametrize("ended", [False, True])
def test_what_was_shown_does_not_come_again_where_its_moment_is_over_by_now(
    shift: int, ended: bool
) -> None:
    """Shown, flown east, and then the clock is set back: over or passed there, it stays."""
    row = lived(shown(), (60, Expire())) if ended else shown()
    assert looked(row, an_occurrence(shift), -11) == row
    assert looked(row, an_occurrence(), -11) == a_row(shows=1, shown_at=AT)


def test_a_clock_set_back_takes_up_a_repetition_that_was_claimed_and_leaves_it_its_moment() -> None:
    row = lived(shown(times=2), (10, Claim()))
    back = looked(row, an_occurrence(240, repeat=Repeat(2)), 5)
    assert back == replace(row, next=AT + minutes(5) + RETRY)
    assert lived(back, (6, Claim()), (6, Shown())).shows == 2
    assert looked(row, an_occurrence(repeat=Repeat(2)), 10) == row


def test_what_comes_again_is_still_known_to_have_been_shown() -> None:
    row = looked(shown(at=0), an_occurrence(30), -11)
    assert row is not None
    assert (row.state, row.due) == ("scheduled", AT + minutes(30))
    assert (row.shows, row.shown_at) == (1, AT)


def test_a_clock_set_back_into_the_grace_of_what_was_never_shown_brings_it() -> None:
    missed = lived(a_row(), (600, Expire()))
    row = looked(missed, an_occurrence(), 5)
    assert row is not None
    assert due(row, AT + minutes(5))
    assert looked(missed, an_occurrence(), 61) == missed


def test_a_clock_set_back_after_a_claim_that_was_never_confirmed_does_not_lose_it() -> None:
    row = looked(lived(a_row(), (50, Claim())), an_occurrence(), 5)
    assert row is not None
    assert due(row, AT + minutes(5))


def test_the_next_look_is_at_the_next_showing_or_the_next_end() -> None:
    later = a_row(night=NIGHT + timedelta(1), due=AT + minutes(9), next=AT + minutes(9))
    assert next_moment([later, a_row()], AT - minutes(5)) == AT
    assert next_moment([shown()], AT) == AT + minutes(60)
    assert next_moment([a_row(state="done", next=None)], AT) is None
    assert next_moment([], AT) is None
