"""A routine is walked in the terminal, with the same answers as in the window."""

from tests.conftest import ASSETS
from tests.fakes import a_desk, routine_book
from windown.content.words import read_words
from windown.presenters.routine import RoutineScreen
from windown.text.walking import walk


def words_of(code):
    return read_words(ASSETS / "words", "en" if code == "auto" else code)


def walked(typed, routine="short", whole=True):
    desk = a_desk(words_of=words_of, routine=routine)
    screen, begun, answers = RoutineScreen(desk, routine_book()), [], list(typed)

    def ask(_):
        if not answers:
            raise EOFError
        return answers.pop(0)

    def begin(*practice):
        begun.append(practice)
        return whole

    done = walk(screen, desk.clock, begin, ask)
    return done, begun, [each.state for each in screen.run.steps] if screen.run else [], screen


def test_enter_alone_walks_it_to_its_end(capsys):
    done, begun, states, _ = walked([""] * 4)
    assert (done, begun, states) == (True, [("extended_4_6", 6.0)], ["done"] * 4)
    said = capsys.readouterr().out
    assert "Short evening · Step 1 of 4\nLamps down\nOne small warm light is enough.\n" in said
    assert said.endswith("The evening is done. Good night.\n")


def test_steps_are_left_out_gone_back_to_and_ended_by_number():
    _, _, states, screen = walked(["2", "1", "3", "nonsense", "9", "4"])
    assert states == ["skipped", "open", "open", "open"]
    assert screen.over


def test_a_practice_ended_early_waits_for_a_word():
    _, begun, states, _ = walked(["", "", "", "", ""], whole=False)
    assert (len(begun), states) == (1, ["done"] * 4)


def test_where_the_input_ends_the_run_stays_open_and_without_a_routine_nothing_is_walked():
    _, _, states, screen = walked([""])
    assert (states, screen.over) == (["done", "open", "open", "open"], False)
    assert walked([], routine="")[0] is False
