"""The journal's pages: by keyboard, by pointer, with any number of nights, and what is read out."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.ui.evenings_kept import Opened
from tests.ui.stage import settle
from windown.ui.light import screen_score
from windown.ui.screens.journal_night import SessionRow
from windown.ui.widgets.weeks_chart import WeeksChart

TONIGHT, ONE = date(2026, 11, 22), timedelta(days=1)
KEY = Qt.Key


@pytest.fixture
def opened():
    made = []

    def makes(*args, size=(960, 640), **wishes):
        made.append(Opened(*args, **wishes).show(*size))
        settle(0.05)
        return made[-1]

    yield makes
    for each in made:
        each.window.close()
        each.window.deleteLater()


def words(page):
    QApplication.processEvents()
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]


def press(calendar, *keys):
    for key in keys:
        QTest.keyClick(calendar, key)


def test_arrows_go_by_days_and_weeks_and_enter_opens(opened):
    shown = opened(30)
    calendar = shown.page.calendar
    assert calendar.current == TONIGHT
    press(calendar, KEY.Key_Up, KEY.Key_Left)
    assert calendar.current == TONIGHT - 8 * ONE
    press(calendar, KEY.Key_Home)
    assert calendar.current.isoweekday() == 1
    press(calendar, KEY.Key_End)
    assert calendar.current == TONIGHT - 7 * ONE
    press(calendar, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down)
    assert calendar.current == TONIGHT
    press(calendar, KEY.Key_PageUp, KEY.Key_Return)
    assert shown.chosen == [TONIGHT - 28 * ONE]


def test_in_a_narrow_window_weeks_stand_below_each_other_and_arrows_follow(opened):
    shown = opened(30, size=(420, 700))
    calendar = shown.page.calendar
    press(calendar, KEY.Key_Up)
    assert calendar.current == TONIGHT - 7 * ONE
    press(calendar, KEY.Key_Left)
    assert calendar.current == TONIGHT - 8 * ONE


def test_keys_lead_through_years(opened):
    shown = opened(7000)
    calendar = shown.page.calendar
    press(calendar, *[KEY.Key_PageUp] * 30)
    assert calendar.current == TONIGHT - 30 * 28 * ONE
    assert shown.page.at > 0
    assert "2024" in shown.page.span.text()
    press(calendar, *[KEY.Key_PageDown] * 40)
    assert calendar.current == TONIGHT
    assert shown.page.at == 0


def test_every_place_is_large_enough_and_opens_its_own_evening(opened):
    for size in ((960, 640), (420, 700)):
        shown = opened(90, size=size)
        calendar = shown.page.calendar
        for evening in calendar.view.evenings:
            place = calendar.place(evening.night)
            assert min(place.width(), place.height()) >= 32
            assert calendar.rect().contains(place.toRect())
            assert calendar.evening_at(place.center()) == evening.night
        at = calendar.place(TONIGHT - 9 * ONE).center()
        QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(at.toPoint()))
        assert shown.chosen == [TONIGHT - 9 * ONE]


def test_the_evening_one_stands_at_is_told_in_words_also_to_a_screen_reader(opened):
    shown = opened(30)
    calendar = shown.page.calendar
    press(calendar, KEY.Key_Up)
    told = calendar.told()
    assert told.startswith("Saturday, 21 November")
    assert told in words(shown.page)
    assert told in calendar.accessibleName()


def test_each_chart_has_its_sentence(opened):
    shown = opened(90)
    charts = [c for c in shown.page.findChildren(WeeksChart) if c.isVisibleTo(shown.page)]
    assert len(charts) == 5
    assert all("nights" in chart.accessibleName() for chart in charts)


@pytest.mark.parametrize("count", [0, 1, 5, 90, 7000])
@pytest.mark.parametrize("face", ["morning", "evening", "night"])
def test_any_number_of_nights_is_dim_and_fits(opened, count, face):
    shown = opened(count, face)
    for size in ((960, 640), (420, 700)):
        shown.window.resize(*size)
        QApplication.processEvents()
        page = shown.page
        assert page.widget().minimumSizeHint().width() <= page.viewport().width()
        if face != "morning":
            limit = {"evening": 0.05, "night": 0.03}[face]
            assert screen_score(shown.window.grab().toImage()) <= limit


def test_no_figures_are_shown_of_few_nights(opened):
    shown = opened(3)
    assert not shown.page.findChildren(WeeksChart)
    assert any("figures stand here" in text for text in words(shown.page))


def test_nothing_is_counted_in_a_row_unless_wished(opened):
    assert not any("in a row" in text for text in words(opened(90).page))


def test_a_session_is_corrected_by_hand_and_taken_away_and_put_back(opened):
    shown = opened(90)
    night = next(r.night for r in shown.desk.journal.records.values() if r.felt is None)
    shown.open(night)
    (record, *_) = [r for r in shown.desk.journal.records.values() if r.night == night]
    row = row_of(shown, record.id)
    row.change.click()
    QTest.keyClick(row.felt, KEY.Key_2)
    assert shown.desk.journal.records[record.id].felt == 2
    row.note.setText("the neighbours")
    row.note.editingFinished.emit()
    assert "the neighbours" in words(shown.night)
    row.remove.click()
    assert record.id not in shown.desk.journal.records
    again = next(b for b in buttons(shown.night) if b.text() == "Put it back")
    again.click()
    assert shown.desk.journal.records[record.id].note == "the neighbours"


def test_a_practice_is_added_by_hand(opened):
    shown = opened(0)
    shown.open(TONIGHT - ONE)
    shown.night.adding.open.click()
    shown.night.adding.minutes.setValue(25)
    shown.night.adding.keep.click()
    (record,) = shown.desk.journal.records.values()
    assert (record.night, record.done_s) == (TONIGHT - ONE, 1500.0)
    assert any("25 minutes, without windown" in text for text in words(shown.night))


def test_the_morning_of_a_night_is_opened(opened):
    shown = opened(0)
    shown.open(TONIGHT - 3 * ONE)
    shown.night.to_diary.click()
    assert shown.diary == [TONIGHT - 3 * ONE]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "de"])
def test_an_opened_night_fits_the_narrow_window(opened, scale, language):
    shown = opened(90, language=language, scale=scale, size=(420, 700))
    for night in (TONIGHT, TONIGHT - 2 * ONE, TONIGHT - 5 * ONE):
        shown.open(night)
        page = shown.night
        assert page.widget().minimumSizeHint().width() <= page.viewport().width()


def buttons(page):
    QApplication.processEvents()
    return [each for each in page.findChildren(QAbstractButton) if each.isVisibleTo(page)]


def row_of(shown, session):
    rows = shown.night.findChildren(SessionRow)
    return next(row for row in rows if row.entry.id == session)
