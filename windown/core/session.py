"""A session as a value: what a person does and what the clock says, to the next state."""

from dataclasses import dataclass, replace
from typing import Literal

from windown.core.timeline import DIGITS, Timeline, skip

Action = Literal["pause", "end", "mute", "next", "black", "slept"]
Effect = Literal["hush", "sound", "follow", "levels", "keep", "finish"]


@dataclass(frozen=True)
class Session:
    """One run of a timeline. `position` is in its seconds."""

    timeline: Timeline
    stage: Literal["running", "paused", "ended"] = "running"
    position: float = 0.0
    muted: bool = False
    black: bool = False

    @property
    def complete(self) -> bool:
        """Whether the timeline was followed to its end."""
        return self.position >= self.timeline.length


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


def _paused(session: Session) -> Step:
    return replace(session, stage="paused"), ("hush", "keep")


def _resumed(session: Session) -> Step:
    return replace(session, stage="running"), ("sound",)


def _next(session: Session) -> Step:
    """On to the next breath or area; in the closing rest that is the end."""
    shorter = replace(session, timeline=skip(session.timeline, session.position))
    if shorter.complete:
        return replace(shorter, stage="ended"), ("finish",)
    return shorter, ("follow",)
