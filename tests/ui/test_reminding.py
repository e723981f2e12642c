"""Reminders come when a moment comes, in the window's thread, and go with the program."""

import gc
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.an_evening import a_plan
from tests.fakes import FakeLedger, FakeNotifier, SaidIds, a_desk
from tests.helpers.buses import until
from tests.helpers.desktop import FakeDesktop
from windown.adapters.instance import Instance, Wish, send
from windown.core.colours import EVENING, NIGHT
from windown.core.evening.plan import Plan, Repeat, find
from windown.presenters.evening import EveningScreen
from windown.presenters.hearing import CHIME_S, ROOM_S, Hearing
from windown.service.evening import Evening
from windown.service.player import DEVICE_S
from windown.service.telling import telling
from windown.ui.notifying import Notifier
from windown.ui.reminding import Reminding
from windown.ui.start import Front, Joined
from windown.ui.theme import theme_for
from windown.ui.veiling import Veiling

# The picture of a screen that tests draw on has no windows that could be raised.
pytestmark = pytest.mark.qt_log_ignore("does not support raise", "This plugin does not support")

#: A Sunday's bedtime in Berlin, 23:00. The alarm goes by the real clock, so it is far ahead.
BED = datetime(2037, 11, 22, 22, 0, tzinfo=UTC)
KEY = "wind_down_start:2037-11-22"
SPOKEN = "reminder.neutral"


class HandAlarm:
    """An alarm that rings when a test says so. `looks` counts how often it was set."""

    def __init__(self, ring):
        self.ring, self.moment, self.looks, self.woken, self.closed = ring, None, 0, 0, False
        self.threads = set()

    def at(self, moment):
        self.moment = moment
        self.looks += 1
        self.threads.add(threading.current_thread())

    def wakeup(self):
        self.woken += 1

    def close(self):
        self.closed = True


class Run:
    """One run of the program: reminders joined on fakes, on a ledger that outlives it."""

    def __init__(self, desk, ledger, speaker, voice):
        self.desk, self.ledger, self.session = desk, ledger, False
        self.speaker, self.desktop, self.faces = speaker, FakeDesktop(), []
        self.evening = desk.evening = Evening(
            ledger, lambda: desk.plan, FakeNotifier(),
            lambda reminder, dark: telling(reminder, SaidIds(), False, dark),
            desk.clock, desk.listeners, lambda: self.session,
        )  # fmt: skip
        self.notifier = Notifier(
            self.desktop.made, self.theme, lambda key: key, self.evening.answered,
            lambda key: None, lambda: self.reminding.look(),
        )  # fmt: skip
        screen = EveningScreen(desk)
        veiling = Veiling(screen, desk.clock, self.theme, lambda: None, lambda: None)
        hearing = Hearing(desk, speaker, voice)
        self.reminding = Reminding(
            self.evening, desk.clock, self.notifier, lambda: hearing, veiling
        )

    def theme(self):
        return theme_for(self.desk.face(self.desk.clock.now()), type_scale=1.0)

    def start(self):
        self.reminding.start(self._alarm)
        return self

    def _alarm(self, ring):
        self.alarm = HandAlarm(ring)
        return self.alarm

    def passes(self, minutes):
        """Time goes by, and at its end there is a look."""
        self.desk.clock.pass_(60 * minutes)
        self.reminding.look()

    def answer(self, text):
        """Press a button, wherever it is shown."""
        card = self.notifier.cards.card(KEY)
        if card is None:
            shown = self.desktop.shown[KEY]
            self.desktop.press(KEY, next(a for a, label in shown.answers if label == text))
            return
        next(b for b in card.findChildren(QPushButton) if b.text() == text).click()

    def kinds(self):
        return [kind for key, kind, _ in self.ledger.events if key == KEY]


def settle(true):
    """Let the event loop run until something is true."""
    until(lambda: QCoreApplication.processEvents() or true())


def only(**changes):
    """A plan with nothing but the reminder to wind down."""
    return Plan(reminders=(replace(find(a_plan(), "wind_down_start"), **changes),))


