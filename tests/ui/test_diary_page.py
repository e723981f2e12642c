"""A morning by keyboard alone, a note in the dark, and the light they give."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import ASSETS
from tests.fakes import FakeDiary, FakeNotes, a_desk
from windown.content.words import read_words
from windown.core.colours import LIMITS, contrast
from windown.core.diary import DiaryNight
from windown.core.records import NightNote
from windown.presenters.checkin import CheckInScreen
from windown.presenters.diary import DiaryScreen
from windown.presenters.insomnia import PatternNote
from windown.presenters.morning import MorningScreen
from windown.presenters.note import NoteScreen
from windown.ui.light import screen_score
from windown.ui.screens.checkin import CheckInPage
from windown.ui.screens.diary import DiaryPage
from windown.ui.screens.note import INK, NotePage
from windown.ui.theme import dress, theme_for, wear
from windown.ui.widgets.morning import MorningCard

NIGHT = date(2026, 11, 22)
MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
BEFORE = DiaryNight(
    date(2026, 11, 21), "Europe/Berlin", MORNING,
    t_bed=datetime(2026, 11, 21, 22, 10, tzinfo=UTC),
    t_try=datetime(2026, 11, 21, 22, 30, tzinfo=UTC),
    t_wake=datetime(2026, 11, 22, 5, 45, tzinfo=UTC),
    t_rise=datetime(2026, 11, 22, 6, 10, tzinfo=UTC),
)  # fmt: skip


def morning_desk(language="en"):
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", language))
    desk.clock.utc = MORNING
    return desk


def on_stage(qtbot, page, face="morning", size=(960, 640)):
    """Show a page by itself, dressed, with the keyboard."""
    theme = theme_for(face)
    dress(QApplication.instance(), theme)
    qtbot.addWidget(page)
    page.resize(*size)
    wear(page, theme)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def page(qtbot):
    desk = morning_desk()
    diary = FakeDiary(BEFORE)
    left = []
    page = DiaryPage(
        DiaryScreen(desk, diary), PatternNote(desk, diary), desk.clock, lambda: left.append(1)
    )
    on_stage(qtbot, page)
    page.left = left
    page.open()
    qtbot.waitUntil(page.answers["t_bed"].field.hasFocus)
    return page


def type_(text):
    """Type where the keyboard is; ~ is Enter."""
    for letter in text:
        target = QApplication.focusWidget()
        if letter == "~":
            QTest.keyClick(target, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(target, letter)


def test_a_whole_morning_takes_a_few_keys(qtbot, page):
    keys = "~2340~25~2~20~~~3~~"
    type_(keys)
    kept = page.presenter.diary.kept[NIGHT]
    assert (kept.t_bed, kept.t_try, kept.t_rise) == (
        datetime(2026, 11, 22, 22, 10, tzinfo=UTC), datetime(2026, 11, 22, 22, 40, tzinfo=UTC),
        datetime(2026, 11, 23, 6, 10, tzinfo=UTC),
    )  # fmt: skip
    assert (kept.sol_min, kept.n_wake, kept.waso_min, kept.quality) == (25, 2, 20, 3)
    assert len(keys) < 30  # at one slow key in two seconds: under a minute


def test_who_did_not_wake_goes_on_to_the_waking(page):
    type_("~~10~0~")
    assert page.answers["waso_min"].isHidden()
    assert page.answers["t_wake"].field.hasFocus()


def test_tab_passes_a_time_without_taking_it(page):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.answers["t_try"].field.hasFocus()
    assert page.answers["t_bed"].field.text() == ""


def test_arrows_go_in_steps_from_the_time_that_stands_ready(page):
    field = page.answers["t_bed"].field
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "23:15"


def test_what_is_wrong_is_said_below_its_question_and_the_keyboard_goes_there(page):
    type_("~2340~500~2~20~~~3~~")
    assert page.presenter.diary.kept.keys() == {BEFORE.night}
    assert page.answers["waso_min"].field.hasFocus()
    assert "more time awake" in page.answers["waso_min"].wrong.text()


def test_ctrl_enter_keeps_from_anywhere_and_escape_leaves(page):
    type_("~")
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert NIGHT in page.presenter.diary.kept
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.left == [1]


def test_more_unfolds_with_what_was_typed(page):
    type_("~2340")
    page.more.click()
    assert page.answers["t_try"].field.text() == "23:40"
    assert "medicine" in page.answers


def test_the_night_before_is_one_press_away(page):
    page.earlier.click()
    assert page.presenter.night == BEFORE.night
    assert page.answers["t_bed"].field.text() == "23:10"
    page.later.click()
    assert page.presenter.night == NIGHT


def test_a_scale_takes_digits_arrows_and_presses_and_lets_them_go(qtbot, page):
    scale = page.answers["quality"].field
    scale.setFocus()
    type_("4")
    assert page.presenter.view(page.clock.now()).core[7].value == "4"
    QTest.keyClick(scale, Qt.Key.Key_Left)
    assert scale.number() == 3
    QTest.keyClick(scale, Qt.Key.Key_Backspace)
    assert scale.number() is None
    type_("9")
    assert scale.number() is None


def test_every_control_of_the_diary_has_a_name(page):
    for answer in page.answers.values():
        assert answer.field.accessibleName()
    assert page.earlier.accessibleName() == "The night before"


@pytest.mark.parametrize("face", ["evening", "night"])
@pytest.mark.parametrize("size", [(960, 640), (420, 700)])
def test_the_diary_gives_little_light_in_the_dark_faces(qtbot, face, size):
    desk = morning_desk("de")
    diary = FakeDiary(BEFORE)
    page = DiaryPage(DiaryScreen(desk, diary), PatternNote(desk, diary), desk.clock, lambda: None)
    page.open()
    on_stage(qtbot, page, face, size)
    assert screen_score(page.grab().toImage()) <= LIMITS[face]
    assert page.horizontalScrollBar().maximum() == 0


def a_note_page(qtbot, notes):
    desk = morning_desk()
    desk.clock.utc = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    happened = []
    page = NotePage(
        NoteScreen(desk, notes), desk.clock, lambda: happened.append("back"), happened.append
    )
    page.happened = happened
    on_stage(qtbot, page, "morning")
    page.open()
    return page


def test_a_note_is_one_dim_line_on_black_and_enter_makes_it_dark(qtbot):
    notes = FakeNotes()
    page = a_note_page(qtbot, notes)
    assert screen_score(page.grab().toImage()) <= 0.002
    type_("the boat had no oars~")
    assert [note.text for note in notes.kept.values()] == ["the boat had no oars"]
    assert page.resting
    assert screen_score(page.grab().toImage()) == 0.0
    assert page.happened == [True]
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert page.happened == [True, False, "back"]


def test_no_pixel_of_a_note_is_bright(qtbot):
    page = a_note_page(qtbot, FakeNotes())
    type_("a line")
    image = page.grab().toImage()
    brightest = max(
        max(image.pixelColor(x, y).green(), image.pixelColor(x, y).blue())
        for x in range(image.width()) for y in range(280, 360)
    )  # fmt: skip
    assert brightest <= 0x66
    assert contrast(INK, "#000000") >= 4.5


def test_escape_keeps_what_stands_in_the_line(qtbot):
    notes = FakeNotes()
    page = a_note_page(qtbot, notes)
    type_("half a thou")
    QTest.keyClick(page.line, Qt.Key.Key_Escape)
    assert [note.text for note in notes.kept.values()] == ["half a thou"]
    assert page.happened == [False, "back"]


def test_a_note_that_cannot_be_kept_is_said_once_and_holds_nobody(qtbot):
    notes = FakeNotes()
    page = a_note_page(qtbot, notes)
    notes.failing = "store.full"
    type_("a thought~")
    assert page.told.text()
    assert (page.resting, page.line.text()) == (False, "a thought")
    QTest.keyClick(page.line, Qt.Key.Key_Escape)
    assert page.happened == [False, "back"]


def test_nothing_blinks_in_the_night(qtbot):
    before = QApplication.cursorFlashTime()
    page = a_note_page(qtbot, FakeNotes())
    assert QApplication.cursorFlashTime() == 0
    page.hide()
    assert QApplication.cursorFlashTime() == before


def test_the_check_in_is_answered_by_digits(qtbot):
    desk, notes = morning_desk(), FakeNotes()
    page = CheckInPage(CheckInScreen(desk, notes), desk.clock, lambda: None)
    on_stage(qtbot, page)
    page.open()
    qtbot.waitUntil(page.scales["falling"].hasFocus)
    type_("71007~")
    (kept,) = notes.checked.values()
    assert (kept.falling, kept.staying, kept.rested, kept.bother) == (7, 10, 0, 7)


def test_the_morning_card_leads_to_the_diary_and_can_be_put_away(qtbot):
    desk = morning_desk()
    notes = FakeNotes(NightNote("a", NIGHT, MORNING, "ring the plumber"))
    morning = MorningScreen(desk, FakeDiary(), notes)
    opened = []
    card = MorningCard(lambda: opened.append(1), lambda: morning.put_away(desk.clock.now()))
    on_stage(qtbot, card)
    card.show_card(morning.card(desk.clock.now()))
    card.answers[0].click()
    card.answers[1].click()
    card.show_card(morning.card(desk.clock.now()))
    assert (opened, card.isHidden(), notes.kept["a"].seen) == ([1], True, True)
