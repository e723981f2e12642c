"""A background as a mixture: names of sounds, or of a person's own files, each with its volume."""

import re

#: The sounds windown makes itself.
SOUNDS = ("brown", "pink", "white", "rain", "sea", "wind", "drone")
#: A file of the person's own, its path behind it.
OWN = "file:"
MOST = 6

_BETWEEN = rf"\+(?=(?:{'|'.join(SOUNDS)})(?::[\d.]+)?(?:\+|$)|{OWN})"

#: Each sound or file once, with its volume from 0 to 1.
Mix = tuple[tuple[str, float], ...]


def mix_of(text: str) -> Mix:
    """ "rain:0.5+sea" as a mix; a sound without a volume has 1. Raises ValueError on nonsense.

    A path may hold ":" and "+": the volume is only what stands behind the last colon and is a
    number, and a "+" parts two sounds only before a whole known sound or "file:". Where that
    would not do, "%2B" is a "+" of a path, and "%25" a "%".
    """
    if not text.strip():
        return ()
    found = dict(_one(part) for part in re.split(_BETWEEN, text.strip()))
    if len(found) > MOST:
        raise ValueError
    return tuple(found.items())


def text_of(mix: Mix) -> str:
    """The mix as `mix_of` reads it, whatever a file of the person's own is called."""
    return "+".join(_told(name, volume) for name, volume in mix)


def _told(name: str, volume: float) -> str:
    if not name.startswith(OWN):
        return name if volume == 1.0 else f"{name}:{volume:g}"
    return f"{name.replace('%', '%25').replace('+', '%2B')}:{volume:g}"


def _one(part: str) -> tuple[str, float]:
    name, colon, last = part.rpartition(":")
    if colon and name and _is_number(last) and name != OWN[:-1]:
        volume = float(last)
    else:
        name, volume = part, 1.0
    if not 0.0 <= volume <= 1.0 or not (name in SOUNDS or (name.startswith(OWN) and name != OWN)):
        raise ValueError
    return _path(name), volume


def _path(name: str) -> str:
    return name.replace("%2B", "+").replace("%25", "%") if name.startswith(OWN) else name


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d*\.?\d+", text) is not None
