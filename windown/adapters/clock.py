"""The system's clocks, the zone it is in, and the language it is set to."""

import contextlib
import locale
import os
import sys
import time
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from windown.service.ports import Now

_LOCALTIME = Path("/etc/localtime")

#: Seconds after which the zone is read again even where nothing seems to have changed.
_ZONE_KEPT_S = 30


class SystemClock:
    """The `Clock` port. It follows a change of the system's zone while it runs."""

    def __init__(self) -> None:
        self._mark: object = None
        self._zone = "UTC"

    def now(self) -> Now:
        """Wall, zone and steady time sampled together. The steady clock stands during sleep."""
        steady = time.monotonic()
        utc = datetime.now(UTC)
        mark = (os.environ.get("TZ"), _state_of(_LOCALTIME), steady // _ZONE_KEPT_S)
        if mark != self._mark:
            self._zone, self._mark = system_zone(), mark
        return Now(utc, self._zone, steady, _asleep(utc, steady))


def _asleep(utc: datetime, steady: float) -> float:
    """How long the computer has slept: on Linux the system knows, and no set clock deceives it."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - steady
    return utc.timestamp() - steady


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        state = path.lstat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def system_zone() -> str:
    """The IANA name of the system's zone; where it has none, a zone of its present offset."""
    for look in (_named_by_variable, _named_by_link, _named_by_search):
        name = look()
        if name is not None and _is_zone(name):
            return name
    return zone_of_offset(_offset_minutes())


def _named_by_variable() -> str | None:
    return os.environ.get("TZ", "").removeprefix(":") or None


def _named_by_link() -> str | None:
    """The end of what /etc/localtime points to; this is what the C library goes by as well."""
    if os.environ.get("TZ") or sys.platform == "win32":
        return None
    with contextlib.suppress(OSError, RuntimeError):
        _, found, name = str(_LOCALTIME.resolve(strict=True)).partition("zoneinfo/")
        return name.removeprefix("posix/") if found else None
    return None


def _named_by_search() -> str | None:
    """All the other places, which take about 30 ms to import and search."""
    if not os.environ.get("TZ") and sys.platform != "win32" and not _LOCALTIME.exists():
        return "UTC"  # as the C library has it
    with warnings.catch_warnings(), contextlib.suppress(Exception):
        warnings.simplefilter("ignore")
        import tzlocal

        return str(tzlocal.reload_localzone())
    return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except Exception:  # a folder, a path outside, no such zone: each has its own exception
        return False
    return True


def _offset_minutes() -> int:
    offset = datetime.now().astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset else 0


def zone_of_offset(minutes: int) -> str:
    """A zone that always lies so many minutes east of UTC; "UTC" where there is none."""
    hours, rest = divmod(minutes, 60)
    if rest or not hours or not -12 <= hours <= 14:
        return "UTC"
    return f"Etc/GMT{-hours:+d}"  # their signs count westwards


def system_language() -> str:
    """The language the system is set to, as far as windown speaks it: "de" or else "en"."""
    spoken = ""
    with contextlib.suppress(ValueError):  # names Python does not know, on a Mac
        spoken = locale.getlocale()[0] or ""
    return language_of(os.environ, spoken)


def system_locale() -> str:
    """The locale the system is set to, such as "de_AT.UTF-8"; "" where it is set to none."""
    spoken = ""
    with contextlib.suppress(ValueError):  # names Python does not know, on a Mac
        spoken = locale.getlocale()[0] or ""
    return locale_of(os.environ, spoken)


def locale_of(environ: Mapping[str, str], otherwise: str = "") -> str:
    """The first of LC_ALL, LC_MESSAGES and LANG that is set, else `otherwise`."""
    names = (environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, names), "") or otherwise


def language_of(environ: Mapping[str, str], otherwise: str = "") -> str:
    """ "de" or "en" by LC_ALL, LC_MESSAGES, LANG and LANGUAGE, as gettext reads them.

    `otherwise` is a locale for systems that set none of these.
    """
    set_to = locale_of(environ)
    if set_to.partition(".")[0] in ("C", "POSIX"):
        return "en"
    # A list of preferences counts only beside a locale that is not "C".
    for name in (*environ.get("LANGUAGE", "").split(":"), set_to or otherwise):
        start = name.lower().replace("-", "_").partition("_")[0].partition(".")[0]
        if start in ("de", "german"):
            return "de"
        if start in ("en", "english"):
            return "en"
    return "en"
