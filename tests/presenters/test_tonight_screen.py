"""Tonight: one line that says where the evening stands, and the button."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.fakes import a_desk
from windown.content.practices import Shelf
from windown.core.body import MyBody
from windown.core.history import SessionRecord
from windown.presenters.tonight import Tonight

BED = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)  # 23:00 in Berlin


def before_bed(early, /, **settings):
    """Tonight and a look at so many minutes before bedtime."""
    desk = a_desk(**settings)
    desk.clock.utc = BED - timedelta(minutes=early)
    return Tonight(desk), desk.clock.now()


def done(desk, practice, night=date(2026, 11, 22)):
    record = SessionRecord(f"{practice}{night}", practice, night, BED, "Europe/Berlin", 600.0)
    desk.journal.records[record.id] = record


@pytest.mark.parametrize(
    ("minutes", "line"),
    [(600, "tonight.line_day bed=23:00"), (181, "tonight.line_day bed=23:00"),
     (180, "tonight.line_evening bed=23:00"), (46, "tonight.line_evening bed=23:00"),
     (45, "tonight.line_night bed=23:00"), (1, "tonight.line_night bed=23:00"),
     (0, "tonight.line_lights_out"), (-479, "tonight.line_lights_out"),
     (-480, "tonight.line_day bed=23:00")],
)  # fmt: skip
def test_the_line_says_where_the_evening_stands(minutes, line):
    tonight, now = before_bed(minutes)
    assert tonight.view(now).line == line


def test_between_lights_out_and_rise_no_figure_is_shown_at_all():
    tonight, now = before_bed(-120)
    view = tonight.view(now)
    assert (view.detail, view.practice) == ("", "extended_4_6")
    assert "=" not in view.line


@pytest.mark.parametrize("minutes", [181, 180, 46, 45, 0, -479, -480])
def test_the_line_changes_with_the_face(minutes):
    tonight, now = before_bed(minutes)
    kind = {"morning": "day", "evening": "evening", "night": "night"}[tonight.desk.face(now)]
    expected = "lights_out" if tonight.desk.clock_free(now) else kind
    assert tonight.line(now).split()[0] == f"tonight.line_{expected}"


def test_the_button_begins_what_the_person_has_chosen_at_the_length_chosen_last():
    tonight, now = before_bed(60, wind_down="box_4", minutes={"box_4": 3.0})
    view = tonight.view(now)
    assert (tonight.practice_id(), view.practice) == ("box_4", "box_4")
    assert view.detail == "unit.minutes n=2 text=3"


def test_a_choice_that_is_gone_gives_way_to_the_first_practice():
    tonight, _ = before_bed(60, wind_down="own_gone")
    assert tonight.practice_id() == "extended_4_6"


def test_without_any_practice_there_is_still_a_screen():
    tonight, now = before_bed(60, shelf=Shelf(()))
    view = tonight.view(now)
    assert (tonight.practice_id(), view.practice, view.detail) == ("", "tonight.nothing", "")


def test_what_was_done_this_evening_is_named_once_each():
    tonight, now = before_bed(60)
    for practice in ("box_4", "own_gone"):
        done(tonight.desk, practice)
    done(tonight.desk, "weil_478", date(2026, 11, 21))
    assert tonight.view(now).done == "tonight.done names=box_4, own_gone"


def test_where_nothing_was_done_nothing_is_said():
    tonight, now = before_bed(60)
    assert tonight.view(now).done == ""


def test_a_journal_that_cannot_be_read_does_not_keep_anyone_from_winding_down():
    tonight, now = before_bed(60)
    tonight.desk.journal.unreadable = "journal.damaged"
    assert tonight.view(now).button == "tonight.wind_down"


def test_what_went_wrong_at_the_start_is_told():
    tonight, now = before_bed(60)
    assert tonight.view(now, told=("The disk is full.",)).told == ("The disk is full.",)


def test_a_few_minutes_of_breathing_are_always_breathing():
    assert Tonight(a_desk(wind_down="box_4")).breathing_id(3) == "box_4"
    assert Tonight(a_desk(wind_down="pmr_16")).breathing_id(3) == "extended_4_6"
    assert Tonight(a_desk(wind_down="weil_478")).breathing_id(3) == "extended_4_6"


def test_a_few_minutes_of_breathing_suit_the_body():
    body = MyBody(flags=frozenset({"panic_or_trauma"}))
    assert Tonight(a_desk(wind_down="box_4", body=body)).breathing_id(3) == "natural"
