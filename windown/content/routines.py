"""Routine files (TOML) read into routines, or into problems with file, key and reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from windown.content.kept import Kept
from windown.content.practices import LARGEST_FILE, content_of
from windown.core.problems import Problem
from windown.core.routine import Routine, RoutineStep


@dataclass(frozen=True)
class RoutineShelf:
    """All routines that can be had, in order, and what is wrong with the others."""

    routines: tuple[Routine, ...] = ()
    problems: tuple[Problem, ...] = ()

    def find(self, routine_id: str) -> Routine | None:
        """The routine with an id, or None."""
        return next((r for r in self.routines if r.id == routine_id), None)


def read_routines(folders: Iterable[Path], kept: Kept | None = None) -> RoutineShelf:
    """All routine files of the folders; an id that stands twice counts once, the first time."""
    found: dict[str, tuple[tuple[int, str], Routine]] = {}
    problems: list[Problem] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        order, routine, wrong = _read(path, kept)
        problems += wrong
        if routine is not None and routine.id in found:
            problems.append(Problem(str(path), "id", "content.id_twice", {"id": routine.id}))
        elif routine is not None:
            found[routine.id] = ((order, routine.name.casefold()), routine)
    ordered = sorted(found.values(), key=lambda each: (each[0], each[1].id))
    return RoutineShelf(tuple(routine for _, routine in ordered), tuple(problems))


def read_routine(path: Path) -> tuple[Routine | None, list[Problem]]:
    """The routine of a file, or None and what is wrong with it."""
    return _read(path, None)[1:]


def parsed(content: bytes, file: str) -> tuple[Routine | None, list[Problem]]:
    """The routine in the content of a file, or None and what is wrong with it."""
    return _parsed(content, file, lambda plain: None)[1:]


def text_of(routine: Routine) -> str:
    """The file of a person's own routine, which the reader reads again."""
    import tomli_w  # slow to import, and only for what is written

    steps = [_filled(step) for step in routine.steps]
    return tomli_w.dumps({"id": routine.id, "name": routine.name, "step": steps})


_Read = tuple[int, Routine | None, list[Problem]]


def _read(path: Path, kept: Kept | None) -> _Read:
    plain = kept.get(path) if kept else None
    if plain is not None:
        return *_routine(plain), []
    content = content_of(path)
    if isinstance(content, Problem):
        return 0, None, [content]
    return _parsed(content, str(path), lambda plain: kept.put(path, plain) if kept else None)


def _parsed(content: bytes, file: str, keep: Callable[[dict[str, Any]], None]) -> _Read:
    if len(content) > LARGEST_FILE:
        return 0, None, [Problem(file, "", "content.too_large", {"bytes": LARGEST_FILE})]
    import msgspec  # slow to import, as what stands on it

    from windown.content.routine_shape import shaped

    read, problems = shaped(content, file)
    if read is None:
        return 0, None, problems
    plain = msgspec.to_builtins(read)
    keep(plain)
    return *_routine(plain), []


def _routine(plain: Mapping[str, Any]) -> tuple[int, Routine]:
    steps = tuple(
        RoutineStep(step["id"], float(step["minutes"]), step["practice"], step["text"])
        for step in plain["step"]
    )
    return plain["order"], Routine(plain["id"], steps, plain["name"])


def _filled(step: RoutineStep) -> dict[str, object]:
    """Without what is left open."""
    held = {"id": step.id, "minutes": step.minutes, "practice": step.practice, "text": step.text}
    return {key: value for key, value in held.items() if value not in ("", 0.0)}
