"""Practice files (TOML) read into practices, or into problems with file, key and reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from windown.content.kept import Kept
from windown.content.practice_made import practice_of
from windown.core.practice import Practice
from windown.core.problems import Problem

#: A practice file larger than this is no practice file (bytes).
LARGEST_FILE = 100_000


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
    """The practice of a file, or None and what is wrong with it. `kept` remembers right files."""
    plain = kept.get(path) if kept else None
    if plain is not None:
        return practice_of(_named(plain)), []
    content = content_of(path)
    if isinstance(content, Problem):
        return None, [content]
    return parsed(content, str(path), lambda plain: kept.put(path, plain) if kept else None)


def content_of(path: Path) -> bytes | Problem:
    """What a file holds, a byte more than a practice file may have at the most."""
    file = str(path)
    try:
        # A pipe would keep us waiting, and a device have no end.
        if path.exists() and not (path.is_file() or path.is_dir()):
            return Problem(file, "", "content.no_file")
        with path.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        return Problem(file, "", "content.unreadable", {"why": error.strerror or ""})


def parsed(
    content: bytes, file: str, keep: Callable[[dict[str, Any]], None] = lambda plain: None
) -> tuple[Practice | None, list[Problem]]:
    """The practice in the content of a file, or None and what is wrong with it.

    `keep` is handed what a right file says, as plain values.
    """
    if len(content) > LARGEST_FILE:
        return None, [Problem(file, "", "content.too_large", {"bytes": LARGEST_FILE})]
    import msgspec  # slow to import, as what stands on it

    from windown.content.practice_shape import shaped

    read, problems = shaped(content, file)
    if read is None:
        return None, problems
    keep(msgspec.to_builtins(read))
    return practice_of(read), []


def _named(plain: Any) -> Any:
    """Plain values with the names of their tables as attributes."""
    if isinstance(plain, dict):
        return SimpleNamespace(**{key: _named(value) for key, value in plain.items()})
    return [_named(value) for value in plain] if isinstance(plain, list) else plain
