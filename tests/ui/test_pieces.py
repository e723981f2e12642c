"""The small building blocks: large enough, quiet, usable by keyboard and by ear."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from windown.core.colours import FACES
from windown.ui.light import screen_score
from windown.ui.theme import Theme, dress, theme_for, wear
from windown.ui.widgets.heading import breakable
from windown.ui.widgets.icons import app_icon, icon, picture
from windown.ui.widgets.pieces import (
    Button,
    CaptionLabel,
    Card,
    ChoiceRow,
    Column,
    Fader,
    Flow,
    NavRow,
    SlideRow,
    Switch,
    Tick,
    label,
)

#: The offscreen platform says so whenever a window has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ICONS = sorted(
    file.stem for file in (Path(__file__).resolve().parents[2] / "assets" / "icons").glob("*.svg")
)
NAMES = ("Tonight", "Practices", "Journal", "Settings")
NEEDED = {
    "tonight", "practices", "journal", "care", "settings", "play", "pause", "close", "sound_on",
    "sound_off", "next", "back", "moon", "mark_hold", "mark_tense", "windown",
}  # fmt: skip


def theme(face: str = "evening", scale: float = 1.0, calm: bool = False) -> Theme:
    return theme_for(face, type_scale=scale, calm=calm)


def shown(qtbot: QtBot, widget: QWidget, worn: Theme | None = None) -> QWidget:
    qtbot.addWidget(widget)
    wear(widget, worn or theme())
    widget.show()
    qtbot.waitUntil(widget.isVisible)
    return widget


def role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def test_every_drawing_we_need_is_there() -> None:
    assert set(ICONS) >= NEEDED


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_every_icon_is_drawn_at_every_scale(qapp: QApplication, name: str, scale: float) -> None:
    image = picture(name, "#F2A65A", 24, scale).toImage()
    assert image.width() == round(24 * scale)
    drawn = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert len(drawn) > 4
    if name != "windown":
        assert QColor("#F2A65A") in drawn


def test_icons_are_sharp_on_dense_screens(qapp: QApplication) -> None:
    made = icon("moon", "#F2A65A", 24)
    assert {size.width() for size in made.availableSizes()} >= {24}
    assert made.pixmap(QSize(24, 24), 3.0).width() == 72
    assert not app_icon().isNull()
    with pytest.raises(FileNotFoundError):
        icon("unicorn")


def test_a_card_is_a_button_that_says_all_it_shows(qtbot: QtBot) -> None:
    card = Card("4-7-8", "A long way out.", "3 min", [("mark_hold", "Holds the breath")], "22:30")
    shown(qtbot, card)
    assert role(card) == QAccessible.Role.Button
    assert card.accessibleName() == "22:30, 4-7-8, 3 min"
    assert "Holds the breath" in card.accessibleDescription()


def test_a_card_is_chosen_by_mouse_and_by_keyboard(qtbot: QtBot) -> None:
    card = Card("Box", "Four equal sides.")
    shown(qtbot, card)
    with qtbot.waitSignal(card.chosen):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.chosen):
        qtbot.keyClick(card, Qt.Key.Key_Space)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_narrow_card_is_taller_so_that_nothing_is_cut(qtbot: QtBot, scale: float) -> None:
    card = Card("A longer name of a practice", "Words that need more than one line. " * 3, "12 min")
    shown(qtbot, card, theme(scale=scale))
    assert card.heightForWidth(300) > card.heightForWidth(700)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_page_fits_the_smallest_window(
    qtbot: QtBot, qapp: QApplication, face: str, scale: float
) -> None:
    worn = theme(face, scale)
    dress(qapp, worn)
    column = Column()
    column.add(label("Heading", "head"))
    column.add(Card("Longer out-breath", "Four seconds in, six out.", "10 min"))
    slide, choice = SlideRow("Background"), ChoiceRow("Face")
    slide.show_value(100, 40, "40 %")
    choice.show_choices([("auto", "By the plan"), ("night", "Night")], "auto")
    answers = Flow()
    for text in ("Taken", "Skip tonight", "Later"):
        answers.addWidget(Button(text))
    for item in (Switch("Spoken words"), Tick("Brush teeth"), slide, choice, answers):
        column.add(item)
    column.resize(420, 600)
    shown(qtbot, column, worn)
    assert column.horizontalScrollBar().maximum() == 0
    assert column.widget().minimumSizeHint().width() <= 420
    if face != "morning":
        assert screen_score(column.grab().toImage()) <= {"evening": 0.05, "night": 0.03}[face]


def test_the_column_is_at_most_720_wide_and_in_the_middle(qtbot: QtBot) -> None:
    column, row = Column(), QLabel("words")
    column.add(row)
    column.resize(1400, 600)
    shown(qtbot, column)
    QApplication.processEvents()
    assert row.width() == 720
    left = row.mapTo(column, row.rect().topLeft()).x()
    assert abs(left - (column.viewport().width() - 720) / 2) <= 1


def test_a_column_can_be_filled_anew(qtbot: QtBot) -> None:
    column = Column()
    column.add(label("One"))
    column.space(24)
    column.clear()
    column.add(label("Two"))
    shown(qtbot, column)
    assert [each.text() for each in column.findChildren(QLabel) if each.isVisible()] == ["Two"]


def test_what_is_added_later_wears_the_theme(qtbot: QtBot) -> None:
    worn = theme("morning")
    column = Column()
    shown(qtbot, column, worn)
    card = Card("Box", "Four equal sides.")
    column.add(card)
    column.resize(500, 300)
    QApplication.processEvents()
    image = card.grab().toImage()
    assert image.pixelColor(card.width() // 2, 6) == QColor(worn.face.surface)


def test_the_row_of_screens_is_a_row_of_tabs(qtbot: QtBot) -> None:
    row = NavRow(theme())
    row.set_items(NAMES)
    row.resize(900, 60)
    shown(qtbot, row)
    assert role(row.tabs) == QAccessible.Role.PageTabList
    assert not row.tabs.narrow
    with qtbot.waitSignal(row.chosen) as chosen:
        row.tabs.setFocus()
        qtbot.keyClick(row.tabs, Qt.Key.Key_Right)
    assert chosen.args == [1]


def test_marking_the_present_screen_is_not_choosing_it(qtbot: QtBot) -> None:
    row = NavRow(theme())
    row.set_items(NAMES)
    shown(qtbot, row)
    with qtbot.assertNotEmitted(row.chosen):
        row.set_current(2)
    assert row.tabs.currentIndex() == 2


@pytest.mark.parametrize(("width", "scale", "narrow"), [(420, 1.0, False), (420, 2.0, True)])
def test_where_names_have_no_room_drawings_stand_for_them(
    qtbot: QtBot, width: int, scale: float, narrow: bool
) -> None:
    row = NavRow(theme(scale=scale))
    row.set_items(NAMES)
    row.resize(width, 80)
    shown(qtbot, row, theme(scale=scale))
    assert row.minimumSizeHint().width() < 300
    assert row.tabs.narrow == narrow
    assert row.tabs.width() <= width
    assert all(row.tabs.tabRect(at).width() >= 44 for at in range(4))
    assert row.tabs.accessibleTabName(3) == "Settings"


@pytest.mark.parametrize("kind", [Switch, Tick])
def test_switches_answer_along_their_whole_row(qtbot: QtBot, kind: type[Switch]) -> None:
    switch = kind("Spoken words")
    switch.resize(400, 40)
    shown(qtbot, switch)
    assert switch.sizeHint().height() >= 32
    off = switch.grab().toImage()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert switch.isChecked()
    assert switch.grab().toImage() != off
    assert role(switch) == QAccessible.Role.CheckBox


def test_a_slider_tells_only_what_a_person_does(qtbot: QtBot) -> None:
    row = SlideRow("Voice")
    shown(qtbot, row)
    with qtbot.assertNotEmitted(row.moved):
        row.show_value(100, 40, "40 %")
    assert row.slider.accessibleName() == "Voice"
    assert row.slider.accessibleDescription() == "40 %"
    assert row.slider.height() >= 32
    with qtbot.waitSignal(row.moved) as moved:
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    assert moved.args == [41]


@pytest.mark.parametrize("side_by_side", [False, True])
def test_a_choice_gives_its_id(qtbot: QtBot, side_by_side: bool) -> None:
    row = ChoiceRow("Pace", side_by_side)
    row.show_choices([("slow", "Slow"), ("usual", "Usual")], "slow")
    shown(qtbot, row)
    assert (row.values(), row.current()) == (["slow", "usual"], "slow")
    with qtbot.assertNotEmitted(row.chosen):
        row.show_choices([("slow", "Slow"), ("usual", "Usual")], "usual")
    assert row.current() == "usual"


def test_choices_side_by_side_are_radio_buttons(qtbot: QtBot) -> None:
    row = ChoiceRow("Pace", side_by_side=True)
    row.show_choices([("slow", "Slow"), ("usual", "Usual")], "slow")
    shown(qtbot, row)
    usual = next(each for each in row.findChildren(QWidget) if each.property("text") == "Usual"
                 and role(each) == QAccessible.Role.RadioButton)  # fmt: skip
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.mouseClick(usual, Qt.MouseButton.LeftButton)
    assert chosen.args == ["usual"]


def test_a_list_of_choices_is_chosen_by_keyboard(qtbot: QtBot) -> None:
    row = ChoiceRow("Face")
    row.show_choices([("auto", "By the plan"), ("night", "Night")], "auto")
    shown(qtbot, row)
    field = next(each for each in row.findChildren(QWidget) if role(each)
                 == QAccessible.Role.ComboBox)  # fmt: skip
    assert field.accessibleName() == "Face"
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert chosen.args == ["night"]


@pytest.mark.parametrize("kind", ["filled", "plain", "quiet", "icon"])
def test_buttons_are_large_enough_and_have_a_name(
    qtbot: QtBot, qapp: QApplication, kind: str
) -> None:
    dress(qapp, theme())
    button = Button("Pause", kind, "pause")
    shown(qtbot, button)
    size = button.sizeHint()
    assert min(size.width(), size.height()) >= 32
    assert button.accessibleName() == "Pause"
    button.draw("play", "Go on")
    assert button.accessibleName() == "Go on"


def stack_of_two(qtbot: QtBot) -> QStackedWidget:
    stack = QStackedWidget()
    for colour in ("#400000", "#004000"):
        page = QWidget()
        page.setStyleSheet(f"background: {colour};")
        QVBoxLayout(page).addWidget(QLabel("words"))
        stack.addWidget(page)
    stack.resize(200, 100)
    shown(qtbot, stack)
    return stack


def test_pages_dissolve_and_the_veil_goes(qtbot: QtBot) -> None:
    stack = stack_of_two(qtbot)
    fader = Fader(stack)
    fader.change(lambda: stack.setCurrentIndex(1))
    assert stack.currentIndex() == 1
    assert fader.isVisible()
    qtbot.waitUntil(lambda: not fader.isVisible(), timeout=2000)


def test_with_little_motion_pages_change_at_once(qtbot: QtBot) -> None:
    stack = stack_of_two(qtbot)
    fader = Fader(stack)
    fader.wear(theme(calm=True))
    fader.change(lambda: stack.setCurrentIndex(1))
    assert stack.currentIndex() == 1
    assert not fader.isVisible()


def test_a_second_change_cuts_the_first_short(qtbot: QtBot) -> None:
    stack = stack_of_two(qtbot)
    fader = Fader(stack)
    fader.change(lambda: stack.setCurrentIndex(1))
    fader.change(lambda: stack.setCurrentIndex(0))
    assert stack.currentIndex() == 0
    qtbot.waitUntil(lambda: not fader.isVisible(), timeout=2000)


def test_a_caption_keeps_its_room(qtbot: QtBot) -> None:
    caption = CaptionLabel(lines=2)
    caption.resize(400, 10)
    shown(qtbot, caption)
    empty = caption.height()
    caption.say("Let the shoulders drop.")
    QApplication.processEvents()
    assert caption.height() == empty
    assert caption.text() == "Let the shoulders drop."


def test_a_long_word_of_somebody_may_break_and_is_still_told_as_it_is():
    shown = label(f"Saved as /home/ada/{'x' * 90}.toml.")
    assert shown.text() == f"Saved as /home/ada/{'x' * 90}.toml."
    shown.setText("y" * 300)
    assert shown.text() == "y" * 300
    assert shown.minimumSizeHint().width() < 300
    assert breakable("Muskelentspannung ohne Anspannen") == "Muskelentspannung ohne Anspannen"
