"""The after-care plan in the window: by keyboard alone, help one key away, and nothing told."""

import json
import logging
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.presenters.test_aftercare_screen import an_evening
from tests.ui.stage import settle
from windown.adapters.aftercare import FILE
from windown.adapters.fault_log import FaultLog
from windown.app import build
from windown.presenters.aftercare import HelpNow, PlanView, StartView
from windown.presenters.evening import EveningScreen
from windown.service.topics import announce
from windown.ui.tray import Tray

NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
#: What is to be named nowhere but where a person looks for it.
TELLING = ("ketamin", "after-care", "aftercare", "after_care", "nachsorge", "melatonin")
#: One red flag of each kind of the facts, 8.3, by what is said of it.
FLAGS = (
    "cannot be woken", "breathes slowly", "grey lips", "has a fit", "chest pain", "very hot",
    "hit their head", "opioids", "vomits while drowsy", "wants to die", "unreal",
    "little need for sleep", "very low mood", "pass urine", "blood in the urine", "belly",
    "two weeks after", "three months", "pee often", "nightmares", "to sleep or to cope", "snoring",
)  # fmt: skip


def on_page(stage, hours=None, at=NIGHT, **settings):
    """A stage on the page, so many hours after a dose."""
    staged = stage(at=at, language="en", **settings).show()
    if hours is not None:
        dose = at - timedelta(hours=hours)
        staged.desk.aftercare.begin(dose, dose, "other", True, None)
    staged.window.open_aftercare()
    settle()
    return staged


def said(staged):
    page = staged.window.aftercare
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def press(staged, key, times=1):
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget() or staged.window, key)
    settle(0.05)


def screens(stage):
    """Every screen of the plan, each as it is reached."""
    yield on_page(stage)
    for hours in (0.5, 3, 5, 10, 18, 26, 40, 49):
        yield on_page(stage, hours)
    staged = on_page(stage, 49)
    staged.window.aftercare.presenter.think(True)
    staged.window.aftercare.refresh()
    yield staged
    staged = on_page(stage, 49)
    staged.window.aftercare.presenter.finish(staged.clock.now())
    staged.window.aftercare.refresh()
    yield staged


def test_every_red_flag_is_one_key_away_from_every_screen_of_the_plan(stage):
    for staged in screens(stage):
        assert "F1" in staged.window.aftercare.help.text()
        staged.window.activateWindow()
        press(staged, Qt.Key.Key_F1)
        assert isinstance(staged.window.aftercare._shown, HelpNow)
        text = said(staged)
        assert [flag for flag in FLAGS if flag not in text] == []
        staged.window.hide()


def test_esc_leads_from_help_to_the_plan_and_from_the_plan_to_care(stage):
    staged = on_page(stage, 3)
    press(staged, Qt.Key.Key_F1)
    press(staged, Qt.Key.Key_Escape)
    assert isinstance(staged.window.aftercare._shown, PlanView)
    press(staged, Qt.Key.Key_Escape)
    assert staged.window.screen_name == "care"


def focus_on(staged, name):
    """Go to a control by Tab alone."""
    for _ in range(60):
        at = QApplication.focusWidget()
        if at is not None and name in (at.accessibleName(), getattr(at, "text", str)()):
            return at
        press(staged, Qt.Key.Key_Tab)
    raise AssertionError(name)


def test_a_plan_is_begun_lived_through_and_erased_by_keyboard_alone(stage):
    staged = on_page(stage)
    focus_on(staged, "The last dose")
    press(staged, Qt.Key.Key_Right, 6)
    focus_on(staged, "I am 18 or older")
    press(staged, Qt.Key.Key_Space)
    focus_on(staged, "Begin the plan")
    press(staged, Qt.Key.Key_Return)
    held = staged.desk.aftercare
    assert held.plan.dose == NIGHT - timedelta(hours=3)
    focus_on(staged, "Yes")
    press(staged, Qt.Key.Key_Space)
    assert held.plan.steady
    staged.clock.pass_(46 * 3600)
    staged.window.aftercare.refresh()
    focus_on(staged, "Leave it out")
    press(staged, Qt.Key.Key_Space)
    assert "nice and easy" in said(staged)
    focus_on(staged, "Erase all of it")
    press(staged, Qt.Key.Key_Space)
    assert held.plans() == []
    assert "Nothing is kept" in said(staged)


@pytest.mark.parametrize(("key", "practice"), [("G", "grounding"), ("N", "natural"),
                                               ("P", "pmr_passive")])  # fmt: skip
