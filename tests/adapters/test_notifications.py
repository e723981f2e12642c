"""Notifications reach the desktop once, their answers us once, and no daemon holds us up."""

import shutil
import subprocess
import time

import pytest

from tests.helpers.buses import Speaker, private_bus, until
from tests.helpers.desktop import NotificationDaemon
from windown.adapters.notifications import Notifications

ANSWERS = (("taken", "Taken"), ("skip", "Skip tonight"), ("later_10", "10 min"))
KEY = "melatonin:2026-11-22"


class Ours:
    """Our side, with what it was told."""

    def __init__(self, address):
        self.answers, self.lost = [], []
        self.side = Notifications(
            lambda *pair: self.answers.append(pair), self.lost.append, address
        )

    def show(self, key=KEY, title="windown", body="Something is due.", silent=True):
        return self.side.show(key, title, body, ANSWERS, silent)

    def hears(self, true):
        """Take in what arrives until something is true."""
        until(lambda: self.side.pump() or true())


@pytest.fixture
def bus(tmp_path):
    with private_bus(tmp_path) as private:
        yield private


@pytest.fixture
def ours(bus):
    ours = Ours(bus.address)
    yield ours
    ours.side.close()


@pytest.fixture
def daemon(bus):
    with NotificationDaemon(bus.address) as daemon:
        yield daemon


def test_a_notification_has_its_words_and_buttons_and_stays(daemon, ours):
    assert ours.show()
    (note,) = daemon.notes
    assert (note.title, note.body, note.timeout) == ("windown", "Something is due.", 0)
    assert note.buttons == dict(ANSWERS)
    assert note.hints["suppress-sound"] == ("b", True)
    assert note.hints["urgency"] == ("y", 1)


def test_one_with_sound_does_not_hold_the_sound_back(daemon, ours):
    ours.show(silent=False)
    assert daemon.notes[0].hints["suppress-sound"] == ("b", False)


def test_a_button_is_heard_once_even_if_the_daemon_says_it_twice(daemon, ours):
    ours.show()
    daemon.press(1, "taken", times=2)
    daemon.press(1, "skip")
    daemon.emit("ActionInvoked", "us", 99, "taken")
    ours.show("last:1")
    daemon.press(2, "skip")
    ours.hears(lambda: len(ours.answers) == 2)
    assert ours.answers == [(KEY, "taken"), ("last:1", "skip")]


def test_what_was_answered_is_taken_from_the_screen(daemon, ours):
    ours.show()
    daemon.press(1, "taken")
    ours.hears(lambda: ours.answers)
    until(lambda: daemon.closed == [1])


def test_the_same_reminder_again_takes_the_place_of_the_first(daemon, ours):
    ours.show()
    ours.show(body="Once more.")
    assert [note.replaces for note in daemon.notes] == [0, 1]
    assert [note.body for note in daemon.on_screen.values()] == ["Once more."]


def test_what_was_waved_away_is_shown_anew_and_is_no_answer(daemon, ours):
    ours.show()
    daemon.dismiss(1)
    ours.hears(lambda: not ours.side._ids)
    ours.show()
    assert [note.replaces for note in daemon.notes] == [0, 0]
    assert ours.answers == []


def test_withdrawing_closes_that_one_alone(daemon, ours):
    ours.show()
    ours.show("rise:1")
    ours.side.withdraw(KEY)
    ours.side.withdraw("unknown:1")
    until(lambda: daemon.closed)
    assert [*daemon.on_screen] == [2]


def test_signs_of_markup_are_shown_as_they_are(daemon, ours):
    ours.show(body="a < b & <i>c</i>", title="<b>")
    assert daemon.notes[0].body == "a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;"
    assert daemon.notes[0].title == "<b>"


def test_without_markup_nothing_is_escaped_and_without_buttons_none_sent(bus, ours):
    with NotificationDaemon(bus.address, can=("body",)) as daemon:
        assert ours.side.capabilities() == {"body"}
        ours.show(body="a & b")
        assert (daemon.notes[0].body, daemon.notes[0].actions) == ("a & b", ())


def test_text_that_no_bus_can_carry_does_no_harm(daemon, ours):
    assert ours.show(title="a\0b", body="half a sign: \ud83d")
    assert daemon.notes[0].title == "ab"
    assert ours.show("next:1")


def test_without_a_daemon_nothing_is_shown_and_nothing_waits(bus, ours):
    began = time.monotonic()
    assert not ours.show()
    assert ours.side.capabilities() == frozenset()
    assert time.monotonic() - began < 0.5


def test_without_a_bus_nothing_is_shown(tmp_path):
    ours = Ours(f"unix:path={tmp_path / 'none'}")
    assert not ours.show()
    assert ours.side.fileno() == -1
    ours.side.pump()
    ours.side.withdraw(KEY)
    ours.side.close()


