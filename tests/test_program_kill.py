"""Killed at any moment, the real program loses nothing, ends nothing twice, shows nothing late."""

import contextlib
import copy
import shutil
import sqlite3

import pytest

from tests.helpers.fast_clock import needs_fast_clock
from tests.outside import needs_screen
from tests.program_kill import World, count, live_through

pytestmark = [
    pytest.mark.thorough,
    needs_screen,
    needs_fast_clock,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="install xdotool"),
]
KILLS = 8


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A world in which the program was killed, and the moment at which all is over."""
    world = World(tmp_path_factory.mktemp("world"))
    try:
        yield world, live_through(world, KILLS, longest=2.5)
    finally:
        world.close()


@pytest.fixture
def told_wrongly(lived, tmp_path):
    """The same, to be falsified."""
    world = copy.copy(lived[0])
    world.lives, world.data = copy.deepcopy(world.lives), tmp_path / "data"
    shutil.copytree(lived[0].data, world.data, ignore=shutil.ignore_patterns("*.line"))
    return world, lived[1]


def test_after_eight_kills_nothing_is_lost_doubled_or_late(lived):
    found = count(*lived)
    assert found.good, vars(found)
    assert found.occurrences > 100
    assert found.shown > 0


def test_what_is_wrong_in_the_ledger_is_counted(told_wrongly):
    world, stop = told_wrongly
    with contextlib.closing(sqlite3.connect(world.data / "windown.db")) as db:
        gone, ended, late, standing = db.execute(
            "SELECT reminder, night FROM occurrence WHERE state = 'missed'"
            " AND reminder LIKE 'own_%' ORDER BY due_ms DESC LIMIT 4"
        ).fetchall()
        here = "WHERE reminder = ? AND night = ?"
        db.execute(f"DELETE FROM occurrence {here}", gone)
        for _ in range(2):
            db.execute("INSERT INTO event VALUES (NULL, 0, ?, ?, 'missed', '')", ended)
        db.execute(f"UPDATE occurrence SET shows = 1, shown_ms = deadline_ms {here}", late)
        db.execute(f"UPDATE occurrence SET state = 'shown' {here}", standing)
        db.commit()
    found = count(world, stop)
    wrong = (found.lost, found.two_ends, found.late, found.open_still)
    assert wrong == tuple([":".join(each)] for each in (gone, ended, late, standing))


def test_what_nobody_saw_is_counted(told_wrongly):
    for life in told_wrongly[0].lives:
        life.notes, life.cards = [], set()
    assert count(*told_wrongly).never_seen


def test_what_was_missed_while_it_ran_is_counted(told_wrongly):
    world, stop = told_wrongly
    world.lives[-1].looked, world.lives[-1].stopped = world.lives[-1].moment, stop
    assert count(world, stop).missed_while_awake


def test_an_answer_that_is_not_kept_is_counted(told_wrongly):
    life = told_wrongly[0].lives[-1]
    life.pressed.append(("own_00000000", "skip", life.ended - 9.0))
    assert count(*told_wrongly).unheard
