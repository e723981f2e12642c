"""The plan editor in the window: the line follows, one reminder is open, everything is kept."""

import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTimeEdit

from tests.an_evening import BED, MELATONIN, NIGHT, FakeEvening, Row, a_reminder, an_evening_at
from tests.fakes import ASSETS
from tests.ui.stage import Stage, settle
from windown.content.plan import read_defaults
from windown.core.evening.plan import find
from windown.presenters.plan_view import Mark
from windown.ui.light import screen_score
from windown.ui.widgets.plan_marker import snapped, stepped

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DEFAULTS = read_defaults(ASSETS / "plan" / "defaults.toml")


@pytest.fixture
def a_stage(qtbot):
    """Makes windows with a plan and an evening, so many minutes before bedtime."""

    def make(before=170, rows=None, size=(960, 640), **settings):
        at = BED - timedelta(minutes=before)
        stage = Stage(at=at, **settings)
        qtbot.addWidget(stage.window)
        stage.desk.plan, stage.desk.defaults = DEFAULTS.plan, DEFAULTS
        stage.desk.evening = FakeEvening(an_evening_at(at) if rows is None else rows)
        stage.window.go("tonight")
        return stage.show(*size)

    return make


def planning(stage):
    stage.go("planning")
    return stage.window.planning


def test_settings_lead_to_the_plan_by_one_row_and_have_no_times_of_their_own(a_stage):
    stage = a_stage().go("settings")
    assert stage.window.settings.findChildren(QTimeEdit) == []
    QTest.mouseClick(stage.window.settings.plan, Qt.MouseButton.LeftButton)
    assert stage.window.pages.currentWidget() is stage.window.planning


def test_a_lead_that_is_moved_moves_its_mark_and_is_kept(a_stage):
    page = planning(a_stage())
    page._open("dim_lights")
    settle(0.1)
    before = page.line.spots()["dim_lights"].x()
    page.details.lead.slider.setValue(0)
    page.write()
    assert page.line.spots()["dim_lights"].x() > before
    assert find(page.presenter.plan, "dim_lights").lead == 60


def test_a_mark_that_is_pressed_opens_its_reminder(a_stage):
    page = planning(a_stage())
    spot = page.line.spots()["screens_off"]
    QTest.mouseClick(page.line, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    settle(0.1)
    assert page.details.shown.id == "screens_off"


class Kept:
    """Plans kept in memory, every write noted."""

    def __init__(self):
        self.written = []

    def write(self, plan):
        self.written.append(plan)


def hand(a_stage, name, **settings):
    """The page, what it writes, and where a mark is that a hand is about to take."""
    stage = a_stage(**settings)
    stage.desk.plans = Kept()
    page = planning(stage)
    settle(0.1)
    return page, stage.desk.plans.written, page.line.spots()[name].toPoint()


def drag(page, start, by, steps=8):
    """A press and a way along the line, without letting go."""
    QTest.mousePress(page.line, Qt.MouseButton.LeftButton, pos=start)
    for n in range(1, steps + 1):
        to = start + QPoint(round(by * n / steps), 0)
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(to), page.line.mapToGlobal(QPointF(to)),
            Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(page.line, move)
    return start + QPoint(by, 0)


def lead(page, name):
    return find(page.presenter.plan, name).lead


def test_a_mark_that_is_drawn_along_the_line_snaps_to_its_steps_and_is_written_once(a_stage):
    page, written, start = hand(a_stage, "dim_lights")
    end = drag(page, start, 60, steps=30)
    assert written == []
    assert page.line.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    during = page.line.markers["dim_lights"]
    assert (during.value() - 60) % 15 == 0
    assert 60 < during.value() < 180
    hours, clock = during.accessibleDescription().split(", ")
    assert clock == (BED + timedelta(hours=1, minutes=-during.value())).strftime("%H:%M")
    assert hours.endswith(("h", "min"))
    QTest.mouseRelease(page.line, Qt.MouseButton.LeftButton, pos=end)
    assert [find(plan, "dim_lights").lead for plan in written] == [during.value()]
    assert page.details is None  # it was moved, not chosen


@pytest.mark.parametrize(("by", "limit"), [(-900, 240), (900, 60)])
def test_a_mark_goes_no_further_than_its_range(a_stage, by, limit):
    page, _, start = hand(a_stage, "dim_lights")
    end = drag(page, start, by)
    QTest.mouseRelease(page.line, Qt.MouseButton.LeftButton, pos=end)
    assert lead(page, "dim_lights") == limit


def test_the_whole_range_of_the_earliest_can_be_reached_on_the_line(a_stage):
    page, _, start = hand(a_stage, "caffeine_cutoff", size=(420, 640))
    end = drag(page, start, 10 - start.x())
    QTest.mouseRelease(page.line, Qt.MouseButton.LeftButton, pos=end)
    assert lead(page, "caffeine_cutoff") == 780


def test_escape_while_drawing_puts_it_back_and_the_page_stays(a_stage):
    page, written, start = hand(a_stage, "dim_lights")
    end = drag(page, start, 80)
    assert page.line.spots()["dim_lights"].toPoint() != start
    QTest.keyClick(page.line.markers["dim_lights"], Qt.Key.Key_Escape)
    assert page.line.spots()["dim_lights"].toPoint() == start
    QTest.mouseRelease(page.line, Qt.MouseButton.LeftButton, pos=end)
    page.write()
    assert (written, lead(page, "dim_lights")) == ([], 180)
    assert page.isVisible()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([Qt.Key.Key_Left], 195), ([Qt.Key.Key_Up], 195), ([Qt.Key.Key_Right], 165),
        ([Qt.Key.Key_Down] * 3, 135), ([Qt.Key.Key_PageUp], 240), ([Qt.Key.Key_PageDown], 120),
        ([Qt.Key.Key_Home], 240), ([Qt.Key.Key_End], 60), ([Qt.Key.Key_Home, Qt.Key.Key_Up], 240),
    ],
)  # fmt: skip
def test_a_mark_is_moved_by_keys_within_its_range_and_written_when_they_rest(
    a_stage, keys, expected
):
    page, written, _ = hand(a_stage, "dim_lights")
    marker = page.line.markers["dim_lights"]
    marker.setFocus(Qt.FocusReason.TabFocusReason)
    for key in keys:
        QTest.keyClick(marker, key)
    assert written == []
    assert marker.value() == expected
    page.write()
    assert lead(page, "dim_lights") == expected
    assert len(written) == 1
    assert marker.hasFocus()


