"""Killed at any moment, the evening loses nothing, ends nothing twice and shows nothing late."""

import contextlib
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.evening_kill import BEGIN, Count, count, kill_often


def test_after_five_kills_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    check(kill_often(tmp_path, 5))


@pytest.mark.thorough
def test_after_sixty_kills_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    check(kill_often(tmp_path, 60))


def test_what_is_wrong_is_counted(tmp_path: Path) -> None:
    check(kill_often(tmp_path, 2))
    with contextlib.closing(sqlite3.connect(tmp_path / "windown.db")) as db:
        last, *others = db.execute(
            "SELECT reminder, night, deadline_ms FROM occurrence"
            " WHERE state = 'missed' AND why = 'not_running' ORDER BY due_ms LIMIT 4"
        ).fetchall()
        gone, awake, twice = (other[:2] for other in others)
        here = "WHERE reminder = ? AND night = ?"
        db.execute(f"DELETE FROM occurrence {here}", gone)
        db.execute(f"UPDATE occurrence SET shows = 1 {here}", awake)
        db.execute("INSERT INTO event VALUES (NULL, 0, ?, ?, 'missed', '')", twice)
        due = db.execute(f"SELECT due_ms FROM occurrence {here}", twice).fetchone()[0]
        db.commit()
    with (tmp_path / "shown").open("a") as shown, (tmp_path / "looks").open("a") as looks:
        shown.write(f"{last[0]}:{last[1]} {moment(last[2])}\n")
        looks.write(f"{moment(due)}\n")
    found = count(tmp_path, BEGIN + timedelta(days=9))
    assert ":".join(gone) in found.lost
    assert found.two_ends == [":".join(twice)]
    assert ":".join(twice) in found.missed_while_awake
    assert found.never_shown == [":".join(awake)]
    assert (found.late, found.doubled) == ([":".join(last[:2])], 1)


def moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, BEGIN.tzinfo).isoformat()


def check(found: Count) -> None:
    assert found.good, vars(found)
    assert found.occurrences > 10
    assert found.shown > 0
