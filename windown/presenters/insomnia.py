"""Said gently and at most once a month: many hard nights have a name, and help there is."""

from dataclasses import dataclass
from datetime import date, timedelta

from windown.core.diary_pattern import OF_WEEKS, may_be_said, pattern
from windown.core.problems import Trouble
from windown.presenters.diary import latest_night
from windown.service.desk import Desk
from windown.service.ports import Diary, Now

#: BMC Primary Care 2019 on the three months, the AASM's guideline of 2021 on the treatment.
SOURCES = "BMC Prim Care 12875-019-1070-0, AASM 2021 (PMC7853203)"


@dataclass(frozen=True)
class PatternView:
    """First the question whether it bothers the days, then what there is to say; no diagnosis."""

    question: str
    answers: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    sources: str
    close: str


class PatternNote:
    """The presenter of the note; it is silent unless the diary of many weeks says otherwise."""

    def __init__(self, desk: Desk, diary: Diary | None) -> None:
        self.desk, self.diary = desk, diary
        self._found = ""
        self._said: tuple[str, ...] = ()

    def view(self, now: Now) -> PatternView | None:
        """The note, or None where there is none to be shown."""
        words = self.desk.words
        if not self._said:
            self._found = self._pattern(now)
            if not self._found:
                return None
        ask = "" if self._said else words(f"insomnia.ask_{self._found}")
        answers = (("yes", words("insomnia.yes")), ("no", words("insomnia.no"))) if ask else ()
        sources = words("insomnia.source", sources=SOURCES) if len(self._said) > 1 else ""
        return PatternView(ask, answers, self._said, sources, words("insomnia.close"))

    def answer(self, answer: str, now: Now) -> None:
        """Whether it bothers the days; from here on a month is quiet, whatever the answer."""
        words = self.desk.words
        if answer == "yes":
            keys = (self._found, "doctor", "none")
            self._said = tuple(words(f"insomnia.{key}") for key in keys)
        else:
            self._said = (words("insomnia.not_much"),)
        self.desk.change(pattern_told=self._today(now).isoformat())

    def close(self) -> None:
        """It was read."""
        self._said = ()

    def _pattern(self, now: Now) -> str:
        if self.diary is None or self.desk.clock_free(now):
            return ""
        if not may_be_said(_day(self.desk.settings.pattern_told), self._today(now)):
            return ""
        last = latest_night(self.desk, now)
        try:
            held = self.diary.nights(last - timedelta(days=7 * OF_WEEKS - 1), last)
        except Trouble:
            return ""
        return pattern(held, last)

    def _today(self, now: Now) -> date:
        return self.desk.local(now.utc, now).date()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
