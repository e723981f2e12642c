"""The after-care plan: its windows, what each of them switches off, its cards, its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
#: Where the windows of the plan begin, in hours after the last dose (the facts, 8.4 and 8.5).
WINDOWS = {"h0": 0, "h2": 2, "h6": 6, "h24": 24, "h36": 36}
#: The plan ends after so many hours; dreams can be odd for three nights (the facts, 8.4).
PLAN_H, DREAMS_H = 48, 72
#: Who opens it only later is not asked about those nights any more (design decision).
CHECK_H = 168
MODES = ("clinic", "other")
KINDS = ("practice", "reminder", "step", "feature")
#: Switched on, each with a word on how.
NOTES = ("comfort", "light", "seated", "slow", "company", "near", "sips", "clinician")
STATES = ("on", "off", "steady", *NOTES)
#: What stands for anything a person made.
OWN = "own"

#: So many plans begun within so many days, and somebody to talk to is offered (the facts, 8.4;
#: what "several in 7 days" means is a design decision), at most once in so many days.
OFTEN = ((3, timedelta(days=7)), (4, timedelta(days=30)))
OFFER_AGAIN = timedelta(days=30)

#: The cards of each stage in their order (the facts, 8.4), and what rests in it.
CARDS: Mapping[str, tuple[str, ...]] = {
    "first": ("lie_low", "someone", "warm", "sips", "senses"),
    "after": ("still_someone", "food", "toilet", "dim", "odd", "quiet"),
    "night": ("bed", "way", "settle", "dreams", "rest"),
    "morning": ("rise", "daylight", "breakfast", "mood", "coffee"),
    "day": ("walk", "meals", "nap", "friend", "bladder"),
    "second": ("return", "bath", "one_new", "ending"),
    "last": ("usual", "low", "diary"),
}
#: What the check-in asks, each with its answers; every one can be left out.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "night_1": ("good", "fair", "poor"),
    "night_2": ("good", "fair", "poor"),
    "mood": ("good", "fair", "low", "very_low"),
    "dreams": ("none", "odd", "frightening"),
    "bladder": ("usual", "often", "pain"),
    "urges": ("none", "some", "strong"),
}


@dataclass(frozen=True)
class Plan:
    """One plan. `dose` is when the last dose was (UTC), or with `sure` false the latest it can be.

    `steady` is what was answered in the window `steady_in`. `dreams` asks for the 72-hour view.
    `ended` is an end before its time; `checked` and `offered` are when the check-in was done or
    left out, and when somebody to talk to was offered.
    """

    id: str
    dose: datetime
    begun: datetime
    mode: str = "other"
    sure: bool = True
    steady: bool | None = None
    steady_in: str = ""
    dreams: bool = False
    ended: datetime | None = None
    checked: datetime | None = None
    offered: datetime | None = None


@dataclass(frozen=True)
class Switch:
    """Whether something is on; `why` is "" or the id of a word on why not, or how."""

    on: bool = True
    why: str = ""


#: For each kind and id the states in the five windows.
Switches = Mapping[str, Mapping[str, Sequence[str]]]


def hours(plan: Plan, now: datetime) -> float:
    """Hours since the dose; a clock that was set back counts none."""
    return max(0.0, (now - plan.dose) / HOUR)


def window_of(plan: Plan | None, now: datetime) -> str:
    """The window a moment falls into, "" where no plan runs."""
    if plan is None or plan.ended is not None or hours(plan, now) >= PLAN_H:
        return ""
    if plan.dose - now > PLAN_H * HOUR:
        return ""  # a clock that was wrong then must not switch things off for years
    return [name for name, start in WINDOWS.items() if hours(plan, now) >= start][-1]


def steady_in(plan: Plan, window: str) -> bool | None:
    """What the person has said of being steady in a window; None where they were not asked."""
    return plan.steady if plan.steady_in == window else None


def switch(plan: Plan | None, table: Switches, now: datetime, kind: str, id_: str) -> Switch:
    """How a practice, a reminder, a step of a routine or a feature stands at a moment."""
    window = window_of(plan, now)
    if plan is None or not window:
        return Switch()
    state = state_in(table, window, kind, id_)
    if state == "steady":
        return Switch() if steady_in(plan, window) else Switch(False, "unsteady")
    if state == "off":
        return Switch(False, "rests")
    return Switch(True, "" if state == "on" else state)


def state_in(table: Switches, window: str, kind: str, id_: str) -> str:
    """The state of the table; what it does not name is the person's own."""
    rows = table[kind]
    row = rows.get(id_) or rows.get(OWN) or ("off",) * len(WINDOWS)
    return row[list(WINDOWS).index(window)]


