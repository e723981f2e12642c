"""Single keys from a terminal while something else runs."""

import os
import re
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: What a key sends, and the action it stands for.
ACTIONS = {
    " ": "pause", "\x1b": "end", "q": "end", "m": "mute", "n": "next",
    "t": "too_much", "c": "cramp", "s": "too_slow", "x": "ban",
    "\x1b[C": "next", "\x1bOC": "next",
}  # fmt: skip
#: One key of those that arrived together: an arrow and its like, or a character.
ONE_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-Z]|.", re.DOTALL)
#: The same on Windows, where an arrow is two characters of which the first says nothing.
WINDOWS_ARROWS = {"M": "next"}


class Keys:
    """Keys pressed since the last look. `interactive` is False where there is no terminal."""

    def __init__(self, interactive: bool) -> None:
        self.interactive = interactive
        self._typed: list[str] = []

    def wait(self, seconds: float) -> str | None:
        """The action of a key pressed within so many seconds, or None."""
        if not self.interactive:
            time.sleep(seconds)
            return None
        if sys.platform == "win32":
            return _windows_key(seconds)
        if not self._typed and select.select([sys.stdin], [], [], seconds)[0]:
            self._typed = one_by_one(os.read(sys.stdin.fileno(), 64))
        return action_of(self._typed.pop(0)) if self._typed else None


def action_of(typed: str) -> str | None:
    """The action of a key; a capital letter is the same key."""
    return ACTIONS.get(typed) or ACTIONS.get(typed.lower())


def one_by_one(arrived: bytes) -> list[str]:
    """The keys of what a terminal sent at once."""
    return ONE_KEY.findall(arrived.decode(errors="ignore"))


def _windows_key(seconds: float) -> str | None:
    if sys.platform != "win32":
        return None
    import msvcrt

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if msvcrt.kbhit():
            typed = msvcrt.getwch()
            if typed in ("\x00", "\xe0"):
                return WINDOWS_ARROWS.get(msvcrt.getwch())
            return action_of(typed)
        time.sleep(0.02)
    return None


@contextmanager
def keys() -> Iterator[Keys]:
    """Keys one by one for as long as the block lasts; the terminal is given back as it was."""
    if not sys.stdin.isatty() or sys.platform == "win32":
        yield Keys(sys.stdin.isatty())
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        yield Keys(True)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
