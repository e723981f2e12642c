"""The theme: one face over everything, letters that grow, no white and no blue."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from windown.core.colours import FACES, MORNING, NIGHT, contrast
from windown.ui.fonts import figures, manrope, system_scale
from windown.ui.keyboard import has_ring
from windown.ui.sheet import sheet
from windown.ui.theme import Theme, dress, keep_night, palette, theme_for, wear
from windown.ui.widgets.basics import label

#: The offscreen platform says so whenever a window has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ROLES = [role for role in QPalette.ColorRole if role not in (
    QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)]  # fmt: skip


def dressed(qapp: QApplication, face: str, **options: float) -> Theme:
    theme = theme_for(face, type_scale=options.get("scale", 1.0))
    dress(qapp, theme)
    return theme


def test_manrope_comes_with_its_package() -> None:
    assert manrope() == "Manrope"
    light, normal = QFont("Manrope"), QFont("Manrope")
    light.setWeight(QFont.Weight.Light)
    assert QRawFont.fromFont(light).weight() == QFont.Weight.Light
    assert QRawFont.fromFont(normal).weight() == QFont.Weight.Normal
    assert QRawFont.fromFont(normal).supportsCharacter(ord("ß"))


def test_figures_that_change_have_one_width() -> None:
    font = figures(theme_for("night", type_scale=1.0).font(18))
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_the_system_font_takes_its_place_on_request() -> None:
    assert theme_for("night").family == "Manrope"
    system = theme_for("night", own_letters=False)
    assert system.family != "Manrope"
    assert QFontInfo(system.font()).family()


def test_large_letters_are_light() -> None:
    theme = theme_for("night", type_scale=1.0)
    weights = [theme.font(size).weight() for size in (13, 15, 18, 24, 34, 56)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == QFont.Weight.Normal
    assert weights[-1] == QFont.Weight.ExtraLight


def test_letters_and_targets_grow_with_the_system() -> None:
    small, large = theme_for("night", type_scale=1.0), theme_for("night", type_scale=2.0)
    assert large.font(15).pixelSize() == 30
    assert large.line() > small.line()
    assert small.target() >= 32
    assert 1.0 <= system_scale() <= 2.0


@pytest.mark.parametrize("face", FACES)
def test_no_colour_of_the_system_is_left(face: str) -> None:
    ours = palette(FACES[face])
    for role in ROLES:
        colour = ours.color(QPalette.ColorGroup.Active, role)
        assert colour.red() >= colour.green() >= colour.blue(), role


@pytest.mark.parametrize("face", FACES)
def test_what_is_selected_can_be_read(face: str) -> None:
    ours = palette(FACES[face])
    highlight = ours.color(QPalette.ColorRole.Highlight).name()
    assert contrast(ours.color(QPalette.ColorRole.HighlightedText).name(), highlight) >= 4.5


@pytest.mark.parametrize("face", FACES)
def test_the_sheet_knows_only_the_colours_of_its_face(face: str) -> None:
    text = sheet(theme_for(face, type_scale=1.0)).lower()
    assert "#ffffff" not in text
    assert "{{" not in text


@pytest.mark.parametrize("face", FACES)
def test_the_ground_is_there_before_anything_else(
    qtbot: QtBot, qapp: QApplication, face: str
) -> None:
    dressed(qapp, face)
    page = QWidget()
    page.setObjectName("page")
    qtbot.addWidget(page)
    page.resize(60, 40)
    assert page.grab().toImage().pixelColor(30, 20) == QColor(FACES[face].ground)


def test_a_list_that_opens_is_as_dark_as_the_face(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp, "night")
    choice = QComboBox()
    choice.addItems(["One", "Two"])
    qtbot.addWidget(choice)
    choice.showPopup()
    image = choice.view().window().grab().toImage()
    choice.hidePopup()
    middle = image.height() // 2
    row = [image.pixelColor(x, middle) for x in range(image.width())]
    assert row
    assert all(colour.blue() < 60 and colour.green() < 140 for colour in row)


def test_the_face_changes_while_it_runs(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp, "night")
    page = QWidget()
    page.setObjectName("page")
    qtbot.addWidget(page)
    page.resize(20, 20)
    dress(qapp, theme_for("morning", type_scale=1.0), [page])
    assert page.grab().toImage().pixelColor(10, 10) == QColor(MORNING.ground)


def test_a_session_keeps_the_night_in_a_bright_window(qtbot: QtBot, qapp: QApplication) -> None:
    window, session = QWidget(), QWidget()
    session.setObjectName("page")
    keep_night(session)
    QVBoxLayout(window).addWidget(session)
    qtbot.addWidget(window)
    window.resize(80, 80)
    dress(qapp, theme_for("morning", type_scale=1.0), [window])
    assert window.grab().toImage().pixelColor(40, 40) == QColor(NIGHT.ground)


def test_labels_have_the_size_of_their_name(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp, "evening")
    heights = []
    for name in ("small", "text", "large", "title", "head", "huge"):
        shown: QLabel = label("Tonight", name)
        qtbot.addWidget(shown)
        shown.ensurePolished()
        heights.append(shown.fontInfo().pixelSize())
    assert heights == [13, 15, 18, 24, 34, 56]


def test_the_ring_is_shown_to_the_keyboard_only(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp, "night")
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = QPushButton("One"), QPushButton("Two")
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isVisible)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert not has_ring(first)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(second.hasFocus)
    assert has_ring(second)
    assert not has_ring(first)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert not has_ring(second)


def test_everything_that_draws_itself_is_told_of_the_theme(qtbot: QtBot) -> None:
    class Drawn(QWidget):
        worn: Theme | None = None

        def wear(self, theme: Theme) -> None:
            self.worn = theme

    window, drawn = QWidget(), Drawn()
    QVBoxLayout(window).addWidget(drawn)
    qtbot.addWidget(window)
    theme = theme_for("evening", type_scale=1.0)
    wear(window, theme)
    assert drawn.worn == theme
