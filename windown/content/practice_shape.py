"""What a practice file must look like: its shape, its rules, and what is wrong with it in ids."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from windown.content.practices import LARGEST_FILE, relaxation_of
from windown.core.problems import Problem
from windown.core.relaxation import least_seconds

#: Limits of what a file may ask for; beyond them nobody is guided (design decision).
LONGEST_PHASE_S = 60.0
LONGEST_SESSION_MIN = 120.0

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


class RelaxationFile(msgspec.Struct, forbid_unknown_fields=True):
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


class PracticeFile(msgspec.Struct, forbid_unknown_fields=True):
    id: _Id
    group: Literal["breathe", "relax", "mind", "listen", "write"]
    minutes: _RangeFile
    order: int = 1000
    name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    about: Annotated[str, msgspec.Meta(max_length=300)] = ""
    sources: list[str] = []
    cycle: list[_PhaseFile] = []
    cycles: _RangeFile | None = None
    relaxation: RelaxationFile | None = None


def read_plain(path: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    """All that a practice file says, defaults filled in, or None and what is wrong with it."""
    file = str(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, [Problem(file, "", "content.too_large", {"bytes": LARGEST_FILE})]
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        read = msgspec.convert(raw, PracticeFile, strict=True)
    except OSError as error:
        return None, [Problem(file, "", "content.unreadable", {"why": error.strerror or ""})]
    except UnicodeDecodeError:
        return None, [Problem(file, "", "content.not_utf8")]
    except msgspec.ValidationError as error:
        return None, [_problem(file, str(error))]
    except (ValueError, RecursionError) as error:  # also of numbers with thousands of digits
        return None, [Problem(file, "", "content.not_toml", {"why": str(error)})]
    found = [Problem(file, *rest) for rest in _broken_rules(read)]
    return (None, found) if found else (msgspec.to_builtins(read), [])


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


def _broken_rules(read: PracticeFile) -> list[tuple[str, str, dict[str, object]]]:
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


def _broken_breath(read: PracticeFile) -> list[tuple[str, str, dict[str, object]]]:
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
    walk: RelaxationFile, least_minutes: float
) -> list[tuple[str, str, dict[str, object]]]:
    found: list[tuple[str, str, dict[str, object]]] = []
    if (walk.manner == "pmr") != (walk.tension > 0):
        found.append(("relaxation.tension", "content.manner", {}))
    needed = least_seconds(relaxation_of(msgspec.to_builtins(walk))) / 60
    if needed > least_minutes + 1e-4:
        found.append(("minutes.min", "content.no_room_walk", {"minutes": f"{needed:.4g}"}))
    return found


def _counts_breaths(read: PracticeFile, cycles: _RangeFile) -> bool:
    """Whether the figures are whole breaths that last the minutes beside them."""
    breath = sum(phase.seconds for phase in read.cycle)
    pairs = [(getattr(cycles, k), getattr(read.minutes, k)) for k in ("default", "min", "max")]
    return all(n >= 1 and n % 1 == 0 and abs(n * breath - m * 60) < 0.1 for n, m in pairs)
