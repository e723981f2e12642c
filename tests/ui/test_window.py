"""The window through an evening: from screen to screen, face to face, language to language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.ui.stage import settle, some_sessions
from windown.core.colours import FACES
from windown.ui.widgets.pieces import Card

BERLIN = ZoneInfo("Europe/Berlin")


def at(hour, minute, second=0):
    """A moment by the clocks of Berlin in the night of a Sunday in November."""
    day = 22 if hour >= 12 else 23
    return datetime(2026, 11, day, hour, minute, second, tzinfo=BERLIN).astimezone(UTC)


def ground():
    """The colour everything stands on."""
    palette = QApplication.palette()
    return palette.color(QPalette.ColorRole.Window).name().upper()


def words(staged):
    """All words that are to be seen on labels and buttons."""
    seen = [w for kind in (QLabel, QAbstractButton) for w in staged.window.findChildren(kind)]
    return [each.text().strip() for each in seen if each.isVisible() and each.text()]


def tabs(staged):
    row = staged.window.nav.tabs
    return [row.tabText(index) for index in range(row.count())]


# From screen to screen


def test_it_opens_with_tonight_and_its_one_large_button(stage, qtbot):
    staged = stage().show()
    assert "Bed at 23:00. The evening can slow down now." in words(staged)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is staged.window.tonight.wind_down)


@pytest.mark.parametrize(
    ("index", "text"),
    [(1, "Breathe"), (2, "Twelve weeks"), (3, "What is known"), (4, "Bedtime")],
)
def test_the_row_leads_to_the_screens(stage, index, text):
    staged = stage(sessions=some_sessions(), reduce_motion=True).show()
    row = staged.window.nav.tabs
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.tabRect(index).center())
    assert text in words(staged)
    assert row.currentIndex() == index


def test_the_arrows_lead_from_screen_to_screen(stage):
    staged = stage(reduce_motion=True).show()
    row = staged.window.nav.tabs
    row.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert staged.window.practices.isVisible()
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert staged.window.journal.isVisible()


def test_a_card_opens_and_esc_leads_back(stage):
    staged = stage(reduce_motion=True).show().go("practices")
    card = next(c for c in staged.window.findChildren(Card) if "4-7-8" in c.text())
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert "4-7-8 breathing" in words(staged)
    assert staged.speaker.timeline.practice == "weil_478"
    QTest.keyClick(staged.window.opened, Qt.Key.Key_Escape)
    assert staged.window.practices.isVisible()


def test_what_went_wrong_before_is_told_on_tonight(stage):
    told = "The journal was damaged."
    assert told in words(stage(told=(told,)).show())


def test_what_was_done_is_in_the_journal_at_once(stage):
    staged = stage(reduce_motion=True).show()
    staged.play("box_4", 10, 1.0)
    QTest.keyClick(staged.window.session_page, Qt.Key.Key_Escape)
    QTest.keyClick(staged.window.after, Qt.Key.Key_4)
    staged.window.go("journal")
    assert any("Box breathing 4-4-4-4" in text for text in words(staged))
    staged.window.open_evening(staged.window.journal.calendar.current)
    settle()
    assert "Box breathing 4-4-4-4" in words(staged)
    assert "Good" in words(staged)


def test_a_night_is_opened_from_the_calendar_and_left_to_it(stage):
    staged = stage(sessions=some_sessions(50), reduce_motion=True).show().go("journal")
    QTest.keyClick(staged.window.journal.calendar, Qt.Key.Key_Return)
    assert staged.window.screen_name == "night"
    staged.window.back()
    assert staged.window.screen_name == "journal"


# From face to face


@pytest.mark.parametrize(
    ("before", "after", "face"),
    [
        ((19, 59, 59), (20, 0), "evening"),
        ((22, 14, 59), (22, 15), "night"),
    ],
)
def test_the_face_follows_the_evening_while_the_window_is_open(stage, before, after, face):
    staged = stage(at=at(*before)).show()
    earlier = ground()
    staged.clock.utc = at(*after)
    staged.window.look()
    assert ground() == FACES[face].ground.upper() != earlier


def test_lights_out_changes_the_line_but_not_the_face(stage):
    staged = stage(at=at(22, 59, 59)).show()
    assert "Bed at 23:00. Time to wind down." in words(staged)
    staged.clock.utc = at(23, 0)
    staged.window.look()
    assert "Night. There is nothing to do but rest." in words(staged)
    assert ground() == FACES["night"].ground.upper()


def test_nobody_lying_awake_is_flashed_at_when_the_night_is_over(stage):
    staged = stage(at=at(6, 59, 59), reduce_motion=True).show()
    assert ground() == FACES["night"].ground.upper()
    staged.clock.utc = at(7, 0)
    staged.window.look()
    assert ground() == FACES["night"].ground.upper()
    staged.window.go("practices")
    assert ground() == FACES["morning"].ground.upper()


def test_a_session_wears_the_night_at_any_time_of_day(stage):
    staged = stage(at=at(12, 0), reduce_motion=True).show()
    staged.play("box_4", 4, 1.0)
    picture = staged.window.grab().toImage()
    assert picture.pixelColor(5, 5).name().upper() == FACES["night"].ground.upper()
    staged.clock.utc = at(20, 30)
    staged.window.look()
    picture = staged.window.grab().toImage()
    assert picture.pixelColor(5, 5).name().upper() == FACES["night"].ground.upper()


@pytest.mark.parametrize("face", FACES)
def test_a_pinned_face_stays(stage, face):
    staged = stage(at=at(12, 0), face=face).show()
    staged.clock.utc = at(22, 30)
    staged.window.look()
    staged.window.go("journal")
    assert ground() == FACES[face].ground.upper()


# From language to language


def test_another_language_is_spoken_at_once_and_everywhere(stage, qtbot):
    staged = stage(reduce_motion=True, language="en").show().go("settings")
    german = next(b for b in staged.window.findChildren(QAbstractButton) if b.text() == "Deutsch")
    german.click()
    qtbot.waitUntil(lambda: "Einstellungen" in tabs(staged))
    assert tabs(staged) == ["Heute Abend", "Übungen", "Tagebuch", "Fürsorge", "Einstellungen"]
    assert staged.window.nav.tabs.currentIndex() == 4
    qtbot.waitUntil(lambda: "Schlafenszeit" in words(staged))
    staged.window.go("tonight")
    assert "Zur Ruhe kommen" in words(staged)
    staged.play("box_4", 2, 1.0)
    assert staged.session.run.session.timeline.language == "de"


def test_a_window_that_has_learnt_a_language_has_forgotten_the_other(stage, qtbot):
    staged = stage(reduce_motion=True, language="de").show().go("settings")
    english = next(b for b in staged.window.findChildren(QAbstractButton) if b.text() == "English")
    english.click()
    qtbot.waitUntil(lambda: "Settings" in tabs(staged))
    for screen in ("tonight", "practices", "journal", "settings"):
        staged.window.go(screen)
        assert [word for word in words(staged) if set(word) & set("äöüß")] == []


# Opened and closed


def test_the_window_comes_back_as_large_as_it_was(stage):
    staged = stage().show(777, 655)
    staged.window.close()
    assert staged.desk.preferences.kept.window == (777, 655)
    assert stage(window=(777, 655)).window.size().toTuple() == (777, 655)


def test_what_wind_down_begins_is_made_ready_without_a_sound(stage):
    staged = stage().show()
    staged.window.warm()
    assert staged.speaker.timeline.practice == "extended_4_6"
    assert staged.voice.wanted
    assert staged.speaker.calls == ["load"]
