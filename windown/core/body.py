"""My body: what a person wants taken care of, and what that changes in a practice."""

from dataclasses import dataclass

#: What can be ticked (the facts, 1.4, 2.2 and 2.4).
FLAGS = (
    "pregnant",
    "heart_or_bp",
    "lung",
    "panic_or_trauma",
    "eye",
    "epilepsy",
    "recent_surgery",
    "blocked_nose",
    "pain",
)


@dataclass(frozen=True)
class MyBody:
    """All of it optional and local. `left_out` are areas of the sixteen muscle groups.

    `gentler` are ids of practices that were too much once; `cramped` are areas that cramped.
    """

    flags: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    gentler: frozenset[str] = frozenset()
    cramped: frozenset[str] = frozenset()
    side: str = ""
    place: str = ""
