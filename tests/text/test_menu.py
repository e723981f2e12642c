"""The text front end: practices by number, Enter for the default, one question afterwards."""

import io
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.fakes import FakeSpeaker, FakeVoice, a_desk
from windown.content.practices import Shelf
from windown.presenters.session import SessionScreen
from windown.service.player import Player
from windown.service.run import Run
from windown.text.menu import ask_afterwards, menu


class Terminal(io.StringIO):
    """Lines a person types."""

    def __init__(self, text, person=True):
        super().__init__(text)
        self.person = person

    def isatty(self):
        return self.person


@contextmanager
def typed(text, person=True):
    """Lend the program lines to read, as `redirect_stdout` lends it a place to write."""
    before, sys.stdin = sys.stdin, Terminal(text, person)
    try:
        yield
    finally:
        sys.stdin = before


def chosen(text, desk=None):
    """What the menu begins while a person types these lines."""
    begun = []
    with typed(text):
        assert menu(desk or a_desk(), begun.append) == 0
    return begun


def ended_session(failing=None):
    desk = a_desk()
    desk.journal.failing = failing
    run = Run(Player(FakeSpeaker(), FakeVoice()), desk.journal, [])
    screen = SessionScreen(desk, run, silent=True)
    screen.begin("box_4", desk.clock.now())
    screen.act("end", desk.clock.now())
    return screen


def felt(screen):
    return [record.felt for record in screen.desk.journal.records.values()]


@pytest.mark.parametrize("leaving", ["q\n", "Q\n", "0\n", ""])
def test_a_person_can_leave(leaving):
    assert chosen(leaving) == []


def test_enter_begins_what_wind_down_begins():
    assert chosen("\nq\n", a_desk(wind_down="body_scan")) == ["body_scan"]


def test_a_number_begins_the_practice_beside_it():
    first, _, third, *_ = (practice.id for practice in a_desk().shelf.practices)
    assert chosen("1\n 3 \nq\n") == [first, third]


@pytest.mark.parametrize("odd", ["99", "-1", "1.5", "box", "²", "٣x"])
def test_anything_else_is_asked_again(odd, capsys):
    assert chosen(f"{odd}\nq\n") == []
    last = len(a_desk().shelf.practices)
    assert f"text.not_a_number last={last}\n" in capsys.readouterr().out


def test_without_practices_there_is_nothing_to_begin():
    assert chosen("\nq\n", a_desk(shelf=Shelf(()))) == []


def test_the_default_is_marked_and_lengths_are_shown(capsys):
    desk = a_desk(wind_down="box_4")
    chosen("", desk)
    lines = capsys.readouterr().out.splitlines()
    (marked,) = [line for line in lines if "›" in line]
    number = 1 + [practice.id for practice in desk.shelf.practices].index("box_4")
    assert marked.split()[:3] == ["›", str(number), "box_4"]
    assert "unit.minutes" in marked
    assert "tonight.line_night bed=23:00" in lines


def test_between_lights_out_and_rise_no_clock_and_no_minutes_are_shown(capsys):
    desk = a_desk()
    desk.clock.utc += timedelta(hours=3)
    chosen("", desk)
    out = capsys.readouterr().out
    assert "tonight.line_lights_out" in out
    assert "unit." not in out
    assert "23:00" not in out


@pytest.mark.parametrize(("answer", "kept"), [("4\n", 4), ("\n", None), ("7\n", None), ("", None)])
def test_how_it_felt_is_asked_once_and_may_be_left_open(answer, kept, capsys):
    screen = ended_session()
    with typed(answer):
        ask_afterwards(screen)
    assert felt(screen) == [kept]
    assert "after.felt_5" in capsys.readouterr().out


def test_where_nobody_can_answer_nothing_is_asked(capsys):
    screen = ended_session()
    with typed("4\n", person=False):
        ask_afterwards(screen)
    assert felt(screen) == [None]
    assert capsys.readouterr().out == "after.part\nafter.stop\n"


def test_what_did_not_work_is_told_afterwards(capsys):
    with typed(""):
        ask_afterwards(ended_session(failing="journal.full"))
    assert "journal.full" in capsys.readouterr().out.splitlines()
