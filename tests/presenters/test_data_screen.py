"""The page of the records: every deed in a sentence, and the report in words."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.core.test_report import LAST, diary_night, row, session
from tests.fakes import ASSETS, a_desk
from windown.content.plan import read_defaults
from windown.content.words import read_words
from windown.core.evening.plan import Melatonin
from windown.core.export import Wishes
from windown.core.keeping import Backup
from windown.core.problems import Trouble
from windown.core.report import report
from windown.core.taken import Left, TakenIn, Written
from windown.presenters.data import TOPICS, DataScreen
from windown.presenters.report import hours_text, report_view
from windown.service.ports import Now
from windown.text.inout import erase_records, erasure_of, export_all, import_file, report_to

NOW = Now(datetime(2026, 5, 15, 12, tzinfo=UTC), "Europe/Berlin", 0.0)
MADE = datetime(2026, 5, 10, 20, 30, tzinfo=UTC)


class FakeArchive:
    """Everything works, and is remembered; `failing` is the trouble every call meets."""

    def __init__(self):
        self.done, self.failing, self.told = [], None, ()
        self.taken = TakenIn(Written(2, 1, 3))

    def _do(self, *what):
        if self.failing:
            raise Trouble(self.failing)
        self.done.append(what)

    def folder(self):
        return Path("folder")

    def export(self, target, wishes, now, night_name):
        self._do("export", target, wishes.melatonin, night_name)
        return 7

    def take_in(self, source, now):
        self._do("take_in", source)
        return self.taken

    def backups(self):
        return [Backup("the-backup", MADE, 9)]

    def back_up(self, now):
        self._do("back_up")
        return Backup("new", now.utc, 9)

    def back_up_if_due(self, now):
        return None

    def restore(self, name, now):
        self._do("restore", name)
        return Backup("before", now.utc, 9)

    def erase(self, erasure):
        self._do("erase", erasure.what, erasure.night)
        return self.told


@pytest.fixture
def stood():
    """A page on fakes with English words, a fortnight in its diary, and what was announced."""
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", "en"))
    desk.plan = read_defaults(ASSETS / "plan" / "defaults.toml").plan
    desk.clock.utc = NOW.utc
    archive, written, topics = FakeArchive(), [], []
    desk.listeners.append(topics.append)
    sources = SimpleNamespace(
        diary=SimpleNamespace(nights=lambda *_: [diary_night(n) for n in range(9)]),
        journal=SimpleNamespace(sessions=lambda *_: [session("box_4")]),
        ledger=SimpleNamespace(rows=lambda *_: [row("dim_lights", "done")]),
    )
    screen = DataScreen(desk, archive, sources, lambda *a: written.append(a) or 1)
    return SimpleNamespace(
        desk=desk, archive=archive, screen=screen, written=written, topics=topics, sources=sources
    )


def test_the_page_says_where_everything_is(stood):
    view = stood.screen.view(NOW)
    assert view.folder == "Folder: folder"
    assert view.backups == (("the-backup", "10 May 2026, 22:30"),)
    assert [what for what, _ in view.kinds][::9] == ["night", "melatonin"]
    assert view.last_night == date(2026, 5, 14)


def test_between_lights_out_and_rise_no_clock_is_shown(stood):
    at_night = Now(datetime(2026, 5, 15, 23, 30, tzinfo=UTC), "Europe/Berlin", 0.0)
    assert stood.screen.view(at_night).backups[0][1] == "10 May 2026"


def test_each_deed_is_done_and_told(stood):
    screen = stood.screen
    assert screen.back_up(NOW) == "A backup is made: new."
    assert screen.export(Path("x.json"), True, NOW) == "Written: x.json."
    assert "2 new, 1 brought further, 3 already here" in screen.take_in(Path("y"), NOW)
    assert "10 May 2026" in screen.sure_restore("the-backup", NOW)
    assert "10 May 2026" in screen.restore("the-backup", NOW)
    assert stood.archive.done == [
        ("back_up",), ("export", Path("x.json"), True, "Night"), ("take_in", Path("y")),
        ("restore", "the-backup"),
    ]  # fmt: skip
    assert set(stood.topics) == set(TOPICS)


def test_what_fails_is_told_in_its_sentence(stood):
    stood.archive.failing = "store.full"
    told = stood.desk.words("store.full", code="")
    for said in (
        stood.screen.back_up(NOW), stood.screen.export(Path("x.json"), False, NOW),
        stood.screen.take_in(Path("y"), NOW), stood.screen.erase("notes", None)[0],
    ):  # fmt: skip
        assert said == told or said == stood.desk.words("store.full")


def test_everything_is_told_to_be_gone_only_when_it_is(stood):
    assert stood.screen.erase("everything", None) == ("Everything is erased.", True)
    assert stood.screen.erase("night", date(2026, 5, 1)) == ("It is erased.", False)
    stood.archive.failing = "store.busy"
    assert stood.screen.erase("everything", None)[1] is False


def test_erasing_melatonin_takes_it_out_of_the_plan(stood):
    from dataclasses import replace

    stood.desk.plan = replace(stood.desk.plan, melatonin=Melatonin("0.5", adult=True))
    stood.screen.erase("melatonin", None)
    assert stood.desk.plan.melatonin == Melatonin()


def test_what_goes_is_named_before_it_goes(stood):
    screen = stood.screen
    assert "1 May 2026" in screen.sure("night", date(2026, 5, 1))
    assert screen.sure("lists", None).startswith("Lists and worries")
    assert "backups" in screen.sure("everything", None)


def test_what_was_left_out_is_told_with_its_place_and_reason(stood):
    stood.archive.taken = TakenIn(Written(), 3, Left(5, "", 0, "start", "moment"), 1)
    told = stood.screen.take_in(Path("y"), NOW)
    assert told == (
        "Nothing was taken in. 3 records were left out. The first is Line 5, start: it is no time"
        " with its zone. 1 shorter sleep of a night was left out."
    )
    stood.archive.taken = TakenIn(Written(1), 1, Left(0, "diary", 4, "", "type"))
    assert "Sleep diary, number 4: it is" in stood.screen.take_in(Path("y"), NOW)


def test_a_report_is_written_where_there_is_something_to_tell(stood, tmp_path):
    assert stood.screen.report(tmp_path / "r.pdf", 14, False, True, NOW).startswith("Written")
    ((target, view, letter),) = stood.written
    assert (target, letter) == (tmp_path / "r.pdf", True)
    assert view.period == "1 May 2026 to 14 May 2026"
    assert "ending" in stood.screen.report(tmp_path / "r.doc", 14, False, True, NOW)
    assert "folder" in stood.screen.report(tmp_path / "no" / "r.pdf", 14, False, True, NOW)
    stood.sources.diary.nights = stood.sources.journal.sessions = lambda *_: []
    assert "empty" in stood.screen.report(tmp_path / "r.pdf", 28, False, True, NOW)


def view_of(stood, diary, melatonin=False, **more):
    made = report(LAST, 14, diary, (), [row("melatonin", "done")], Wishes(melatonin))
    return report_view(stood.desk, made, NOW)


def test_a_night_of_the_report_is_a_row_and_a_bar(stood):
    view = view_of(stood, [diary_night()])
    assert view.nights.rows[-1] == (
        "Thu 14 May", "23:00", "23:30", "30", "1", "20", "07:00", "07:30", "6:40", "8:30", "78",
        "3",
    )  # fmt: skip
    assert set(view.nights.rows[0][1:]) == {""}
    bar = view.bars[-1]
    assert (bar.bed, bar.lights_out, bar.onset, bar.woke, bar.rise) == (660, 690, 720, 1140, 1170)
    assert view.bars[0].bed is None and view.hours[0] == (8, "20")
    assert view.averages.note and view.practices.note == "None in these nights."


def test_melatonin_is_a_column_only_where_it_is_asked_for(stood):
    assert "Melatonin" not in view_of(stood, [diary_night()]).nights.columns
    view = view_of(stood, [diary_night()], True)
    assert view.nights.columns[-1] == "Melatonin" and view.nights.rows[-1][-1] == "23:00"


def test_a_night_of_a_clock_change_counts_what_passed(stood):
    at = datetime(2026, 3, 28, 22, tzinfo=UTC)  # summer time begins in it
    up = at + timedelta(hours=8)
    cells = view_of(stood, [diary_night(t_bed=at, t_try=at, t_wake=up, t_rise=up)]).nights.rows[-1]
    assert cells[1] == "23:00" and cells[6:10] == ("08:00", "08:00", "7:10", "8:00")


@pytest.mark.parametrize(
    ("minutes", "text"), [(None, ""), (0, "0:00"), (425.4, "7:05"), (-20, "−0:20")]
)
def test_hours_are_told_without_decimals(minutes, text):
    assert hours_text(minutes) == text


def test_the_command_line_exports_imports_and_reports(stood, capsys, tmp_path):
    desk, archive = stood.desk, stood.archive
    assert export_all(desk, archive, Path("x.zip"), False) == 0
    assert import_file(desk, archive, Path("y")) == 0
    archive.taken = TakenIn(Written(), 1, Left(2, "", 0, "", "type"))
    assert import_file(desk, archive, Path("y")) == 1
    assert report_to(stood.screen, tmp_path / "r.pdf", 14, False, False) == 0
    said = capsys.readouterr().out
    assert "x.zip: 7 records." in said and "left out" in said and "r.pdf" in said


def test_the_command_line_erases_only_after_a_word(stood, capsys):
    def nobody(_):
        raise EOFError

    desk, archive = stood.desk, stood.archive
    assert erase_records(desk, archive, "notes", ask=nobody) == 1
    assert erase_records(desk, archive, "notes", ask=lambda _: "yes") == 1
    assert archive.done == []
    assert erase_records(desk, archive, "2026-05-01", ask=lambda _: "erase") == 0
    assert erase_records(desk, archive, "everything", yes=True) == 0
    assert archive.done == [("erase", "night", date(2026, 5, 1)), ("erase", "everything", None)]
    assert "Everything is erased." in capsys.readouterr().out


@pytest.mark.parametrize("given", ["yesterday", "", "sessionss", "2026-02-30"])
def test_a_word_that_means_nothing_erases_nothing(given):
    with pytest.raises(Trouble) as trouble:
        erasure_of(given)
    assert trouble.value.key == "erase.which"
