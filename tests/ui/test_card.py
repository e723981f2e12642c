"""The card takes no keyboard, fits its words, is heard by screen readers and gives little light."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

import windown
from windown.core.colours import FACES, LIMITS
from windown.ui.card import Cards, ReminderCard, places
from windown.ui.light import screen_score
from windown.ui.theme import TARGET, Theme, theme_for

# The picture of a screen that tests draw on has no windows that could be raised.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")

ANSWERS = (("done", "Done"), ("later_5", "5 min"), ("later_10", "10 min"), ("skip", "Skip tonight"))
BODY = "The last big meal ends here. A light snack is fine."


def made(theme=None, title="Last meal", body=BODY, answers=ANSWERS):
    return ReminderCard(title, body, answers, theme or Theme(), "Close")


@pytest.fixture
def cards(qapp):
    cards = Cards()
    yield cards
    for key in cards.shown():
        cards.withdraw(key)


def show(cards, *keys, theme=None):
    for key in keys:
        cards.show(key, f"Title of {key}", BODY, ANSWERS, theme or Theme(), "Close")


def test_it_never_takes_the_keyboard(qapp, cards):
    field = QLineEdit()
    field.show()
    field.activateWindow()
    QTest.qWaitForWindowActive(field)
    show(cards, "a")
    card = cards.card("a")
    assert card.isVisible()
    assert QApplication.focusWidget() is field
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert card.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


def test_it_never_keeps_the_program_from_ending_nor_ends_it(qapp):
    assert not made().testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_has_room_at_every_size_of_letters(qapp, scale):
    long = "Ein langer eigener Text, den jemand selbst geschrieben hat, " * 4
    card = made(Theme(type_scale=scale), title="Bildschirme aus und alles weglegen", body=long)
    card.show()
    for button in card.findChildren(QPushButton):
        box = QRect(button.mapTo(card, QPoint(0, 0)), button.size())
        assert card.rect().contains(box)
        assert button.height() >= TARGET
    for words in (card._title, card._body):
        assert words.height() >= words.heightForWidth(words.width())
    assert card._body.geometry().bottom() < min(b.y() for b in card._answers)


def test_other_words_come_in_place_in_the_same_letters(qapp):
    before = QApplication.font()
    QApplication.setFont(QFont("DejaVu Sans"))
    card = made(theme_for("night", type_scale=1.0))
    card.show()
    place, letters = card.pos(), card._title.fontInfo().family()
    card.say("Bedtime", "", (("done", "Done"),))
    QApplication.processEvents()
    QApplication.setFont(before)
    shown = [b.text() for b in card.findChildren(QPushButton) if b.isVisible() and b.text()]
    assert (shown, card.pos(), card.accessibleName()) == (["Done"], place, "Bedtime")
    assert card._title.fontInfo().family() == letters
    assert card.height() < made().height()


def test_the_same_key_quietly_keeps_its_card(cards):
    show(cards, "a")
    card = cards.card("a")
    cards.show("a", "Bedtime", "", (("later", "Later"),), Theme(), "Close", quietly=True)
    assert cards.card("a") is card
    heard = []
    cards.answered.connect(lambda *answer: heard.append(answer))
    next(b for b in card.findChildren(QPushButton) if b.text() == "Later" and b.isVisible()).click()
    assert heard == [("a", "later")]


def test_without_a_text_it_is_smaller(qapp):
    assert made(body="").height() < made().height()


def test_the_words_stand_as_they_are_and_are_told_to_a_screen_reader(qapp):
    card = made(title="<b>Last</b> meal")
    assert card._title.textFormat() == Qt.TextFormat.PlainText
    assert (card.accessibleName(), card.accessibleDescription()) == ("<b>Last</b> meal", BODY)
    names = [button.accessibleName() for button in card.findChildren(QPushButton)]
    assert sorted(names) == sorted(["Close", *(text for _, text in ANSWERS)])


def test_a_press_answers_and_a_click_beside_opens(qapp, qtbot):
    card, heard = made(), []
    qtbot.addWidget(card)
    card.answered.connect(heard.append)
    card.opened.connect(lambda: heard.append("opened"))
    card.show()
    QTest.mouseClick(card._answers[-1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert heard == ["skip", "opened"]


def test_several_stand_apart_and_close_up_again(cards):
    show(cards, "a", "b", "c")
    boxes = [cards.card(key).geometry() for key in "abc"]
    assert not any(p.intersects(q) for p in boxes for q in boxes if p is not q)
    assert boxes[0].bottom() > boxes[1].bottom() > boxes[2].bottom()
    lowest = boxes[0].bottomRight()
    cards.withdraw("a")
    assert cards.card("b").geometry().bottomRight() == lowest
    assert cards.shown() == ("b", "c")


def test_the_same_key_again_is_one_card(cards):
    show(cards, "a", "a")
    assert cards.shown() == ("a",)


@pytest.mark.parametrize("screen", [QRect(0, 0, 1280, 800), QRect(-400, 30, 420, 600)])
def test_cards_stay_on_the_screen_and_go_on_in_the_next_column(screen):
    size = QSize(372, 180)
    boxes = [QRect(place, size) for place in places([size] * 6, screen)]
    assert all(screen.contains(box) for box in boxes)
    assert boxes[0].right() < screen.right()


def test_a_screen_with_room_for_all_has_none_on_another():
    boxes = [
        QRect(p, QSize(372, 180)) for p in places([QSize(372, 180)] * 9, QRect(0, 0, 1280, 800))
    ]
    assert not any(p.intersects(q) for p in boxes for q in boxes if p is not q)


@pytest.mark.parametrize("face", ["evening", "night"])
def test_it_gives_no_more_light_than_its_face_allows(cards, face):
    show(cards, "a", theme=theme_for(face, type_scale=1.0))
    assert screen_score(cards.card("a").grab().toImage()) <= LIMITS[face]


@pytest.mark.parametrize("face", list(FACES))
def test_it_wears_its_face_whatever_the_application_wears(qapp, cards, face):
    show(cards, "a", theme=theme_for(face, type_scale=1.0))
    card = cards.card("a")
    image = card.grab().toImage()
    assert image.pixelColor(8, card.height() // 2).name().upper() == FACES[face].surface


#: Somebody writes; a card comes and is answered by mouse; the writing goes on.
WRITING = """
import subprocess
from PySide6.QtWidgets import QApplication, QLineEdit
from PySide6.QtTest import QTest
from tests.helpers.buses import until
from windown.ui.card import Cards
from windown.ui.theme import Theme
app = QApplication([])
field = QLineEdit()
field.show()
field.activateWindow()
assert QTest.qWaitForWindowActive(field)
cards, heard = Cards(), []
cards.answered.connect(lambda *pair: heard.append(pair))
cards.show("a", "Last meal", "", (("done", "Done"),), Theme(), "Close")
card = cards.card("a")
assert QTest.qWaitForWindowExposed(card)
QTest.qWait(300)
subprocess.run(["xdotool", "type", "on"], check=True)
until(lambda: app.processEvents() or field.text() == "on")
place = card._answers[0].mapToGlobal(card._answers[0].rect().center())
area = app.primaryScreen().availableGeometry()
assert area.contains(card.frameGeometry()), (area, card.frameGeometry())
command = ["xdotool", "mousemove", str(place.x()), str(place.y()), "click", "1"]
subprocess.run(command, check=True)
until(lambda: app.processEvents() or heard == [("a", "done")])
subprocess.run(["xdotool", "type", "ward"], check=True)
until(lambda: app.processEvents() or field.text() == "onward")
"""


@pytest.mark.thorough
def test_with_a_real_window_manager_the_writing_goes_on_while_a_card_comes_and_is_answered():
    for name, package in (("Xvfb", "xvfb"), ("openbox", "openbox"), ("xdotool", "xdotool")):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is missing: install the package {package}")
    screen = subprocess.Popen(["Xvfb", "-displayfd", "1"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    with screen:
        root = str(Path(windown.__file__).parents[1])
        around = {**os.environ, "DISPLAY": f":{screen.stdout.readline().strip()}",
                  "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": root}  # fmt: skip
        with subprocess.Popen(["openbox"], env=around, stderr=subprocess.DEVNULL) as manager:
            ran = subprocess.run(
                [sys.executable, "-c", WRITING], env=around, capture_output=True, text=True,
                timeout=60, check=False,
            )  # fmt: skip
            manager.terminate()
        screen.terminate()
    assert ran.returncode == 0, ran.stderr
