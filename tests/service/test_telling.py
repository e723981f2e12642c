"""A notification says as little as the person wants, and at night names no time."""

from dataclasses import replace

import pytest

from tests.fakes import ASSETS, SaidIds
from windown.content.words import read_words
from windown.core.evening.plan import Reminder
from windown.service.telling import telling

TABLET = Reminder("melatonin", "bed", 60, answers=("taken", "skip", "later"))
OWN = Reminder("own_0a1b2c3d", "bed", 60, text="Feed the cat at 22:15")


def told(reminder, real=True, dark=False):
    return telling(reminder, SaidIds(), real, dark)


def test_by_default_it_tells_nothing_of_what_it_is_about():
    for dark in (False, True):
        one = told(replace(TABLET, text="private", spoken=True), real=False, dark=dark)
        assert (one.title, one.body) == ("card.title", "reminder.neutral")
        assert "private" not in one.spoken


def test_own_neutral_words_are_used():
    assert told(replace(TABLET, neutral="Tea?"), real=False).body == "Tea?"


def test_the_real_words_are_those_of_the_language_or_own_ones():
    assert (told(TABLET).title, told(TABLET).body) == (
        "reminder.melatonin.name",
        "reminder.melatonin.text",
    )
    assert told(replace(TABLET, text="The small one")).body == "The small one"
    assert (told(OWN).title, told(OWN).body) == ("Feed the cat at 22:15", "")


@pytest.mark.parametrize("real", [True, False])
def test_in_the_dark_nothing_the_person_wrote_and_no_number_is_told(real, words):
    for reminder in (OWN, replace(OWN, neutral="22:15"), replace(TABLET, text="at 22:15")):
        one = telling(replace(reminder, spoken=True), words, real, dark=True)
        everything = " ".join((one.title, one.body, *(label for _, label in one.answers)))
        assert not any(sign.isdigit() for sign in everything)
        assert one.spoken == ""


def test_only_what_is_to_be_spoken_is_spoken():
    assert told(TABLET).spoken == ""
    assert told(replace(TABLET, spoken=True)).spoken == "reminder.melatonin.text"
    assert told(replace(OWN, spoken=True)).spoken == OWN.text


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_answer_has_a_label(language):
    words = read_words(ASSETS / "words", language)
    every = replace(TABLET, answers=("done", "taken", "begin", "skip", "later"))
    for dark in (False, True):
        labels = [label for _, label in telling(every, words, True, dark).answers]
        assert len(set(labels)) == 5
        assert not [label for label in labels if "answer." in label]
