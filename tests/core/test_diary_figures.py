"""The figures of a night: the identity on any night, published examples, and what cannot be."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from windown.core.diary import DiaryNight
from windown.core.diary_entry import unwrapped, wall
from windown.core.diary_figures import figures, midsleep_clock, problems, regularity, wonders
from windown.core.night import instant

FILLED = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
#: Zones with clock changes of an hour and of half an hour, at midnight, with a skipped day, and
#: with none at all.
ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago",
    "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "Asia/Tehran", "UTC",
)  # fmt: skip
#: Nights around the clock changes of these zones, and any night.
CHANGES = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-04-04", "2026-10-03",
        "2011-12-29", "2026-02-14", "2021-03-21", "2026-09-05",
    )
)  # fmt: skip
NIGHTS = st.one_of(st.sampled_from(CHANGES), st.dates(date(1980, 1, 1), date(2060, 1, 1)))


def a_night(bed, tried, sol, waso, wake, rise, night=date(2026, 11, 22), zone="UTC", **more):
    """A night of clock times "HH:MM"."""
    names = ("t_bed", "t_try", "t_wake", "t_rise")
    clocks = dict(zip(names, map(time.fromisoformat, (bed, tried, wake, rise)), strict=True))
    return DiaryNight(
        night, zone, FILLED, sol_min=sol, waso_min=waso,
        **unwrapped(night, ZoneInfo(zone), clocks), **more,
    )  # fmt: skip


@st.composite
def lived(draw):
    """A night as it was lived, in elapsed minutes, anywhere and through any clock change."""
    zone, night = draw(st.sampled_from(ZONES)), draw(NIGHTS)
    evening = draw(st.integers(0, 14 * 60))
    pre, sol, waso, tst, twak = (draw(st.integers(0, 120)) for _ in range(5))
    asleep = tst * 4
    bed = instant(night, time(12), ZoneInfo(zone)) + timedelta(minutes=evening)
    tried = bed + timedelta(minutes=pre)
    wake = tried + timedelta(minutes=sol + waso + asleep)
    rise = wake + timedelta(minutes=twak)
    diary = DiaryNight(night, zone, FILLED, bed, tried, sol, 3, waso, wake, rise)
    return diary, (pre, sol, waso, asleep, twak)


@given(lived())
def test_time_in_bed_is_the_sum_of_its_parts_through_any_clock_change(made):
    diary, (pre, sol, waso, asleep, twak) = made
    found = figures(diary)
    assert (found.pre, found.tst, found.twak) == (pre, asleep, twak)
    assert found.tib == found.pre + diary.sol_min + diary.waso_min + found.tst + found.twak
    assert found.tib == pre + sol + waso + asleep + twak
    assert found.spt == found.tst + diary.waso_min
    assert found.dse == sol + asleep + waso
    assert found.twt == sol + waso + twak
    onset = diary.t_try + timedelta(minutes=sol)
    assert found.midsleep - onset == diary.t_wake - found.midsleep


@given(lived())
def test_a_night_typed_by_the_clock_is_the_night_that_was_lived(made):
    diary, _ = made
    zone = ZoneInfo(diary.zone)
    names = ("t_bed", "t_try", "t_wake", "t_rise")
    told = {name: wall(getattr(diary, name), zone) for name in names}
    # A doubled hour can be told from the clock only where what came before settles it.
    once = all(instant(getattr(diary, n).astimezone(zone).date(), told[n], zone)
               == getattr(diary, n).replace(second=0) for n in names)  # fmt: skip
    assume(once)
    assert unwrapped(diary.night, zone, told) == {name: getattr(diary, name) for name in names}


@given(NIGHTS, st.sampled_from(ZONES), st.lists(st.times(), min_size=4, max_size=4))
def test_each_time_is_at_or_after_the_one_before_and_says_what_was_typed(night, name, typed):
    zone = ZoneInfo(name)
    names = ("t_bed", "t_try", "t_wake", "t_rise")
    to_the_minute = (at.replace(second=0, microsecond=0) for at in typed)
    clocks = dict(zip(names, to_the_minute, strict=True))
    found = unwrapped(night, zone, clocks)
    moments = list(found.values())
    assert moments == sorted(moments)
    assert moments[0] >= instant(night, time(12), zone)
    for field, moment in found.items():
        skipped = wall(instant(moment.astimezone(zone).date(), clocks[field], zone), zone)
        assert wall(moment, zone) in (clocks[field], skipped)


#: Nights with figures that others published (bed, try, SOL, WASO, wake, rise; then TIB, TST, SE of
#: the time in bed). The first: the worked example of curechronicinsomnia.com/sleep-efficiency.
#: Then scenarios A to E of ctrlcalculator.com/health-fitness/sleep-efficiency-calculator, and two
#: of the three sample days of mysleepcoach.rest/sleep-diary (the third day's own percentage does
#: not follow from its own minutes).
PUBLISHED = [
    ("21:00", "22:00", 90, 60, "07:00", "08:00", 660, 390, 59),
    ("22:00", "22:00", 20, 15, "06:00", "06:00", 480, 445, 92.7),
    ("23:30", "23:30", 30, 25, "07:00", "07:00", 450, 395, 87.8),
    ("21:00", "21:00", 10, 5, "05:00", "05:00", 480, 465, 96.9),
    ("00:00", "00:00", 45, 30, "08:00", "08:00", 480, 405, 84.4),
    ("22:30", "22:30", 25, 20, "06:30", "06:30", 480, 435, 90.6),
    ("23:00", "23:00", 45, 60, "06:30", "07:00", 480, 345, 72),
    ("23:00", "23:00", 20, 45, "06:00", "06:30", 450, 355, 79),
]


@pytest.mark.parametrize("example", PUBLISHED)
def test_published_examples_come_out_as_published(example):
    *typed, tib, tst, efficiency = example
    found = figures(a_night(*typed))
    digits = 0 if isinstance(efficiency, int) else 1
    assert (found.tib, found.tst, round(found.se_tib, digits)) == (tib, tst, efficiency)


def test_the_other_efficiency_leaves_out_reading_in_bed_and_lingering():
    """By the formula of Reed and Sacco 2016, on the first published example and with a TASAFA."""
    night = a_night("21:00", "22:00", 90, 60, "07:00", "08:00")
    found = figures(night)
    assert (found.pre, found.twak, found.dse) == (60, 60, 540)
    assert round(found.se_dse, 1) == 72.2
    longer = figures(a_night("21:00", "22:00", 90, 60, "07:00", "08:00", tasafa_min=45))
    assert (longer.dse, round(longer.se_dse, 1)) == (585, 66.7)
    assert longer.se_tib == found.se_tib


@pytest.mark.parametrize(
    ("night", "hours"), [(date(2026, 3, 28), 7), (date(2026, 10, 24), 9), (date(2026, 5, 1), 8)]
)
def test_a_night_through_a_clock_change_is_as_long_as_it_was(night, hours):
    found = figures(a_night("23:00", "23:00", 0, 0, "07:00", "07:00", night, "Europe/Berlin"))
    assert (found.tib, found.tst) == (hours * 60, hours * 60)


def test_what_was_not_answered_leaves_open_only_what_needs_it():
    half = DiaryNight(date(2026, 11, 22), "UTC", FILLED, quality=3)
    found = figures(half)
    assert set(vars(found).values()) == {None}
    only_times = a_night("22:00", "22:30", None, None, "06:00", "06:30")
    found = figures(only_times)
    assert (found.tib, found.pre, found.twak, found.tst, found.se_dse) == (510, 30, 30, None, None)


def test_a_person_who_did_not_wake_was_not_awake():
    night = a_night("22:00", "22:00", 10, None, "06:00", "06:00", n_wake=0)
    assert figures(night).tst == 470


def test_nothing_is_divided_by_nothing():
    night = a_night("22:00", "22:00", 0, 0, "22:00", "22:00")
    assert (figures(night).se_tib, figures(night).se_dse) == (None, None)


def test_the_middle_of_sleep_is_read_from_the_wall():
    night = a_night("23:00", "23:00", 0, 0, "07:00", "07:00", date(2026, 5, 1), "Europe/Berlin")
    assert midsleep_clock(night) == 15 * 60


def test_regularity_is_the_spread_of_the_middles_and_needs_five_nights():
    shifts = (0, 30, 60, 30, 0, 60, 30)
    nights = [
        a_night("23:00", f"23:{shift:02d}" if shift < 60 else "00:00", 0, 0,
                f"07:{shift:02d}" if shift < 60 else "08:00", "08:00", date(2026, 5, 1 + n))
        for n, shift in enumerate(shifts)
    ]  # fmt: skip
    assert regularity(nights) == pytest.approx(24.495, abs=1e-3)
    assert regularity(nights[:4]) is None
    assert regularity([nights[0]] * 5) == 0.0
    unanswered = [DiaryNight(date(2026, 6, n), "UTC", FILLED) for n in range(1, 9)]
    assert regularity([*nights[:4], *unanswered]) is None


def reasons(diary):
    return [(problem.key, problem.reason) for problem in problems(diary)]


@pytest.mark.parametrize(
    ("night", "told"),
    [
        (a_night("23:00", "23:10", 15, 20, "06:40", "07:00"), []),
        (a_night("23:00", "23:00", 300, 300, "07:00", "07:00"),
         [("waso_min", "diary.problem.awake_longer")]),
        (a_night("23:00", "23:00", 500, 0, "07:00", "07:00"),
         [("sol_min", "diary.problem.awake_longer")]),
        (a_night("23:00", "23:00", 240, 240, "07:00", "07:00"), []),
        (a_night("23:00", "23:05", 0, 0, "23:10", "23:29"),
         [("t_rise", "diary.problem.in_bed_short")]),
        (a_night("23:00", "23:05", 0, 0, "23:10", "23:30"), []),
        (a_night("23:00", "22:50", 0, 0, "07:00", "07:00"),
         [("t_rise", "diary.problem.in_bed_long")]),
        (a_night("14:00", "14:00", 600, 0, "08:00", "08:00"), []),
        (a_night("23:00", "23:00", 0, 10, "07:00", "07:00", n_wake=0),
         [("waso_min", "diary.problem.awake_without_waking")]),
        (a_night("23:00", "23:00", 0, 0, "07:00", "07:00", quality=6),
         [("quality", "diary.problem.range")]),
        (a_night("23:00", "23:00", -1, 0, "07:00", "07:00"), [("sol_min", "diary.problem.range")]),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_told_at_its_field(night, told):
    assert reasons(night) == told


def test_times_in_another_order_are_told_where_they_come_from_elsewhere():
    moments = [datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (23, 22, 21, 20)]
    names = ("t_bed", "t_try", "t_wake", "t_rise")
    night = DiaryNight(date(2026, 11, 22), "UTC", FILLED, **dict(zip(names, moments, strict=True)))
    assert {reason for _, reason in reasons(night)} == {"diary.problem.order"}


def test_very_much_sleep_is_asked_about_and_not_refused():
    long = a_night("18:00", "18:00", 0, 0, "08:01", "08:01")
    assert problems(long) == ()
    assert [each.reason for each in wonders(long)] == ["diary.problem.much_sleep"]
    assert wonders(a_night("18:00", "18:00", 0, 0, "08:00", "08:00")) == ()


@given(lived())
def test_a_night_that_was_lived_is_told_nothing_but_how_long_it_was(made):
    diary, _ = made
    assert {reason for _, reason in reasons(diary)} <= {
        "diary.problem.in_bed_short", "diary.problem.in_bed_long",
    }  # fmt: skip
