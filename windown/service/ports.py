"""What the service needs of the world; each port has a fake in `tests/fakes.py`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from windown.core.aftercare import Plan
    from windown.core.diary import DiaryNight
    from windown.core.evening.ledger import Row
    from windown.core.evening.plan import NightChange, Occurrence
    from windown.core.history import SessionRecord
    from windown.core.practice import Practice
    from windown.core.problems import Trouble
    from windown.core.records import CheckIn, NightNote
    from windown.core.routine import Routine, RoutineRun
    from windown.core.settings import Settings
    from windown.core.timeline import Timeline
    from windown.core.written import Written


@dataclass(frozen=True)
class Now:
    """One look at the clocks: the wall (aware, UTC), the zone's name, and steady seconds.

    `slept` is for how many seconds the computer has slept so far, as far as it says so; only
    the difference between two looks means anything.
    """

    utc: datetime
    zone: str
    steady: float
    slept: float = 0.0


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> Now:
        """Wall, zone and steady time sampled together."""


@dataclass(frozen=True)
class VoiceStyle:
    """How prompts are to be spoken. `rate` and `pitch` are the engine's own figures."""

    voice: str
    rate: int
    pitch: int
    language: str


@dataclass(frozen=True)
class VoiceChoice:
    """A voice a person can choose: its id for the engine, a name to show, its language."""

    id: str
    name: str
    language: str


class Voice(Protocol):
    """Renders prompts to sound files ahead of need. No call blocks.

    Texts are given as `Prompt.voiced`: words, and where it is not 1 their pace.
    """

    def want(self, texts: Sequence[str], style: VoiceStyle) -> None:
        """Ask for prompts, the most urgent first; older wishes not yet begun are let go."""

    def clip(self, text: str, style: VoiceStyle) -> Path | None:
        """The finished file (48 kHz mono 16-bit WAV, cleaned and levelled) or None if not ready."""

    def pending(self) -> int:
        """How many wanted prompts are still to come; those that failed do not count."""

    def ask_choices(self) -> None:
        """Have the engine list its voices; `choices` has them once it has answered."""

    def choices(self) -> Sequence[VoiceChoice]:
        """The voices known so far; empty until the engine has answered."""

    def reads_files(self) -> bool:
        """Whether a voice file of the person's own (`core.voices.PIPER`) can be spoken with."""

    def trouble(self) -> str:
        """The id of the sentence that says why nothing can be spoken, or ""."""

    def note(self) -> str:
        """The id of a sentence on how the last prompt was spoken otherwise than asked, or ""."""

    def close(self) -> None:
        """Let the engine go."""


@dataclass(frozen=True)
class Levels:
    """Loudness of the three buses, 0 (silent) to 1 (as levelled), and the background.

    `ambience` is a mix as `windown.core.mix` reads it. `ceiling` is what nothing passes, 0
    (silence) to 1 (full scale), for someone who sleeps beside.
    """

    voice: float = 1.0
    tones: float = 1.0
    background: float = 1.0
    ambience: str = ""
    ceiling: float = 1.0


@dataclass(frozen=True)
class Heard:
    """A line of sound against time: at `steady` seconds the position `position` (s) was heard."""

    position: float
    steady: float


class Speaker(Protocol):
    """Plays a timeline. It keeps time by the sound device, or says nothing. No call blocks."""

    def load(self, timeline: Timeline, levels: Levels) -> None:
        """Make ready to play; what was played before is forgotten."""

    def replace(self, timeline: Timeline) -> None:
        """Go on with a timeline that differs only after the position being heard."""

    def clips(self, files: dict[str, Path]) -> None:
        """Prompts, by `Prompt.voiced`, whose files are ready now."""

    def play(self, position: float, steady: float | None) -> None:
        """Sound from a position. With `steady`, the position that belongs to that moment."""

    def pause(self) -> None:
        """Fade out and keep still."""

    def stop(self) -> None:
        """Fade out and forget the timeline."""

    def set_levels(self, levels: Levels) -> None:
        """New volumes, reached in a short ramp."""

    def heard(self) -> Heard | None:
        """The latest line of sound, or None while no sound device keeps the time."""

    def trouble(self) -> str:
        """ "" or "none" (no device), "lost" (it went silent), "gone" (reported gone)."""

    def told(self) -> Sequence[Trouble]:
        """What is to be said of the background of what was loaded last."""

    def close(self) -> None:
        """Let the device go."""


