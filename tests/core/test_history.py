"""Sessions stand under their nights."""

from datetime import UTC, date, datetime

from windown.core.history import SessionRecord, by_night

OLD, NEW = date(2026, 3, 1), date(2026, 3, 2)


def record(id: str, night: date, hour: int) -> SessionRecord:
    started = datetime(night.year, night.month, night.day, hour, tzinfo=UTC)
    return SessionRecord(id, "box_4", night, started, "Europe/Berlin", 300.0)


def test_nothing_done_is_no_night() -> None:
    assert by_night([]) == []


def test_the_latest_night_comes_first_and_its_sessions_in_the_order_they_were_begun() -> None:
    a, b, c = record("a", OLD, 20), record("b", NEW, 20), record("c", NEW, 22)
    assert by_night([c, a, b]) == [(NEW, [b, c]), (OLD, [a])]


def test_a_night_is_listed_once_however_its_sessions_are_mixed() -> None:
    records = [record(str(hour), night, hour) for hour in range(4) for night in (OLD, NEW)]
    assert [night for night, _ in by_night(records)] == [NEW, OLD]


def test_a_session_after_midnight_stays_with_its_evening() -> None:
    late = SessionRecord(
        "late", "box_4", OLD, datetime(2026, 3, 2, 0, 30, tzinfo=UTC), "Europe/Berlin", 300.0
    )
    assert by_night([late, record("early", OLD, 21)])[0][1][-1] == late
