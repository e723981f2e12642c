"""The veil at "screens off": how dark it is at a moment, and what is offered."""

from dataclasses import dataclass

from windown.core.wording import Words
from windown.service.ports import Now

#: Darkness at once, so that it is seen that something begins; and at the end, when all is black.
FIRST, LAST = 0.22, 1.0
#: Over how many minutes the screen grows dark, unless another figure is given.
MINUTES = 5.0
#: In so many seconds the veil comes, so that nothing ever jumps.
COMES_S = 6.0
#: By how many minutes "10 more minutes" puts it off.
MORE_MIN = 10
#: How long before the end it is said that the screen turns off (seconds).
SAID_S = 30.0
ANSWERS = ("wind_down", "ten_more", "not_tonight")


@dataclass(frozen=True)
class VeilView:
    """One look at the veil: darkness from 0 to 1, the words, and pairs of answer and its words.

    `soon` the screen turns off, and any key refuses that; `over` all is black. It shows no clock
    and no minutes left.
    """

    dark: float
    title: str
    text: str
    answers: tuple[tuple[str, str], ...]
    soon: bool
    over: bool


class Veil:
    """Grows dark from the moment it began, by steady time; the computer's sleep does not count."""

    def __init__(self, words: Words, begun: Now, minutes: float = MINUTES, off: bool = False):
        """`off`: at the end the screen is turned off, which is said before."""
        self.words, self.begun = words, begun
        self.seconds, self.off = max(COMES_S + 1, minutes * 60), off

    def view(self, now: Now) -> VeilView:
        """The veil at a look."""
        passed = max(0.0, now.steady - self.begun.steady)
        over = passed >= self.seconds
        soon = self.off and not over and self.seconds - passed <= SAID_S
        return VeilView(
            self._dark(passed),
            self.words("veil.title"),
            self.words("veil.off_soon" if soon else "veil.text"),
            tuple((answer, self.words(f"veil.{answer}")) for answer in ANSWERS),
            soon,
            over,
        )

    def _dark(self, passed: float) -> float:
        if passed < COMES_S:
            return FIRST * _eased(passed / COMES_S)
        part = min(1.0, (passed - COMES_S) / (self.seconds - COMES_S))
        return FIRST + (LAST - FIRST) * _eased(part)


def answered(answer: str) -> tuple[str, int]:
    """What an answer to the veil means for the reminder: its answer, and minutes for later.

    "dark" is said of a screen that was uncovered after it had grown all dark.
    """
    if answer == "ten_more":
        return "later", MORE_MIN
    return ("skip", 0) if answer == "not_tonight" else ("done", 0)


def _eased(part: float) -> float:
    return part * part * (3 - 2 * part)
