"""Whatever is edited, slept through, killed, flown over or answered: never lost, never doubled."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from windown.core.evening.ledger import (
    OPEN,
    RETRY,
    Answer,
    Claim,
    Correct,
    Expire,
    Row,
    Shown,
    after,
    due,
    materialise,
    next_moment,
)
from windown.core.evening.nights import current_night, nights_in_reach, occurrences
from windown.core.evening.plan import (
    Melatonin,
    NightChange,
    Occurrence,
    Plan,
    Reminder,
    Repeat,
    every_night,
)

PLAN = Plan(
    reminders=(
        Reminder("dim_lights", "bed", 180, late_min=150),
        Reminder("melatonin", "bed", 60, late_min=120, repeat=Repeat(2, 10)),
        Reminder("screens_off", "bed", 60, late_min=55, late="drop"),
        Reminder("bedtime", "bed", 0, late_min=30),
        Reminder("rise", "rise", 0, late_min=60),
    ),
    melatonin=Melatonin("2", adult=True),
)
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "Africa/Cairo"]
MINUTE = timedelta(minutes=1)
#: The clocks of Berlin change in one of these nights, those of Cairo in another.
STARTS = [datetime(2026, 3, 27, 16, tzinfo=UTC), datetime(2026, 4, 23, 16, tzinfo=UTC)]
CLOCKS = st.builds(time, st.sampled_from([21, 22, 23, 0, 1, 2]), st.sampled_from([0, 15, 30]))
KEYS = st.integers(0, 50)


class Evenings(RuleBasedStateMachine):
    """windown over some days. `rows`, `seen`, `changes` are what a kill leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, Row] = {}
        self.seen: datetime | None = None
        self.changes: dict[date, NightChange] = {}
        self.paused: datetime | None = None
        self.plan, self.zone, self.now = PLAN, ZONES[0], STARTS[0]
        # What a person saw and said, beyond any kill.
        self.on_screen: Counter[str] = Counter()
        self.allowed: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.latest = self.now

    # One look, killed after so many steps or not at all

    def look(self, steps: int = 10_000) -> None:
        self.latest = max(self.latest, self.now)
        self.written()
        for row in self.expiring():
            following = after(row, Expire(self.paused), self.now)
            assert following is not None
            self.rows[row.key] = following
        if self.paused is not None and self.now < self.paused:
            return
        for row in sorted(self.rows.values(), key=lambda row: row.key):
            if due(row, self.now):
                steps -= 3
                if not self.shown(row, steps + 3):
                    return

    def written(self) -> None:
        nights = nights_in_reach(self.now, ZoneInfo(self.zone), self.seen)
        planned = [one for night in nights for one in self.planned(night)]
        rows = [row for row in self.rows.values() if row.state in OPEN or row.night in nights]
        written = materialise(rows, planned, nights, self.now, self.zone, self.seen)
        for row in written.rows:
            before = self.rows.get(row.key)
            assert before is None or before.state in OPEN or before.state == "missed"
            waits = before is not None and (before.state == "scheduled" or before.why == "moved")
            if before is not None and before.shows and row.state == "scheduled" and not waits:
                # Only a clock set back makes what was shown be shown again, at its moment.
                assert before.shown_at and self.now < min(before.due, row.due, before.shown_at)
                self.allowed[row.key] += 1 + row.times
            if before is not None and before.shows and row.why == "moved":
                # Only what waits to be shown can come too late by moving.
                assert waits
            self.rows[row.key] = row
        for row in written.dropped:
            far = row.night - self.now.date() > timedelta(14)
            assert row.state == "scheduled" or (far and row.state in OPEN)
            self.allowed[row.key] += row.shows and 1 + row.times
            del self.rows[row.key]
        self.seen = self.now

    def planned(self, night: date) -> tuple[Occurrence, ...]:
        return occurrences(self.plan, night, ZoneInfo(self.zone), self.changes.get(night))

    def expiring(self) -> list[Row]:
        return [r for r in self.rows.values() if r.state in OPEN and r.limit <= self.now]

    def shown(self, row: Row, steps: int) -> bool:
        """Claim, show, confirm; False where the kill came in between."""
        claimed = after(row, Claim(), self.now)
        if steps < 1 or claimed is None:
            return False
        self.rows[row.key] = claimed
        if steps < 2:
            return False
        assert row.due <= self.now < row.deadline
        assert row.state not in ("done", "skipped", "missed")
        self.on_screen[row.key] += 1
        if row.shows == 0:
            assert row.show_by is None or self.now < row.show_by
        if steps < 3:
            # Shown but not confirmed: it may be shown once more.
            self.allowed[row.key] += 1
            return False
        confirmed = after(claimed, Shown(), self.now)
        assert confirmed is not None
        self.rows[row.key] = confirmed
        return True

    def some(self, index: int) -> Row | None:
        rows = sorted(self.rows.values(), key=lambda row: (row.state not in OPEN, row.key))
        return rows[index % len(rows)] if rows else None

    # What happens

    @rule(minutes=st.integers(1, 240))
    def runs(self, minutes: int) -> None:
        """windown runs, looks when something is due and at least every half hour."""
        end = self.now + minutes * MINUTE
        while self.now < end:
            self.look()
            following = next_moment(self.rows.values(), self.now) or end
            self.now = min(following, end, self.now + 30 * MINUTE)
        self.look()

    @rule(minutes=st.integers(1, 1500), steps=st.integers(0, 6))
    def sleeps_and_is_killed_at_waking(self, minutes: int, steps: int) -> None:
        self.now += minutes * MINUTE
        self.look(steps)
        self.now += RETRY

    @rule(days=st.integers(1, 20))
    def is_away(self, days: int) -> None:
        self.now += timedelta(days)
        self.look()

    @rule(minutes=st.integers(-300, 300) | st.sampled_from([-600_000, 600_000]))
    def clock_is_set(self, minutes: int) -> None:
        self.now += minutes * MINUTE
        self.look()

    @rule(zone=st.sampled_from(ZONES))
    def flies(self, zone: str) -> None:
        self.zone = zone
        self.look()

    @rule(bedtime=CLOCKS, rise=st.sampled_from([time(6), time(7, 45), time(9)]))
    def changes_the_times(self, bedtime: time, rise: time) -> None:
        self.plan = every_night(self.plan, bedtime, rise)
        self.look()

    @rule(index=st.integers(0, 4), lead=st.integers(0, 300), on=st.booleans())
    def edits_a_reminder(self, index: int, lead: int, on: bool) -> None:
        reminders = list(self.plan.reminders)
        reminders[index] = replace(reminders[index], lead=lead, on=on)
        self.plan = replace(self.plan, reminders=tuple(reminders))
        self.look()

    @rule(minutes=st.integers(-200, 200), skipped=st.sampled_from(["", "melatonin", "bedtime"]))
    def changes_tonight(self, minutes: int, skipped: str) -> None:
        zone = ZoneInfo(self.zone)
        night = current_night(self.plan, self.now, zone, self.changes.get).date
        self.changes[night] = NightChange(night, minutes, frozenset({skipped} - {""}))
        self.look()

    @rule(pause=st.booleans())
    def pauses(self, pause: bool) -> None:
        self.paused = self.now + timedelta(hours=8) if pause else None
        self.look()

    @precondition(lambda self: self.rows)
    @rule(index=KEYS, answer=st.sampled_from(["done", "taken", "skip"]), twice=st.booleans())
    def answers_one(self, index: int, answer: str, twice: bool) -> None:
        for _ in range(1 + twice):
            row = self.some(index)
            following = after(row, Answer(answer), self.now) if row else None
            if row and following:
                self.answers[row.key] += 1
                self.rows[row.key] = following

    @precondition(lambda self: self.rows)
    @rule(index=KEYS, minutes=st.sampled_from([5, 10, 30]))
    def puts_one_off(self, index: int, minutes: int) -> None:
        row = self.some(index)
        following = after(row, Answer("later", minutes), self.now) if row else None
        if row and following:
            assert following.next is None or following.next < following.deadline
            self.allowed[row.key] += 1
            self.rows[row.key] = following

    @precondition(lambda self: self.rows)
    @rule(index=KEYS, answer=st.sampled_from(["done", "skip"]))
    def corrects_one(self, index: int, answer: str) -> None:
        row = self.some(index)
        following = after(row, Correct(answer), self.now) if row else None
        if row and following:
            assert row.state in ("done", "skipped", "missed")
            self.answers[row.key] += row.state == "missed"
            self.rows[row.key] = following

    # What always holds

    @invariant()
    def nothing_is_doubled(self) -> None:
        for key, times in self.on_screen.items():
            repeats = 2 if key.startswith("melatonin") else 0
            assert times <= 1 + repeats + self.allowed[key], key

    @invariant()
    def the_last_word_is_said_once(self) -> None:
        assert all(count == 1 for count in self.answers.values())

    @invariant()
    def what_was_answered_stays_answered(self) -> None:
        answered = {key for key, row in self.rows.items() if row.state in ("done", "skipped")}
        assert answered == set(self.answers)

    @invariant()
    def nothing_is_lost(self) -> None:
        """After one more look every moment that came was shown, is kept waiting, or was missed."""
        kept = dict(self.rows), self.seen, self.on_screen.copy(), self.allowed.copy()
        self.look()
        silent = self.paused is not None and self.now < self.paused
        for row in self.rows.values():
            assert silent or not due(row, self.now)
            assert row.state not in OPEN or self.now < row.limit
            assert row.state != "scheduled" or row.next == row.due
            assert row.state != "missed" or row.why
        for night in nights_in_reach(self.now, ZoneInfo(self.zone)):
            for one in self.planned(night):
                assert one.key in self.rows or one.due <= self.now
        self.rows, self.seen, self.on_screen, self.allowed = kept


