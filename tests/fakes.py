"""One fake for each port; what they are asked and told is open to the tests."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from windown.content.aftercare import read_switches
from windown.content.practices import Shelf, read_shelf
from windown.content.routines import RoutineShelf, read_routines
from windown.core.evening import ledger as life
from windown.core.evening.plan import NightChange
from windown.core.problems import Trouble
from windown.core.settings import Settings
from windown.core.wording import Words
from windown.service.aftercare import Aftercare
from windown.service.desk import Desk
from windown.service.ports import Levels, Now
from windown.service.routines import RoutineBook


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, utc=datetime(2026, 11, 22, 21, 30, tzinfo=UTC), zone="Europe/Berlin"):
        self.utc, self.zone, self.steady, self.slept = utc, zone, 1000.0, 0.0

    def now(self):
        return Now(self.utc, self.zone, self.steady, self.slept)

    def pass_(self, seconds):
        """Time goes by while the computer is awake."""
        self.utc += timedelta(seconds=seconds)
        self.steady += seconds
        return self.now()

    def sleep(self, seconds):
        """Time goes by while the computer sleeps: steady time stands still."""
        self.utc += timedelta(seconds=seconds)
        self.slept += seconds
        return self.now()


class FakeSpeaker:
    """Notes what it is asked; sounds only as far as a test says so by `line`."""

    def __init__(self):
        self.calls, self.files = [], {}
        self.line, self.wrong, self.remarks = None, "", ()
        self.levels, self.timeline, self.chimes = Levels(), None, 0

    def load(self, timeline, levels):
        self.timeline, self.levels = timeline, levels
        self.chimes += any(each.tone == "reminder" for each in timeline.tones)
        self.calls.append("load")

    def replace(self, timeline):
        self.timeline = timeline
        self.calls.append("replace")

    def clips(self, files):
        self.files |= files
        self.calls.append("clips")

    def play(self, position, steady):
        self.calls.append(("play", position, steady))

    def pause(self):
        self.calls.append("pause")

    def stop(self):
        self.calls.append("stop")

    def set_levels(self, levels):
        self.levels = levels

    def heard(self):
        return self.line

    def trouble(self):
        return self.wrong

    def told(self):
        return self.remarks

    def close(self):
        self.calls.append("close")


class FakeVoice:
    """Has a prompt ready when a test says so; by default at once."""

    def __init__(self, ready=True):
        self.ready, self.wanted, self.wrong, self.voices = ready, [], "", ()
        self.remark, self.files = "", False

    def reads_files(self):
        return self.files

    def want(self, texts, style):
        self.wanted = list(texts)

    def clip(self, text, style):
        return Path(f"{text}.wav") if self.ready and not self.wrong else None

    def pending(self):
        return 0 if self.ready or self.wrong else len(self.wanted)

    def ask_choices(self):
        pass

    def choices(self):
        return self.voices

    def trouble(self):
        return self.wrong

    def note(self):
        return self.remark

    def close(self):
        pass


class FakeJournal:
    """A journal in memory; `failing` is the trouble every write meets, `unreadable` every read."""

    def __init__(self):
        self.records, self.failing, self.unreadable, self.writes = {}, None, None, 0

    def _write(self):
        self.writes += 1
        if self.failing:
            raise Trouble(self.failing)

    def begin(self, record):
        self._write()
        self.records[record.id] = record

    def keep(self, session, done_s, complete, slow_s=0.0):
        self._write()
        old = self.records[session]
        done, slow = max(old.done_s, done_s), max(old.slow_s, slow_s)
        self.records[session] = replace(old, done_s=done, complete=complete, slow_s=slow)

    def rate(self, session, felt, note):
        self._write()
        self.records[session] = replace(self.records[session], felt=felt, note=note)

    def sessions(self, first, last):
        if self.unreadable:
            raise Trouble(self.unreadable)
        held = [r for r in self.records.values() if first <= r.night <= last]
        return sorted(held, key=lambda record: record.started)

    def put(self, record):
        self._write()
        self.records[record.id] = record

    def remove(self, session):
        self._write()
        self.records.pop(session, None)

    def first(self):
        if self.unreadable:
            raise Trouble(self.unreadable)
        return min((record.night for record in self.records.values()), default=None)

    def close(self):
        pass


class FakeLists:
    """Lists in memory; `failing` is the trouble every write meets."""

    def __init__(self):
        self.kept, self.failing = {}, None

    def put(self, written):
        self._write()
        self.kept[written.id] = written

    def remove(self, list_id):
        self._write()
        self.kept.pop(list_id, None)

    def _write(self):
        if self.failing:
            raise Trouble(self.failing)

    def find(self, list_id):
        return self.kept.get(list_id)

    def lists(self, first, last):
        found = [written for written in self.kept.values() if first <= written.night <= last]
        return sorted(found, key=lambda written: (written.opened, written.id))


class FakeDiary:
    """Mornings in memory; `failing` is the trouble every write meets, `unreadable` every read."""

    def __init__(self, *nights):
        self.kept, self.failing, self.unreadable = {}, None, None
        for each in nights:
            self.put(each)

    def put(self, diary):
        self._write()
        self.kept[diary.night] = diary

    def remove(self, night):
        self._write()
        self.kept.pop(night, None)

    def _write(self):
        if self.failing:
            raise Trouble(self.failing)

    def find(self, night):
        return next(iter(self.nights(night, night)), None)

    def nights(self, first, last):
        if self.unreadable:
            raise Trouble(self.unreadable)
        return [self.kept[night] for night in sorted(self.kept) if first <= night <= last]


class FakeNotes:
    """Notes and check-ins in memory; `failing` is the trouble every write meets."""

    def __init__(self, *notes):
        self.kept, self.checked, self.failing, self.unreadable = {}, {}, None, None
        for note in notes:
            self.put_note(note)

    def put_note(self, note):
        self._write()
        self.kept[note.id] = note

    def remove_note(self, note_id):
        self._write()
        self.kept.pop(note_id, None)

    def _write(self):
        if self.failing:
            raise Trouble(self.failing)

    def notes(self, first, last):
        if self.unreadable:
            raise Trouble(self.unreadable)
        found = [note for note in self.kept.values() if first <= note.night <= last]
        return sorted(found, key=lambda note: (note.night, note.at, note.id))

    def put_check_in(self, check_in):
        self._write()
        self.checked[check_in.id] = check_in

    def check_ins(self, after):
        found = [each for each in self.checked.values() if each.at >= after]
        return sorted(found, key=lambda each: (each.at, each.id))


class FakeRoutines:
    """Runs of routines in memory; `failing` is the trouble every write meets."""

    def __init__(self, *runs):
        self.kept, self.failing, self.unreadable = {}, None, None
        for run in runs:
            self.put(run)

    def put(self, run):
        self._write()
        self.kept[run.id] = run

    def remove(self, run_id):
        self._write()
        self.kept.pop(run_id, None)

    def _write(self):
        if self.failing:
            raise Trouble(self.failing)

    def runs(self, first, last):
        if self.unreadable:
            raise Trouble(self.unreadable)
        found = [run for run in self.kept.values() if first <= run.night <= last]
        return sorted(found, key=lambda run: (run.started, run.id))


class FakeOwnRoutines:
    """A person's own routines in memory; `failing` is the trouble every change meets."""

    def __init__(self):
        self.kept, self.failing = {}, None

    def _try(self):
        if self.failing:
            raise Trouble(self.failing)

    def write(self, routine):
        self._try()
        self.kept[routine.id] = routine

    def delete(self, routine_id):
        self._try()
        self._gone = self.kept.pop(routine_id)
        return routine_id.encode()

    def put_back(self, content):
        self._try()
        self.kept[content.decode()] = self._gone


