"""A private sound server with an ear at its output."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.table import NotMeasured

RATE, BYTES = 48_000, 8
SINK = f"module-null-sink sink_name=n format=float32le rate={RATE} channels=2"
PATIENCE = 10.0


@dataclass
class Server:
    """A running server. `surroundings` lead a program to it; `chunks` are what it was heard."""

    folder: Path
    chunks: list[tuple[float, bytes]] = field(default_factory=list)

    @property
    def surroundings(self) -> dict[str, str]:
        """What a program needs to find it, and to find no other."""
        runtime = str(self.folder)
        return {"PULSE_SERVER": f"unix:{self.folder / 'socket'}", "XDG_RUNTIME_DIR": runtime}

    def first_sound(self, seconds: float) -> tuple[float, NDArray[np.float32]]:
        """The steady second of the first sample that is not silence, and what is heard from it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            began, samples = _heard(list(self.chunks))
            sounding = np.flatnonzero(samples)[:1]
            if sounding.size and len(samples) > sounding[0] + seconds * RATE:
                return began + sounding[0] / RATE, samples[sounding[0] :]
            time.sleep(0.05)
        raise NotMeasured("nothing was heard")


def _heard(chunks: list[tuple[float, bytes]]) -> tuple[float, NDArray[np.float32]]:
    """The steady second at which all began, and the left side."""
    # What arrives late says nothing: the earliest chunk, by its place, tells when all began.
    began, before = float("inf"), 0
    for at, data in chunks:
        began = min(began, at - before / BYTES / RATE)
        before += len(data)
    whole = b"".join(data for _, data in chunks)
    return began, np.frombuffer(whole[: len(whole) // BYTES * BYTES], np.float32)[::2]


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """Start one, with nothing but a sink that nobody hears and its monitor."""
    if not (shutil.which("pulseaudio") and shutil.which("parec")):
        raise NotMeasured("install pulseaudio pulseaudio-utils")
    with tempfile.TemporaryDirectory(dir=folder) as place:
        made = Server(Path(place))
        with serving(made):
            yield made


@contextmanager
def serving(made: Server) -> Iterator[None]:
    """Have the server of a folder run while the block lasts; it may be run again after it."""
    place = made.folder
    around = {**os.environ, **made.surroundings, "HOME": f"{place}", "XDG_CONFIG_HOME": f"{place}"}
    protocol = f"module-native-protocol-unix socket={place}/socket auth-anonymous=1"
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-L", SINK]
    for left in (place / "socket", place / "pulse" / "pid"):
        left.unlink(missing_ok=True)
    program = _run([*command, "-L", protocol], around)
    try:
        _await(place / "socket")
        yield
    finally:
        _end(program)


@contextmanager
def listening(sound: Server, sides: int = 2) -> Iterator[None]:
    """Keep what is heard while the block lasts, with the steady second of each arrival."""
    around = {**os.environ, **sound.surroundings, "HOME": str(sound.folder)}
    wish = ["parec", "-d", "n.monitor", "--format=float32le", f"--rate={RATE}"]
    wish.append(f"--channels={sides}")
    program = _run([*wish, "--latency-msec=10", "--raw"], around)
    ear = threading.Thread(target=_hear, args=(program, sound.chunks))
    ear.start()
    try:
        yield
    finally:
        _end(program)
        ear.join(PATIENCE)


def _hear(program: subprocess.Popen[bytes], chunks: list[tuple[float, bytes]]) -> None:
    assert program.stdout is not None
    with program.stdout:
        while data := os.read(program.stdout.fileno(), 65536):
            chunks.append((time.monotonic(), data))


def _run(command: list[str], around: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=around, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _end(program: subprocess.Popen[bytes]) -> None:
    program.kill()
    program.wait(PATIENCE)


def _await(file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not file.exists():
        if time.monotonic() > end:
            raise NotMeasured("the sound server did not start")
        time.sleep(0.02)
