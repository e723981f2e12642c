"""The switches of the after-care plan, from `assets/care/aftercare.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from windown.core.aftercare import KINDS, OWN, Switches, wrong_rows
from windown.core.problems import Problem

#: Steps of a routine that can be ticked off; the others are practices.
STEPS = (
    "lamps_down", "warm_shower", "warm_bath", "wash", "bedroom", "water", "clear_way",
    "phone_away",
)  # fmt: skip
FEATURES = ("get_up",)


def read_switches(file: Path) -> Switches:
    """The table as it stands in the file.

    The file is ours and packed with the program: one that is missing or no TOML is a fault of
    the installation and raises OSError or ValueError. It is never kept in the cache, where it
    would tell that it was needed.
    """
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: {name: tuple(row) for name, row in raw.get(kind, {}).items()} for kind in KINDS}


def check_switches(file: Path, practices: Sequence[str], reminders: Sequence[str]) -> list[Problem]:
    """What is missing, unknown or no row; every shipped practice and reminder needs one."""
    try:
        table = read_switches(file)
    except (OSError, ValueError, AttributeError, TypeError) as error:
        return [Problem(str(file), "", "content.not_toml", {"why": str(error)})]
    known: Mapping[str, Sequence[str]] = {
        "practice": [*practices, OWN],
        "reminder": [*reminders, OWN],
        "step": [*STEPS, OWN],
        "feature": FEATURES,
    }
    wrong = wrong_rows(table, known)
    return [Problem(str(file), key, f"content.switch_{why}") for key, why in wrong]
