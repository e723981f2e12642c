"""What a routine file must look like, and what is wrong with it in ids."""

import tomllib
from collections.abc import Iterator
from typing import Annotated

import msgspec

from windown.content.practice_shape import odd, problem_of
from windown.core.problems import Problem
from windown.core.routine import (
    LONGEST_NAME,
    LONGEST_STEP_MIN,
    LONGEST_TEXT,
    MOST_STEPS,
    THINGS,
)

#: An end that no line break can follow: an id becomes the name of a file.
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{1,39}\Z")]


class StepFile(msgspec.Struct, forbid_unknown_fields=True):
    """A step as it stands in its file."""

    id: _Id
    minutes: Annotated[float, msgspec.Meta(ge=0, le=LONGEST_STEP_MIN)] = 0.0
    practice: Annotated[str, msgspec.Meta(max_length=40)] = ""
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] = ""


class RoutineFile(msgspec.Struct, forbid_unknown_fields=True):
    """A routine as it stands in its file."""

    id: _Id
    step: Annotated[list[StepFile], msgspec.Meta(min_length=1, max_length=MOST_STEPS)]
    order: int = 900
    name: Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)] = ""


def shaped(content: bytes, file: str) -> tuple[RoutineFile | None, list[Problem]]:
    """All that the content of a file says, or None and what is wrong with it."""
    try:
        raw = tomllib.loads(content.decode("utf-8-sig"))
        read = msgspec.convert(raw, RoutineFile, strict=True)
    except UnicodeDecodeError:
        return None, [Problem(file, "", "content.not_utf8")]
    except msgspec.ValidationError as error:
        return None, [problem_of(file, str(error))]
    except (ValueError, RecursionError) as error:  # also of numbers with thousands of digits
        return None, [Problem(file, "", "content.not_toml", {"why": str(error)})]
    found = list(_broken_rules(read, file))
    return (None, found) if found else (read, [])


def _broken_rules(read: RoutineFile, file: str) -> Iterator[Problem]:
    """What the types cannot say."""
    if odd(read.name):
        yield Problem(file, "name", "content.odd_letters")
    seen: set[str] = set()
    for at, step in enumerate(read.step):
        key = f"step[{at}]"
        if step.id in seen:
            yield Problem(file, f"{key}.id", "content.id_twice", {"id": step.id})
        seen.add(step.id)
        if step.practice and step.text:
            yield Problem(file, key, "content.step_both")
        if not (step.practice or step.text.strip() or step.id in THINGS):
            yield Problem(file, f"{key}.id", "content.step_unknown", {"id": step.id})
        if odd(step.text):
            yield Problem(file, f"{key}.text", "content.odd_letters")
