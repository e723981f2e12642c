"""Builds every object and joins them; the only module that sees all packages."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from windown.adapters.aftercare import FILE, SqliteAfterCare
from windown.adapters.clock import SystemClock, system_language
from windown.adapters.kept_content import KeptContent
from windown.adapters.no_journal import NoJournal
from windown.adapters.no_notifier import NoNotifier
from windown.adapters.own_practices import OwnPractices
from windown.adapters.own_routines import OwnRoutines
from windown.adapters.paths import Folders, assets, folders, prepare
from windown.adapters.plan_file import PlanFile, read_plan
from windown.adapters.settings_file import SettingsFile, read_settings
from windown.adapters.store import Store, open_store
from windown.content.nouns import read_nouns
from windown.content.plan import read_defaults
from windown.content.practices import Shelf, read_shelf
from windown.content.words import read_words
from windown.core.aftercare import Switches
from windown.core.ask import Noun
from windown.core.evening.plan import Plan, Reminder
from windown.core.problems import Problem, Trouble
from windown.core.wording import Words
from windown.service.aftercare import Aftercare
from windown.service.desk import Desk
from windown.service.evening import Evening
from windown.service.ports import Ledger, Routines, Speaker
from windown.service.routines import RoutineBook
from windown.service.telling import Telling, telling
from windown.service.topics import Listener

#: Where what is still to be erased is written down (`windown.adapters.erase`).
ERASING = "windown.erasing"

# What only a session needs is imported where it is built, for a window is there sooner without.
if TYPE_CHECKING:
    from windown.adapters.archive import FolderArchive
    from windown.adapters.voice import SpokenVoice
    from windown.content.routines import RoutineShelf
    from windown.service.run import Run


@dataclass
class House:
    """All that stands without a window. `told` holds what went wrong on the way here.

    The evening shows nothing until it is given a notifier of the front end.
    """

    places: Folders
    assets: Path
    desk: Desk
    evening: Evening
    told: list[Trouble | Problem] = field(default_factory=list)
    #: Whether nothing of a person was there yet, in a place that nobody named.
    new: bool = False

    def voice(self) -> "SpokenVoice":
        """The voice; its engine starts with the first prompt that is not in the cache."""
        from windown.adapters.voice import SpokenVoice

        return SpokenVoice(worker("voice"), self.places.cache / "voice")

    def speaker(self) -> Speaker:
        """The speaker; its process starts when it is first loaded or warmed."""
        from windown.adapters.speaker import ProcessSpeaker

        return ProcessSpeaker(worker("player"), self.places.cache / "sound")

    def login_command(self) -> list[str]:
        """What login runs: into the tray, on the same folder."""
        place = ["--data-dir", str(self.places.data)] if self.places.given else []
        return command_of(*place, "--tray")

    def silence(self) -> Speaker:
        """A speaker that makes no sound."""
        from windown.adapters.speaker import SilentSpeaker

        return SilentSpeaker()

    @cached_property
    def archive(self) -> "FolderArchive":
        """All records at once: backups, export, import, erasing."""
        from windown.adapters.archive import FolderArchive

        return FolderArchive(self.places)

    def run(self, speaker: Speaker, voice: "SpokenVoice", speed: float = 1.0) -> "Run":
        """A session to be run on a speaker and a voice."""
        from windown.service.player import Player
        from windown.service.run import Run

        return Run(Player(speaker, voice, speed), self.desk.journal, self.desk.listeners)

    def told_texts(self) -> tuple[str, ...]:
        """What went wrong, in words."""
        return tuple(_worded(trouble, self.desk.words) for trouble in self.told)

    def close(self) -> None:
        """Let the journal go."""
        self.desk.journal.close()


def _worded(trouble: Trouble | Problem, words: Words) -> str:
    """A sentence; one about a single setting names it."""
    if isinstance(trouble, Problem) and trouble.key:
        return f"{trouble.file}: {trouble.key}: {trouble.told(words)}"
    return trouble.told(words)


def command_of(*words: str) -> list[str]:
    """The command that starts this very windown with these words, from wherever it lies."""
    home = str(Path(__file__).resolve().parents[1])
    # -P: the current folder is the person's, and a file there may be called as a module is.
    program = (
        f"import sys; sys.path[:0] = [] if {home!r} in sys.path else [{home!r}]; "
        "from windown.cli import main; sys.exit(main())"
    )
    return [sys.executable, "-P", "-c", program, *words]


def worker(name: str) -> list[str]:
    """The command that starts one of our own processes."""
    return command_of("--worker", name)


def words_for(language: str, places: Folders) -> Words:
    """The words of a language, "auto" being the system's."""
    return _words(system_language() if language == "auto" else language, _kept(places.cache))


