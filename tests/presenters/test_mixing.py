"""A background is mixed by hand, for all or for one practice."""

from tests.fakes import a_desk
from windown.core.mix import MOST, SOUNDS
from windown.presenters.mixing import STEPS, Mixing


def strip_of(mixing, name):
    return next(strip for strip in mixing.view().strips if strip.id == name)


def test_every_sound_has_a_volume_of_its_own():
    mixing = Mixing(a_desk(background="rain:0.5"))
    assert [strip.id for strip in mixing.view().strips] == list(SOUNDS)
    assert strip_of(mixing, "rain").step == STEPS // 2
    mixing.move("sea", STEPS)
    mixing.move("rain", 0)
    assert mixing.desk.settings.background == "sea"


def test_the_mix_of_a_practice_begins_with_that_of_the_settings():
    mixing = Mixing(a_desk(background="rain"), "extended_4_6")
    mixing.move("sea", 10)
    assert mixing.desk.options("extended_4_6").background == "rain+sea:0.5"
    assert mixing.desk.settings.background == "rain"


def test_a_practice_can_be_silent_where_the_settings_are_not():
    mixing = Mixing(a_desk(background="rain"), "extended_4_6")
    mixing.move("rain", 0)
    assert mixing.desk.options("extended_4_6").background == "none"
    assert all(strip.step == 0 for strip in mixing.view().strips)


def test_files_of_ones_own_join_stay_when_silent_and_go():
    mixing = Mixing(a_desk())
    mixing.add("/home/ada/river: at night.ogg")
    own = mixing.view().strips[-1]
    assert (own.name, own.own, own.step) == ("river: at night.ogg", True, STEPS // 2)
    mixing.move(own.id, 0)
    assert mixing.view().strips[-1].id == own.id
    mixing.remove(own.id)
    assert mixing.desk.settings.background == ""


def test_no_more_join_than_fit():
    mixing = Mixing(a_desk())
    for sound in SOUNDS:
        mixing.move(sound, 10)
    assert mixing.view().full
    assert mixing.view().told == f"mix.full n={MOST}"
    assert sum(strip.step > 0 for strip in mixing.view().strips) == MOST
    mixing.add("/home/ada/river.ogg")
    assert not any(strip.own for strip in mixing.view().strips)
