"""What is noted in the dark comes back in the morning; hard weeks are named gently and rarely."""

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import ASSETS
from tests.fakes import FakeDiary, FakeNotes, a_desk
from windown.content.words import read_words
from windown.core.diary import DiaryNight
from windown.core.records import NightNote
from windown.presenters.checkin import CheckInScreen
from windown.presenters.diary import DiaryScreen
from windown.presenters.insomnia import PatternNote
from windown.presenters.morning import MorningScreen, morning_card
from windown.presenters.note import NoteScreen

MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
NIGHT = date(2026, 11, 22)


def a_desk_at(at=MORNING, **wishes):
    desk = a_desk(**wishes)
    desk.clock.utc = at
    return desk


def the_card(desk, diary=None, notes=None):
    return morning_card(desk, diary or FakeDiary(), notes or FakeNotes(), desk.clock.now())


@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        (datetime(2026, 11, 23, 2, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 11, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 20, 0, tzinfo=UTC), False),
    ],
)
def test_the_card_asks_in_the_hours_after_rise(utc, shown):
    assert (the_card(a_desk_at(utc)) is not None) is shown


def test_the_card_asks_no_more_where_the_diary_is_filled():
    filled = FakeDiary(DiaryNight(NIGHT, "Europe/Berlin", MORNING, quality=3))
    assert the_card(a_desk_at(), filled) is None


def test_a_note_of_the_night_is_shown_in_the_morning_and_not_in_the_night():
    desk, notes = a_desk_at(datetime(2026, 11, 23, 2, 0, tzinfo=UTC)), FakeNotes()
    assert NoteScreen(desk, notes).keep("  the boat\nhad no oars ", desk.clock.now()) == ""
    (note,) = notes.kept.values()
    assert (note.night, note.text, note.seen) == (NIGHT, "the boat had no oars", False)
    assert the_card(desk, notes=notes) is None
    desk.clock.utc = MORNING
    assert the_card(desk, notes=notes).notes == ("the boat had no oars",)


def test_notes_are_shown_until_the_evening_and_with_those_of_missed_mornings():
    notes = FakeNotes(
        NightNote("a", NIGHT - timedelta(days=2), MORNING - timedelta(days=2), "old"),
        NightNote("b", NIGHT, MORNING - timedelta(hours=4), "new"),
        NightNote("c", NIGHT, MORNING - timedelta(hours=5), "seen", seen=True),
    )
    desk = a_desk_at(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))
    card = the_card(desk, notes=notes)
    assert (card.notes, card.ask, card.away) == (("old", "new"), "", "morning.seen")
    desk.clock.utc = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
    assert the_card(desk, notes=notes) is None


def test_what_is_put_away_stays_away_and_its_notes_are_kept():
    desk = a_desk_at()
    notes = FakeNotes(NightNote("a", NIGHT, MORNING, "a line"))
    screen = MorningScreen(desk, FakeDiary(), notes)
    assert screen.card(desk.clock.now()) is not None
    screen.put_away(desk.clock.now())
    assert screen.card(desk.clock.now()) is None
    assert notes.kept["a"].seen
    desk.clock.utc += timedelta(days=1)
    assert screen.card(desk.clock.now()).notes == ()


def test_a_journal_that_cannot_be_read_or_written_shows_no_card_and_breaks_nothing():
    desk, diary, notes = a_desk_at(), FakeDiary(), FakeNotes(NightNote("a", NIGHT, MORNING, "x"))
    screen = MorningScreen(desk, diary, notes)
    notes.failing = "store.full"
    screen.put_away(desk.clock.now())
    diary.unreadable = notes.unreadable = "store.damaged_now"
    assert the_card(desk, diary, notes) is None
    assert morning_card(desk, None, None, desk.clock.now()) is None


def test_a_note_that_cannot_be_kept_is_told_and_an_empty_one_is_none():
    desk, notes = a_desk_at(), FakeNotes()
    notes.failing = "store.full"
    screen = NoteScreen(desk, notes)
    assert screen.keep("a thought", desk.clock.now()) == "store.full"
    assert screen.keep("   ", desk.clock.now()) == ""
    assert NoteScreen(desk, None).keep("a thought", desk.clock.now()) == "night_note.nowhere"


