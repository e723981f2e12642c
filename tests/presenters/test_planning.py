"""The plan editor: every change is kept at once, within its limits, and nothing is suggested."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.an_evening import BED, MELATONIN, FakeEvening, a_plan
from tests.fakes import ASSETS, a_desk
from windown.content.plan import read_defaults
from windown.core.evening.plan import Repeat, find
from windown.core.problems import Trouble
from windown.presenters.plan_shown import hours_text
from windown.presenters.planning import Planning

DEFAULTS = read_defaults(ASSETS / "plan" / "defaults.toml")


class Plans:
    """Plans kept in memory; `failing` is the trouble a write meets."""

    def __init__(self):
        self.kept, self.failing = None, None

    def write(self, plan):
        if self.failing:
            raise Trouble(self.failing)
        self.kept = plan


def planning(plan=None, **settings):
    """The presenter, where its plans are kept, and a look in the evening."""
    desk = a_desk(**settings)
    desk.clock.utc = BED - timedelta(hours=3)
    desk.plan, desk.plans, desk.defaults = plan or DEFAULTS.plan, Plans(), DEFAULTS
    desk.evening = FakeEvening()
    return Planning(desk), desk.plans, desk.clock.now()


def kept(plans, reminder):
    return find(plans.kept, reminder)


def entry(screen, now, reminder):
    return next(line for line in screen.view(now).lines if line.id == reminder)


def test_bedtime_and_rise_hold_for_every_night_or_for_one_weekday():
    screen, plans, now = planning()
    assert screen.set_night(time(22, 30), time(6, 30))
    assert plans.kept.bedtimes == (time(22, 30),) * 7
    assert screen.view(now).same
    screen.set_night(time(23, 45), time(9), weekday=6)
    assert plans.kept.bedtimes[5] == time(23, 45)
    assert plans.kept.bedtimes[4] == time(22, 30)
    assert not screen.view(now).same


def test_a_night_without_length_is_not_kept():
    screen, plans, _ = planning()
    assert not screen.set_night(time(23), time(23))
    assert plans.kept is None


def test_a_change_is_written_looked_at_and_announced():
    screen, plans, _ = planning()
    heard = []
    screen.desk.listeners.append(heard.append)
    screen.change("dim_lights", sound=True)
    assert kept(plans, "dim_lights").sound
    assert (screen.desk.evening.told, heard) == ([("plan",)], ["plan"])


def test_a_plan_that_cannot_be_written_counts_and_is_told():
    screen, plans, now = planning()
    plans.failing = "plan.unwritable"
    screen.change("dim_lights", sound=True)
    assert find(screen.plan, "dim_lights").sound
    assert screen.view(now).told == "plan.unwritable"


def test_one_reminder_is_open_at_a_time():
    screen, _, now = planning()
    screen.open("dim_lights")
    screen.open("last_meal")
    assert screen.view(now).opened.id == "last_meal"
    assert [mark.id for mark in screen.view(now).marks if mark.opened] == ["last_meal"]
    screen.open("last_meal")
    assert screen.view(now).opened is None


@pytest.mark.parametrize("reminder", [r.id for r in DEFAULTS.plan.reminders])
def test_a_lead_goes_in_its_steps_from_its_least_to_its_most(reminder):
    screen, plans, now = planning()
    screen.open(reminder)
    details, limits = screen.view(now).opened, DEFAULTS.lead(reminder)
    screen.set_lead(reminder, 0)
    assert kept(plans, reminder).lead == limits.least
    screen.set_lead(reminder, details.steps)
    assert kept(plans, reminder).lead == limits.most
    screen.set_lead(reminder, details.steps + 5)
    assert kept(plans, reminder).lead == limits.most


def test_the_mark_moves_with_its_lead():
    screen, _, now = planning()
    screen.set_lead("dim_lights", 0)
    mark = next(mark for mark in screen.view(now).marks if mark.id == "dim_lights")
    assert (mark.before, mark.clock) == (60, "22:00")
    assert screen.when("dim_lights", 4, now) == (
        "planning.lead_told name=planning.hours hours=2 time=21:00"
    )


def test_days_are_chosen_and_the_last_one_stays():
    screen, plans, now = planning()
    for day in range(1, 7):
        assert screen.set_day("dim_lights", day, False)
    assert kept(plans, "dim_lights").days == {7}
    assert not screen.set_day("dim_lights", 7, False)
    assert kept(plans, "dim_lights").days == {7}
    assert "planning.day_7" in entry(screen, now, "dim_lights").detail


def test_repetition_lateness_and_texts_are_kept():
    screen, plans, _ = planning()
    screen.set_repeat("dim_lights", 2, 15)
    screen.change("dim_lights", late="drop")
    screen.set_text("dim_lights", "  Only the\n small lamp ")
    screen.set_neutral("dim_lights", "Lamp")
    held = kept(plans, "dim_lights")
    assert (held.repeat, held.late) == (Repeat(2, 15), "drop")
    assert (held.text, held.neutral) == ("Only the small lamp", "Lamp")


def test_an_own_reminder_is_added_named_and_deleted():
    screen, plans, now = planning()
    made = screen.add()
    assert made.startswith("own_")
    assert len(made) == 12
    assert screen.view(now).opened.own
    screen.set_text(made, "Feed the cat")
    assert entry(screen, now, made).name == "Feed the cat"
    screen.remove(made)
    assert find(plans.kept, made) is None
    assert screen.view(now).opened is None


def test_a_shipped_reminder_cannot_be_deleted():
    screen, plans, _ = planning()
    screen.remove("dim_lights")
    assert plans.kept is None


def test_melatonin_is_not_turned_on_before_it_is_entered():
    screen, plans, now = planning()
    screen.switch("melatonin", True, now)
    assert plans.kept is None
    assert screen.view(now).opened.id == "melatonin"
    assert not entry(screen, now, "melatonin").switchable
    screen.enter(adult=True)
    screen.enter(amount="0,5")
    screen.switch("melatonin", True, now)
    assert kept(plans, "melatonin").on
    assert plans.kept.melatonin.since == date(2026, 11, 22)


@pytest.mark.parametrize("missing", [{"adult": False}, {"amount": ""}, {"amount": "some"}])
def test_melatonin_goes_off_where_what_it_needs_is_taken_out(missing):
    screen, plans, now = planning(replace(DEFAULTS.plan, melatonin=MELATONIN))
    screen.switch("melatonin", True, now)
    screen.enter(**missing)
    assert not kept(plans, "melatonin").on
    assert plans.kept.melatonin.since is None


def notices(screen, now):
    screen.opened = "melatonin"
    return screen.view(now).opened.melatonin.notices


def test_the_gentle_notice_comes_once_and_the_firm_one_at_each_change():
    screen, _, now = planning(replace(DEFAULTS.plan, melatonin=MELATONIN))
    said, firmly = ("melatonin.amount_high",), ("melatonin.amount_very_high",)
    for amount, expected in (
        ("5", ()), ("6", said), ("7", ()), ("11", firmly), ("12", firmly), ("3", ()), ("6", ()),
    ):  # fmt: skip
        screen.enter(amount=amount)
        assert notices(screen, now) == expected, amount


def test_micrograms_are_not_taken_for_milligrams():
    screen, _, now = planning(replace(DEFAULTS.plan, melatonin=MELATONIN))
    screen.enter(unit="µg")
    screen.enter(amount="500")
    assert notices(screen, now) == ()


def test_more_than_thirteen_weeks_are_mentioned():
    since = date(2026, 11, 22) - timedelta(weeks=13, days=1)
    screen, _, now = planning(replace(DEFAULTS.plan, melatonin=replace(MELATONIN, since=since)))
    assert notices(screen, now) == ("melatonin.weeks",)


def test_the_line_holds_what_comes_before_bed_and_the_list_everything():
    screen, _, now = planning()
    view = screen.view(now)
    ids = {r.id for r in DEFAULTS.plan.reminders}
    assert {line.id for line in view.lines} == ids
    assert {mark.id for mark in view.marks} == ids - {"rise", "morning_light", "diary"}


def test_the_editor_works_on_a_plan_of_odd_leads():
    odd = a_plan()
    odd = replace(odd, reminders=tuple(replace(r, lead=r.lead + 7) for r in odd.reminders))
    screen, _, now = planning(odd)
    for reminder in odd.reminders:
        screen.opened = reminder.id
        assert screen.view(now).opened.id == reminder.id


def test_the_veil_is_offered_where_screens_go_off():
    screen, _, now = planning(veil=True)
    screen.open("screens_off")
    assert screen.view(now).opened.veil == (True, False)
    screen.set_chosen(veil_off=True)
    assert screen.view(now).opened.veil == (True, True)
    screen.open("dim_lights")
    assert screen.view(now).opened.veil is None


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(45, "unit.minutes n=45 text=45"), (90, "unit.minutes n=90 text=90"),
     (540, "planning.hours hours=9"), (75, "planning.hours_minutes hours=1 minutes=15")],
)  # fmt: skip
def test_long_leads_are_told_in_hours(minutes, text):
    assert hours_text(minutes, a_desk().words) == text


@pytest.mark.parametrize(
    ("lead", "said"),
    [(0, "short"), (15, "short"), (30, ""), (300, ""), (315, "long"), (360, "long")],
)
def test_very_late_and_very_early_leads_of_melatonin_are_kept_and_spoken_of(lead, said):
    screen, plans, now = planning(replace(DEFAULTS.plan, melatonin=MELATONIN))
    screen.set_lead("melatonin", lead // 15)
    assert kept(plans, "melatonin").lead == lead
    assert notices(screen, now) == ((f"melatonin.lead_{said}",) if said else ())


def test_the_notice_about_the_amount_stays_while_the_lead_is_moved():
    screen, _, now = planning(replace(DEFAULTS.plan, melatonin=MELATONIN))
    screen.enter(amount="6")
    screen.set_lead("melatonin", 0)
    assert notices(screen, now) == ("melatonin.amount_high", "melatonin.lead_short")


@pytest.mark.parametrize("after", [0, 1, 240, 479])
def test_between_lights_out_and_rise_the_plan_waits_and_shows_no_clock(after):
    screen, _, _ = planning()
    now = screen.desk.clock.pass_(3 * 3600 + after * 60)
    screen.open("dim_lights")
    view = screen.view(now)
    assert view.night == "planning.night"
    assert (view.marks, view.lines, view.days, view.opened, view.bed) == ((), (), (), None, "")


@pytest.mark.parametrize("minutes", [-1, 8 * 60])
def test_before_lights_out_and_from_rise_on_it_is_open(minutes):
    screen, _, _ = planning()
    view = screen.view(screen.desk.clock.pass_(3 * 3600 + minutes * 60))
    assert view.night == ""
    assert view.marks
