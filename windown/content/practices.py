"""Practice files (TOML) read into practices, or into problems with file, key and reason."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from windown.content.practice_file import PracticeFile, broken_rules, practice_of
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


def read_shelf(folders: Iterable[Path]) -> Shelf:
    """All practice files of the folders; an id that stands twice counts once, the first time."""
    practices: dict[str, Practice] = {}
    problems: list[Problem] = []
    for path in _files(folders):
        practice, found = read_practice(path)
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


def read_practice(path: Path) -> tuple[Practice | None, list[Problem]]:
    """The practice of a file, or None and what is wrong with it."""
    content = content_of(path)
    if isinstance(content, Problem):
        return None, [content]
    return parsed(content, str(path))


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


def parsed(content: bytes, file: str) -> tuple[Practice | None, list[Problem]]:
    """The practice in the content of a file, or None and what is wrong with it."""
    if len(content) > LARGEST_FILE:
        return None, [Problem(file, "", "content.too_large", {"bytes": LARGEST_FILE})]
    try:
        raw = tomllib.loads(content.decode("utf-8-sig"))
        read = msgspec.convert(raw, PracticeFile, strict=True)
    except UnicodeDecodeError:
        return None, [Problem(file, "", "content.not_utf8")]
    except msgspec.ValidationError as error:
        return None, [_problem(file, str(error))]
    except (ValueError, RecursionError) as error:  # also of numbers with thousands of digits
        return None, [Problem(file, "", "content.not_toml", {"why": str(error)})]
    found = [Problem(file, *rest) for rest in broken_rules(read)]
    return (None, found) if found else (practice_of(read), [])


_WHERE = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<key>[^`]*)`)?$")
_REASONS = (
    (r"Object missing required field `(?P<field>.*)`", "content.missing"),
    (r"Object contains unknown field `(?P<field>.*)`", "content.unknown"),
    (r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>.*)`", "content.wrong_type"),
    (r"Expected `(?P<kind>\w+)` (?P<limit>[<>]=? .*)", "content.wrong_value"),
    (r"Expected `(?P<kind>\w+)` of length (?P<limit>[<>]=? .*)", "content.wrong_length"),
    (r"Expected `str` matching regex .*", "content.wrong_id"),
    (r"Invalid enum value '?(?P<got>.*?)'?", "content.not_offered"),
)


def _problem(file: str, message: str) -> Problem:
    """The validator's English message as a problem of ours, to be worded in any language."""
    where = _WHERE.match(message)
    what, key = (where["what"], where["key"] or "") if where else (message, "")
    for pattern, reason in _REASONS:
        found = re.fullmatch(pattern, what)
        if found:
            values = found.groupdict()
            field = values.pop("field", "")
            return Problem(file, ".".join(p for p in (key, field) if p), reason, values)
    return Problem(file, key, "content.other", {"why": what})
