"""A backup a week, eight kept, named by their moments."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from windown.core.keeping import due, made_at, name_of, surplus

NOW = datetime(2026, 5, 1, 20, 30, tzinfo=UTC)


def test_the_first_is_due_at_once_and_the_next_after_a_week():
    assert due(None, NOW)
    assert not due(NOW - timedelta(days=6, hours=23), NOW)
    assert due(NOW - timedelta(days=7), NOW)


def test_a_backup_of_the_future_is_not_waited_for():
    assert due(NOW + timedelta(seconds=1), NOW)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)))
def test_a_name_tells_its_moment_to_the_second(moment):
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert made_at(name_of(moment)) == moment


def test_what_is_none_of_ours_has_no_moment_and_stays():
    names = [name_of(NOW + timedelta(days=n)) for n in range(10)]
    others = ["windown-x.backup", "holiday.jpg", "windown-20269999T000000Z.backup"]
    assert [made_at(other) for other in others] == [None] * 3
    assert surplus([*others, *reversed(names)]) == names[:2]
    assert surplus(names[:8]) == []
