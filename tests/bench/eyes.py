"""Row "chain": a whole session with eyes closed on a sound server, recorded and compared.

What was played is composed anew, and each cue's surroundings are looked for in the recording.
Three times: left alone, in a program that has no rest, and with the sound server started again.
"""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec
import numpy as np
from numpy.typing import NDArray

from tests.bench.process import children, probe, running, spent, surroundings
from tests.bench.screen import screen
from tests.bench.server import RATE, Server, listening, server, serving
from tests.bench.sounds import rendered
from tests.bench.table import Figure, NotMeasured
from windown.app import build
from windown.core.timeline import Timeline
from windown.service.ports import Levels
from windown.sound.clips import read_clip
from windown.sound.mixing import ready
from windown.sound.score import Score, compose, gains, mix

#: Minutes of the session; from fifteen on it is a chain of breathing, release and shuffle.
MINUTES = 5.0
#: Left alone, in a program that has no rest, with the sound server started again in the middle.
WAYS: tuple[str, ...] = ("alone", "busy", "restart")
CHAIN = """id = "bench_chain"
group = "mind"
[minutes]
default = {minutes}
min = 1
max = 120
[[link]]
practice = "extended_4_6"
minutes = 5
[[link]]
practice = "pmr_release"
minutes = {release}
[[link]]
practice = "cognitive_shuffle"
minutes = {shuffle}
"""
MIX = "rain:0.5+brown:0.4"

#: Of a cue so much before and after it is compared; it is looked for so far around (seconds).
BEFORE, AFTER, AROUND = 0.1, 0.6, 0.4
#: The first cue of a recording is looked for so far around where it was begun (seconds).
SURELY = 2.5
#: From this likeness on (1 is the same) a cue counts as heard.
HEARD = 0.8
#: So long the server is away (seconds).
AWAY = 4.0
#: Silence of at least so many samples where something belongs is a gap.
GAP = 48

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Piece:
    """A recording without a break: the steady seconds of its first sample, early and late."""

    began: float
    began_late: float
    samples: Samples


@dataclass(frozen=True)
class Played:
    """A session that was played: its timeline, when it was begun, what was heard, and its cost."""

    timeline: Timeline
    begun: float
    pieces: tuple[Piece, ...]
    window: float
    player: float


def chain(folder: Path) -> Iterator[Figure]:
    """Cue times, gaps, drift and cost, in the three ways."""
    data = folder / "data"
    practice = _prepared(data)
    # What is compiled and spoken for the first time comes late, and is measured by "begin".
    rendered(folder, "extended_4_6", "first.wav", minutes=1)
    _prepared(data)
    for way in WAYS:
        played = _played(folder, data, practice, way)
        score, levels = _composed(data, played.timeline)
        yield from _figures(way, played, score, levels)


def _prepared(data: Path) -> str:
    """Settings, and the chain as a file of the person's own; its id."""
    (data / "practices").mkdir(parents=True, exist_ok=True)
    (data / "settings.json").write_text(json.dumps({"language": "en", "background": MIX}))
    if MINUTES < 15:
        return "extended_4_6"
    release = min(9.0, MINUTES / 3)
    text = CHAIN.format(minutes=MINUTES, release=release, shuffle=MINUTES - 5 - release)
    (data / "practices" / "bench_chain.toml").write_text(text)
    return "bench_chain"


def _played(folder: Path, data: Path, practice: str, way: str) -> Played:
    """Play it in the real window, with a black screen, and record."""
    what = "busy" if way == "busy" else "eyes"
    with (
        screen() as shown,
        server(folder) as sound,
        ExitStack() as ears,
        running(
            [*probe(data, what, practice), f"{MINUTES:g}"],
            surroundings(folder, shown.name, **sound.surroundings),
            stdout=-1,
        ) as program,
    ):
        ears.enter_context(listening(sound, sides=1))
        assert program.stdout is not None
        said = program.stdout.readline()
        if not said:
            raise NotMeasured("the window did not open")
        timeline = msgspec.json.decode(said, type=Timeline)
        begun = json.loads(program.stdout.readline())[1]
        threading.Thread(target=program.stdout.read, daemon=True).start()
        cost = _Cost(program.pid)
        end = begun + timeline.length + 2.0
        pieces = [] if way != "restart" else [_restarted(sound, ears, begun + timeline.length / 2)]
        time.sleep(max(0.0, end - time.monotonic()))
        window, player = cost.shares()
        ears.close()
        pieces.append(_piece(sound))
    return Played(timeline, begun, tuple(pieces), window, player)


