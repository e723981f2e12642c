"""Journal: twelve weeks of evenings at a time, over all the years, and what can be filtered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from windown.core.problems import Trouble
from windown.core.weeks import in_a_row, monday_of
from windown.presenters.evenings import (
    NOTHING,
    Evenings,
    Held,
    practice_name,
    routine_name,
)
from windown.presenters.journal_figures import FiguresView, figures_view
from windown.presenters.numbers import date_text
from windown.service.desk import Desk
from windown.service.ports import Now

#: How many weeks are shown at a time.
WEEKS = 12
#: Evenings of the week before days with work, and before days without.
WORKDAYS, FREE_DAYS = frozenset({7, 1, 2, 3, 4}), frozenset({5, 6})
EVERY = frozenset(range(1, 8))

_ONE, _WEEK = timedelta(days=1), timedelta(days=7)
#: The first evenings have a four-week median of their own, and its regularity a week.
_BEFORE = 5 * _WEEK

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filter:
    """Which evenings are meant: with a "practice:<id>" or "routine:<id>", on some days."""

    with_it: str = ""
    days: str = "every"

    def holds(self, night: date, held: Held) -> bool:
        """Whether an evening is meant."""
        kind, _, name = self.with_it.partition(":")
        has = {"practice": held.practices, "routine": held.routines}.get(kind)
        return night.isoweekday() in _days(self.days) and (has is None or name in has)

    @property
    def open(self) -> bool:
        """Whether every evening is meant."""
        return self == Filter()


@dataclass(frozen=True)
class Shown:
    """One evening of the calendar: what is kept of it, and all of that in words.

    `dim` is one that is not meant by the filter; `answered` that reminders were answered.
    """

    night: date
    practised: bool
    routine: bool
    morning: bool
    answered: bool
    noted: bool
    dim: bool
    told: str


@dataclass(frozen=True)
class CalendarView:
    """The evenings of twelve weeks from a Monday on; those to come are not among them.

    `at` is how many weeks they end before the latest, of `most`. `months` are pairs of a week
    and the month that begins in it, `legend` pairs of a mark and what it means.
    """

    span: str
    first: date
    tonight: date
    at: int
    most: int
    evenings: tuple[Shown, ...]
    weekdays: tuple[str, ...]
    months: tuple[tuple[int, str], ...]
    legend: Choices
    streak: str
    told: str


class JournalScreen:
    """The presenter of the journal."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.evenings = Evenings(desk)
        self.filter = Filter()

    def read_again(self) -> None:
        """Something has changed."""
        self.evenings.forget()

    def choose(self, with_it: str | None = None, days: str | None = None) -> None:
        """Mean only some evenings: those with a practice or routine, or on some days."""
        self.filter = Filter(
            self.filter.with_it if with_it is None else with_it,
            self.filter.days if days is None else days,
        )

    def ways(self) -> Choices:
        """The pages that belong to the journal, each with its words."""
        desk = self.desk
        there = {"diary": desk.diary is not None, "checkin": desk.notes is not None, "data": True}
        return tuple((page, desk.words(f"evenings.to_{page}")) for page in there if there[page])

    def calendar(self, now: Now, at: int = 0) -> CalendarView:
        """Twelve weeks that end `at` weeks before the latest."""
        words, here = self.desk.words, self._window(now, at)
        nights = [here.first + n * _ONE for n in range((here.until - here.first).days + 1)]
        held = here.held
        shown = tuple(self._shown(night, held.get(night, NOTHING), here.last) for night in nights)
        return CalendarView(
            self._span(here.first, here.until),
            here.first,
            here.last,
            here.at,
            here.most,
            shown,
            tuple(words(f"planning.day_{n}") for n in range(1, 8)),
            self._months(here.first),
            tuple((mark, words(f"evenings.legend_{mark}")) for mark in MARKS),
            self._streak(here.last, now),
            here.told,
        )

    def figures(self, now: Now, at: int = 0) -> FiguresView:
        """The four weeks that end with those twelve, and the course over the twelve."""
        here = self._window(now, at)
        try:
            held = self.evenings.between(here.first - _BEFORE, here.until)
        except Trouble:
            held = {}
        return figures_view(self.desk, held, here.first, here.until, self.filter.holds)

    def choices(self, now: Now, at: int = 0) -> tuple[Choices, Choices]:
        """What can be meant: practices and routines of these weeks, and days."""
        words, chosen = self.desk.words, self.filter.with_it
        named = _named(self.desk, self._window(now, at).held)
        if chosen and chosen not in named:
            kind, _, name = chosen.partition(":")
            named[chosen] = practice_name(self.desk, name) if kind == "practice" else name
        with_it = sorted(named.items(), key=lambda each: each[1].casefold())
        days = [(name, words(f"evenings.days_{name}")) for name in ("every", "work", "free")]
        each_day = [(str(n), words(f"date.weekday_{n}")) for n in range(1, 8)]
        return (("", words("evenings.all")), *with_it), (*days, *each_day)

    def week_of(self, night: date, now: Now) -> int:
        """How many weeks before the latest twelve those end that show a night best."""
        behind = (monday_of(self._last(now)) - monday_of(night)).days // 7
        return max(0, behind - WEEKS + 1)

    def _window(self, now: Now, at: int) -> "_Window":
        """Twelve weeks with what is kept of them, or why that could not be read."""
        try:
            last = self._last(now)
            most = self._most(last)
            at = max(0, min(at, most))
            first = monday_of(last) - (WEEKS - 1 + at) * _WEEK
            until = min(last, first + WEEKS * _WEEK - _ONE)
            return _Window(at, most, first, until, last, self.evenings.between(first, until))
        except Trouble as trouble:
            last = self.desk.night(now).date
            first = monday_of(last) - (WEEKS - 1) * _WEEK
            return _Window(0, 0, first, last, last, {}, trouble.told(self.desk.words))

    def _last(self, now: Now) -> date:
        """Tonight, or the night after where somebody has begun it already.

        Who sleeps by day, or has crossed zones, may have.
        """
        tonight = self.desk.night(now).date
        return tonight + _ONE if self.evenings.of(tonight + _ONE).sessions else tonight

    def _most(self, last: date) -> int:
        first = self.evenings.first()
        if first is None or first > last:
            return 0
        return max(0, (monday_of(last) - monday_of(first)).days // 7 - WEEKS + 1)

    def _shown(self, night: date, held: Held, tonight: date) -> Shown:
        return Shown(
            night,
            bool(held.sessions),
            bool(held.routines),
            held.diary is not None,
            bool(held.answered),
            bool(held.notes),
            not self.filter.holds(night, held),
            words_of(self.desk, night, held, tonight),
        )

    def _span(self, first: date, last: date) -> str:
        words = self.desk.words
        months = (words(f"date.month_{first.month}"), words(f"date.month_{last.month}"))
        if first.year != last.year:
            return words("evenings.span_years", first=months[0], first_year=first.year,
                         last=months[1], last_year=last.year)  # fmt: skip
        return words("evenings.span", first=months[0], last=months[1], year=last.year)

    def _months(self, first: date) -> tuple[tuple[int, str], ...]:
        """Each month at the week in which its first day lies; the first one where it has room."""
        found = [(0, first.month)]
        for week in range(1, WEEKS):
            month = (first + week * _WEEK + 6 * _ONE).month
            if month != found[-1][1]:
                found.append((week, month))
        if len(found) > 1 and found[1][0] < 2:
            del found[0]
        return tuple((week, self.desk.words(f"evenings.month_{month}")) for week, month in found)

    def _streak(self, last: date, now: Now) -> str:
        """How many evenings follow each other, only where a person asked for that."""
        if not self.desk.settings.streak or self.desk.clock_free(now):
            return ""
        try:
            held = self.evenings.between(last - 26 * _WEEK, last)
        except Trouble:
            return ""
        count = in_a_row({night for night, each in held.items() if each.sessions}, last)
        return self.desk.words("evenings.in_a_row", n=count) if count > 1 else ""


@dataclass(frozen=True)
class _Window:
    at: int
    most: int
    first: date
    until: date
    last: date
    held: Mapping[date, Held]
    told: str = ""


#: The marks of an evening, in the order of their legend.
MARKS = ("practised", "routine", "morning", "answered")


def words_of(desk: Desk, night: date, held: Held, tonight: date) -> str:
    """All that is kept of an evening, in a line."""
    words = desk.words
    parts = [practice_name(desk, each) for each in held.practices]
    done = held.routines
    parts += dict.fromkeys(routine_name(desk, run) for run in held.runs if run.routine in done)
    if held.answered:
        parts.append(words("evenings.told_answered", n=held.answered))
    parts += [words("evenings.told_morning")] if held.diary else []
    parts += [words("evenings.told_note")] if held.notes else []
    shown = night_name(desk, night, tonight)
    told = "\u00a0· ".join(parts) or words("evenings.told_nothing")
    return words("evenings.told", night=shown, told=told)


def night_name(desk: Desk, night: date, tonight: date) -> str:
    """An evening by its date, with the year where it is another one."""
    shown = date_text(night, desk.words)
    if night.year == tonight.year:
        return shown
    return desk.words("evenings.date_of_year", date=shown, year=night.year)


def _days(name: str) -> frozenset[int]:
    if name.isdigit():
        return frozenset({int(name)})
    return {"work": WORKDAYS, "free": FREE_DAYS}.get(name, EVERY)


def _named(desk: Desk, held: Mapping[date, Held]) -> dict[str, str]:
    """The practices and routines of some evenings, by what a filter calls them."""
    found = {}
    for each in held.values():
        for name in each.practices:
            found[f"practice:{name}"] = practice_name(desk, name)
        for run in each.runs:
            if run.routine in each.routines:
                found[f"routine:{run.routine}"] = routine_name(desk, run)
    return found
