"""Runs of routines keep every step; the fake that other tests use does the same."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import windown
from tests.fakes import FakeRoutines
from windown.adapters.no_journal import NoJournal
from windown.adapters.own_routines import OwnRoutines
from windown.adapters.store import open_store
from windown.content.routines import read_routines
from windown.core.problems import Trouble
from windown.core.routine import Routine, RoutineRun, RoutineStep, StepRun, end, start, tick
from windown.service.ports import Routines

ROOT = str(Path(windown.__file__).parents[1])
NIGHT = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
STEPS = (
    RoutineStep("lamps_down", 1.0),
    RoutineStep("natural", 5.5, "natural"),
    RoutineStep("own_1", 0.0, text="Feed the cat"),
)
RUN = start(Routine("own_7", STEPS, "Mine ☾"), "one", NIGHT, NOW, "Europe/Berlin")


@pytest.fixture(params=["in memory", "on disk"])
def routines(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Routines]:
    if request.param == "in memory":
        yield FakeRoutines()
        return
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        yield store.routines()


def all_of(routines: Routines) -> list[RoutineRun]:
    return list(routines.runs(date.min, date.max))


@pytest.mark.parametrize(
    "run", [RUN, tick(RUN, NOW), end(tick(RUN, NOW), NOW + timedelta(minutes=1)),
            replace(RUN, steps=())]
)  # fmt: skip
def test_a_run_comes_back_as_it_was_put(routines: Routines, run: RoutineRun) -> None:
    assert all_of(routines) == []
    routines.put(run)
    assert all_of(routines) == [run]


def test_a_run_takes_the_place_of_the_one_before(routines: Routines) -> None:
    routines.put(RUN)
    later = replace(tick(RUN, NOW), steps=tick(RUN, NOW).steps[:2])
    routines.put(later)
    assert all_of(routines) == [later]


def test_runs_come_in_order_of_start_and_only_of_the_nights_asked_for(routines: Routines) -> None:
    for days in (3, 0, 1, 2):
        day = timedelta(days=days)
        routines.put(replace(RUN, id=str(days), night=NIGHT + day, started=NOW + day))
    found = routines.runs(NIGHT + timedelta(days=1), NIGHT + timedelta(days=2))
    assert [run.id for run in found] == ["1", "2"]


def test_a_run_can_be_forgotten_without_the_other(routines: Routines) -> None:
    other = replace(RUN, id="two")
    routines.put(RUN)
    routines.put(other)
    routines.remove("one")
    routines.remove("one")
    assert all_of(routines) == [other]


def test_hostile_words_and_broken_halves_are_kept_as_far_as_can_be(tmp_path: Path) -> None:
    hostile = "x'); DROP TABLE routine_run; -- \udcff"
    step = StepRun(replace(STEPS[2], text=hostile))
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        store.routines().put(replace(RUN, name=hostile, steps=(step,)))
        (found,) = all_of(store.routines())
    said = "x'); DROP TABLE routine_run; -- ?"
    assert (found.name, found.steps[0].step.text) == (said, said)


def test_nonsense_is_not_kept_and_what_was_there_is(tmp_path: Path) -> None:
    broken = StepRun(STEPS[0], "lost")  # type: ignore[arg-type]
    with contextlib.closing(open_store(tmp_path / "windown.db")) as store:
        store.routines().put(RUN)
        with pytest.raises(sqlite3.IntegrityError):
            store.routines().put(replace(RUN, name="other", steps=(broken,)))
        assert all_of(store.routines()) == [RUN]


def test_where_there_is_no_journal_a_run_is_refused_in_words() -> None:
    journal = NoJournal(Trouble("store.newer"))
    with contextlib.closing(journal):
        assert all_of(journal.routines()) == []
        with pytest.raises(Trouble) as caught:
            journal.routines().put(RUN)
    assert caught.value.key == "store.newer"


#: Ticks one step after the other, saying each once it is written.
CHILD = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from windown.adapters.store import open_store
from windown.core.routine import Routine, RoutineStep, start, tick

now = datetime(2026, 5, 1, 21, tzinfo=UTC)
runs = open_store(Path(sys.argv[1])).routines()
steps = tuple(RoutineStep(f"own_{n}", 1.0, text=f"thing {n}") for n in range(150))
run = start(Routine("own_1", steps, "Long"), "run", date(2026, 5, 1), now, "UTC")
for number in range(1, 150):
    run = tick(run, now)
    runs.put(run)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [3, 60])
def test_a_killed_process_loses_no_step_that_it_showed(tmp_path: Path, after: int) -> None:
    file = tmp_path / "windown.db"
    command = [sys.executable, "-c", CHILD, str(file)]
    environ = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(after):
            child.stdout.readline()
        child.kill()
        rest = child.stdout.read().rpartition("\n")[0].splitlines()
    said = int(rest[-1]) if rest else after
    with contextlib.closing(open_store(file)) as store:
        (run,) = all_of(store.routines())
    done = [each.state for each in run.steps].count("done")
    assert len(run.steps) == 150
    assert 0 <= done - said <= 1


@pytest.fixture
def own(tmp_path: Path) -> OwnRoutines:
    return OwnRoutines(tmp_path / "routines", ["short"])


MINE = Routine("own_12345678", STEPS, "Mine")


def kept(tmp_path: Path) -> list[Routine]:
    return list(read_routines([tmp_path / "routines"]).routines)


def test_an_own_routine_is_kept_changed_taken_away_and_brought_back(
    own: OwnRoutines, tmp_path: Path
) -> None:
    own.write(MINE)
    changed = replace(MINE, name="Other")
    own.write(changed)
    assert kept(tmp_path) == [changed]
    content = own.delete(MINE.id)
    assert kept(tmp_path) == []
    own.put_back(content)
    own.put_back(content)
    assert kept(tmp_path) == [changed]


def test_a_file_the_person_named_stays_the_file_of_its_routine(
    own: OwnRoutines, tmp_path: Path
) -> None:
    own.write(MINE)
    folder = tmp_path / "routines"
    (folder / f"{MINE.id}.toml").rename(folder / "evening.toml")
    own.write(replace(MINE, name="Other"))
    assert [file.name for file in folder.iterdir()] == ["evening.toml"]


@pytest.mark.parametrize(
    "wrong", [{"steps": ()}, {"id": "short"}, {"id": "../x"}, {"name": "x" * 61}]
)
def test_what_could_not_be_read_again_is_not_written(
    own: OwnRoutines, tmp_path: Path, wrong: dict[str, object]
) -> None:
    own.write(MINE)
    with pytest.raises(Trouble) as caught:
        own.write(replace(MINE, **wrong))  # type: ignore[arg-type]
    assert caught.value.key == "routine.refused"
    assert kept(tmp_path) == [MINE]


def test_one_that_is_gone_and_a_folder_that_cannot_be_made_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    blocked = OwnRoutines(tmp_path / "file" / "routines", [])
    for act, key in (
        (lambda: blocked.delete("own_1"), "routine.gone"),
        (lambda: blocked.write(MINE), "own.unwritable"),
    ):
        with pytest.raises(Trouble) as caught:
            act()  # type: ignore[no-untyped-call]
        assert caught.value.key == key