@lru_cache(maxsize=4)
def _words(language: str, kept: KeptContent) -> Words:
    return read_words(assets() / "words", language, kept)


@lru_cache(maxsize=2)
def _kept(cache: Path) -> KeptContent:
    content = Path(__file__).with_name("content")
    shapes = [content / "practice_shape.py", content / "plan_shape.py"]
    return KeptContent(cache / "content.json", shapes)


@lru_cache(maxsize=2)
def nouns_for(language: str) -> tuple[Noun, ...]:
    """The words of a language from which a shuffle draws."""
    return read_nouns(assets() / "nouns", language)


def build(data_dir: Path | None) -> House:
    """Read settings, plan, practices and journal. Raises `Trouble` only where no folder is had."""
    places, ours = folders(data_dir), assets()
    prepare(places)
    new = not (places.given or places.settings.exists() or places.plan.exists())
    settings, problems = read_settings(places.settings)
    kept = _kept(places.cache)
    defaults = read_defaults(ours / "plan" / "defaults.toml", kept)
    plan, more = read_plan(places.plan, defaults, settings)
    told: list[Trouble | Problem] = [*problems, *more]
    told += _finish_erasing(places)
    journal = _journal(places, told)
    shipped = ours / "practices"
    listeners: list[Listener] = []

    def shelf_of() -> Shelf:
        return read_shelf([shipped, places.practices], kept)

    desk = Desk(
        SystemClock(),
        journal,
        shelf_of(),
        settings,
        SettingsFile(places.settings),
        lambda language: words_for(language, places),
        listeners,
        plan,
        PlanFile(places.plan),
        defaults,
        nouns_for,
        OwnPractices(places.practices, [file.stem for file in shipped.glob("*.toml")]),
        shelf_of,
        journal.lists(),
    )
    kept.write()
    desk.diary, desk.notes = journal.diary(), journal.notes()
    desk.routines = journal.routines()
    desk.book = _book(places, ours, desk.routines, listeners)
    desk.evening = evening = _evening(desk, journal.ledger())
    desk.aftercare = _aftercare(places, ours, desk, evening)
    return House(places, ours, desk, evening, told, new)


def _book(places: Folders, ours: Path, kept: Routines, listeners: list[Listener]) -> RoutineBook:
    """The routines, read when they are first needed."""
    folders = [ours / "routines", places.routines]

    def shelf_of() -> "RoutineShelf":
        from windown.content.routines import read_routines

        return read_routines(folders)

    shipped = [file.stem for file in folders[0].glob("*.toml")]
    own = OwnRoutines(places.routines, shipped)
    return RoutineBook(shelf_of, listeners, kept, own)


def _finish_erasing(places: Folders) -> Sequence[Trouble]:
    """What a windown that was killed had begun to erase is gone before the journal is opened."""
    if not (places.data / ERASING).exists():
        return ()  # as nearly always, and then its module is not wanted either
    from windown.adapters.archive import FolderArchive

    return FolderArchive(places).finish_erasing()


def _evening(desk: Desk, ledger: Ledger) -> Evening:
    """The evening of a desk, in its words and by its plan as they are at each look."""

    def plan() -> Plan:
        return desk.plan or Plan()

    def tell(reminder: Reminder, dark: bool) -> Telling:
        return telling(reminder, desk.words, desk.settings.real_words, dark)

    return Evening(ledger, plan, NoNotifier(), tell, desk.clock, desk.listeners)


def _aftercare(places: Folders, ours: Path, desk: Desk, evening: Evening) -> Aftercare:
    """What rests for a day or two; nothing is read before it is asked for."""

    def switches() -> Switches:
        from windown.content.aftercare import read_switches

        return read_switches(ours / "care" / "aftercare.toml")

    def changed() -> None:
        evening.look(desk.clock.now())

    held = Aftercare(SqliteAfterCare(places.data / FILE), switches, desk.listeners, changed)
    evening.rests = held.rests
    return held


def _journal(places: Folders, told: list[Trouble | Problem]) -> Store | NoJournal:
    """The journal, or one that keeps nothing and says why."""
    try:
        store = open_store(places.database)
    except Trouble as trouble:
        told.append(trouble)
        return NoJournal(trouble)
    told += store.told
    return store
