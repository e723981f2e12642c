"""A session as a value: what a person does and what the clock says, to the next state."""

from dataclasses import dataclass, replace
from typing import Literal

from windown.core.parts import next_part
from windown.core.practice import BREATH_PHASES
from windown.core.splice import skip
from windown.core.timeline import DIGITS, Timeline

Plain = Literal["pause", "end", "mute", "next", "black", "slept"]
#: Deeds after which another timeline follows (`windown.core.otherwise`).
Change = Literal["too_much", "cramp", "too_slow", "ban"]
Action = Literal[Plain, Change]
Effect = Literal["hush", "sound", "follow", "levels", "keep", "finish"]


#: As much of a session may be skipped for it still to count as complete (design decision).
LEFT_OUT = 0.2
#: With eyes closed the screen stays on for the first breath, else for so long; a first breath
#: longer than the second figure counts as none (seconds; the first from the session's issue).
LIT, LONG_BREATH = 12.0, 30.0


@dataclass(frozen=True)
class Session:
    """One run of a timeline. `position` is in its seconds, and so is what was `skipped`.

    `closed` is with eyes closed: everything by sound, and black from the second `black_at` on
    (None: it has been, or nothing goes black by itself).
    """

    timeline: Timeline
    stage: Literal["running", "paused", "ended"] = "running"
    position: float = 0.0
    muted: bool = False
    black: bool = False
    skipped: float = 0.0
    closed: bool = False
    black_at: float | None = None

    @property
    def over(self) -> bool:
        """Whether the timeline has come to its end."""
        return self.position >= self.timeline.length

    @property
    def complete(self) -> bool:
        """Whether the end was reached with hardly anything left out."""
        return self.over and self.skipped <= LEFT_OUT * (self.timeline.length + self.skipped)


Step = tuple[Session, tuple[Effect, ...]]


def begun(timeline: Timeline, closed: bool = False, black: bool = False) -> Session:
    """A session at its first second; with eyes `closed` it goes black soon, or is `black`."""
    soon = dark_from(timeline) if closed and not black else None
    return Session(timeline, black=black, closed=closed, black_at=soon)


def dark_from(timeline: Timeline) -> float:
    """The second from which nothing needs to be seen: after the first breath, else soon."""
    first = [span for span in timeline.spans if span.number == 1]
    breath = bool(first) and timeline.spans[0].number == 1 and first[0].phase in BREATH_PHASES
    until = first[-1].end if breath else LIT
    return until if until <= LONG_BREATH else LIT


def moved(session: Session, position: float) -> Step:
    """The session at a later position. It never goes back, and ends at the timeline's end."""
    # Like all laid-out seconds, so that what is skipped to begins exactly at the position.
    position = round(position, DIGITS)
    if session.stage != "running" or position <= session.position:
        return session, ()
    if position >= session.timeline.length:
        over = replace(session, stage="ended", position=session.timeline.length)
        return over, ("finish",)
    if session.black_at is not None and position >= session.black_at:
        session = replace(session, black=True, black_at=None)
    return replace(session, position=position), ()


def act(session: Session, action: Plain) -> Step:
    """The session after an action. What makes no sense in its stage changes nothing."""
    if session.stage == "ended":
        return (_toggled(session), ()) if action == "black" else (session, ())
    if action == "pause":
        return _paused(session) if session.stage == "running" else _resumed(session)
    if action == "slept":
        return _paused(session) if session.stage == "running" else (session, ())
    if action == "end":
        return replace(session, stage="ended"), ("finish",)
    if action == "mute":
        return replace(session, muted=not session.muted), ("levels",)
    if action == "black":
        return _toggled(session), ()
    return _next(session)


def changed(session: Session, timeline: Timeline) -> Step:
    """Go on in a timeline that differs only after the position; it is no skipping."""
    if session.stage == "ended":
        return session, ()
    return replace(session, timeline=timeline), ("follow",)


def let_be(session: Session, timeline: Timeline, heard: bool = True) -> Step:
    """Too much: go on in a gentler timeline, out of a pause as well.

    Where nothing of it is `heard` it has to be seen, so a black screen is lit.
    """
    step, effects = changed(session, timeline)
    if not effects:
        return step, effects
    if not heard:
        step = replace(step, black=False, black_at=None)
    if session.stage == "paused":
        return replace(step, stage="running"), ("follow", "sound")
    return step, effects


def _toggled(session: Session) -> Session:
    return replace(session, black=not session.black, black_at=None)


def _paused(session: Session) -> Step:
    return replace(session, stage="paused"), ("hush", "keep")


def _resumed(session: Session) -> Step:
    return replace(session, stage="running"), ("sound",)


def _next(session: Session) -> Step:
    """On to the next breath, area or opening line; in the closing rest that is the end.

    With eyes closed one who is still awake goes on to the next practice of a chain.
    """
    on = next_part(session.timeline, session.position) if session.closed else None
    timeline = on or skip(session.timeline, session.position)
    left_out = session.skipped + session.timeline.length - timeline.length
    shorter = replace(session, timeline=timeline, skipped=left_out)
    if shorter.over:
        return replace(shorter, stage="ended"), ("finish",)
    return shorter, ("follow",)
