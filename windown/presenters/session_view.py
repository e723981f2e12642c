"""One frame of a session as it is to be shown, worked out from the session and its words."""

from dataclasses import dataclass

from windown.core.catalogue import name_of
from windown.core.otherwise import offered
from windown.core.parts import bounds
from windown.core.practice import Practice, Relaxation
from windown.core.relaxation import area_text
from windown.core.session import Action, Session
from windown.core.timeline import Frame, Span
from windown.core.wording import Words

#: The note on posture, and the name of a practice in a chain, are shown for so many seconds.
NOTE_S = 14.0
#: What can always be done, before and after what a practice offers.
BEFORE: tuple[Action, ...] = ("pause", "next")
AFTER: tuple[Action, ...] = ("mute", "black", "end")


@dataclass(frozen=True)
class SessionView:
    """One frame of a session. `picture` is "disc", "figure", "word" or "calm"; `label` the
    phase, the area or the word, `phase` the phase where the label is an area, `detail` how it is
    done.

    The picture goes from fullness `low` to `high` in the phase's `seconds`; `progress` is how far
    the phase and `done` how far the session is, 0 to 1. `walked` are the areas left behind.
    `keys` are the actions that mean something now, in the order of their buttons. With eyes
    `closed` everything is by sound.
    """

    picture: str
    name: str
    label: str
    phase: str
    detail: str
    word: str
    caption: str
    note: str
    area: str
    walked: tuple[str, ...]
    left_handed: bool
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
    closed: bool
    ended: bool
    keys: tuple[Action, ...]


@dataclass(frozen=True)
class AfterView:
    """What is asked afterwards, at most two taps; `told` says quietly what did not work.

    With eyes `closed` nothing is asked: the screen stays black, and whoever lights it finds a
    quiet page of `title` and `told`. `at_end` is what the computer does then, of
    `windown.core.options.AT_END`.
    """

    title: str
    question: str
    answers: tuple[str, ...]
    told: tuple[str, ...]
    closed: bool
    at_end: str


def session_view(
    session: Session, practice: Practice | None, words: Words, note: str, side: str = ""
) -> SessionView:
    """The frame of a session at its position; `practice` is that of the position.

    `side` is the hand the person writes with, "" being the right one.
    """
    frame = session.timeline.frame(session.position)
    span = frame.span
    walks = practice is not None and isinstance(practice.body, Relaxation)
    picture = "figure" if walks and span.picture == "disc" else span.picture
    return SessionView(
        picture=picture,
        name=name_of(practice, words) if practice else span.practice or session.timeline.practice,
        label=_label(session, span, words),
        phase=words(f"phase.{span.phase}") if span.area else "",
        detail=words(f"detail.{span.detail}") if span.detail else "",
        word=span.word,
        caption="" if frame.caption == span.word else frame.caption,
        note=note or _name_of_part(session, practice, words),
        area=span.area,
        walked=_walked(session, frame) if picture == "figure" else (),
        left_handed=side == "left",
        fullness=frame.fullness,
        low=span.low,
        high=span.high,
        seconds=span.seconds,
        progress=frame.progress,
        done=frame.done,
        still=session.stage != "running" or span.low == span.high,
        paused=session.stage == "paused",
        muted=session.muted,
        black=session.black,
        closed=session.closed,
        ended=session.stage == "ended",
        keys=(*BEFORE, *offered(practice, span), *AFTER),
    )


def part_of(session: Session) -> str:
    """The id of the practice at the position; in a chain that of its link."""
    return session.timeline.span_at(session.position).practice or session.timeline.practice


def _label(session: Session, span: Span, words: Words) -> str:
    if session.stage == "paused":
        return words("session.paused")
    if span.area:
        return area_text(span.area, "name", words)
    return span.word or words(f"phase.{span.phase}")


def _name_of_part(session: Session, practice: Practice | None, words: Words) -> str:
    """At the beginning of each practice of a chain, its name."""
    begin, end = bounds(session.timeline, session.position)
    alone = (begin, end) == (0.0, session.timeline.length)
    if practice is None or alone or session.position - begin >= NOTE_S:
        return ""
    return name_of(practice, words)


def _walked(session: Session, frame: Frame) -> tuple[str, ...]:
    """The areas that have been visited before the one of the frame, in their order."""
    begin, _ = bounds(session.timeline, session.position)
    spans = [span for span in session.timeline.spans if begin <= span.at < frame.span.at]
    before = (span.area for span in spans)
    return tuple(dict.fromkeys(area for area in before if area and area != frame.span.area))
