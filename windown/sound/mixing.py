"""A mix in words made ready to sound, with what is to be told of a person's own files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from windown.core.mix import OWN, Mix, mix_of
from windown.core.problems import Trouble
from windown.sound.ambience import Ambience, Layer
from windown.sound.backgrounds import layers
from windown.sound.levels import volume
from windown.sound.own import own_layer


@dataclass(frozen=True, eq=False)
class Ready:
    """A background that can sound, None where nothing of it can, and what is to be told."""

    ambience: Ambience | None
    told: tuple[Trouble, ...] = ()


def ready(text: str, folder: Path, sooner: Callable[[Ready], None] = lambda ready: None) -> Ready:
    """The background of a mix in words; its sounds are made, or found, in a folder.

    One sound is as loud as another, and several together as one; volumes are beside each other.
    A file that cannot be used is told and left out. As files take their time, what is ready
    before them is handed to `sooner`.
    """
    mix = mixed(text)
    ours = tuple((name, level) for name, level in mix if not name.startswith(OWN))
    found = [_weighed(layers(name, folder), level) for name, level in ours]
    if len(ours) == len(mix):
        return Ready(_joined(found, mix))
    sooner(Ready(_joined(found, mix)))
    told: list[Trouble] = []
    for name, level in mix:
        if name.startswith(OWN):
            layer, troubles = own_layer(Path(name.removeprefix(OWN)), folder)
            told += troubles
            found += [_weighed((layer,), level)] if layer else []
    return Ready(_joined(found, mix), tuple(told))


def mixed(text: str) -> Mix:
    """The mix of a text; nothing where it makes no sense."""
    try:
        return mix_of(text)
    except ValueError:
        return ()


def _weighed(found: tuple[Layer, ...], level: float) -> tuple[Layer, ...]:
    return tuple(replace(layer, gain=layer.gain * volume(level)) for layer in found)


def _joined(found: list[tuple[Layer, ...]], mix: Mix) -> Ambience | None:
    """All layers, turned down together where they would be louder than one sound alone."""
    power = sum(volume(level) ** 2 for _, level in mix)
    part = 1 / max(1.0, power) ** 0.5
    every = tuple(replace(layer, gain=layer.gain * part) for each in found for layer in each)
    return Ambience(every) if every else None