def routine_book(listeners=(), runs=()):
    """The shipped routines and a person's own, with runs, in memory."""
    shipped, own = read_routines([ASSETS / "routines"]), FakeOwnRoutines()
    return RoutineBook(
        lambda: RoutineShelf((*shipped.routines, *own.kept.values())),
        list(listeners),
        FakeRoutines(*runs),
        own,
    )


class FakeAfterCare:
    """After-care plans in memory; `failing` is the trouble every write meets."""

    def __init__(self):
        self.kept, self.said, self.failing = {}, {}, None

    def _write(self):
        if self.failing:
            raise Trouble(self.failing)

    def put(self, plan):
        self._write()
        self.kept[plan.id] = plan

    def plans(self):
        return sorted(self.kept.values(), key=lambda plan: plan.begun)

    def keep_answers(self, plan_id, answers, now):
        self._write()
        self.said[plan_id] = dict(answers)

    def answers(self, plan_id):
        return dict(self.said.get(plan_id, {}))

    def erase(self):
        self._write()
        self.kept, self.said = {}, {}


class FakePreferences:
    """Settings kept in memory; `failing` is the trouble a write meets."""

    def __init__(self):
        self.kept, self.failing = None, None

    def write(self, settings):
        if self.failing:
            raise Trouble(self.failing)
        self.kept = settings


