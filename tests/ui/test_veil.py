"""The veil: comes softly, grows dark, is gone at one press, and shows no clock."""

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.an_evening import FakeEvening, Row, a_plan, a_reminder
from tests.fakes import FakeClock, a_desk
from windown.presenters.evening import EveningScreen
from windown.presenters.veil import ANSWERS, COMES_S, FIRST, Veil, answered
from windown.ui.light import screen_score
from windown.ui.theme import theme_for
from windown.ui.veil import VeilWindow
from windown.ui.veiling import Veiling

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def drawn(qtbot, words):
    """A veil over the screen, its clock, what was answered, and how often it turned off."""
    made = []

    def draw(off=False):
        clock, given, ends = FakeClock(), [], []
        veil = Veil(words, clock.now(), 5.0, off)
        window = VeilWindow(veil, clock, theme_for("evening", type_scale=1.0), given.append,
                            lambda: ends.append("off"))  # fmt: skip
        window.show()
        made.append(window)
        return window, clock, given, ends

    yield draw
    for window in made:
        window.close()


def pane(window):
    return next(pane for pane in window.panes if pane.offer)


def test_it_comes_softly_and_only_ever_grows_darker():
    clock = FakeClock()
    veil = Veil(a_desk().words, clock.now(), 5.0)
    darks = [veil.view(clock.pass_(0.5 if n else 0.0)).dark for n in range(640)]
    assert darks[0] == 0.0
    assert darks == sorted(darks)
    assert max(b - a for a, b in pairwise(darks)) < 0.03
    assert darks[-1] == 1.0
    assert darks[round(COMES_S * 2)] == pytest.approx(FIRST)


def test_sleep_of_the_computer_does_not_make_it_dark():
    clock = FakeClock()
    veil = Veil(a_desk().words, clock.now())
    clock.sleep(3600)
    assert veil.view(clock.now()).dark == 0.0


def test_that_the_screen_turns_off_is_said_before(words):
    clock = FakeClock()
    plain, off = Veil(words, clock.now()), Veil(words, clock.now(), off=True)
    clock.pass_(280)
    assert (plain.view(clock.now()).soon, off.view(clock.now()).soon) == (False, True)
    assert plain.view(clock.now()).text != off.view(clock.now()).text


def test_no_word_of_it_holds_a_figure_but_the_ten_minutes(words):
    clock = FakeClock()
    view = Veil(words, clock.now()).view(clock.now())
    said = f"{view.title} {view.text} " + " ".join(text for _, text in view.answers)
    assert re.findall(r"\d+", said) == ["10"]


def test_escape_refuses_at_once_and_once(drawn):
    window, _, given, _ = drawn()
    QTest.keyClick(pane(window), Qt.Key.Key_Escape)
    window.answer("wind_down")
    assert (given, window.panes) == (["not_tonight"], [])


def test_a_press_anywhere_beside_refuses(drawn):
    window, _, given, _ = drawn()
    QTest.mouseClick(pane(window), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert given == ["not_tonight"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_is_one_press(drawn, answer):
    window, _, given, _ = drawn()
    QTest.mouseClick(pane(window).offer.answers[answer], Qt.MouseButton.LeftButton)
    assert given == [answer]


def test_what_is_being_typed_answers_nothing(drawn):
    window, _, given, _ = drawn()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(pane(window), key)
    assert given == []


def test_a_press_between_the_answers_does_nothing(drawn):
    window, _, given, _ = drawn()
    QTest.mouseClick(pane(window).offer, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert given == []


def test_closing_it_by_the_means_of_the_desktop_refuses(drawn):
    window, _, given, _ = drawn()
    pane(window).close()
    assert given == ["not_tonight"]


def test_at_the_end_all_is_dark_the_screen_is_turned_off_once_and_any_key_uncovers(drawn):
    window, clock, given, ends = drawn(off=True)
    clock.pass_(301)
    window.look()
    assert ends == ["off"]
    assert all(pane.dark == 1.0 for pane in window.panes)
    QTest.keyClick(pane(window), Qt.Key.Key_A)
    assert (given, ends) == (["dark"], ["off"])


def test_shortly_before_it_turns_off_any_key_keeps_it_on(drawn):
    window, clock, given, ends = drawn(off=True)
    clock.pass_(285)
    window.look()
    QTest.keyClick(pane(window), Qt.Key.Key_A)
    assert (given, ends) == (["not_tonight"], [])


def test_it_gives_less_light_the_longer_it_stands(drawn):
    window, clock, _, _ = drawn()
    clock.pass_(301)
    window.look()
    assert screen_score(pane(window).grab().toImage()) < 0.02


@pytest.mark.parametrize(
    ("given", "kept"),
    [("wind_down", ("done", 0)), ("ten_more", ("later", 10)), ("not_tonight", ("skip", 0)),
     ("dark", ("done", 0))],
)  # fmt: skip
def test_what_is_answered_is_kept_of_the_reminder(given, kept):
    assert answered(given) == kept


@pytest.fixture
def veiling(qtbot):
    """Veils of an evening in which "screens off" waits."""
    desk = a_desk(veil=True)
    desk.plan, desk.evening = a_plan(), FakeEvening([Row(a_reminder("screens_off"), "shown")])
    begun = []
    made = Veiling(EveningScreen(desk), desk.clock, lambda: theme_for("night", type_scale=1.0),
                   lambda: begun.append("wind_down"), lambda: begun.append("off"))  # fmt: skip
    made.begun, made.evening = begun, desk.evening
    yield made
    made.close()


def test_one_veil_comes_for_one_showing(veiling):
    veiling.look()
    veil = veiling.veil
    veiling.look()
    assert veiling.veil is veil
    veil.answer("ten_more")
    assert veiling.evening.told[0][2:] == ("later", 10)
    veiling.look()
    assert veiling.veil is None
    veiling.evening.rows = [Row(a_reminder("screens_off"), "shown")]
    veiling.look()
    assert veiling.veil is not None


def test_it_goes_where_the_reminder_was_answered_elsewhere(veiling):
    veiling.look()
    veiling.evening.rows = [Row(a_reminder("screens_off"), "done")]
    veiling.look()
    assert veiling.veil is None
    assert veiling.evening.told == []


def test_wind_down_begins(veiling):
    veiling.look()
    veiling.veil.answer("wind_down")
    assert veiling.begun == ["wind_down"]


def test_none_comes_while_a_session_runs_and_the_screen_is_left_on_unless_wished(veiling):
    veiling.busy = lambda: True
    veiling.look()
    assert veiling.veil is None
    veiling.busy = lambda: False
    veiling.look()
    veiling.clock.pass_(301)
    veiling.veil.look()
    assert veiling.begun == []
