"""Data: where the records lie, backups, what goes out and comes in, and what is erased."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from windown.core.evening.plan import Melatonin
from windown.core.export import Wishes
from windown.core.keeping import EVERYTHING, MELATONIN, Erasure
from windown.core.kinds import KINDS
from windown.core.problems import Trouble
from windown.core.taken import Left, TakenIn
from windown.core.wording import Words
from windown.presenters.numbers import clock_text
from windown.presenters.report import ReportView, Sources, gathered, last_night, report_view
from windown.service.archive import Archive
from windown.service.desk import Desk
from windown.service.ports import Now
from windown.service.topics import announce

#: Writes a report to a file, on Letter paper or A4; its pages. Raises `Trouble`.
Writer = Callable[[Path, ReportView, bool], int]
#: All that is read again after an import, a restore or an erasure.
TOPICS = ("sessions", "evening", "diary", "notes", "checkin", "routines", "lists")
NIGHT = "night"


@dataclass(frozen=True)
class DataView:
    """The page: the folder, backups (name, when), what can be erased (id, words)."""

    folder: str
    backups: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    last_night: date


class DataScreen:
    """The presenter of the page. Its deeds give the sentence that says how they went."""

    def __init__(self, desk: Desk, archive: Archive, sources: Sources, write: Writer) -> None:
        self.desk, self.archive, self.sources, self.write = desk, archive, sources, write

    def view(self, now: Now) -> DataView:
        """The page as it is."""
        words = self.desk.words
        return DataView(
            words("data.folder", folder=self.archive.folder()),
            tuple((each.name, self._when(each.name, now)) for each in self.archive.backups()),
            kinds(words),
            last_night(self.desk, now),
        )

    def back_up(self, now: Now) -> str:
        """Make a backup."""
        return self._try(
            lambda: self.desk.words("data.backed_up", name=self.archive.back_up(now).name)
        )

    def sure_restore(self, name: str, now: Now) -> str:
        """What bringing a backup back means."""
        return self.desk.words("data.restore_ask", when=self._when(name, now))

    def restore(self, name: str, now: Now) -> str:
        """Bring a backup back."""
        when = self._when(name, now)

        def act() -> str:
            self.archive.restore(name, now)
            return self.desk.words("data.restored", when=when)

        return self._then_read_again(act)

    def export(self, target: Path, melatonin: bool, now: Now) -> str:
        """Write all records as the target's ending says."""
        words = self.desk.words

        def act() -> str:
            self.archive.export(target, Wishes(melatonin), now, words("data.night"))
            return words("data.written", file=target)

        return self._try(act)

    def report(self, target: Path, nights: int, melatonin: bool, letter: bool, now: Now) -> str:
        """Write the report of the last nights."""

        def act() -> str:
            write_report(self, target, nights, melatonin, letter, now)
            return self.desk.words("data.written", file=target)

        return self._try(act)

    def take_in(self, source: Path, now: Now) -> str:
        """Take in a file."""
        words = self.desk.words
        return self._then_read_again(
            lambda: " ".join(told_of(self.archive.take_in(source, now), words))
        )

    def sure(self, what: str, night: date | None) -> str:
        """What goes, before it goes."""
        return sure(self.desk.words, Erasure(what, night))

    def erase(self, what: str, night: date | None) -> tuple[str, bool]:
        """Take away for good; the sentence, and whether everything is gone."""
        words, done = self.desk.words, "erased_everything" if what == EVERYTHING else "erased"
        gone = [False]

        def act() -> str:
            told = erase(self.desk, self.archive, Erasure(what, night))
            gone[0] = what == EVERYTHING
            return " ".join((words(f"data.{done}"), *told))

        return self._then_read_again(act), gone[0]

    def _when(self, name: str, now: Now) -> str:
        made = next((each.made for each in self.archive.backups() if each.name == name), None)
        if made is None:
            return name
        local = self.desk.local(made, now)
        day = day_text(local.date(), self.desk.words)
        return day if self.desk.clock_free(now) else f"{day}, {clock_text(local)}"

    def _then_read_again(self, act: Callable[[], str]) -> str:
        told = self._try(act)
        for topic in TOPICS:
            announce(self.desk.listeners, topic)
        return told

    def _try(self, act: Callable[[], str]) -> str:
        try:
            return act()
        except Trouble as trouble:
            return trouble.told(self.desk.words)


def kinds(words: Words) -> tuple[tuple[str, str], ...]:
    """What can be erased: one night, each kind, all of melatonin, everything."""
    named = ((name, words(f"data.kind.{name}")) for name in (*names_of_kinds(), MELATONIN))
    one, everything = words("data.erase_one_night"), words("data.erase_everything")
    return (NIGHT, one), *named, (EVERYTHING, everything)


def names_of_kinds() -> tuple[str, ...]:
    """The kinds by the names they have in an export."""
    return tuple(kind.name for kind in KINDS)


def day_text(day: date, words: Words) -> str:
    """A date with its year."""
    month = words(f"date.month_{day.month}")
    return words("report.date", day=day.day, month=month, year=day.year)


def sure(words: Words, erasure: Erasure) -> str:
    """What goes, before it goes."""
    if erasure.night is not None:
        return words("data.erase_sure_night", night=day_text(erasure.night, words))
    if erasure.what == EVERYTHING:
        return words("data.erase_sure_everything")
    return words("data.erase_sure_kind", what=words(f"data.kind.{erasure.what}"))


def erase(desk: Desk, archive: Archive, erasure: Erasure) -> tuple[str, ...]:
    """Take away for good, melatonin also from the plan; what could not be reached, in words."""
    told = tuple(trouble.told(desk.words) for trouble in archive.erase(erasure))
    if erasure.what == MELATONIN and desk.plan is not None:
        trouble = desk.change_plan(replace(desk.plan, melatonin=Melatonin()))
        told += () if trouble is None else (trouble.told(desk.words),)
    return told


def write_report(
    screen: DataScreen, target: Path, nights: int, melatonin: bool, letter: bool, now: Now
) -> int:
    """Write the report of the last nights; its pages. Raises `Trouble`."""
    if target.suffix.lower() != ".pdf":
        raise Trouble("export.pdf", file=str(target))
    if not target.parent.is_dir():
        raise Trouble("export.folder", folder=str(target.parent))
    last = last_night(screen.desk, now)
    made = gathered(screen.sources, last, nights, Wishes(melatonin))
    if made.empty:
        # Who opens it in the evening of their first morning has that morning in it.
        made = gathered(screen.sources, last + timedelta(days=1), nights, Wishes(melatonin))
    if made.empty:
        raise Trouble("report.empty", nights=nights)
    return screen.write(target, report_view(screen.desk, made, now), letter)


def told_of(taken: TakenIn, words: Words) -> tuple[str, ...]:
    """What became of an import, in sentences."""
    written = taken.written
    if not (written.added or written.changed or written.same):
        told = [words("import.nothing")]
    else:
        told = [words("import.done", **vars(written))]
    if taken.first is not None:
        where, why = _where(taken.first, words), words(f"import.reason.{taken.first.reason}")
        told.append(words("import.left_out", n=taken.left_out, where=where, why=why))
    if taken.shorter:
        told.append(words("import.shorter", n=taken.shorter))
    return tuple(told)


def _where(left: Left, words: Words) -> str:
    if left.line:
        where = words("import.at_line", line=left.line)
    else:
        kind = words(f"data.kind.{left.kind}")
        key = "import.at_record" if left.number else "import.at_kind"
        where = words(key, kind=kind, number=left.number)
    return words("import.at_field", where=where, field=left.field) if left.field else where
