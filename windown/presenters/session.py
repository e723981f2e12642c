"""The session screen: disc or figure, phase, caption; afterwards how it felt."""

from dataclasses import dataclass, replace
from datetime import timedelta

from windown.core.catalogue import name_of, timeline_of
from windown.core.practice import Breathing, Relaxation
from windown.core.problems import Trouble
from windown.core.relaxation import area_text
from windown.core.session import Action, Session
from windown.core.timeline import Frame
from windown.service.desk import Desk
from windown.service.ports import Now
from windown.service.run import Run

#: The note on posture and stopping is shown in the first sessions only, for so many seconds.
NOTED_SESSIONS = 3
#: Sessions longer ago than this count no more for it (nights).
NOTED_NIGHTS = 366
NOTE_S = 14.0


@dataclass(frozen=True)
class SessionView:
    """One frame of a session. `picture` is "disc" or "figure"; `label` the phase or the area,
    and `phase` the phase where the label is an area.

    The picture goes from fullness `low` to `high` in the phase's `seconds`; `progress` is how far
    the phase and `done` how far the session is, 0 to 1. `walked` are the areas left behind.
    """

    picture: str
    name: str
    label: str
    phase: str
    caption: str
    note: str
    area: str
    walked: tuple[str, ...]
    fullness: float
    low: float
    high: float
    seconds: float
    progress: float
    done: float
    still: bool
    paused: bool
    muted: bool
    black: bool
    ended: bool


@dataclass(frozen=True)
class AfterView:
    """What is asked afterwards, at most two taps; `told` says quietly what did not work."""

    title: str
    question: str
    answers: tuple[str, ...]
    told: tuple[str, ...]


class SessionScreen:
    """The presenter of a session from Begin to the question afterwards."""

    def __init__(self, desk: Desk, run: Run, silent: bool = False) -> None:
        self.desk = desk
        self.run = run
        self.silent = silent
        self._noted = False

    def prepare(self, practice_id: str) -> None:
        """Make voice and sound ready for a practice that may be begun; nothing is heard."""
        practice = self.desk.shelf.find(practice_id)
        running = self.run.session is not None and self.run.session.stage != "ended"
        if practice is None or self.silent or running:
            return
        timeline = timeline_of(practice, self.desk.words, self.desk.minutes(practice_id))
        sounding = self.desk.sounding()
        self.run.player.prepare(timeline, sounding.levels, sounding.style)

    def begin(self, practice_id: str, now: Now, minutes: float | None = None) -> None:
        """Begin a practice at its chosen length; raises `Trouble` outside its limits."""
        practice = self.desk.shelf.find(practice_id)
        if practice is None:
            raise LookupError(practice_id)
        wanted = self.desk.minutes(practice_id) if minutes is None else minutes
        timeline = timeline_of(practice, self.desk.words, wanted)
        self._noted = self._is_new(now)
        sounding = self.desk.sounding()
        if self.silent:
            sounding = replace(sounding, style=None, silent=True)
        self.run.begin(timeline, sounding, now)

    def _is_new(self, now: Now) -> bool:
        """Whether hardly any session is behind the person; also where that cannot be read."""
        night = self.desk.night(now).date
        try:
            held = self.desk.journal.sessions(night - timedelta(days=NOTED_NIGHTS), night)
        except Trouble:
            return True
        return len(held) < NOTED_SESSIONS

    def act(self, action: Action, now: Now) -> SessionView:
        """What the person does, and the frame that follows."""
        self.run.act(action, now)
        return self.view(now)

    def view(self, now: Now) -> SessionView:
        """The frame at a look."""
        session = self.run.look(now)
        frame = session.timeline.frame(session.position)
        practice = self.desk.shelf.find(session.timeline.practice)
        walks = practice is not None and isinstance(practice.body, Relaxation)
        words = self.desk.words
        return SessionView(
            picture="figure" if walks else "disc",
            name=name_of(practice, words) if practice else session.timeline.practice,
            label=self._label(frame, walks, session),
            phase=words(f"phase.{frame.span.phase}") if frame.span.area else "",
            caption=frame.caption,
            note=self._note(frame),
            area=frame.span.area,
            walked=_walked(session, frame) if walks else (),
            fullness=frame.fullness,
            low=frame.span.low,
            high=frame.span.high,
            seconds=frame.span.seconds,
            progress=frame.progress,
            done=frame.done,
            still=session.stage != "running" or frame.span.low == frame.span.high,
            paused=session.stage == "paused",
            muted=session.muted,
            black=session.black,
            ended=session.stage == "ended",
        )

    def after(self) -> AfterView:
        """What is asked when the session is over."""
        words = self.desk.words
        session = self.run.session
        whole = session is not None and session.complete
        breath = session is not None and self._breathes(session)
        stopped = (words("after.stop"),) if breath and not whole else ()
        return AfterView(
            words("after.whole" if whole else "after.part"),
            words("after.question"),
            tuple(words(f"after.felt_{n}") for n in range(1, 6)),
            stopped + tuple(trouble.told(words) for trouble in self.run.troubles),
        )

    def _breathes(self, session: Session) -> bool:
        practice = self.desk.shelf.find(session.timeline.practice)
        return practice is not None and isinstance(practice.body, Breathing)

    def _label(self, frame: Frame, walks: bool, session: Session) -> str:
        words = self.desk.words
        if session.stage == "paused":
            return words("session.paused")
        if walks and frame.span.area:
            return area_text(frame.span.area, "name", words)
        return words(f"phase.{frame.span.phase}")

    def _note(self, frame: Frame) -> str:
        shown = self._noted and frame.position < NOTE_S
        return self.desk.words("session.posture") if shown else ""


def _walked(session: Session, frame: Frame) -> tuple[str, ...]:
    """The areas that have been visited before the one of the frame, in their order."""
    before = (span.area for span in session.timeline.spans if span.at < frame.span.at)
    return tuple(dict.fromkeys(area for area in before if area and area != frame.span.area))
