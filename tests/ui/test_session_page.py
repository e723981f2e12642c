"""A session in the window: keys, controls, the black screen, and what is asked afterwards."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from windown.ui.light import screen_score
from windown.ui.screens.session import FORGOTTEN_MS, STILL_MS

#: In the middle of the picture, and beside it.
HERE, THERE = QPoint(480, 250), QPoint(500, 270)


@pytest.fixture
def staged(stage):
    """A minute of box breathing, a few seconds in."""
    made = stage(reduce_motion=True).show()
    made.window.begin("box_4", 1.0)
    passes(made, 2.0, 3.0)
    return made


def passes(staged, *seconds):
    """Let seconds pass with a look after each."""
    for each in seconds:
        staged.clock.pass_(each)
        staged.window.session_page.look()


def session(staged):
    return staged.session.run.session


def page(staged):
    return staged.window.session_page


def press(staged, key):
    QTest.keyClick(page(staged), key)


def wakes_of(staged, interval):
    """Let the time of a timer be over."""
    (timer,) = [t for t in page(staged).findChildren(QTimer) if t.interval() == interval]
    timer.timeout.emit()


def opacity(staged):
    return page(staged).controls.graphicsEffect().opacity()


def score(staged):
    return screen_score(staged.window.grab().toImage())


def asked(staged):
    """The question that is asked afterwards, "" where none is."""
    after = staged.window.after
    return after.question.text() if after.question.isVisible() else ""


# Keys


def test_space_pauses_and_goes_on(staged):
    press(staged, Qt.Key.Key_Space)
    assert session(staged).stage == "paused"
    passes(staged, 20.0)
    at = session(staged).position
    press(staged, Qt.Key.Key_Space)
    passes(staged, 2.0, 2.0)
    assert session(staged).stage == "running"
    assert at < session(staged).position <= at + 4.0


def test_a_held_key_counts_once(staged):
    page_of_it = page(staged)
    for number in range(8):
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier,
                            " ", number > 0)  # fmt: skip
        QApplication.sendEvent(page_of_it, pressed)
    assert session(staged).stage == "paused"


def test_esc_ends_and_asks_nothing_before(staged):
    press(staged, Qt.Key.Key_Escape)
    assert session(staged).stage == "ended"
    assert asked(staged) == "How did that feel?"


def test_m_mutes_the_voice_alone_and_gives_it_back(staged):
    press(staged, Qt.Key.Key_M)
    assert (staged.speaker.levels.voice, staged.speaker.levels.tones > 0) == (0.0, True)
    press(staged, Qt.Key.Key_M)
    assert staged.speaker.levels.voice == staged.desk.settings.volume_voice


def test_right_goes_on_to_the_next_breath(staged):
    before = session(staged)
    press(staged, Qt.Key.Key_Right)
    after = session(staged)
    assert after.timeline.length < before.timeline.length
    assert after.timeline.span_at(after.position).phase == "in"


def test_b_makes_it_black_and_b_lights_it_again(staged):
    press(staged, Qt.Key.Key_B)
    assert score(staged) == 0.0
    passes(staged, 5.0)
    assert score(staged) == 0.0
    press(staged, Qt.Key.Key_B)
    assert score(staged) > 0.0


def test_a_key_that_means_nothing_does_nothing(staged):
    before = session(staged)
    for key in (Qt.Key.Key_X, Qt.Key.Key_Left, Qt.Key.Key_F5, Qt.Key.Key_Return):
        press(staged, key)
    assert session(staged) == before


def test_the_keys_work_while_the_keyboard_is_on_a_control(staged):
    press(staged, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_B)
    assert score(staged) == 0.0


# Controls that leave and come back


def test_controls_leave_when_nothing_moves_and_come_back_at_any_movement(staged, qtbot):
    wakes_of(staged, STILL_MS)
    qtbot.waitUntil(lambda: opacity(staged) == 0.0)
    QTest.mouseMove(page(staged), HERE)
    QTest.mouseMove(page(staged), THERE)
    qtbot.waitUntil(lambda: opacity(staged) == 1.0)


def test_controls_stay_while_the_keyboard_is_on_them(staged, qtbot):
    press(staged, Qt.Key.Key_Tab)
    wakes_of(staged, STILL_MS)
    qtbot.wait(50)
    assert opacity(staged) == 1.0


def test_movement_never_lights_a_black_screen(staged):
    press(staged, Qt.Key.Key_B)
    QTest.mouseMove(page(staged), HERE)
    QTest.mouseMove(page(staged), THERE)
    passes(staged, 1.0)
    assert score(staged) == 0.0
    assert session(staged).black


def test_every_button_does_what_its_key_does(staged):
    every = page(staged).controls.findChildren(QPushButton)
    buttons = {b.accessibleName(): b for b in every if b.isVisible()}
    assert list(buttons) == ["Too much", "Pause", "Next", "Mute voice", "Black screen", "End"]
    buttons["Pause"].click()
    assert session(staged).stage == "paused"
    assert buttons["Pause"].accessibleName() == "Go on"
    buttons["Mute voice"].click()
    assert session(staged).muted
    assert buttons["Mute voice"].accessibleName() == "Voice on"
    buttons["End"].click()
    assert session(staged).stage == "ended"


def test_a_pause_that_was_fallen_asleep_in_goes_dark_by_itself(staged):
    press(staged, Qt.Key.Key_Space)
    wakes_of(staged, FORGOTTEN_MS)
    assert score(staged) == 0.0
    assert session(staged).stage == "paused"


# To its end


def unseen(staged, qtbot):
    """The session goes on to its end by its own timer alone."""
    for _ in range(4):
        before = session(staged).position
        staged.clock.pass_(20.0)
        qtbot.waitUntil(lambda before=before: session(staged).position > before, timeout=3000)
        if session(staged).stage == "ended":
            return


def test_a_hidden_session_reaches_its_end_and_is_kept(staged, qtbot):
    staged.window.hide()
    unseen(staged, qtbot)
    (kept,) = staged.journal.records.values()
    assert (kept.done_s, kept.complete) == (60.0, True)


@pytest.mark.thorough
def test_a_minimised_session_reaches_its_end_and_is_kept(staged, qtbot):
    staged.window.showMinimized()
    unseen(staged, qtbot)
    (kept,) = staged.journal.records.values()
    assert (kept.done_s, kept.complete) == (60.0, True)


def test_a_black_session_ends_black_and_a_key_leads_back(staged):
    press(staged, Qt.Key.Key_B)
    passes(staged, 20.0, 20.0, 20.0)
    assert session(staged).stage == "ended"
    assert (score(staged), asked(staged)) == (0.0, "")
    QTest.keyClick(staged.window.after, Qt.Key.Key_Shift)
    assert score(staged) == 0.0
    QTest.keyClick(staged.window.after, Qt.Key.Key_Space)
    assert staged.window.tonight.isVisible()


# Afterwards


@pytest.mark.parametrize("felt", [1, 3, 5])
def test_one_key_or_one_press_says_how_it_felt(staged, felt):
    press(staged, Qt.Key.Key_Escape)
    after = staged.window.after
    if felt == 3:
        after.answers[2].click()
    else:
        QTest.keyClick(after, Qt.Key(Qt.Key.Key_0 + felt))
    assert [kept.felt for kept in staged.journal.records.values()] == [felt]
    assert staged.window.tonight.isVisible()


def test_nothing_needs_to_be_answered(staged):
    press(staged, Qt.Key.Key_Escape)
    QTest.keyClick(staged.window.after, Qt.Key.Key_Escape)
    assert [kept.felt for kept in staged.journal.records.values()] == [None]
    assert staged.window.tonight.isVisible()
    assert "Box breathing" in staged.window.tonight.done.text()


def test_the_question_goes_dark_where_nobody_answers(staged):
    press(staged, Qt.Key.Key_Escape)
    staged.window.after.go_dark()
    assert (score(staged), asked(staged)) == (0.0, "")


def test_a_journal_that_cannot_be_written_stops_nothing_and_is_told_once_afterwards(stage):
    staged = stage(reduce_motion=True).show()
    staged.journal.failing = "store.full"
    staged.window.begin("box_4", 1.0)
    passes(staged, 2.0, *[6.0] * 5)
    sentence = staged.desk.words("store.full")
    assert [each for each in shown(staged) if sentence in each] == []
    passes(staged, *[6.0] * 5)
    assert session(staged).stage == "ended"
    assert staged.journal.writes > 5
    assert "\n".join(shown(staged)).count(sentence) == 1
    QTest.keyClick(staged.window.after, Qt.Key.Key_4)
    assert staged.window.tonight.isVisible()


def shown(staged):
    """All words on labels that are to be seen."""
    return [each.text() for each in staged.window.findChildren(QLabel) if each.isVisible()]


# Beginning


def test_begin_twice_begins_once(stage):
    staged = stage(reduce_motion=True).show()
    staged.window.begin("box_4")
    first = session(staged)
    staged.window.begin("extended_4_6")
    staged.window.tonight.wind_down.click()
    assert session(staged).timeline is first.timeline
    assert len(staged.journal.records) == 1


def test_after_one_session_another_can_be_begun(staged):
    press(staged, Qt.Key.Key_Escape)
    QTest.keyClick(staged.window.after, Qt.Key.Key_Escape)
    staged.window.tonight.wind_down.click()
    assert page(staged).running
    assert [kept.practice for kept in staged.journal.records.values()] == ["box_4", "extended_4_6"]


def test_closing_the_window_keeps_what_was_done(staged):
    passes(staged, 3.0)
    at = session(staged).position
    staged.window.close()
    (kept,) = staged.journal.records.values()
    assert (kept.done_s, kept.complete) == (at, False)
    assert session(staged).stage == "ended"
    assert "stop" in staged.speaker.calls


def test_a_prompt_is_read_while_it_is_spoken(staged):
    page_of_it, run = page(staged), staged.session.run
    timeline = run.session.timeline
    prompt = next(p for p in timeline.prompts if p.at > run.session.position + 1)
    passes(staged, prompt.at - run.session.position + 0.1)
    assert page_of_it.caption.text() == prompt.text


def test_a_walk_names_the_place_of_the_body(stage):
    staged = stage(reduce_motion=True).show()
    staged.window.begin("pmr_4")
    passes(staged, 2.0)
    while not session(staged).timeline.span_at(session(staged).position).area:
        passes(staged, 5.0)
    assert page(staged).title.text() == "Both arms"
    assert page(staged).figure.isVisible()