def test_a_key_begins_the_voice_or_the_breath(stage, key, practice):
    staged = on_page(stage, 3)
    press(staged, getattr(Qt.Key, f"Key_{key}"))
    assert staged.window.in_session
    assert staged.session.run.record.practice == practice


def test_passive_relaxation_is_no_key_away_in_the_first_two_hours(stage):
    staged = on_page(stage, 1)
    press(staged, Qt.Key.Key_P)
    assert not staged.window.in_session


def test_the_page_follows_the_hours_and_leaves_what_is_being_chosen_alone(stage):
    staged = on_page(stage, 1.9)
    staged.clock.pass_(600)
    staged.window.aftercare._follow()
    assert "The hours after" in said(staged)
    staged.desk.aftercare.erase()
    staged.window.aftercare.refresh()
    shown = staged.window.aftercare._shown
    staged.clock.pass_(600)
    staged.window.aftercare._follow()
    assert isinstance(shown, StartView) and staged.window.aftercare._shown is shown


def test_what_rests_is_not_begun_and_tonight_says_so_neutrally(stage):
    staged = on_page(stage, 3)
    staged.window.begin("box_4")
    assert not staged.window.in_session
    told = " ".join(staged.window.told).lower()
    assert told.startswith("not today")
    assert [word for word in TELLING if word in told] == []


def test_care_leads_to_the_plan_by_its_neutral_name(stage):
    staged = stage(at=NIGHT, language="en").show().go("care")
    from windown.ui.widgets.pieces import Card

    card = next(c for c in staged.window.care.findChildren(Card) if c.text() == "After-care plan")
    card.click()
    settle()
    assert staged.window.screen_name == "aftercare"


def test_no_window_title_and_no_tip_names_it(stage):
    for staged in screens(stage):
        tops = QApplication.topLevelWidgets()
        titles = [top.windowTitle() for top in tops] + [top.windowIconText() for top in tops]
        tips = [each.toolTip() for each in staged.window.findChildren(QWidget)]
        told = " ".join([*titles, *tips]).lower()
        assert [word for word in TELLING if word in told] == []
        staged.window.hide()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("hours", [0.5, 3, 10, 26, 40])
def test_the_tray_never_names_it(language, hours, qapp):
    desk, _ = an_evening(language, hours)
    tray = Tray(EveningScreen(desk), desk.clock, *[lambda *_: None] * 4)
    tray.refresh()
    told = " ".join([tray.icon.toolTip(), *(each.text() for each in tray.menu.actions())]).lower()
    tray.leave()
    assert [word for word in TELLING if word in told] == []


def lived_through(folder):
    """A real house on a folder in which a plan was begun, followed, answered; its desk."""
    house = build(folder)
    desk, now = house.desk, house.desk.clock.now()
    desk.aftercare.begin(now.utc - timedelta(hours=3), now.utc, "clinic", True, True)
    desk.evening.look(now)
    for practice in desk.shelf.practices:
        desk.advice(practice)
    desk.aftercare.check_in({"urges": "strong", "bladder": "pain"}, now.utc)
    return house


def test_no_file_is_named_after_it_and_only_its_own_knows_of_it(tmp_path):
    house = lived_through(tmp_path)
    house.close()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    names = " ".join(str(file.relative_to(tmp_path)) for file in files).lower()
    assert [word for word in TELLING if word in names] == []
    knowing = [f.name for f in files if any(w in f.read_bytes() for w in (b"clinic\0", b"strong"))
               and f.suffix == ".db"]  # fmt: skip
    assert knowing == [FILE]
    with sqlite3.connect(tmp_path / "windown.db") as db:
        said = json.dumps(list(db.iterdump())).lower()
    db.close()
    assert not [word for word in ("ketamin", "aftercare", "clinic") if word in said]


def test_erased_there_is_no_file_left_of_it(tmp_path):
    house = lived_through(tmp_path)
    house.desk.aftercare.erase()
    house.close()
    assert [file for file in tmp_path.iterdir() if file.name.startswith(FILE)] == []


def test_a_fault_within_it_names_it_in_no_log(tmp_path):
    """Even the names of our own modules, which stand in every traceback, would tell."""
    log, file = logging.getLogger("windown"), tmp_path / "windown.log"
    handler = FaultLog(file)
    log.addHandler(handler)
    try:
        house = lived_through(tmp_path / "data")

        def failing(topic):
            house.desk.aftercare.switch("practice", "natural", "no moment: ketamine, Nachsorge")

        house.desk.listeners.append(failing)
        announce(house.desk.listeners, "practices")
        house.close()
    finally:
        log.removeHandler(handler)
        handler.close()
    text = file.read_text(encoding="utf-8").lower()
    assert "traceback" in text
    assert [word for word in TELLING if word in text] == []