class _Cost:
    """Shares of a core of the window and of its player, from now on."""

    def __init__(self, pid: int) -> None:
        self._pids = (pid, children(pid)["player"])
        self._since, self._before = time.monotonic(), self._all()

    def shares(self) -> tuple[float, float]:
        seconds = time.monotonic() - self._since
        window, player = (
            100 * (now - before) / seconds
            for now, before in zip(self._all(), self._before, strict=True)
        )
        return window, player

    def _all(self) -> list[float]:
        return [sum(thread.cpu for thread in spent(pid).values()) for pid in self._pids]


def _restarted(sound: Server, ears: ExitStack, when: float) -> Piece:
    """The first half; the server is ended then, and another one started in its place."""
    time.sleep(max(0.0, when - time.monotonic()))
    _killed(sound)
    ears.close()
    first = _piece(sound)
    sound.chunks.clear()
    time.sleep(AWAY)
    ears.enter_context(serving(sound))
    ears.enter_context(listening(sound, sides=1))
    return first


def _killed(sound: Server) -> None:
    """End the server of a folder, which keeps its number in a file."""
    os.kill(int((sound.folder / "pulse" / "pid").read_text()), signal.SIGKILL)


def _piece(sound: Server) -> Piece:
    """What was recorded. What arrives late says nothing: the earliest chunk by its place counts."""
    chunks, before, bases = list(sound.chunks), 0, []
    for at, data in chunks:
        bases.append(at - before / 4 / RATE)
        before += len(data)
    whole = b"".join(data for _, data in chunks)
    samples = np.frombuffer(whole[: len(whole) // 4 * 4], np.float32)
    part = max(1, len(bases) // 10)
    return Piece(min(bases[:part]), min(bases[-part:]), samples)


def _composed(data: Path, timeline: Timeline) -> tuple[Score, Levels]:
    """The same session once more, out of the same clips."""
    house = build(data)
    sounding = house.desk.sounding()
    assert sounding.style is not None
    voice = house.voice()
    texts = [prompt.voiced for prompt in timeline.prompts]
    files = voice.render_all(texts, sounding.style, 120.0)
    voice.close()
    cache = house.places.cache / "sound"
    house.close()
    clips = {text: clip for text, path in files.items() if (clip := read_clip(path)) is not None}
    return compose(timeline, clips, ready(MIX, cache).ambience), sounding.levels


@dataclass(frozen=True)
class Heard:
    """A piece laid on the timeline: the sample of second 0, and cues beside their place."""

    piece: Piece
    zero: int
    beside: Mapping[float, int]

    @property
    def began(self) -> float:
        """The steady second of the timeline's second 0, as this piece tells it."""
        return self.piece.began + self.zero / RATE


def _figures(way: str, played: Played, score: Score, levels: Levels) -> Iterator[Figure]:
    """What the table says of one way."""
    line = played.timeline
    cues = sorted({*(cue.at for cue in line.prompts), *(cue.at for cue in line.tones)})
    row = f"chain, {way}"
    heard: list[Heard] = []
    for piece in played.pieces:
        began = heard[0].began if heard else played.begun
        heard.append(_laid(piece, cues, score, levels, round((began - piece.began) * RATE)))
    due = [at for at in cues if any(_due(at, each) for each in heard)]
    off = {at: 1000 * abs(beside) / RATE for each in heard for at, beside in each.beside.items()}
    if not off:
        raise NotMeasured(f"no cue was heard ({way})")
    note = f"{line.length / 60:.0f} min, {len(off)} cues, median {median(off.values()):.3g} ms"
    yield Figure(f"{row}, worst cue", max(off.values()), "ms", most=20, note=note)
    missing = [at for at in due if at not in off]
    note = f"of {len(due)}; first at {missing[0]:.1f} s" if missing else f"of {len(due)}"
    yield Figure(f"{row}, cues unheard", len(missing), "", most=0, note=note)
    gaps, silent = _gaps(heard)
    yield Figure(f"{row}, gaps", gaps, "", most=0, note=f"{1000 * silent:.0f} ms of silence in all")
    drift = max(abs(piece.began_late - piece.began) for piece in played.pieces)
    yield Figure(f"{row}, drift", 1000 * drift, "ms", note="of the sound against steady time")
    if len(heard) > 1:
        yield _after(row, heard[0], heard[1])
    yield Figure(f"{row}, player", played.player, "% of core", most=2, note=f"with {MIX}")
    yield Figure(f"{row}, window", played.window, "% of core", note="screen black")


def _after(row: str, first: Heard, second: Heard) -> Figure:
    """How far the sound lies beside the session after the server came back."""
    silent = second.piece.began + _sounding(second) / RATE
    silent -= first.piece.began + len(first.piece.samples) / RATE
    note = f"silent for {silent:.1f} s, {AWAY:.0f} of them without a server"
    jump = 1000 * abs(second.began - first.began)
    return Figure(f"{row}, after it off by", jump, "ms", most=100, note=note)


def _sounding(heard: Heard) -> int:
    """The first sample of a piece that is not silence."""
    found = np.flatnonzero(heard.piece.samples)[:1]
    return int(found[0]) if found.size else len(heard.piece.samples)


def _due(at: float, heard: Heard) -> bool:
    """Whether all that is compared of a cue lies in a piece, beyond its fade where it joined."""
    begin = heard.zero + _first(at)
    joined = _sounding(heard) + 2 * RATE if heard.zero < 0 else 0
    return begin >= joined and begin + round((BEFORE + AFTER) * RATE) <= len(heard.piece.samples)


def _laid(piece: Piece, cues: list[float], score: Score, levels: Levels, guess: int) -> Heard:
    """Each cue of a piece: how many samples it lies beside the place of the most of them."""
    places: dict[float, int] = {}
    zero: int | None = None
    for at in cues:
        wanted = _expected(score, levels, at)
        near, room, like = (guess, SURELY, 0.95) if zero is None else (zero, AROUND, HEARD)
        lies = _lies(piece.samples, wanted, near + _first(at), room, like)
        if lies is not None:
            places[at] = lies - _first(at)
            zero = places[at] if zero is None else zero
    middle = round(median(places.values())) if places else guess
    return Heard(piece, middle, {at: place - middle for at, place in places.items()})


def _first(at: float) -> int:
    return round((at - BEFORE) * RATE)


def _expected(score: Score, levels: Levels, at: float) -> Samples:
    buses = score.render(_first(at), round((BEFORE + AFTER) * RATE))
    middle: Samples = mix(buses, gains(levels)).mean(axis=1)
    return middle


def _lies(heard: Samples, wanted: Samples, near: int, room: float, like: float) -> int | None:
    """Where samples lie in a recording, within `room` seconds of a place; None if nowhere."""
    begin = max(0, near - round(room * RATE))
    stretch = heard[begin : max(0, near + len(wanted) + round(room * RATE))].astype(np.float64)
    if len(stretch) < len(wanted) or not np.any(stretch):
        return None
    size = 1 << (len(stretch) + len(wanted)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(stretch, size) * np.conj(np.fft.rfft(wanted, size)), size)
    shifts = len(stretch) - len(wanted) + 1
    total = np.concatenate(([0.0], np.cumsum(stretch**2)))
    power = np.maximum(total[len(wanted) :] - total[:shifts], 1e-12)
    likeness = alike[:shifts] / np.sqrt(power * np.sum(wanted.astype(np.float64) ** 2) + 1e-18)
    best = int(np.argmax(likeness))
    return begin + best if likeness[best] >= like else None


def _gaps(heard: list[Heard]) -> tuple[int, float]:
    """Stretches of silence between the first and the last cue of each piece, in its bed."""
    count, samples = 0, 0
    for each in heard:
        if not each.beside:
            continue
        begin = each.zero + round((min(each.beside) + 4.0) * RATE)
        end = each.zero + round(max(each.beside) * RATE)
        silent = np.concatenate(([False], each.piece.samples[begin:end] == 0, [False]))
        edges = np.flatnonzero(np.diff(silent.astype(np.int8)))
        lengths = edges[1::2] - edges[::2]
        count += int(np.sum(lengths >= GAP))
        samples += int(np.sum(lengths[lengths >= GAP]))
    return count, samples / RATE