def test_from_between_two_steps_a_key_leads_to_the_next_one():
    mark = Mark("x", "X", 187, "", True, False, 60, 240, 15)
    assert (stepped(mark, 1), stepped(mark, -1)) == (195, 180)
    assert (stepped(mark, 4), stepped(mark, -4)) == (240, 135)
    assert snapped(mark, 187) == 180


def test_a_screen_reader_hears_and_sets_the_value_of_a_mark(a_stage):
    page, _, _ = hand(a_stage, "dim_lights")
    held = QAccessible.queryAccessibleInterface(page.line.markers["dim_lights"])
    assert held.role() == QAccessible.Role.Slider
    assert held.text(QAccessible.Text.Name) == "Dim the lights"
    assert held.text(QAccessible.Text.Description) == "3 h, 20:00"
    value = held.valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (180, 60, 240)
    value.setCurrentValue(128)
    page.write()
    assert lead(page, "dim_lights") == 135
    assert held.text(QAccessible.Text.Description).endswith("20:45")


def test_list_and_open_reminder_follow_a_mark_that_is_moved(a_stage):
    page, _, _ = hand(a_stage, "dim_lights")
    page._open("dim_lights")
    settle(0.1)
    QTest.keyClick(page.line.markers["dim_lights"], Qt.Key.Key_End)
    page.write()
    assert page.details.lead.value() == 0
    assert "22:00" in page.openers["dim_lights"].accessibleName()


def test_bedtime_itself_cannot_be_drawn_away(a_stage):
    stage = a_stage()
    bedtime = replace(find(DEFAULTS.plan, "bedtime"), on=True)
    stage.desk.plan = replace(DEFAULTS.plan, reminders=(bedtime,))
    page = planning(stage)
    settle(0.1)
    start = page.line.spots()["bedtime"].toPoint()
    end = drag(page, start, -80)
    assert page.line.spots()["bedtime"].toPoint() == start
    QTest.mouseRelease(page.line, Qt.MouseButton.LeftButton, pos=end)
    assert lead(page, "bedtime") == 0


