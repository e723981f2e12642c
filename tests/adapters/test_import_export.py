"""Out of the house and in again: the same, once, whole, and harmless."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_foreign import ANDROID, PLEES
from tests.journal_rows import ALL, BERLIN, a_journal, as_json, dump, held, plain
from windown.adapters import import_files
from windown.adapters.export_files import export
from windown.adapters.import_files import take_in
from windown.adapters.store import open_store
from windown.core.export import Wishes
from windown.core.kinds import KINDS
from windown.core.problems import Trouble
from windown.core.taken import Written

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path):
    return a_journal(tmp_path)


def refused(database, source):
    """The trouble an import meets; nothing is changed by it."""
    before = dump(database)
    with pytest.raises(Trouble) as trouble:
        take_in(database, source, BERLIN)
    assert dump(database) == before
    return trouble.value


def a_file(folder, content, name="given"):
    source = folder / name
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return source


def test_an_export_taken_into_an_empty_journal_makes_it_the_same(tmp_path):
    database = a_journal(tmp_path, plain(), plain("y", "2026-05-02"))
    out = tmp_path / "out.json"
    assert export(database, out, ALL, NOW, "Night") == 18
    other = tmp_path / "other"
    other.mkdir()
    there = a_journal(other)
    assert take_in(there, out, BERLIN).written == Written(added=18)
    assert held(there) == held(database)
    assert as_json(there) == as_json(database)


def test_twice_is_the_same_as_once(tmp_path):
    database = a_journal(tmp_path, plain())
    before = dump(database)
    source = a_file(tmp_path, json.dumps(plain()))
    assert take_in(database, source, BERLIN).written == Written(same=9)
    assert dump(database) == before


def test_an_export_is_one_object_a_record_a_line_and_without_melatonin(tmp_path):
    database = a_journal(tmp_path, plain())
    out = tmp_path / "out.json"
    export(database, out, Wishes(), NOW, "Night")
    told = json.loads(out.read_text("utf-8"))
    assert (told["format"], told["version"], told["without"]) == ("windown", 1, ["melatonin"])
    assert [len(told[kind.name]) for kind in KINDS] == [1] * 8
    assert "melatonin" not in out.read_text("utf-8").replace('"without": ["melatonin"]', "")
    assert out.stat().st_mode & 0o077 == 0


def test_an_import_without_melatonin_takes_none_away(tmp_path):
    database = a_journal(tmp_path, plain())
    before = dump(database)
    out = tmp_path / "out.json"
    export(database, out, Wishes(), NOW, "Night")
    take_in(database, out, BERLIN)
    assert dump(database) == before


def test_the_sheets_are_safe_to_open_and_hold_what_was_said(tmp_path):
    evil = '=HYPERLINK("http://x","y")'
    database = a_journal(tmp_path, plain(evil))
    out = tmp_path / "out.zip"
    export(database, out, ALL, NOW, "Night")
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert len(files) == 10
    for text in files.values():
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    notes = list(csv.DictReader(io.StringIO(files["notes.csv"])))
    assert notes[0]["text"] == f"note {evil}"
    assert next(csv.DictReader(io.StringIO(files["diary.csv"])))["sol_min"] == "20"


def test_the_calendar_of_nights_is_read_by_another_program(tmp_path):
    database = a_journal(tmp_path, plain())
    out = tmp_path / "out.ics"
    assert export(database, out, Wishes(), NOW, "Nacht") == 1
    event = vobject.readOne(out.read_text("utf-8")).vevent
    assert event.summary.value == "Nacht"
    assert event.dtstart.value == datetime(2026, 5, 1, 20, 30, tzinfo=UTC)
    assert event.dtend.value == datetime(2026, 5, 2, 5, 30, tzinfo=UTC)
    assert event.uid.value == "night-2026-05-01@windown"


def test_an_export_that_cannot_be_written_says_why(tmp_path, empty):
    for target, key in (
        (tmp_path / "out.docx", "export.ending"),
        (tmp_path / "nowhere" / "out.json", "export.folder"),
    ):
        with pytest.raises(Trouble) as trouble:
            export(empty, target, ALL, NOW, "Night")
        assert trouble.value.key == key
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(Trouble) as trouble:
        export(empty, tmp_path / "folder.json", ALL, NOW, "Night")
    assert trouble.value.key == "export.disk"


@pytest.mark.parametrize(("text", "sleeps"), [(ANDROID, 2), (PLEES, 2)])
def test_nights_of_other_programs_come_in_once_and_never_over_ours(tmp_path, empty, text, sleeps):
    source = a_file(tmp_path, text)
    assert take_in(empty, source, BERLIN).written == Written(added=sleeps)
    assert take_in(empty, source, BERLIN).written == Written(same=sleeps)
    store = open_store(empty)
    assert [night["t_bed"] for night in held(empty)["diary"]] == [None, None]
    store.close()


def test_the_zip_of_sleep_as_android_is_opened(tmp_path, empty):
    packed = tmp_path / "sleep.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("prefs.xml", "x")
        archive.writestr("sleep-export.csv", ANDROID)
    assert take_in(empty, packed, BERLIN).written.added == 2


def test_a_night_filled_here_stays_whatever_another_program_says(tmp_path):
    night = {**plain(night="2026-07-01")["diary"][0], "filled": "2026-07-02T04:00:00Z"}
    database = a_journal(tmp_path, {"format": "windown", "version": 1, "diary": [night]})
    take_in(database, a_file(tmp_path, PLEES), BERLIN)
    assert held(database)["diary"][0] == night


@pytest.mark.parametrize(
    ("content", "key", "values"),
    [
        (b"", "import.empty", {}),
        (b"\xff\xfe\x00", "import.encoding", {"line": 1}),
        ('{\n"format": "windown",\n"sess\xff"'.encode("latin-1"), "import.encoding", {"line": 3}),
        ('{"format": "windown",\n"version": 1, "notes": [', "import.json", {"line": 2}),
        ('{"a": ' + "[" * 200_000, "import.deep", {}),
        ('{"format": "windown", "version": NaN}', "import.number", {}),
        ('{"format": "windown", "version": ' + "9" * 5000 + "}", "import.number", {}),
        ('{"format": "someone else\'s"}', "import.foreign", {}),
        ('{"format": "windown", "version": 2}', "import.newer", {}),
        ("who,knows\n1,2\n", "import.unknown", {}),
        ('sid,start,stop\n1,1,2\n2,"3,4', "import.csv", {"line": 3}),
        ("\0\1\2", "import.unknown", {}),
        (b"PK\x03\x04 and then nothing", "import.zip_damaged", {}),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence_with_its_line(
    tmp_path, empty, words, content, key, values
):
    trouble = refused(empty, a_file(tmp_path, content))
    assert trouble.key == key
    assert {name: trouble.values.get(name) for name in values} == values
    assert words.has(key) and "{" not in trouble.told(words)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, empty):
    source = tmp_path / "huge"
    with source.open("wb") as file:
        file.truncate(import_files.LARGEST + 1)
    assert refused(empty, source).key == "import.large"


def test_a_zip_bomb_is_refused_whatever_it_says_of_itself(tmp_path, empty):
    packed = tmp_path / "bomb.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sleep-export.csv", b" " * (import_files.LARGEST + 1))
    assert packed.stat().st_size < 100_000
    assert refused(empty, packed).key == "import.large"


def test_our_own_zip_of_sheets_is_refused_with_what_to_take_instead(tmp_path, empty):
    out = tmp_path / "out.zip"
    export(empty, out, ALL, NOW, "Night")
    assert refused(empty, out).key == "import.zip"


def test_what_is_no_file_is_refused(tmp_path, empty):
    assert refused(empty, tmp_path / "nowhere").key == "import.unreadable"
    assert refused(empty, tmp_path).key == "import.folder"


def test_the_good_part_comes_in_and_the_rest_is_counted(tmp_path, empty):
    bad = [{**plain()["diary"][0], "night": night} for night in ("0000-01-01", "9999-12-31", 5)]
    content = plain(diary=[*bad, *plain()["diary"]])
    found = take_in(empty, a_file(tmp_path, json.dumps(content)), BERLIN)
    assert (found.written.added, found.left_out) == (9, 3)
    assert (found.first.kind, found.first.number, found.first.field) == ("diary", 1, "night")


def test_a_file_without_a_good_record_changes_nothing(tmp_path, empty):
    before = dump(empty)
    found = take_in(empty, a_file(tmp_path, "sid,start,stop\n1,never,0\n"), BERLIN)
    assert (found.written, found.left_out, found.first.line) == (Written(), 1, 2)
    assert dump(empty) == before


def test_a_write_that_fails_half_way_leaves_nothing_of_it(tmp_path, empty):
    import sqlite3

    before = dump(empty)
    db = sqlite3.connect(empty)
    db.execute("CREATE TRIGGER no BEFORE INSERT ON written BEGIN SELECT RAISE(ABORT, 'no'); END")
    db.commit()
    db.close()
    with pytest.raises(sqlite3.IntegrityError):
        take_in(empty, a_file(tmp_path, json.dumps(plain())), BERLIN)
    assert dump(empty) == before


def scribbled(value):
    """Plain records in which some values are anything."""
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
        | st.sampled_from(["2026-05-01", "0000-01-01", "9999-12-31T23:59:59Z", BERLIN]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=5,
    )  # fmt: skip
    return st.fixed_dictionaries(
        {name: st.just(given_value) | anything for name, given_value in value.items()}
    )


@given(
    st.fixed_dictionaries(
        {kind.name: st.lists(scribbled(plain()[kind.name][0]), max_size=2) for kind in KINDS}
    )
)
@settings(max_examples=40)
def test_whatever_stands_in_a_file_the_journal_can_be_read_afterwards(tmp_path_factory, records):
    folder = tmp_path_factory.mktemp("scribbled")
    database = a_journal(folder)
    content = json.dumps({"format": "windown", "version": 1, **records})
    try:
        take_in(database, a_file(folder, content), BERLIN)
    except Trouble:
        assert "NaN" in content or "Infinity" in content
    again = json.loads(as_json(database))
    found = take_in(database, a_file(folder, json.dumps(again)), BERLIN)
    assert (found.written.added, found.written.changed, found.left_out) == (0, 0, 0)


@given(st.binary(max_size=300), st.sampled_from([b"", b"{", b"PK\x03\x04", b"sid,start,stop\n"]))
@settings(max_examples=40)
def test_no_bytes_make_it_stumble(tmp_path_factory, noise, begin):
    folder = tmp_path_factory.mktemp("noise")
    database = a_journal(folder)
    before = dump(database)
    try:
        found = take_in(database, a_file(folder, begin + noise), BERLIN)
    except Trouble:
        assert dump(database) == before
    else:
        assert found.written.added == len(held(database)["diary"])
