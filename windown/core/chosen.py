"""Options and *My body* as plain values of a file, and read from whatever stands there."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from windown.core.body import FLAGS, MyBody
from windown.core.fields import Read, filled, flag, one_of, text, whole, within
from windown.core.mix import mix_of
from windown.core.options import AT_END, EFFORTS, ORDERS, PLACES, SIDES, Options

#: Told about a field that makes no sense: its name and what stands there.
Tell = Callable[[str, object], None]

NO_BACKGROUND = "none"
#: More words or areas than this are no choice of a person's.
MOST_NAMES = 2000

_Value = TypeVar("_Value", Options, MyBody)


def options_of(raw: object, tell: Tell) -> Options:
    """Options out of any value; what makes no sense is left as it comes, and told."""
    return _read(Options(), raw, _OPTIONS, tell)


def body_of(raw: object, tell: Tell) -> MyBody:
    """My body out of any value; what makes no sense is left out, and told."""
    return _read(MyBody(), raw, _BODY, tell)


def plain(value: Options | MyBody) -> dict[str, object]:
    """What is chosen as JSON values; what is not is left out."""
    empty = type(value)()
    chosen = {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if getattr(value, field.name) != getattr(empty, field.name)
    }
    return {name: sorted(v) if isinstance(v, frozenset) else v for name, v in chosen.items()}


def background(raw: object) -> str:
    """A mix as `windown.core.mix` reads it, "" for none."""
    mix_of(text(raw))
    return text(raw)


def names(raw: object) -> frozenset[str]:
    """A list of names, none of them empty."""
    if not isinstance(raw, list | tuple | frozenset | set) or len(raw) > MOST_NAMES:
        raise ValueError
    return frozenset(filled(name) for name in raw)


def _own_background(raw: object) -> str:
    return NO_BACKGROUND if raw == NO_BACKGROUND else background(raw)


def _flags(raw: object) -> frozenset[str]:
    found = names(raw)
    if not found <= set(FLAGS):
        raise ValueError
    return found


def _read(empty: _Value, raw: object, reads: Mapping[str, Read], tell: Tell) -> _Value:
    if not isinstance(raw, Mapping):
        tell("", raw)
        return empty
    values: dict[str, Any] = {}
    for name, given in raw.items():
        read = reads.get(name) if isinstance(name, str) else None
        try:
            if read is None:
                raise ValueError
            values[name] = read(given)
        except ValueError:
            tell(str(name)[:40], given)
    return type(empty)(**values)


_OPTIONS: Mapping[str, Read] = {
    "pace": within((0.1, 60.0)),
    "exhale": within((1.0, 60.0)),
    "target": within((1.0, 30.0)),
    "rate": within((1.0, 60.0)),
    "voice": flag,
    "words_until": within((0.0, 36_000.0)),
    "tones": flag,
    "background": _own_background,
    "leave_out": names,
    "effort": one_of(EFFORTS),
    "side": one_of(SIDES),
    "place": one_of(PLACES),
    "order": one_of(ORDERS),
    "theme": text,
    "rounds": whole((1, 10)),
    "formulas": whole((1, 12)),
    "pauses": within((0.5, 3.0)),
    "fade": within((0.0, 60.0)),
    "eyes_closed": flag,
    "at_end": one_of(AT_END),
}

_BODY: Mapping[str, Read] = {
    "flags": _flags,
    "left_out": names,
    "gentler": names,
    "cramped": names,
    "side": one_of(SIDES),
    "place": one_of(PLACES),
}
