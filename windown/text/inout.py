"""Out and in on the command line: export, import, report, erase."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from windown.core.export import Wishes
from windown.core.keeping import EVERYTHING, MELATONIN, Erasure
from windown.core.problems import Trouble
from windown.presenters.data import DataScreen, erase, names_of_kinds, sure, told_of, write_report
from windown.service.archive import Archive
from windown.service.desk import Desk

DONE, FAILED = 0, 1
#: Asks one question; raises EOFError where nobody answers.
Ask = Callable[[str], str]


def export_all(desk: Desk, archive: Archive, target: Path, melatonin: bool) -> int:
    """Write all records, and say how many and what stayed out."""
    now, words = desk.clock.now(), desk.words
    count = archive.export(target, Wishes(melatonin), now, words("data.night"))
    print(words("export.written", n=count, file=target))
    if not melatonin:
        print(words("export.without"))
    return DONE


def import_file(desk: Desk, archive: Archive, source: Path) -> int:
    """Take in a file; failed where nothing of it was good."""
    taken = archive.take_in(source, desk.clock.now())
    for sentence in told_of(taken, desk.words):
        print(sentence)
    written = taken.written
    return DONE if written.added or written.changed or written.same else FAILED


def report_to(screen: DataScreen, target: Path, nights: int, melatonin: bool, letter: bool) -> int:
    """Write the report for a clinician."""
    write_report(screen, target, nights, melatonin, letter, screen.desk.clock.now())
    print(screen.desk.words("data.written", file=target))
    return DONE


def erasure_of(given: str) -> Erasure:
    """What a person means by a word: a date, a kind, "melatonin", "everything". Or `Trouble`."""
    if given in (*names_of_kinds(), MELATONIN, EVERYTHING):
        return Erasure(given)
    try:
        return Erasure("night", date.fromisoformat(given))
    except ValueError:
        raise Trouble("erase.which", what=given) from None


def erase_records(
    desk: Desk, archive: Archive, given: str, yes: bool = False, ask: Ask = input
) -> int:
    """Say what goes, have it confirmed by a word, and take it away for good."""
    words, erasure = desk.words, erasure_of(given)
    if not yes and not _confirmed(desk, sure(words, erasure), ask):
        print(words("erase.kept"))
        return FAILED
    for sentence in erase(desk, archive, erasure):
        print(sentence)
    done = "erased_everything" if erasure.what == EVERYTHING else "erased"
    print(words(f"data.{done}"))
    return DONE


def _confirmed(desk: Desk, what: str, ask: Ask) -> bool:
    word = desk.words("erase.word")
    try:
        return ask(desk.words("erase.ask", what=what, word=word) + " ").strip() == word
    except EOFError:
        print()
        return False
