"""Reminders come by the desktop where it has buttons, else on a card; never on both, never lost."""

import pytest
from PySide6.QtCore import QCoreApplication

from tests.helpers.buses import private_bus, until
from tests.helpers.desktop import FakeDesktop, NotificationDaemon
from windown.adapters.notifications import Notifications
from windown.core.colours import EVENING, NIGHT
from windown.ui.notifying import Notifier
from windown.ui.theme import Theme

# The picture of a screen that tests draw on has no windows that could be raised.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")

KEY = "last_meal:2026-11-22"
ANSWERS = (("done", "Done"), ("skip", "Skip tonight"))


class Told:
    """A notifier and what it told."""

    def __init__(self, make_desktop):
        self.answers, self.opened, self.looks, self.face = [], [], 0, EVENING
        self.notifier = Notifier(
            make_desktop, lambda: Theme(self.face), lambda key: key,
            lambda *pair: self.answers.append(pair), self.opened.append, self.look,
        )  # fmt: skip

    def look(self):
        self.looks += 1

    def show(self, key=KEY, body="A light snack is fine."):
        return self.notifier.show(key, "Last meal", body, ANSWERS, True)

    def cards(self):
        return self.notifier.cards.shown()

    def press(self, text, key=KEY):
        """Press a button on a card."""
        from PySide6.QtWidgets import QPushButton

        card = self.notifier.cards.card(key)
        next(b for b in card.findChildren(QPushButton) if b.accessibleName() == text).click()


def settle(true):
    """Let the event loop run until something is true."""
    until(lambda: QCoreApplication.processEvents() or true())


@pytest.fixture
def desktop():
    return FakeDesktop()


@pytest.fixture
def told(qapp, desktop):
    told = Told(desktop.made)
    yield told
    told.notifier.close()


def test_a_desktop_with_buttons_shows_it_and_no_card_is_there(told, desktop):
    assert told.show()
    assert desktop.shown[KEY].body == "A light snack is fine."
    assert told.cards() == ()
    assert told.notifier.capabilities() == {"actions", "desktop"}


def test_a_click_on_the_words_of_a_notification_opens_the_window(told, desktop):
    told.show()
    assert desktop.shown[KEY].answers[-1] == ("default", "answer.open")
    desktop.press(KEY, "default")
    assert (told.opened, told.answers, desktop.shown) == ([KEY], [], {})


@pytest.mark.parametrize("can", [(), ("body",)])
def test_a_desktop_without_buttons_leaves_it_to_a_card(told, desktop, can):
    desktop.can = frozenset(can)
    assert told.show()
    assert (told.cards(), desktop.shown) == ((KEY,), {})
    assert told.notifier.capabilities() == {"actions"}


def test_a_desktop_that_does_not_take_it_leaves_it_to_a_card(told, desktop):
    desktop.takes = False
    assert told.show()
    assert told.cards() == (KEY,)


def test_where_there_is_no_desktop_side_a_card_is_shown(qapp):
    told = Told(None)
    assert told.show()
    told.press("Skip tonight")
    assert (told.answers, told.cards()) == ([(KEY, "skip")], ())


def test_an_answer_comes_once_whoever_gives_it_twice(told, desktop):
    told.show()
    desktop.press(KEY, "done")
    desktop.press(KEY, "done")
    assert told.answers == [(KEY, "done")]


def test_an_answer_takes_it_away_everywhere(told, desktop):
    desktop.can = frozenset()
    told.show()
    desktop.can = frozenset({"actions"})
    told.press("Done")
    assert (told.answers, told.cards()) == ([(KEY, "done")], ())
    assert KEY in desktop.withdrawn


def test_shown_again_it_moves_from_the_card_to_the_desktop(told, desktop):
    desktop.can = frozenset()
    told.show()
    desktop.can = frozenset({"actions"})
    told.show()
    assert (told.cards(), list(desktop.shown)) == ((), [KEY])


def test_what_a_daemon_takes_along_stands_on_a_card_until_it_is_answered(told, desktop):
    told.show()
    told.show("rise:1")
    told.notifier.withdraw("rise:1")
    desktop.die()
    assert (told.cards(), told.looks) == ((KEY,), 1)
    told.press("Done")
    assert told.answers == [(KEY, "done")]


def test_withdrawn_it_is_nowhere_and_answers_nothing(told, desktop):
    told.show()
    told.notifier.withdraw(KEY)
    desktop.press(KEY, "done")
    assert (desktop.shown, told.answers) == ({}, [])


def test_a_card_put_aside_is_no_answer(told, desktop):
    desktop.can = frozenset()
    told.show()
    told.press("card.close")
    assert (told.cards(), told.answers) == ((), [])


def test_cards_follow_the_face(told, desktop):
    desktop.can = frozenset()
    told.show()
    told.face = NIGHT
    told.notifier.dress()
    surface = told.notifier.cards.card(KEY).grab().toImage().pixelColor(8, 8)
    assert surface.name().upper() == NIGHT.surface


def test_on_a_real_bus_buttons_death_and_return_are_heard_by_the_event_loop(qapp, tmp_path):
    with private_bus(tmp_path) as bus:
        told = Told(lambda *calls: Notifications(*calls, bus.address))
        with NotificationDaemon(bus.address) as daemon:
            told.show()
            daemon.press(1, "done")
            settle(lambda: told.answers)
            told.show("rise:1")
        settle(lambda: told.cards() == ("rise:1",))
        looks = told.looks
        with NotificationDaemon(bus.address) as daemon:
            settle(lambda: told.looks > looks)
            told.show("rise:1")
            assert (told.cards(), len(daemon.notes)) == ((), 1)
        told.notifier.close()
    assert told.answers == [(KEY, "done")]


def test_what_is_answered_while_another_is_shown_wakes_the_loop(qapp, tmp_path):
    with private_bus(tmp_path) as bus, NotificationDaemon(bus.address) as daemon:
        told = Told(lambda *calls: Notifications(*calls, bus.address))
        told.show()
        daemon.meanwhile = [(1, "done")]
        told.show("rise:1")
        settle(lambda: told.answers == [(KEY, "done")])
        told.notifier.close()


def test_the_end_of_the_bus_leaves_the_cards_and_a_loop_that_rests(qapp, tmp_path):
    with private_bus(tmp_path) as bus:
        told = Told(lambda *calls: Notifications(*calls, bus.address))
        with NotificationDaemon(bus.address):
            told.show()
            bus.end()
            settle(lambda: told.cards() == (KEY,))
        told.show("rise:1")
        assert told.cards() == (KEY, "rise:1")
        told.notifier.close()
