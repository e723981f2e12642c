"""A practice made of what its file says, once that was found to be right."""

from typing import Any

from windown.core.practice import (
    AS_WRITTEN,
    Body,
    Breathing,
    Chain,
    Counting,
    Guided,
    Link,
    Listening,
    Phase,
    Practice,
    Range,
    Relaxation,
    Shuffle,
    Slowdown,
    Writing,
)

#: The tables of `windown.content.practice_shape`, or the same names from where they were kept.
Read = Any


def _range(read: Read) -> Range:
    return Range(read.default, read.min, read.max)


def practice_of(read: Read) -> Practice:
    """The practice of a file in which no rule is broken."""
    return Practice(
        read.id,
        read.group,
        read.order,
        _range(read.minutes),
        _body(read),
        _range(read.cycles) if read.cycles else None,
        tuple(read.sources),
        read.name,
        read.about,
    )


def _body(read: Read) -> Body:
    if read.relaxation:
        return relaxation_of(read.relaxation)
    if read.slowdown:
        return Slowdown(_range(read.slowdown.start), _range(read.slowdown.target))
    if read.counting:
        return _counting(read.counting)
    if read.guided:
        return _guided(read.guided)
    if read.shuffle:
        of = read.shuffle
        return Shuffle(_range(of.pace), of.jitter, of.slower, of.slower_every, of.slower_most)
    if read.listening:
        return Listening(read.listening.sound, _range(read.listening.fade))
    if read.writing:
        return Writing(read.writing.kind)
    if read.link:
        return Chain(tuple(Link(link.practice, link.minutes) for link in read.link))
    return breathing_of(read)


def breathing_of(read: Read) -> Breathing:
    """The paced breathing a file states."""
    return Breathing(
        tuple(Phase(p.phase, p.seconds, p.detail) for p in read.cycle),
        _range(read.scale) if read.scale else AS_WRITTEN,
        _range(read.exhale) if read.exhale else None,
    )


def _counting(of: Read) -> Counting:
    return Counting(of.manner, of.count, _range(of.every), _range(of.settle), _range(of.close))


def _guided(of: Read) -> Guided:
    return Guided(
        of.manner,
        _range(of.settle),
        _range(of.close),
        _range(of.apart),
        tuple(of.parts),
        tuple(of.themes),
        _range(of.part) if of.part else None,
    )


def relaxation_of(walk: Read) -> Relaxation:
    """The walk through the body a file states."""
    return Relaxation(
        walk.manner,
        tuple(walk.areas),
        tuple(walk.brief_areas),
        _range(walk.settle),
        _range(walk.close),
        walk.instruction,
        walk.instruction_again,
        walk.tension,
        walk.tension_tender or walk.tension,
        frozenset(walk.tender),
        _range(walk.release),
        walk.release_step,
        walk.rounds,
        walk.count,
    )
