"""What a notification says: neutral unless the person wants the real words, and its answers."""

from collections.abc import Callable
from dataclasses import dataclass

from windown.core.evening.plan import Reminder
from windown.core.wording import Words

#: The minutes of the one "later" a notification has room for.
LATER_MIN = 10

_LABELS = {"skip": "answer.skip_tonight", "later": "answer.later_10_long"}


@dataclass(frozen=True)
class Telling:
    """A notification: `answers` are pairs of id and label; `spoken` is what a voice says, or ""."""

    title: str
    body: str
    answers: tuple[tuple[str, str], ...]
    spoken: str = ""


#: How a reminder is told; the flag says that it is between lights-out and rise.
Tell = Callable[[Reminder, bool], Telling]


def telling(reminder: Reminder, words: Words, real: bool, dark: bool) -> Telling:
    """A reminder in words. In the dark it names no time, and nothing of it is spoken.

    What the person wrote may hold a time, so in the dark the usual words stand for it.
    """
    answers = tuple((name, words(_label(name, dark, real))) for name in reminder.answers)
    if not real:
        own = "" if dark else reminder.neutral
        body = own or words("reminder.neutral")
        return Telling(words("card.title"), body, answers, _spoken(reminder, body, dark))
    title, body = _own(reminder, words, dark) if _is_own(reminder) else _shipped(
        reminder, words, dark
    )  # fmt: skip
    return Telling(title, body, answers, _spoken(reminder, body or title, dark))


def _label(answer: str, dark: bool, real: bool) -> str:
    if answer == "taken" and not real:
        return "answer.done"  # "taken" would give the medicine away
    if dark and answer == "later":
        return "answer.later"
    return _LABELS.get(answer, f"answer.{answer}")


def _is_own(reminder: Reminder) -> bool:
    return reminder.id.startswith("own_")


def _own(reminder: Reminder, words: Words, dark: bool) -> tuple[str, str]:
    return (words("reminder.own") if dark or not reminder.text else reminder.text), ""


def _shipped(reminder: Reminder, words: Words, dark: bool) -> tuple[str, str]:
    own = "" if dark else reminder.text
    return words(f"reminder.{reminder.id}.name"), own or words(f"reminder.{reminder.id}.text")


def _spoken(reminder: Reminder, text: str, dark: bool) -> str:
    return text if reminder.spoken and not dark else ""