class FakeLedger:
    """A ledger in memory; `failing` is the trouble every write meets, `unreadable` every read."""

    def __init__(self):
        self.kept, self.events, self.changes, self.moments = {}, [], {}, {}
        self.failing, self.unreadable, self.writes = None, None, 0

    def _read(self):
        if self.unreadable:
            raise Trouble(self.unreadable)

    def _write(self):
        self.writes += 1
        if self.failing:
            raise Trouble(self.failing)

    def _put(self, row, kind, detail=""):
        self.kept[row.key] = row
        if kind:
            self.events.append((row.key, kind, detail))

    def materialise(self, occurrences, nights, now, fresh=False):
        self._read()
        seen = self.moments.get("last_seen")
        written = life.materialise(
            [row for row in self.kept.values() if row.night in nights or row.state in life.OPEN],
            occurrences, nights, now.utc, now.zone, now.utc if fresh and seen else seen,
        )  # fmt: skip
        old = seen is None or not timedelta() <= now.utc - seen < timedelta(minutes=5)
        if not (written.rows or written.dropped or fresh or old):
            return False
        self._write()
        for row in written.rows:
            before = self.kept.get(row.key)
            was = before.state if before else "scheduled"
            again = "again" if row.state == "scheduled" != was else ""
            self._put(row, "missed" if row.state == "missed" != was else again)
        for row in written.dropped:
            del self.kept[row.key]
        self.moments["last_seen"] = now.utc
        return bool(written.rows or written.dropped)

    def due(self, now):
        return [row for row in self.waiting() if life.due(row, now)]

    def claim(self, key, now):
        return self._change(key, life.Claim(), now)

    def shown(self, key, now):
        return self._change(key, life.Shown(), now, "shown")

    def answer(self, key, answer, now, minutes=0):
        return self._change(key, life.Answer(answer, minutes), now, "answer")

    def _change(self, key, event, now, kind=""):
        self._write()
        row = self.kept.get(key)
        after = row and life.after(row, event, now)
        if after is None:
            return False
        self._put(after, after.state if kind == "answer" else kind)
        return True

    def correct(self, key, answer, now):
        self._write()
        row = self.kept.get(key)
        after = row and life.corrected(row, answer, now)
        if after is None:
            return False
        self._put(after, "corrected", answer)
        return True

    def expire(self, now, paused=None, held=""):
        after = [life.after(row, life.Expire(paused), now) for row in self.waiting()]
        missed = [row for row in after if row is not None]
        if missed:
            self._write()
        for row in missed:
            why = held if held and row.why == "not_running" else row.why
            self._put(replace(row, why=why), "missed")
        return bool(missed)

    def row(self, key):
        self._read()
        return self.kept.get(key)

    def rows(self, first, last):
        self._read()
        found = [row for row in self.kept.values() if first <= row.night <= last]
        return sorted(found, key=lambda row: (row.due, row.reminder))

    def waiting(self):
        self._read()
        found = [row for row in self.kept.values() if row.state in life.OPEN]
        return sorted(found, key=lambda row: (row.due, row.reminder))

    def next_look(self, now):
        return life.next_moment(self.waiting(), now)

    def set_change(self, change, now):
        self._write()
        self.changes[change.night] = change

    def change(self, night):
        self._read()
        return self.changes.get(night, NightChange(night))

    def pause(self, until, now):
        self._write()
        self.moments["paused_until"] = until

    def paused_until(self):
        self._read()
        return self.moments.get("paused_until")

    def melatonin_last_taken(self, before=None):
        self._read()
        rows = [row for row in self.kept.values() if row.reminder == "melatonin"]
        taken = [row.answered_at for row in rows if row.state == "done"]
        return max((at for at in taken if before is None or at <= before), default=None)

    def last_seen(self):
        self._read()
        return self.moments.get("last_seen")


