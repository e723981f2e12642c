"""The first run: what windown is, then four short steps, all of which can be left out."""

from dataclasses import dataclass
from datetime import time

from windown.core.body import FLAGS
from windown.presenters.body import BodyScreen
from windown.presenters.moments import name_of
from windown.presenters.options import Turn
from windown.presenters.planning import Planning
from windown.presenters.settings import SettingsScreen
from windown.service.desk import Desk
from windown.service.ports import Now

#: What it is comes first and is no step; then the four.
STEPS = ("what", "night", "reminders", "voice", "body")
#: It has a consent of its own, in the plan.
WITH_CONSENT = "melatonin"


@dataclass(frozen=True)
class WelcomeView:
    """One step in words. `at` is "" where it is not counted; `lamps` are as in the routine.

    `wait` is a sentence instead of the times, between lights-out and rise.
    """

    step: str
    title: str
    about: str
    at: str
    lamps: tuple[str, ...]
    on: str
    skip: str
    first: bool
    wait: str = ""


def welcome_due(desk: Desk, new: bool) -> bool:
    """Whether a person who is here for the first time is to be welcomed."""
    return new and not desk.settings.welcomed


class Welcome:
    """The presenter of the first run; every choice is kept at once, by the screens it is of."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.step = desk, STEPS[0]
        self.planning, self.body = Planning(desk), BodyScreen(desk)
        self.settings = SettingsScreen(desk)

    def open(self) -> None:
        """Begin. It counts as shown from here on, also where the window is closed halfway."""
        self.step = STEPS[0]
        self.desk.change(welcomed=True)

    def view(self, now: Now) -> WelcomeView:
        """The step one is at."""
        words, step, at = self.desk.words, self.step, STEPS.index(self.step)
        last = len(STEPS) - 1
        key = "begin" if not at else "done" if at == last else "next"
        waits = step == "night" and self.desk.clock_free(now)
        return WelcomeView(
            step,
            words(f"welcome.{step}_title"),
            words(f"welcome.{step}_about"),
            words("welcome.at", n=at, of=last) if at else "",
            tuple("done" if n < at else "now" if n == at else "" for n in range(1, last + 1)),
            words(f"welcome.{key}"),
            words("welcome.skip"),
            not at,
            words("planning.night") if waits else "",
        )

    def go_on(self) -> bool:
        """To the next step; False after the last."""
        return self._to(STEPS.index(self.step) + 1)

    def go_back(self) -> bool:
        """To the step before; False at the first."""
        return self._to(STEPS.index(self.step) - 1)

    def _to(self, at: int) -> bool:
        if not 0 <= at < len(STEPS):
            return False
        self.step = STEPS[at]
        return True

    def night(self) -> tuple[time, time]:
        """Bedtime and rise as they stand."""
        plan = self.planning.plan
        return plan.bedtimes[0], plan.rises[0]

    def set_night(self, bedtime: time, rise: time) -> str:
        """Bedtime and rise of every weekday; why that cannot be, or ""."""
        told = self.settings.change(bedtime=bedtime, rise=rise)
        if bedtime != rise:
            self.planning.set_night(bedtime, rise)
        return told

    def reminders(self) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
        """Those that come out of the box, and the others; in the order of the evening."""
        usual = {each.id for each in self.desk.defaults.plan.reminders if each.on}
        turns = [
            Turn(each.id, name_of(each, self.desk.words), each.on)
            for each in self.planning.plan.reminders
            if each.id != WITH_CONSENT
        ]
        return (
            tuple(each for each in turns if each.id in usual),
            tuple(each for each in turns if each.id not in usual),
        )

    def flags(self) -> tuple[Turn, ...]:
        """What may apply to a body."""
        words, held = self.desk.words, self.desk.settings.body.flags
        return tuple(Turn(flag, words(f"body.flag_{flag}"), flag in held) for flag in FLAGS)
