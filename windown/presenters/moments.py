"""The moments of an evening as they are shown, with their names, words and answers."""

from dataclasses import dataclass, replace

from windown.core.evening.plan import Reminder
from windown.core.wording import Words
from windown.service.telling import LATER_MIN

#: By how many minutes an answer can be put off.
LATER = (5, 10, 30)


@dataclass(frozen=True)
class Answer:
    """One answer: its id (done, taken, begin, skip, later), its words, and minutes for later."""

    id: str
    text: str
    minutes: int = 0


@dataclass(frozen=True)
class Moment:
    """One place on the line of the evening.

    `state` is done, skipped, missed, now, later, next, coming or bed, and `told` says it in
    words; `clock` is empty where no clock is shown; `later` are the minutes to put it off, and
    `note` is something gentle to say beside it, seldom.
    """

    key: str
    reminder: str
    clock: str
    name: str
    text: str
    state: str
    told: str
    answers: tuple[Answer, ...] = ()
    later: tuple[Answer, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class EveningView:
    """The evening at a look.

    `moved`, `paused` and `rests` are sentences, empty where nothing is so.
    """

    moments: tuple[Moment, ...]
    quiet: bool
    bed: str
    moved: str
    paused: str
    told: str
    rests: str = ""


@dataclass(frozen=True)
class WhyView:
    """For each reminder: when, which, why something happens or does not, whether it is of tonight.

    Those of tonight come first.
    """

    title: str
    intro: str
    rows: tuple[tuple[str, str, str, bool], ...]


def name_of(reminder: Reminder, words: Words) -> str:
    """What a reminder is called: by the language, or as the person wrote it."""
    key = f"reminder.{reminder.id}.name"
    if reminder.id.startswith("own_"):
        return reminder.text or words("reminder.own")
    return words(key)


def text_of(reminder: Reminder, words: Words) -> str:
    """What a reminder says."""
    if reminder.id.startswith("own_"):
        return ""
    return reminder.text or words(f"reminder.{reminder.id}.text")


def unit_text(unit: str, words: Words) -> str:
    """The sign of a unit of melatonin."""
    return words("melatonin.unit_ug" if unit in ("ug", "µg") else "melatonin.unit_mg")


def answers_of(
    reminder: Reminder, state: str, words: Words, quiet: bool = False
) -> tuple[Answer, ...]:
    """The answers but later. What is still to come can be done ahead or left out, not begun.

    Where it is `quiet` no minutes are shown: one later, of the usual length, stands among them.
    """
    given = [name for name in reminder.answers if name != "later"]
    if state == "coming":
        given = [name for name in given if name not in ("begin", "taken")]
        given += [] if "skip" in given else ["skip"]
    later = ("later",) if quiet and "later" in reminder.answers else ()
    return (
        *(Answer(name, words(f"answer.{_worded(name, state)}")) for name in given),
        *(Answer(name, words("answer.later"), LATER_MIN) for name in later),
    )


def _worded(answer: str, state: str) -> str:
    return "skip_tonight" if answer == "skip" and state == "coming" else answer


def later_of(reminder: Reminder, words: Words) -> tuple[Answer, ...]:
    if "later" not in reminder.answers:
        return ()
    return tuple(Answer("later", words(f"answer.later_{n}"), n) for n in LATER)


def first_is_next(moments: list[Moment], words: Words) -> list[Moment]:
    """The first of those to come is told as the next one."""
    for at, moment in enumerate(moments):
        if moment.state == "coming":
            told = words("evening.comes_next")
            return [*moments[:at], replace(moment, state="next", told=told), *moments[at + 1 :]]
    return moments
