"""The alarm calls back at its moment; the same holds for the fake that other tests use."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes import FakeAlarm
from windown.adapters.alarm import NEAR, NearAlarm, SchedulerAlarm
from windown.service.ports import Alarm
from windown.ui.waking import FLOOR_MS

pytest.importorskip("apscheduler", reason="needs APScheduler")

#: Longer than any busy machine takes to wake up (seconds).
PATIENCE_S = 20
SOON = timedelta(milliseconds=50)
FAR = timedelta(hours=5)


class Calls:
    """Counts the calls back, and waits for one."""

    def __init__(self) -> None:
        self.count, self._called = 0, threading.Semaphore(0)

    def __call__(self) -> None:
        self.count += 1
        self._called.release()

    def came(self) -> bool:
        return self._called.acquire(timeout=PATIENCE_S)


Made = tuple[Alarm, Calls, Callable[[], datetime]]


@pytest.fixture(params=["fake", "real"])
def made(request: pytest.FixtureRequest) -> Iterator[Made]:
    calls = Calls()
    alarm = FakeAlarm(calls) if request.param == "fake" else SchedulerAlarm(calls)
    yield alarm, calls, lambda: datetime.now(UTC)
    alarm.close()


def test_it_calls_back_at_its_moment(made: Made) -> None:
    alarm, calls, now = made
    moment = now() + SOON
    alarm.at(moment)
    assert calls.came()
    assert now() >= moment


def test_a_moment_long_past_calls_back_at_once(made: Made) -> None:
    alarm, calls, now = made
    alarm.at(now() - FAR)
    assert calls.came()


def test_a_new_moment_stands_instead_of_the_one_before(made: Made) -> None:
    alarm, calls, now = made
    alarm.at(now() + FAR)
    alarm.at(now() + SOON)
    assert calls.came()
    alarm.at(now() + SOON)
    assert calls.came()
    assert calls.count == 2


def test_taken_back_it_says_nothing(made: Made) -> None:
    alarm, calls, now = made
    alarm.at(now() + SOON)
    alarm.at(None)
    alarm.at(None)
    alarm.at(now() + 2 * SOON)
    assert calls.came()
    assert calls.count == 1


def test_the_same_moment_twice_is_one(made: Made) -> None:
    alarm, calls, now = made
    moment = now() + SOON
    alarm.at(moment)
    alarm.at(moment)
    assert calls.came()
    alarm.at(now() + SOON)
    assert calls.came()
    assert calls.count == 2


def test_woken_with_nothing_to_do_it_says_nothing(made: Made) -> None:
    alarm, calls, now = made
    alarm.wakeup()
    alarm.at(now() + FAR)
    alarm.wakeup()
    alarm.at(now() + SOON)
    assert calls.came()
    assert calls.count == 1


def test_closed_twice_it_is_closed(made: Made) -> None:
    alarm, calls, now = made
    alarm.at(now() + FAR)
    alarm.close()
    alarm.close()
    assert calls.count == 0


def test_a_failing_look_does_not_stop_the_next(caplog: pytest.LogCaptureFixture) -> None:
    calls = Calls()

    def fail() -> None:
        calls()
        raise RuntimeError("meant to fail")

    alarm = SchedulerAlarm(fail)
    for _ in range(2):
        alarm.at(datetime.now(UTC) + SOON)
        assert calls.came()
    alarm.close()


def test_only_one_job_is_ever_waiting_and_none_is_dropped_for_being_late() -> None:
    alarm = SchedulerAlarm(Calls())
    for n in range(50):
        alarm.at(datetime.now(UTC) + FAR + n * SOON)
    assert alarm._scheduler is not None
    (job,) = alarm._scheduler.get_jobs()
    assert (job.misfire_grace_time, job.coalesce) == (None, True)
    alarm.close()


NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "set_to"), [(timedelta(minutes=2), True), (-FAR, True), (NEAR * 2, False)]
)
def test_one_for_what_is_near_is_set_only_for_that(ahead: timedelta, set_to: bool) -> None:
    moments: list[datetime | None] = []

    class Noted(FakeAlarm):
        def at(self, moment: datetime | None) -> None:
            moments.append(moment)

    alarm = NearAlarm(Calls(), Noted, lambda: NOON)
    alarm.at(NOON + ahead)
    alarm.close()
    assert moments == [NOON + ahead if set_to else None]


def test_one_for_what_is_near_is_looked_at_again_before_it_would_be_late() -> None:
    assert timedelta(milliseconds=3 * FLOOR_MS) < NEAR


def test_one_for_what_is_near_calls_back_at_its_moment() -> None:
    calls = Calls()
    alarm = NearAlarm(calls)
    moment = datetime.now(UTC) + SOON
    alarm.at(moment)
    assert calls.came()
    assert datetime.now(UTC) >= moment
    alarm.close()
