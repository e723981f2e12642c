"""What a person's body changes: which practices are offered, what instead, and how gently."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from windown.core.areas import GROUPS, largest, touches, without
from windown.core.ask import Ask
from windown.core.body import MyBody
from windown.core.options import Options
from windown.core.practice import (
    Breathing,
    Counting,
    Guided,
    Phase,
    Practice,
    Range,
    Relaxation,
    Slowdown,
)
from windown.core.problems import Trouble


@dataclass(frozen=True)
class Advice:
    """What *My body* means for one practice.

    `reasons` say why it is not offered, `changes` what is different in it; both are ids of words.
    `instead` are ids of practices that suit better.
    """

    offered: bool = True
    reasons: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


#: With these the breath is not held, and what is kinder instead (the facts, 1.4).
HOLDS = {
    "panic_or_trauma": ("natural", "cognitive_shuffle", "sound_rain"),
    "pregnant": ("extended_4_6", "coherent_5_5", "humming"),
    "heart_or_bp": ("extended_4_6", "natural"),
    "lung": ("natural",),
    "eye": ("extended_4_6", "natural"),
    "epilepsy": ("extended_4_6", "natural"),
    "recent_surgery": ("extended_4_6", "natural"),
}
#: With these nothing is tensed (the facts, 2.4).
PASSIVE = ("pregnant", "pain", "recent_surgery")
#: Areas that are not tensed with a flag (the facts, 2.2).
NOT_TENSED = {"eye": frozenset({"upper_cheeks_nose"})}
#: Why a practice rests today, and what is kinder instead.
RESTS, TODAY = ("rests", "unsteady"), ("natural", "grounding")
#: A slow-down goes no lower with `lung`, and after it was too much once (breaths a minute).
SLOWEST = 8.0
#: Passive relaxation: 20 to 30 s of noticing an area (the facts, 2.4), as often as there is time.
PASSIVE_RELEASE, PASSIVE_ROUNDS = Range(25.0, 20.0, 30.0), 6
#: Guided practices that stay with the body or the breath.
_INWARD = ("mindful_breath", "autogenic")
_SIDES = ("left", "right", "nostril")


def advise(practice: Practice, body: MyBody, today: str = "") -> Advice:
    """Whether a practice is offered to this body, why not, what instead, and what changes.

    `today` is that of `Ask`.
    """
    if today in RESTS:
        return Advice(False, (f"today.{today}",), TODAY)
    against = list(_against(practice, body))
    inward = HOLDS["panic_or_trauma"] if "panic_or_trauma" in body.flags else ()
    instead = [other for _, others, _ in against for other in inward or others]
    return Advice(
        not against,
        tuple(reason for reason, _, _ in against),
        tuple(dict.fromkeys(instead)),
        tuple(key for key, _ in _changes(practice, Ask(body=body, for_today=today))),
    )


def fitted(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    """The practice and the ask as the body of the ask wants them.

    Raises `Trouble` that names what is kinder where nothing of the practice would be left, where
    it holds the breath and a flag speaks against that, or where it rests today.
    """
    if ask.for_today in RESTS:
        raise Trouble(f"today.{ask.for_today}")
    for reason, _, firm in _against(practice, ask.body):
        if firm:
            raise Trouble(reason)
    for _, change in _changes(practice, ask):
        practice, ask = change(practice, ask)
    if isinstance(practice.body, Relaxation) and not practice.body.areas:
        raise Trouble("advice.left_out.all")
    return practice, ask


def out_of(ask: Ask) -> frozenset[str]:
    """The areas left out for this body and in this practice."""
    return ask.body.left_out | ask.options.leave_out


#: A reason, practices instead of it, and whether it stands firm against a begin, too.
_Against = tuple[str, tuple[str, ...], bool]


def _against(practice: Practice, body: MyBody) -> Iterator[_Against]:
    if practice.holds_breath:
        yield from ((f"advice.{f}.holds", HOLDS[f], True) for f in HOLDS if f in body.flags)
    elif "panic_or_trauma" in body.flags and _inward(practice):
        yield "advice.panic_or_trauma.inward", HOLDS["panic_or_trauma"], False
    if practice.tenses:
        yield from (
            (f"advice.{f}.tensing", ("pmr_passive",), False) for f in PASSIVE if f in body.flags
        )
    if _in_groups(practice) and "heart_or_bp" in body.flags and not _has_to_rest(body):
        yield "advice.heart_or_bp.groups", ("pmr_16", "pmr_7"), False
    if _one_nostril(practice) and "blocked_nose" in body.flags:
        yield "advice.blocked_nose.nostril", ("natural", "extended_4_6"), False
    if _nothing_left(practice, body.left_out):
        yield "advice.left_out.all", ("natural", "cognitive_shuffle"), True


def _has_to_rest(body: MyBody) -> bool:
    return not body.flags.isdisjoint(PASSIVE)


def _inward(practice: Practice) -> bool:
    of = practice.body
    if isinstance(of, Guided):
        return of.manner in _INWARD
    return isinstance(of, Breathing | Slowdown | Relaxation | Counting)


def _in_groups(practice: Practice) -> bool:
    """Whether both arms or both legs are tensed at once."""
    of = practice.body
    return isinstance(of, Relaxation) and of.tenses and not {"arms", "legs"}.isdisjoint(of.areas)


def _one_nostril(practice: Practice) -> bool:
    of = practice.body
    return isinstance(of, Breathing) and any(
        side in phase.detail for phase in of.cycle for side in _SIDES
    )


def _nothing_left(practice: Practice, out: frozenset[str]) -> bool:
    return isinstance(practice.body, Relaxation) and not without(practice.body.areas, out)


_Change = Callable[[Practice, Ask], tuple[Practice, Ask]]


def _changes(practice: Practice, ask: Ask) -> Iterator[tuple[str, _Change]]:
    """What becomes different, as ids of words and what does it, in the order it is done."""
    body, of = ask.body, practice.body
    if isinstance(of, Relaxation):
        yield from _walk_changes(practice, of, ask)
    if "lung" in body.flags and isinstance(of, Slowdown):
        yield "advice.lung.target", _no_slower
    elif "lung" in body.flags and isinstance(of, Breathing):
        yield "advice.lung.pace", _same
    if "blocked_nose" in body.flags and isinstance(of, Breathing | Slowdown):
        yield "advice.blocked_nose.way", _no_nose
    if "panic_or_trauma" in body.flags:
        yield "advice.panic_or_trauma.eyes", _open_eyes
    if practice.id in body.gentler:
        yield "advice.gentler", _gentler
    if ask.for_today and ask.for_today not in RESTS:
        yield f"today.{ask.for_today}", _TODAY.get(ask.for_today, _same)


def _walk_changes(practice: Practice, of: Relaxation, ask: Ask) -> Iterator[tuple[str, _Change]]:
    flags, passive = ask.body.flags, _has_to_rest(ask.body)
    if of.tenses and (passive or ("heart_or_bp" in flags and _in_groups(practice))):
        yield "advice.passive", _passive
    elif of.tenses and "heart_or_bp" in flags:
        yield "advice.heart_or_bp.light", _light
    if of.tenses and "eye" in flags and not passive:
        yield "advice.eye.face", _spared
    if any(touches(area, out_of(ask)) for area in of.areas):
        yield "advice.left_out.some", _left_out
    if of.tenses and ask.body.cramped and not passive:
        yield "advice.cramped", _same
    if of.manner == "scan" and "pain" in flags:
        yield "advice.pain.scan", _same


def _same(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    return practice, ask


def _chosen(ask: Ask, options: Options) -> Ask:
    return replace(ask, options=options)


def _passive(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    """The same areas, only noticed; no longer than they would have been tensed at the least."""
    of = practice.body
    assert isinstance(of, Relaxation)
    least = of.instruction + min(of.tension, of.tension_tender) + of.release.min
    quiet = replace(
        of,
        manner="passive",
        instruction=0.0,
        instruction_again=0.0,
        tension=0.0,
        tension_tender=0.0,
        release=replace(PASSIVE_RELEASE, min=min(PASSIVE_RELEASE.min, least)),
        release_step=1.0,
        rounds=PASSIVE_ROUNDS,
    )
    return replace(practice, body=quiet), ask


def _light(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    return practice, _chosen(ask, replace(ask.options, effort="light"))


def _spared(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    return _shrunk(practice, NOT_TENSED["eye"]), ask


def _left_out(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    return _shrunk(practice, out_of(ask)), ask


def _shrunk(practice: Practice, out: frozenset[str]) -> Practice:
    """The walk without some areas; where time is short, only the largest piece of each group.

    A piece of a group that is tender is tender itself.
    """
    of = practice.body
    assert isinstance(of, Relaxation)
    brief = of.brief_areas or (of.areas if any(area in GROUPS for area in of.areas) else ())
    tender = of.tender | frozenset(without(of.tender, out))
    shrunk = replace(
        of, areas=without(of.areas, out), brief_areas=largest(brief, out), tender=tender
    )
    return replace(practice, body=shrunk)


def _no_slower(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    """A slow-down that stays at eight breaths a minute or above."""
    of = practice.body
    assert isinstance(of, Slowdown)
    body = Slowdown(_at_least(of.start, SLOWEST), _at_least(of.target, SLOWEST))
    target = ask.options.target
    options = ask.options if target is None else replace(ask.options, target=max(SLOWEST, target))
    return replace(practice, body=body), _chosen(ask, options)


def _at_least(limits: Range, least: float) -> Range:
    return Range(max(limits.default, least), max(limits.min, least), max(limits.max, least))


def _no_nose(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    """No word about the nose: each breath goes the way that is easy."""
    of = practice.body
    if not isinstance(of, Breathing):
        return practice, ask
    cycle = tuple(
        Phase(p.phase, p.seconds, "" if _of_the_nose(p.detail) else p.detail) for p in of.cycle
    )
    return replace(practice, body=replace(of, cycle=cycle)), ask


def _of_the_nose(detail: str) -> bool:
    return any(word in detail for word in ("nose", *_SIDES))


def _open_eyes(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    """Eyes open, unless the person chose otherwise."""
    if ask.options.eyes_closed is not None:
        return practice, ask
    return practice, _chosen(ask, replace(ask.options, eyes_closed=False))


def _gentler(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    """Less of everything that is not chosen: effort, rounds, slowness; eyes open."""
    practice, ask = _open_eyes(practice, ask)
    of, options = practice.body, ask.options
    if isinstance(of, Slowdown):
        return _no_slower(practice, ask)
    if isinstance(of, Breathing) and options.pace is None and of.scale.min < of.scale.default:
        options = replace(options, pace=of.scale.min)
    if isinstance(of, Relaxation) and of.tenses:
        options = replace(options, effort=options.effort or "light", rounds=options.rounds or 1)
    return practice, _chosen(ask, options)


def _lying(practice: Practice, ask: Ask) -> tuple[Practice, Ask]:
    """Light effort, lying down, whatever was chosen."""
    return practice, _chosen(ask, replace(ask.options, effort="light", place="bed", rounds=1))


#: What becomes different with what holds today only.
_TODAY: dict[str, _Change] = {"light": _lying, "slow": _no_slower}
