"""The evening on the screen: moments, answers, what is changed tonight, no clock at night."""

import re
from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from tests.an_evening import (
    BED,
    MELATONIN,
    NIGHT,
    FakeEvening,
    Row,
    a_plan,
    a_reminder,
    an_evening_at,
)
from tests.fakes import a_desk
from windown.core.evening.melatonin import Notice
from windown.presenters.evening import EveningScreen
from windown.presenters.moments import Answer
from windown.presenters.tonight import Tonight

DONE, TAKEN = Answer("done", ""), Answer("taken", "")


def an_evening(before, rows=None, plan=None, **settings):
    """The presenter, its evening and a look so many minutes before bedtime."""
    desk = a_desk(**settings)
    desk.clock.utc = BED - timedelta(minutes=before)
    desk.plan = plan or a_plan()
    desk.evening = FakeEvening(an_evening_at(desk.clock.utc) if rows is None else rows)
    return EveningScreen(desk), desk.evening, desk.clock.now()


def states(view):
    return [(moment.reminder or "bed", moment.state) for moment in view.moments]


def moment(view, reminder):
    return next(each for each in view.moments if each.reminder == reminder)


def test_the_line_says_what_is_done_what_waits_what_is_next_and_what_is_to_come():
    screen, _, now = an_evening(110)
    assert states(screen.view(now)) == [
        ("caffeine_cutoff", "done"), ("vigorous_exercise_end", "done"), ("last_meal", "done"),
        ("dim_lights", "done"), ("fluids_taper", "now"), ("screens_off", "next"),
        ("wind_down_start", "coming"), ("bed", "bed"),
    ]  # fmt: skip


def test_what_is_over_offers_nothing_and_what_waits_offers_everything():
    screen, _, now = an_evening(110)
    view = screen.view(now)
    assert moment(view, "last_meal").answers == ()
    waits = moment(view, "fluids_taper")
    assert [a.id for a in waits.answers] == ["done", "skip"]
    assert [a.minutes for a in waits.later] == [5, 10, 30]


def test_what_is_to_come_can_be_left_out_but_not_begun_ahead():
    screen, _, now = an_evening(110)
    coming = moment(screen.view(now), "wind_down_start")
    assert [(a.id, a.text) for a in coming.answers] == [("skip", "answer.skip_tonight")]
    assert coming.later == ()


def test_an_answer_is_kept_with_its_minutes():
    screen, evening, now = an_evening(110)
    waits = moment(screen.view(now), "fluids_taper")
    screen.answer(waits.key, waits.later[2], now)
    assert evening.told == [("answer", "fluids_taper:2026-11-22", "later", 30)]
    later = moment(screen.view(now), "fluids_taper")
    assert (later.state, later.told) == ("later", "evening.again time=21:40")


def test_one_reminder_is_left_out_for_tonight():
    screen, evening, now = an_evening(110)
    screen.skip("screens_off", now)
    assert moment(screen.view(now), "screens_off").state == "skipped"
    assert evening.told == [("skip", "screens_off")]


def test_a_moved_bedtime_carries_everything_along_in_steps_of_a_quarter_of_an_hour():
    screen, evening, now = an_evening(110)
    screen.move(1, now)
    screen.move(1, now)
    view = screen.view(now)
    assert evening.told == [("move", 15), ("move", 30)]
    assert (view.bed, view.moved) == ("23:30", "evening.moved bed=23:30 planned=23:00")
    assert moment(view, "screens_off").clock == "22:30"
    screen.as_planned(now)
    assert screen.view(now).moved == ""


def test_bedtime_is_moved_by_four_hours_at_most():
    screen, evening, now = an_evening(500)
    evening.shift = 240
    screen.move(1, now)
    assert evening.told == [("move", 240)]


def test_a_pause_is_told_and_ends_when_wished():
    screen, evening, now = an_evening(110)
    screen.pause(now)
    assert (screen.is_paused(), screen.view(now).paused) == (True, "evening.paused")
    screen.go_on(now)
    assert (screen.is_paused(), screen.view(now).paused) == (False, "")
    assert evening.told == [("pause",), ("resume",)]


