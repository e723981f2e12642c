"""Four weeks in figures, the course of twelve, and what stands beside them; no verdict."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from windown.core.diary_figures import LEAST_NIGHTS
from windown.core.weeks import (
    FOUR_WEEKS,
    MEASURES,
    Apart,
    Average,
    Values,
    apart,
    course,
    four_weeks,
    values,
)
from windown.presenters.evenings import Held, practice_name, routine_name
from windown.presenters.numbers import date_text
from windown.service.desk import Desk

#: Figures of hours are told to so many minutes: a diary is no stopwatch (the facts, 7.2).
ROUGHLY = 5
#: A line breaks where no morning was told for longer than this.
GAP = timedelta(days=14)
#: What is told of nights with and without, and how many things most are.
BESIDE, MOST_BESIDE = ("asleep", "falling", "awake"), 12
#: Lines across a chart: the smallest even step that needs at most so many.
LINES = 3
_STEPS = {"share": (5, 10, 20), "": (5, 10, 15, 30, 60, 120, 240)}

_ONE = timedelta(days=1)

Meant = Callable[[date, Held], bool]


@dataclass(frozen=True)
class Chart:
    """Nights as dots and the four-week median as a line, both within 0 to 1.

    `dots` and the points of `line` are (part of the way from left, part of the way up); `levels`
    are heights with their words, `months` places with the name of the month that begins there.
    """

    dots: tuple[tuple[float, float], ...] = ()
    line: tuple[tuple[tuple[float, float], ...], ...] = ()
    levels: tuple[tuple[float, str], ...] = ()
    months: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Figure:
    """One measure of four weeks: its median and mean in words, and all of it as a sentence."""

    id: str
    name: str
    median: str
    mean: str
    chart: Chart
    told: str


@dataclass(frozen=True)
class FiguresView:
    """The figures; `few` says why there are none. `beside` and `answers` have a name and lines."""

    title: str
    about: str
    few: str
    figures: tuple[Figure, ...]
    beside: tuple[tuple[str, tuple[str, ...]], ...]
    beside_about: str
    answers: tuple[tuple[str, str], ...]


def figures_view(
    desk: Desk, held: Mapping[date, Held], first: date, last: date, meant: Meant
) -> FiguresView:
    """The figures of the evenings that are meant; `held` begins some weeks before `first`."""
    words = desk.words
    nights = sorted(held)
    diaries = [diary for night in nights if (diary := held[night].diary) is not None]
    told = {
        name: {night: value for night, value in values(name, diaries).items()
               if meant(night, held[night])}
        for name in MEASURES
    }  # fmt: skip
    made = tuple(_figure(desk, name, told[name], first, last) for name in MEASURES)
    some = any(each.median for each in made)
    since = last - (FOUR_WEEKS - 1) * _ONE
    count = sum(since <= each.night and meant(each.night, held[each.night]) for each in diaries)
    return FiguresView(
        words("weeks.title"),
        words("weeks.about", n=count),
        "" if some else words("weeks.few", n=count, least=LEAST_NIGHTS),
        made if some else (),
        _beside(desk, held, told, first),
        words("weeks.beside_about"),
        _answers(desk, held, since, meant),
    )


def _figure(desk: Desk, name: str, told: Values, first: date, last: date) -> Figure:
    words, average = desk.words, four_weeks(told, last, 1 if name == "regular" else LEAST_NIGHTS)
    shown = words(f"weeks.{name}")
    chart = _chart(desk, name, told, first, last)
    if average is None:
        few = words("weeks.not_yet")
        return Figure(name, shown, "", few, chart, f"{shown}: {few}")
    median = value_text(desk, name, average.median)
    mean = words("weeks.mean", value=value_text(desk, name, average.mean))
    sentence = words("weeks.told", name=shown, median=median, mean=mean, n=average.nights)
    along = _course_told(desk, name, told, first, last)
    return Figure(name, shown, median, mean, chart, f"{sentence} {along}".strip())


def value_text(desk: Desk, name: str, value: float) -> str:
    """A figure in its unit, as roughly as it is known."""
    words = desk.words
    if name == "share":
        return words("weeks.percent", value=round(value))
    whole = round(value)
    if whole >= 60:
        whole = round(value / ROUGHLY) * ROUGHLY
    hours, rest = divmod(whole, 60)
    if not hours:
        return words("diary.minutes", minutes=rest)
    return words("diary.hours" if rest else "diary.whole_hours", hours=hours, minutes=rest)


def _course_told(desk: Desk, name: str, told: Values, first: date, last: date) -> str:
    """The chart for who does not see it: where its line began and where it is."""
    line = course(told, first, last)
    if len(line) < 2:
        return ""
    return desk.words(
        "weeks.course",
        first=date_text(line[0][0], desk.words),
        then=value_text(desk, name, line[0][1]),
        now=value_text(desk, name, line[-1][1]),
    )


def _chart(desk: Desk, name: str, told: Values, first: date, last: date) -> Chart:
    shown = {night: value for night, value in told.items() if first <= night <= last}
    if not shown:
        return Chart()
    line = course(told, first, last)
    low, high, step = _limits(name, [*shown.values(), *(value for _, value in line)])
    days = max(1, 12 * 7 - 1)

    def at(night: date, value: float) -> tuple[float, float]:
        return (night - first).days / days, (value - low) / (high - low)

    levels = range(low, high + 1, step)
    return Chart(
        tuple(at(night, value) for night, value in sorted(shown.items())),
        tuple(tuple(at(night, value) for night, value in piece) for piece in _pieces(line)),
        tuple(((level - low) / (high - low), _short(desk, name, level)) for level in levels),
        _months(desk, first, last, days),
    )


def _months(desk: Desk, first: date, last: date, days: int) -> tuple[tuple[float, str], ...]:
    nights = (first + n * _ONE for n in range((last - first).days + 1))
    return tuple(
        ((night - first).days / days, desk.words(f"evenings.month_{night.month}"))
        for night in nights
        if night.day == 1
    )


def _limits(name: str, shown: Collection[float]) -> tuple[int, int, int]:
    """Even ends around all values, and the step of the lines between them."""
    low, high = min(shown), max(shown)
    for step in _STEPS.get(name, _STEPS[""]):
        least, most = int(low // step) * step, -int(-high // step) * step
        if name == "share":
            most = max(100, most)
        if name not in ("share", "asleep"):
            least = 0
        most = max(most, least + step)
        if (most - least) // step <= LINES:
            break
    return least, most, step


def _short(desk: Desk, name: str, value: int) -> str:
    if name == "share":
        return desk.words("weeks.percent", value=value)
    if value and value % 60 == 0:
        return desk.words("diary.whole_hours", hours=value // 60, minutes=0)
    if value > 60:
        return desk.words("diary.hours", hours=value // 60, minutes=value % 60)
    return desk.words("diary.minutes", minutes=value)


def _pieces(line: Sequence[tuple[date, float]]) -> list[list[tuple[date, float]]]:
    pieces: list[list[tuple[date, float]]] = []
    for night, value in line:
        if not pieces or night - pieces[-1][-1][0] > GAP:
            pieces.append([])
        pieces[-1].append((night, value))
    return pieces


def _beside(
    desk: Desk, held: Mapping[date, Held], told: Mapping[str, Values], first: date
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Practices and routines of the twelve weeks: nights with and without, side by side."""
    within = {night: each for night, each in held.items() if night >= first}
    shown = {name: {n: v for n, v in told[name].items() if n >= first} for name in BESIDE}
    found = []
    for name, nights in _things(desk, within):
        sides = {measure: apart(shown[measure], nights) for measure in BESIDE}
        lines = _sides(desk, {key: side for key, side in sides.items() if side is not None})
        if lines:
            found.append((len(nights), name, lines))
    found.sort(key=lambda each: (-each[0], each[1].casefold()))
    return tuple((name, lines) for _, name, lines in found[:MOST_BESIDE])


