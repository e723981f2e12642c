"""Practices: cards in groups, the broken ones with their reason, and one opened."""

from datetime import timedelta

import pytest

from tests.conftest import ASSETS
from tests.fakes import a_desk
from windown.content.practices import read_shelf
from windown.core.body import MyBody
from windown.core.history import SessionRecord
from windown.core.practice import GROUPS
from windown.presenters.practices import Practices, step_of


def cards(view):
    return {card.id: card for _, held in view.groups for card in held}


def test_cards_stand_in_their_groups_and_no_group_is_empty():
    groups = Practices(a_desk()).view().groups
    assert [name for name, _ in groups] == [f"group.{group}" for group in GROUPS]
    assert [card.id for card in groups[0][1]][:2] == ["extended_4_6", "natural"]


def test_a_card_says_whether_it_holds_the_breath_or_tenses():
    held = cards(Practices(a_desk()).view())
    assert [p for p, card in held.items() if card.holds_breath] == [
        "box_4", "triangle_4", "weil_478",
    ]  # fmt: skip
    assert [p for p, card in held.items() if card.tenses] == [
        "pmr_16", "pmr_7", "pmr_4",
    ]  # fmt: skip


def test_a_card_says_the_length_chosen_last():
    held = cards(Practices(a_desk(minutes={"box_4": 7.0})).view())
    assert held["box_4"].length == "unit.minutes n=2 text=7"
    assert held["weil_478"].length == "unit.breaths n=4 text=4"


def test_a_broken_file_is_shown_last_with_its_reason_and_cannot_be_begun(tmp_path):
    (tmp_path / "own_odd.toml").write_text('id = "own_odd"\ngroup = "sleep"\n')
    screen = Practices(a_desk(read_shelf([ASSETS / "practices", tmp_path])))
    name, (card,) = screen.view().groups[-1]
    assert (name, card.id, card.available) == ("group.unavailable", "own_odd", False)
    assert card.about == "practices.broken key=group why=content.not_offered got=sleep"
    assert screen.opened("own_odd") is None


@pytest.mark.parametrize(
    "practice", read_shelf([ASSETS / "practices"]).practices, ids=lambda p: p.id
)
def test_an_opened_practice_stays_within_its_limits(practice):
    opened = Practices(a_desk()).opened(practice.id)
    assert (opened.low, opened.high) == (practice.minutes.min, practice.minutes.max)
    assert opened.low <= opened.minutes <= opened.high
    assert opened.sources
    steps = (opened.high - opened.low) / opened.step
    assert steps == pytest.approx(round(steps), abs=1e-4)


def test_the_slider_of_4_7_8_stops_at_whole_breaths():
    screen = Practices(a_desk())
    opened = screen.opened("weil_478")
    stops = [opened.low + n * opened.step for n in range(8)]
    assert [screen.length_of("weil_478", minutes) for minutes in stops] == [
        f"unit.breaths n={n} text={n}" for n in range(1, 9)
    ]
    for minutes in stops:
        screen.choose_minutes("weil_478", minutes)
        assert screen.desk.minutes("weil_478") == minutes


def test_short_practices_are_set_in_half_minutes(shelf):
    assert [step_of(shelf.find(p)) for p in ("box_4", "pmr_4", "extended_4_6")] == [0.5, 0.5, 1.0]


def test_a_chosen_length_is_remembered_and_nobody_elses_forgotten():
    screen = Practices(a_desk(minutes={"box_4": 7.0}))
    screen.choose_minutes("extended_4_6", 15.0)
    assert screen.desk.preferences.kept.minutes == {"box_4": 7.0, "extended_4_6": 15.0}
    assert screen.opened("extended_4_6").minutes == 15.0


@pytest.mark.parametrize(("practice", "minutes"), [("box_4", 99.0), ("box_4", 0.0), ("gone", 5.0)])
def test_a_length_beyond_the_limits_is_not_remembered(practice, minutes):
    screen = Practices(a_desk())
    screen.choose_minutes(practice, minutes)
    assert screen.desk.preferences.kept is None


def test_a_practice_can_become_what_wind_down_begins():
    screen = Practices(a_desk())
    assert screen.opened("extended_4_6").is_wind_down
    screen.make_wind_down("body_scan")
    assert screen.opened("body_scan").is_wind_down
    assert not screen.opened("extended_4_6").is_wind_down


def test_a_practice_nobody_knows_cannot_be_opened():
    screen = Practices(a_desk())
    assert screen.opened("gone") is None
    assert screen.length_of("gone", 5) == ""


def test_what_to_do_and_whom_it_does_not_suit_are_told(words):
    opened = Practices(a_desk(words_of=lambda _: words)).opened("weil_478")
    assert "tongue" in opened.how
    assert "pregnancy" in opened.caution
    assert ";" in opened.sources


def test_a_practice_that_does_not_suit_the_body_says_why_and_what_does(words):
    body = MyBody(flags=frozenset({"pregnant"}))
    screen = Practices(a_desk(body=body, words_of=lambda _: words))
    card = cards(screen.view())["weil_478"]
    assert "pregnancy" in card.reason
    assert card.available
    opened = screen.opened("weil_478")
    assert opened.advice == (card.reason,)
    assert "extended_4_6" in dict(opened.instead)
    assert screen.opened("extended_4_6").advice == ()


def test_what_the_body_changes_is_said_on_the_page():
    screen = Practices(a_desk(body=MyBody(left_out=frozenset({"forehead"}))))
    assert screen.opened("pmr_16").advice == ("advice.left_out.some",)


def test_how_a_practice_is_begun_depends_on_what_it_is():
    screen = Practices(a_desk())
    kinds = {p: screen.opened(p).kind for p in ("extended_4_6", "slowdown", "todo_list")}
    assert kinds == {"extended_4_6": "", "slowdown": "measure", "todo_list": "write"}


def test_after_three_good_sessions_the_next_form_is_suggested():
    desk = a_desk()
    screen, now = Practices(desk), desk.clock.now()
    assert screen.suggestion("pmr_16", now) is None
    for n in range(3):
        started = now.utc - timedelta(days=n)
        desk.journal.begin(
            SessionRecord(str(n), "pmr_16", started.date(), started, now.zone, 900.0, felt=4)
        )
    practice, said = screen.suggestion("pmr_16", now)
    assert (practice, said) == ("pmr_7", "practices.next_rung name=pmr_7")
    assert screen.suggestion("box_4", now) is None
