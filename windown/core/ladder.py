"""The training ladder of muscle relaxation: which form may come next, never a demand."""

from collections.abc import Sequence

from windown.core.advice import PASSIVE
from windown.core.body import MyBody
from windown.core.history import SessionRecord

#: From the longest form to counting alone (the facts, 2.2).
RUNGS = ("pmr_16", "pmr_7", "pmr_4", "pmr_release", "pmr_recall_count", "pmr_count")
TENSING = frozenset({"pmr_16", "pmr_7", "pmr_4"})
#: So many sessions of a rung, felt as good as this or better, make the next one worth a try.
GOOD_SESSIONS, GOOD = 3, 4


def suggestion(sessions: Sequence[SessionRecord], body: MyBody) -> str | None:
    """The id of the next rung, or None.

    It follows the form practised last, once that was good three times, and is no longer
    suggested once it has been tried.
    """
    climbed = sorted((s for s in sessions if s.practice in RUNGS), key=lambda s: s.started)
    if not climbed or "panic_or_trauma" in body.flags:
        return None
    rung = climbed[-1].practice
    good = [s for s in climbed if s.practice == rung and (s.felt or 0) >= GOOD]
    following = _next(rung, body)
    tried = following in {s.practice for s in climbed}
    return following if len(good) >= GOOD_SESSIONS and not tried else None


def _next(rung: str, body: MyBody) -> str | None:
    above = RUNGS[RUNGS.index(rung) + 1 :]
    return next((form for form in above if _suits(form, body)), None)


def _suits(form: str, body: MyBody) -> bool:
    if form in TENSING and not body.flags.isdisjoint(PASSIVE):
        return False
    return not (form == "pmr_4" and "heart_or_bp" in body.flags)