def test_between_lights_out_and_rise_only_what_waits_is_shown_and_no_figure_at_all():
    waits = Row(a_reminder("melatonin"), "shown")
    rows = [*an_evening_at(BED), waits, Row(a_reminder("bedtime"), "snoozed", next=BED)]
    screen, evening, now = an_evening(-30, rows, a_plan(melatonin=MELATONIN))
    evening.taken, evening.shift = BED, 15
    evening.until = None
    view = screen.view(now)
    assert "melatonin" in [m.reminder for m in view.moments]
    assert {m.state for m in view.moments} == {"now"}
    shown = [m.name + m.told + m.clock for m in view.moments] + [view.bed, view.moved, view.paused]
    shown += [screen.tip(now), screen.question(moment(view, "melatonin"), TAKEN, now)]
    shown += [f"{clock}{because}" for clock, _, because, _ in screen.why(now).rows]
    assert not re.search(r"\d\d:\d\d|time=|at=", " ".join(shown))


def test_the_same_dose_is_not_logged_again_without_a_question():
    rows = [Row(a_reminder("melatonin", on=True), "shown")]
    screen, evening, now = an_evening(50, rows, a_plan(melatonin=MELATONIN))
    waits = moment(screen.view(now), "melatonin")
    assert screen.question(waits, TAKEN, now) == ""
    evening.taken = now.utc - timedelta(hours=2)
    assert screen.question(waits, TAKEN, now) == "melatonin.already time=20:10"
    assert screen.question(waits, Answer("skip", ""), now) == ""
    evening.taken = now.utc - timedelta(hours=20)
    assert screen.question(waits, TAKEN, now) == ""


def test_a_question_left_by_a_notification_is_asked_once():
    screen, evening, now = an_evening(50)
    evening.asking = ("melatonin:2026-11-22", Notice("melatonin.already", {"time": BED}))
    assert screen.asking(now) == ("melatonin:2026-11-22", "melatonin.already time=23:00")
    assert screen.asking(now) is None


def test_melatonin_says_only_what_the_person_entered():
    rows = [Row(a_reminder("melatonin", on=True), "shown")]
    screen, _, now = an_evening(50, rows, a_plan(melatonin=MELATONIN))
    said = moment(screen.view(now), "melatonin").text
    assert said == "melatonin.set amount=1 unit=melatonin.unit_mg time=22:00"


def test_an_own_reminder_is_called_what_the_person_wrote():
    own = a_reminder("own_0a1b2c3d", on=True, text="Feed the cat")
    screen, _, now = an_evening(110, [Row(own)])
    assert moment(screen.view(now), "own_0a1b2c3d").name == "Feed the cat"


def test_why_names_those_of_tonight_first_and_then_the_others_with_their_reason():
    screen, evening, now = an_evening(110, [Row(a_reminder("dim_lights"), "missed", "why.dropped")])
    evening.others = [Row(a_reminder("last_alcohol"), "", "why.off")]
    assert screen.why(now).rows == (
        ("20:00", "reminder.dim_lights.name", "why.dropped", True),
        ("19:00", "reminder.last_alcohol.name", "why.off", False),
    )


def test_instants_in_a_reason_are_read_on_the_clock_of_the_place():
    row = Row(a_reminder("dim_lights"), why="why.x", values={"at": BED})
    screen, _, now = an_evening(110, [row])
    assert screen.why(now).rows[0][2] == "why.x at=23:00"


@pytest.mark.parametrize(
    ("before", "changes", "tip"),
    [(110, {}, "tray.next_neutral time=22:00"), (-5, {}, "tray.night"),
     (110, {"real_words": True}, "tray.next name=reminder.screens_off.name time=22:00"),
     (20, {}, "tray.nothing")],
)  # fmt: skip
def test_the_tip_is_neutral_and_shows_no_clock_at_night(before, changes, tip):
    screen, _, now = an_evening(before, **changes)
    assert screen.tip(now) == tip


def test_the_tip_names_a_pause():
    screen, _, now = an_evening(110)
    screen.pause(now)
    assert screen.tip(now) == "tray.paused"


def test_a_ledger_that_fails_is_told_and_the_rest_of_the_screen_stands():
    screen, evening, now = an_evening(110)
    evening.failing = "store.busy"
    screen.answer("dim_lights:2026-11-22", DONE, now)
    view = screen.view(now)
    assert (view.told, view.moments) == ("store.busy", ())
    assert screen.why(now).rows == ()


