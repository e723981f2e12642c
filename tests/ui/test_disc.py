"""The breathing disc: dim enough, readable, still when nothing moves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from windown.core.colours import NIGHT, contrast
from windown.ui.light import screen_score
from windown.ui.theme import Theme, theme_for
from windown.ui.widgets.disc import EMPTY, QUICKEST_MS, STILL_MS, Disc, next_frame_ms

#: The offscreen platform says so whenever a window has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FULLNESSES = (0.0, 0.25, 0.5, 0.75, 1.0)
ROOT = Path(__file__).resolve().parents[2]


def disc(qtbot: QtBot, width: int, height: int, theme: Theme | None = None) -> Disc:
    shown = Disc(theme or theme_for("night", type_scale=1.0))
    qtbot.addWidget(shown)
    shown.resize(width, height)
    return shown


def picture(shown: Disc) -> QImage:
    return shown.grab().toImage()


class Paints(QObject):
    """Counts how often a widget is painted, and over which area."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.areas.append(event.rect())  # type: ignore[attr-defined]
        return False


def visible(qtbot: QtBot, width: int = 500, height: int = 400) -> tuple[Disc, Paints]:
    shown, paints = disc(qtbot, width, height), Paints()
    shown.show_frame(0.4, 0.1, "Breathe in")
    with qtbot.waitExposed(shown):
        shown.show()
    QApplication.processEvents()
    shown.installEventFilter(paints)
    return shown, paints


