"""The morning's questions: times stand ready and are no answers; nothing is lost or invented."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.fakes import FakeDiary, a_desk
from windown.core.diary import DiaryNight
from windown.presenters.diary import DiaryScreen, latest_night

MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
NIGHT = date(2026, 11, 22)


def a_night(night, **answers):
    return DiaryNight(night, "Europe/Berlin", MORNING, **answers)


def before():
    """The night before, with its times and more."""
    return a_night(
        NIGHT - timedelta(days=1),
        t_bed=datetime(2026, 11, 21, 22, 5, tzinfo=UTC),
        t_try=datetime(2026, 11, 21, 22, 20, tzinfo=UTC),
        t_wake=datetime(2026, 11, 22, 5, 45, tzinfo=UTC),
        t_rise=datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
        sol_min=40, n_wake=3, waso_min=50, quality=2, note="wind",
    )  # fmt: skip


def a_screen(*nights, at=MORNING):
    desk = a_desk()
    desk.clock.utc = at
    screen = DiaryScreen(desk, FakeDiary(*nights))
    screen.open(desk.clock.now())
    return screen


def view(screen):
    return screen.view(screen.desk.clock.now())


def question(screen, name):
    shown = view(screen)
    return next(each for each in (*shown.core, *shown.more) if each.id == name)


def fill(screen, **answers):
    for field, text in answers.items():
        screen.answer(field, text, screen.desk.clock.now())


def keep(screen):
    return screen.keep(screen.desk.clock.now())


WHOLE = {
    "t_bed": "2310", "t_try": "23:40", "sol_min": "25", "n_wake": "2", "waso_min": "20",
    "t_wake": "645", "t_rise": "7:10", "quality": "3", "note": "dogs",
}  # fmt: skip


def test_the_times_of_last_time_stand_ready_and_nothing_else_does():
    screen = a_screen(before())
    ready = {each.id: each.ready for each in view(screen).core if each.ready}
    assert ready == {"t_bed": "23:05", "t_try": "23:20", "t_wake": "06:45", "t_rise": "07:00"}
    assert all(each.value == "" for each in (*view(screen).core, *view(screen).more))


def test_without_a_night_before_the_times_of_the_plan_stand_ready():
    screen = a_screen(a_night(NIGHT - timedelta(days=15), t_bed=MORNING - timedelta(days=15)))
    assert question(screen, "t_bed").ready == "23:00"
    assert question(screen, "t_rise").ready == "07:00"


def test_what_stands_ready_is_kept_only_where_it_was_taken():
    screen = a_screen(before())
    fill(screen, quality="3")
    assert screen.take("t_bed", screen.desk.clock.now()) == "23:05"
    assert keep(screen)
    kept = screen.diary.kept[NIGHT]
    assert (kept.t_bed, kept.t_try, kept.t_wake, kept.t_rise, kept.quality) == (
        datetime(2026, 11, 22, 22, 5, tzinfo=UTC), None, None, None, 3,
    )  # fmt: skip


def test_all_times_can_be_taken_at_once_without_those_that_were_answered():
    screen = a_screen(before())
    fill(screen, t_wake="6:10")
    screen.take_all(screen.desk.clock.now())
    shown = [question(screen, name).value for name in ("t_bed", "t_try", "t_wake", "t_rise")]
    assert shown == ["23:05", "23:20", "06:10", "07:00"]
    assert not view(screen).ready


def test_a_whole_morning_is_kept_and_told_roughly_and_without_decimals():
    screen = a_screen()
    fill(screen, **WHOLE)
    assert keep(screen)
    kept = screen.diary.kept[NIGHT]
    assert (kept.sol_min, kept.n_wake, kept.waso_min, kept.note) == (25, 2, 20, "dogs")
    assert kept.t_rise - kept.t_bed == timedelta(hours=8)
    assert view(screen).summary == (
        "diary.kept",
        "diary.asleep asleep=diary.hours hours=6 minutes=20 in_bed=diary.whole_hours hours=8"
        " minutes=0",
        "diary.share share=89",
        "diary.one_night",
    )


def test_a_morning_of_which_nothing_is_said_stays_empty():
    screen = a_screen(before())
    assert not keep(screen)
    screen.leave(screen.desk.clock.now())
    assert list(screen.diary.kept) == [before().night]


def test_what_cannot_be_right_is_not_kept_and_told_at_its_question():
    screen = a_screen()
    fill(screen, **{**WHOLE, "sol_min": "500"})
    assert not keep(screen)
    assert question(screen, "waso_min").told == "diary.problem.awake_longer"
    assert screen.diary.kept == {}
    fill(screen, sol_min="50")
    assert question(screen, "waso_min").told == ""
    assert keep(screen)


def test_what_cannot_be_read_stays_where_it_was_typed():
    screen = a_screen()
    fill(screen, t_bed="late", quality="3")
    assert (question(screen, "t_bed").value, question(screen, "t_bed").told) == (
        "late", "diary.problem.no_time",
    )  # fmt: skip
    assert not keep(screen)


def test_who_did_not_wake_is_not_asked_how_long():
    screen = a_screen()
    fill(screen, n_wake="0")
    assert not question(screen, "waso_min").asked
    assert keep(screen)
    assert screen.diary.kept[NIGHT].waso_min == 0


def test_very_much_sleep_is_asked_about_and_kept():
    screen = a_screen()
    fill(screen, t_bed="18:00", t_try="18:00", sol_min="0", n_wake="0", t_wake="9:00")
    assert view(screen).wonder == "diary.problem.much_sleep"
    assert keep(screen)


def test_a_kept_morning_can_be_changed_and_emptied_and_put_back():
    screen = a_screen()
    fill(screen, **WHOLE)
    keep(screen)
    screen.change()
    fill(screen, sol_min="30")
    assert keep(screen)
    assert screen.diary.kept[NIGHT].sol_min == 30
    assert screen.empty()
    assert (screen.diary.kept, view(screen).emptied) == ({}, True)
    screen.put_back()
    assert screen.diary.kept[NIGHT].sol_min == 30


def test_a_kept_morning_from_which_everything_is_taken_is_empty_again():
    screen = a_screen()
    fill(screen, quality="3")
    keep(screen)
    fill(screen, quality="")
    assert keep(screen)
    assert screen.diary.kept == {}


def test_who_leaves_in_the_middle_loses_nothing():
    screen = a_screen()
    fill(screen, t_bed="23:10", sol_min="20")
    screen.earlier(screen.desk.clock.now())
    assert screen.diary.kept[NIGHT].sol_min == 20
    fill(screen, t_bed="nonsense")
    screen.later(screen.desk.clock.now())
    screen.earlier(screen.desk.clock.now())
    assert question(screen, "t_bed").value == "nonsense"
    assert list(screen.diary.kept) == [NIGHT]


def test_any_past_night_can_be_filled_and_none_to_come():
    screen = a_screen()
    long_ago = date(2019, 3, 30)
    screen.open(screen.desk.clock.now(), long_ago)
    assert "year=2019" in view(screen).night
    fill(screen, t_bed="23:00", t_rise="7:00")
    assert keep(screen)
    kept = screen.diary.kept[long_ago]
    assert kept.t_rise - kept.t_bed == timedelta(hours=7)  # summer time began
    screen.open(screen.desk.clock.now(), date(2030, 1, 1))
    assert screen.night == NIGHT
    assert view(screen).later == ""


def test_an_old_night_is_read_and_written_in_its_own_zone():
    tokyo = DiaryNight(
        NIGHT, "Asia/Tokyo", MORNING, t_bed=datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    )
    screen = a_screen(tokyo)
    assert question(screen, "t_bed").value == "23:00"
    fill(screen, t_bed="23:30")
    keep(screen)
    kept = screen.diary.kept[NIGHT]
    assert (kept.zone, kept.t_bed) == (
        "Asia/Tokyo", datetime(2026, 11, 22, 14, 30, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "night"),
    [
        (datetime(2026, 11, 23, 6, 30, tzinfo=UTC), NIGHT),
        (datetime(2026, 11, 23, 20, 0, tzinfo=UTC), NIGHT),
        (datetime(2026, 11, 23, 4, 30, tzinfo=UTC), NIGHT),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), NIGHT - timedelta(days=1)),
    ],
)
def test_the_night_that_is_over_is_asked_about_first(at, night):
    assert a_screen(at=at).night == night


def test_in_the_night_no_clock_stands_ready():
    screen = a_screen(before(), at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    assert latest_night(screen.desk, screen.desk.clock.now()) == NIGHT
    assert not any(each.ready for each in view(screen).core)


def test_what_cannot_be_written_is_told_and_stays():
    screen = a_screen()
    fill(screen, **WHOLE)
    screen.diary.failing = "store.full"
    assert not keep(screen)
    assert (view(screen).told, question(screen, "sol_min").value) == ("store.full", "25")
    screen.diary.failing = None
    assert keep(screen)


def test_a_diary_that_cannot_be_read_and_one_that_is_not_there_are_told():
    desk = a_desk()
    desk.clock.utc = MORNING
    broken = FakeDiary()
    broken.unreadable = "store.damaged_now"
    for diary, told in ((broken, "store.damaged_now"), (None, "diary.nowhere")):
        screen = DiaryScreen(desk, diary)
        screen.open(desk.clock.now())
        fill(screen, quality="3")
        keep(screen)
        assert told in (view(screen).told, "store.damaged_now")


def test_arrows_step_from_what_stands_ready():
    screen = a_screen(before())
    assert screen.step("t_bed", "", 1) == "23:10"
    assert screen.step("t_bed", "23:30", -1) == "23:25"
    assert screen.step("n_wake", "", 1) == "1"


def test_the_topic_is_told_after_it_is_kept():
    screen = a_screen()
    heard = []
    screen.desk.listeners.append(lambda topic: heard.append((topic, len(screen.diary.kept))))
    fill(screen, quality="3")
    keep(screen)
    assert heard == [("diary", 1)]
