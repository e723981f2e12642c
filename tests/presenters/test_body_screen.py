"""My body is optional, kept at once, and has a way back for everything."""

import pytest

from tests.fakes import a_desk
from windown.core.body import FLAGS, MyBody
from windown.presenters.body import BodyScreen


@pytest.fixture
def screen():
    return BodyScreen(a_desk())


def test_nothing_applies_at_first(screen):
    view = screen.view()
    assert tuple(flag.id for flag in view.flags) == FLAGS
    assert not any(flag.on for flag in view.flags)
    assert view.side.current == view.place.current == ""
    assert view.back == ()
    assert len(view.areas.areas) == 16


def test_what_applies_is_kept_and_taken_back(screen):
    screen.turn("lung", True)
    screen.choose("side", "left")
    screen.leave_out("forehead", True)
    assert screen.desk.preferences.kept.body == MyBody(
        frozenset({"lung"}), frozenset({"forehead"}), side="left"
    )
    screen.turn("lung", False)
    screen.choose("side", "")
    screen.leave_out("forehead", False)
    assert screen.desk.settings.body == MyBody()


def test_what_was_too_much_cramped_or_banned_can_come_again(screen):
    desk = screen.desk
    desk.remember_gentler("box_4")
    desk.remember_cramp("other_foot")
    desk.ban_word("owl")
    assert [kind for kind, _, _ in screen.view().back] == ["gentler", "cramped", "banned"]
    for kind, name, _ in screen.view().back:
        screen.let_again(kind, name)
    assert screen.view().back == ()
    assert desk.settings.body == MyBody()
    assert desk.settings.banned == frozenset()
