"""The ledger keeps what became of every reminder; the fake that other tests use does the same."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeLedger
from windown.adapters.store import open_store
from windown.core.evening.ledger import RETRY
from windown.core.evening.plan import NightChange, Occurrence, Reminder, Repeat
from windown.service.ports import Ledger, Now

NIGHT = date(2026, 11, 22)
DUE = datetime(2026, 11, 22, 20, tzinfo=UTC)
MEAL = Reminder("last_meal", "bed", 180, repeat=Repeat(2, 10))
TABLET = Reminder("melatonin", "bed", 60, answers=("taken", "skip", "later"))
KEY = "last_meal:2026-11-22"
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["in memory", "on disk"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    if request.param == "in memory":
        yield FakeLedger()
        return
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        yield store.ledger()


def planned(reminder: Reminder = MEAL, minutes: int = 0, night: date = NIGHT) -> Occurrence:
    due = DUE + minutes * MINUTE + (night - NIGHT)
    return Occurrence(reminder, night, due, due + 60 * MINUTE)


def at(minutes: float) -> datetime:
    return DUE + minutes * MINUTE


def write(ledger: Ledger, *occurrences: Occurrence, at_minute: float = -60, fresh=False) -> bool:
    now = Now(at(at_minute), "Europe/Berlin", 0.0)
    return ledger.materialise(occurrences, [NIGHT], now, fresh)


def show(ledger: Ledger, minute: float, key: str = KEY) -> bool:
    return ledger.claim(key, at(minute)) and ledger.shown(key, at(minute))


def state(ledger: Ledger, key: str = KEY) -> str:
    row = ledger.row(key)
    return row.state if row else ""


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert (list(ledger.rows(date.min, date.max)), list(ledger.waiting())) == ([], [])
    assert (ledger.row(KEY), ledger.row("nonsense")) == (None, None)
    assert (ledger.last_seen(), ledger.paused_until(), ledger.next_look(DUE)) == (None, None, None)
    assert ledger.change(NIGHT) == NightChange(NIGHT)
    assert ledger.melatonin_last_taken() is None


def test_what_is_planned_waits_for_its_moment(ledger: Ledger) -> None:
    assert write(ledger, planned())
    (row,) = ledger.waiting()
    assert (row.key, row.due, row.next, row.deadline) == (KEY, DUE, DUE, at(60))
    assert (row.state, row.zone, row.times, row.every_min) == ("scheduled", "Europe/Berlin", 2, 10)
    assert ledger.next_look(at(-60)) == DUE
    assert (list(ledger.due(at(-0.01))), [row.key for row in ledger.due(DUE)]) == ([], [KEY])


def test_writing_the_same_again_changes_nothing(ledger: Ledger) -> None:
    write(ledger, planned())
    assert not write(ledger, planned(), at_minute=-59)
    assert len(ledger.waiting()) == 1


def test_a_row_moves_with_the_plan_until_it_was_shown(ledger: Ledger) -> None:
    write(ledger, planned())
    assert write(ledger, planned(minutes=15))
    assert ledger.next_look(at(-60)) == at(15)
    show(ledger, 15)
    assert not write(ledger, planned(minutes=45), at_minute=16)


def test_a_row_no_longer_planned_goes(ledger: Ledger) -> None:
    write(ledger, planned(), planned(TABLET))
    assert write(ledger, planned(TABLET))
    assert [row.reminder for row in ledger.waiting()] == ["melatonin"]


def test_a_claim_is_taken_once_and_again_if_nothing_followed(ledger: Ledger) -> None:
    write(ledger, planned())
    assert not ledger.claim(KEY, at(-1))
    assert ledger.claim(KEY, DUE)
    assert not ledger.claim(KEY, DUE)
    assert ledger.claim(KEY, DUE + RETRY)


def test_only_what_was_claimed_becomes_shown(ledger: Ledger) -> None:
    write(ledger, planned())
    assert not ledger.shown(KEY, DUE)
    assert show(ledger, 0)
    assert not ledger.shown(KEY, DUE)
    row = ledger.row(KEY)
    assert row is not None
    assert (row.state, row.shows, row.shown_at) == ("shown", 1, DUE)
    assert ledger.next_look(DUE) == at(10)


def test_unanswered_it_comes_again_as_often_as_planned(ledger: Ledger) -> None:
    write(ledger, planned())
    assert [show(ledger, minute) for minute in (0, 5, 10, 20, 30, 40)] == [
        True, False, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "then"),
    [("done", "done"), ("taken", "done"), ("begin", "done"), ("skip", "skipped")],
)
def test_an_answer_counts_once(ledger: Ledger, answer: str, then: str) -> None:
    write(ledger, planned())
    show(ledger, 0)
    assert ledger.answer(KEY, answer, at(3))
    assert not ledger.answer(KEY, "done", at(4))
    assert not ledger.answer(KEY, "skip", at(4))
    row = ledger.row(KEY)
    assert row is not None
    assert (row.state, row.answered_at, row.next) == (then, at(3), None)
    assert not ledger.due(at(10))


def test_later_it_comes_again_later(ledger: Ledger) -> None:
    write(ledger, planned())
    show(ledger, 0)
    assert ledger.answer(KEY, "later", at(1), 30)
    assert state(ledger) == "snoozed"
    assert (show(ledger, 30), show(ledger, 31)) == (False, True)


def test_an_answer_to_nothing_is_none(ledger: Ledger) -> None:
    assert not ledger.answer(KEY, "done", DUE)
    assert not ledger.answer("' OR 1=1; --", "done", DUE)
    write(ledger, planned())
    assert not ledger.answer(KEY, "perhaps", DUE)


def test_past_its_limit_it_is_missed_and_never_shown(ledger: Ledger) -> None:
    write(ledger, planned())
    assert not ledger.expire(at(59.9))
    assert not ledger.claim(KEY, at(60))
    assert ledger.expire(at(60))
    assert not ledger.expire(at(60))
    row = ledger.row(KEY)
    assert row is not None
    assert (row.state, row.why, row.next) == ("missed", "not_running", None)


def test_why_it_was_missed_is_kept(ledger: Ledger) -> None:
    write(ledger, planned(), planned(TABLET, 5), planned(replace(MEAL, id="own_0a1b2c3d"), -5))
    show(ledger, 0)
    ledger.expire(at(55), held="session")
    ledger.expire(at(60))
    ledger.expire(at(65), paused=at(600))
    why = {row.reminder: row.why for row in ledger.rows(NIGHT, NIGHT)}
    assert why == {"own_0a1b2c3d": "session", "last_meal": "unanswered", "melatonin": "paused"}


def test_rows_come_by_night_and_in_order_of_due(ledger: Ledger) -> None:
    nights = [NIGHT + timedelta(days=n) for n in range(4)]
    both = [planned(reminder, m, n) for n in nights for reminder, m in ((TABLET, 5), (MEAL, 0))]
    ledger.materialise(both, nights, Now(at(-60), "UTC", 0.0))
    found = ledger.rows(nights[1], nights[2])
    assert [(row.night, row.reminder) for row in found] == [
        (night, name) for night in nights[1:3] for name in ("last_meal", "melatonin")
    ]


def test_what_is_other_in_one_night_is_kept(ledger: Ledger) -> None:
    change = NightChange(NIGHT, -45, frozenset({"last_meal", "bedtime"}))
    ledger.set_change(NightChange(NIGHT, 30), DUE)
    ledger.set_change(change, DUE)
    assert ledger.change(NIGHT) == change
    assert ledger.change(NIGHT + timedelta(days=1)).bed_shift_min == 0


def test_a_pause_is_kept_and_ended(ledger: Ledger) -> None:
    ledger.pause(at(600), DUE)
    assert ledger.paused_until() == at(600)
    ledger.pause(None, DUE)
    assert ledger.paused_until() is None


def test_the_last_dose_is_the_last_one_taken(ledger: Ledger) -> None:
    yesterday = NIGHT - timedelta(days=1)
    both = [planned(TABLET, 0, yesterday), planned(TABLET)]
    ledger.materialise(both, [yesterday, NIGHT], Now(at(-2000), "UTC", 0.0))
    ledger.answer(f"melatonin:{yesterday}", "taken", at(-1400))
    assert ledger.melatonin_last_taken() == at(-1400)
    ledger.answer("melatonin:2026-11-22", "skip", at(0))
    assert ledger.melatonin_last_taken() == at(-1400)
    assert ledger.melatonin_last_taken(at(-1500)) is None


def test_that_it_runs_is_written_every_five_minutes(ledger: Ledger) -> None:
    for minute, seen in ((0, 0), (4.9, 0), (5, 5), (9, 5), (2, 2)):
        write(ledger, at_minute=minute)
        assert ledger.last_seen() == at(seen)


def test_what_a_first_run_finds_past_does_not_come(ledger: Ledger) -> None:
    write(ledger, planned(), at_minute=10)
    assert ledger.row(KEY) is None


def test_what_was_planned_while_it_did_not_run_still_comes(ledger: Ledger) -> None:
    write(ledger, at_minute=-600)
    write(ledger, planned(), at_minute=10)
    assert [row.key for row in ledger.due(at(10))] == [KEY]


def test_what_a_new_plan_puts_into_the_past_does_not_come(ledger: Ledger) -> None:
    write(ledger, at_minute=8)
    write(ledger, planned(minutes=9), at_minute=10, fresh=True)
    assert not ledger.waiting()
    write(ledger, planned(minutes=9), at_minute=11)
    assert not ledger.waiting()


def test_a_clock_set_back_brings_back_what_nobody_answered(ledger: Ledger) -> None:
    write(ledger, planned(), planned(TABLET))
    show(ledger, 0)
    show(ledger, 0, "melatonin:2026-11-22")
    ledger.answer("melatonin:2026-11-22", "taken", at(1))
    assert write(ledger, planned(), planned(TABLET), at_minute=-120)
    assert (state(ledger), state(ledger, "melatonin:2026-11-22")) == ("scheduled", "done")


def test_what_is_over_is_corrected_again_and_again(ledger: Ledger) -> None:
    write(ledger, planned())
    assert not ledger.correct(KEY, "done", DUE)
    show(ledger, 0)
    assert not ledger.correct(KEY, "done", at(1))
    ledger.answer(KEY, "skip", at(2))
    for answer, then in (("done", "done"), ("skip", "skipped"), ("done", "done")):
        assert ledger.correct(KEY, answer, at(5000))
        assert state(ledger) == then
    assert not ledger.correct(KEY, "done", at(5000))
    assert not ledger.correct("melatonin:1999-01-01", "done", at(5000))


def test_a_dose_said_later_to_have_been_taken_was_taken_then(ledger: Ledger) -> None:
    write(ledger, planned(TABLET))
    ledger.expire(at(600))
    assert state(ledger, "melatonin:2026-11-22") == "missed"
    assert ledger.correct("melatonin:2026-11-22", "taken", at(20_000))
    assert ledger.melatonin_last_taken() == DUE
