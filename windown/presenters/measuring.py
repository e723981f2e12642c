"""Before a slow-down: the person's own rate, by a tap with each breath in."""

from dataclasses import dataclass, replace

from windown.core.options import Options
from windown.core.slowdown import is_hurried, is_quick, rate_of
from windown.service.desk import Desk
from windown.service.ports import Now

#: So many taps are enough, and so long is waited for them (seconds; the facts, 1.2).
ENOUGH_TAPS = 10
LONGEST_S = 60.0
#: Fewer taps than this say nothing, so they can be left at once without a rate.
FEWEST_TAPS = 6


@dataclass(frozen=True)
class MeasuringView:
    """What is shown while tapping: how many taps have come, whether it can go on, what is told."""

    title: str
    how: str
    taps: int
    of: int
    told: str
    can_go_on: bool
    done: bool


class Measuring:
    """The presenter of the tapping. The rate holds for the session that is begun next."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.practice_id = ""
        self._taps: list[float] = []
        self._begun = 0.0

    def begin(self, practice_id: str, now: Now) -> None:
        """Wait for the first tap of a practice."""
        self.practice_id, self._taps, self._begun = practice_id, [], now.steady

    def tap(self, now: Now) -> MeasuringView:
        """A breath in begins now."""
        self._taps.append(now.steady)
        return self.view(now)

    def view(self, now: Now) -> MeasuringView:
        """How far it is."""
        words, taps = self.desk.words, len(self._taps)
        late = bool(self._taps) and now.steady - self._taps[0] >= LONGEST_S
        return MeasuringView(
            words("measure.title"),
            words("measure.how"),
            min(taps, ENOUGH_TAPS),
            ENOUGH_TAPS,
            self._told(),
            taps >= FEWEST_TAPS,
            taps > ENOUGH_TAPS or late,
        )

    def settle(self) -> None:
        """Let the session begin at the rate that was tapped, or at the usual one."""
        given = self.desk.given.get(self.practice_id, Options())
        self.desk.given[self.practice_id] = replace(given, rate=rate_of(self._taps))

    def _told(self) -> str:
        if len(self._taps) < FEWEST_TAPS:
            return ""
        rate = rate_of(self._taps)
        if is_hurried(rate):
            return self.desk.words("measure.hurried")
        return self.desk.words("measure.quick") if is_quick(rate) else ""
