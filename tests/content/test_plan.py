"""The plan out of the box is that of the facts."""

from datetime import time

import pytest

from tests.conftest import ASSETS
from windown.content.plan import read_defaults
from windown.core.evening.melatonin import ready
from windown.core.evening.plan import OWN_LEAD, Lead, Repeat

FILE = ASSETS / "plan" / "defaults.toml"
DEFAULTS = read_defaults(FILE)

BEFORE_BED = {
    "caffeine_cutoff": 540, "vigorous_exercise_end": 240, "last_alcohol": 240,
    "last_nicotine": 240, "last_meal": 180, "dim_lights": 180, "worry_time": 180,
    "fluids_taper": 120, "warm_bath_start": 90, "melatonin": 60, "screens_off": 60,
    "wind_down_start": 45, "todo_list": 10, "bedtime": 0,
}  # fmt: skip
AFTER_RISE = {"rise": 0, "morning_light": 15, "diary": 20}
ON = {
    "caffeine_cutoff", "vigorous_exercise_end", "last_meal", "dim_lights", "fluids_taper",
    "screens_off", "wind_down_start",
}  # fmt: skip


def test_every_reminder_has_its_anchor_and_its_lead():
    found = {anchor: {r.id: r.lead for r in DEFAULTS.plan.reminders if r.anchor == anchor}
             for anchor in ("bed", "rise")}  # fmt: skip
    assert found == {"bed": BEFORE_BED, "rise": AFTER_RISE}


def test_seven_are_on():
    assert {r.id for r in DEFAULTS.plan.reminders if r.on} == ON


def test_out_of_the_box_every_night_runs_from_eleven_to_seven():
    assert DEFAULTS.plan.bedtimes == (time(23),) * 7
    assert DEFAULTS.plan.rises == (time(7),) * 7


@pytest.mark.parametrize("reminder", DEFAULTS.plan.reminders, ids=lambda r: r.id)
def test_every_default_is_within_its_own_limits_and_a_whole_step(reminder):
    lead = DEFAULTS.lead(reminder.id)
    assert lead.least <= reminder.lead <= lead.most
    assert (reminder.lead - lead.least) % lead.step == 0
    assert reminder.late == "show"
    assert 5 <= reminder.late_min <= 720


def test_melatonin_is_off_and_empty():
    melatonin = DEFAULTS.find("melatonin")
    assert not melatonin.on
    assert not ready(DEFAULTS.plan.melatonin)
    assert melatonin.answers == ("taken", "skip", "later")
    assert (melatonin.late_min, melatonin.repeat) == (120, Repeat(2, 10))
    assert DEFAULTS.lead("melatonin") == Lead(0, 360, 15)


def test_own_reminders_have_the_limits_of_own_ones():
    assert DEFAULTS.lead("own_0000beef") == OWN_LEAD


@pytest.mark.parametrize("content", ["", "bedtime = 3", 'bedtime = "23:00"\nrise = "7"'])
def test_a_broken_file_of_ours_is_a_fault_of_the_installation(tmp_path, content):
    (tmp_path / "defaults.toml").write_text(content)
    with pytest.raises(ValueError):
        read_defaults(tmp_path / "defaults.toml")
    with pytest.raises(OSError):
        read_defaults(tmp_path / "none.toml")