def _things(desk: Desk, held: Mapping[date, Held]) -> list[tuple[str, set[date]]]:
    """Each practice and routine with its nights."""
    nights: dict[tuple[str, str], set[date]] = {}
    for night, each in held.items():
        for practice in each.practices:
            key = (f"practice:{practice}", practice_name(desk, practice))
            nights.setdefault(key, set()).add(night)
        for run in each.runs:
            if run.routine in each.routines:
                key = (f"routine:{run.routine}", routine_name(desk, run))
                nights.setdefault(key, set()).add(night)
    return [(name, found) for (_, name), found in nights.items()]


def _sides(desk: Desk, sides: Mapping[str, Apart]) -> tuple[str, ...]:
    if not sides:
        return ()
    return (
        _side(desk, "with", {key: side.with_it for key, side in sides.items()}),
        _side(desk, "without", {key: side.without for key, side in sides.items()}),
    )


def _side(desk: Desk, which: str, averages: Mapping[str, Average]) -> str:
    parts = [
        desk.words(f"weeks.side_{key}", value=value_text(desk, key, each.median))
        for key, each in averages.items()
    ]
    most = max(each.nights for each in averages.values())
    return desk.words(f"weeks.{which}", n=most, told=", ".join(parts))


def _answers(
    desk: Desk, held: Mapping[date, Held], since: date, meant: Meant
) -> tuple[tuple[str, str], ...]:
    """How the reminders of four weeks were answered, in plain counts."""
    counts: dict[str, dict[str, int]] = {}
    for night, each in held.items():
        for row in each.rows if night >= since and meant(night, each) else ():
            of = counts.setdefault(row.reminder, {"done": 0, "skipped": 0, "missed": 0})
            of[row.state] += 1
    told = [(reminder_name(desk, name), _counted(desk, of)) for name, of in counts.items()]
    return tuple(sorted(told, key=lambda each: each[0].casefold()))


def _counted(desk: Desk, counts: Mapping[str, int]) -> str:
    words = desk.words
    told = (words(f"weeks.answers_{state}", n=n) for state, n in counts.items() if n)
    return ", ".join(told)


def reminder_name(desk: Desk, reminder_id: str) -> str:
    """What a reminder is called, also where it is no longer in the plan."""
    from windown.core.evening.plan import find
    from windown.presenters.moments import name_of

    found = find(desk.plan, reminder_id) if desk.plan else None
    if found is not None:
        return name_of(found, desk.words)
    shipped = desk.words.find(f"reminder.{reminder_id}.name")
    return shipped or desk.words("reminder.own")
