"""What a person wishes otherwise in a session, and a session with eyes closed."""

import pytest

from tests.fakes import FakeSpeaker, FakeVoice, a_desk
from windown.core.ask import Ask, Noun
from windown.core.body import MyBody
from windown.core.options import Options
from windown.core.practice import Chain, Link, Practice, Range
from windown.core.session import LIT
from windown.core.slowdown import rate_at
from windown.presenters.session import SessionScreen
from windown.service.player import Player
from windown.service.run import Run

THINGS = ("anchor", "birch", "candle", "drum", "easel", "fern", "garden", "harp", "island", "jug")
NOUNS = tuple(Noun(word, f"kind {n % 5}") for n, word in enumerate(THINGS))


class Night:
    """A session on fakes; `options` are those of the practice. It sounds as far as told."""

    def __init__(self, practice="extended_4_6", minutes=None, words=None, wrong="lost", **options):
        self.desk = a_desk(**({"words_of": lambda _: words} if words else {}))
        self.desk.nouns_of = lambda language: NOUNS
        self.desk.change(options={practice: Options(**options)})
        self.speaker, self.voice = FakeSpeaker(), FakeVoice()
        self.speaker.wrong = wrong
        run = Run(Player(self.speaker, self.voice), self.desk.journal, self.desk.listeners)
        self.screen = SessionScreen(self.desk, run)
        self.practice, self.minutes = practice, minutes

    def begin(self, **more):
        self.screen.begin(self.practice, self.desk.clock.now(), self.minutes, **more)
        self.look(0)
        return self.look(0)

    def look(self, seconds):
        return self.screen.view(self.desk.clock.pass_(seconds))

    def look_for(self, seconds):
        for _ in range(round(seconds)):
            view = self.look(1)
        return view

    def look_until(self, true):
        for _ in range(3600):
            view = self.look(0.5)
            if true(view):
                return view
        raise AssertionError("it did not come")

    def act(self, action):
        return self.screen.act(action, self.desk.clock.now())

    @property
    def session(self):
        return self.screen.run.session

    @property
    def body(self):
        return self.desk.settings.body


# Too much


def test_too_much_leaves_the_breath_alone_at_once_and_is_remembered(words):
    night = Night("box_4", words=words)
    night.begin()
    night.look(6)
    view = night.act("too_much")
    assert (view.picture, view.label, view.fullness) == ("calm", words("phase.rest"), 0)
    assert view.caption == words("say.grounding.stop")
    assert night.body.gentler == {"box_4"}


def test_pressed_again_it_leads_nobody_back_to_the_start():
    night = Night()
    night.begin()
    night.act("too_much")
    night.look_for(20)
    before = night.session.timeline
    night.act("too_much")
    assert night.session.timeline is before
    night.act("pause")
    assert not night.act("too_much").paused


def test_afterwards_it_is_said_gently_with_what_helps():
    night = Night()
    night.begin()
    night.act("too_much")
    night.act("end")
    assert night.screen.after().told == ("after.stop", "after.gentler")


def test_the_next_time_the_practice_knows():
    night = Night()
    night.begin()
    night.act("too_much")
    night.act("end")
    assert night.desk.ask("extended_4_6", night.desk.clock.now()).body.gentler == {"extended_4_6"}
    night.begin()
    night.act("end")
    assert "after.gentler" not in night.screen.after().told


def test_after_the_end_nothing_is_remembered():
    night = Night()
    night.begin()
    night.act("end")
    night.act("too_much")
    assert night.body.gentler == frozenset()


def test_the_words_of_too_much_are_spoken_before_they_are_needed():
    night = Night(wrong="")
    night.begin()
    assert "say.grounding.stop" in night.voice.wanted


# Cramp, too slow, and an unwelcome word


def test_a_cramp_is_eased_and_its_area_remembered():
    night = Night("pmr_16")
    night.begin()
    view = night.look_until(lambda view: view.area)
    assert "cramp" in view.keys
    area, length = view.area, night.session.timeline.length
    eased = night.act("cramp")
    assert (eased.picture, eased.caption) == ("figure", "say.cramp.stop")
    assert night.body.cramped == {area}
    assert night.session.timeline.length == pytest.approx(length, abs=60)


def test_where_no_muscle_is_tensed_a_cramp_means_nothing():
    night = Night("body_scan")
    night.begin()
    view = night.look_for(60)
    before = night.session.timeline
    assert "cramp" not in view.keys
    night.act("cramp")
    assert night.session.timeline is before


def test_too_slow_breathes_a_little_quicker_and_says_so_for_a_moment():
    night = Night("slowdown")
    night.begin()
    night.look_for(240)
    before = rate_at(night.session.timeline, night.session.position)
    assert night.act("too_slow").note == "session.did_too_slow"
    assert night.look_for(20).note == ""
    assert rate_at(night.session.timeline, night.session.position) == pytest.approx(before + 1, 0.1)


def test_an_unwelcome_word_goes_and_is_kept():
    night = Night("cognitive_shuffle")
    night.begin()
    word = night.look_until(lambda view: view.picture == "word").word
    view = night.act("ban")
    assert view.note == "session.did_ban"
    assert night.desk.settings.banned == {word}
    rest = [s.word for s in night.session.timeline.spans if s.at >= night.session.position]
    assert word not in rest
    assert [each for each in rest if each]


