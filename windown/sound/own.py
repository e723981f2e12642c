"""A person's own sound files as backgrounds: decoded, measured, closed to a loop, and kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

import numpy as np

from windown.core.problems import Trouble
from windown.sound.ambience import Layer
from windown.sound.loudness import SILENCE, loudness_of_parts
from windown.sound.noise import LOOP_LOUDNESS
from windown.sound.samples import RATE, Sound, Stored, swell

if TYPE_CHECKING:
    from soundfile import SoundFile

#: Raised when a kept file would sound otherwise, so that it is made anew.
EDITION = 1

#: Of a longer file only so much is used (seconds), and kept files take so much together (bytes).
LONGEST, LIMIT = 20 * 60, 700_000_000

#: The end of a loop passes into its beginning over so long, at most a quarter of it (seconds).
CROSS = 4.0

#: Shorter than this no background comes of it (seconds).
LEAST = 1.0

#: A very quiet file is made louder by at most this (dB).
MOST_GAIN = 40.0

#: This much of the disk stays free (bytes).
_SPARE = 200_000_000

#: Loudness is measured in pieces of so many seconds, of a long file at so many places.
_PIECE, _PIECES = 5, 40

_Found = tuple[Layer | None, tuple[Trouble, ...]]


def own_layer(path: Path, folder: Path) -> _Found:
    """The layer of a file, levelled like our own sounds, and what is to be told of it.

    Kept in the folder by path, size and time of change. Never raises: a file that is missing,
    empty, broken or no sound is told and left out; of a very long one the beginning is used.
    """
    name = path.name
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):
            return None, (Trouble("own_sound.broken", file=name),)
        place = _place(path, state, folder)
        kept = _kept(place) or _made(path, place)
        _prune(folder, place)
    except FileNotFoundError:
        return None, (Trouble("own_sound.missing", file=name),)
    except OSError:
        return None, (Trouble("own_sound.disk", file=name),)
    except ValueError:
        return None, (Trouble("own_sound.broken", file=name),)
    loop, gain, whole = kept
    told = () if whole else (Trouble("own_sound.long", file=name, minutes=LONGEST // 60),)
    return Layer(loop, gain), told


def _place(path: Path, state: os.stat_result, folder: Path) -> str:
    """The beginning of the kept file's name."""
    parts = (str(path.absolute()), state.st_size, state.st_mtime_ns, EDITION, LONGEST)
    return str(folder / f"own-{sha256(repr(parts).encode()).hexdigest()[:32]}")


def _kept(place: str) -> tuple[Stored, float, bool] | None:
    """What was kept: its name ends in samples, loudness in tenths, and whether it is whole."""
    folder, begin = os.path.split(place)
    for path in Path(folder).glob(f"{begin}_*.pcm"):
        samples, tenths, whole = path.stem.removeprefix(begin + "_").split("_")
        if path.stat().st_size == int(samples) * 4:
            with suppress(OSError):
                os.utime(path)
            return _mapped(path), _gain(int(tenths) / 10), whole == "1"
        path.unlink(missing_ok=True)
    return None


def _made(path: Path, place: str) -> tuple[Stored, float, bool]:
    """Decode and keep. Raises ValueError for what is no sound, OSError where there is no room."""
    draft = Path(f"{place}.{os.getpid()}.part")
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        count, whole = _decode(path, draft)
        loudness = _loudness(_mapped(draft))
        if count < LEAST * RATE or loudness == SILENCE:
            raise ValueError("nothing to hear")
        samples = _close(draft)
        final = Path(f"{place}_{samples}_{round(loudness * 10)}_{int(whole)}.pcm")
        draft.replace(final)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return _mapped(final), _gain(round(loudness * 10) / 10), whole


def _decode(path: Path, draft: Path) -> tuple[int, bool]:
    """Write a sound as 48 kHz stereo; how many samples, and whether that is all of it."""
    count, most = 0, LONGEST * RATE
    with draft.open("wb") as file:
        for piece in _pieces(path, draft):
            if shutil.disk_usage(draft.parent).free < _SPARE:
                raise OSError("no room")
            file.write(piece[: most - count].tobytes())
            count += len(piece)
            if count > most:
                return most, False
    return count, True


def _pieces(path: Path, draft: Path) -> Iterator[Stored]:
    """The samples (n, 2) of a file of any kind that can be read. Raises ValueError."""
    import soundfile

    try:
        with soundfile.SoundFile(str(path)) as read:
            if read.samplerate == RATE:
                yield from _blocks(read)
                return
            plain = draft.with_suffix(".wav")
            try:
                _copy(read, plain)
                yield from _resampled(plain)
            finally:
                plain.unlink(missing_ok=True)
    except (soundfile.LibsndfileError, RuntimeError, TypeError) as failure:
        raise ValueError("no sound") from failure


def _blocks(read: "SoundFile") -> Iterator[Stored]:
    """A second after the other, on two sides."""
    while len(block := read.read(read.samplerate, "int16", always_2d=True)):
        yield np.ascontiguousarray(block[:, [0, min(1, block.shape[1] - 1)]])


def _copy(read: "SoundFile", plain: Path) -> None:
    """The sound as it is, in a kind of file that the other library reads."""
    import soundfile

    with soundfile.SoundFile(str(plain), "w", read.samplerate, 2, "PCM_16", format="WAV") as out:
        for block in islice(_blocks(read), LONGEST + 1):
            out.write(block)


def _resampled(plain: Path) -> Iterator[Stored]:
    import miniaudio

    try:
        stream = miniaudio.stream_file(
            str(plain), miniaudio.SampleFormat.SIGNED16, 2, RATE, frames_to_read=RATE
        )
    except miniaudio.DecodeError as failure:
        raise ValueError("no sound") from failure
    for piece in stream:
        yield np.frombuffer(piece, np.int16).reshape(-1, 2)


def _mapped(path: Path) -> Stored:
    if path.stat().st_size < 4:
        return np.zeros((0, 2), np.int16)
    return np.memmap(path, np.int16, "r").reshape(-1, 2)


def _loudness(samples: Stored) -> float:
    piece = _PIECE * RATE
    step = max(piece, len(samples) // _PIECES)
    return loudness_of_parts(
        samples[at : at + piece].astype(np.float32) / 32768 for at in range(0, len(samples), step)
    )


def _gain(loudness: float) -> float:
    return float(10 ** (min(MOST_GAIN, LOOP_LOUDNESS - loudness) / 20))


def _close(draft: Path) -> int:
    """Let the end of a file pass into its beginning; how many samples the loop has then."""
    samples = np.memmap(draft, np.int16, "r+").reshape(-1, 2)
    cross = min(round(CROSS * RATE), len(samples) // 4)
    left = len(samples) - cross
    comes = np.sqrt(swell(cross))[:, None]
    goes: Sound = np.sqrt(1 - comes**2)
    samples[:cross] = np.clip(
        np.rint(samples[:cross] * comes + samples[left:] * goes), -32768, 32767
    ).astype(np.int16)
    samples.flush()  # type: ignore[attr-defined]
    del samples
    os.truncate(draft, left * 4)
    return left


def _prune(folder: Path, place: str) -> None:
    """Drop the longest unused files beyond the limit, never the one just asked for."""
    used = sorted(folder.glob("own-*.pcm"), key=lambda path: -path.stat().st_mtime)
    size = 0
    for path in used:
        size += path.stat().st_size
        if size > LIMIT and not str(path).startswith(place):
            with suppress(OSError):
                path.unlink()