def asks_steady(table: Switches, window: str) -> bool:
    """Whether anything in a window hangs on being steady."""
    return bool(window) and any(
        state_in(table, window, kind, id_) == "steady" for kind in table for id_ in table[kind]
    )


def stage_of(plan: Plan, now: datetime, night: bool) -> str:
    """Which cards are for now; `night` says that it is bedtime, or the night after it.

    The first night begins four hours after the dose at the earliest (the facts, 8.4).
    """
    passed = hours(plan, now)
    if passed >= 36:
        return "last"
    if passed >= 24:
        return "second"
    if passed >= 4 and night:
        return "night"
    if passed >= 6:
        return "morning" if passed < 16 else "day"
    return "after" if passed >= 2 else "first"


def cards_of(stage: str, window: str) -> tuple[str, ...]:
    """The cards of a stage; a night that begins early has none for what still rests then."""
    cards = CARDS[stage]
    if stage == "night" and window == "h2":
        return tuple("quiet" if card == "settle" else card for card in cards)
    return cards


def following(plan: Plan, now: datetime) -> datetime | None:
    """When the next window begins, or the plan ends; None where no plan runs."""
    if not window_of(plan, now):
        return None
    starts = (plan.dose + start * HOUR for start in (*WINDOWS.values(), PLAN_H))
    return min(start for start in starts if start > now)


def is_over(plan: Plan, now: datetime) -> bool:
    """Whether it has come to its end, in its time or before."""
    return not window_of(plan, now)


def wants_check_in(plan: Plan, now: datetime) -> bool:
    """Whether it came to its end in its time, lately, and nobody has been asked yet."""
    lately = PLAN_H <= hours(plan, now) < CHECK_H
    return plan.ended is None and plan.checked is None and lately


def shows_dreams(plan: Plan, now: datetime) -> bool:
    """Whether the words on dreams are still wished for."""
    return plan.dreams and plan.ended is None and PLAN_H <= hours(plan, now) < DREAMS_H


def restarted(plan: Plan, dose: datetime, sure: bool = True) -> Plan:
    """The same plan from another dose on; nothing is said about that."""
    return replace(plan, dose=dose, sure=sure, steady=None, steady_in="", ended=None, checked=None)


def answered(plan: Plan, steady: bool, now: datetime) -> Plan:
    """The plan with what is so at this moment."""
    return replace(plan, steady=steady, steady_in=window_of(plan, now))


def offers_talk(plans: Sequence[Plan], now: datetime) -> bool:
    """Whether somebody to talk to is offered, once, after several plans."""
    offers = (plan.offered for plan in plans if plan.offered is not None)
    if any(now - offered < OFFER_AGAIN for offered in offers):
        return False
    return any(sum(now - plan.begun < days for plan in plans) >= many for many, days in OFTEN)


def suggestion(answers: Mapping[str, str], thoughts: bool = False) -> str:
    """The one thing that is said after the check-in: "crisis", or the id of a gentle sentence.

    What may need a doctor comes first.
    """
    if thoughts:
        return "crisis"
    for wanted, said in _SAID:
        if wanted.items() <= answers.items():
            return said
    return "nice"


_SAID: tuple[tuple[Mapping[str, str], str], ...] = (
    ({"bladder": "pain"}, "bladder_pain"),
    ({"mood": "very_low"}, "very_low"),
    ({"bladder": "often"}, "bladder_often"),
    ({"urges": "strong"}, "talk"),
    ({"mood": "low"}, "low"),
    ({"dreams": "frightening"}, "dreams"),
    ({"night_1": "poor", "night_2": "poor"}, "poor"),
    ({"urges": "some"}, "talk"),
    ({"dreams": "odd"}, "dreams"),
)


def wrong_rows(table: Switches, known: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """What is wrong with a table as pairs of a key and why: missing, unknown, states."""
    found: list[tuple[str, str]] = []
    for kind in KINDS:
        rows, wanted = table.get(kind, {}), {*known[kind]}
        found += [(f"{kind}.{name}", "missing") for name in sorted(wanted - rows.keys())]
        found += [(f"{kind}.{name}", "unknown") for name in sorted(rows.keys() - wanted)]
        found += [(f"{kind}.{name}", "states") for name in rows if not _is_row(rows[name])]
    return found


def _is_row(row: Sequence[str]) -> bool:
    return len(row) == len(WINDOWS) and set(row) <= set(STATES)