def test_without_an_evening_there_is_nothing_and_nothing_fails():
    desk = a_desk()
    screen, now = EveningScreen(desk), desk.clock.now()
    screen.answer("x", DONE, now)
    screen.move(1, now)
    screen.pause(now)
    assert (screen.view(now).moments, screen.is_paused()) == ((), False)
    assert Tonight(desk).view(now).evening is None


@pytest.mark.parametrize(
    ("before", "line"),
    [(500, "evening.next bed=23:00 name=reminder.vigorous_exercise_end.name time=19:00"),
     (170, "evening.due bed=23:00 name=reminder.last_meal.name, reminder.dim_lights.name"),
     (10, "evening.rest bed=23:00"), (-10, "tonight.line_lights_out")],
)  # fmt: skip
def test_the_one_line_says_what_is_asked_now_or_comes_next(before, line):
    screen, _, now = an_evening(before)
    assert Tonight(screen.desk).view(now).line == line


def test_a_veil_is_wanted_only_where_it_is_wished_and_the_reminder_waits():
    screen, _, now = an_evening(50)
    assert screen.veil_wanted(now) == ""
    screen.desk.change(veil=True)
    assert screen.veil_wanted(now) == "screens_off:2026-11-22"
    screen.answer("screens_off:2026-11-22", DONE, now)
    assert screen.veil_wanted(now) == ""


def test_a_view_that_shows_the_same_is_equal():
    screen, _, now = an_evening(110)
    assert asdict(screen.view(now)) == asdict(screen.view(now))


def of_melatonin(before, weeks, **changes):
    """The screen of an evening in which melatonin waits, taken for so many weeks by now."""
    since = NIGHT - timedelta(weeks=weeks, days=1)
    entry = replace(MELATONIN, since=since, **changes)
    rows = [Row(a_reminder("melatonin", on=True), "shown")]
    return an_evening(before, rows, a_plan(melatonin=entry))


def test_long_use_is_mentioned_where_melatonin_waits_and_once_seen_not_for_a_month():
    screen, _, now = of_melatonin(50, 13)
    view = screen.view(now)
    assert moment(view, "melatonin").note == "melatonin.weeks"
    screen.seen(view, now)
    assert screen.desk.plan.melatonin.weeks_seen == NIGHT
    assert moment(screen.view(now), "melatonin").note == "melatonin.weeks"  # all that evening
    soon, _, now = of_melatonin(50, 13, weeks_seen=NIGHT - timedelta(days=29))
    assert moment(soon.view(now), "melatonin").note == ""
    later, _, now = of_melatonin(50, 13, weeks_seen=NIGHT - timedelta(days=30))
    assert moment(later.view(now), "melatonin").note == "melatonin.weeks"


def test_up_to_thirteen_weeks_and_beside_others_nothing_is_mentioned():
    screen, evening, now = of_melatonin(50, 12)
    evening.rows.append(Row(a_reminder("screens_off", on=True), "shown"))
    view = screen.view(now)
    assert {each.note for each in view.moments} == {""}
    screen.seen(view, now)
    assert screen.desk.plan.melatonin.weeks_seen is None


@pytest.mark.parametrize(
    ("after", "asked"), [(59, ""), (60, "melatonin.late"), (359, "melatonin.late"), (361, "late")]
)
def test_taken_late_is_asked_about_gently(after, asked):
    screen, _, now = of_melatonin(-after, 0)
    waits = moment(screen.view(now), "melatonin")
    said = screen.question(waits, TAKEN, now)
    assert asked in said and bool(asked) == bool(said)
    assert screen.question(waits, Answer("skip", ""), now) == ""


def test_between_lights_out_and_rise_it_can_be_put_off_without_a_word_of_minutes():
    screen, evening, now = an_evening(-10, [Row(a_reminder("bedtime", on=True), "shown")])
    (waits,) = screen.view(now).moments
    assert [(a.id, a.text, a.minutes) for a in waits.answers] == [
        ("done", "answer.done", 0), ("later", "answer.later", 10),
    ]  # fmt: skip
    assert waits.later == ()
    screen.answer(waits.key, waits.answers[1], now)
    assert evening.told == [("answer", waits.key, "later", 10)]
