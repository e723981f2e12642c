"""The plan out of the box, from `assets/plan/defaults.toml`."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from windown.content.kept import Kept
from windown.core.evening.plan import Defaults, Lead, Plan, Reminder, Repeat, every_night

_Plain = Mapping[str, Any]


def read_defaults(file: Path, kept: Kept | None = None) -> Defaults:
    """The defaults of the plan, in the order of the file.

    The file is ours and packed with the program: one that is missing or wrong is a fault of the
    installation and raises OSError or ValueError.
    """
    plain = kept.get(file) if kept else None
    if plain is None:
        from windown.content.plan_shape import read_plain  # slow to import

        plain = read_plain(file)
        if kept:
            kept.put(file, plain)
    return _defaults(plain)


def _defaults(read: _Plain) -> Defaults:
    anchored = {"bed": read["before_bed"], "rise": read["after_rise"]}
    reminders = tuple(
        _reminder(name, anchor, entry)
        for anchor, entries in anchored.items()
        for name, entry in entries.items()
    )
    leads = {
        name: Lead(entry["lead"]["min"], entry["lead"]["max"], entry["lead"]["step"])
        for entries in anchored.values()
        for name, entry in entries.items()
    }
    bed, rise = time.fromisoformat(read["bedtime"]), time.fromisoformat(read["rise"])
    return Defaults(every_night(Plan(reminders=reminders), bed, rise), leads)


def _reminder(name: str, anchor: str, entry: _Plain) -> Reminder:
    return Reminder(
        name,
        anchor,
        entry["lead"]["default"],
        on=entry["on"],
        late_min=entry["late_min"],
        late=entry["late"],
        answers=tuple(entry["answers"]),
        sound=entry["sound"],
        spoken=entry["spoken"],
        repeat=Repeat(entry["repeat"]["times"], entry["repeat"]["every_min"]),
    )