class TestEvenings(Evenings.TestCase):
    settings = settings(
        max_examples=12, stateful_step_count=25, deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip


@pytest.mark.thorough
class TestManyEvenings(Evenings.TestCase):
    settings = settings(
        max_examples=600, stateful_step_count=60, deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip


def test_a_machine_switched_on_late_says_what_is_still_of_use_and_records_the_rest() -> None:
    """Seen in the afternoon, then not before 22:05 of a night with bed at 23:00."""
    evening = Evenings()
    evening.now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    evening.look()
    evening.now = datetime(2026, 5, 1, 20, 5, tzinfo=UTC)
    evening.look()
    states = {key.partition(":")[0]: row.state for key, row in evening.rows.items()
              if row.night == date(2026, 5, 1)}  # fmt: skip
    assert states == {"dim_lights": "shown", "melatonin": "shown", "screens_off": "missed",
                      "bedtime": "scheduled", "rise": "scheduled"}  # fmt: skip


def test_what_was_shown_stays_through_a_clock_set_back_in_a_zone_where_it_is_long_over() -> None:
    """Shown in Berlin at 20:00, flown to Tokyo and on to Cairo while the clock is put right."""
    evening, key = Evenings(), "dim_lights:2026-03-27"
    evening.look()
    evening.clock_is_set(180)
    shown = evening.rows[key]
    assert (shown.state, shown.shows) == ("shown", 1)
    evening.flies("Asia/Tokyo")
    evening.clock_is_set(-11)
    assert evening.rows[key] == shown
    evening.flies("Africa/Cairo")
    assert evening.rows[key] == shown
    assert evening.on_screen[key] == 1


def test_a_repetition_claimed_as_windown_is_killed_comes_after_a_small_step_of_the_clock() -> None:
    """The step says when it comes, not that its moment is ahead again."""
    evening, key = Evenings(), "melatonin:2026-03-27"
    evening.edits_a_reminder(2, 60, False)
    evening.runs(305)
    evening.sleeps_and_is_killed_at_waking(6, 1)
    evening.clock_is_set(-5)
    assert (evening.rows[key].state, evening.on_screen[key]) == ("firing", 1)
    evening.runs(60)
    assert (evening.rows[key].shows, evening.on_screen[key]) == (3, 3)


@given(st.lists(st.tuples(st.integers(1, 400) | st.integers(401, 6000), st.integers(0, 4)),
                min_size=3, max_size=40))  # fmt: skip
def test_left_alone_every_moment_is_shown_where_there_was_a_look_or_missed(
    sleeps: list[tuple[int, int]],
) -> None:
    """Sleeps of some minutes; each ends in a look that goes on (0) or is killed after steps."""
    evening, whole = Evenings(), []
    first = evening.now
    evening.look()
    for minutes, steps in sleeps:
        evening.now += minutes * MINUTE
        evening.look(steps - 1 if steps else 10_000)
        whole += [] if steps else [evening.now]
    for n in range((evening.now - first).days + 2):
        for one in evening.planned(first.date() + timedelta(n)):
            if not first < one.due <= evening.now:
                continue
            row = evening.rows[one.key]
            if any(one.due <= moment < one.show_by for moment in whole):
                assert evening.on_screen[one.key]
            elif evening.now >= one.deadline:
                assert row.state == "missed"


def test_a_night_of_a_machine_that_runs_shows_all_at_their_minute() -> None:
    evening = Evenings()
    evening.runs(20 * 60)
    night = [row for row in evening.rows.values() if row.night == STARTS[0].date()]
    assert {row.reminder: row.shows for row in night} == {
        "dim_lights": 1, "melatonin": 3, "screens_off": 1, "bedtime": 1, "rise": 1,
    }  # fmt: skip
    assert {row.state for row in night} == {"missed"}
    assert all(row.shown_at == row.due for row in night if row.times == 0)