class Journal(Protocol):
    """Where sessions are kept. Every write is one transaction; failures raise `Trouble`."""

    def begin(self, record: SessionRecord) -> None:
        """Write a session at its beginning, before anything of it is shown."""

    def keep(self, session: str, done_s: float, complete: bool, slow_s: float = 0.0) -> None:
        """Write how far a session has come, and for how much of that breathing was slow (seconds).

        Neither ever becomes less.
        """

    def rate(self, session: str, felt: int | None, note: str) -> None:
        """Write how a session felt (1 to 5 or None) and a note."""

    def sessions(self, first: date, last: date) -> Sequence[SessionRecord]:
        """The sessions of the nights from `first` to `last`, both included, in order of start."""

    def put(self, record: SessionRecord) -> None:
        """Write a session whole, in place of the one with its id: a person corrects or adds it."""

    def remove(self, session: str) -> None:
        """Forget a session."""

    def first(self) -> date | None:
        """The earliest night of which anything of any kind is kept, or None."""

    def close(self) -> None:
        """Let the file go."""


class Lists(Protocol):
    """The lists a person writes. Every write is one transaction; failures raise `Trouble`.

    Whoever shows a line has written it before.
    """

    def put(self, written: Written) -> None:
        """Write a list whole, in place of the one with its id."""

    def remove(self, list_id: str) -> None:
        """Forget a list with all its lines."""

    def find(self, list_id: str) -> Written | None:
        """One list, or None."""

    def lists(self, first: date, last: date) -> Sequence[Written]:
        """The lists of the nights from `first` to `last`, both included, in order of opening."""


class Diary(Protocol):
    """Where mornings are kept. Every write is one transaction; failures raise `Trouble`."""

    def put(self, diary: DiaryNight) -> None:
        """Write a night whole, in place of what was said of it before."""

    def remove(self, night: date) -> None:
        """Forget what was said of a night."""

    def find(self, night: date) -> DiaryNight | None:
        """What was said of a night, or None."""

    def nights(self, first: date, last: date) -> Sequence[DiaryNight]:
        """The nights from `first` to `last`, both included, in order."""


class Routines(Protocol):
    """Where runs of routines are kept. Every write is one transaction; failures raise `Trouble`."""

    def put(self, run: RoutineRun) -> None:
        """Write a run whole, in place of the one with its id."""

    def remove(self, run_id: str) -> None:
        """Forget a run."""

    def runs(self, first: date, last: date) -> Sequence[RoutineRun]:
        """The runs of the nights from `first` to `last`, both included, in order of start."""


class Notes(Protocol):
    """Where notes of the night and check-ins are kept; each write one transaction, or `Trouble`."""

    def put_note(self, note: NightNote) -> None:
        """Write a note, in place of the one with its id."""

    def remove_note(self, note_id: str) -> None:
        """Forget a note."""

    def notes(self, first: date, last: date) -> Sequence[NightNote]:
        """The notes of the nights from `first` to `last`, both included, in order."""

    def put_check_in(self, check_in: CheckIn) -> None:
        """Write a check-in, in place of the one with its id."""

    def check_ins(self, after: datetime) -> Sequence[CheckIn]:
        """The check-ins from a moment on, in order."""


class AfterCare(Protocol):
    """Where after-care plans are kept, apart from everything else. Calls raise `Trouble`.

    Before the first write there is nothing on the disk, and after `erase` there is nothing again.
    """

    def put(self, plan: Plan) -> None:
        """Write a plan in place of the one with its id."""

    def plans(self) -> Sequence[Plan]:
        """All plans in order of their beginning."""

    def keep_answers(self, plan_id: str, answers: Mapping[str, str], now: datetime) -> None:
        """Write the answers of a check-in."""

    def answers(self, plan_id: str) -> Mapping[str, str]:
        """What was answered in the check-in of a plan; nothing where there was none."""

    def erase(self) -> None:
        """Take everything away for good."""


class OwnPractices(Protocol):
    """Where a person's own practices are kept. All calls raise `Trouble` and then change nothing.

    A file that is no practice is refused with the place and the reason in it.
    """

    def write(self, practice: Practice) -> object:
        """Keep a practice under its id, in place of what was there."""

    def delete(self, practice_id: str) -> bytes:
        """Take one away; what its file held, for `put_back`."""

    def put_back(self, content: bytes) -> Practice:
        """Undo a deletion."""

    def export(self, practice_id: str, target: Path) -> None:
        """Write one to a file elsewhere."""

    def take_in(self, source: Path) -> Practice:
        """Keep the practice of a file from elsewhere; a taken id becomes a new one."""


