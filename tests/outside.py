"""The world around the program, for tests of whole processes: terminal, screen, sound server."""

import fcntl
import os
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import termios
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WINDOWN = (sys.executable, "-m", "windown")
#: No process of a test may take longer than this (seconds).
PATIENCE_S = 30.0

needs_screen = pytest.mark.skipif(not shutil.which("Xvfb"), reason="install xvfb")
needs_sound = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec")),
    reason="install pulseaudio pulseaudio-utils",
)
needs_terminal = pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")


def until(true, seconds=PATIENCE_S):
    """What is asked for as soon as it is so, or what it was at the deadline."""
    end = time.monotonic() + seconds
    while not (held := true()) and time.monotonic() < end:
        time.sleep(0.01)
    return held


def surroundings(home, **more):
    """The environment of a person who has nothing: no screen, no sound server, no settings."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "XDG_RUNTIME_DIR": str(home),
        "PULSE_SERVER": f"unix:{home}/no-sound",
        **{name: str(value) for name, value in more.items()},
    }


def journal(data):
    """The sessions kept in a data folder, in the order they were begun."""
    with closing(sqlite3.connect(data / "windown.db")) as db:
        db.row_factory = sqlite3.Row
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return list(db.execute("SELECT * FROM session ORDER BY started_ms"))


class Terminal:
    """A program in a terminal of its own, as if a person typed."""

    def __init__(self, arguments, environ):
        self.ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
        name = os.ttyname(theirs)
        # Whoever leads a session and opens a terminal is the one its Ctrl-C goes to.
        opened = 'exec "$@" <"$0" >"$0" 2>&1'
        self.process = subprocess.Popen(
            ["sh", "-c", opened, name, *arguments], env=environ, start_new_session=True
        )
        os.close(theirs)
        self.shown = ""

    def type(self, keys):
        """Press keys."""
        os.write(self.ours, keys.encode())

    def shows(self, text, seconds=PATIENCE_S):
        """Whether a text appears after what was looked for before, which is then behind us."""
        until(lambda: self._read() or text in self.shown, seconds)
        _, found, rest = self.shown.partition(text)
        self.shown = rest if found else self.shown
        return bool(found)

    def _read(self):
        while select.select([self.ours], [], [], 0)[0]:
            try:
                self.shown += os.read(self.ours, 65536).decode(errors="replace")
            except OSError:  # a terminal whose program has left
                return

    def ends(self):
        """The exit status; what is shown to the end is in `shown`."""
        status = self.process.wait(PATIENCE_S)
        self._read()
        return status

    def close(self):
        """End the program, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE_S)
        os.close(self.ours)


class Screen:
    """An X server without a monitor, whose pixels lie in a file."""

    def __init__(self, folder, width=960, height=640):
        self.picture = folder / "Xvfb_screen0"
        told, tells = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tells), "-fbdir", str(folder), "-nolisten", "tcp",
             "-noreset", "-screen", "0", f"{width}x{height}x24"],
            pass_fds=[tells], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(tells)
        number = ""
        # It writes its number and the end of the line apart, and dies where nobody reads both.
        while not number.endswith("\n") and select.select([told], [], [], PATIENCE_S)[0]:
            number += os.read(told, 64).decode()
        os.close(told)
        self.display = ":" + number.strip()

    def pixels(self):
        """Width, height, and all pixels as bytes of blue, green, red, nothing (XWD format)."""
        raw = self.picture.read_bytes()
        head = struct.unpack(">25I", raw[:100])
        size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        return width, height, raw[size + 12 * colours :][: line * height]

    def close(self):
        """Take the screen away."""
        self.server.terminate()
        self.server.wait(PATIENCE_S)


class SoundServer:
    """A sound server with one output that nobody hears, and an ear at it."""

    SINK = "module-null-sink sink_name=n format=float32le rate=48000 channels=2"

    def __init__(self, folder):
        self.folder, self.socket = folder, folder / "socket"
        self.environ = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "PULSE_SERVER": f"unix:{self.socket}",
        }
        self.server = self.recorder = self.ear = None
        self.chunks = []

    def open(self):
        """Begin to serve."""
        protocol = f"module-native-protocol-unix socket={self.socket} auth-anonymous=1"
        self.server = self._run("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1",
                                "-L", self.SINK, "-L", protocol)  # fmt: skip
        assert until(self.socket.exists)
        return self

    def listen(self):
        """Record from now on; the chunks are kept with the steady second of their arrival."""
        self.recorder = self._run(
            "parec", "-d", "n.monitor", "--format=float32le", "--rate=48000", "--channels=2",
            "--latency-msec=10", "--raw",
        )  # fmt: skip
        self.chunks = []
        self.ear = threading.Thread(target=self._hear, args=(self.recorder, self.chunks))
        self.ear.start()
        assert until(lambda: len(self.chunks) > 3)
        return self

    def recorded(self):
        """The left side as recorded, and the steady second of its first sample."""
        import numpy as np

        chunks = list(self.chunks)
        data = b"".join(data for _, data in chunks)
        base, before = float("inf"), 0
        for at, chunk in chunks:
            base = min(base, at - before / 8 / 48_000)
            before += len(chunk)
        return np.frombuffer(data[: len(data) // 8 * 8], np.float32)[::2], base

    def _run(self, *command):
        return subprocess.Popen(
            command, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def _hear(self, recorder, chunks):
        while data := os.read(recorder.stdout.fileno(), 65536):
            chunks.append((time.monotonic(), data))

    def silence(self):
        """Let the server die."""
        _ended(self.server)

    def close(self):
        """Take everything away."""
        if self.recorder is not None:
            self.recorder.kill()
            self.ear.join(PATIENCE_S)
        _ended(self.recorder)
        self.silence()


def _ended(process):
    if process is None:
        return
    if process.poll() is None:
        process.kill()
    process.wait(PATIENCE_S)
    process.stdout.close()
