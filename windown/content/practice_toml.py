"""Breathing patterns and chains written as practice files, which the reader reads again."""

import tomllib
from dataclasses import asdict

import tomli_w

from windown.core.practice import AS_WRITTEN, Breathing, Chain, Practice, Range

#: Figures are written without the tail that sums of decimals leave: milliseconds for a second,
#: and for a minute as many digits as the seconds of a breath need.
DIGITS = 7


def text_of(practice: Practice) -> str:
    """The file of a practice of breaths or a chain. Raises TypeError for any other."""
    held: dict[str, object] = {
        "id": practice.id,
        "group": practice.group,
        "order": practice.order,
        "name": practice.name,
        "about": practice.about,
        "sources": list(practice.sources),
    }
    if practice.cycles:
        held["cycles"] = _range(practice.cycles)
    body = practice.body
    if isinstance(body, Breathing):
        tables = _breathing(body)
    elif isinstance(body, Chain):
        tables = {"link": [_known(asdict(link)) for link in body.links]}
    else:
        raise TypeError(type(body).__name__)
    return tomli_w.dumps(held | {"minutes": _range(practice.minutes)} | tables)


def renamed(content: bytes, **changes: str) -> bytes:
    """The content of a practice file with another id or name; comments are lost.

    It has been read as a practice before, so it is TOML.
    """
    raw = tomllib.loads(content.decode("utf-8-sig"))
    return tomli_w.dumps(raw | changes).encode("utf-8")


def _breathing(body: Breathing) -> dict[str, object]:
    tables: dict[str, object] = {}
    if body.scale != AS_WRITTEN:
        tables["scale"] = _range(body.scale)
    if body.exhale:
        tables["exhale"] = _range(body.exhale)
    return tables | {"cycle": [_known(asdict(phase)) for phase in body.cycle]}


def _range(of: Range) -> dict[str, float]:
    return {name: round(figure, DIGITS) for name, figure in asdict(of).items()}


def _known(table: dict[str, object]) -> dict[str, object]:
    """Without what is left open; TOML has no word for nothing."""
    rounded = {k: round(v, DIGITS) if isinstance(v, float) else v for k, v in table.items()}
    return {key: value for key, value in rounded.items() if value not in (None, "")}
