"""A routine is walked by keys and by mouse; own ones are put in order by both."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import ASSETS
from tests.fakes import a_desk, routine_book
from tests.ui.stage import settle
from windown.content.words import read_words
from windown.core.colours import SESSION_LIMIT
from windown.presenters.routine import RoutineScreen
from windown.presenters.routine_edit import RoutineEditor
from windown.presenters.tonight import Tonight
from windown.ui.light import screen_score
from windown.ui.screens.routine import RoutinePage
from windown.ui.screens.routine_edit import RoutineEditPage, RoutinesPage
from windown.ui.screens.tonight import TonightPage
from windown.ui.theme import dress, theme_for, wear

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def words_of(code):
    return read_words(ASSETS / "words", "en" if code == "auto" else code)


def a_book(**settings):
    desk = a_desk(words_of=words_of, **settings)
    return desk, routine_book(desk.listeners)


@pytest.fixture
def shown(qtbot):
    """Shows a page in a face and a size."""

    def shows(page, size=(960, 640), face="evening", scale=1.0):
        theme = theme_for(face, type_scale=scale)
        dress(QApplication.instance(), theme)
        qtbot.addWidget(page)
        wear(page, theme)
        page.resize(*size)
        page.show()
        page.activateWindow()
        return page

    return shows


@pytest.fixture
def walk(shown):
    """A routine being walked; what it begins and whether it was left stand in `begun`."""

    def walks(routine="full", **wishes):
        desk, book = a_book(routine=routine, language=wishes.pop("language", "en"))
        begun = []
        page = RoutinePage(
            RoutineScreen(desk, book), desk.clock, lambda *what: begun.append(what),
            lambda: begun.append("away"),
        )  # fmt: skip
        shown(page, **wishes)
        assert page.open()
        settle(0.02)
        return page, begun

    return walks


def step(page):
    return page.step.text()


def press(page, key):
    QTest.keyClick(QApplication.focusWidget() or page, key)


def test_it_is_walked_by_keys_alone(walk):
    page, begun = walk()
    assert step(page) == "Lamps down"
    press(page, KEY.Key_Return)
    assert step(page) == "List for tomorrow"
    press(page, KEY.Key_Return)
    assert begun == [("todo_list", 5.0)]
    press(page, KEY.Key_Right)
    assert step(page) == "Warm shower"
    press(page, KEY.Key_Left)
    assert step(page) == "List for tomorrow"
    press(page, KEY.Key_Escape)
    assert step(page) == "Enough for tonight. Good night."
    press(page, KEY.Key_Left)
    assert step(page) == "List for tomorrow"
    press(page, KEY.Key_Escape)
    press(page, KEY.Key_Escape)
    assert begun[1:] == ["away"]


def test_it_is_walked_by_mouse_alone(walk):
    page, begun = walk("short")
    assert page.back.isHidden()
    QTest.mouseClick(page.first, LEFT)
    QTest.mouseClick(page.skip, LEFT)
    QTest.mouseClick(page.back, LEFT)
    assert step(page) == "Bedroom cool and dark"
    QTest.mouseClick(page.first, LEFT)
    QTest.mouseClick(page.first, LEFT)
    QTest.mouseClick(page.first, LEFT)
    assert begun == [("extended_4_6", 6.0)]
    QTest.mouseClick(page.second, LEFT)
    assert step(page) == "The evening is done. Good night."
    assert page.skip.isHidden()
    QTest.mouseClick(page.first, LEFT)
    assert begun[1:] == ["away"]


def test_a_practice_that_was_whole_leads_on_and_one_ended_early_waits(walk):
    page, _ = walk("short")
    for _ in range(3):
        press(page, KEY.Key_Return)
    page.practice_ended("extended_4_6", False)
    assert [b.accessibleName() for b in (page.first, page.second)] == ["Done", "Once more"]
    page.practice_ended("extended_4_6", True)
    assert step(page) == "The evening is done. Good night."


def test_a_screen_reader_hears_the_step_with_the_button_and_where_it_stands(walk):
    page, _ = walk()
    said = page.first.accessibleDescription()
    assert said == "Lamps down. One small warm light is enough."
    assert page.dots.accessibleName() == "Step 1 of 8"


@pytest.mark.parametrize("size", [(960, 640), (420, 700), (1920, 1080)])
@pytest.mark.parametrize("face", ["morning", "evening"])
def test_it_gives_no_more_light_than_a_session_whatever_the_window_wears(walk, size, face):
    page, _ = walk(size=size, face=face)
    settle()
    assert screen_score(page.grab().toImage()) <= SESSION_LIMIT


@pytest.mark.parametrize("language", ["en", "de"])
def test_with_large_letters_in_a_narrow_window_the_button_is_in_sight(walk, language):
    page, _ = walk(size=(420, 600), scale=2.0, language=language)
    for _ in range(8):
        settle()
        place = page.first.mapTo(page, QPoint(0, page.first.height() // 2))
        assert 0 < place.y() < page.height()
        assert page.widget().width() <= page.width()
        press(page, KEY.Key_Right)


@pytest.fixture
def edited(shown):
    """A routine being edited."""

    def edits(size=(960, 900), scale=1.0):
        desk, book = a_book()
        presenter = RoutineEditor(desk, book)
        presenter.copy("short")
        left = []
        page = shown(RoutineEditPage(presenter, lambda: left.append(True)), size, scale=scale)
        page.refresh()
        settle(0.05)
        return page, left

    return edits


def ids(page):
    return [each.id for each in page.presenter.steps]


def test_steps_are_ordered_by_keys_and_the_keyboard_stays_on_the_step(edited):
    page, _ = edited()
    page.rows.grips[0].setFocus()
    press(page, KEY.Key_Down)
    settle(0.05)
    assert ids(page) == ["bedroom", "lamps_down", "phone_away", "extended_4_6"]
    assert QApplication.focusWidget() is page.rows.grips[1]
    press(page, KEY.Key_Up)
    settle(0.05)
    press(page, KEY.Key_Up)
    assert ids(page)[0] == "lamps_down"


def drag(widget, onto):
    """A move with the button held, which `QTest` does not make."""
    at, place = QPointF(widget.mapFromGlobal(onto)), QPointF(onto)
    none, kind = Qt.KeyboardModifier.NoModifier, QEvent.Type.MouseMove
    moved = QMouseEvent(kind, at, place, Qt.MouseButton.NoButton, LEFT, none)
    QApplication.sendEvent(widget, moved)


@pytest.mark.parametrize(("onto", "order"), [
    (2, ["bedroom", "phone_away", "lamps_down", "extended_4_6"]),
    (3, ["bedroom", "phone_away", "extended_4_6", "lamps_down"]),
    (0, ["lamps_down", "bedroom", "phone_away", "extended_4_6"]),
])  # fmt: skip
def test_steps_are_ordered_by_dragging_their_grip(edited, onto, order):
    page, _ = edited()
    grip, target = page.rows.grips[0], page.rows.grips[onto]
    below = QPoint(5, target.height() - 2)
    QTest.mousePress(grip, LEFT)
    drag(grip, target.mapToGlobal(below))
    QTest.mouseRelease(grip, LEFT)
    settle(0.05)
    assert ids(page) == order


def test_a_step_of_ones_own_is_written_and_the_routine_saved(edited):
    page, left = edited()
    page.more.chosen.emit("words")
    settle(0.05)
    assert not page.save.isEnabled()
    page._write(4, "Feed the cat")
    page.save.click()
    assert left == [True]
    assert page.presenter.book.find(page.presenter.id).steps[4].text == "Feed the cat"


@pytest.mark.parametrize(("size", "scale"), [((420, 700), 1.0), ((420, 600), 2.0)])
def test_the_editor_fits_a_narrow_window(edited, size, scale):
    page, _ = edited(size, scale)
    settle()
    assert page.widget().width() <= page.width()


def test_one_is_chosen_copied_and_taken_away_from_the_list(shown):
    desk, book = a_book()
    edits = []
    page = RoutinesPage(RoutineEditor(desk, book), lambda: edits.append(True), lambda: None)
    shown(page, (960, 900)).refresh()
    settle(0.05)
    QTest.mouseClick(page.ticks["rough"], LEFT)
    settle(0.05)
    assert desk.settings.routine == "rough"
    assert [name for name, tick in page.ticks.items() if tick.isChecked()] == ["rough"]
    page._copy("short")
    made = page.presenter.save()
    page._delete(made)
    settle(0.05)
    assert (edits, book.find(made)) == ([True], None)
    page._bring_back(page.deleted[1])
    assert book.find(made) is not None


@pytest.mark.parametrize(("chosen", "went"), [("full", ["routine"]), ("", ["extended_4_6"])])
def test_wind_down_walks_the_routine_where_one_is_chosen(shown, chosen, went):
    desk, book = a_book(routine=chosen)
    gone = []
    tonight = Tonight(desk, RoutineScreen(desk, book))
    page = shown(TonightPage(tonight, desk.clock, gone.append, gone.append))
    page.refresh(())
    assert page.steps.isVisibleTo(page) == bool(chosen)
    page.wind_down.click()
    assert gone == went
