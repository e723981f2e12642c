"""From page to page: making, writing, choosing; nothing is lost on the way, and Esc leads back."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QSlider

from tests.conftest import ASSETS
from windown.adapters.own_practices import OwnPractices
from windown.content.practices import read_shelf
from windown.core.body import MyBody
from windown.core.options import Options
from windown.core.voices import PIPER
from windown.ui.widgets.pieces import Card

NIGHT = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)


@pytest.fixture
def staged(stage, tmp_path):
    """A window at night whose own practices are files."""
    made = stage(at=NIGHT, reduce_motion=True).show()
    folder, shipped = tmp_path / "own", ASSETS / "practices"
    made.folder, desk = folder, made.desk
    desk.own = OwnPractices(folder, [file.stem for file in shipped.glob("*.toml")])
    desk.shelf_of = lambda: read_shelf([shipped, folder])
    return made


def button(page, text):
    """The button of a page that can be seen and says so."""
    QApplication.processEvents()
    found = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    return next(b for b in found if b.text().strip() == text)


def words(page):
    QApplication.processEvents()
    return "\n".join(w.text() for w in page.findChildren(QLabel) if w.isVisible())


def there(page, text):
    """Whether a button of a page says so."""
    QApplication.processEvents()
    return any(
        b.text().strip() == text and b.isVisible() for b in page.findChildren(QAbstractButton)
    )


def escape(staged):
    QTest.keyClick(staged.window, Qt.Key.Key_Escape)
    QApplication.processEvents()


def a_pattern(staged, name="Slow"):
    """A pattern made and saved by hand; its id."""
    staged.window._make("pattern")
    page = staged.window.pattern
    page.name.field.setText(name)
    page.name.field.textEdited.emit(name)  # QTest cannot type what is not ASCII
    page.save.click()
    return next(p.id for p in staged.desk.shelf.practices if p.id.startswith("own_"))


def in_the_dialog(qtbot, act):
    """Do something with the next dialog that asks for a file."""
    done = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            done.append(dialog)
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    return done


def choosing(file):
    def act(dialog):
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(file))
        dialog.accept()

    return act


# Patterns


def test_a_pattern_is_made_named_and_saved_and_can_be_begun(staged):
    made = a_pattern(staged)
    assert staged.window.screen_name == "opened"
    assert "Slow" in words(staged.window.opened)
    button(staged.window.opened, "Begin").click()
    assert staged.session.run.session.timeline.practice == made


def test_what_a_pattern_lacks_is_said(staged):
    staged.window._make("pattern")
    page = staged.window.pattern
    assert not page.save.isEnabled()
    assert "With a name it can be saved." in words(page)
    QTest.keyClicks(page.name.field, "x")
    assert page.save.isEnabled()
    assert "With a name" not in words(page)


@pytest.mark.parametrize("what", ["pattern", "chain"])
def test_what_was_left_without_saving_waits_on_the_practices(staged, what):
    staged.window._make(what)
    page = getattr(staged.window, what)
    QTest.keyClicks(page.name.field, "Half")
    escape(staged)
    assert staged.window.screen_name == "practices"
    assert "is not saved yet" in words(staged.window.practices)
    button(staged.window.practices, "Go on with it").click()
    assert page.name.field.text() == "Half"
    escape(staged)
    button(staged.window.practices, "Let it go").click()
    assert "is not saved yet" not in words(staged.window.practices)


def test_a_new_one_nobody_touched_is_not_missed(staged):
    for what in ("pattern", "chain"):
        staged.window._make(what)
        escape(staged)
    assert not there(staged.window.practices, "Go on with it")


def test_rows_are_moved_by_keyboard_and_the_focus_goes_with_them(staged, qtbot):
    staged.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    staged.window._make("pattern")
    page = staged.window.pattern

    def seen(name):
        return next(b for b in page.findChildren(QAbstractButton, name) if b.isVisible())

    assert not seen("earlier_0").isEnabled()
    assert not seen("later_1").isEnabled()
    assert seen("later_0").accessibleName() == "Later: Phase 1, Breathe in"
    page.presenter.add()
    page.refresh()
    QApplication.processEvents()
    seen("later_0").setFocus()
    qtbot.waitUntil(lambda: seen("later_0").hasFocus())
    QTest.keyClick(seen("later_0"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seen("later_1").hasFocus())
    assert [p.phase for p in page.presenter.phases] == ["out", "in", "in"]


def test_from_editing_and_copying_esc_leads_back_to_the_practice(staged):
    made = a_pattern(staged)
    for text in ("Edit", "Make a copy"):
        staged.window.open_practice(made)
        button(staged.window.opened, text).click()
        assert staged.window.screen_name == "pattern"
        escape(staged)
        assert staged.window.screen_name == "opened"
        assert "Slow" in words(staged.window.opened)


def test_what_is_deleted_can_be_had_back(staged):
    made = a_pattern(staged)
    button(staged.window.opened, "Delete").click()
    page = staged.window.practices
    assert staged.window.screen_name == "practices"
    assert page.verticalScrollBar().value() == 0
    assert staged.desk.shelf.find(made) is None
    button(page, "Undo").click()
    assert staged.desk.shelf.find(made) is not None
    assert not there(page, "Undo")


@pytest.mark.parametrize("name", ["../../up", "a/b", "<b>x</b>", 'a"b\\', "🌙" * 30])
def test_a_pattern_may_have_any_name(staged, name):
    made = a_pattern(staged, name)
    assert staged.desk.shelf.find(made).name
    assert [file.parent for file in staged.folder.iterdir()] == [staged.folder]
    staged.window.go("practices")
    assert staged.desk.shelf.find(made).name in [
        c.text() for c in staged.window.practices.findChildren(Card)
    ]


def test_a_practice_goes_out_to_a_file_and_comes_in_again(staged, tmp_path, qtbot):
    made, file = a_pattern(staged), tmp_path / "out.toml"
    asked = in_the_dialog(qtbot, choosing(file))
    button(staged.window.opened, "Save as a file").click()
    assert asked
    assert f"Saved as {file}." in words(staged.window.opened)
    button(staged.window.opened, "Delete").click()
    in_the_dialog(qtbot, choosing(file))
    button(staged.window.practices, "Take in from a file").click()
    assert staged.window.screen_name == "opened"
    assert staged.desk.shelf.find(made) is not None


def test_what_is_no_practice_is_refused_in_words(staged, tmp_path, qtbot):
    staged.window.go("practices")
    for content in (b"", b"\xff\xfe", b"id = 3", b"[" * 5000):
        (tmp_path / "bad.toml").write_bytes(content)
        in_the_dialog(qtbot, choosing(tmp_path / "bad.toml"))
        button(staged.window.practices, "Take in from a file").click()
        assert "bad.toml" in staged.window.practices.told.text()


def test_a_folder_that_takes_nothing_is_told_and_nothing_is_lost(staged):
    staged.folder.write_text("a file where the folder belongs")
    staged.window._make("pattern")
    page = staged.window.pattern
    QTest.keyClicks(page.name.field, "Slow")
    page.save.click()
    assert staged.window.screen_name == "pattern"
    assert str(staged.folder) in page.told.text()
    assert page.name.field.text() == "Slow"


def test_a_practice_whose_file_goes_while_it_is_open_is_told(staged):
    a_pattern(staged)
    for file in staged.folder.iterdir():
        file.unlink()
    button(staged.window.opened, "Delete").click()
    assert staged.window.opened.told.text()
    button(staged.window.opened, "Edit").click()
    assert staged.window.screen_name == "pattern"


def test_a_name_that_cannot_be_kept_is_told(staged):
    staged.window._make("pattern")
    page = staged.window.pattern
    page.name.field.setText("a\u2028b")
    page.name.field.textEdited.emit("a\u2028b")
    page.save.click()
    assert "cannot be shown" in page.told.text()
    assert not staged.folder.exists()


def test_a_name_without_a_break_leaves_every_page_as_wide_as_the_window(staged):
    staged.window.resize(420, 700)
    made = a_pattern(staged, "w" * 60)
    assert "w" * 60 in words(staged.window.opened)
    for show in (
        lambda: staged.window.open_practice(made),
        lambda: staged.window.go("practices"),
        lambda: staged.window._wished("delete", made),
    ):
        show()
        QApplication.processEvents()
        page = staged.window.pages.currentWidget()
        assert page.widget().width() <= page.viewport().width()


# Chains


def test_a_chain_is_made_and_edited(staged, qtbot):
    staged.window._make("chain")
    page = staged.window.chain
    page.presenter.add("pmr_16")
    staged.window.go("chain")
    QTest.keyClicks(page.name.field, "Both")
    page.save.click()
    assert "Both" in words(staged.window.opened)
    button(staged.window.opened, "Edit").click()
    assert staged.window.screen_name == "chain"
    assert len(page.presenter.links) == 2
    escape(staged)
    assert "Both" in words(staged.window.opened)


def test_an_empty_chain_says_what_it_lacks(staged, qtbot):
    staged.window._make("chain")
    button(staged.window.chain, "Remove").click()
    qtbot.waitUntil(lambda: "A chain begins with one practice." in words(staged.window.chain))
    assert not staged.window.chain.save.isEnabled()


# Options and my body


def test_options_can_all_be_as_they_come_again(staged):
    staged.window.open_practice("extended_4_6")
    page = staged.window.opened
    assert not there(page, "As it comes")
    button(page, "Tones").click()
    assert staged.desk.options("extended_4_6") == Options(tones=False)
    button(page, "As it comes").click()
    assert staged.desk.settings.options == {}
    assert button(page, "Tones").isChecked()
    assert not there(page, "As it comes")


def test_a_practice_the_body_bars_offers_others_and_no_beginning(staged):
    staged.desk.change(body=MyBody(frozenset({"pregnant"})))
    staged.window.open_practice("box_4")
    page = staged.window.opened
    assert not there(page, "Begin")
    assert "pregnancy" in words(page)
    button(page, "Longer out-breath").click()
    assert there(page, "Begin")


def test_areas_are_left_out_by_tick_and_by_a_press_on_the_figure(staged):
    staged.window.open_practice("pmr_16")
    areas = staged.window.opened.options.rows["leave_out"]
    areas.ticks["forehead"].click()
    figure = areas.map
    belly = QPoint(figure.width() // 2, round(figure.height() * 0.4))
    assert figure.area_at(belly.toPointF()) == "abdomen"
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=belly)
    assert staged.desk.options("pmr_16").leave_out == {"forehead", "abdomen"}
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=belly)
    assert staged.desk.options("pmr_16").leave_out == {"forehead"}


def test_left_out_is_dim_and_the_area_pointed_at_bright(staged):
    staged.window.open_practice("pmr_16")
    areas = staged.window.opened.options.rows["leave_out"]
    belly = QPoint(areas.map.width() // 2, round(areas.map.height() * 0.4))

    def light():
        picture = areas.map.grab().toImage()
        return picture.pixelColor(belly * picture.devicePixelRatio()).lightnessF()

    usual = light()
    areas.map.point_at("abdomen")
    assert light() > usual
    areas.map.point_at("")
    areas.ticks["abdomen"].click()
    assert light() < usual


def test_what_my_body_leaves_out_cannot_be_taken_in_by_one_practice(staged):
    staged.desk.change(body=MyBody(left_out=frozenset({"abdomen"})))
    staged.window.open_practice("pmr_16")
    tick = staged.window.opened.options.rows["leave_out"].ticks["abdomen"]
    assert not tick.isChecked()
    assert not tick.isEnabled()
    assert "My body" in words(staged.window.opened)


def test_my_body_says_what_it_changes_at_once(staged):
    staged.window.go("body")
    page = staged.window.body
    assert not page.effect.isVisible()
    button(page, "Pregnancy").click()
    assert page.effect.text().startswith("Not offered now: ")
    assert "Box breathing" in page.effect.text()
    button(page, "Pregnancy").click()
    assert not page.effect.isVisible()


def test_what_was_too_much_cramped_or_banned_comes_again_by_a_card(staged, qtbot):
    staged.desk.remember_gentler("box_4")
    staged.desk.remember_cramp("other_foot")
    staged.desk.ban_word("owl")
    staged.window.go("body")
    for _ in range(3):
        cards = [c for c in staged.window.body.findChildren(Card) if c.isVisible()]
        left = len(cards)
        QTest.keyClick(cards[0], Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda left=left: (
                sum(c.isVisible() for c in staged.window.body.findChildren(Card)) == left - 1
            )
        )
    assert staged.desk.settings.body == MyBody()
    assert staged.desk.settings.banned == frozenset()


# Mixing


def test_the_mixer_of_a_practice_leads_back_to_it(staged):
    staged.window.open_practice("pmr_16")
    button(staged.window.opened, "Mix it yourself").click()
    staged.window.mix.rows["rain"].slider.setValue(10)
    escape(staged)
    assert staged.window.screen_name == "opened"
    assert staged.desk.options("pmr_16").background == "rain:0.5"


def test_the_mixer_of_a_sound_begins_with_that_sound(staged):
    staged.window.open_practice("sound_rain")
    button(staged.window.opened, "Mix it yourself").click()
    rows = staged.window.mix.rows
    assert {name for name, row in rows.items() if row.value()} == {"rain"}
    rows["sea"].slider.setValue(5)
    assert staged.desk.options("sound_rain").background == "rain+sea:0.25"
    rows["sea"].slider.setValue(0)
    assert staged.desk.options("sound_rain").background == ""


@pytest.mark.parametrize(
    "name",
    [
        "a+rain.mp3",
        "b:0.5.wav",
        "sun+sea+wind.ogg",
        "a+file:b.mp3",
        "50% %2B.mp3",
        "x" * 180 + ".mp3",
    ],
)
def test_an_own_file_of_any_name_can_join_the_mix(staged, tmp_path, qtbot, name):
    (tmp_path / name).write_bytes(b"")
    staged.window._mix("")
    in_the_dialog(qtbot, choosing(tmp_path / name))
    button(staged.window.mix, "Add a sound file").click()
    page = staged.window.mix
    assert page.widget().width() <= page.viewport().width()
    assert list(page.rows)[-1] == f"file:{tmp_path / name}"
    button(page, "Remove").click()
    assert staged.desk.settings.background == ""


# Writing


def test_a_list_is_written_closed_hidden_and_shown_again(staged):
    staged.window.open_practice("todo_list")
    button(staged.window.opened, "Begin").click()
    page = staged.window.writing
    assert not page.shut.isEnabled()
    page.lines[0].what.setFocus()
    QTest.keyClicks(page.lines[0].what, "Call Ada")
    assert page.shut.isEnabled()
    QTest.keyClick(page.lines[0].what, Qt.Key.Key_Return)
    page.shut.click()
    assert "out of sight" in words(page)
    assert not [f for f in page.findChildren(QLineEdit) if f.isVisible()]
    button(page, "Show it all the same").click()
    assert page.lines[0].what.text() == "Call Ada"


def test_what_was_typed_is_kept_when_the_page_is_left_by_esc_or_back(staged):
    staged.window.open_practice("todo_list")
    for leave in (escape, lambda staged: button(staged.window.writing, "Back").click()):
        button(staged.window.opened, "Begin").click()
        page = staged.window.writing
        page.lines[-1].what.setFocus()
        QTest.keyClicks(page.lines[-1].what, "Milk")
        leave(staged)
        assert staged.window.screen_name == "opened"
    held = list(staged.desk.lists.kept.values())
    assert [[item.what for item in written.items] for written in held] == [["Milk", "Milk"]]


def test_what_cannot_be_written_stays_where_it_was_typed(staged):
    staged.desk.lists.failing = "writing.nowhere"
    staged.window._begin_as("constructive_worry", "write")
    page = staged.window.writing
    QTest.keyClicks(page.lines[0].what, "Rent")
    page.shut.click()
    assert page.told.text()
    assert page.lines[0].what.text() == "Rent"


# The slow-down


def test_taps_lead_into_the_session_and_back_leads_to_the_practice(staged):
    staged.window.open_practice("slowdown")
    button(staged.window.opened, "Begin").click()
    page = staged.window.measuring
    escape(staged)
    assert staged.window.screen_name == "opened"
    button(staged.window.opened, "Begin").click()
    for _ in range(11):
        staged.clock.pass_(4.0)
        QTest.keyClick(page, Qt.Key.Key_Space)
    assert staged.session.run.session.timeline.practice == "slowdown"
    assert staged.desk.given["slowdown"].rate == pytest.approx(15.0, abs=0.5)


# Practices and settings


def test_the_groups_lead_to_their_places(staged):
    staged.window.go("practices")
    page = staged.window.practices
    QApplication.processEvents()
    button(page, "Your own").click()
    assert page.verticalScrollBar().value() > 0
    assert button(page, "New breathing pattern").visibleRegion().boundingRect().height() > 0


def test_a_piper_voice_is_offered_only_where_something_speaks_with_it(staged, tmp_path, qtbot):
    staged.window.go("settings")
    assert not there(staged.window.settings, "Choose a Piper voice file")
    staged.voice.files = True
    staged.window.go("settings")
    (tmp_path / "en_amy.onnx").write_bytes(b"")
    in_the_dialog(qtbot, choosing(tmp_path / "en_amy.onnx"))
    button(staged.window.settings, "Choose a Piper voice file").click()
    assert staged.desk.settings.voices["en"] == f"{PIPER}{tmp_path / 'en_amy.onnx'}"
    view = staged.window.settings.presenter.view(staged.voice.choices())
    assert dict(view.voices)[view.voice] == "en_amy, from a file"


def test_a_slider_just_moved_is_kept_when_the_language_changes(staged, qtbot):
    staged.window.go("settings")
    page = staged.window.settings
    pace = next(s for s in page.findChildren(QSlider) if s.accessibleName() == "Pace")
    pace.setValue(pace.value() + 8)
    button(page, "Deutsch").click()
    qtbot.waitUntil(lambda: staged.window.settings is not page)
    assert staged.desk.settings.rate == 100  # was 92


@pytest.mark.parametrize("screen", ["opened", "pattern", "chain", "writing", "mix", "body"])
def test_the_words_may_change_while_a_page_is_open(staged, qtbot, screen):
    if screen == "opened":
        staged.window.open_practice("pmr_16")
    elif screen == "writing":
        staged.window._begin_as("todo_list", "write")
    elif screen == "mix":
        staged.window._mix("")
    elif screen == "body":
        staged.window.go("body")
    else:
        staged.window._make(screen)
    staged.desk.change(language="de")
    qtbot.waitUntil(lambda: staged.window.language == "de")
    staged.window.go("practices")
    assert there(staged.window.practices, "Neues Muster")
