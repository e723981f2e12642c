"""Every practice with the extremes of its options in both languages, in few sessions."""

from dataclasses import dataclass
from itertools import combinations, product

import pytest

from tests.conftest import ASSETS
from windown.content.nouns import read_nouns
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.catalogue import timeline_of
from windown.core.chain import limits_of
from windown.core.chosen import plain
from windown.core.mix import SOUNDS
from windown.core.options import EFFORTS, ORDERS, PLACES, SIDES, Options
from windown.core.practice import Breathing, Chain, Link, Listening, Practice
from windown.core.wording import LANGUAGES

SHELF = read_shelf([ASSETS / "practices"])
WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
NOUNS = {language: read_nouns(ASSETS / "nouns", language) for language in LANGUAGES}
HELD = {practice.id: practice for practice in SHELF.practices}

MIX = "brown+rain+drone"
#: What sounds: all, all over a mix of three, no tones, no voice, nothing.
HEARD = (
    {"background": "none"},
    {"background": MIX},
    {"tones": False},
    {"voice": False},
    {"voice": False, "tones": False},
)
#: Beyond the limits of every practice, which bring them back to their nearest.
PACES, EXHALES, TARGETS, RATES = (0.1, 60.0), (1.0, 60.0), (1.0, 30.0), (1.0, 60.0)
WORDS_UNTIL = (0.0, 36_000.0)
LEFT_OUT = (frozenset(), frozenset({"neck_throat", "abdomen"}))
BREATHS = [p.id for p in SHELF.practices if isinstance(p.body, Breathing)]
WITH_EXHALE = [name for name in BREATHS if HELD[name].body.exhale]
THEMES = SHELF.find("imagery").body.themes

#: Practices in turn, what is tried of their options, and minutes where it needs more than the
#: shortest length.
PLANS = (
    (BREATHS, {"pace": PACES, "words_until": WORDS_UNTIL}, None),
    (WITH_EXHALE, {"pace": PACES, "exhale": (None, *EXHALES), "words_until": WORDS_UNTIL}, None),
    (["slowdown"], {"target": TARGETS, "rate": RATES, "words_until": WORDS_UNTIL}, None),
    (
        ["pmr_4", "pmr_7"],
        {
            "effort": EFFORTS,
            "side": SIDES,
            "place": PLACES,
            "rounds": (1, 3),
            "leave_out": LEFT_OUT,
        },
        9.0,
    ),
    (
        ["body_scan", "pmr_passive", "pmr_release", "pmr_recall_count"],
        {"order": ORDERS, "words_until": WORDS_UNTIL, "leave_out": LEFT_OUT},
        None,
    ),
    (["pmr_cue", "pmr_count"], {"theme": ("", "Schlaf"), "words_until": WORDS_UNTIL}, None),
    (["autogenic"], {"formulas": (1, 6), "pauses": (1.0, 2.0)}, None),
    (["imagery"], {"theme": THEMES, "pauses": (1.0, 2.0)}, None),
    (
        ["stretch", "natural", "mindful_breath", "paradoxical_intention"],
        {"pauses": (1.0, 2.0), "side": SIDES, "leave_out": LEFT_OUT},
        None,
    ),
    (["cognitive_shuffle"], {"pace": PACES}, None),
)
EVENING = Chain((Link("extended_4_6"), Link("pmr_release"), Link("cognitive_shuffle")))


NOTHING_CHOSEN = Options()


@dataclass(frozen=True)
class Case:
    """One session to be heard; None minutes are its shortest length."""

    practice: str
    language: str
    options: Options = NOTHING_CHOSEN
    minutes: float | None = None

    @property
    def name(self):
        """The practice, the language and what is chosen."""
        chosen = (f"{name}={value}" for name, value in plain(self.options).items())
        return " ".join((self.practice, self.language, *chosen))


def pairs(factors):
    """Few choices of one value each in which any two values of two factors come together."""
    every = [dict(zip(factors, values, strict=True)) for values in product(*factors.values())]
    met = {id(each): set(combinations(sorted(each.items(), key=str), 2)) for each in every}
    left, found = set().union(*met.values()), []
    while left:
        best = max(every, key=lambda each: len(met[id(each)] & left))
        left -= met[id(best)]
        found.append(best)
    return found


def as_they_come():
    """Every practice at its shortest, nothing chosen, in silence."""
    for practice, language in product(SHELF.practices, LANGUAGES):
        if not isinstance(practice.body, Listening):
            yield Case(practice.id, language, Options(background="none"))


def extremes():
    """Pairs of extremes of each kind of practice, of what sounds, and of the languages."""
    for practices, factors, minutes in PLANS:
        indices = {"heard": tuple(range(len(HEARD))), "language": LANGUAGES}
        for n, chosen in enumerate(pairs({**factors, **indices})):
            chosen = dict(chosen)
            heard, language = HEARD[chosen.pop("heard")], chosen.pop("language")
            yield Case(practices[n % len(practices)], language, Options(**chosen, **heard), minutes)


def listening():
    """Every sound alone with a short fade, a mix instead of one, and the longest fade."""
    for sound in SOUNDS:
        yield Case(f"sound_{sound}", "en", Options(fade=1.0))
    yield Case("sound_pink", "de", Options(fade=30.0))
    yield Case("sound_sea", "de", Options(fade=1.0, background=MIX))


def chains():
    """Breathing, letting go and a shuffle in a row; beside a drone the least step is a click."""
    for language, background in product(LANGUAGES, ("none", "drone")):
        yield Case("evening", language, Options(background=background))


def timeline(case):
    """The timeline of a case, as a person with these options has it."""
    practice = HELD.get(case.practice)
    ask = Ask(case.options, seed=5, nouns=NOUNS[case.language], links=HELD)
    if practice is None:
        practice = Practice("evening", "mind", 1, limits_of(EVENING, ask), EVENING)
    minutes = practice.minutes.min if case.minutes is None else case.minutes
    found = timeline_of(practice, WORDS[case.language], minutes, ask)
    assert found.length == pytest.approx(minutes * 60, abs=1e-3)
    return found


def differs(practice, name, values, minutes):
    """Whether each value of an option makes another timeline, in the usual time."""
    minutes = minutes or HELD[practice].minutes.default
    made = [timeline(Case(practice, "en", Options(**{name: v}), minutes)) for v in values]
    return all(one != other for one, other in combinations(made, 2))