@pytest.mark.parametrize("size", [(420, 600), (960, 640), (1280, 1280), (2560, 1440)])
def test_the_session_stays_dim_at_every_size_and_fullness(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    shown = disc(qtbot, *size)
    for fullness in FULLNESSES if size[0] < 1000 else (1.0,):
        shown.show_frame(fullness, 1.0, "Breathe out", "left nostril")
        assert screen_score(shown.grab(shown.square()).toImage()) <= 0.02


def test_the_session_stays_dim_on_a_screen_with_two_dots_a_pixel() -> None:
    told = subprocess.run(
        [sys.executable, "-c", AT_SCALE_TWO],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    width, score = told.stdout.split()
    assert int(width) == 840
    assert 0.001 < float(score) <= 0.02


AT_SCALE_TWO = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from windown.ui.light import screen_score
from windown.ui.theme import theme_for
from windown.ui.widgets.disc import Disc
shown = Disc(theme_for("night", type_scale=1.0))
shown.resize(420, 600)
shown.show_frame(1.0, 1.0, "Breathe out")
image = shown.grab(shown.square()).toImage()
print(image.width(), screen_score(image))
"""


def test_the_disc_widens_with_the_breath(qtbot: QtBot) -> None:
    shown = disc(qtbot, 400, 400)
    reach = []
    for fullness in FULLNESSES:
        shown.show_frame(fullness, 0.0)
        image = picture(shown)
        bright = [x for x in range(400) if image.pixelColor(x, 200).red() > 120]
        reach.append(bright[-1] - bright[0])
    assert reach == sorted(reach)
    assert reach[-1] > 1.5 * reach[0]


def test_with_little_motion_the_disc_keeps_its_size_and_changes_its_brightness(
    qtbot: QtBot,
) -> None:
    shown = disc(qtbot, 400, 400, theme_for("night", type_scale=1.0, calm=True))
    widths, lights = [], []
    for fullness in (0.0, 1.0):
        shown.show_frame(fullness, 0.0)
        image = picture(shown)
        reds = [image.pixelColor(x, 200).red() for x in range(400)]
        widths.append(reds.index(max(reds)))
        lights.append(max(reds))
    assert abs(widths[0] - widths[1]) <= 1
    assert lights[1] > 1.5 * lights[0]


@pytest.mark.parametrize("calm", [False, True])
@pytest.mark.parametrize("size", [220, 420, 1440])
def test_the_word_can_be_read_at_every_fullness(qtbot: QtBot, size: int, calm: bool) -> None:
    shown = disc(qtbot, size, size, theme_for("night", type_scale=1.0, calm=calm))
    half_wide, half_high = round(size * EMPTY * 0.74), size // 16
    for fullness in FULLNESSES:
        shown.show_frame(fullness, 0.0)
        image = picture(shown)
        middle = size // 2
        behind = {
            image.pixelColor(x, y).name()
            for x in range(middle - half_wide, middle + half_wide, 2)
            for y in range(middle - half_high, middle + half_high, 2)
        }
        assert min(contrast(NIGHT.accent, colour) for colour in behind) >= 4.5


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("word", ["Halten", "Langsam ausatmen", "Breathe out through the nose"])
def test_the_word_fits_into_the_empty_disc(qtbot: QtBot, word: str, scale: float) -> None:
    shown = disc(qtbot, 300, 300, theme_for("night", type_scale=scale))
    shown.show_frame(0.0, 0.0)
    without = picture(shown)
    shown.show_frame(0.0, 0.0, word)
    with_word = picture(shown)
    changed = [
        x for x in range(300) for y in range(110, 190)
        if without.pixel(x, y) != with_word.pixel(x, y)
    ]  # fmt: skip
    assert changed
    assert max(changed) - min(changed) <= 2 * EMPTY * 300 * 0.8


def test_the_corners_are_the_ground_of_the_face(qtbot: QtBot) -> None:
    shown = disc(qtbot, 500, 300)
    shown.show_frame(1.0, 0.5, "Hold")
    image = picture(shown)
    for x, y in ((0, 0), (499, 299), (102, 2), (20, 150)):
        assert image.pixelColor(x, y).name().upper() == NIGHT.ground


def test_nothing_is_painted_while_nothing_changes(qtbot: QtBot) -> None:
    shown, paints = visible(qtbot)
    for _ in range(20):
        shown.show_frame(0.4, 0.1, "Breathe in")
        shown.show_frame(0.40001, 0.10001, "Breathe in")
    QApplication.processEvents()
    assert paints.areas == []


def test_a_breath_paints_only_around_the_disc(qtbot: QtBot) -> None:
    shown, paints = visible(qtbot)
    shown.show_frame(0.5, 0.1, "Breathe in")
    QApplication.processEvents()
    assert len(paints.areas) == 1
    assert shown.square().contains(paints.areas[0])
    assert paints.areas[0].width() < shown.square().width()


def test_progress_paints_the_square(qtbot: QtBot) -> None:
    shown, paints = visible(qtbot)
    shown.show_frame(0.4, 0.3, "Breathe in")
    QApplication.processEvents()
    assert paints.areas == [shown.square()]


def test_a_new_face_is_seen_at_once(qtbot: QtBot) -> None:
    shown = disc(qtbot, 300, 300)
    shown.show_frame(0.5, 0.5)
    before = picture(shown)
    shown.wear(theme_for("morning", type_scale=1.0))
    assert picture(shown) != before


def test_a_screen_reader_finds_the_word(qtbot: QtBot) -> None:
    shown = disc(qtbot, 300, 300)
    shown.show_frame(0.5, 0.5, "Breathe in", "left nostril")
    assert shown.accessibleName() == "Breathe in, left nostril"
    shown.announce(True)
    shown.show_frame(0.5, 0.5, "Hold")
    assert shown.accessibleName() == "Hold"


def test_frames_come_only_as_fast_as_the_rim_moves() -> None:
    fast = next_frame_ms(0, 1, 2, 0.5, 1400)
    slow = next_frame_ms(0, 1, 8, 0.5, 400)
    assert fast == QUICKEST_MS
    assert slow > fast
    assert next_frame_ms(0, 1, 8, 0.02, 400) > slow
    assert next_frame_ms(1, 1, 7, 0.3, 560) == STILL_MS


def test_a_phase_is_never_slept_through() -> None:
    assert next_frame_ms(0, 1, 4, 0.999, 560) <= 4 + QUICKEST_MS
