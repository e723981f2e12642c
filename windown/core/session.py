"""A session as a value: what a person does and what the clock says, to the next state."""

from dataclasses import dataclass, replace
from typing import Literal

from windown.core.splice import skip
from windown.core.timeline import DIGITS, Timeline

Action = Literal["pause", "end", "mute", "next", "black", "slept"]
Effect = Literal["hush", "sound", "follow", "levels", "keep", "finish"]


#: As much of a session may be skipped for it still to count as complete (design decision).
LEFT_OUT = 0.2


@dataclass(frozen=True)
class Session:
    """One run of a timeline. `position` is in its seconds, and so is what was `skipped`."""

    timeline: Timeline
    stage: Literal["running", "paused", "ended"] = "running"
    position: float = 0.0
    muted: bool = False
    black: bool = False
    skipped: float = 0.0

    @property
    def over(self) -> bool:
        """Whether the timeline has come to its end."""
        return self.position >= self.timeline.length

    @property
    def complete(self) -> bool:
        """Whether the end was reached with hardly anything left out."""
        return self.over and self.skipped <= LEFT_OUT * (self.timeline.length + self.skipped)


Step = tuple[Session, tuple[Effect, ...]]


def moved(session: Session, position: float) -> Step:
    """The session at a later position. It never goes back, and ends at the timeline's end."""
    # Like all laid-out seconds, so that what is skipped to begins exactly at the position.
    position = round(position, DIGITS)
    if session.stage != "running" or position <= session.position:
        return session, ()
    if position >= session.timeline.length:
        over = replace(session, stage="ended", position=session.timeline.length)
        return over, ("finish",)
    return replace(session, position=position), ()


def act(session: Session, action: Action) -> Step:
    """The session after an action. What makes no sense in its stage changes nothing."""
    if session.stage == "ended":
        if action == "black":
            return replace(session, black=not session.black), ()
        return session, ()
    if action == "pause":
        return _paused(session) if session.stage == "running" else _resumed(session)
    if action == "slept":
        return _paused(session) if session.stage == "running" else (session, ())
    if action == "end":
        return replace(session, stage="ended"), ("finish",)
    if action == "mute":
        return replace(session, muted=not session.muted), ("levels",)
    if action == "black":
        return replace(session, black=not session.black), ()
    return _next(session)


def changed(session: Session, timeline: Timeline) -> Step:
    """Go on in a timeline that differs only after the position; it is no skipping."""
    if session.stage == "ended":
        return session, ()
    return replace(session, timeline=timeline), ("follow",)


def _paused(session: Session) -> Step:
    return replace(session, stage="paused"), ("hush", "keep")


def _resumed(session: Session) -> Step:
    return replace(session, stage="running"), ("sound",)


def _next(session: Session) -> Step:
    """On to the next breath, area or opening line; in the closing rest that is the end."""
    timeline = skip(session.timeline, session.position)
    left_out = session.skipped + session.timeline.length - timeline.length
    shorter = replace(session, timeline=timeline, skipped=left_out)
    if shorter.over:
        return replace(shorter, stage="ended"), ("finish",)
    return shorter, ("follow",)
