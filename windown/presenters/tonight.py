"""Tonight: where the evening stands, in one line, and the button *Wind down*."""

from dataclasses import dataclass

from windown.core.advice import advise
from windown.core.catalogue import name_of
from windown.core.history import SessionRecord
from windown.core.problems import Trouble
from windown.presenters.evening import EveningScreen
from windown.presenters.moments import EveningView
from windown.presenters.morning import MorningScreen
from windown.presenters.numbers import clock_text, length_text
from windown.presenters.routine import RoutineScreen, StepRow
from windown.service.desk import Desk
from windown.service.ports import Now

#: What breathes for a few minutes where *Wind down* begins something else.
BREATHE = ("extended_4_6", "natural")


@dataclass(frozen=True)
class TonightView:
    """What Tonight shows. `done` names what was done this evening; `told` says what went wrong.

    `evening` is None where nothing reminds. `steps` are those of tonight's routine, in one line,
    where there is one; `practice` names it then.
    """

    line: str
    button: str
    practice: str
    detail: str
    done: str
    told: tuple[str, ...] = ()
    evening: EveningView | None = None
    steps: str = ""


#: What is begun where everything else rests.
GENTLEST = "natural"


class Tonight:
    """The presenter of the first screen."""

    def __init__(self, desk: Desk, routine: RoutineScreen | None = None) -> None:
        """`routine` is that of tonight; without it *Wind down* always begins a practice."""
        self.desk = desk
        self.routine = routine
        self.evening = EveningScreen(desk)
        self.morning = MorningScreen(desk, desk.diary, desk.notes)

    def practice_id(self) -> str:
        """What *Wind down* begins: the person's choice, else the first practice.

        Where that rests today, or nothing but the gentlest is for now, it is the natural breath.
        """
        now, held = self.desk.clock.now(), self.desk.aftercare
        if held is not None and (held.is_rough(now.utc) or self._rests(now)):
            return GENTLEST
        return self._chosen()

    def _rests(self, now: Now) -> bool:
        practice = self.desk.shelf.find(self._chosen())
        held = self.desk.aftercare
        return bool(held and practice and not held.of_practice(practice, now.utc).on)

    def _chosen(self) -> str:
        chosen = self.desk.settings.wind_down
        if self.desk.shelf.find(chosen):
            return chosen
        return self.desk.shelf.practices[0].id if self.desk.shelf.practices else ""

    def walks(self) -> bool:
        """Whether *Wind down* walks a routine."""
        return self.routine is not None and self.routine.chosen() is not None

    def breathing_id(self, minutes: float) -> str:
        """What a few minutes of breathing begin: the person's choice if it breathes, else ours.

        What the person's body speaks against comes only where there is nothing else.
        """
        shelf, body = self.desk.shelf, self.desk.settings.body
        ids = (self.desk.settings.wind_down, *BREATHE, *(p.id for p in shelf.practices))
        held = [practice for each in ids if (practice := shelf.find(each))]
        fit = [p for p in held if p.group == "breathe" and p.minutes.holds(minutes)]
        offered = [practice for practice in fit if advise(practice, body).offered]
        return next((practice.id for practice in (*offered, *fit)), "")

    def view(self, now: Now, told: tuple[str, ...] = ()) -> TonightView:
        """What there is to show at a look."""
        desk, words = self.desk, self.desk.words
        practice = desk.shelf.find(self.practice_id())
        quiet = desk.clock_free(now)
        evening = self.evening.view(now) if desk.evening is not None else None
        detail = ""
        if practice and not quiet:
            detail = length_text(practice, desk.minutes(practice.id), words)
        name = name_of(practice, words) if practice else words("tonight.nothing")
        walk = self.routine.tonight(now) if self.routine else None
        return TonightView(
            line=self.line(now, evening),
            button=words("tonight.wind_down"),
            practice=walk.line if walk else name,
            detail="" if walk else detail,
            steps=", ".join(map(_step, walk.steps)) if walk and not quiet else "",
            done=self._done(now),
            told=(*told, evening.told) if evening and evening.told else told,
            evening=evening,
        )

    def line(self, now: Now, evening: EveningView | None = None) -> str:
        """One line that says where the evening stands; between lights-out and rise no clock."""
        desk = self.desk
        if desk.clock_free(now):
            return desk.words("tonight.line_lights_out")
        night = desk.night(now)
        bed = clock_text(desk.local(night.bed, now))
        said = self._of_moments(evening, bed) if evening else ""
        if said:
            return said
        before = night.bed - now.utc
        hours = before.total_seconds() / 3600
        kind = "night" if hours <= 0.75 else "evening" if hours <= 3 else "day"
        return desk.words(f"tonight.line_{kind}", bed=bed)

    def _of_moments(self, evening: EveningView, bed: str) -> str:
        """What is asked now, or comes next; "" where the rest of the evening is open."""
        words = self.desk.words
        if evening.paused:
            return ""
        due = [moment.name for moment in evening.moments if moment.state == "now"]
        if due:
            return words("evening.due", bed=bed, name=", ".join(due))
        for moment in evening.moments:
            if moment.state == "next":
                return words("evening.next", bed=bed, name=moment.name, time=moment.clock)
        return words("evening.rest", bed=bed) if evening.moments else ""

    def _done(self, now: Now) -> str:
        words = self.desk.words
        night = self.desk.night(now).date
        try:
            names = [self._name(record) for record in self.desk.journal.sessions(night, night)]
        except Trouble:
            return ""  # what is kept matters less here than the button; the journal says more
        return words("tonight.done", names=", ".join(dict.fromkeys(names))) if names else ""

    def _name(self, record: SessionRecord) -> str:
        practice = self.desk.shelf.find(record.practice)
        return name_of(practice, self.desk.words) if practice else record.practice


def _step(row: StepRow) -> str:
    """A step in a line of steps; one that is not to come says so."""
    return row.name if row.state == "open" else f"{row.name} ({row.told})"