@pytest.fixture
def runs(qapp):
    """Makes runs on one ledger; the first look was five minutes before the reminder is due."""
    from tests.fakes import FakeSpeaker, FakeVoice

    desk, ledger, made = a_desk(), FakeLedger(), []
    speaker, voice = FakeSpeaker(), FakeVoice()
    desk.clock.utc = BED - timedelta(minutes=50)
    desk.plan = only()

    def run(plan=None, **settings):
        desk.plan = plan or desk.plan
        desk.settings = replace(desk.settings, **settings)
        made.append(Run(desk, ledger, speaker, voice))
        return made[-1]

    yield run
    for each in made:
        each.reminding.stop()


def test_once_started_it_shows_what_is_due_and_sets_the_alarm_for_what_comes(runs):
    run = runs().start()
    assert (run.desktop.shown, run.alarm.moment) == ({}, BED - timedelta(minutes=45))
    run.passes(5)
    assert list(run.desktop.shown) == [KEY]
    assert run.kinds() == ["shown"]


def test_before_it_is_started_nothing_comes(runs):
    run = runs()
    run.evening.look(run.desk.clock.now())
    run.desk.clock.pass_(300)
    run.evening.look(run.desk.clock.now())
    assert run.desktop.shown == {}


def test_the_alarm_rings_in_any_thread_and_is_followed_once_in_the_windows(runs):
    run = runs().start()
    run.desk.clock.pass_(300)
    looks = run.alarm.looks
    ringing = threading.Thread(target=run.alarm.ring)
    ringing.start()
    ringing.join()
    assert run.desktop.shown == {}
    settle(lambda: run.desktop.shown)
    assert run.alarm.looks == looks + 1
    assert run.alarm.threads == {threading.main_thread()}


def test_a_computer_that_wakes_looks_and_has_the_alarm_compare(runs):
    run = runs().start()
    run.desk.clock.sleep(300)
    run.reminding.waking.prepare_for_sleep(False)
    assert (list(run.desktop.shown), run.alarm.woken) == ([KEY], 1)


def test_a_session_holds_it_and_it_comes_when_that_ends(runs):
    run = runs().start()
    run.session = True
    run.passes(6)
    assert run.desktop.shown == {}
    run.session = False
    run.reminding.look()
    assert list(run.desktop.shown) == [KEY]


def test_a_reminder_is_spoken_as_a_sample_of_the_voice_is_and_then_it_is_silent(runs):
    run = runs(only(spoken=True)).start()
    run.passes(5)
    (prompt,) = run.speaker.timeline.prompts
    assert prompt.text == SPOKEN
    assert "stop" not in run.speaker.calls
    settle(lambda: ("play", 0.0, None) in run.speaker.calls)
    run.desk.clock.pass_(DEVICE_S)  # nothing is heard, so steady time counts from here
    settle(lambda: len(run.speaker.calls) > 3)
    run.desk.clock.pass_(ROOM_S)
    settle(lambda: run.speaker.calls[-1] == "stop")


def chimes(run):
    """How often the tone of a reminder was loaded, in all runs on one speaker."""
    return run.speaker.chimes


def test_the_tone_comes_before_the_words_and_the_desktop_is_asked_for_silence(runs):
    run = runs(only(sound=True, spoken=True), volume_tones=0.4).start()
    run.passes(5)
    assert run.desktop.shown[KEY].silent
    assert [cue.tone for cue in run.speaker.timeline.tones] == ["reminder"]
    assert run.speaker.timeline.prompts == ()
    assert (run.speaker.levels.tones, run.speaker.levels.voice) == (0.4, 0.0)
    settle(lambda: ("play", 0.0, None) in run.speaker.calls)
    run.desk.clock.pass_(DEVICE_S)
    settle(lambda: len(run.speaker.calls) > 2)
    run.desk.clock.pass_(CHIME_S)
    settle(lambda: run.speaker.timeline.prompts)
    assert [prompt.text for prompt in run.speaker.timeline.prompts] == [SPOKEN]
    assert run.speaker.timeline.tones == ()
    assert chimes(run) == 1


def test_with_a_card_it_is_heard_as_well_and_once_for_all_that_come_together(runs):
    both = Plan(reminders=tuple(
        replace(find(a_plan(), name), on=True, sound=True, lead=45)
        for name in ("wind_down_start", "screens_off")
    ))  # fmt: skip
    run = runs(both).start()
    run.desktop.can = frozenset()
    run.passes(5)
    assert len(run.notifier.cards.shown()) == 2
    assert chimes(run) == 1


def test_what_is_silent_is_not_heard(runs):
    run = runs(only(sound=False)).start()
    run.passes(5)
    assert list(run.desktop.shown) == [KEY]
    assert run.speaker.calls == []


