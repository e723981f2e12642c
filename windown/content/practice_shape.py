"""What a practice file must look like: its shape, its rules, and what is wrong with it in ids."""

import re
import tomllib
from collections.abc import Iterator
from typing import Annotated, Literal
from unicodedata import bidirectional, category

import msgspec

from windown.content.practice_made import breathing_of, relaxation_of
from windown.core.pattern import at_slowest, broken
from windown.core.problems import Problem
from windown.core.walk import least_seconds

#: Limits of what a file may ask for; beyond them nobody is guided (design decision).
LONGEST_PHASE_S = 60.0
LONGEST_SESSION_MIN = 120.0
LONGEST_LISTENING_MIN = 600.0

#: Signs that turn the direction of writing, by their class.
_TURNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")

#: Of these tables a file has exactly one.
BODIES = (
    "cycle",
    "relaxation",
    "slowdown",
    "counting",
    "guided",
    "shuffle",
    "listening",
    "writing",
    "link",
)

_Seconds = Annotated[float, msgspec.Meta(ge=0, le=600)]
_Phase = Literal["in", "top_up", "hold_in", "out", "hold_out", "rest"]
_Detail = Literal["", "left", "right", "hum", "mouth", "nose"]
#: An end that no line break can follow: an id becomes the name of a file.
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{1,39}\Z")]


class _RangeFile(msgspec.Struct, forbid_unknown_fields=True):
    default: Annotated[float, msgspec.Meta(ge=0, le=100_000)]
    min: Annotated[float, msgspec.Meta(ge=0, le=100_000)]
    max: Annotated[float, msgspec.Meta(ge=0, le=100_000)]


class _PhaseFile(msgspec.Struct, forbid_unknown_fields=True):
    phase: _Phase
    seconds: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_PHASE_S)]
    detail: _Detail = ""


class _RelaxationFile(msgspec.Struct, forbid_unknown_fields=True):
    manner: Literal["pmr", "passive", "scan", "recall"]
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
    count: Annotated[int, msgspec.Meta(ge=0, le=10)] = 0


class _SlowdownFile(msgspec.Struct, forbid_unknown_fields=True):
    start: _RangeFile
    target: _RangeFile


class _CountingFile(msgspec.Struct, forbid_unknown_fields=True):
    manner: _Id
    count: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    every: _RangeFile
    settle: _RangeFile
    close: _RangeFile


class _GuidedFile(msgspec.Struct, forbid_unknown_fields=True):
    manner: _Id
    settle: _RangeFile
    close: _RangeFile
    apart: _RangeFile
    parts: list[_Id] = []
    themes: list[_Id] = []
    part: _RangeFile | None = None


class _ShuffleFile(msgspec.Struct, forbid_unknown_fields=True):
    pace: _RangeFile
    jitter: _Seconds = 0.0
    slower: _Seconds = 0.0
    slower_every: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 300.0
    slower_most: _Seconds = 0.0


class _ListeningFile(msgspec.Struct, forbid_unknown_fields=True):
    sound: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    fade: _RangeFile


