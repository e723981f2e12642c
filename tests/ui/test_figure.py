"""The body figure: every area lights up, dimly, and nothing is painted in vain."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.core.areas import GROUPS, REGIONS, SIXTEEN
from windown.core.practice import Relaxation
from windown.ui.light import screen_score
from windown.ui.theme import theme_for
from windown.ui.widgets.areas import paths
from windown.ui.widgets.figure import Figure

#: The offscreen platform says so whenever a window has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FOUR = ("arms", "face_neck", "trunk", "legs")
SEVEN = ("dominant_arm", "other_arm", "face", "neck", "trunk", "dominant_leg", "other_leg")
SCAN = (
    "feet", "ankles_calves", "knees", "thighs", "hips", "belly", "lower_back", "chest",
    "upper_back", "shoulders", "arms", "hands_fingers", "neck", "face_head",
)  # fmt: skip
SHORT_SCAN = (
    "feet", "legs", "hips_belly", "chest_back", "arms_hands", "shoulders_neck", "face_head",
)  # fmt: skip
AREAS = sorted({*SIXTEEN, *FOUR, *SEVEN, *SCAN, *SHORT_SCAN})


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def figure(qtbot: QtBot, width: int = 200, height: int = 400, left_handed: bool = False) -> Figure:
    shown = Figure(theme_for("night", type_scale=1.0), left_handed)
    qtbot.addWidget(shown)
    shown.resize(width, height)
    return shown


def picture(shown: Figure) -> QImage:
    return shown.grab().toImage()


def lit(shown: Figure, area: str, intensity: float = 1.0) -> list[QPoint]:
    """The points that are clearly brighter than without an area, in steps of 2 pixels."""
    shown.show_frame("", 0.0)
    dark = picture(shown)
    shown.show_frame(area, intensity)
    bright = picture(shown)
    return [
        QPoint(x, y)
        for x in range(0, shown.width(), 2)
        for y in range(0, shown.height(), 2)
        if bright.pixelColor(x, y).red() > dark.pixelColor(x, y).red() + 60
    ]


def test_the_sixteen_groups_are_all_drawn() -> None:
    assert len(SIXTEEN) == 16
    assert all(paths(area) == (area,) for area in SIXTEEN)


def test_every_area_of_every_practice_and_what_can_be_left_of_it_has_its_place() -> None:
    bodies = [p.body for p in read_shelf([ASSETS / "practices"]).practices]
    walks = [body for body in bodies if isinstance(body, Relaxation)]
    areas = {area for walk in walks for area in (*walk.areas, *walk.brief_areas)}
    assert len(areas) >= 40
    assert areas | GROUPS.keys() | REGIONS.keys() <= {*AREAS}


@pytest.mark.parametrize("area", AREAS)
def test_every_area_lights_some_of_the_body(qtbot: QtBot, area: str) -> None:
    assert len(lit(figure(qtbot), area)) >= 4


def test_an_area_without_a_place_leaves_the_body_dark(qtbot: QtBot) -> None:
    assert paths("breath") == ()
    assert lit(figure(qtbot), "breath") == []


@pytest.mark.parametrize(("left_handed", "on_the_right"), [(False, True), (True, False)])
def test_the_dominant_side_is_drawn_as_in_a_mirror(
    qtbot: QtBot, left_handed: bool, on_the_right: bool
) -> None:
    shown = figure(qtbot, left_handed=left_handed)
    points = lit(shown, "dominant_arm")
    assert all((point.x() > shown.width() / 2) == on_the_right for point in points)


def test_an_area_glows_more_the_more_it_is_meant(qtbot: QtBot) -> None:
    shown = figure(qtbot)
    scores = []
    for intensity in (0.0, 0.3, 0.6, 1.0):
        shown.show_frame("trunk", intensity)
        scores.append(screen_score(picture(shown)))
    assert scores == sorted(scores)
    assert scores[-1] > 1.5 * scores[0]


def test_what_had_its_turn_is_a_little_warmer(qtbot: QtBot) -> None:
    shown = figure(qtbot)
    shown.show_frame("", 0.0)
    before = picture(shown)
    shown.show_frame("", 0.0, done=("trunk",))
    after = picture(shown)
    chest = QPoint(100, 120)
    gain = after.pixelColor(chest).red() - before.pixelColor(chest).red()
    assert 5 <= gain <= 40
    assert after.pixelColor(100, 45) == before.pixelColor(100, 45)


@pytest.mark.parametrize("size", [(420, 600), (960, 640), (300, 620)])
@pytest.mark.parametrize("area", ["legs", "trunk", "arms", "face_neck", "hips_belly"])
def test_the_session_stays_dim(qtbot: QtBot, size: tuple[int, int], area: str) -> None:
    shown = figure(qtbot, *size)
    shown.show_frame(area, 1.0, done=AREAS)
    assert 0.0005 < screen_score(picture(shown)) <= 0.02


def test_the_whole_figure_is_seen_in_wide_and_narrow_places(qtbot: QtBot) -> None:
    for width, height in ((800, 300), (150, 900)):
        box = figure(qtbot, width, height).box()
        assert box.width() <= width + 0.01
        assert box.height() <= height + 0.01


def test_nothing_is_painted_while_nothing_changes(qtbot: QtBot) -> None:
    shown, paints = figure(qtbot), Paints()
    shown.show_frame("trunk", 0.5, ("arms",))
    with qtbot.waitExposed(shown):
        shown.show()
    QApplication.processEvents()
    shown.installEventFilter(paints)
    for _ in range(10):
        shown.show_frame("trunk", 0.5001, ("arms",))
    QApplication.processEvents()
    assert paints.count == 0
    shown.show_frame("trunk", 0.6, ("arms",))
    QApplication.processEvents()
    assert paints.count == 1


def test_a_screen_reader_is_told_the_area(qtbot: QtBot) -> None:
    shown = figure(qtbot)
    shown.show_frame("trunk", 0.5, name="Chest and belly")
    assert shown.accessibleName() == "Chest and belly"
