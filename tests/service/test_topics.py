"""Changes are announced to everyone, whatever happens to one of them."""

import logging

from windown.service.topics import announce


def test_every_listener_hears_the_topic_in_order():
    heard = []
    announce([heard.append, lambda topic: heard.append(topic.upper())], "settings")
    assert heard == ["settings", "SETTINGS"]


def test_one_that_fails_is_logged_and_silences_nobody(caplog):
    def broken(topic):
        raise ValueError("no")

    heard = []
    with caplog.at_level(logging.ERROR):
        announce([broken, heard.append], "sessions")
    assert heard == ["sessions"]
    assert "sessions" in caplog.text


def test_a_listener_may_leave_while_it_listens():
    listeners, heard = [], []

    def once(topic):
        listeners.remove(once)
        heard.append("once")

    listeners += [once, heard.append]
    announce(listeners, "a")
    announce(listeners, "b")
    assert heard == ["once", "a", "b"]