def test_in_a_session_and_after_lights_out_no_tone_is_heard(runs):
    run = runs(only(sound=True, spoken=True, lead=0, late_min=60)).start()
    run.passes(50)  # lights-out: it comes, silently
    assert list(run.notifier.cards.shown()) or list(run.desktop.shown)
    assert run.speaker.calls == []
    run.session = True
    run.reminding.chime()
    assert run.speaker.calls == []


def test_lights_out_ends_what_is_being_heard(runs):
    run = runs(only(sound=True, spoken=True, lead=1)).start()
    run.passes(49)
    assert chimes(run) == 1
    run.passes(1)
    assert run.speaker.calls[-1] == "stop"
    run.desk.clock.pass_(60)
    QCoreApplication.processEvents()
    assert run.speaker.timeline.prompts == ()


# What stands there at lights-out


@pytest.mark.parametrize("can", [frozenset(), frozenset({"actions"})], ids=["card", "desktop"])
def test_at_lights_out_what_stands_there_loses_its_times(runs, can):
    run = runs(only(lead=30, text="Wind down in 10 minutes", neutral="Call at 23:30")).start()
    run.desktop.can = can
    run.passes(20)
    assert "Call at 23:30" in standing(run)
    assert "answer.later_10_long" in standing(run)
    looks = run.alarm.moment
    assert looks == BED  # it is woken at lights-out itself
    run.passes(30)
    assert "reminder.neutral" in standing(run)
    assert not re.search(r"\d", standing(run))
    assert run.kinds() == ["shown"]
    assert run.speaker.calls == []
    run.answer("answer.later")
    assert run.kinds() == ["shown", "snoozed"]


def test_in_a_session_it_goes_at_lights_out_and_comes_back_without_a_time(runs):
    run = runs(only(lead=30, neutral="Call at 23:30")).start()
    run.desktop.can = frozenset()
    run.passes(20)
    run.session = True
    run.passes(30)
    assert run.notifier.cards.shown() == ()
    run.session = False
    run.reminding.look()
    assert not re.search(r"\d", standing(run))
    assert "reminder.neutral" in standing(run)


def test_what_was_put_aside_does_not_come_back_at_lights_out(runs):
    run = runs(only(lead=30)).start()
    run.desktop.can = frozenset()
    run.passes(20)
    run.notifier.cards.card(KEY).aside.emit()
    run.passes(30)
    assert run.notifier.cards.shown() == ()


def standing(run):
    """Every word that stands on a card or in a notification."""
    card = run.notifier.cards.card(KEY)
    if card is None:
        shown = run.desktop.shown[KEY]
        return " | ".join([shown.title, shown.body, *(text for _, text in shown.answers)])
    seen = [each for each in card.findChildren(QWidget) if each.isVisibleTo(card)]
    words = [each.text() for each in seen if isinstance(each, QLabel | QPushButton)]
    words += [card.accessibleDescription(), card.windowTitle()]
    return " | ".join([*words, *(each.accessibleName() for each in seen)])


def test_a_card_follows_the_face_of_the_evening(runs):
    run = runs(only(lead=60)).start()
    run.desktop.can = frozenset()
    run.passes(0)
    run.desk.clock.utc = BED - timedelta(minutes=60)
    run.reminding.look()
    key = run.notifier.cards.shown()[0]

    def surface():
        picture = run.notifier.cards.card(key).grab().toImage()
        return picture.pixelColor(8, 8).name().upper()

    assert surface() == EVENING.surface
    run.passes(20)
    assert surface() == NIGHT.surface


# From run to run


def test_stopped_it_takes_away_what_is_shown_and_closes_the_alarm(runs):
    run = runs().start()
    run.passes(5)
    run.reminding.stop()
    assert (run.desktop.shown, run.alarm.closed) == ({}, True)
    assert run.kinds() == ["shown"]


def test_what_the_run_before_has_shown_stands_there_again_silently_and_counts_once(runs):
    first = runs(only(sound=True)).start()
    first.passes(5)
    assert chimes(first) == 1
    first.reminding.stop()
    second = runs().start()
    assert list(second.desktop.shown) == [KEY]
    assert chimes(second) == 1
    assert second.kinds() == ["shown"]
    second.desktop.press(KEY, "skip")
    assert second.kinds() == ["shown", "skipped"]


