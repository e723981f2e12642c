"""The alarm: APScheduler wakes the program at one moment, and does nothing else."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

    from windown.service.ports import Alarm

_JOB = "look"
#: How long before its moment a `NearAlarm` is set: the evening is looked at twice a minute.
NEAR = timedelta(minutes=3)


class SchedulerAlarm:
    """The `Alarm` port. `look` is called in a thread of the scheduler's own.

    The moment is kept in memory only: the ledger is the truth, and whoever looks sets it anew.
    The scheduler sleeps by a clock that stands while the computer sleeps, hence `wakeup`.
    """

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look
        self._scheduler: BackgroundScheduler | None = None
        self._moment: datetime | None = None

    def at(self, moment: datetime | None) -> None:
        """Call back at a moment (aware) instead of the one before, or not at all.

        A moment that has passed calls back at once, however long ago it was.
        """
        if moment == self._moment:
            return
        self._moment = moment
        if moment is not None:
            self._started().add_job(
                self._ring, "date", run_date=moment, args=[moment], id=_JOB, replace_existing=True
            )
        elif self._scheduler is not None:
            from apscheduler.jobstores.base import JobLookupError

            with contextlib.suppress(JobLookupError):
                self._scheduler.remove_job(_JOB)

    def wakeup(self) -> None:
        """Have the moment compared with the clock now: after sleep, or a change of the clock."""
        if self._scheduler is not None:
            self._scheduler.wakeup()

    def close(self) -> None:
        """Call back no more."""
        scheduler, self._scheduler, self._moment = self._scheduler, None, None
        if scheduler is not None:
            # Its thread dies with an error where it is stopped between running a job and
            # taking it away; taking away all waits for that.
            scheduler.pause()
            scheduler.remove_all_jobs()
            scheduler.shutdown(wait=False)

    def _ring(self, moment: datetime) -> None:
        if self._moment == moment:  # one that was replaced while it was on its way says nothing
            self._moment = None
            self._look()

    def _started(self) -> "BackgroundScheduler":
        if self._scheduler is None:
            self._scheduler = _scheduler()
            self._scheduler.start()
        return self._scheduler


class NearAlarm:
    """The `Alarm` port for whoever looks, and sets the moment anew, more often than `NEAR`.

    Only a moment that is near is handed on, for APScheduler and what it imports take 8 MiB,
    which are not needed all day.
    """

    def __init__(
        self,
        look: Callable[[], None],
        make: Callable[[Callable[[], None]], "Alarm"] = SchedulerAlarm,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._alarm, self._now = make(look), now

    def at(self, moment: datetime | None) -> None:
        """Call back at a moment (aware) that is near, instead of the one before."""
        near = moment is not None and moment - self._now() <= NEAR
        self._alarm.at(moment if near else None)

    def wakeup(self) -> None:
        """Have the moment compared with the clock now."""
        self._alarm.wakeup()

    def close(self) -> None:
        """Call back no more."""
        self._alarm.close()


def _scheduler() -> "BackgroundScheduler":
    """One job in memory, never thrown away for being late or for the one before still running."""
    from apscheduler.schedulers.background import BackgroundScheduler

    never = {"misfire_grace_time": None, "coalesce": True, "max_instances": 9}
    return BackgroundScheduler(timezone=UTC, job_defaults=never)
