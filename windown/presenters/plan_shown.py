"""How a plan becomes what its editor shows: the nights, the line, the list, one reminder."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from windown.core.evening.melatonin import UNITS, Notice, lead_notice, long_use_notice, ready
from windown.core.evening.plan import LATE, Melatonin, Plan, Reminder, find
from windown.core.wording import Words
from windown.presenters.moments import name_of, unit_text
from windown.presenters.numbers import clock_text
from windown.presenters.plan_view import Day, Details, Line, Mark, MelatoninView, PlanView
from windown.service.desk import Desk
from windown.service.ports import Now

#: How often and every how many minutes something may be shown again.
TIMES = (0, 1, 2, 3)
EVERY = (5, 10, 15, 30)
FORMS = ("instant", "prolonged", "unsure")


@dataclass(frozen=True)
class Opened:
    """The reminder whose details are shown, "" for none, and what there is to say to a change."""

    reminder: str = ""
    notices: tuple[Notice, ...] = ()


def night_view(words: Words) -> PlanView:
    """Between lights-out and rise: no plan and no clock, a sentence that it waits."""
    return PlanView((), True, "", (), (), None, False, "", words("planning.night"))


def plan_view(desk: Desk, plan: Plan, now: Now, opened: Opened, told: str) -> PlanView:
    """The whole plan at a look."""
    words, bed = desk.words, desk.night(now).bed
    return PlanView(
        tuple(
            Day(n + 1, words(f"date.weekday_{n + 1}"), plan.bedtimes[n], plan.rises[n])
            for n in range(7)
        ),
        len({*plan.bedtimes}) == 1 and len({*plan.rises}) == 1,
        clock_text(desk.local(bed, now)),
        tuple(_mark(desk, r, now, opened) for r in plan.reminders if r.anchor == "bed"),
        tuple(_line(desk, plan, r, now) for r in plan.reminders),
        _details(desk, plan, now, opened),
        desk.settings.real_words,
        told,
    )


def clock_of(desk: Desk, reminder: Reminder, now: Now) -> str:
    """The clock time of a reminder in the night that stands."""
    # Elapsed minutes, so counted in UTC: a night with a change of the clocks is no exception.
    night, lead = desk.night(now), timedelta(minutes=reminder.lead)
    at: datetime = night.rise + lead if reminder.anchor == "rise" else night.bed - lead
    return clock_text(at.astimezone(ZoneInfo(now.zone)))


def lead_text(reminder: Reminder, words: Words) -> str:
    """How long before bed, or after getting up, in words."""
    after = reminder.anchor == "rise"
    if not reminder.lead:
        return words("planning.at_rise" if after else "planning.at_bed")
    text = hours_text(reminder.lead, words)
    return words("planning.after" if after else "planning.before", text=text)


def hours_text(minutes: int, words: Words) -> str:
    """Minutes as hours and minutes where they are long."""
    hours, rest = divmod(minutes, 60)
    if not hours or minutes == 90:
        return words("unit.minutes", n=rest if not hours else 90, text=str(minutes))
    if not rest:
        return words("planning.hours", hours=hours)
    return words("planning.hours_minutes", hours=hours, minutes=rest)


def _mark(desk: Desk, reminder: Reminder, now: Now, opened: Opened) -> Mark:
    limits = desk.defaults.lead(reminder.id)
    return Mark(
        reminder.id, name_of(reminder, desk.words), reminder.lead, clock_of(desk, reminder, now),
        reminder.on, reminder.id == opened.reminder, limits.least, limits.most, limits.step,
    )  # fmt: skip


def _line(desk: Desk, plan: Plan, reminder: Reminder, now: Now) -> Line:
    words = desk.words
    parts = [lead_text(reminder, words)]
    if reminder.days != frozenset(range(1, 8)):
        parts.append(" ".join(words(f"planning.day_{n}") for n in sorted(reminder.days)))
    if reminder.sound:
        parts.append(words("planning.sound"))
    if reminder.spoken:
        parts.append(words("planning.spoken"))
    switchable = reminder.id != "melatonin" or ready(plan.melatonin)
    detail = " · ".join(parts) if switchable else words("melatonin.empty")
    return Line(
        reminder.id, name_of(reminder, words), clock_of(desk, reminder, now), detail,
        reminder.on and switchable, switchable, reminder.id.startswith("own_"),
    )  # fmt: skip


def _details(desk: Desk, plan: Plan, now: Now, opened: Opened) -> Details | None:
    held, words = find(plan, opened.reminder), desk.words
    if held is None:
        return None
    limits, own = desk.defaults.lead(held.id), held.id.startswith("own_")
    chosen = desk.settings
    after = held.anchor == "rise"
    return Details(
        id=held.id,
        own=own,
        lead_name=words("planning.lead_rise" if after else "planning.lead"),
        steps=(limits.most - limits.least) // limits.step,
        lead=round((held.lead - limits.least) / limits.step),
        days=tuple(
            (n, words(f"planning.day_{n}"), words(f"date.weekday_{n}"), n in held.days)
            for n in range(1, 8)
        ),
        sound=held.sound,
        spoken=held.spoken,
        times=tuple((str(n), f"{n} ×" if n else words("planning.repeat_none"))
                    for n in _with_own(TIMES, held.repeat.times)),
        time=str(held.repeat.times),
        every=tuple((str(n), str(n)) for n in _with_own(EVERY, held.repeat.every_min)),
        each=str(held.repeat.every_min),
        lates=tuple((late, words(f"planning.late_{late}")) for late in LATE),
        late=held.late,
        text=held.text,
        usual="" if own else words(f"reminder.{held.id}.text"),
        neutral=held.neutral,
        usual_neutral=words("reminder.neutral"),
        melatonin=_melatonin(desk, plan.melatonin, held, now, opened.notices)
        if held.id == "melatonin" else None,
        veil=(chosen.veil, chosen.veil_off) if held.id == "screens_off" else None,
    )  # fmt: skip


def _melatonin(
    desk: Desk, entry: Melatonin, held: Reminder, now: Now, said: tuple[Notice, ...]
) -> MelatoninView:
    words = desk.words
    lasting = (lead_notice(held.lead), long_use_notice(entry.since, desk.night(now).date))
    about = [
        words(f"melatonin.{key}")
        for key in ("consent", "about", "labels", "timing", "rules", "drowsy", "children")
    ]
    asked = [words(f"melatonin.{key}") for key in ("ask_title", "ask_medicines", "ask_conditions")]
    if ready(entry):
        about.insert(0, words("melatonin.set", amount=entry.amount, time=clock_of(desk, held, now),
                              unit=unit_text(entry.unit, words)))  # fmt: skip
    return MelatoninView(
        entry,
        tuple((unit, unit_text(unit, words)) for unit in UNITS),
        tuple((form, words(f"melatonin.form_{form}")) for form in FORMS),
        tuple(words(n.words, **n.values) for n in (*said, *lasting) if n is not None),
        (*about, *asked),
    )


def _with_own(usual: tuple[int, ...], held: int) -> tuple[int, ...]:
    """The usual figures, and the one that is held where a file says another."""
    return tuple(sorted({*usual, held}))
