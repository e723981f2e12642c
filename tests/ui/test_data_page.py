"""The page of the records in the window, and the report on paper."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.core.test_report import LAST, diary_night, row, session
from tests.fakes import ASSETS, a_desk
from tests.presenters.test_data_screen import NOW, FakeArchive
from tests.ui.stage import settle
from windown.content.words import read_words
from windown.core.export import Wishes
from windown.core.problems import Trouble
from windown.core.report import report
from windown.presenters.data import DataScreen
from windown.presenters.report import report_view
from windown.ui.report import write_report
from windown.ui.screens.data import DataPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot):
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", "en"))
    left, asked = [], []

    def choose(title, proposal):
        asked.append(proposal)
        return f"chosen-{proposal}"

    archive = FakeArchive()
    made = DataPage(
        DataScreen(desk, archive, None, None), desk.clock, lambda: left.append(1), choose
    )
    made.archive, made.left, made.asked = archive, left, asked
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.refresh()
    made.show()
    return made


def press(page, text):
    settle(0.05)
    for button in page.findChildren(QPushButton):
        if button.isVisible() and text in (button.text(), button.accessibleName()):
            button.click()
            settle(0.05)
            return
    raise LookupError(text)


def test_files_go_out_and_come_in_by_one_press_and_a_choice(page):
    for text in ("Everything (JSON)", "Tables (CSV)", "Nights (calendar)", "Take in a file"):
        press(page, text)
    assert page.asked == ["windown.json", "windown.zip", "windown.ics", ""]
    assert [each[0] for each in page.archive.done] == ["export"] * 3 + ["take_in"]
    page.melatonin.setChecked(True)
    press(page, "Tables (CSV)")
    assert page.archive.done[-1][2] is True and page.melatonin.isChecked()


def test_erasing_takes_two_steps_and_names_what_goes(page):
    press(page, "Erase this")
    assert page.archive.done == [] and "night of" in page.question.text()
    assert page.no.hasFocus() or page.no is page.focusWidget()
    press(page, "Leave it")
    assert page.archive.done == []
    press(page, "Erase this")
    press(page, "Yes, erase it")
    what, kind, night = page.archive.done[0]
    assert (what, kind) == ("erase", "night") and isinstance(night, date)


def test_another_choice_takes_the_question_back(page):
    press(page, "Erase this")
    page._choose_what("notes")
    with pytest.raises(LookupError):
        press(page, "Yes, erase it")
    assert not page.day.isVisible()


def test_after_everything_is_erased_windown_is_left(page):
    page._choose_what("everything")
    press(page, "Erase this")
    press(page, "Yes, erase it")
    assert page.left == [1]


def test_a_backup_is_made_and_brought_back_after_a_question(page):
    press(page, "Back up now")
    page.restores[0].click()
    assert page.archive.done == [("back_up",)]
    page.yes.click()
    assert page.archive.done[-1] == ("restore", "the-backup")


def a_view(language, nights, melatonin=False, many=1):
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", language))
    diary = [diary_night(n, note="laut " * 5 * many, medicine="Pille") for n in range(nights)]
    rows = [row(name, "done", n) for n in range(nights) for name in ("melatonin", "screens_off")]
    sessions = [session(name, n) for n in range(nights) for name in ("box_4", "pmr_16")]
    made = report(LAST, nights, diary, sessions, rows, Wishes(melatonin))
    return report_view(desk, made, NOW)


def text_of(file):
    """The words of a PDF, and its paper, as another program reads them."""
    for tool in ("pdftotext", "pdfinfo"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is missing; poppler-utils has it")
    run = {"capture_output": True, "text": True, "check": True}
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], **run).stdout
    return text, subprocess.run(["pdfinfo", str(file)], **run).stdout


@pytest.mark.parametrize("letter", [False, True], ids=["A4", "Letter"])
@pytest.mark.parametrize("nights", [14, 28])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_word_of_the_report_can_be_selected_on_two_pages(tmp_path, language, nights, letter):
    target, view = tmp_path / "r.pdf", a_view(language, nights, True, 8)
    assert write_report(target, view, letter) == 2
    text, told = text_of(target)
    assert ("612 x 792" if letter else "595") in told and "Pages:           2" in told
    words = set(text.split())
    for cells in view.nights.rows:
        assert set(" ".join(cells).split()) <= words
    for name in (*view.nights.columns, view.title, view.period, view.practices.rows[0][0]):
        assert set(name.split()) <= words, name


def test_a_report_that_cannot_be_written_says_why(tmp_path):
    with pytest.raises(Trouble) as trouble:
        write_report(tmp_path / "no" / "r.pdf", a_view("en", 14), False)
    assert trouble.value.key == "report.disk"
    assert list(Path(tmp_path).iterdir()) == []
