"""After-care plans on disk and in the fake: the same; private, apart, and erased to the byte."""

import contextlib
import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import FakeAfterCare
from windown.adapters.aftercare import FILE, SqliteAfterCare
from windown.core.aftercare import MODES, WINDOWS, Plan
from windown.core.problems import Trouble

NOW = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
FULL = Plan(
    "f00d", NOW - timedelta(hours=3), NOW, "clinic", False, True, "h2", True,
    NOW + timedelta(hours=9), NOW + timedelta(hours=50), NOW + timedelta(hours=51),
)  # fmt: skip
BARE = Plan("beef", NOW + timedelta(days=1), NOW + timedelta(days=1))
ANSWERS = {"mood": "very_low", "bladder": "often", "note": "zärtlich-unverwechselbar"}

moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda d: d.replace(tzinfo=UTC, microsecond=d.microsecond // 1000 * 1000)
)
plans = st.builds(
    Plan,
    st.text("0123456789abcdef", min_size=1, max_size=32), moments, moments, st.sampled_from(MODES),
    st.booleans(), st.none() | st.booleans(), st.sampled_from(["", *WINDOWS]), st.booleans(),
    st.none() | moments, st.none() | moments, st.none() | moments,
)  # fmt: skip


@pytest.fixture(params=["disk", "fake"])
def store(request, tmp_path):
    return SqliteAfterCare(tmp_path / FILE) if request.param == "disk" else FakeAfterCare()


def test_plans_come_back_as_they_were_in_order(store):
    store.put(BARE)
    store.put(FULL)
    assert list(store.plans()) == [FULL, BARE]


def test_a_plan_put_again_takes_its_place(store):
    store.put(FULL)
    store.put(replace(FULL, steady=None, ended=None))
    assert list(store.plans()) == [replace(FULL, steady=None, ended=None)]


def test_answers_come_back_and_there_are_none_before(store):
    assert store.answers("f00d") == {}
    store.keep_answers("f00d", ANSWERS, NOW)
    assert store.answers("f00d") == ANSWERS
    assert store.answers("beef") == {}


def test_after_erasing_there_is_nothing_and_it_can_begin_again(store):
    store.put(FULL)
    store.keep_answers("f00d", ANSWERS, NOW)
    store.erase()
    assert (list(store.plans()), store.answers("f00d")) == ([], {})
    store.erase()
    store.put(BARE)
    assert list(store.plans()) == [BARE]


@given(st.lists(plans, unique_by=lambda plan: plan.id, max_size=4))
def test_any_plans_survive_the_disk(tmp_path_factory, made):
    store = SqliteAfterCare(tmp_path_factory.mktemp("any") / FILE)
    for plan in made:
        store.put(plan)
    assert {plan.id: plan for plan in store.plans()} == {plan.id: plan for plan in made}


def test_nothing_is_on_the_disk_before_the_first_plan(tmp_path):
    store = SqliteAfterCare(tmp_path / FILE)
    assert list(store.plans()) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_the_file_is_readable_by_nobody_else(tmp_path):
    SqliteAfterCare(tmp_path / FILE).put(FULL)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_erasing_leaves_no_byte_of_it_in_the_folder_nor_in_the_file_that_was(tmp_path):
    store, file = SqliteAfterCare(tmp_path / FILE), tmp_path / FILE
    for n in range(200):
        store.put(replace(FULL, id=f"unmistakable{n}"))
    store.keep_answers("unmistakable7", ANSWERS, NOW)
    (tmp_path / f"{FILE}.damaged-1").write_bytes(file.read_bytes())
    assert b"unmistakable" in file.read_bytes()
    with file.open("rb") as kept_open:  # what the disk holds of it once its name is gone
        store.erase()
        assert b"unmistakable" not in kept_open.read()
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_the_file_says_nothing():
    assert not any(word in FILE.lower() for word in ("care", "ket", "mela", "dose", "drug"))


def test_a_damaged_file_is_put_aside_and_erased_with_the_rest(tmp_path):
    file = tmp_path / FILE
    file.write_bytes(b"no database at all, but long enough to be looked at" * 9)
    store = SqliteAfterCare(file)
    store.put(FULL)
    assert list(store.plans()) == [FULL]
    assert (tmp_path / f"{FILE}.damaged-1").exists()
    file.write_bytes(b"broken" * 99)
    store.erase()
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_a_newer_windown_is_left_alone(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("PRAGMA user_version = 9")
    with pytest.raises(Trouble) as caught:
        SqliteAfterCare(tmp_path / FILE).put(FULL)
    assert caught.value.key == "store.newer"


def test_two_windowns_write_the_same_file(tmp_path):
    one, other = SqliteAfterCare(tmp_path / FILE), SqliteAfterCare(tmp_path / FILE)
    one.put(FULL)
    other.put(BARE)
    assert list(one.plans()) == list(other.plans()) == [FULL, BARE]
    one.erase()
    assert list(other.plans()) == []
