"""The sixteen muscle groups, the larger ones made of them, and what is left when some stay out."""

from collections.abc import Iterable, Iterator

#: The facts, 2.2, in their order.
SIXTEEN = (
    "dominant_hand_forearm", "dominant_upper_arm", "other_hand_forearm", "other_upper_arm",
    "forehead", "upper_cheeks_nose", "lower_face_jaw", "neck_throat",
    "chest_shoulders_upper_back", "abdomen",
    "dominant_thigh", "dominant_calf", "dominant_foot", "other_thigh", "other_calf", "other_foot",
)  # fmt: skip

_HANDS = ("dominant_hand_forearm", "other_hand_forearm")
_ARMS = SIXTEEN[:4]
_FACE = SIXTEEN[4:7]
_THIGHS = ("dominant_thigh", "other_thigh")
_CALVES = ("dominant_calf", "other_calf")
_FEET = ("dominant_foot", "other_foot")
_CHEST = ("chest_shoulders_upper_back",)

#: The groups that can be tensed as one, largest first (the facts, 2.2).
GROUPS = {
    "legs": SIXTEEN[10:],
    "arms": _ARMS,
    "face_neck": SIXTEEN[4:8],
    "face": _FACE,
    "dominant_leg": SIXTEEN[10:13],
    "other_leg": SIXTEEN[13:],
    "dominant_arm": _ARMS[:2],
    "other_arm": _ARMS[2:],
    "trunk": SIXTEEN[8:10],
}
#: Regions of a body scan and the muscle groups they touch.
REGIONS = {
    "feet": _FEET,
    "ankles_calves": _CALVES,
    "knees": (*_THIGHS, *_CALVES),
    "thighs": _THIGHS,
    "hips": _THIGHS,
    "belly": ("abdomen",),
    "lower_back": ("abdomen",),
    "chest": _CHEST,
    "upper_back": _CHEST,
    "shoulders": _CHEST,
    "hands_fingers": _HANDS,
    "neck": ("neck_throat",),
    "face_head": _FACE,
    "hips_belly": (*_THIGHS, "abdomen"),
    "chest_back": _CHEST,
    "arms_hands": _ARMS,
    "shoulders_neck": (*_CHEST, "neck_throat"),
}


def members(area: str) -> frozenset[str]:
    """The muscle groups of the sixteen that an area is made of; an own area is only itself."""
    return frozenset(GROUPS.get(area) or REGIONS.get(area) or (area,))


def parts_of(out: Iterable[str]) -> frozenset[str]:
    """What is left out with some areas: they themselves, and all muscles of a group."""
    return frozenset(part for area in out for part in (area, *GROUPS.get(area, ())))


def touches(area: str, out: Iterable[str]) -> bool:
    """Whether an area is left out, or any part of it."""
    parts = parts_of(out)
    return area in parts or not members(area).isdisjoint(parts)


def remaining(area: str, out: frozenset[str]) -> tuple[str, ...]:
    """What is left of an area, in as few smaller areas as have words of their own.

    A group that is touched falls apart into smaller groups and single muscle groups, so that
    nobody is asked for a move that contains what hurts. A region of a scan goes as a whole:
    its words name both sides.
    """
    if not touches(area, out):
        return (area,)
    if area not in GROUPS:
        return ()
    return tuple(sorted(_pieces(members(area) - parts_of(out)), key=_place))


def _pieces(parts: frozenset[str]) -> Iterator[str]:
    for group, inside in GROUPS.items():
        if parts.issuperset(inside):
            yield group
            parts = parts.difference(inside)
    yield from parts


def _place(area: str) -> int:
    return min(SIXTEEN.index(part) for part in members(area))


def without(areas: Iterable[str], out: frozenset[str]) -> tuple[str, ...]:
    """The areas with what is left out taken from them, in their order."""
    return tuple(piece for area in areas for piece in remaining(area, out))


def largest(areas: Iterable[str], out: frozenset[str]) -> tuple[str, ...]:
    """Of each area the largest piece that is left: no more areas than there were."""
    pieces = [remaining(area, out) for area in areas]
    return tuple(max(piece, key=lambda p: len(members(p))) for piece in pieces if piece)
