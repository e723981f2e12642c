"""The evening as a line: told by shape and words, answered in place, by keyboard and by ear."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from windown.core.colours import FACES, contrast
from windown.presenters.moments import Answer, Moment
from windown.ui.theme import theme_for, wear
from windown.ui.widgets.evening_line import EveningLine
from windown.ui.widgets.evening_marks import paint_mark

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DONE, SKIP = Answer("done", "Done"), Answer("skip", "Skip")
LATER = tuple(Answer("later", f"{n} min", n) for n in (5, 10, 30))
STATES = ("done", "skipped", "missed", "now", "later", "next", "coming", "bed")


def a_moment(name, state, **changes):
    open_ = state in ("now", "later", "next", "coming")
    made = Moment(
        f"{name}:1", name, "20:00", name.title(), "Words.", state, state,
        (DONE, SKIP) if open_ else (), LATER if state == "now" else (),
    )  # fmt: skip
    return replace(made, **changes)


EVENING = (a_moment("meal", "done"), a_moment("lights", "now"), a_moment("fluids", "next"),
           a_moment("screens", "coming"), a_moment("", "bed"))  # fmt: skip


@pytest.fixture
def line(qtbot):
    """A line on the screen; what it keeps and asks is open to the test."""
    kept = []

    def keep(moment, answer, sure):
        kept.append((moment.reminder, answer.id, answer.minutes, sure))
        return "" if sure else line.asks

    line = EveningLine(keep, "Again", "Later")
    line.kept, line.asks = kept, ""
    qtbot.addWidget(line)
    wear(line, theme_for("evening", type_scale=1.0))
    line.resize(600, 500)
    line.show_moments(EVENING)
    line.show()
    qtbot.waitUntil(line.isVisible)
    return line


def place(line, name):
    return next(each for each in line.places if each.moment.reminder == name)


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_waits_is_open_and_the_rest_is_closed(line):
    assert [p.moment.reminder for p in line.places if p.body.isVisible()] == ["lights"]


def test_every_answer_is_one_press(line):
    for button in place(line, "lights").buttons:
        press(button)
    assert line.kept == [
        ("lights", "done", 0, False), ("lights", "skip", 0, False), ("lights", "later", 5, False),
        ("lights", "later", 10, False), ("lights", "later", 30, False),
    ]  # fmt: skip


def test_what_is_to_come_opens_one_at_a_time_by_keyboard(line):
    for name in ("fluids", "screens"):
        place(line, name).head.setFocus()
        QTest.keyClick(place(line, name).head, Qt.Key.Key_Space)
    opened = [p.moment.reminder for p in line.places if p.body.isVisible()]
    assert opened == ["lights", "screens"]
    QTest.keyClick(place(line, "screens").head, Qt.Key.Key_Space)
    assert not place(line, "screens").body.isVisible()


def test_what_is_over_cannot_be_reached(line):
    assert place(line, "meal").head.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not place(line, "meal").body.isVisible()


def test_a_question_comes_before_an_answer_and_its_answer_is_sure(line):
    line.asks = "Already logged today."
    lights = place(line, "lights")
    press(lights.buttons[0])
    press(lights.buttons[0])
    assert lights.question.isVisible()
    assert lights.question.text() == "Already logged today."
    press(lights.sure)
    assert line.kept[-1] == ("lights", "done", 0, True)
    assert len(line.kept) == 3


def test_the_opened_moment_stays_open_and_focused_when_the_evening_goes_on(line):
    head = place(line, "screens").head
    head.setFocus()
    press(head)
    line.show_moments((a_moment("meal", "missed"), *EVENING[1:]))
    assert place(line, "screens").body.isVisible()
    assert place(line, "screens").head.hasFocus()


def test_the_same_evening_is_not_built_again(line):
    before = line.places
    line.show_moments(EVENING)
    assert line.places is before


def test_a_screen_reader_hears_clock_name_and_state(line):
    assert place(line, "lights").head.accessibleName() == "20:00, Lights, now"
    assert "Lights" in place(line, "lights").buttons[0].accessibleName()
    assert place(line, "lights").buttons[2].accessibleName() == "Later, 5 min: Lights"


def test_without_clocks_the_rail_stands_at_the_edge(line):
    line.show_moments((a_moment("bedtime", "now", answers=(DONE,)),))
    with_clock = line.places[0].gutter()
    quiet = Moment("b:1", "b", "", "Bedtime", "", "now", "waiting", (DONE,))
    line.show_moments((quiet,))
    assert line.places[0].gutter() < with_clock


def mark(state, face):
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill(QColor(FACES[face].ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, theme_for(face, type_scale=1.0), image.rect().toRectF().center(), state, 1)
    painter.end()
    return image


def bright(image, face):
    """Where there is anything that can be told from the ground, 3:1."""
    ground = FACES[face].ground
    return frozenset(
        (x, y) for x in range(image.width()) for y in range(image.height())
        if contrast(image.pixelColor(x, y).name(), ground) >= 2
    )  # fmt: skip


@pytest.mark.parametrize("face", FACES)
def test_each_state_has_a_shape_of_its_own(qapp, face):
    shapes = {state: bright(mark(state, face), face) for state in STATES}
    assert all(shapes.values())
    for one in STATES:
        for other in STATES:
            if one < other:
                assert len(shapes[one] ^ shapes[other]) >= 12, (one, other)


@pytest.mark.parametrize("width", [300, 388, 720])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_long_words_stay_within_the_line(line, width, scale):
    long = replace(
        a_moment("x", "now"), told="nicht rechtzeitig gezeigt", name="Ende für harten Sport"
    )
    wear(line, theme_for("morning", type_scale=scale))
    line.show_moments((long,))
    line.resize(width, 600)
    assert line.minimumSizeHint().width() <= max(width, 420)
    line.grab()