def test_a_daemon_that_comes_late_asks_for_a_look(bus, ours):
    assert not ours.show()
    with NotificationDaemon(bus.address) as daemon:
        ours.hears(lambda: ours.lost == [frozenset()])
        assert ours.show()
        assert len(daemon.notes) == 1


def test_a_mute_daemon_is_waited_for_once_and_what_it_shows_late_is_withdrawn(daemon, ours):
    assert "actions" in ours.side.capabilities()
    daemon.sleep()
    began = time.monotonic()
    assert not ours.show()
    first = time.monotonic()
    assert not ours.show("rise:1")
    assert ours.side.capabilities() == frozenset()
    assert 0.9 < first - began < 3.0
    assert time.monotonic() - first < 0.5
    daemon.wake()
    ours.hears(lambda: daemon.closed == [1])
    assert daemon.on_screen == {}
    assert ours.show("rise:1")


def test_a_button_of_what_was_shown_late_still_counts_once(daemon, ours):
    assert "actions" in ours.side.capabilities()
    daemon.sleep()
    assert not ours.show()
    daemon.wake()
    until(lambda: daemon.on_screen)
    daemon.press(1, "taken", times=2)
    ours.hears(lambda: ours.answers and daemon.closed)
    assert (ours.answers, daemon.closed) == ([(KEY, "taken")], [1])
    assert ours.side.standing() == frozenset()


def test_answers_that_arrive_while_another_is_shown_are_not_lost_and_come_afterwards(daemon, ours):
    ours.show()
    daemon.meanwhile = [(1, "taken")]
    assert ours.show("rise:1")
    assert ours.answers == []
    ours.side.pump()
    assert ours.answers == [(KEY, "taken")]


def test_a_daemon_that_dies_takes_its_notifications_along(bus, ours):
    with NotificationDaemon(bus.address):
        ours.show()
    ours.hears(lambda: ours.lost)
    assert ours.lost == [frozenset({KEY})]
    assert not ours.show()


def test_ids_of_a_daemon_that_is_gone_are_never_used_with_the_next(bus, ours):
    with NotificationDaemon(bus.address):
        ours.show()
    with NotificationDaemon(bus.address) as second:
        second.notes.append(second.on_screen.setdefault(1, None))  # somebody else's
        second.next = 2
        second.press(1, "taken")
        ours.side.withdraw(KEY)
        assert ours.show()
        assert second.notes[-1].replaces == 0
        ours.side.pump()
        assert (second.closed, ours.answers, ours.lost[0]) == ([], [], {KEY})


def test_nobody_else_on_the_bus_can_answer(bus, daemon, ours):
    class Stranger(Speaker):
        path = NotificationDaemon.path

    ours.show()
    with Stranger(bus.address) as stranger:
        stranger.emit("ActionInvoked", "us", 1, "skip", interface=NotificationDaemon.name)
        daemon.press(1, "taken")
        ours.hears(lambda: ours.answers)
    assert ours.answers == [(KEY, "taken")]


def test_a_bus_that_ends_is_told_and_another_one_is_found(bus, ours, tmp_path):
    daemon = NotificationDaemon(bus.address)
    ours.show()
    bus.end()
    ours.hears(lambda: ours.lost)
    assert ours.side.fileno() == -1
    assert not ours.show()
    daemon.die()
    (tmp_path / "bus").unlink(missing_ok=True)
    with private_bus(tmp_path) as again, NotificationDaemon(again.address):
        assert ours.show()


@pytest.mark.thorough
def test_a_real_daemon_takes_it_and_says_what_was_pressed(bus, ours, tmp_path):
    for program, package in (("dunst", "dunst"), ("dunstctl", "dunst"), ("Xvfb", "xvfb")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing: install the package {package}")
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as screen:  # fmt: skip
        display = f":{screen.stdout.readline().strip()}"
        around = {"PATH": "/usr/bin:/bin", "DISPLAY": display, "HOME": str(tmp_path),
                  "DBUS_SESSION_BUS_ADDRESS": bus.address}  # fmt: skip
        chooser = tmp_path / "chooser"
        chooser.write_text("#!/bin/sh\ngrep Taken\n", "utf-8")
        chooser.chmod(0o700)
        rules = tmp_path / "dunstrc"
        rules.write_text(f"[global]\ndmenu = {chooser}\n", "utf-8")
        with subprocess.Popen(
            ["dunst", "-conf", rules], env=around, stderr=subprocess.DEVNULL
        ) as dunst:
            try:
                until(lambda: "actions" in ours.side.capabilities())
                ours.hears(lambda: True)
                assert ours.show()
                subprocess.run(["dunstctl", "context"], env=around, check=True, timeout=20)
                ours.hears(lambda: ours.answers)
                assert ours.answers == [(KEY, "taken")]
            finally:
                dunst.terminate()
                dunst.wait()
                screen.terminate()
