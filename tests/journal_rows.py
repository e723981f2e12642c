"""A journal with something of every kind in it, for whatever goes out of it or comes in."""

import contextlib
import sqlite3

from windown.adapters.export_files import json_bytes
from windown.adapters.import_files import take_in
from windown.adapters.records import opened, plain_records, read_all
from windown.adapters.store import open_store
from windown.core.export import Wishes
from windown.core.kinds import KINDS

ALL = Wishes(melatonin=True)
BERLIN = "Europe/Berlin"


def plain(mark="x", night="2026-05-01", **more):
    """One plain record of every kind, in one night, with a mark in every text."""
    at = f"{night}T20:30:00Z"
    return {
        "format": "windown", "version": 1,
        "sessions": [{
            "id": f"s-{mark}", "practice": "box_4", "night": night, "started": at, "zone": BERLIN,
            "planned_s": 300.0, "done_s": 240.5, "complete": True, "felt": 4,
            "note": f"session {mark}", "speed": 1.0, "slow_s": 120.0,
        }],
        "answers": [{
            "reminder": reminder, "night": night, "state": "done", "due": at, "deadline": at,
            "zone": BERLIN, "show_by": None, "shows": 1, "shown_at": at, "answered_at": at,
            "why": "", "times": 0, "every_min": 10,
        } for reminder in ("dim_lights", "melatonin")],
        "nights": [{"night": night, "bed_shift_min": 30, "skipped": ["melatonin", "screens"]}],
        "diary": [{
            "night": night, "zone": BERLIN, "filled": "2026-05-02T06:00:00Z",
            "t_bed": at, "t_try": at, "sol_min": 20, "n_wake": 1, "waso_min": 15,
            "t_wake": "2026-05-02T05:00:00Z", "t_rise": "2026-05-02T05:30:00Z", "quality": 3,
            "note": f"diary {mark}", "tasafa_min": None, "early_min": None, "rested": 3,
            "n_naps": 0, "naps_min": None, "n_alcohol": 1, "alcohol_last": "18:30",
            "n_caffeine": None, "caffeine_last": "", "medicine": f"medicine {mark}",
            "screen_off": None,
        }],
        "routines": [{
            "id": f"r-{mark}", "routine": "short", "name": f"run {mark}", "night": night,
            "started": at, "zone": BERLIN, "ended": at,
            "steps": [
                {"id": "a", "minutes": 2.5, "practice": "", "text": f"step {mark}",
                 "state": "done", "at": at},
                {"id": "b", "minutes": 5.0, "practice": "box_4", "text": "", "state": "skipped",
                 "at": None},
            ],
        }],
        "notes": [{"id": f"n-{mark}", "night": night, "at": at, "text": f"note {mark}",
                   "seen": False}],
        "check_ins": [{"id": f"c-{mark}", "at": at, "zone": BERLIN, "falling": 3, "staying": None,
                       "rested": 10, "bother": 0}],
        "lists": [{
            "id": f"l-{mark}", "kind": "todo", "night": night, "opened": at, "closed": at,
            "hidden_until": None,
            "items": [{"id": "1", "what": f"line {mark}", "next": "early"}],
        }],
        **more,
    }  # fmt: skip


def a_journal(folder, *objects):
    """A journal in a folder with what plain objects hold; its file."""
    import json

    file = folder / "windown.db"
    open_store(file).close()
    for number, each in enumerate(objects):
        source = folder / f"in-{number}.json"
        source.write_text(json.dumps(each), "utf-8")
        assert take_in(file, source, BERLIN).left_out == 0
        source.unlink()
    return file


def held(file):
    """All that a journal holds, plain."""
    with opened(file) as db:
        return read_all(db, KINDS, ALL)


def dump(file):
    """Every row of every table but the moments, so that nothing is overlooked."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        tables = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {t: sorted(db.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in tables}


def as_json(file, wishes=ALL):
    """The export of a journal as text."""
    from datetime import UTC, datetime

    with opened(file) as db:
        made = datetime(2026, 6, 1, tzinfo=UTC)
        return json_bytes(lambda kind: plain_records(db, kind, wishes), wishes, made).decode()
