"""Two copies of one record and which of them stays: the same file twice is the same as once.

What is here stays, unless the record itself says that the other is further on:
 sessions    more seconds done, and complete; a rating or a note where there is none yet
 answers     an answer where here it was missed, and of two answers the later one
 diary       the one filled later
 routines    the run on which something was done later
 notes       seen, once one of them was
 nights, check-ins, lists: what is here.
A field that a file leaves out (medicine, where melatonin was not asked for) stays as it is here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from windown.core.export import Kept, whole
from windown.core.kinds import ANSWERS, DIARY, NOTES, ROUTINES, SESSIONS, Kind

Row = Mapping[str, Any]


def merged(kind: Kind, here: Kept | None, there: Kept) -> Kept | None:
    """What is to be written for a record of a file, or None where nothing is."""
    if here is None:
        return Kept(whole(kind.fields, there.values), there.lines)
    after = _RULES.get(kind.name, _stays)(here, there)
    return None if after == here else after


def _stays(here: Kept, there: Kept) -> Kept:
    return here


def _over(here: Kept, there: Kept) -> Kept:
    """The other one, with what it leaves out as it is here."""
    return Kept({**here.values, **there.values}, there.lines)


def _session(here: Kept, there: Kept) -> Kept:
    mine, other = here.values, there.values
    most = {name: max(mine[name], other.get(name, 0)) for name in ("done_s", "complete", "slow_s")}
    felt = other.get("felt") if mine["felt"] is None else mine["felt"]
    return Kept({**mine, **most, "felt": felt, "note": mine["note"] or other.get("note", "")})


def _answer(here: Kept, there: Kept) -> Kept:
    """An open row has no answer, and a moment when one was given decides between two."""
    return _over(here, there) if _said(there.values) > _said(here.values) else here


def _said(row: Row) -> tuple[int, int]:
    answered = row["state"] in ("done", "skipped")
    return (int(answered), row.get("answered_ms") or 0 if answered else 0)


def _diary(here: Kept, there: Kept) -> Kept:
    later = there.values["filled_ms"] > here.values["filled_ms"]
    return _over(here, there) if later else here


def _routine(here: Kept, there: Kept) -> Kept:
    return _over(here, there) if _reached(there) > _reached(here) else here


def _reached(run: Kept) -> tuple[bool, int, int]:
    """Whether it has ended, and the last moment of which it knows."""
    times = [line["at_ms"] for line in run.lines if line["at_ms"] is not None]
    ended = run.values.get("ended_ms")
    return ended is not None, ended or 0, max(times, default=0)


def _note(here: Kept, there: Kept) -> Kept:
    seen = max(here.values["seen"], there.values.get("seen", 0))
    return Kept({**here.values, "seen": seen})


_RULES: dict[str, Callable[[Kept, Kept], Kept]] = {
    SESSIONS.name: _session,
    ANSWERS.name: _answer,
    DIARY.name: _diary,
    ROUTINES.name: _routine,
    NOTES.name: _note,
}
