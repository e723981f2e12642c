"""The text front end: tonight's line, the practices by number, Enter begins the default."""

import sys
from collections.abc import Callable

from windown.core.catalogue import name_of
from windown.presenters.numbers import length_text
from windown.presenters.session import SessionScreen
from windown.presenters.tonight import Tonight
from windown.service.desk import Desk


def menu(
    desk: Desk, begin: Callable[[str], object], walk: Callable[[], bool] = lambda: False
) -> int:
    """Ask until the person leaves; each chosen practice is begun. The exit status.

    Enter alone walks tonight's routine; `walk` says False where none is chosen.
    """
    words = desk.words
    while True:
        _show(desk)
        try:
            typed = input(words("text.choose")).strip().lower()
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        if typed in ("q", "0"):
            return 0
        if not typed and walk():
            continue
        chosen = _chosen(typed, desk)
        if chosen is None:
            print(words("text.not_a_number", last=len(desk.shelf.practices)))
        else:
            begin(chosen)


def _show(desk: Desk) -> None:
    now = desk.clock.now()
    tonight = Tonight(desk)
    quiet = desk.clock_free(now)
    print(f"\n{tonight.line(now)}\n")
    for number, practice in enumerate(desk.shelf.practices, 1):
        length = "" if quiet else length_text(practice, desk.minutes(practice.id), desk.words)
        mark = "›" if practice.id == tonight.practice_id() else " "
        print(f" {mark}{number:>2}  {name_of(practice, desk.words):<34} {length}".rstrip())
    print()


def _chosen(typed: str, desk: Desk) -> str | None:
    if not typed:
        return Tonight(desk).practice_id() or None
    if typed.isdecimal() and 1 <= int(typed) <= len(desk.shelf.practices):
        return desk.shelf.practices[int(typed) - 1].id
    return None


def ask_afterwards(screen: SessionScreen) -> None:
    """How did that feel, 1 to 5, or nothing; asked only where someone is awake to answer."""
    after = screen.after()
    print(after.title)
    for told in after.told:
        print(told)
    if after.closed or not sys.stdin.isatty():
        return
    for number, answer in enumerate(after.answers, 1):
        print(f"  {number}  {answer}")
    try:
        typed = input(f"{after.question} ").strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return
    if typed in {"1", "2", "3", "4", "5"}:
        screen.run.rate(int(typed))
