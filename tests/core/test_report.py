"""What a clinician is told: the nights asked for, averages of five or more, and no melatonin."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from windown.core.diary import DiaryNight
from windown.core.evening.ledger import Row
from windown.core.export import Wishes
from windown.core.history import SessionRecord
from windown.core.report import Answered, Practised, report, span

LAST = date(2026, 5, 14)


def diary_night(back=0, **more):
    night = LAST - timedelta(days=back)
    at = datetime(night.year, night.month, night.day, 21, tzinfo=UTC)
    hours = {name: at + timedelta(hours=n) for name, n in
             (("t_bed", 0), ("t_try", 0.5), ("t_wake", 8), ("t_rise", 8.5))}  # fmt: skip
    usual = {"sol_min": 30, "n_wake": 1, "waso_min": 20 + back, "quality": 3, **hours}
    return DiaryNight(night, "Europe/Berlin", at, **{**usual, **more})


def session(name, back=0, **more):
    at = datetime(2026, 5, 14, 21, tzinfo=UTC) - timedelta(days=back)
    night = LAST - timedelta(days=back)
    return SessionRecord(f"{name}{back}{more}", name, night, at, "UTC", 600.0,
                         **{"done_s": 300.0, **more})  # fmt: skip


def row(reminder, state, back=0):
    at = datetime(2026, 5, 14, 21, tzinfo=UTC) - timedelta(days=back)
    return Row(reminder, LAST - timedelta(days=back), at, at, None, state, answered_at=at,
               zone="Europe/Berlin")  # fmt: skip


def made(diary=(), sessions=(), rows=(), nights=14, melatonin=False):
    return report(LAST, nights, diary, sessions, rows, Wishes(melatonin))


@pytest.mark.parametrize("nights", [14, 28])
def test_every_night_of_the_span_stands_there_in_order_whether_filled_or_not(nights):
    found = made([diary_night(0), diary_night(2), diary_night(nights)], nights=nights).nights
    assert (found[0].night, found[-1].night) == span(LAST, nights) and len(found) == nights
    assert [each.night for each in found if each.diary] == [
        LAST - timedelta(days=2),
        LAST,
    ]


def test_averages_need_five_nights_and_are_over_those_that_say_enough():
    assert made([diary_night(n) for n in range(4)]).averages == ()
    five = [diary_night(n) for n in range(5)]
    found = {each.id: each for each in made([*five, diary_night(6, t_wake=None)]).averages}
    assert (found["awake"].mean, found["awake"].median, found["awake"].nights) == (
        pytest.approx((20 + 21 + 22 + 23 + 24 + 26) / 6), 22.5, 6,
    )  # fmt: skip
    assert found["asleep"].nights == 5
    assert found["asleep"].mean == 7.5 * 60 - 30 - 22
    assert found["share"].mean == pytest.approx(100 * (450 - 52) / 510)


def test_practices_are_told_by_how_often_in_how_many_nights_and_how_long():
    given = [session("box_4"), session("box_4", n := 1), session("box_4", n, note="again"),
             session("body_scan", speed=2.0), session("pmr_4", 14)]  # fmt: skip
    assert made(sessions=given).practised == (
        Practised("box_4", 3, 2, 15.0),
        Practised("body_scan", 1, 1, 2.5),
    )


def test_melatonin_is_told_only_where_it_is_asked_for():
    rows = [row("melatonin", "done"), row("dim_lights", "done"), row("dim_lights", "missed", 1),
            row("dim_lights", "scheduled", 2)]  # fmt: skip
    diary = [replace(diary_night(), medicine="a  pill\n", note=" loud ")]
    without = made(diary, rows=rows)
    assert without.answered == (Answered("dim_lights", 1, 0, 1),)
    assert without.medicine == () and all(each.taken is None for each in without.nights)
    assert without.notes == ((LAST, "loud"),)
    asked = made(diary, rows=rows, melatonin=True)
    assert [each.reminder for each in asked.answered] == ["dim_lights", "melatonin"]
    assert asked.medicine == ((LAST, "a pill"),) and asked.nights[-1].taken is not None


def test_nothing_at_all_is_an_empty_report():
    assert made().empty and not made(sessions=[session("box_4")]).empty
    assert not made([diary_night()]).empty
