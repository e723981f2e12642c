"""A list is written in the terminal and closed by an empty line."""

import pytest

from tests.fakes import FakeLists, a_desk
from windown.presenters.writing import WritingScreen
from windown.text.writing import write_list


class Typed:
    """What a person types, one line after the other."""

    def __init__(self, *lines):
        self.lines = list(lines)

    def __call__(self, question):
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


@pytest.fixture
def screen():
    desk = a_desk()
    desk.lists = FakeLists()
    return WritingScreen(desk)


def items(screen):
    return [(item.what, item.next) for kept in screen.desk.lists.kept.values()
            for item in kept.items]  # fmt: skip


def test_lines_are_kept_and_the_list_is_closed(screen, capsys):
    write_list(
        screen, "todo_list", screen.desk.clock, Typed("Bread", "morning", "Call Ada", "", "")
    )
    assert items(screen) == [("Bread", "morning"), ("Call Ada", "")]
    assert all(kept.closed for kept in screen.desk.lists.kept.values())
    assert capsys.readouterr().out.endswith("writing.todo_hidden\n")


def test_the_end_of_the_input_closes_it_too(screen):
    write_list(screen, "todo_list", screen.desk.clock, Typed("Bread"))
    assert items(screen) == [("Bread", "")]


def test_nothing_written_keeps_nothing(screen, capsys):
    write_list(screen, "todo_list", screen.desk.clock, Typed(""))
    assert screen.desk.lists.kept == {}
    assert capsys.readouterr().out.endswith("writing.empty\n")


def test_a_list_that_was_closed_is_not_shown_and_another_is_begun(screen, capsys):
    write_list(screen, "todo_list", screen.desk.clock, Typed("Bread"))
    capsys.readouterr()
    write_list(screen, "todo_list", screen.desk.clock, Typed("Milk"))
    assert "Bread" not in capsys.readouterr().out
    assert len(screen.desk.lists.kept) == 2


def test_what_cannot_be_kept_is_told(screen, capsys):
    screen.desk.lists.failing = "store.full"
    write_list(screen, "todo_list", screen.desk.clock, Typed("Bread"))
    assert "store.full" in capsys.readouterr().out
