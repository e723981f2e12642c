"""Eyes closed: true black on every screen, from the first breath until somebody is there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.helpers.buses import until
from windown.core.options import Options
from windown.ui.ending import AT_END_MS, REST_S
from windown.ui.light import screen_score
from windown.ui.screens.session import FORGOTTEN_MS

ROOT = Path(__file__).parents[2]
TWO = {
    "screens": [
        {"name": "one", "x": 0, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "dpr": 1},
        {"name": "two", "x": 1280, "y": 0, "width": 1024, "height": 768, "logicalDpi": 96,
         "dpr": 1},
    ]
}  # fmt: skip
#: When the session runs in the dark, at a movement, after its end, once more, and stopped.
DARK = ("black", "moved", "after", "again", "stopped")


@pytest.fixture
def night(stage):
    """A minute of box breathing with eyes closed, a few seconds in."""
    staged = stage(reduce_motion=True).show()
    staged.desk.change(options={"box_4": Options(eyes_closed=True)})
    staged.window.begin("box_4", 1.0)
    passes(staged, 2.0)
    return staged


def passes(staged, *seconds):
    for each in seconds:
        staged.clock.pass_(each)
        staged.window.session_page.look()


def to_the_end(staged):
    passes(staged, 16.0, 20.0, 20.0, 20.0)
    assert staged.session.run.session.stage == "ended"


def score(staged):
    return screen_score(staged.window.grab().toImage())


def page(staged):
    return staged.window.whole.currentWidget()


def press(staged, key):
    QTest.keyClick(page(staged), key)


def test_the_whole_screen_is_black_after_the_first_breath(night):
    assert score(night) > 0.0
    passes(night, 15.9)
    assert score(night) > 0.0
    passes(night, 0.1)
    assert score(night) == 0.0
    assert night.window.isFullScreen()


def test_no_movement_lights_it(night):
    passes(night, 16.0)
    for place in (QPoint(80, 90), QPoint(300, 200)):
        QTest.mouseMove(page(night), place)
    passes(night, 1.0)
    assert score(night) == 0.0


def test_at_the_end_it_stays_black_and_nothing_is_asked(night):
    to_the_end(night)
    assert score(night) == 0.0
    assert night.window.isFullScreen()
    assert not night.window.after.question.isVisible()


@pytest.mark.parametrize("by", ["key", "press", "pane"])
def test_who_is_there_finds_a_quiet_page_of_the_night(night, by):
    to_the_end(night)
    if by == "key":
        press(night, Qt.Key.Key_Space)
    elif by == "press":
        QTest.mouseClick(page(night), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
        QTest.mouseClick(page(night).childAt(200, 200), Qt.MouseButton.LeftButton)
    else:
        night.window.darkness.pressed()
    rest = night.window.after.rest
    assert rest.isVisible()
    assert 0.0 < score(night) <= 0.02
    assert night.window.isFullScreen()
    assert rest.again.accessibleName()
    rest.close_.click()
    assert night.window.tonight.isVisible()
    assert not night.window.isFullScreen()


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_VolumeDown])
def test_keys_meant_for_something_else_leave_it_black(night, key):
    to_the_end(night)
    press(night, key)
    assert score(night) == 0.0


@pytest.mark.parametrize("lit", [False, True])
def test_one_still_awake_begins_once_more_in_the_dark(night, lit):
    to_the_end(night)
    if lit:
        press(night, Qt.Key.Key_Space)
    press(night, Qt.Key.Key_Right)
    assert night.window.session_page.running
    assert score(night) == 0.0
    assert len(night.journal.records) == 2


def test_b_gives_light_again_and_the_window_its_size(night):
    passes(night, 16.0)
    press(night, Qt.Key.Key_B)
    assert score(night) > 0.0
    assert not night.window.isFullScreen()


def test_too_much_in_the_dark_is_heard_and_gives_no_light(night):
    passes(night, 16.0)
    press(night, Qt.Key.Key_T)
    assert score(night) == 0.0
    assert night.desk.settings.body.gentler == {"box_4"}


def test_space_in_the_dark_pauses_and_goes_on_in_the_dark(night):
    passes(night, 16.0)
    press(night, Qt.Key.Key_Space)
    assert night.session.run.session.stage == "paused"
    assert score(night) == 0.0
    press(night, Qt.Key.Key_Space)
    assert night.session.run.session.stage == "running"


def test_a_key_that_reaches_a_pane_is_as_if_pressed_in_the_window(night):
    passes(night, 16.0)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    night.window.darkness.typed(key)
    assert night.session.run.session.stage == "ended"


def test_a_window_that_is_closed_leaves_no_dark_behind(night):
    passes(night, 16.0)
    night.window.stays = lambda: None
    night.window.close()
    assert not night.window.darkness.fallen
    assert night.window.darkness.panes == []


def test_a_window_that_is_put_away_after_it_leaves_neither_dark_nor_quiet_behind(night):
    to_the_end(night)
    night.window.stays = lambda: None
    night.window.close()
    assert not night.window.darkness.fallen
    assert not night.window.ending.resting
    night.window.come()
    assert night.window.tonight.isVisible()


def test_the_computer_is_kept_awake_until_the_end_and_again_for_another_round(night):
    told = []
    night.window.on_session = told.append
    to_the_end(night)
    assert told == [False]
    press(night, Qt.Key.Key_Right)
    assert told == [False, True]
    press(night, Qt.Key.Key_Escape)
    assert told == [False, True, False]


def test_reminders_leave_one_who_fell_asleep_alone(night):
    to_the_end(night)
    assert night.window.ending.resting
    night.clock.pass_(REST_S + 1)
    assert not night.window.ending.resting  # half past nine in the evening of the stage
    night.clock.pass_(2 * 3600)
    assert night.window.ending.resting  # lights are out
    press(night, Qt.Key.Key_Space)
    press(night, Qt.Key.Key_Escape)
    assert not night.window.ending.resting


def ends_with(staged, what):
    """A minute of box breathing after which the computer does something."""
    told = []
    staged.window.ending.at_end = told.append
    staged.desk.change(options={"box_4": Options(eyes_closed=True, at_end=what)})
    staged.window.begin("box_4", 1.0)
    passes(staged, 2.0)
    return told


def time_is_over(staged):
    """The wait after the end is over, where there is one."""
    timer = staged.window.ending.off
    assert timer.interval() == AT_END_MS
    if timer.isActive():
        timer.timeout.emit()


@pytest.mark.parametrize("what", ["screen_off", "suspend"])
def test_a_while_after_its_end_screen_or_computer_go_off(stage, what):
    staged = stage(reduce_motion=True).show()
    told = ends_with(staged, what)
    to_the_end(staged)
    assert told == []
    time_is_over(staged)
    assert told == [what]


@pytest.mark.parametrize("by", ["nothing", "esc", "again", "lit"])
def test_nothing_goes_off_where_somebody_is_awake_or_nothing_is_wished(stage, by):
    staged = stage(reduce_motion=True).show()
    told = ends_with(staged, "nothing" if by == "nothing" else "suspend")
    if by == "esc":
        press(staged, Qt.Key.Key_Escape)
    else:
        to_the_end(staged)
    if by in ("again", "lit"):
        press(staged, Qt.Key.Key_Right if by == "again" else Qt.Key.Key_Space)
    time_is_over(staged)
    assert told == []


def test_a_pause_forgotten_behind_another_window_darkens_nothing_else(stage):
    staged = stage(reduce_motion=True).show()
    staged.window.begin("box_4", 1.0)
    passes(staged, 2.0)
    press(staged, Qt.Key.Key_Space)
    other = QLabel("a letter")
    other.show()
    other.activateWindow()
    until(lambda: QApplication.processEvents() or not staged.window.isActiveWindow())
    timer = staged.window.session_page._forgotten
    assert timer.interval() == FORGOTTEN_MS
    timer.timeout.emit()
    assert score(staged) == 0.0
    assert not staged.window.darkness.fallen
    other.close()


def played_on_two_screens(around):
    """What a session with eyes closed shows on the screens of a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"], cwd=ROOT, capture_output=True, text=True,
        timeout=120, env=os.environ | around, check=True,
    )  # fmt: skip
    return json.loads(ran.stdout.splitlines()[-1])


