"""The plan on disk: one JSON file beside the settings, written whole or not at all."""

from dataclasses import replace
from pathlib import Path

from windown.adapters.json_file import read_json, write_json
from windown.core.evening.plan import Defaults, Plan, every_night
from windown.core.evening.plan_file import normalise, to_plain
from windown.core.problems import Problem
from windown.core.settings import Settings


class PlanFile:
    """Keeps the plan in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, plan: Plan) -> None:
        """Keep the plan; raises `Trouble` "plan.unwritable" where it cannot be written.

        A reader, or a crash, sees the old file or the new one whole.
        """
        write_json(self._path, "plan", to_plain(plan))


def read_plan(
    path: Path, defaults: Defaults, settings: Settings
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan and what was wrong with it. Never raises.

    Where there is no file yet, or no bedtimes in it, the times of the settings hold for every
    night. A file that is no JSON is kept under another name.
    """
    raw, problems = read_json(path, "plan")
    usual = every_night(defaults.plan, settings.bedtime, settings.rise)
    plan, nonsense = normalise(raw, replace(defaults, plan=usual))
    return plan, (*problems, *nonsense)
