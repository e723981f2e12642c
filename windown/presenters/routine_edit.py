"""Choosing tonight's routine, and own routines: made, ordered, copied, deleted."""

import uuid
from dataclasses import dataclass, replace

from windown.core.catalogue import name_of
from windown.core.problems import Trouble
from windown.core.routine import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_STEPS,
    THINGS,
    Routine,
    RoutineStep,
    moved,
    total,
)
from windown.presenters.numbers import minutes_text
from windown.presenters.routine import chosen_minutes, routine_name, step_length, step_name
from windown.service.desk import Desk
from windown.service.routines import RoutineBook

#: Minutes that are offered for a step.
MINUTES = (1.0, 2.0, 3.0, 5.0, 6.0, 7.0, 10.0, 15.0, 20.0, 25.0, 30.0, 45.0, 60.0)
#: What is added as words of one's own.
WORDS = "words"


@dataclass(frozen=True)
class RoutineRow:
    """One routine of the list; the id "" is the practice alone."""

    id: str
    name: str
    about: str
    steps: str
    chosen: bool
    own: bool


@dataclass(frozen=True)
class RoutinesView:
    """The routines to choose from, and what is wrong with files that are none."""

    rows: tuple[RoutineRow, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class StepEdit:
    """One step being edited. `written` says that its words are the person's own."""

    id: str
    name: str
    written: bool
    minutes: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RoutineEdit:
    """The routine as it stands; `more` is what can be added."""

    name: str
    steps: tuple[StepEdit, ...]
    more: tuple[tuple[str, str], ...]
    length: str
    told: str
    can_save: bool


class RoutineEditor:
    """The presenter of the list and of the editor. Nothing of a routine is kept before *Save*."""

    def __init__(self, desk: Desk, book: RoutineBook) -> None:
        self.desk = desk
        self.book = book
        self.id, self.name = "", ""
        self.steps: tuple[RoutineStep, ...] = ()
        self._told: Trouble | None = None

    def routines(self) -> RoutinesView:
        """All there are, the practice alone before them."""
        words, chosen = self.desk.words, self.desk.settings.routine
        chosen = chosen if self.book.find(chosen) else ""
        practice = self.desk.shelf.find(self.desk.settings.wind_down)
        name = name_of(practice, words) if practice else self.desk.settings.wind_down
        none = RoutineRow(
            "", words("routine.none"), words("routine.none_about", name=name), "", not chosen, False
        )
        told = [problem.told(words) for problem in self.book.shelf.problems]
        if self._told:
            told.append(self._told.told(words))
        return RoutinesView(
            (none, *(self._row(each, chosen) for each in self.book.shelf.routines)), tuple(told)
        )

    def choose(self, routine_id: str) -> None:
        """Let *Wind down* walk a routine; with "" it begins the practice."""
        self._told = self.desk.change(routine=routine_id)

    def new(self) -> None:
        """Begin with soft light, the practice of *Wind down*, and no name."""
        self.id, self.name, self.steps, self._told = "", "", (), None
        self.add("lamps_down")
        self.add(self.desk.settings.wind_down)

    def edit(self, routine_id: str) -> bool:
        """Begin with a person's own routine, or with a copy of one that ships."""
        routine = self.book.find(routine_id)
        if routine is None:
            return False
        if not routine.name:
            return self.copy(routine_id)
        self.id, self.name, self.steps, self._told = routine.id, routine.name, routine.steps, None
        return True

    def copy(self, routine_id: str) -> bool:
        """Begin with a copy; it becomes another routine when saved."""
        routine, words = self.book.find(routine_id), self.desk.words
        if routine is None:
            return False
        name = words("pattern.copy_of", name=routine_name(routine, words))[:LONGEST_NAME]
        self.id, self.name, self.steps, self._told = "", name, routine.steps, None
        return True

    def delete(self, routine_id: str) -> tuple[str, bytes] | None:
        """Take an own one away: its name, and what `put_back` brings it back with."""
        routine = self.book.find(routine_id)
        if routine is None:
            return None
        try:
            content = self.book.delete(routine_id)
        except Trouble as trouble:
            self._told = trouble
            return None
        return routine_name(routine, self.desk.words), content

    def put_back(self, content: bytes) -> None:
        """Undo a deletion."""
        try:
            self.book.put_back(content)
        except Trouble as trouble:
            self._told = trouble

    def view(self) -> RoutineEdit:
        """The routine as it stands."""
        words, whole = self.desk.words, self._whole()
        told = self._told.told(words) if self._told else ""
        minutes = total(self.steps) + sum(
            chosen_minutes(step, self.desk) for step in self.steps if not step.minutes
        )
        return RoutineEdit(
            self.name,
            tuple(self._step(step) for step in self.steps),
            self._more() if len(self.steps) < MOST_STEPS else (),
            minutes_text(minutes, words) if minutes else "",
            told or ("" if whole else words("routine.unfinished")),
            whole,
        )

    def call(self, name: str) -> None:
        """Name it."""
        self.name = name[:LONGEST_NAME]

    def add(self, what: str) -> None:
        """One more step at the end: a thing that ships, a practice, or words of one's own."""
        if len(self.steps) >= MOST_STEPS:
            return
        used = {step.id for step in self.steps}
        step_id = what if what not in (WORDS, *used) else f"own_{uuid.uuid4().hex[:8]}"
        practice = self.desk.shelf.find(what)
        if practice is not None:
            self.steps += (RoutineStep(step_id, 0.0, practice.id),)
        elif what == WORDS or (what in THINGS and what not in used):
            self.steps += (RoutineStep(step_id, 0.0),)

    def remove(self, at: int) -> None:
        """Take a step away."""
        self.steps = (*self.steps[:at], *self.steps[at + 1 :])

    def move(self, at: int, to: int) -> None:
        """Put a step in another place."""
        self.steps = moved(self.steps, at, to)

    def write(self, at: int, text: str) -> None:
        """Put the words of a step; signs that are no letters are left out."""
        said = "".join(sign for sign in text if sign.isprintable())[:LONGEST_TEXT]
        self._put(at, replace(self.steps[at], text=said))

    def set_minutes(self, at: int, minutes: str) -> None:
        """Let a step last so many minutes; "0" for as long as it takes, or was chosen last."""
        self._put(at, replace(self.steps[at], minutes=float(minutes)))

    def save(self) -> str:
        """Keep it; its id, "" where it could not be written, which the next view tells."""
        if not self._whole():
            return ""
        name = "".join(sign for sign in self.name if sign.isprintable()).strip()
        steps = tuple(replace(step, text=step.text.strip()) for step in self.steps)
        try:
            self.id = self.book.keep(Routine(self.id, steps, name))
            self._told = None
        except Trouble as trouble:
            self._told = trouble
            return ""
        return self.id

    def _put(self, at: int, step: RoutineStep) -> None:
        self.steps = (*self.steps[:at], step, *self.steps[at + 1 :])

    def _whole(self) -> bool:
        worded = all(s.practice or s.text.strip() or s.id in THINGS for s in self.steps)
        return bool(self.name.strip() and self.steps and worded)

    def _row(self, routine: Routine, chosen: str) -> RoutineRow:
        words = self.desk.words
        own = bool(routine.name)
        about = words("routine.mine") if own else words.find(f"routine.{routine.id}.about") or ""
        return RoutineRow(
            routine.id,
            routine_name(routine, words),
            about,
            ", ".join(step_name(step, self.desk) for step in routine.steps),
            routine.id == chosen,
            own,
        )

    def _step(self, step: RoutineStep) -> StepEdit:
        written = not step.practice and step.id not in THINGS
        name = step.text if written else step_name(step, self.desk)
        return StepEdit(step.id, name, written, f"{step.minutes:g}", self._minutes(step))

    def _minutes(self, step: RoutineStep) -> tuple[tuple[str, str], ...]:
        """What can be chosen; a length from elsewhere stays among it."""
        words, practice = self.desk.words, self.desk.shelf.find(step.practice)
        fits = [m for m in MINUTES if practice is None or practice.minutes.holds(m)]
        if step.minutes and step.minutes not in fits:
            fits = sorted({*fits, step.minutes})
        open_end = words("routine.as_chosen" if practice else "routine.open_end")
        lengths = (replace(step, minutes=minutes) for minutes in fits)
        told = ((f"{s.minutes:g}", step_length(s, practice, self.desk)) for s in lengths)
        return (("0", open_end), *told)

    def _more(self) -> tuple[tuple[str, str], ...]:
        words, used = self.desk.words, {step.id for step in self.steps}
        things = ((t, words(f"routine.step.{t}")) for t in THINGS if t not in used)
        practices = ((p.id, name_of(p, words)) for p in self.desk.shelf.practices)
        return (*things, (WORDS, words("routine.own_step")), *practices)
