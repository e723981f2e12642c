"""A walk through the body, spread over the asked time as the person wishes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor

from windown.core.areas import touches
from windown.core.ask import Ask
from windown.core.practice import Relaxation

#: Seconds of tensing by effort, of tender areas after the comma; half is as the practice says
#: (the facts, 2.1).
LIGHT, FIRM = (3.0, 3.0), (7.0, 4.0)
#: Seconds for which an area is tensed that cramped once (the facts, 2.4).
AFTER_CRAMP = 3.0
#: By how much later releases of the same area are longer, where there is time for it (the
#: facts, 2.3: 40 s, then 50 s).
LATER_LONGER = 10.0
#: Seconds in which counting is introduced, and from one number to the next (design decision).
INTRODUCED_S, COUNT_EVERY_S = 24.0, 6.0


@dataclass(frozen=True)
class Wish:
    """How a person wants a walk; "" and None are as it comes. `cramped` are areas."""

    effort: str = ""
    rounds: int | None = None
    order: str = ""
    side: str = ""
    place: str = ""
    cramped: frozenset[str] = frozenset()
    words_until: float | None = None


def wish_of(ask: Ask) -> Wish:
    """What of an ask concerns a walk; the options of the practice come before *My body*."""
    options, body = ask.options, ask.body
    return Wish(
        options.effort,
        options.rounds,
        options.order,
        options.side or body.side,
        options.place or body.place,
        body.cramped,
        options.words_until,
    )


@dataclass(frozen=True)
class Fit:
    """How a walk is spread over the asked time; seconds, but for the areas and the rounds.

    `later` is the release of each round of an area but the first.
    """

    areas: tuple[str, ...]
    rounds: int
    settle: float
    close: float
    release: float
    later: float

    def released(self, turn: int) -> float:
        """How long an area is let go in its first (0) or a later turn."""
        return self.later if turn else self.release


def fit(body: Relaxation, seconds: float, wish: Wish | None = None) -> Fit:
    """Spread a walk over so many seconds: areas are never cut off, their releases breathe.

    As many rounds as are wished and have room; without a wish as many as fit with everything at
    its default, or one more where the close would become longer than its limit. Settling,
    closing and release are shortened together until it fits; what is left lengthens the
    releases, and the rest of it the close.
    """
    wish = wish or Wish()
    areas = body.areas if _paced(body, body.areas, 1, 0.0, wish) <= seconds else body.brief_areas
    areas = areas or body.areas
    if wish.rounds:
        most = range(2, min(wish.rounds, body.rounds) + 1)
        rounds = max((n for n in most if _paced(body, areas, n, 0.0, wish) <= seconds), default=1)
        return _spread(body, areas, rounds, seconds, wish)
    rounds = max(
        (n for n in range(1, body.rounds + 1) if _paced(body, areas, n, 1.0, wish) <= seconds),
        default=1,
    )
    spread = _spread(body, areas, rounds, seconds, wish)
    more = rounds + 1
    room = more <= body.rounds and _paced(body, areas, more, 0.0, wish) <= seconds
    if spread.close > body.close.max and room:
        return _spread(body, areas, more, seconds, wish)
    return spread


def least_seconds(body: Relaxation, wish: Wish | None = None) -> float:
    """The shortest time in which a walk has room, with everything at its least."""
    return _paced(body, body.brief_areas or body.areas, 1, 0.0, wish or Wish())


def as_wished(body: Relaxation, seconds: float, wish: Wish) -> tuple[Relaxation, Wish]:
    """The walk in the wished order and with the wished effort; without it where time is short."""
    if wish.order == ("head" if body.manner == "scan" else "feet"):
        body = replace(body, areas=body.areas[::-1], brief_areas=body.brief_areas[::-1])
    tensed = _with_effort(body, wish.effort)
    if least_seconds(tensed, wish) <= seconds:
        return tensed, wish
    return body, replace(wish, effort="")


def _with_effort(body: Relaxation, effort: str) -> Relaxation:
    if not body.tenses or effort not in ("light", "firm"):
        return body
    if effort == "light":
        usual, tender = min(body.tension, LIGHT[0]), min(body.tension_tender, LIGHT[1])
    else:
        usual, tender = max(body.tension, FIRM[0]), max(body.tension_tender, FIRM[1])
    return replace(body, tension=usual, tension_tender=tender)


def tension(body: Relaxation, area: str, wish: Wish) -> float:
    """For how many seconds an area is tensed."""
    if not body.tenses:
        return 0.0
    usual = body.tension_tender if area in body.tender else body.tension
    return min(usual, AFTER_CRAMP) if touches(area, wish.cramped) else usual


def counting_seconds(body: Relaxation) -> float:
    """How long the count after the walk takes, where there is one."""
    return INTRODUCED_S + body.count * COUNT_EVERY_S if body.count else 0.0


def _spread(
    body: Relaxation, areas: tuple[str, ...], rounds: int, seconds: float, wish: Wish
) -> Fit:
    part = _part_that_fits(body, areas, rounds, seconds, wish)
    settle, close = body.settle.share(part), body.close.share(part)
    bare = settle + counting_seconds(body) + _areas_length(body, areas, rounds, 0.0, wish)
    release, later = _releases(body, rounds, (seconds - bare - close) / len(areas))
    used = bare + len(areas) * (release + (rounds - 1) * later)
    return Fit(areas, rounds, settle, max(0.0, seconds - used), release, later)


def _releases(body: Relaxation, rounds: int, each: float) -> tuple[float, float]:
    """The first and each later release of one area that has so many seconds for all of them."""
    limits, again = body.release, rounds - 1
    first = _stepped(body, each / rounds)
    if not again or not body.tenses or first < limits.default:
        return first, first
    first = max(limits.default, _stepped(body, (each - again * LATER_LONGER) / rounds))
    later = min(_stepped(body, (each - first) / again), first + LATER_LONGER)
    return first, max(first, later)


def _stepped(body: Relaxation, seconds: float) -> float:
    """A release in whole steps and within its limits."""
    whole = floor(seconds / body.release_step + 1e-6) * body.release_step
    return max(body.release.min, min(body.release.max, whole))


def _part_that_fits(
    body: Relaxation, areas: tuple[str, ...], rounds: int, seconds: float, wish: Wish
) -> float:
    """How far between their minima (0) and defaults (1) the figures fit into the seconds."""
    least, usual = (_paced(body, areas, rounds, part, wish) for part in (0.0, 1.0))
    if usual <= seconds or usual == least:
        return 1.0
    return max(0.0, floor((seconds - least) / (usual - least) * 100) / 100)


def _paced(body: Relaxation, areas: tuple[str, ...], rounds: int, part: float, wish: Wish) -> float:
    """Length in seconds with settle, close and release `part` of the way to their defaults."""
    release = body.release.share(part)
    return (
        body.settle.share(part)
        + body.close.share(part)
        + counting_seconds(body)
        + _areas_length(body, areas, rounds, release, wish)
    )


def _areas_length(
    body: Relaxation, areas: tuple[str, ...], rounds: int, release: float, wish: Wish
) -> float:
    told = body.instruction + (rounds - 1) * body.instruction_again if body.tenses else 0.0
    return sum(told + rounds * (tension(body, area, wish) + release) for area in areas)


def turns(body: Relaxation, spread: Fit) -> Iterator[tuple[int, str, int]]:
    """Each turn of each area: its number, the area, and which turn of it this is.

    Where muscles are tensed an area has all its turns at once and keeps its number; else the
    walk goes round.
    """
    if body.tenses:
        for number, area in enumerate(spread.areas, 1):
            yield from ((number, area, turn) for turn in range(spread.rounds))
        return
    for turn in range(spread.rounds):
        for number, area in enumerate(spread.areas, 1 + turn * len(spread.areas)):
            yield number, area, turn
