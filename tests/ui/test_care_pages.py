"""The pages of Care: everything within a key or two, and nothing is dialled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.stage import settle
from windown.core.problems import Trouble
from windown.ui.printing import document, save_card


def visible(window, kind):
    return [each for each in window.findChildren(kind) if each.isVisible()]


def told(window):
    return [each.text() for each in visible(window, QLabel)]


def copies(window):
    return [b for b in visible(window, QPushButton) if b.accessibleName().startswith("Copy ")]


def test_a_sought_word_leaves_the_cards_that_speak_of_it(stage):
    page = stage().show().go("care").window.care
    assert sum(card.isVisible() for card in page.cards.values()) == 15
    page.search.setFocus()
    QTest.keyClicks(page.search, "bath")
    assert [name for name, card in page.cards.items() if card.isVisible()] == [
        "bedroom", "ketamine",
    ]  # fmt: skip
    assert not page.nothing.isVisible()
    QTest.keyClicks(page.search, "sheep")
    assert page.nothing.isVisible()
    page.search.clear()
    assert page.cards["light"].isVisible()


def test_what_was_sought_is_still_there_on_the_way_back(stage):
    window = stage().show().go("care").window
    window.care.search.setText("bath")
    window.care.cards["bedroom"].click()
    settle()
    assert window.screen_name == "known" and "The bedroom" in told(window)
    QTest.keyClick(window.known, Qt.Key.Key_Escape)
    assert window.screen_name == "care"
    assert window.care.search.text() == "bath" and not window.care.cards["light"].isVisible()


def test_a_card_is_reached_and_left_by_the_keyboard_alone(stage):
    window = stage().show().go("care").window
    window.activateWindow()
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is window.care.cards["sleep_schedule"]:
            break
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert window.screen_name == "known" and "A steady rhythm" in told(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.screen_name == "care"


def test_when_to_see_someone_begins_with_whom_to_call_and_leads_to_the_numbers(stage):
    window = stage(country="GB").show().go("see_someone").window
    shown = told(window)
    assert shown[0] == "Call 999 or 112 now"
    letters = {each.text(): each.property("letters") for each in visible(window, QLabel)}
    assert letters[shown[0]] == "head"
    assert {letters[text] for text in shown if text.startswith("has ")} == {"large"}
    numbers = next(b for b in visible(window, QPushButton) if b.text() == "Help lines")
    numbers.click()
    assert window.screen_name == "help_lines"


def test_a_number_is_copied_and_says_so_for_a_moment(stage):
    window = stage(country="AU").show().go("help_lines").window
    button = next(b for b in copies(window) if b.accessibleName() == "Copy 13 11 14")
    button.click()
    assert QGuiApplication.clipboard().text() == "13 11 14"
    assert button.accessibleName() == "Copied"


def test_another_country_is_shown_and_kept(stage):
    staged = stage(country="GB").show().go("help_lines")
    page = staged.window.help_lines
    assert "0300 123 6600" in told(staged.window)
    page.country.chosen.emit("US")
    settle()
    assert "988" in told(staged.window) and "0300 123 6600" not in told(staged.window)
    assert staged.desk.settings.country == "US"


def test_the_list_begins_with_what_works_anywhere(stage):
    window = stage(country="DE").show().go("help_lines").window
    shown = told(window)
    assert shown[0] == "Help lines" and shown[1].startswith("In an emergency: 112")
    assert any("findahelpline.com" in text for text in shown)


def test_the_own_contact_is_kept_when_the_page_is_left(stage):
    staged = stage(country="DE").show().go("help_lines")
    page = staged.window.help_lines
    QTest.keyClicks(page.name.field, "Ada")
    QTest.keyClicks(page.number.field, "0151 1234")
    staged.go("tonight")
    assert staged.desk.settings.contact_name == "Ada"
    staged.go("help_lines")
    assert "0151 1234" in told(staged.window)


def test_narrow_windows_with_large_letters_have_the_buttons_below(stage):
    window = stage(country="DE", scale=2.0).show(420, 700).go("help_lines").window
    for button in copies(window):
        told_above = button.parentWidget().findChildren(QLabel)[0]
        assert button.geometry().top() >= told_above.geometry().top()
        assert button.mapTo(window, button.rect().bottomRight()).x() < 420
    assert window.help_lines.widget().width() <= 420


@pytest.mark.parametrize("name", ["light", "ketamine"])
def test_a_card_is_kept_as_pdf_with_dark_letters(stage, name, tmp_path):
    card = stage().window.care_screen.card(name)
    file = tmp_path / "card.pdf"
    save_card(card, file)
    content = file.read_bytes()
    assert content.startswith(b"%PDF-") and len(content) > 2000
    assert name.encode() not in content, "not even the title of the file says what it is"
    assert "#2a2019" in document(card).toHtml().lower()


def test_a_pdf_that_cannot_be_written_is_told(stage, tmp_path):
    card = stage().window.care_screen.card("light")
    with pytest.raises(Trouble) as trouble:
        save_card(card, tmp_path / "nowhere" / "card.pdf")
    assert trouble.value.key == "care.not_saved"


def test_the_paper_holds_all_of_the_card(stage):
    card = stage(language="de").window.care_screen.card("ketamine")
    plain = document(card).toPlainText()
    for part in (card.title, *card.paragraphs, card.source):
        assert part in plain


def test_the_window_and_its_tips_never_name_what_a_card_is_about(stage):
    window = stage().show().window
    window.open_card("ketamine")
    settle()
    assert window.windowTitle() == "windown"
    assert all("etamin" not in b.toolTip() for b in window.findChildren(QPushButton))
