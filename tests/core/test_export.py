"""Records as plain values and back; of two copies of one record the one that is further on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal_rows import plain
from windown.core import kinds
from windown.core.export import Kept, Wishes, kept_of, plain_of, read, shown, whole
from windown.core.kinds import KINDS, Wrong, kind_of
from windown.core.merging import merged
from windown.core.problems import Trouble
from windown.core.sheets import FORMULA, cell, sheets


def one(name, **more):
    """A record of a kind as it is kept, with some fields other than usual."""
    kind = kind_of(name)
    return kept_of(kind, {**plain()[name][0], **more})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_record_made_plain_and_kept_again_is_the_same(kind):
    for given_plain in plain()[kind.name]:
        assert plain_of(kind, kept_of(kind, given_plain)) == given_plain


@given(st.integers(-2_000_000_000_000, 7_000_000_000_000))
def test_every_instant_comes_back_to_the_millisecond(ms):
    assert kinds._milliseconds(kinds.moment_text(ms)) == ms


@pytest.mark.parametrize(
    ("kind", "field", "value", "reason"),
    [
        ("sessions", "planned_s", float("nan"), "range"),
        pytest.param("sessions", "planned_s", 10**400, "range", id="far"),
        ("sessions", "planned_s", "300", "type"),
        ("sessions", "complete", 1, "type"),
        ("sessions", "felt", 6, "range"),
        ("sessions", "felt", True, "type"),
        ("sessions", "id", "", "length"),
        ("sessions", "note", "x" * 20_001, "length"),
        ("sessions", "note", ["x"], "type"),
        ("sessions", "started", "2026-05-01T20:30:00", "moment"),
        ("sessions", "started", "0000-01-01T00:00:00Z", "moment"),
        ("sessions", "started", "0001-01-01T00:00:00+14:00", "year"),
        ("sessions", "started", "9999-12-31T23:59:59-14:00", "year"),
        ("sessions", "started", 7, "moment"),
        ("sessions", "zone", "../../etc/passwd", "zone"),
        ("sessions", "zone", "Nowhere/At_All", "zone"),
        ("sessions", "night", "9999-12-31", "year"),
        ("sessions", "night", "2026-02-30", "day"),
        ("answers", "state", "firing", "choice"),
        ("diary", "alcohol_last", "24:00", "clock"),
        ("nights", "skipped", ["a", 3], "type"),
        ("routines", "steps", [{"id": "a"}], "missing"),
        ("lists", "items", [{"id": "1"}, {"id": "1"}], "twice"),
        ("lists", "items", {}, "type"),
    ],
)
def test_a_value_that_cannot_be_kept_is_told_with_its_field_and_reason(kind, field, value, reason):
    with pytest.raises(Wrong) as wrong:
        one(kind, **{field: value})
    assert wrong.value.reason == reason
    assert wrong.value.field in (field, "minutes")


def test_the_good_part_of_an_export_is_read_and_the_rest_told():
    found = read({**plain(), "diary": [*plain()["diary"], {"night": 3}, "x"], "notes": 7})
    assert [len(found.records[name]) for name in ("sessions", "diary", "notes")] == [1, 1, 0]
    told = [(left.kind, left.number, left.field, left.reason) for left in found.left_out]
    assert told == [
        ("diary", 2, "night", "day"),
        ("diary", 3, "", "type"),
        ("notes", 0, "", "type"),
    ]


@pytest.mark.parametrize("version", [None, "1", True, 0])
def test_what_is_no_export_of_ours_is_refused(version):
    for given_plain in ({"format": "windown", "version": version}, [], {"format": "other"}):
        with pytest.raises(Trouble) as trouble:
            read(given_plain)
        assert trouble.value.key == "import.foreign"
    with pytest.raises(Trouble) as trouble:
        read({"format": "windown", "version": 2})
    assert trouble.value.key == "import.newer"


def test_melatonin_and_medicine_stay_in_the_house_unless_they_are_asked_for():
    def out(wishes):
        return str({k.name: list(shown(k, plain()[k.name], wishes)) for k in KINDS})

    assert "melatonin" not in out(Wishes()) and "medicine" not in out(Wishes())
    assert "melatonin" in out(Wishes(melatonin=True)) and "medicine x" in out(Wishes(True))


def test_a_diary_filled_later_wins_and_one_without_medicine_leaves_it_as_it_is():
    here, later = one("diary"), "2026-05-02T07:00:00Z"
    assert merged(kinds.DIARY, here, one("diary", quality=5)) is None
    bare = {**plain()["diary"][0], "filled": later, "quality": 5}
    del bare["medicine"]
    after = merged(kinds.DIARY, here, kept_of(kinds.DIARY, bare))
    assert (after.values["quality"], after.values["medicine"]) == (5, "medicine x")


def test_a_session_takes_what_is_further_on_and_keeps_what_was_said_here():
    here = one("sessions", felt=2, done_s=300.0, complete=False)
    after = merged(kinds.SESSIONS, here, one("sessions", felt=5, done_s=200.0))
    assert (after.values["felt"], after.values["done_s"], after.values["complete"]) == (2, 300.0, 1)


def test_an_answer_takes_the_place_of_a_miss_and_of_an_earlier_answer_only():
    done = one("answers")
    missed = one("answers", state="missed", answered_at=None)
    later = one("answers", state="skipped", answered_at="2026-05-01T20:31:00Z")
    assert merged(kinds.ANSWERS, missed, done).values["state"] == "done"
    assert merged(kinds.ANSWERS, done, missed) is None
    assert merged(kinds.ANSWERS, done, later).values["state"] == "skipped"
    assert merged(kinds.ANSWERS, later, done) is None


def test_a_run_on_which_something_was_done_later_wins_whole():
    here = one("routines", ended=None, steps=[])
    after = merged(kinds.ROUTINES, here, one("routines"))
    assert len(after.lines) == 2 and after.values["ended_ms"]
    assert merged(kinds.ROUTINES, one("routines"), here) is None


OTHER = {
    "sessions": {"done_s": 300.0, "felt": None}, "answers": {"state": "skipped"},
    "nights": {"bed_shift_min": -30}, "diary": {"filled": "2026-05-03T06:00:00Z"},
    "routines": {"ended": None}, "notes": {"seen": True, "text": "other"},
    "check_ins": {"falling": 9}, "lists": {"closed": None, "items": []},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_twice_is_the_same_as_once_in_either_order(kind):
    mine, other = one(kind.name), one(kind.name, **OTHER[kind.name])
    for here, there in ((mine, other), (other, mine)):
        once = merged(kind, here, there) or here
        assert merged(kind, once, there) is None
        assert merged(kind, once, here) is None


def test_what_a_new_record_leaves_out_is_as_in_a_new_one():
    bare = {name: value for name, value in plain()["notes"][0].items() if name != "seen"}
    kept = kept_of(kinds.NOTES, bare)
    assert merged(kinds.NOTES, None, kept) == Kept(whole(kinds.NOTES.fields, kept.values))
    assert merged(kinds.NOTES, None, kept).values["seen"] == 0


@pytest.mark.parametrize("start", FORMULA)
def test_words_that_a_spreadsheet_would_run_are_made_harmless(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"
    assert cell(f"  {start}cmd").startswith("'") or start.isspace()


@given(st.text())
def test_no_cell_begins_as_a_formula(text):
    assert not str(cell(text)).lstrip().startswith(FORMULA)


def test_figures_stay_figures_and_lines_have_a_sheet_of_their_own():
    found = {sheet.name: sheet for sheet in sheets(lambda kind: plain()[kind.name], Wishes())}
    assert next(iter(found["sessions"].rows))[5] == 300.0
    assert "medicine" not in found["diary"].columns
    assert list(found["lists_items"].rows) == [["l-x", 1, "1", "line x", "early"]]
    assert [row[1] for row in found["routines_steps"].rows] == [1, 2]


def test_a_record_is_frozen_with_its_kind():
    assert replace(kind_of("notes"), name="x").table == "night_note"
    assert kind_of("nothing") is None