def test_a_word_is_not_read_twice():
    night = Night("cognitive_shuffle")
    night.begin()
    view = night.look_until(lambda view: view.picture == "word")
    assert (view.label, view.caption) == (view.word, "")


@pytest.mark.parametrize("change", ["ban", "cramp", "too_slow"])
def test_a_key_that_means_nothing_here_changes_nothing(change):
    night = Night("box_4")
    night.begin()
    before = night.session
    night.act(change)
    assert night.session == before


def test_another_way_can_be_given(shelf):
    asked = []

    def other(change, timeline, position, practice, words, ask, presses=1):
        asked.append((change, practice.id))
        return timeline

    night = Night()
    night.screen.otherwise = other
    night.begin()
    night.act("too_much")
    assert asked == [("too_much", "extended_4_6")]


def test_the_writing_hand_is_on_its_side():
    night = Night("pmr_16", side="left")
    assert night.begin().left_handed
    other = Night("pmr_16")
    assert not other.begin().left_handed
    assert other.begin(ask=Ask(body=MyBody(side="left"))).left_handed


# Chains


def chain_night(**options):
    night = Night("evening", **options)
    practice = Practice(
        "evening", "relax", 1, Range(8, 2, 60), Chain((Link("box_4", 1.0), Link("pmr_4", 7.0))),
        name="My evening",
    )  # fmt: skip
    shelf = night.desk.shelf
    night.desk.shelf = type(shelf)((*shelf.practices, practice), shelf.unavailable)
    return night


def test_each_practice_of_a_chain_says_its_name_when_it_begins():
    night = chain_night()
    night.begin()
    night.look_for(15)
    view = night.look_until(lambda view: view.name == "pmr_4")
    assert (view.picture, view.note) == ("figure", "pmr_4")
    assert night.look_for(20).note == ""
    assert "cramp" in view.keys


def test_in_a_chain_the_practice_of_the_moment_was_too_much():
    night = chain_night()
    night.begin()
    night.look_until(lambda view: view.name == "pmr_4")
    night.act("too_much")
    assert night.body.gentler == {"pmr_4"}


def test_a_cramp_in_a_chain_leaves_what_follows():
    night = chain_night()
    night.begin()
    night.look_until(lambda view: view.area)
    night.act("cramp")
    assert night.session.timeline.practice == "evening"
    assert {span.practice for span in night.session.timeline.spans} == {"box_4", "pmr_4"}


# Eyes closed


def test_with_eyes_closed_it_goes_black_after_the_first_breath_and_stays_so():
    night = Night(minutes=1.0, eyes_closed=True)
    assert not night.begin().black
    assert night.look(10).black
    over = night.look_for(60)
    assert (over.ended, over.black, over.closed) == (True, True, True)


def test_a_walk_with_eyes_closed_goes_black_soon():
    night = Night("body_scan", eyes_closed=True)
    night.begin()
    assert not night.look(LIT - 1).black
    assert night.look(1).black


def test_afterwards_nothing_is_asked():
    night = Night(minutes=1.0, eyes_closed=True, at_end="suspend")
    night.begin()
    night.look_for(61)
    after = night.screen.after()
    assert (after.title, after.question, after.answers) == ("after.rest", "", ())
    assert (after.closed, after.at_end) == (True, "suspend")


@pytest.mark.parametrize("action", ["end", "next"])
def test_where_a_hand_ended_it_the_computer_stays_on(action):
    night = Night("weil_478", minutes=0.32, eyes_closed=action == "end", at_end="suspend")
    night.begin()
    night.look(18)
    while not night.act(action).ended:
        pass
    assert night.screen.after().at_end == "nothing"


def test_one_still_awake_in_the_last_part_begins_again_in_the_same_dark():
    night = Night("weil_478", minutes=0.5, eyes_closed=True)
    night.begin()
    night.look(10)
    while night.session.timeline.span_at(night.session.position).phase != "rest":
        night.act("next")
    first = night.screen.run.record
    view = night.act("next")
    assert (view.ended, view.black) == (False, True)
    assert night.screen.run.record.id != first.id
    assert len(night.desk.journal.records) == 2


def test_after_the_end_it_can_be_begun_again_black_at_once():
    night = Night(minutes=1.0, eyes_closed=True)
    night.begin()
    night.look_for(61)
    night.screen.again(night.desk.clock.now())
    view = night.look(0)
    assert (view.black, view.ended, night.session.timeline.length) == (True, False, 60)


def test_the_same_words_come_that_were_made_ready():
    night = Night("cognitive_shuffle")
    night.screen.prepare("cognitive_shuffle")
    ready = night.speaker.timeline
    night.desk.clock.pass_(90)
    night.begin()
    assert night.session.timeline == ready


def test_what_was_made_ready_before_a_word_was_banned_does_not_come():
    night = Night("cognitive_shuffle")
    night.screen.prepare("cognitive_shuffle")
    banned = next(span.word for span in night.speaker.timeline.spans if span.word)
    night.desk.ban_word(banned)
    night.begin()
    assert banned not in {span.word for span in night.session.timeline.spans}
