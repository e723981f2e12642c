"""The morning's questions about one night, kept whole when the person says so."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from windown.core.diary import DiaryNight
from windown.core.diary_entry import CORE, MORE, TIMES, drafted, kind_of, stepped, texts_of, wall
from windown.core.diary_figures import figures, problems, wonders
from windown.core.problems import Problem, Trouble
from windown.presenters.numbers import date_text
from windown.service.desk import Desk
from windown.service.ports import Diary, Now
from windown.service.topics import announce

#: How far back the times are looked for that stand ready (nights).
BACK = timedelta(days=14)
#: The night that has begun is asked about only so long after its bedtime.
SLEPT = timedelta(hours=3)
#: Single nights are told to so many minutes: a diary is no stopwatch (the facts, 7.2).
ROUGHLY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """One question. `kind`: time, minutes, count, scale (1 to 5, its words in `choices`), text.

    `ready` is a time of last time, which is no answer until it is taken. `told` is what is wrong
    with the answer, `asked` whether there is anything to ask.
    """

    id: str
    kind: str
    text: str
    value: str
    ready: str = ""
    choices: tuple[str, ...] = ()
    told: str = ""
    asked: bool = True


@dataclass(frozen=True)
class DiaryView:
    """One night. `earlier` and `later` say where the neighbours are, "" where there is none.

    `kept` is whether the night is in the diary as it stands here, `emptied` whether what was said
    of it can be put back, `summary` what follows from it,
    `wonder` what is asked about and not refused, `told` why it could not be kept.
    """

    night: str
    about: str
    core: tuple[Question, ...]
    more: tuple[Question, ...]
    unfolded: bool
    earlier: str
    later: str
    ready: bool
    kept: bool
    filled: bool
    emptied: bool
    summary: tuple[str, ...]
    wonder: str
    told: str


class DiaryScreen:
    """The presenter of the diary's page. Texts live here until a night is kept or left."""

    def __init__(self, desk: Desk, diary: Diary | None) -> None:
        """`diary` is where mornings are kept; None where there is no such place."""
        self.desk, self.diary = desk, diary
        self.night = date.min
        self._zone = "UTC"
        self._texts: dict[str, str] = {}
        self._drafts: dict[date, dict[str, str]] = {}
        self._kept: DiaryNight | None = None
        self._ready: dict[str, str] = {}
        self._told: Trouble | None = None
        self._saved = False
        self._emptied: DiaryNight | None = None

    def open(self, now: Now, night: date | None = None) -> None:
        """Take up a night: that of this morning, or any past one."""
        latest = latest_night(self.desk, now)
        self.night = min(night or self.first_night(now), latest)
        self._told, self._saved, self._emptied = None, False, None
        self._kept = self._found(self.night)
        self._zone = self._kept.zone if self._kept else now.zone
        held = texts_of(self._kept) if self._kept else {}
        self._texts = dict(self._drafts.get(self.night, held))
        self._ready = {} if self.desk.clock_free(now) else self._times(now)

    def first_night(self, now: Now) -> date:
        """The night that is asked about first: not the one in which a person still lies."""
        night = latest_night(self.desk, now)
        begun = self.desk.night_of(night, now).bed
        return night - _ONE if now.utc < begun + SLEPT else night

    def view(self, now: Now) -> DiaryView:
        """The night as it stands."""
        words = self.desk.words
        diary, wrong = self._drafted(now)
        told = {each.key: each.told(words) for each in (*problems(diary), *wrong)}
        wonder = "" if told else " ".join(each.told(words) for each in wonders(diary))
        later = self.night < latest_night(self.desk, now)
        return DiaryView(
            night=night_text(self.night, self.desk, now),
            about=words("diary.about"),
            core=tuple(self._question(field, told) for field in CORE),
            more=tuple(self._question(field, told) for field in MORE),
            unfolded=any(self._texts.get(field) for field in MORE),
            earlier=words("diary.earlier"),
            later=words("diary.later") if later else "",
            ready=any(not self._texts.get(field) for field in self._ready),
            kept=self._saved,
            filled=self._kept is not None,
            emptied=self._emptied is not None and not self._texts,
            summary=self._summary(diary) if self._saved else (),
            wonder=wonder,
            told=self._told.told(words) if self._told else "",
        )

    def answer(self, field: str, text: str, now: Now) -> str:
        """Take what was typed; the same as it is understood ("2310" is 23:10).

        What cannot be read stays as it is and is told by the next view.
        """
        one, wrong = drafted(self.night, self._zone, now.utc, {field: text}, self._kept)
        tidy = text.strip() if wrong else texts_of(one).get(field, "")
        before = self._texts.get(field, "")
        if tidy:
            self._texts[field] = tidy
        else:
            self._texts.pop(field, None)
        if tidy != before:
            self._saved = False
            self._drafts[self.night] = dict(self._texts)
        return tidy

    def step(self, field: str, typed: str, up: int) -> str:
        """What is typed, or stands ready, some steps up or down."""
        return stepped(field, typed.strip() or self._ready.get(field, ""), up)

    def take(self, field: str, now: Now) -> str:
        """Answer with the time that stands ready, if nothing was answered; the answer then."""
        if not self._texts.get(field) and self._ready.get(field):
            self.answer(field, self._ready[field], now)
        return self._texts.get(field, "")

    def take_all(self, now: Now) -> None:
        """Answer all times that are still open with those that stand ready."""
        for field in self._ready:
            self.take(field, now)

    def keep(self, now: Now) -> bool:
        """Keep the night; False where something cannot be right or be written.

        A night about which nothing is said stays empty.
        """
        diary, wrong = self._drafted(now)
        self._told = None
        if wrong or problems(diary):
            return False
        if not self._texts:
            return self.empty() if self._kept else False
        if not self._write(diary):
            return False
        self._kept, self._saved = diary, True
        self._drafts.pop(self.night, None)
        return True

    def leave(self, now: Now) -> None:
        """Left in the middle: what was answered is kept where it can be, else it waits here."""
        if self.night in self._drafts and self._texts:
            self.keep(now)

    def empty(self) -> bool:
        """Forget all that was said of this night."""
        self._told = None
        try:
            if self.diary is not None:
                self.diary.remove(self.night)
        except Trouble as trouble:
            self._told = trouble
            return False
        self._drafts.pop(self.night, None)
        self._emptied = self._kept
        self._texts, self._kept, self._saved = {}, None, False
        announce(self.desk.listeners, "diary")
        return True

    def put_back(self) -> None:
        """Undo an emptying."""
        if self._emptied is not None and self._write(self._emptied):
            self._kept, self._emptied, self._saved = self._emptied, None, True
            self._texts = texts_of(self._kept)

    def change(self) -> None:
        """Show the questions of a kept night again."""
        self._saved = False

    def earlier(self, now: Now) -> None:
        """Go to the night before."""
        self.leave(now)
        self.open(now, self.night - _ONE)

    def later(self, now: Now) -> None:
        """Go to the night after, where it is over."""
        self.leave(now)
        self.open(now, self.night + _ONE)

    def _question(self, field: str, told: dict[str, str]) -> Question:
        words, kind = self.desk.words, kind_of(field)
        value = self._texts.get(field, "")
        choices = tuple(words(f"diary.{field}.{n}") for n in range(1, 6))
        return Question(
            field,
            kind,
            words(f"diary.q.{field}"),
            value,
            self._ready.get(field, ""),
            choices if kind == "scale" else (),
            told.get(field, ""),
            field != "waso_min" or self._texts.get("n_wake") != "0",
        )

    def _drafted(self, now: Now) -> tuple[DiaryNight, tuple[Problem, ...]]:
        return drafted(self.night, self._zone, now.utc, self._texts, self._kept)

    def _write(self, diary: DiaryNight) -> bool:
        try:
            if self.diary is None:
                raise Trouble("diary.nowhere")
            self.diary.put(diary)
        except Trouble as trouble:
            self._told = trouble
            return False
        announce(self.desk.listeners, "diary")
        return True

    def _found(self, night: date) -> DiaryNight | None:
        try:
            return self.diary.find(night) if self.diary else None
        except Trouble as trouble:
            self._told = trouble
            return None

    def _times(self, now: Now) -> dict[str, str]:
        """The times of the last night that was filled, else those of the plan."""
        try:
            held = self.diary.nights(self.night - BACK, self.night - _ONE) if self.diary else ()
        except Trouble:
            held = ()
        for diary in reversed(held):
            texts = texts_of(diary)
            if any(field in texts for field in TIMES):
                return {field: texts[field] for field in TIMES if field in texts}
        night, zone = self.desk.night_of(self.night, now), ZoneInfo(now.zone)
        bed, rise = f"{wall(night.bed, zone):%H:%M}", f"{wall(night.rise, zone):%H:%M}"
        return {"t_bed": bed, "t_try": bed, "t_wake": rise, "t_rise": rise}

    def _summary(self, diary: DiaryNight) -> tuple[str, ...]:
        words, found = self.desk.words, figures(diary)
        said = [words("diary.kept")]
        if found.tib is not None:
            in_bed = span_text(found.tib, self.desk)
            if found.tst is None:
                said.append(words("diary.only_in_bed", in_bed=in_bed))
            else:
                asleep = span_text(found.tst, self.desk)
                said.append(words("diary.asleep", asleep=asleep, in_bed=in_bed))
        if found.se_dse is not None:
            said.append(words("diary.share", share=round(found.se_dse)))
        return (*said, words("diary.one_night"))


def latest_night(desk: Desk, now: Now) -> date:
    """The latest night that can be spoken of: the one of which this is the day after."""
    return desk.local(now.utc, now).date() - _ONE


def night_text(night: date, desk: Desk, now: Now) -> str:
    """A night by its evening and its morning; with the year where it is not of this one."""
    words, morning = desk.words, night + _ONE
    evening = words(f"date.weekday_{night.isoweekday()}")
    # The day stays with its month where the line is full.
    said = {"evening": evening, "morning": "\u00a0".join(date_text(morning, words).rsplit(" ", 1))}
    if morning.year == desk.local(now.utc, now).year:
        return words("diary.night", **said)
    return words("diary.night_of_year", **said, year=morning.year)


def span_text(minutes: float, desk: Desk) -> str:
    """Hours and minutes, roughly."""
    whole = round(minutes / ROUGHLY) * ROUGHLY
    hours, rest = divmod(whole, 60)
    if not hours:
        return desk.words("diary.minutes", minutes=rest)
    key = "diary.hours" if rest else "diary.whole_hours"
    return desk.words(key, hours=hours, minutes=rest)
