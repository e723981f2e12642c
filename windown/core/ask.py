"""All that a timeline depends on beside the practice, its words and its length."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from windown.core.body import MyBody
from windown.core.options import Options
from windown.core.practice import Practice


@dataclass(frozen=True)
class Noun:
    """A word of the shuffle and its category."""

    word: str
    category: str


@dataclass(frozen=True)
class Ask:
    """A person's options and body, and what single kinds of practice need.

    `seed` decides about chance, so that equal asks are equal sessions. `nouns` are the words a
    shuffle draws from, banned ones left out. `links` are the practices and options of a chain, by
    their ids; `minutes` the lengths chosen for them. `for_today` is "" or what holds today only:
    that the practice rests ("rests", "unsteady"), or how it goes ("light", "slow" ...).
    """

    options: Options = field(default_factory=Options)
    body: MyBody = field(default_factory=MyBody)
    seed: int = 0
    nouns: tuple[Noun, ...] = ()
    links: Mapping[str, Practice] = field(default_factory=dict)
    link_options: Mapping[str, Options] = field(default_factory=dict)
    minutes: Mapping[str, float] = field(default_factory=dict)
    for_today: str = ""