def test_it_is_brought_back_once_and_only_while_it_may_be(runs):
    runs().start().passes(5)
    second = runs().start()
    second.notifier.withdraw(KEY)
    second.passes(1)
    assert second.desktop.shown == {}
    third = runs()
    third.desk.clock.pass_(3600)
    third.start()
    assert (third.desktop.shown, third.kinds()) == ({}, ["shown", "missed"])


def test_what_is_to_be_repeated_by_then_is_not_shown_twice(runs):
    runs(only(sound=True, repeat=Repeat(2, 10))).start().passes(5)
    second = runs()
    second.desk.clock.pass_(660)
    given, show = [], second.desktop.show
    second.desktop.show = lambda *shown: given.append(shown[-1]) or show(*shown)
    second.start()
    assert given == [True]  # the desktop is asked for silence, the tone is ours
    assert chimes(second) == 2
    assert second.kinds() == ["shown", "shown"]


def test_begun_with_a_session_it_comes_back_after_that(runs):
    runs().start().passes(5)
    second = runs()
    second.session = True
    second.start()
    assert second.desktop.shown == {}
    second.session = False
    second.reminding.look()
    assert list(second.desktop.shown) == [KEY]


# Joined with the window


@pytest.fixture
def joined(stage, tmp_path, monkeypatch):
    """A window with all that stands beside it, where the desktop has no notifications."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    gc.collect()  # what a test before has left goes now, not amid the making of the window
    staged = stage(at=BED - timedelta(minutes=50), reduce_motion=True)
    desk, staged.ledger = staged.desk, FakeLedger()
    desk.plan = only()
    desk.evening = Evening(
        staged.ledger, lambda: desk.plan, FakeNotifier(),
        lambda reminder, dark: telling(reminder, desk.words, False, dark),
        desk.clock, desk.listeners,
    )  # fmt: skip
    instance = Instance(tmp_path)
    assert instance.take() and instance.listen()
    house = SimpleNamespace(
        desk=desk, evening=desk.evening, voice=lambda: staged.voice, speaker=lambda: staged.speaker
    )
    app, front = QApplication.instance(), Front(house)
    front.window = staged.show().window
    joined = Joined(app, house, front, instance)
    joined.window = front.window
    joined.staged, joined.folder = staged, tmp_path
    yield joined
    joined.leave()
    staged.window.stays = None
    instance.close()
    app.setQuitOnLastWindowClosed(True)


def cards(joined):
    return joined.reminding.notifier.cards


def due(joined):
    joined.staged.clock.pass_(300)
    joined.reminding.look()


def press(joined, text):
    buttons = cards(joined).card(KEY).findChildren(QPushButton)
    next(button for button in buttons if button.text() == text).click()


def test_begin_on_a_reminder_begins_a_session(joined):
    due(joined)
    press(joined, "Begin")
    settle(lambda: joined.window.session_page.running)
    assert joined.staged.session.run.session.timeline.practice == "extended_4_6"
    assert joined.staged.ledger.row(KEY).state == "done"
    assert cards(joined).shown() == ()


def test_another_answer_begins_none(joined):
    due(joined)
    press(joined, "Skip tonight")
    QCoreApplication.processEvents()
    assert not joined.window.session_page.running
    assert joined.staged.ledger.row(KEY).state == "skipped"


def test_a_session_of_the_window_holds_reminders_until_it_ends(joined):
    joined.window.begin("box_4")
    settle(lambda: joined.window.whole.currentIndex() == 1)
    due(joined)
    assert cards(joined).shown() == ()
    joined.window.session_page.act("end")
    settle(lambda: cards(joined).shown() == (KEY,))


def test_what_another_process_answers_is_taken_away_when_it_says_so(joined):
    due(joined)
    assert cards(joined).shown() == (KEY,)
    joined.staged.ledger.answer(KEY, "skip", joined.staged.clock.now().utc)
    assert send(joined.folder, Wish("look"))
    settle(lambda: cards(joined).shown() == ())


def test_a_second_start_brings_the_window_back(joined):
    joined.window.hide()
    assert send(joined.folder, Wish("show"))
    settle(joined.window.isVisible)


def test_a_second_start_with_a_practice_begins_it(joined):
    assert send(joined.folder, Wish("begin", "box_4"))
    settle(lambda: joined.window.session_page.running)
    assert joined.staged.session.run.session.timeline.practice == "box_4"