class OwnRoutines(Protocol):
    """Where a person's own routines are kept. Calls raise `Trouble` and then change nothing."""

    def write(self, routine: Routine) -> None:
        """Keep a routine under its id, in place of what was there."""

    def delete(self, routine_id: str) -> bytes:
        """Take one away; what its file held, for `put_back`."""

    def put_back(self, content: bytes) -> None:
        """Undo a deletion."""


class Preferences(Protocol):
    """Where a person's settings are kept."""

    def write(self, settings: Settings) -> None:
        """Keep the settings; raises `Trouble` where they cannot be written."""


class Ledger(Protocol):
    """What became of every reminder of every night (`windown.core.evening.ledger`).

    Each call is one transaction and any process may make it: a change is made only to what is
    still as the change needs it, so the second of two does nothing. Keys are `Occurrence.key`.
    All calls raise `Trouble` where the file fails.
    """

    def materialise(
        self,
        occurrences: Sequence[Occurrence],
        nights: Collection[date],
        now: Now,
        fresh: bool = False,
    ) -> bool:
        """Bring the rows of whole nights in line with all that is planned in them; any changed?

        It also writes, at most every five minutes, that windown runs. With `fresh` the plan is
        another than before: what is new in it and was due before `now` does not come.
        """

    def due(self, now: datetime) -> Sequence[Row]:
        """The rows to be shown now, in order of due."""

    def claim(self, key: str, now: datetime) -> bool:
        """Take one that is due for showing; it is due again where `shown` does not follow."""

    def shown(self, key: str, now: datetime) -> bool:
        """Write that a claimed one is on the screen."""

    def answer(self, key: str, answer: str, now: datetime, minutes: int = 0) -> bool:
        """Write an answer (done taken begin skip later); False where it does not apply."""

    def correct(self, key: str, answer: str, now: datetime) -> bool:
        """Write what a person says of one that is over (done taken begin skip) was otherwise.

        It counts from when it was answered, shown or due. False where it does not apply.
        """

    def expire(self, now: datetime, paused: datetime | None = None, held: str = "") -> bool:
        """Write as missed what is past its limit; was there any?

        `paused` is the end of a pause; `held` says why what is due now is not being shown.
        """

    def row(self, key: str) -> Row | None:
        """One row, or None."""

    def rows(self, first: date, last: date) -> Sequence[Row]:
        """The rows of the nights from `first` to `last`, both included, in order of due."""

    def waiting(self) -> Sequence[Row]:
        """All rows to which something may still happen by itself, in order of due."""

    def next_look(self, now: datetime) -> datetime | None:
        """The next moment after `now` at which something is to be shown or ends."""

    def set_change(self, change: NightChange, now: datetime) -> None:
        """Write what is other than planned in one night."""

    def change(self, night: date) -> NightChange:
        """What is other than planned in one night."""

    def pause(self, until: datetime | None, now: datetime) -> None:
        """Show nothing until a moment, or go on."""

    def paused_until(self) -> datetime | None:
        """Until when nothing is shown; it may have passed."""

    def melatonin_last_taken(self, before: datetime | None = None) -> datetime | None:
        """When melatonin was last logged as taken; what came later than `before` is left out."""

    def last_seen(self) -> datetime | None:
        """When windown was last known to run; None before the first time."""


class Notifier(Protocol):
    """Shows reminders outside our window. Answers come back by `answered(key, answer)`."""

    def show(
        self, key: str, title: str, body: str, answers: Sequence[tuple[str, str]], silent: bool
    ) -> bool:
        """Show, or replace what is shown under the key. False where nothing could be shown.

        `answers` are pairs of id and label.
        """

    def withdraw(self, key: str) -> None:
        """Take away what is shown under a key, if anything is."""

    def capabilities(self) -> frozenset[str]:
        """What the desktop can do, such as "actions"."""


class Alarm(Protocol):
    """Calls `look()`, given at construction, at one moment. It may come in any thread."""

    def at(self, moment: datetime | None) -> None:
        """Call back at this moment instead of the one before; None: not at all."""

    def wakeup(self) -> None:
        """Compare with the clock now: after sleep, or a change of the clock."""

    def close(self) -> None:
        """Call back no more."""
