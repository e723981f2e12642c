"""Who lies awake is offered quiet ways on, and asked nothing."""

from datetime import timedelta

from tests.fakes import FakeNotes, a_desk, with_aftercare
from windown.presenters.sleepless import SleeplessScreen


def ways(desk):
    return [way.id for way in SleeplessScreen(desk).view("", desk.clock.now()).ways]


def test_every_way_is_offered_and_two_of_them_begin_a_practice():
    desk = a_desk()
    desk.notes = FakeNotes()
    assert ways(desk) == ["lie", "natural", "shuffle", "get_up", "note"]
    screen = SleeplessScreen(desk)
    begun = [screen.practice(way) for way in ways(desk)]
    assert begun == ["", "natural", "cognitive_shuffle", "", ""]


def test_without_a_place_for_notes_none_is_offered():
    assert "note" not in ways(a_desk())


def test_getting_up_is_sitting_up_on_the_first_day_of_a_plan():
    desk = with_aftercare(a_desk())
    now = desk.clock.now()
    said = SleeplessScreen(desk).view("get_up", now).lines
    desk.aftercare.begin(now.utc - timedelta(hours=8), now.utc, "other", True, True)
    assert SleeplessScreen(desk).view("get_up", now).lines != said


def test_what_rests_in_a_plan_is_not_offered():
    desk = with_aftercare(a_desk())
    now = desk.clock.now()
    desk.aftercare.begin(now.utc - timedelta(hours=1), now.utc, "other", True, False)
    assert "shuffle" not in ways(desk)
    assert "natural" in ways(desk)
