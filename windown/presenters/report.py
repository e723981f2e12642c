"""The report for a clinician in words: a table, a picture by the clock, averages, and lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from windown.core.catalogue import name_of as practice_name
from windown.core.diary import DiaryNight
from windown.core.diary_figures import waso_of
from windown.core.evening.plan import find
from windown.core.export import Wishes
from windown.core.night import NOON
from windown.core.report import Average, Report, ReportNight, report, span
from windown.core.wording import Words
from windown.presenters.moments import name_of as reminder_name
from windown.presenters.numbers import clock_text, number_text
from windown.service.desk import Desk
from windown.service.ports import Diary, Journal, Ledger, Now

#: More practices or reminders than this are told together as "others".
MOST_ROWS = 8
#: A remark longer than this is cut; the export has it whole (characters).
LONGEST = 160
#: The picture reaches at least from 20:00 to 10:00 (hours after noon).
EARLIEST, LATEST = 8, 22
#: An empty cell, for what was not said.
NOTHING = ""


@dataclass(frozen=True)
class Sources:
    """Where a report reads; None where there is no such place."""

    journal: Journal
    diary: Diary | None
    ledger: Ledger | None


@dataclass(frozen=True)
class Bar:
    """One night by the clock, in minutes after its noon; None where it is not known."""

    day: str
    bed: float | None = None
    lights_out: float | None = None
    onset: float | None = None
    woke: float | None = None
    rise: float | None = None


@dataclass(frozen=True)
class Table:
    """A heading, names of columns, their units, rows; the first column is words, others figures."""

    title: str
    columns: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class ReportView:
    """All that is printed, in words. `hours` are those of the picture's axis, after noon.

    `page` has places for n and of, `more` one for n.
    """

    title: str
    period: str
    name: str
    about: str
    nights: Table
    bars: tuple[Bar, ...]
    hours: tuple[tuple[int, str], ...]
    picture: str
    legend: tuple[str, str, str]
    averages: Table
    practices: Table
    reminders: Table
    notes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    made: str
    page: str
    more: str


def gathered(sources: Sources, last: date, nights: int, wishes: Wishes) -> Report:
    """The report of the nights up to `last`. Raises `Trouble` where they cannot be read."""
    first, _ = span(last, nights)
    return report(
        last,
        nights,
        sources.diary.nights(first, last) if sources.diary else (),
        sources.journal.sessions(first, last),
        sources.ledger.rows(first, last) if sources.ledger else (),
        wishes,
    )


def last_night(desk: Desk, now: Now) -> date:
    """The last night that can have a morning: the one before the one that stands."""
    return desk.night(now).date - timedelta(days=1)


def report_view(desk: Desk, made: Report, now: Now) -> ReportView:
    """The report in the words of the desk."""
    words = desk.words
    days = [_day_of(each.night, words) for each in made.nights]
    bars = tuple(_bar(each, day) for each, day in zip(made.nights, days, strict=True))
    first, last = made.nights[0].night, made.nights[-1].night
    return ReportView(
        title=words("report.title"),
        period=words("report.period", first=_date(first, words), last=_date(last, words)),
        name=words("report.name"),
        about=words("report.about"),
        nights=_nights(made, days, words),
        bars=bars,
        hours=_hours(bars),
        picture=words("report.timeline"),
        legend=(
            words("report.legend_bed"), words("report.legend_try"), words("report.legend_asleep")
        ),
        averages=_averages(made, words),
        practices=_practices(made, desk),
        reminders=_reminders(made, desk),
        notes=_notes(made, words),
        made=words("report.made", date=_date(desk.local(now.utc, now).date(), words)),
        page=words("report.page", n="{n}", of="{of}"),
        more=words("report.more", n="{n}"),
    )  # fmt: skip


def _date(day: date, words: Words) -> str:
    month = words(f"date.month_{day.month}")
    return words("report.date", day=day.day, month=month, year=day.year)


def _day_of(day: date, words: Words) -> str:
    weekday = words(f"report.weekday_{day.isoweekday()}")
    month = words(f"date.month_{day.month}")[:3]
    return words("report.day", weekday=weekday, day=day.day, month=month)


#: The columns of the nights with their units, in the order of an evening.
_COLUMNS = (
    ("bed", "clock"), ("lights_out", "clock"), ("to_sleep", "minutes"), ("n_wake", "times"),
    ("awake", "minutes"), ("woke", "clock"), ("rise", "clock"), ("asleep", "hours"),
    ("in_bed", "hours"), ("share", "percent"), ("quality", "of_five"),
)  # fmt: skip


def _nights(made: Report, days: Sequence[str], words: Words) -> Table:
    columns = [*_COLUMNS, *([("taken", "clock")] if made.melatonin else [])]
    return Table(
        words("report.table"),
        (words("report.night"), *(words(f"report.{name}") for name, _ in columns)),
        (NOTHING, *(words(f"report.{unit}") for _, unit in columns)),
        tuple(
            (day, *_cells(each, made.melatonin))
            for each, day in zip(made.nights, days, strict=True)
        ),
    )


def _cells(each: ReportNight, melatonin: bool) -> tuple[str, ...]:
    diary, made = each.diary, each.figures
    zone = ZoneInfo(diary.zone) if diary else None
    there = ZoneInfo(each.zone) if each.zone else zone
    taken = (_clock(each.taken, there),) if melatonin else ()
    if diary is None or made is None:
        return (*(NOTHING for _ in _COLUMNS), *taken)
    return (
        _clock(diary.t_bed, zone), _clock(diary.t_try, zone), _whole(diary.sol_min),
        _whole(diary.n_wake), _whole(waso_of(diary)), _clock(diary.t_wake, zone),
        _clock(diary.t_rise, zone), hours_text(made.tst), hours_text(made.tib),
        _whole(made.se_tib), _whole(diary.quality), *taken,
    )  # fmt: skip


def _clock(moment: datetime | None, zone: ZoneInfo | None) -> str:
    return NOTHING if moment is None or zone is None else clock_text(moment.astimezone(zone))


def _whole(value: float | None) -> str:
    return NOTHING if value is None else str(round(value))


def hours_text(minutes: float | None) -> str:
    """Minutes as hours and minutes, such as "7:05"."""
    if minutes is None:
        return NOTHING
    whole = round(abs(minutes))
    return f"{'−' if minutes < 0 else ''}{whole // 60}:{whole % 60:02}"


def _bar(each: ReportNight, day: str) -> Bar:
    diary = each.diary
    if diary is None:
        return Bar(day)
    bed, out, woke, rise = (_after_noon(at, diary) for at in
                            (diary.t_bed, diary.t_try, diary.t_wake, diary.t_rise))  # fmt: skip
    onset = None if out is None or diary.sol_min is None else out + diary.sol_min
    return Bar(day, bed, out, onset, woke, rise)


def _after_noon(moment: datetime | None, diary: DiaryNight) -> float | None:
    if moment is None:
        return None
    local = moment.astimezone(ZoneInfo(diary.zone)).replace(tzinfo=None)
    return (local - datetime.combine(diary.night, NOON)) / timedelta(minutes=1)


def _hours(bars: Iterable[Bar]) -> tuple[tuple[int, str], ...]:
    """The whole hours of the axis, wide enough for every night that is no error."""
    known = [at for bar in bars for at in (bar.bed, bar.lights_out, bar.woke, bar.rise)
             if at is not None and 0 <= at <= 24 * 60]  # fmt: skip
    first = min([EARLIEST, *(int(at // 60) for at in known)])
    last = max([LATEST, *(int(-(-at // 60)) for at in known)])
    return tuple((hour, f"{(hour + 12) % 24:02}") for hour in range(first, last + 1))


def _averages(made: Report, words: Words) -> Table:
    columns = ("averages", "mean", "median", "of_nights")
    rows = [_average_row(each, words) for each in made.averages]
    if made.irregular is not None:
        known = next((each.nights for each in made.averages if each.id == "midsleep"), 0)
        text = f"± {round(made.irregular)} {words('report.minutes')}"
        rows.append((words("report.regularity"), text, NOTHING, str(known)))
    names = ("", *(words(f"report.{name}") for name in columns[1:]))
    note = NOTHING if rows else words("report.too_few")
    return Table(words("report.averages"), names, (), tuple(rows), note)


def _average_row(each: Average, words: Words) -> tuple[str, ...]:
    def text(value: float) -> str:
        if each.id in ("asleep", "in_bed"):
            return f"{hours_text(value)} h"
        if each.id in ("share", "share_asleep"):
            return f"{round(value)} %"
        if each.id == "midsleep":
            return clock_text(datetime.combine(date.min, time(12)) + timedelta(minutes=value))
        if each.id in ("quality", "n_wake"):
            return number_text(round(value, 1), words)
        return f"{round(value)} {words('report.minutes')}"

    name = "share_mean" if each.id == "share" else each.id
    return words(f"report.{name}"), text(each.mean), text(each.median), str(each.nights)


def _practices(made: Report, desk: Desk) -> Table:
    words = desk.words
    rows = []
    for each in made.practised:
        known = desk.shelf.find(each.practice)
        name = practice_name(known, words) if known else each.practice
        length = f"{round(each.minutes)} {words('report.minutes')}"
        rows.append((name, str(each.sessions), str(each.nights), length))
    names = tuple(words(f"report.{n}") for n in ("practice", "sessions", "nights_with", "length"))
    return _list(words("report.practices"), names, rows, words)


def _reminders(made: Report, desk: Desk) -> Table:
    words = desk.words
    rows = [
        (_reminder(each.reminder, desk), str(each.done), str(each.skipped), str(each.missed))
        for each in made.answered
    ]
    names = tuple(words(f"report.{n}") for n in ("reminder", "done", "skipped", "missed"))
    return _list(words("report.reminders"), names, rows, words)


def _reminder(name: str, desk: Desk) -> str:
    known = find(desk.plan, name) if desk.plan else None
    if known is not None:
        return reminder_name(known, desk.words)
    key = f"reminder.{name}.name"
    return desk.words(key) if desk.words.has(key) else desk.words("reminder.own")


def _list(
    title: str, names: tuple[str, ...], rows: Sequence[tuple[str, ...]], words: Words
) -> Table:
    """The first rows, and how many others there are."""
    shown = rows if len(rows) <= MOST_ROWS else rows[: MOST_ROWS - 1]
    others = len(rows) - len(shown)
    told = f"+ {others} {words('report.others')}" if others else NOTHING
    return Table(title, names, (), tuple(shown), told if rows else words("report.none"))


def _notes(made: Report, words: Words) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    given = (("medicine", made.medicine), ("notes", made.notes))
    return tuple(
        (words(f"report.{name}"), tuple((_day_of(day, words), _cut(text)) for day, text in held))
        for name, held in given
        if held
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
