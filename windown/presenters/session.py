"""The session screen: one frame after the other; what a person does; afterwards how it felt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast, get_args

from windown.core.ask import Ask
from windown.core.catalogue import timeline_of
from windown.core.cramp import area_at
from windown.core.otherwise import offered, otherwise, spare_prompts
from windown.core.practice import Breathing, Practice, Slowdown
from windown.core.problems import Trouble
from windown.core.session import Action, Change, Plain, Session
from windown.core.timeline import Timeline
from windown.presenters.session_view import (
    NOTE_S,
    AfterView,
    SessionView,
    part_of,
    session_view,
)
from windown.service.desk import Desk
from windown.service.ports import Now
from windown.service.run import Eyes, Run

__all__ = ["NOTE_S", "AfterView", "SessionScreen", "SessionView"]

#: The note on posture and stopping is shown in the first sessions only.
NOTED_SESSIONS = 3
#: Sessions longer ago than this count no more for it (nights).
NOTED_NIGHTS = 366
#: What was done about a word or a rate is noted for so many seconds.
DONE_S = 5.0
CHANGES: tuple[Change, ...] = get_args(Change)
#: Changes that are seen or heard by nothing else.
SAID = ("ban", "too_slow")


@dataclass(frozen=True)
class Begun:
    """What a session was begun with, and what became of it.

    `noted` is whether the note on posture is shown. `presses` is how often it was too slow,
    `gentler` whether it was too much; `by_hand` is an end the person chose. `said` is the last
    change, told until the position `said_until`.
    """

    practice: str
    minutes: float | None
    ask: Ask
    noted: bool = False
    presses: int = 0
    gentler: bool = False
    by_hand: bool = False
    said: str = ""
    said_until: float = 0.0


class SessionScreen:
    """The presenter of a session from Begin to the question afterwards."""

    def __init__(
        self,
        desk: Desk,
        run: Run,
        silent: bool = False,
        otherwise: Callable[..., Timeline] = otherwise,
    ) -> None:
        """`otherwise` says what follows a wish, as `windown.core.otherwise` does."""
        self.desk = desk
        self.run = run
        self.silent = silent
        self.otherwise = otherwise
        self._begun = Begun("", None, Ask())
        self._prepared: tuple[str, Ask] | None = None

    def prepare(self, practice_id: str) -> None:
        """Make voice and sound ready for a practice that may be begun; nothing is heard."""
        practice = self.desk.shelf.find(practice_id)
        running = self.run.session is not None and self.run.session.stage != "ended"
        if practice is None or self.silent or running:
            return
        ask = self.desk.ask(practice_id, self.desk.clock.now())
        timeline = timeline_of(practice, self.desk.words, self.desk.minutes(practice_id), ask)
        sounding = self.desk.sounding(ask.options)
        self._prepared = practice_id, ask
        self.run.player.prepare(timeline, sounding.levels, sounding.style)

    def begin(
        self,
        practice_id: str,
        now: Now,
        minutes: float | None = None,
        ask: Ask | None = None,
        black: bool = False,
    ) -> None:
        """Begin a practice at its chosen length; raises `Trouble` outside its limits.

        Without an `ask` it is as the person has chosen; `black` begins it with a black screen.
        """
        practice = self.desk.shelf.find(practice_id)
        if practice is None:
            raise LookupError(practice_id)
        wanted = self.desk.minutes(practice_id) if minutes is None else minutes
        ask = ask or self._ask(practice_id, now)
        timeline = timeline_of(practice, self.desk.words, wanted, ask)
        new = self._is_new(now)
        sounding = self.desk.sounding(ask.options)
        if self.silent:
            sounding = replace(sounding, style=None, silent=True)
        self._begun = Begun(practice_id, minutes, ask, new)
        eyes = Eyes(bool(ask.options.eyes_closed), black)
        self.run.begin(timeline, sounding, now, eyes, spare_prompts(timeline, self.desk.words))

    def again(self, now: Now) -> None:
        """Still awake: the same practice once more, in the same dark."""
        self.begin(self._begun.practice, now, self._begun.minutes, black=True)

    def _ask(self, practice_id: str, now: Now) -> Ask:
        """What was made ready, so that its prompts are spoken already; else as it is now."""
        ask, prepared = self.desk.ask(practice_id, now), self._prepared
        self._prepared = None
        if prepared and prepared == (practice_id, replace(ask, seed=prepared[1].seed)):
            return prepared[1]
        return ask

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
        if action in CHANGES:
            self._change(action, now)
        else:
            self._do(cast(Plain, action), now)
        return self.view(now)

    def view(self, now: Now) -> SessionView:
        """The frame at a look."""
        session = self.run.look(now)
        practice = self.desk.shelf.find(part_of(session))
        side = self._begun.ask.options.side or self._begun.ask.body.side
        return session_view(session, practice, self.desk.words, self._note(session), side)

    def after(self) -> AfterView:
        """What is asked when the session is over, or shown where nothing is asked."""
        words, session, begun = self.desk.words, self.run.session, self._begun
        whole = session is not None and session.complete
        closed = session is not None and session.closed
        breath = session is not None and self._breathes(session)
        told = [words("after.stop")] if breath and (begun.gentler or not whole) else []
        told += [words("after.gentler")] if begun.gentler else []
        return AfterView(
            words("after.rest" if closed else "after.whole" if whole else "after.part"),
            "" if closed else words("after.question"),
            () if closed else tuple(words(f"after.felt_{n}") for n in range(1, 6)),
            (*told, *(trouble.told(words) for trouble in self.run.troubles)),
            closed,
            "nothing" if begun.by_hand else begun.ask.options.at_end or "nothing",
        )

    def _do(self, action: Plain, now: Now) -> None:
        ran = self._running
        session = self.run.act(action, now)
        if not ran or session.stage != "ended":
            return
        self._begun = replace(self._begun, by_hand=True)
        if action == "next" and session.closed:
            self.again(now)  # one who is still awake in the last part is not left in silence

    @property
    def _running(self) -> bool:
        return self.run.session is not None and self.run.session.stage != "ended"

    def _change(self, change: Change, now: Now) -> None:
        """What is wished otherwise, where it is offered; it is remembered."""
        session = self.run.look(now)
        practice = self.desk.shelf.find(part_of(session))
        span = session.timeline.span_at(session.position)
        if session.stage == "ended" or practice is None or change not in offered(practice, span):
            return
        if change == "too_much":
            self._let_be(practice, now)
            return
        self._remember(change, session)
        begun = self._begun
        self.run.change(
            lambda timeline, position: self.otherwise(
                change, timeline, position, practice, self.desk.words, begun.ask, begun.presses
            ),
            now,
        )

    def _let_be(self, practice: Practice, now: Now) -> None:
        """Pressed again it only goes on, where it was paused: nobody is led back to the start."""
        if self._begun.gentler:
            if self.run.look(now).stage == "paused":
                self.run.act("pause", now)
            return
        self._begun = replace(self._begun, gentler=True, said="")
        words, ask = self.desk.words, self._begun.ask
        self.run.let_be(
            lambda timeline, position: self.otherwise(
                "too_much", timeline, position, practice, words, ask
            ),
            now,
        )
        self.desk.remember_gentler(practice.id)

    def _remember(self, change: Change, session: Session) -> None:
        begun, ask = self._begun, self._begun.ask
        if change == "cramp":
            area = area_at(session.timeline, session.position)
            if area:
                self.desk.remember_cramp(area)
        elif change == "ban":
            word = session.timeline.span_at(session.position).word
            self.desk.ban_word(word)
            ask = replace(ask, nouns=tuple(noun for noun in ask.nouns if noun.word != word))
        self._begun = replace(
            begun,
            ask=ask,
            presses=begun.presses + (change == "too_slow"),
            said=change,
            said_until=session.position + DONE_S,
        )

    def _breathes(self, session: Session) -> bool:
        practice = self.desk.shelf.find(part_of(session))
        return practice is not None and isinstance(practice.body, Breathing | Slowdown)

    def _note(self, session: Session) -> str:
        """How to sit, at first; what was done about a word or a rate, for a moment."""
        begun, words = self._begun, self.desk.words
        if begun.said in SAID and session.position < begun.said_until:
            return words(f"session.did_{begun.said}")
        shown = begun.noted and session.position < NOTE_S
        return words("session.posture") if shown else ""