def hard(days):
    """A hard night on each of the last days."""
    return FakeDiary(*(
        DiaryNight(NIGHT - timedelta(days=n), "UTC", MORNING, sol_min=50, quality=1)
        for n in range(days)
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("days", "question"), [(91, "insomnia.ask_chronic"), (28, "insomnia.ask_short"), (7, None)]
)
def test_hard_weeks_are_asked_about_before_they_are_named(days, question):
    desk = a_desk_at()
    shown = PatternNote(desk, hard(days)).view(desk.clock.now())
    assert (shown and shown.question) == question


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", ("insomnia.chronic", "insomnia.doctor", "insomnia.none")),
        ("no", ("insomnia.not_much",)),
    ],
)
def test_it_is_named_where_it_bothers_and_then_a_month_is_quiet(answer, said):
    desk = a_desk_at()
    note = PatternNote(desk, hard(120))
    note.view(desk.clock.now())
    note.answer(answer, desk.clock.now())
    assert note.view(desk.clock.now()).said == said
    note.close()
    assert note.view(desk.clock.now()) is None
    assert PatternNote(desk, note.diary).view(desk.clock.now()) is None
    assert desk.preferences.kept.pattern_told == "2026-11-23"
    again = a_desk_at(pattern_told="2026-10-24")
    assert PatternNote(again, hard(120)).view(again.clock.now()) is not None
    nonsense = a_desk_at(pattern_told="yesterday")
    assert PatternNote(nonsense, hard(120)).view(nonsense.clock.now()) is not None


def test_nothing_is_named_in_the_night_or_without_a_diary():
    desk = a_desk_at(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    assert PatternNote(desk, hard(91)).view(desk.clock.now()) is None
    assert PatternNote(a_desk_at(), None).view(desk.clock.now()) is None
    broken = hard(91)
    broken.unreadable = "store.damaged_now"
    desk.clock.utc = MORNING
    assert PatternNote(desk, broken).view(desk.clock.now()) is None


def test_a_check_in_keeps_what_was_answered_and_shows_it_next_time():
    desk, notes = a_desk_at(), FakeNotes()
    screen = CheckInScreen(desk, notes)
    screen.open(desk.clock.now())
    assert not screen.keep(desk.clock.now())
    for question, value in (("falling", 7), ("rested", 0), ("bother", 11), ("staying", 3)):
        screen.answer(question, value)
    screen.answer("staying", None)
    assert screen.keep(desk.clock.now())
    assert screen.keep(desk.clock.now())
    (kept,) = notes.checked.values()
    assert (kept.falling, kept.staying, kept.rested, kept.bother) == (7, None, 0, None)
    screen.open(desk.clock.now())
    ratings = {each.id: each.before for each in screen.view().ratings}
    assert ratings == {
        "falling": "checkin.before value=7", "staying": "",
        "rested": "checkin.before value=0", "bother": "",
    }  # fmt: skip


def test_a_check_in_that_cannot_be_kept_is_told():
    desk, notes = a_desk_at(), FakeNotes()
    notes.failing = "store.full"
    for place, told in ((notes, "store.full"), (None, "checkin.nowhere")):
        screen = CheckInScreen(desk, place)
        screen.open(desk.clock.now())
        screen.answer("falling", 3)
        assert not screen.keep(desk.clock.now())
        assert screen.view().told == told


@pytest.mark.parametrize(("language", "said"), [("en", "Not a validated"), ("de", "Kein validier")])
def test_the_check_in_says_that_it_is_no_validated_test(language, said):
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", language))
    screen = CheckInScreen(desk, FakeNotes())
    screen.open(desk.clock.now())
    assert said in screen.view().about


def sentences(value):
    """Every text in a view, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from sentences(part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "id":
                yield from sentences(getattr(value, field.name))


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_that_is_shown_is_a_sentence_in_the_language(language):
    desk = a_desk_at(words_of=lambda _: read_words(ASSETS / "words", language))
    now, diary = desk.clock.now(), hard(91)
    notes = FakeNotes(NightNote("a", NIGHT, MORNING, "a line"))
    screen, note, check = (
        DiaryScreen(desk, diary), PatternNote(desk, diary), CheckInScreen(desk, notes),
    )  # fmt: skip
    screen.open(now)
    shown = [screen.view(now), the_card(desk, FakeDiary(), notes), note.view(now), check.view()]
    for field, text in {"t_bed": "x", "sol_min": "x", "quality": "9", "n_wake": "x"}.items():
        screen.answer(field, text, now)
        shown.append(screen.view(now))
    for typed in (
        "23:00 23:00 500 1 7:00 7:00",
        "23:00 22:00 0 0 7:00 7:00",
        "1 1 0 0 1:10 1:10",
        "18:00 18:00 0 0 10:00 10:00",
        "23:00 23:30 15 0 7 7",
    ):
        names = ("t_bed", "t_try", "sol_min", "n_wake", "t_wake", "t_rise")
        screen.answer("quality", "3", now)
        for field, text in zip(names, typed.split(), strict=True):
            screen.answer(field, text, now)
        shown.append(screen.view(now))
        screen.keep(now)
        shown.append(screen.view(now))
    note.answer("yes", now)
    shown.append(note.view(now))
    wrong = [text for text in sentences(tuple(shown)) if re.fullmatch(r"[a-z_]+(\.\w+)+", text)]
    assert wrong == []
    assert not any("!" in text for text in sentences(tuple(shown)))
