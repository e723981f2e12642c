"""Practice files (TOML) read into practices, or into problems with file, key and reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from windown.content.kept import Kept
from windown.core.practice import Breathing, Phase, Practice, Range, Relaxation
from windown.core.problems import Problem

#: A practice file larger than this is no practice file (bytes).
LARGEST_FILE = 100_000

_Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Shelf:
    """All practices that can be had, in order, and what is wrong with the others."""

    practices: tuple[Practice, ...]
    problems: tuple[Problem, ...] = ()

    def find(self, practice_id: str) -> Practice | None:
        """The practice with an id, or None."""
        return next((p for p in self.practices if p.id == practice_id), None)

    @property
    def unavailable(self) -> dict[str, Problem]:
        """The first problem of each broken file, by the file's name without its ending."""
        first: dict[str, Problem] = {}
        for problem in self.problems:
            first.setdefault(Path(problem.file).stem, problem)
        return first


def read_shelf(folders: Iterable[Path], kept: Kept | None = None) -> Shelf:
    """All practice files of the folders; an id that stands twice counts once, the first time."""
    practices: dict[str, Practice] = {}
    problems: list[Problem] = []
    for path in _files(folders):
        practice, found = read_practice(path, kept)
        problems += found
        if practice is None:
            continue
        if practice.id in practices:
            problems.append(Problem(str(path), "id", "content.id_twice", {"id": practice.id}))
            continue
        practices[practice.id] = practice
    ordered = sorted(practices.values(), key=lambda p: (p.order, p.id))
    return Shelf(tuple(ordered), tuple(problems))


def _files(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]


def read_practice(path: Path, kept: Kept | None = None) -> tuple[Practice | None, list[Problem]]:
    """The practice of a file, or None and what is wrong with it. `kept` remembers sound files."""
    plain = kept.get(path) if kept else None
    if plain is None:
        from windown.content.practice_shape import read_plain  # slow to import

        plain, problems = read_plain(path)
        if plain is None:
            return None, problems
        if kept:
            kept.put(path, plain)
    return _practice(plain), []


def _range(plain: _Plain) -> Range:
    return Range(plain["default"], plain["min"], plain["max"])


def _practice(plain: _Plain) -> Practice:
    return Practice(
        plain["id"],
        plain["group"],
        plain["order"],
        _range(plain["minutes"]),
        _body(plain),
        _range(plain["cycles"]) if plain["cycles"] else None,
        tuple(plain["sources"]),
        plain["name"],
        plain["about"],
    )


def _body(plain: _Plain) -> Breathing | Relaxation:
    if plain["relaxation"] is None:
        cycle = plain["cycle"]
        return Breathing(tuple(Phase(p["phase"], p["seconds"], p["detail"]) for p in cycle))
    return relaxation_of(plain["relaxation"])


def relaxation_of(walk: _Plain) -> Relaxation:
    """The walk through the body that a file states."""
    return Relaxation(
        walk["manner"],
        tuple(walk["areas"]),
        tuple(walk["brief_areas"]),
        _range(walk["settle"]),
        _range(walk["close"]),
        walk["instruction"],
        walk["instruction_again"],
        walk["tension"],
        walk["tension_tender"] or walk["tension"],
        frozenset(walk["tender"]),
        _range(walk["release"]),
        walk["release_step"],
        walk["rounds"],
    )