class _WritingFile(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["todo", "worry"]


class _LinkFile(msgspec.Struct, forbid_unknown_fields=True):
    practice: _Id
    minutes: Annotated[float, msgspec.Meta(gt=0, le=600)] | None = None


class PracticeFile(msgspec.Struct, forbid_unknown_fields=True):
    """A practice as it stands in its file; exactly one of the tables of `BODIES` is filled."""

    id: _Id
    group: Literal["breathe", "relax", "mind", "listen", "write"]
    minutes: _RangeFile
    order: int = 1000
    name: Annotated[str, msgspec.Meta(max_length=80)] = ""
    about: Annotated[str, msgspec.Meta(max_length=300)] = ""
    sources: list[str] = []
    cycle: list[_PhaseFile] = []
    cycles: _RangeFile | None = None
    scale: _RangeFile | None = None
    exhale: _RangeFile | None = None
    relaxation: _RelaxationFile | None = None
    slowdown: _SlowdownFile | None = None
    counting: _CountingFile | None = None
    guided: _GuidedFile | None = None
    shuffle: _ShuffleFile | None = None
    listening: _ListeningFile | None = None
    writing: _WritingFile | None = None
    link: Annotated[list[_LinkFile], msgspec.Meta(max_length=20)] = []


def shaped(content: bytes, file: str) -> tuple[PracticeFile | None, list[Problem]]:
    """All that the content of a file says, or None and what is wrong with it."""
    try:
        raw = tomllib.loads(content.decode("utf-8-sig"))
        read = msgspec.convert(raw, PracticeFile, strict=True)
    except UnicodeDecodeError:
        return None, [Problem(file, "", "content.not_utf8")]
    except msgspec.ValidationError as error:
        return None, [problem_of(file, str(error))]
    except (ValueError, RecursionError) as error:  # also of numbers with thousands of digits
        return None, [Problem(file, "", "content.not_toml", {"why": str(error)})]
    found = [Problem(file, *rest) for rest in _broken_rules(read)]
    return (None, found) if found else (read, [])


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


def problem_of(file: str, message: str) -> Problem:
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
    if sum(bool(getattr(read, body)) for body in BODIES) != 1:
        found.append(("cycle", "content.one_body", {}))
    for key, given in _ranges(read):
        if not given.min <= given.default <= given.max:
            found.append((key, "content.range", {}))
    # A chain may end with a background alone.
    longest = LONGEST_LISTENING_MIN if read.listening or read.link else LONGEST_SESSION_MIN
    if read.minutes.min <= 0 or read.minutes.max > longest:
        found.append(("minutes", "content.minutes", {"max": longest}))
    if read.cycle:
        found += _broken_breath(read)
    if read.relaxation:
        found += _broken_walk(read.relaxation, read.minutes.min)
    if read.link and not _sums_up(read):
        found.append(("minutes.default", "content.chain_minutes", {}))
    texts = {"name": read.name, "about": read.about}
    found += [(key, "content.odd_letters", {}) for key, text in texts.items() if odd(text)]
    if read.cycles and not _counts_breaths(read, read.cycles):
        found.append(("cycles", "content.cycles", {}))
    return found


def _ranges(table: msgspec.Struct, before: str = "") -> Iterator[tuple[str, _RangeFile]]:
    """Every range of a table and of the tables in it, with its key."""
    for name in table.__struct_fields__:
        value = getattr(table, name)
        if isinstance(value, _RangeFile):
            yield before + name, value
        elif isinstance(value, msgspec.Struct):
            yield from _ranges(value, f"{before}{name}.")


def _broken_breath(read: PracticeFile) -> list[tuple[str, str, dict[str, object]]]:
    phases = [phase.phase for phase in read.cycle]
    moves = [phase for phase in phases if phase in ("in", "top_up", "out")]
    found: list[tuple[str, str, dict[str, object]]] = []
    if moves[:1] != ["in"] or moves[-1:] != ["out"]:
        found.append(("cycle", "content.no_breath", {}))
    if len(phases) > 8:
        found.append(("cycle", "content.many_phases", {"max": 8}))
    body = breathing_of(read)
    if body.scale.min <= 0 or not body.scale.holds(1.0):
        return [*found, ("scale", "content.scale", {})]
    if body.exhale and not all(
        body.exhale.holds(phase.seconds) for phase in body.cycle if phase.phase == "out"
    ):
        found.append(("exhale", "content.exhale", {}))
    if at_slowest(body).seconds > read.minutes.min * 60 + 1e-3:
        found.append(("minutes.min", "content.no_room", {}))
    return found + [("cycle", reason, {}) for reason in broken(body)]


def _sums_up(read: PracticeFile) -> bool:
    """Whether a chain's minutes are those of its parts, as far as they are known."""
    known = [link.minutes for link in read.link if link.minutes is not None]
    missing = read.minutes.default - sum(known)
    return missing > -0.01 if len(known) < len(read.link) else abs(missing) < 0.01


def odd(text: str) -> bool:
    """Whether a text breaks lines or turns the direction of writing of what stands around it."""
    return any(
        category(sign) in ("Cc", "Zl", "Zp", "Cs") or bidirectional(sign) in _TURNS for sign in text
    )


def _broken_walk(
    walk: _RelaxationFile, least_minutes: float
) -> list[tuple[str, str, dict[str, object]]]:
    found: list[tuple[str, str, dict[str, object]]] = []
    if (walk.manner == "pmr") != (walk.tension > 0):
        found.append(("relaxation.tension", "content.manner", {}))
    needed = least_seconds(relaxation_of(walk)) / 60
    if needed > least_minutes + 1e-4:
        found.append(("minutes.min", "content.no_room_walk", {"minutes": f"{needed:.4g}"}))
    return found


def _counts_breaths(read: PracticeFile, cycles: _RangeFile) -> bool:
    """Whether the figures are whole breaths that last the minutes beside them."""
    breath = sum(phase.seconds for phase in read.cycle)
    pairs = [(getattr(cycles, k), getattr(read.minutes, k)) for k in ("default", "min", "max")]
    return all(n >= 1 and n % 1 == 0 and abs(n * breath - m * 60) < 0.1 for n, m in pairs)
