"""The player's process: plays a timeline on the sound device and says what is being heard."""

import os
import signal
import sys
import threading
import time
from queue import Empty, SimpleQueue
from typing import IO

#: After it was asked to end, the sound has this long to fade (seconds).
FADE = 0.5


def main() -> None:
    """Serve one window, over standard input and output, until the pipe ends."""
    out = _private_output()
    # Ctrl-C in a terminal reaches us too; the window decides, and we end with its pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from windown.adapters.player_desk import CALLED, GONE, PlayerDesk
    from windown.adapters.player_messages import Quit, line_of, message_of
    from windown.adapters.sound_device import open_device

    inbox: SimpleQueue[object] = SimpleQueue()
    threading.Thread(target=_read, args=(inbox, message_of, Quit()), daemon=True).start()
    desk = PlayerDesk(
        open_device=lambda: open_device(lambda: inbox.put(GONE)),
        tell=lambda answer: _write(out, line_of(answer)),
        called=lambda: inbox.put(CALLED),
        later=inbox.put,
        clock=time.monotonic,
    )
    _import_samples()
    while (item := _next(inbox, desk.look())) != Quit():
        if item is not None:
            desk.handle(item)
    time.sleep(desk.fade_out(FADE))
    # No tidying: a device that hangs must not keep the process.
    os._exit(0)


def _private_output() -> IO[bytes]:
    """Our own way to the window; whatever else prints, prints into nothing."""
    ours = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.close(nothing)
    return os.fdopen(ours, "wb", buffering=0)


def _write(out: IO[bytes], line: bytes) -> None:
    try:
        out.write(line)
    except OSError:
        os._exit(0)


def _read(inbox: "SimpleQueue[object]", message_of: object, end: object) -> None:
    for line in sys.stdin.buffer:
        message = message_of(line)  # type: ignore[operator]
        if message is not None:
            inbox.put(message)
    inbox.put(end)


def _next(inbox: "SimpleQueue[object]", until: float | None) -> object | None:
    """What comes next, or None when it is time to look."""
    try:
        wait = None if until is None else max(0.0, until - time.monotonic())
        return inbox.get(timeout=wait)
    except Empty:
        return None


def _import_samples() -> None:
    """Everything slow is loaded before it is needed."""
    import miniaudio  # noqa: F401

    import windown.sound.mixing
    import windown.sound.score  # noqa: F401
