"""Tonight's routine is walked, kept as it happens, taken up again, and never in the way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import ASSETS
from tests.fakes import FakeClock, a_desk, routine_book, with_aftercare
from windown.content.words import read_words
from windown.core.history import SessionRecord
from windown.core.routine import Routine, RoutineStep
from windown.presenters.routine import RoutineScreen
from windown.presenters.tonight import Tonight

EVENING = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
DEEP = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def words_of(code):
    return read_words(ASSETS / "words", "en" if code == "auto" else code)


def screen(routine="full", at=EVENING, book=None, **settings):
    desk = a_desk(words_of=words_of, routine=routine, **settings)
    desk.clock = FakeClock(at)
    return RoutineScreen(desk, book or routine_book(desk.listeners))


def walked(book):
    return list(book.kept.kept.values())


def names(screen):
    return screen.view(screen.desk.clock.now()).step


def test_without_a_routine_chosen_or_with_one_that_is_gone_nothing_is_walked():
    for chosen in ("", "gone"):
        found = screen(chosen)
        assert not found.open(found.desk.clock.now())
        assert found.over
        assert found.tonight(found.desk.clock.now()) is None


def test_the_first_step_is_written_before_it_is_shown():
    found = screen()
    now = found.desk.clock.now()
    assert found.open(now)
    (run,) = walked(found.book)
    assert (run.routine, run.night.isoformat(), run.ended) == ("full", "2026-11-22", None)
    view = found.view(now)
    assert (view.title, view.place, view.step) == ("Full evening", "Step 1 of 8", "Lamps down")
    assert (view.length, view.first, view.run, view.can_back) == ("1 minute", "tick", "", False)
    assert [mark.state for mark in view.marks] == ["now", *["open"] * 7]


def test_each_change_is_written_and_shown():
    found = screen()
    clock = found.desk.clock
    found.open(clock.now())
    found.tick(clock.pass_(60))
    assert walked(found.book)[0].steps[0].at == clock.utc
    found.skip(clock.pass_(60))
    assert names(found) == "Warm shower"
    found.back(clock.pass_(60))
    assert names(found) == "List for tomorrow"
    found.end(clock.pass_(60))
    view = found.view(clock.now())
    assert (found.over, view.over, view.resume) == (
        True, "Enough for tonight. Good night.", "Go on with it",
    )  # fmt: skip
    assert [e.state for e in walked(found.book)[0].steps] == ["done", *["open"] * 7]
    found.back(clock.pass_(60))
    assert names(found) == "List for tomorrow"


def test_after_the_last_step_the_evening_is_done_and_back_still_leads_back():
    found = screen("short")
    now = found.desk.clock.now()
    found.open(now)
    for _ in range(4):
        found.tick(now)
    view = found.view(now)
    assert (view.over, view.resume, view.step) == ("The evening is done. Good night.", "Back", "")
    found.back(now)
    assert names(found) == "Longer out-breath"


def test_it_is_taken_up_again_after_a_crash():
    found = screen()
    now = found.desk.clock.now()
    found.open(now)
    found.tick(now)
    again = screen(book=found.book)
    assert again.open(again.desk.clock.pass_(3600))
    assert names(again) == "List for tomorrow"
    assert len(walked(found.book)) == 1


def test_one_that_ended_is_not_taken_up_and_another_begins():
    found = screen()
    now = found.desk.clock.now()
    found.open(now)
    found.end(now)
    assert found.open(found.desk.clock.pass_(60))
    assert len(walked(found.book)) == 2


def test_where_another_routine_is_chosen_meanwhile_the_first_ends_and_the_other_begins():
    found = screen()
    found.open(found.desk.clock.now())
    found.desk.change(routine="rough")
    found.open(found.desk.clock.pass_(60))
    first, second = walked(found.book)
    assert (first.ended is None, second.routine, second.ended) == (False, "rough", None)


def test_last_nights_run_is_left_alone():
    found = screen()
    found.open(found.desk.clock.now())
    tomorrow = screen(at=EVENING + timedelta(days=1), book=found.book)
    tomorrow.open(tomorrow.desk.clock.now())
    assert [run.ended for run in walked(found.book)] == [None, None]
    assert tomorrow.run.id != found.run.id


def test_a_practice_is_handed_over_with_its_minutes_and_done_when_its_session_was_whole():
    found = screen("short")
    now = found.desk.clock.now()
    found.open(now)
    assert found.practice() is None
    for _ in range(3):
        found.tick(now)
    view = found.view(now)
    assert (view.first, view.run, view.length) == ("run", "Begin", "6 minutes")
    assert found.practice() == ("extended_4_6", 6.0)
    found.practice_ended("box_4", True, now)
    assert not found.over
    found.practice_ended("extended_4_6", True, now)
    assert found.over


def test_a_session_ended_early_waits_for_a_word():
    found = screen("short")
    now = found.desk.clock.now()
    found.open(now)
    for _ in range(3):
        found.tick(now)
    found.practice_ended("extended_4_6", False, now)
    view = found.view(now)
    assert (view.first, view.run, view.step) == ("tick", "Once more", "Longer out-breath")


def test_a_practice_whole_before_the_crash_is_done_when_the_run_is_taken_up():
    found = screen("short")
    now = found.desk.clock.now()
    found.open(now)
    for _ in range(3):
        found.tick(now)
    begun = now.utc + timedelta(minutes=1)
    found.desk.journal.begin(
        SessionRecord("s", "extended_4_6", found.run.night, begun, "UTC", 360.0, 360.0, True)
    )
    found.open(found.desk.clock.pass_(600))
    assert found.over


def test_minutes_outside_the_limits_of_a_practice_or_none_are_as_chosen_last():
    steps = (RoutineStep("natural", 90.0, "natural"), RoutineStep("own_1", 0.0, "gone"))
    found = screen("own_1")
    found.book.keep(Routine("own_1", steps, "Mine"))
    now = found.desk.clock.now()
    found.open(now)
    assert found.practice() == ("natural", None)
    found.skip(now)
    view = found.view(now)
    assert found.practice() is None
    assert (view.step, view.about, view.first) == (
        "gone", "This practice is not on this computer.", "tick",
    )  # fmt: skip


def test_a_disk_that_takes_nothing_is_told_and_keeps_nobody_from_walking():
    found = screen()
    now = found.desk.clock.now()
    found.book.kept.failing = "store.full"
    found.open(now)
    found.tick(now)
    view = found.view(now)
    assert view.step == "List for tomorrow"
    assert view.told == found.desk.words("store.full")
    found.book.kept.failing = None
    found.tick(now)
    assert found.view(now).told == ""
    assert [e.state for e in walked(found.book)[0].steps][:3] == ["done", "done", "open"]


def test_a_journal_that_cannot_be_read_goes_on_with_the_run_at_hand():
    found = screen()
    now = found.desk.clock.now()
    found.open(now)
    found.tick(now)
    found.book.kept.unreadable = "store.disk"
    found.open(now)
    assert names(found) == "List for tomorrow"


@pytest.mark.parametrize("language", ["en", "de"])
def test_between_lights_out_and_rise_there_is_no_minute_anywhere(language):
    found = screen(at=DEEP, language=language)
    now = found.desk.clock.now()
    found.open(now)
    found.tick(now)
    view, line = found.view(now), found.tonight(now).line
    assert view.length == ""
    told = " ".join((line, view.title, view.step, view.about))
    assert "inute" not in told
    assert not any(sign.isdigit() for sign in line)


def test_tonight_names_the_routine_its_steps_and_how_far_it_is():
    found = screen()
    now = found.desk.clock.now()
    tonight = Tonight(found.desk, found)
    view = tonight.view(now)
    assert tonight.walks()
    assert (view.practice, view.detail) == ("Full evening: 8 steps, 45 minutes", "")
    assert view.steps.startswith("Lamps down, List for tomorrow, Warm shower")
    found.open(now)
    found.tick(now)
    view = tonight.view(now)
    assert view.practice == "Full evening: 1 of 8 done"
    assert view.steps.startswith("Lamps down (done), List for tomorrow (now), Warm shower")


def test_tonight_without_a_routine_is_as_ever():
    found = screen("")
    tonight = Tonight(found.desk, found)
    view = tonight.view(found.desk.clock.now())
    assert not tonight.walks()
    assert (view.practice, view.steps) == ("Longer out-breath", "")


def test_own_words_are_shown_as_they_were_written():
    found = screen("own_1")
    found.book.keep(Routine("own_1", (RoutineStep("own_2", 0.0, text="Feed the cat"),), "Mine"))
    now = found.desk.clock.now()
    found.open(now)
    view = found.view(now)
    assert (view.title, view.step, view.about, view.length) == ("Mine", "Feed the cat", "", "")
    assert replace(found.run.steps[0].step, id="own_2").text == "Feed the cat"


def after_care(hours):
    """A person with the full routine, so many hours into a plan, not steady at first."""
    found = screen("full")
    with_aftercare(found.desk)
    now = found.desk.clock.now()
    found.desk.aftercare.begin(now.utc - timedelta(hours=hours), now.utc, "clinic", True, False)
    return found


def test_in_the_first_day_of_a_plan_the_rough_night_is_walked_without_what_rests():
    first = after_care(1).chosen()
    later = after_care(10).chosen()
    assert first is None or "pmr_passive" not in {step.practice for step in first.steps}
    assert later.id == "rough"
    assert "todo_list" not in {step.practice for step in later.steps}


def test_on_the_second_day_ones_own_choice_is_walked_again():
    assert after_care(30).chosen().id == "full"
    assert after_care(60).chosen() == screen("full").chosen()
