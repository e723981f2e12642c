"""Which paths of the body figure belong to an area of a practice."""

from windown.core.areas import SIXTEEN

_ARM = ("{}_hand_forearm", "{}_upper_arm")
_LEG = ("{}_thigh", "{}_calf", "{}_foot")
_FACE = ("forehead", "upper_cheeks_nose", "lower_face_jaw")
_TRUNK = ("chest_shoulders_upper_back", "abdomen")


def _one(side: str, *names: str) -> tuple[str, ...]:
    return tuple(name.format(side) for name in names)


def _both(*names: str) -> tuple[str, ...]:
    return _one("dominant", *names) + _one("other", *names)


#: The areas of the forms with 7 and 4 groups and of both body scans.
COMPOSITE: dict[str, tuple[str, ...]] = {
    "dominant_arm": _one("dominant", *_ARM),
    "other_arm": _one("other", *_ARM),
    "face": _FACE,
    "neck": ("neck_throat",),
    "trunk": _TRUNK,
    "dominant_leg": _one("dominant", *_LEG),
    "other_leg": _one("other", *_LEG),
    "arms": _both(*_ARM),
    "face_neck": (*_FACE, "neck_throat"),
    "legs": _both(*_LEG),
    "feet": _both("{}_foot"),
    "ankles_calves": _both("{}_calf"),
    "knees": _both("extra_{}_knee"),
    "thighs": _both("{}_thigh"),
    "hips": ("extra_hips",),
    "belly": ("abdomen",),
    "lower_back": ("extra_lower_back",),
    "chest": ("chest_shoulders_upper_back",),
    "upper_back": ("extra_upper_back",),
    "shoulders": _both("extra_{}_shoulder"),
    "hands_fingers": _both("extra_{}_hand"),
    "face_head": _FACE,
    "hips_belly": ("extra_hips", "abdomen"),
    "chest_back": ("chest_shoulders_upper_back",),
    "arms_hands": _both(*_ARM),
    "shoulders_neck": (*_both("extra_{}_shoulder"), "neck_throat"),
}


def paths(area: str, left_handed: bool = False) -> tuple[str, ...]:
    """The ids of the paths of an area; () for one that has no place on the body.

    The dominant side is drawn on the right, as in a mirror; on the left for a left-handed
    person.
    """
    ids = COMPOSITE.get(area, (area,) if area in SIXTEEN else ())
    return tuple(_swapped(name) for name in ids) if left_handed else ids


def _swapped(name: str) -> str:
    if "dominant" in name:
        return name.replace("dominant", "other")
    return name.replace("other", "dominant")
