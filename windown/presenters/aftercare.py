"""The after-care plan as it is shown: begun, lived through, looked back on, and let go."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from windown.core.aftercare import (
    DREAMS_H,
    MODES,
    QUESTIONS,
    Plan,
    asks_steady,
    cards_of,
    following,
    hours,
    shows_dreams,
    stage_of,
    steady_in,
    suggestion,
    wants_check_in,
    window_of,
)
from windown.core.problems import Trouble
from windown.presenters.care import CareScreen, HelpView, Level
from windown.presenters.moments import name_of
from windown.presenters.numbers import clock_text, number_text
from windown.service.aftercare import Aftercare
from windown.service.desk import Desk
from windown.service.ports import Now

#: The key that shows when to get help, from every screen of the plan.
HELP_KEY = "F1"
#: What is one key away while it runs, by its key.
KEYS = {"G": "grounding", "N": "natural", "P": "pmr_passive"}
#: The last dose, in steps of half an hour for half a day, then of an hour for two days (minutes).
SINCE = (*range(0, 12 * 60, 30), *range(12 * 60, 48 * 60, 60))
#: Who gets ready for bed so long before bedtime has the cards of the night.
BEFORE_BED = timedelta(hours=1)
#: Kinds of lines that are shown where somebody does not want to live.
CRISIS = ("care.kind_crisis", "care.kind_emergency")


@dataclass(frozen=True)
class StartView:
    """What is asked before a plan begins. `step` is the place of `SINCE`; `ready` allows it."""

    notice: str
    modes: tuple[tuple[str, str], ...]
    mode: str
    clinic: str
    steps: int
    step: int
    since: str
    unsure: bool
    steady: str
    adult: bool
    ready: bool
    kept: bool


@dataclass(frozen=True)
class PlanView:
    """A plan that runs: what is for now, what comes next, what can wait.

    `steady` is None where it is not asked, else "", "yes" or "no". `practices` are the key, the
    id and the words of what is one key away. `talk` offers somebody to talk to, or is "".
    """

    stage: str
    clinic: str
    steady: str | None
    cards: tuple[tuple[str, str], ...]
    practices: tuple[tuple[str, str, str], ...]
    next: tuple[str, ...]
    wait: str
    rests: str
    medicine: str
    dreams: bool
    talk: str


@dataclass(frozen=True)
class CheckView:
    """The questions after two days: id, words, answers as pairs, and what was answered."""

    questions: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...]
    thoughts: bool


@dataclass(frozen=True)
class SaidView:
    """What is said afterwards. `help` and `lines` lead on; `dreams` are the words on dreams.

    `wished` is whether they are kept for a third night, None where that is over.
    """

    text: str
    help: bool
    lines: bool
    dreams: tuple[str, str] | None
    wished: bool | None


@dataclass(frozen=True)
class CrisisView:
    """A warm sentence, numbers, one question, and nothing else."""

    title: str
    text: str
    lines: HelpView
    question: str


@dataclass(frozen=True)
class HelpNow:
    """When to get help, the most urgent first."""

    levels: tuple[Level, ...]


View = StartView | PlanView | CheckView | SaidView | CrisisView | HelpNow


@dataclass(frozen=True)
class Form:
    """What is chosen before a plan begins."""

    mode: str = "other"
    step: int = 0
    unsure: bool = False
    steady: str = ""
    adult: bool = False


@dataclass
class _Asked:
    """The answers of the check-in so far."""

    answers: dict[str, str] = field(default_factory=dict)
    thoughts: bool = False


class AftercareScreen:
    """The presenter of the plan; `care` knows the signs and the numbers."""

    def __init__(self, desk: Desk, held: Aftercare, care: Callable[[], CareScreen]) -> None:
        self.desk, self.held, self._care = desk, held, care
        self.over = ""
        self.form = Form()
        self.told = ""
        self._notice = ""
        self._asked = _Asked()
        self._said = ""

    def open(self) -> None:
        """Come to it anew: nothing is left half chosen."""
        plan = self.desk.plan
        adult = bool(plan and plan.melatonin.adult) or bool(self.held.plans())
        self.form, self.over, self._said = Form(adult=adult), "", ""
        self._asked, self.told, self._notice = _Asked(), "", ""

    def leave(self) -> None:
        """What lay over the plan, and what was said of the last change, is gone."""
        self.over = self.told = self._notice = ""

    def show(self, over: str) -> None:
        """Lay "help" or "crisis" over what there is; "" takes it away."""
        self.over = over

    def view(self, now: Now) -> View:
        """What there is to show at a look."""
        if self.over == "help":
            return HelpNow(self._care().levels())
        if self.over == "crisis":
            return self._crisis(now)
        plan = self.held.plan
        if plan is not None and window_of(plan, now.utc):
            return self._plan(plan, now)
        if plan is not None and wants_check_in(plan, now.utc):
            return self._check()
        if plan is not None and (self._said or shows_dreams(plan, now.utc)):
            return self._after(plan, now)
        return self._start(now)

    def choose(self, **chosen: object) -> None:
        """Choose something of the form."""
        self.form = replace(self.form, **chosen)  # type: ignore[arg-type]

    def begin(self, now: Now) -> None:
        """Begin the plan as chosen."""
        form = self.form
        dose = now.utc if form.unsure else now.utc - timedelta(minutes=SINCE[form.step])
        steady = {"yes": True, "no": False}.get(form.steady)
        self._try(lambda: self.held.begin(dose, now.utc, form.mode, not form.unsure, steady))

    def restart(self, now: Now) -> None:
        """Another dose: the plan counts from now."""
        self._try(lambda: self.held.restart(now.utc))

    def end(self, now: Now) -> None:
        """End it before its time."""
        self._try(lambda: self.held.end(now.utc))
        self._notice = "aftercare.ended"

    def erase(self) -> None:
        """Everything goes, at once."""
        if self._try(self.held.erase):
            self.open()
            self._notice = "aftercare.erased"

    def answer_steady(self, answer: str, now: Now) -> None:
        """Steady and not sick, or not."""
        self._try(lambda: self.held.answer_steady(answer == "yes", now.utc))

    def wish_dreams(self, on: bool) -> None:
        """The words on dreams for a third night, or not."""
        self._try(lambda: self.held.wish_dreams(on))

    def seen(self, view: View, now: Now) -> None:
        """What was on the screen: somebody to talk to is not offered again soon."""
        if isinstance(view, PlanView) and view.talk:
            self._try(lambda: self.held.offered(now.utc))

    def answer(self, question: str, answer: str) -> None:
        """Answer a question of the check-in."""
        self._asked.answers[question] = answer

    def think(self, on: bool) -> None:
        """Thoughts of not wanting to live: then nothing more is asked."""
        self._asked.thoughts = on
        if on:
            self.over = "crisis"

    def finish(self, now: Now, skip: bool = False) -> None:
        """The check-in is over, answered or left out. Of the thoughts nothing is kept."""
        asked = {} if skip else dict(self._asked.answers)
        self._said = suggestion(asked)
        self._try(lambda: self.held.check_in(asked, now.utc))

    def again(self) -> None:
        """Leave what was, for a new plan."""
        self.open()
        plan = self.held.plan
        if plan is not None and plan.dreams:
            self.wish_dreams(False)

    def _try(self, act: Callable[[], None]) -> bool:
        self.told = self._notice = ""
        try:
            act()
        except Trouble as trouble:
            self.told = trouble.told(self.desk.words)
        return not self.told

    def _start(self, now: Now) -> StartView:
        words, form = self.desk.words, self.form
        return StartView(
            words(self._notice) if self._notice else "",
            tuple((mode, words(f"aftercare.mode_{mode}")) for mode in reversed(MODES)),
            form.mode,
            words("aftercare.clinic_first") if form.mode == "clinic" else "",
            len(SINCE) - 1,
            form.step,
            self.since(form.step, now),
            form.unsure,
            form.steady,
            form.adult,
            form.adult,
            bool(self.held.plans()),
        )

    def since(self, step: int, now: Now) -> str:
        """How long ago a dose was; by day with the clock."""
        words, minutes = self.desk.words, SINCE[step]
        if not minutes:
            return words("aftercare.just_now")
        text = number_text(minutes / 60, words)
        ago = words("aftercare.hours", n=1 if minutes == 60 else 2, text=text)
        if minutes == 30:
            ago = words("aftercare.half_hour")
        if self.desk.clock_free(now):
            return ago
        return words("aftercare.at", ago=ago, time=self._when(_before(now, minutes), now))

    def _plan(self, plan: Plan, now: Now) -> PlanView:
        words = self.desk.words
        window = window_of(plan, now.utc)
        stage = stage_of(plan, now.utc, self._is_night(now))
        asked = asks_steady(self.held.table, window)
        return PlanView(
            words(f"aftercare.stage.{stage}"),
            words("aftercare.clinic_first") if plan.mode == "clinic" else "",
            _yes_or_no(steady_in(plan, window)) if asked else None,
            tuple(self._card(card) for card in cards_of(stage, window)),
            tuple(self._one_key_away(now)),
            self._next(plan, window, now),
            words(f"aftercare.wait.{stage}"),
            self._resting(now),
            words("aftercare.medicine"),
            plan.dreams,
            words("aftercare.talk") if self.held.offers(now.utc) else "",
        )

    def _card(self, card: str) -> tuple[str, str]:
        words = self.desk.words
        return words(f"aftercare.card.{card}"), words(f"aftercare.card.{card}_text")

    def _one_key_away(self, now: Now) -> list[tuple[str, str, str]]:
        words, found = self.desk.words, []
        for key, practice in KEYS.items():
            if self.held.switch("practice", practice, now.utc).on:
                name = words(f"practice.{practice}.name")
                found.append((key, practice, words("aftercare.key", text=name, key=key)))
        return found

    def _next(self, plan: Plan, window: str, now: Now) -> tuple[str, ...]:
        """What the next window brings and when; between lights-out and rise without a clock."""
        words, at = self.desk.words, following(plan, now.utc)
        assert at is not None
        after, clock = window_of(plan, at), not self.desk.clock_free(now)
        if not after:
            return (self._timed("aftercare.until", clock, at, now),)
        stage = words(f"aftercare.step.{after}")
        return (self._timed("aftercare.next", clock, at, now, stage=stage),)

    def _timed(self, key: str, clock: bool, at: datetime, now: Now, **values: object) -> str:
        if not clock:
            return self.desk.words(f"{key}_no_time", **values)
        return self.desk.words(key, time=self._when(at, now), **values)

    def _when(self, moment: datetime, now: Now) -> str:
        """A clock, with the weekday where it is not today's."""
        words, local = self.desk.words, self.desk.local(moment, now)
        if local.date() == self.desk.local(now.utc, now).date():
            return clock_text(local)
        weekday = words(f"date.weekday_{local.isoweekday()}")
        return words("aftercare.when", weekday=weekday, time=clock_text(local))

    def _resting(self, now: Now) -> str:
        """The reminders that are on in the plan and rest now."""
        words, plan = self.desk.words, self.desk.plan
        names = [
            name_of(reminder, words)
            for reminder in (plan.reminders if plan else ())
            if reminder.on and self.held.rests(reminder.id, now.utc)
        ]
        return words("aftercare.reminders_rest", names=", ".join(names)) if names else ""

    def _is_night(self, now: Now) -> bool:
        night = self.desk.night(now)
        return night.bed - BEFORE_BED <= now.utc < night.rise

    def _check(self) -> CheckView:
        words = self.desk.words
        questions = tuple(
            (
                name,
                words(f"aftercare.check.{name}"),
                tuple((answer, words(f"aftercare.answer.{answer}")) for answer in answers),
                self._asked.answers.get(name, ""),
            )
            for name, answers in QUESTIONS.items()
        )
        return CheckView(questions, self._asked.thoughts)

    def _after(self, plan: Plan, now: Now) -> SaidView:
        said = self._said
        return SaidView(
            self.desk.words(f"aftercare.said.{said}") if said else "",
            said in ("bladder_pain", "very_low", "bladder_often"),
            said in ("talk", "very_low"),
            self._card("dreams") if shows_dreams(plan, now.utc) else None,
            None if hours(plan, now.utc) >= DREAMS_H else plan.dreams,
        )

    def _crisis(self, now: Now) -> CrisisView:
        words, lines = self.desk.words, self._care().help_lines(now)
        wanted = {words(kind) for kind in CRISIS}
        groups = tuple(sorted(
            (group for group in lines.groups if group[0] in wanted),
            key=lambda group: group[0] != words(CRISIS[0]),
        ))  # fmt: skip
        return CrisisView(
            words("aftercare.crisis.title"),
            words("aftercare.crisis.text"),
            replace(lines, groups=groups),
            words("aftercare.crisis.with"),
        )


def _yes_or_no(steady: bool | None) -> str:
    return "" if steady is None else "yes" if steady else "no"


def _before(now: Now, minutes: int) -> datetime:
    return now.utc - timedelta(minutes=minutes)
