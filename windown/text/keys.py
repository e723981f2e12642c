"""Single keys from a terminal while something else runs."""

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: What a key sends, and the action it stands for.
ACTIONS = {" ": "pause", "\x1b": "end", "q": "end", "m": "mute", "M": "mute", "\x1b[C": "next"}
#: The same on Windows, where an arrow is two characters of which the first says nothing.
WINDOWS_ARROWS = {"M": "next"}


class Keys:
    """Keys pressed since the last look. `interactive` is False where there is no terminal."""

    def __init__(self, interactive: bool) -> None:
        self.interactive = interactive

    def wait(self, seconds: float) -> str | None:
        """The action of a key pressed within so many seconds, or None."""
        if not self.interactive:
            time.sleep(seconds)
            return None
        if sys.platform == "win32":
            return _windows_key(seconds)
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        if not ready:
            return None
        typed = os.read(sys.stdin.fileno(), 16).decode(errors="ignore")
        return ACTIONS.get(typed) or ACTIONS.get(typed[:1] if typed[:1] != "\x1b" else "")


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
            return ACTIONS.get(typed)
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
