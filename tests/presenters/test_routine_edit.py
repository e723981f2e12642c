"""Own routines are made, ordered, copied, kept, taken away; one is chosen for the evening."""

from tests.conftest import ASSETS
from tests.fakes import a_desk, routine_book
from windown.content.words import read_words
from windown.core.routine import MOST_STEPS
from windown.presenters.routine_edit import RoutineEditor


def words_of(code):
    return read_words(ASSETS / "words", "en" if code == "auto" else code)


def editor(**settings):
    desk = a_desk(words_of=words_of, **settings)
    return RoutineEditor(desk, routine_book(desk.listeners))


def step_names(edit):
    return [step.name for step in edit.view().steps]


def test_the_practice_alone_stands_first_and_is_chosen_at_first():
    rows = editor().routines().rows
    assert [row.id for row in rows] == ["", "short", "full", "rough"]
    assert [row.chosen for row in rows] == [True, False, False, False]
    assert rows[0].about == "“Wind down” begins Longer out-breath."
    assert rows[3].steps.startswith("Lamps down, Water by the bed")


def test_a_choice_is_kept_and_one_that_is_gone_is_no_choice():
    edit = editor()
    edit.choose("rough")
    assert edit.desk.preferences.kept.routine == "rough"
    assert [row.id for row in edit.routines().rows if row.chosen] == ["rough"]
    edit.desk.change(routine="gone")
    assert [row.id for row in edit.routines().rows if row.chosen] == [""]


def test_a_choice_that_cannot_be_written_is_told_and_counts():
    edit = editor()
    edit.desk.preferences.failing = "settings.unwritable"
    edit.choose("full")
    assert edit.routines().told
    assert edit.desk.settings.routine == "full"


def test_a_new_routine_needs_a_name_and_words():
    edit = editor()
    edit.new()
    assert step_names(edit) == ["Lamps down", "Longer out-breath"]
    assert (edit.view().can_save, edit.save()) == (False, "")
    edit.call("  Mine\u202e  ")
    edit.add("words")
    assert not edit.view().can_save
    edit.write(2, "Feed\nthe \u202ecat ")
    assert edit.view().can_save
    kept = edit.book.find(edit.save())
    assert (kept.name, kept.steps[2].text) == ("Mine", "Feedthe cat")
    assert kept.steps[2].id.startswith("own_")


def test_steps_are_ordered_timed_and_taken_away():
    edit = editor()
    edit.new()
    edit.add("water")
    edit.move(2, 0)
    assert step_names(edit) == ["Water by the bed", "Lamps down", "Longer out-breath"]
    edit.move(0, 5)
    edit.set_minutes(1, "2")
    edit.remove(0)
    assert step_names(edit) == ["Lamps down", "Longer out-breath"]
    assert edit.view().steps[0].minutes == "2"
    assert edit.view().length == "12 minutes"


def test_only_lengths_within_the_limits_of_a_practice_are_offered():
    edit = editor()
    edit.copy("rough")
    offered = [minutes for minutes, _ in edit.view().steps[5].choices]
    assert offered == ["0", "6", "7", "10", "15", "20", "25", "30"]


def test_a_thing_comes_once_and_a_practice_as_often_as_wished():
    edit = editor()
    edit.new()
    edit.add("lamps_down")
    edit.add("natural")
    edit.add("natural")
    edit.add("nonsense")
    assert step_names(edit)[2:] == ["Follow your breath"] * 2
    assert len({step.id for step in edit.steps}) == 4
    assert "lamps_down" not in dict(edit.view().more)
    for _ in range(MOST_STEPS):
        edit.add("natural")
    assert (len(edit.steps), edit.view().more) == (MOST_STEPS, ())


def test_one_that_ships_is_only_copied_and_an_own_one_changed():
    edit = editor()
    assert edit.edit("full")
    assert (edit.id, edit.name) == ("", "Full evening, a copy")
    made = edit.save()
    assert made.startswith("own_")
    assert edit.edit(made)
    edit.call("Ours")
    assert edit.save() == made
    rows = edit.routines().rows
    assert [(row.name, row.own) for row in rows if row.own] == [("Ours", True)]
    assert not edit.edit("gone")
    assert not edit.copy("gone")


def test_one_taken_away_can_be_brought_back():
    edit = editor()
    edit.copy("short")
    made = edit.save()
    name, content = edit.delete(made)
    assert (name, edit.book.find(made)) == ("Short evening, a copy", None)
    edit.put_back(content)
    assert edit.book.find(made) is not None
    assert edit.delete("gone") is None


def test_what_cannot_be_written_is_told_and_stays_as_it_was_typed():
    edit = editor()
    edit.copy("short")
    edit.book.own.failing = "own.nowhere"
    assert edit.save() == ""
    assert edit.view().told == edit.desk.words("own.nowhere")
    assert len(edit.steps) == 4
