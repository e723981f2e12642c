"""Lists in the evening: added to, closed, hidden until their time; and the time to write them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core import written as lists
from windown.core.catalogue import timeline_of
from windown.core.night import night_on
from windown.core.wording import LANGUAGES

NIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
TODO = lists.begun("one", "todo", NIGHT, NOW)
BERLIN = ZoneInfo("Europe/Berlin")
TONIGHT, TOMORROW = (night_on(NIGHT + timedelta(days=n), time(23), time(7), BERLIN) for n in (0, 1))


def whats(written):
    return [(item.what, item.next) for item in written.items]


def test_lines_are_added_at_the_end_and_tidied():
    two = lists.add(lists.add(TODO, "a", "  Call\nthe   plumber ", "at nine"), "b", "Bread")
    assert whats(two) == [("Call the plumber", "at nine"), ("Bread", "")]


def test_an_empty_line_or_one_that_is_there_is_not_added():
    one = lists.add(TODO, "a", "Bread")
    assert lists.add(one, "b", "  ", "\n") is one
    assert lists.add(one, "a", "Milk") is one
    assert whats(lists.add(one, "b", "", "Monday")) == [("Bread", ""), ("", "Monday")]


def test_a_line_is_changed_where_it_stands_and_goes_when_it_is_emptied():
    two = lists.add(lists.add(TODO, "a", "Bread"), "b", "Milk")
    assert whats(lists.edit(two, "a", "Rye bread", "at nine")) == [
        ("Rye bread", "at nine"), ("Milk", ""),
    ]  # fmt: skip
    assert whats(lists.edit(two, "a", " ")) == whats(lists.remove(two, "a")) == [("Milk", "")]
    assert lists.edit(two, "unknown", "x") == two


def test_a_line_and_a_list_have_an_end():
    long = lists.add(TODO, "a", "x" * 9999)
    assert len(long.items[0].what) == lists.LONGEST
    full = TODO
    for n in range(lists.MOST + 5):
        full = lists.add(full, str(n), "x")
    assert len(full.items) == lists.MOST


def test_there_are_two_kinds_of_lists():
    with pytest.raises(ValueError, match="gratitude"):
        lists.begun("one", "gratitude", NIGHT, NOW)


def test_a_list_for_tomorrow_is_hidden_until_rise():
    until = lists.hides_until("todo", TONIGHT, TOMORROW)
    closed = lists.close(TODO, NOW, until)
    assert until == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert (TODO.visible(NOW), closed.visible(NOW)) == (True, False)
    assert not closed.visible(until - timedelta(seconds=1))
    assert closed.visible(until)
    assert lists.reopen(closed) == TODO


def test_worries_are_hidden_until_the_next_worry_time():
    assert lists.hides_until("worry", TONIGHT, TOMORROW) == datetime(2026, 11, 23, 19, tzinfo=UTC)
    later = lists.hides_until("worry", TONIGHT, TOMORROW, timedelta(hours=2))
    assert later == datetime(2026, 11, 23, 20, tzinfo=UTC)


def test_only_what_is_not_hidden_is_shown_the_latest_first():
    older = lists.begun("older", "todo", NIGHT, NOW - timedelta(days=1))
    hidden = lists.close(lists.begun("h", "worry", NIGHT, NOW), NOW, NOW + timedelta(hours=1))
    assert [w.id for w in lists.shown([older, hidden, TODO], NOW)] == ["one", "older"]
    assert len(lists.shown([older, hidden, TODO], NOW + timedelta(hours=1))) == 3


def test_the_open_list_of_a_night_is_the_one_to_write_on():
    closed = lists.close(lists.begun("c", "todo", NIGHT, NOW), NOW, NOW)
    other = lists.begun("o", "worry", NIGHT, NOW)
    yesterday = lists.begun("y", "todo", NIGHT - timedelta(days=1), NOW)
    assert lists.open_list([closed, other, yesterday, TODO], "todo", NIGHT) == TODO
    assert lists.open_list([closed, other, yesterday], "todo", NIGHT) is None


@given(st.lists(st.tuples(st.sampled_from("aer"), st.integers(0, 4), st.text(max_size=8))))
def test_whatever_is_done_no_line_is_empty_or_twice(steps):
    made = TODO
    for what, number, text in steps:
        if what == "a":
            made = lists.add(made, str(number), text)
        elif what == "e":
            made = lists.edit(made, str(number), text)
        else:
            made = lists.remove(made, str(number))
    assert len({item.id for item in made.items}) == len(made.items)
    assert all(item.what or item.next for item in made.items)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("practice_id", "minutes"), [("todo_list", 3), ("todo_list", 10), ("constructive_worry", 20)]
)
def test_the_time_to_write_is_silent_but_for_a_line_at_each_end(language, practice_id, minutes):
    practice = read_shelf([ASSETS / "practices"]).find(practice_id)
    timeline = timeline_of(practice, read_words(ASSETS / "words", language), minutes)
    assert timeline.length == minutes * 60
    begin, end = timeline.prompts
    assert (begin.at, end.at + end.seconds + 1.0) == (1.0, timeline.length)
    assert [span.picture for span in timeline.spans] == ["calm"]