def test_every_other_screen_is_covered_as_well(tmp_path):
    file = tmp_path / "screens.json"
    file.write_text(json.dumps(TWO), "utf-8")
    told = played_on_two_screens({"QT_QPA_PLATFORM": f"offscreen:configfile={file}"})
    assert told["screens"] == 2
    assert [told[when]["covers"] for when in DARK] == [[0.0, 0.0]] * 5
    assert told["black"]["hidden"] == [True, True]
    assert 0.0 < told["rest"]["covers"][0] <= 0.02
    assert told["rest"]["covers"][1] == 0.0
    assert (told["asks"], told["panes"], told["full"]) == (False, 0, False)


CONFIG = """
Section "Device"
  Identifier "d"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Screen"
  Identifier "s"
  Device "d"
  DefaultDepth 24
EndSection
"""


#: What it takes, and the packages to install.
PROGRAMS = {"Xorg": "xserver-xorg-video-dummy", "xrandr": "x11-xserver-utils", "openbox": "openbox"}
#: Two screens side by side on a white ground, so that what is not covered is seen.
WISHES = (
    "xrandr --addmode DUMMY1 1024x768",
    "xrandr --output DUMMY0 --mode 1024x768",
    "xrandr --output DUMMY1 --mode 1024x768 --right-of DUMMY0",
    "xsetroot -solid #ffffff",
)


@pytest.fixture
def two_real_screens(tmp_path):
    """A display server with two screens that nobody sees and a window manager; its DISPLAY."""
    for program, package in PROGRAMS.items():
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing: install the package {package}")
    config = tmp_path / "xorg.conf"
    config.write_text(CONFIG, "utf-8")
    hear, say = os.pipe()
    command = ["Xorg", "-config", str(config), "-noreset", "-nolisten", "tcp",
               "-logfile", str(tmp_path / "xorg.log"), "-displayfd", str(say)]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, pass_fds=[say], **quiet) as server:
        os.close(say)
        with os.fdopen(hear) as told:
            number = told.readline().strip()
        try:
            if not number:
                pytest.skip("Xorg does not start here: install xserver-xorg-video-dummy, be root")
            around = os.environ | {"DISPLAY": f":{number}"}
            for wish in WISHES:
                subprocess.run(wish.split(), env=around, check=True, **quiet)
            with subprocess.Popen(["openbox"], env=around, **quiet) as manager:
                yield f":{number}"
                manager.terminate()
        finally:
            server.terminate()


@pytest.mark.thorough
def test_two_real_screens_are_black(two_real_screens):
    told = played_on_two_screens({"QT_QPA_PLATFORM": "xcb", "DISPLAY": two_real_screens})
    assert told["screens"] == 2
    assert min(told["lit"]["scores"]) > 0.1  # the white ground
    assert [told[when]["scores"] for when in DARK] == [[0.0, 0.0]] * 5
    assert told["black"]["hidden"] == [True, True]
    assert 0.0 < told["rest"]["scores"][0] <= 0.02
    assert told["rest"]["scores"][1] == 0.0
