"""The plan is written whole or not at all, and nothing a person wrote is lost."""

import os
import stat
from dataclasses import replace
from datetime import time

import pytest

from tests.conftest import ASSETS
from windown.adapters.paths import folders, prepare
from windown.adapters.plan_file import PlanFile, read_plan
from windown.content.plan import read_defaults
from windown.core.evening.plan import Reminder, every_night
from windown.core.problems import Trouble
from windown.core.settings import Settings

DEFAULTS = read_defaults(ASSETS / "plan" / "defaults.toml")
EARLY = Settings(bedtime=time(21, 30), rise=time(6))
OWN = Reminder("own_0000beef", "bed", 35, text="Pflanzen gießen ☾")
PLAN = replace(DEFAULTS.plan, reminders=(*DEFAULTS.plan.reminders, OWN))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "plan.json"


def test_without_a_file_the_times_of_the_settings_hold_every_night_and_none_is_made(file):
    usual = every_night(DEFAULTS.plan, time(21, 30), time(6))
    assert read_plan(file, DEFAULTS, EARLY) == (usual, ())
    assert not file.exists()


def test_what_was_written_is_read_whatever_the_settings_say(file):
    PlanFile(file).write(PLAN)
    assert read_plan(file, DEFAULTS, EARLY) == (PLAN, ())
    assert [path.name for path in file.parent.iterdir()] == ["plan.json"]


def test_a_file_that_is_no_json_is_kept_under_another_name(file):
    file.write_bytes(b"{ bed")
    plan, problems = read_plan(file, DEFAULTS, Settings())
    assert plan == DEFAULTS.plan
    assert [(problem.file, problem.reason) for problem in problems] == [
        ("plan.json", "plan.damaged")
    ]
    assert file.with_name("plan.json.damaged-1").read_bytes() == b"{ bed"


def test_single_fields_of_nonsense_leave_the_file_where_it_is(file):
    file.write_text('{"rises": 7}')
    plan, problems = read_plan(file, DEFAULTS, EARLY)
    assert plan.rises == (time(6),) * 7
    assert [problem.key for problem in problems] == ["rises"]
    assert file.exists()


def test_where_nothing_can_be_written_it_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Trouble) as caught:
        PlanFile(tmp_path / "file" / "plan.json").write(PLAN)
    assert caught.value.key == "plan.unwritable"


@pytest.mark.skipif(os.name != "posix", reason="needs a system with file modes")
def test_nobody_else_can_read_it_and_its_folder_stays_ours(tmp_path):
    places = folders(tmp_path / "here")
    prepare(places)
    PlanFile(places.plan).write(PLAN)
    places.data.chmod(0o755)
    prepare(places)
    assert stat.S_IMODE(places.plan.stat().st_mode) == 0o600
    assert stat.S_IMODE(places.data.stat().st_mode) == 0o700
