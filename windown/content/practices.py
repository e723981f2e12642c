"""Practice files (TOML) read into practices, or into problems with file, key and reason."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from windown.core.practice import Breathing, Phase, Practice, Range, Relaxation
from windown.core.problems import Problem
from windown.core.relaxation import least_seconds

#: Limits of what a file may ask for; beyond them nobody is guided (design decision).
LONGEST_PHASE_S = 60.0
LONGEST_SESSION_MIN = 120.0
#: A practice file larger than this is no practice file (bytes).
LARGEST_FILE = 100_000

_Seconds = Annotated[float, msgspec.Meta(ge=0, le=600)]
_Phase = Literal["in", "top_up", "hold_in", "out", "hold_out", "rest"]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{1,39}$")]


class _RangeFile(msgspec.Struct, forbid_unknown_fields=True):
    default: Annotated[float, msgspec.Meta(ge=0, le=100_000)]
    min: Annotated[float, msgspec.Meta(ge=0, le=100_000)]
    max: Annotated[float, msgspec.Meta(ge=0, le=100_000)]


class _PhaseFile(msgspec.Struct, forbid_unknown_fields=True):
    phase: _Phase
    seconds: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_PHASE_S)]
    detail: str = ""


class _RelaxationFile(msgspec.Struct, forbid_unknown_fields=True):
    manner: Literal["pmr", "passive", "scan"]
    areas: Annotated[list[_Id], msgspec.Meta(min_length=1, max_length=64)]
    settle: _RangeFile
    close: _RangeFile
    release: _RangeFile
    brief_areas: list[_Id] = []
    instruction: _Seconds = 0.0
    instruction_again: _Seconds = 0.0
    tension: Annotated[float, msgspec.Meta(ge=0, le=7)] = 0.0
    tension_tender: Annotated[float, msgspec.Meta(ge=0, le=7)] = 0.0
    tender: list[_Id] = []
    release_step: Annotated[float, msgspec.Meta(gt=0, le=60)] = 1.0
    rounds: Annotated[int, msgspec.Meta(ge=1, le=10)] = 1


class _PracticeFile(msgspec.Struct, forbid_unknown_fields=True):
    id: _Id
    group: Literal["breathe", "relax", "mind", "listen", "write"]
    minutes: _RangeFile
    order: int = 1000
    name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    about: Annotated[str, msgspec.Meta(max_length=300)] = ""
    sources: list[str] = []
    cycle: list[_PhaseFile] = []
    cycles: _RangeFile | None = None
    relaxation: _RelaxationFile | None = None


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
    file = str(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, [Problem(file, "", "content.too_large", {"bytes": LARGEST_FILE})]
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        read = msgspec.convert(raw, _PracticeFile, strict=True)
    except OSError as error:
        return None, [Problem(file, "", "content.unreadable", {"why": error.strerror or ""})]
    except UnicodeDecodeError:
        return None, [Problem(file, "", "content.not_utf8")]
    except msgspec.ValidationError as error:
        return None, [_problem(file, str(error))]
    except (ValueError, RecursionError) as error:  # also of numbers with thousands of digits
        return None, [Problem(file, "", "content.not_toml", {"why": str(error)})]
    found = [Problem(file, *rest) for rest in _broken_rules(read)]
    return (None, found) if found else (_practice(read), [])


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


def _broken_rules(read: _PracticeFile) -> list[tuple[str, str, dict[str, object]]]:
    """What the types cannot say, as (key, reason, values)."""
    found: list[tuple[str, str, dict[str, object]]] = []
    if bool(read.cycle) == bool(read.relaxation):
        found.append(("cycle", "content.one_body", {}))
    ranges = {"minutes": read.minutes, "cycles": read.cycles}
    if read.relaxation:
        ranges |= {
            f"relaxation.{key}": getattr(read.relaxation, key)
            for key in ("settle", "close", "release")
        }
    for key, given in ranges.items():
        if given and not given.min <= given.default <= given.max:
            found.append((key, "content.range", {}))
    if read.minutes.min <= 0 or read.minutes.max > LONGEST_SESSION_MIN:
        found.append(("minutes", "content.minutes", {"max": LONGEST_SESSION_MIN}))
    if read.cycle:
        found += _broken_breath(read)
    if read.relaxation:
        found += _broken_walk(read.relaxation, read.minutes.min)
    if read.cycles and not _counts_breaths(read, read.cycles):
        found.append(("cycles", "content.cycles", {}))
    return found


def _broken_breath(read: _PracticeFile) -> list[tuple[str, str, dict[str, object]]]:
    phases = [phase.phase for phase in read.cycle]
    moves = [phase for phase in phases if phase in ("in", "top_up", "out")]
    found: list[tuple[str, str, dict[str, object]]] = []
    if moves[:1] != ["in"] or moves[-1:] != ["out"]:
        found.append(("cycle", "content.no_breath", {}))
    if len(phases) > 8:
        found.append(("cycle", "content.many_phases", {"max": 8}))
    if sum(phase.seconds for phase in read.cycle) > read.minutes.min * 60 + 1e-3:
        found.append(("minutes.min", "content.no_room", {}))
    return found


def _broken_walk(
    walk: _RelaxationFile, least_minutes: float
) -> list[tuple[str, str, dict[str, object]]]:
    found: list[tuple[str, str, dict[str, object]]] = []
    if (walk.manner == "pmr") != (walk.tension > 0):
        found.append(("relaxation.tension", "content.manner", {}))
    needed = least_seconds(_relaxation(walk)) / 60
    if needed > least_minutes + 1e-4:
        found.append(("minutes.min", "content.no_room_walk", {"minutes": f"{needed:.4g}"}))
    return found


def _counts_breaths(read: _PracticeFile, cycles: _RangeFile) -> bool:
    """Whether the figures are whole breaths that last the minutes beside them."""
    breath = sum(phase.seconds for phase in read.cycle)
    pairs = [(getattr(cycles, k), getattr(read.minutes, k)) for k in ("default", "min", "max")]
    return all(n >= 1 and n % 1 == 0 and abs(n * breath - m * 60) < 0.1 for n, m in pairs)


def _range(read: _RangeFile) -> Range:
    return Range(read.default, read.min, read.max)


def _practice(read: _PracticeFile) -> Practice:
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


def _body(read: _PracticeFile) -> Breathing | Relaxation:
    walk = read.relaxation
    if walk is None:
        return Breathing(tuple(Phase(p.phase, p.seconds, p.detail) for p in read.cycle))
    return _relaxation(walk)


def _relaxation(walk: _RelaxationFile) -> Relaxation:
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
    )