class FakeNotifier:
    """Shows everything, unless `failing` (returns False) or `raising` (an exception)."""

    def __init__(self):
        self.shown, self.withdrawn, self.visible = [], [], {}
        self.failing, self.raising = False, None

    def show(self, key, title, body, answers, silent):
        if self.raising:
            raise self.raising
        if self.failing:
            return False
        self.shown.append(key)
        self.visible[key] = (title, body, tuple(answers), silent)
        return True

    def withdraw(self, key):
        self.withdrawn.append(key)
        self.visible.pop(key, None)

    def capabilities(self):
        return frozenset({"actions", "body"})


class FakeAlarm:
    """Calls back by a timer of its own; `moment` is what it was set to last."""

    def __init__(self, look=lambda: None):
        self.look, self.moment, self._timer = look, None, None

    def at(self, moment):
        if moment == self.moment:
            return
        self._stop()
        self.moment = moment
        if moment is not None:
            wait = max(0.0, (moment - datetime.now(UTC)).total_seconds())
            self._timer = threading.Timer(wait, self._ring)
            self._timer.daemon = True
            self._timer.start()

    def wakeup(self):
        pass

    def close(self):
        self._stop()

    def _ring(self):
        self.moment = None
        self.look()

    def _stop(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class SaidIds(Words):
    """Words that say every id with all its values, so that a test sees what is handed on."""

    def __init__(self, language="auto"):
        super().__init__("en" if language == "auto" else language, {})

    def __call__(self, key, /, **values):
        return " ".join([key, *(f"{name}={value}" for name, value in values.items())])


class FakeKeys:
    """Keys pressed one at each wait, for which time goes by on a fake clock."""

    def __init__(self, clock, actions=()):
        self.clock, self.actions = clock, list(actions)

    def wait(self, seconds):
        self.clock.pass_(seconds)
        return self.actions.pop(0) if self.actions else None


ASSETS = Path(__file__).parents[1] / "assets"


def a_desk(shelf=None, words_of=SaidIds, **settings):
    """A desk of fakes with the practices that ship and the settings of a new person but these."""
    return Desk(
        FakeClock(),
        FakeJournal(),
        shelf or read_shelf([ASSETS / "practices"]),
        Settings(**settings),
        FakePreferences(),
        words_of,
        [],
    )


def with_aftercare(desk):
    """The desk with the switches that ship and plans in memory, and the evening following them."""
    desk.aftercare = Aftercare(
        FakeAfterCare(), lambda: read_switches(ASSETS / "care" / "aftercare.toml"), desk.listeners,
        lambda: desk.evening and desk.evening.look(desk.clock.now()),
    )  # fmt: skip
    if desk.evening is not None:
        desk.evening.rests = desk.aftercare.rests
    return desk


class FakeOwnPractices:
    """A person's own practices in memory; `failing` is the trouble every change meets."""

    def __init__(self):
        self.kept, self.failing = {}, None

    def _try(self):
        if self.failing:
            raise Trouble(self.failing)

    def write(self, practice):
        self._try()
        self.kept[practice.id] = practice

    def delete(self, practice_id):
        self._try()
        self._gone = self.kept.pop(practice_id)
        return practice_id.encode()

    def put_back(self, content):
        self._try()
        self.kept[content.decode()] = self._gone
        return self._gone

    def export(self, practice_id, target):
        self._try()
        target.write_text(practice_id)

    def take_in(self, source):
        self._try()
        return self.kept[source.read_text()]


def with_own_practices(desk):
    """The desk with a place for the person's own practices."""
    shipped, own = desk.shelf, FakeOwnPractices()
    desk.own = own
    desk.shelf_of = lambda: Shelf((*shipped.practices, *own.kept.values()))
    return desk