def test_leads_of_melatonin_are_spoken_of_as_they_are_moved(a_stage):
    stage = a_stage()
    on = tuple(replace(r, on=r.id == "melatonin") for r in DEFAULTS.plan.reminders)
    stage.desk.plan = replace(DEFAULTS.plan, reminders=on, melatonin=MELATONIN)
    page = planning(stage)
    page._open("melatonin")
    settle(0.1)
    said = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(page.line.markers["melatonin"], key)
        page.write()
        said.append(page.details.notices.text() if page.details.notices.isVisible() else "")
    assert said == [
        "Earlier usually works better.", "",
        "Taken very early it can make you drowsy in the evening.",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
def test_lights_out_closes_the_plan_until_rise(a_stage, language):
    stage = a_stage(1, language=language)
    page = planning(stage)
    assert re.search(r"\d\d:\d\d", words_of(page))
    stage.clock.pass_(60)
    page.look()
    settle(0.1)
    assert not re.search(r"\d", words_of(page))
    assert stage.desk.words("planning.night") in words_of(page)
    stage.clock.pass_(8 * 3600)
    page.look()
    settle(0.1)
    assert page.openers["dim_lights"].isVisible()


@pytest.mark.parametrize("width", [420, 960])
def test_marks_of_one_moment_stand_on_each_other_and_all_within_the_line(a_stage, width):
    page = planning(a_stage(size=(width, 640)))
    settle(0.1)
    spots = list(page.line.spots().values())
    assert len({(round(s.x()), round(s.y())) for s in spots}) == len(spots) == 7
    for spot in spots:
        assert 0 <= spot.x() <= page.line.width()
        assert 0 <= spot.y() <= page.line.height()


def test_a_switch_and_a_day_are_kept_at_once(a_stage):
    page = planning(a_stage())
    page.switches["fluids_taper"].click()
    settle(0.1)
    assert not find(page.presenter.plan, "fluids_taper").on
    page._open("last_meal")
    settle(0.1)
    page.details.days[6].click()
    assert find(page.presenter.plan, "last_meal").days == frozenset(range(1, 7))


def test_melatonin_opens_its_entry_instead_of_going_on(a_stage):
    page = planning(a_stage())
    page.switches["melatonin"].click()
    settle(0.1)
    assert page.details.shown.id == "melatonin"
    assert not page.switches["melatonin"].isChecked()
    page.details.adult.click()
    settle(0.1)
    page.details.amount.setText("1")
    page.details.amount.editingFinished.emit()
    settle(0.1)
    page.switches["melatonin"].click()
    settle(0.1)
    assert find(page.presenter.plan, "melatonin").on


def test_an_own_reminder_is_added_named_and_deleted_by_two_presses(a_stage):
    page = planning(a_stage())
    page._add()
    settle(0.1)
    made = page.details.shown.id
    QTest.keyClicks(page.details.name, "Feed the cat")
    page.write()
    assert find(page.presenter.plan, made).text == "Feed the cat"
    page.details.remove.click()
    assert find(page.presenter.plan, made) is not None
    page.details.remove.click()
    settle(0.1)
    assert find(page.presenter.plan, made) is None


def shown_fields(page):
    return [f for f in page.findChildren(QTimeEdit) if f.isVisibleTo(page)]


def test_bedtimes_differ_by_weekday_where_wished(a_stage):
    page = planning(a_stage())
    assert len(page.findChildren(QTimeEdit)) == 2
    page._by_day(page.presenter.view(page.clock.now()).days[0], True)
    fields = shown_fields(page)
    deadline = time.monotonic() + 5
    while len(fields) != 14 and time.monotonic() < deadline:
        settle(0.1)
        fields = shown_fields(page)
    assert len(fields) == 14
    fields[0].setTime(QTime(22, 0))
    page.write()
    assert f"{page.presenter.plan.bedtimes[0]:%H:%M}" == "22:00"
    assert f"{page.presenter.plan.bedtimes[1]:%H:%M}" == "23:00"


def test_what_is_left_is_written(a_stage):
    stage = a_stage()
    page = planning(stage)
    page._open("dim_lights")
    settle(0.1)
    page.details.lead.slider.setValue(0)
    stage.go("tonight")
    assert find(stage.desk.plan, "dim_lights").lead == 60


def test_escape_leads_back(a_stage):
    stage = a_stage()
    page = planning(stage)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert stage.window.pages.currentWidget() is stage.window.settings
    stage.go("why")
    QTest.keyClick(stage.window.why, Qt.Key.Key_Escape)
    assert stage.window.pages.currentWidget() is stage.window.tonight


def words_of(window):
    """Everything a person reads or hears."""
    from PySide6.QtWidgets import QWidget

    said = []
    for each in window.findChildren(QWidget):
        if each.isVisibleTo(window):
            texts = (getattr(each, "text", str), each.accessibleName, each.accessibleDescription,
                     each.toolTip)  # fmt: skip
            said += [text() for text in texts if callable(text)]
    return " ".join(said)


@pytest.mark.parametrize("screen", ["tonight", "why"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_between_lights_out_and_rise_no_clock_is_in_the_window(a_stage, screen, language):
    rows = [Row(a_reminder("bedtime", on=True), "shown"), *an_evening_at(BED)]
    stage = a_stage(-30, rows, language=language).go(screen)
    assert not re.search(r"\d\d:\d\d", words_of(stage.window.pages.currentWidget()))


def test_the_evening_is_answered_in_place_and_the_line_goes_on(a_stage):
    stage = a_stage()
    tonight = stage.window.tonight
    waits = next(p for p in tonight.evening.places if p.moment.reminder == "last_meal")
    waits.buttons[0].click()
    assert stage.desk.evening.told == [("answer", f"last_meal:{NIGHT}", "done", 0)]
    shown = next(p for p in tonight.evening.places if p.moment.reminder == "last_meal")
    assert shown.moment.state == "done"


def test_begin_answers_and_begins(a_stage):
    stage = a_stage(40)
    waits = next(p for p in stage.window.tonight.evening.places
                 if p.moment.reminder == "wind_down_start")  # fmt: skip
    waits.buttons[0].click()
    assert stage.desk.evening.told[0][2] == "begin"
    assert stage.window.session_page.running


def test_bedtime_moves_by_a_press_and_everything_with_it(a_stage):
    stage = a_stage()
    tonight = stage.window.tonight
    tonight.to_move.click()
    tonight.later.click()
    assert "23:15" in tonight.new_bed.text()
    assert "22:15" in {p.moment.clock for p in tonight.evening.places}
    tonight.as_planned.click()
    assert "23:00" in tonight.new_bed.text()


def test_pause_and_go_on_are_one_button(a_stage):
    tonight = a_stage().window.tonight
    before = tonight.pause.text()
    tonight.pause.click()
    assert tonight.state.isVisible()
    assert tonight.pause.text() != before
    tonight.pause.click()
    assert (tonight.state.isVisible(), tonight.pause.text()) == (False, before)


def test_the_button_stays_in_sight_however_long_the_evening_is(a_stage):
    stage = a_stage(size=(420, 600), scale=1.8, language="de")
    settle(0.1)
    button = stage.window.tonight.wind_down
    top = button.mapTo(stage.window, button.rect().topLeft()).y()
    assert top + button.height() <= stage.window.height()


@pytest.mark.parametrize(
    ("before", "limit"), [(170, 0.05), (40, 0.03), (-10, 0.03)], ids=["evening", "night", "dark"]
)
@pytest.mark.parametrize("screen", ["tonight", "planning", "why"])
def test_the_screens_give_little_light(a_stage, screen, before, limit):
    stage = a_stage(before).go(screen)
    assert screen_score(stage.picture()) <= limit


@pytest.mark.parametrize("screen", ["tonight", "planning", "why"])
def test_nothing_is_wider_than_the_smallest_window_with_large_letters(a_stage, screen):
    stage = a_stage(170, size=(420, 700), scale=1.8, language="de").go(screen)
    page = stage.window.pages.currentWidget()
    if screen == "planning":
        page._open("wind_down_start")
        settle(0.1)
    column = getattr(page, "column", page)
    assert column.widget().width() <= column.viewport().width()


@pytest.mark.parametrize("width", [420, 960])
def test_the_line_of_a_full_evening_keeps_its_quieter_letters_at_every_size(a_stage, width):
    stage = a_stage()
    line = stage.window.tonight.line
    for wide in (width, 700, width):
        stage.window.resize(wide, 700)
        settle(0.1)
        assert line.property("letters") == "title"
    stage.desk.evening.rows = []
    stage.window.go("tonight")
    settle(0.1)
    assert line.property("letters") == "head"


def test_with_a_tray_closing_only_puts_the_window_away(a_stage):
    stage = a_stage()
    said = []
    stage.window.stays = lambda: said.append("stays")
    stage.window.close()
    assert (stage.window.isVisible(), said) == (False, ["stays"])
    stage.window.come("tonight")
    assert stage.window.isVisible()
    stage.window.stays = None
    stage.window.close()
    assert not stage.window.isVisible()
