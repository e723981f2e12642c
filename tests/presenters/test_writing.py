"""A list is kept line by line, closed, and hidden until its time."""

from datetime import timedelta

import pytest

from tests.fakes import FakeLists, a_desk
from windown.presenters.writing import WritingScreen


@pytest.fixture
def screen():
    desk = a_desk()
    desk.lists = FakeLists()
    return WritingScreen(desk)


def opened(screen, practice="todo_list"):
    assert screen.open(practice, screen.desk.clock.now())
    return screen


def rows(screen):
    view = screen.view(screen.desk.clock.now())
    return [(row.what, row.next) for row in view.rows]


def write(screen, what, next_="", item=""):
    return screen.write(item, what, next_, screen.desk.clock.now())


def test_every_line_is_kept_at_once_and_found_again_after_a_crash(screen):
    opened(screen)
    write(screen, "Call the plumber", "Tuesday")
    write(screen, "Bread")
    again = opened(WritingScreen(screen.desk))
    assert rows(again) == [("Call the plumber", "Tuesday"), ("Bread", "")]


def test_a_line_is_changed_emptied_and_removed(screen):
    opened(screen)
    one, two = write(screen, "Bread"), write(screen, "Milk")
    write(screen, "Rye bread", "", one)
    assert rows(screen) == [("Rye bread", ""), ("Milk", "")]
    write(screen, "", "", one)
    screen.remove(two)
    assert rows(screen) == []


def test_an_empty_line_is_none(screen):
    opened(screen)
    assert write(screen, "   ") == ""
    assert screen.desk.lists.kept == {}


def test_a_closed_list_is_hidden_until_rise(screen):
    opened(screen)
    write(screen, "Bread")
    assert screen.close(screen.desk.clock.now())
    view = screen.view(screen.desk.clock.now())
    assert (view.rows, view.hidden) == ((), "writing.todo_hidden")
    night = screen.desk.night(screen.desk.clock.now())
    screen.desk.clock.utc = night.rise + timedelta(minutes=1)
    assert rows(screen) == [("Bread", "")]


def test_worries_are_hidden_until_the_next_worry_time(screen):
    opened(screen, "constructive_worry")
    write(screen, "The rent", "Ask for a week")
    screen.close(screen.desk.clock.now())
    night = screen.desk.night(screen.desk.clock.now())
    screen.desk.clock.utc = night.rise + timedelta(hours=1)
    assert rows(screen) == []
    screen.desk.clock.utc = night.bed + timedelta(hours=21, minutes=1)
    assert rows(screen) == [("The rent", "Ask for a week")]


def test_a_closed_list_can_be_shown_all_the_same_or_another_begun(screen):
    opened(screen)
    write(screen, "Bread")
    screen.close(screen.desk.clock.now())
    screen.open_again()
    assert rows(screen) == [("Bread", "")]
    screen.close(screen.desk.clock.now())
    night = screen.desk.night(screen.desk.clock.now()).date
    assert len(screen.desk.journal.sessions(night, night)) == 1
    screen.another()
    write(screen, "Milk")
    assert rows(screen) == [("Milk", "")]
    assert len(screen.desk.lists.kept) == 2


def test_closing_is_kept_in_the_journal_as_what_was_practised(screen):
    opened(screen)
    write(screen, "Bread")
    screen.desk.clock.pass_(240.0)
    screen.close(screen.desk.clock.now())
    night = screen.desk.night(screen.desk.clock.now()).date
    (record,) = screen.desk.journal.sessions(night, night)
    assert (record.practice, record.done_s, record.complete) == ("todo_list", 240.0, True)


def test_what_cannot_be_written_is_told_and_nothing_is_shown_as_kept(screen):
    opened(screen)
    screen.desk.lists.failing = "store.full"
    assert write(screen, "Bread") == ""
    view = screen.view(screen.desk.clock.now())
    assert (view.told, view.rows) == ("store.full", ())
    assert not screen.close(screen.desk.clock.now())


def test_only_what_is_written_opens_here(screen):
    assert not screen.open("box_4", screen.desk.clock.now())
    assert not screen.open("nothing", screen.desk.clock.now())
