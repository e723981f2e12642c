"""The process that speaks prompts into files: JSON lines in, JSON lines out.

It says {"ready": true, "engine", "version"} or {"ready": false, "trouble"} first. Then it answers
{"do": "render", "id", "text", "voice", "rate", "pitch", "language", "path"} with
{"id", "ok": true, "seconds", "note"} or {"id", "ok": false, "error"}, and {"do": "voices", "id"}
with {"id", "ok": true, "voices"}. Idle for a minute it says {"bye": true} and leaves.
"""

import contextlib
import json
import os
import signal
import unicodedata
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import sleep
from typing import IO, TYPE_CHECKING, Any, NoReturn

from windown.core.problems import Trouble
from windown.core.voices import DEFAULT_VOICE, PIPER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from windown.adapters.voice_engine import Engine

LONGEST_TEXT = 600  # espeak falls over from about 15 000 characters on; prompts are short
_IDLE_S = 60.0
_ORPHAN_S = 10.0  # how long a prompt may go on after the window is gone
_LEAST_FREE = 20_000_000

Message = dict[str, Any]


def main(idle_s: float = _IDLE_S) -> NoReturn:
    """Serve until the input ends or nothing was asked for `idle_s` seconds."""
    say = _speaker_of_lines()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o077)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads cost memory, not used
    lines = _lines()
    try:
        engine = _started()
    except Trouble as trouble:
        say({"ready": False, "trouble": trouble.key})
        os._exit(1)
    say({"ready": True, "engine": engine.name, "version": engine.version})
    with contextlib.suppress(BrokenPipeError):
        _serve(engine, lines, say, idle_s)
    os._exit(0)  # an orderly end crashes in espeak's late callback


def speakable(text: str) -> str:
    """The text without what no voice can say: control and format characters, pictures."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "So", "Co") else c for c in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) != "Cf").split())


def _serve(
    engine: "Engine", lines: "SimpleQueue[bytes]", say: Callable[[Message], None], idle_s: float
) -> None:
    while True:
        try:
            line = lines.get(timeout=idle_s)
        except Empty:
            say({"bye": True})
            return
        if not line:
            return
        say(_answer(engine, line))


def _started() -> "Engine":
    # Everything slow is loaded before "ready", so that the first prompt needs no more patience.
    from windown.adapters import voice_engine
    from windown.sound import voice_chain  # noqa: F401

    return voice_engine.started()


def _answer(engine: "Engine", line: bytes) -> Message:
    try:
        request = json.loads(line)
        number = request["id"]
    except (ValueError, TypeError, KeyError):
        return {"id": None, "ok": False, "error": "request"}
    try:
        return {"id": number, "ok": True} | _done(engine, request)
    except _Refused as refused:
        return {"id": number, "ok": False, "error": str(refused)}
    except Exception as problem:
        return {"id": number, "ok": False, "error": "engine", "detail": repr(problem)[:300]}


class _Refused(Exception):
    """A request that cannot be met; the text is the word the client knows it by."""


def _done(engine: "Engine", request: Message) -> Message:
    if request["do"] == "voices":
        return {"voices": _voices(engine)}
    if request["do"] != "render":
        raise _Refused("request")
    return _rendered(engine, request)


def _voices(engine: "Engine") -> list[Message]:
    from windown.adapters.voice_list import offered

    choices = offered(engine.voices, engine.variants)
    return [{"id": c.id, "name": c.name, "language": c.language} for c in choices]


def _rendered(engine: "Engine", request: Message) -> Message:
    text, path = _text(request["text"]), Path(request["path"])
    raw, part = (path.with_name(f"{path.stem}.{os.getpid()}.{kind}") for kind in ("raw", "part"))
    try:
        _check_room(raw)
        voice, note = _spoken(engine, request, text, raw)
        seconds = _cleaned(raw, part)
        part.replace(path)
    finally:
        for left in (raw, part):
            left.unlink(missing_ok=True)
    return {"seconds": seconds, "note": note, "voice": voice}


def _spoken(engine: "Engine", request: Message, text: str, raw: Path) -> tuple[str, str]:
    """Speak into a file; the voice that spoke, and why it was not the one asked for, or ""."""
    asked, language, note = request["voice"], request["language"], ""
    rate, pitch = _within(request["rate"], 60, 300), _within(request["pitch"], 0, 99)
    if asked.startswith(PIPER):
        note = engine.piper.speak(text, asked, language, rate, raw)
        if not note:
            return asked, ""
        asked = DEFAULT_VOICE.get(language, "")
    voice = engine.voice_for(asked, language)
    if voice is None:
        raise _Refused("language")
    engine.speak(text, voice[0], rate, pitch, raw)
    return voice[0], note or ("voice.replaced" if voice[1] else "")


def _text(text: str) -> str:
    spoken = speakable(text)
    if not any(character.isalnum() for character in spoken):
        raise _Refused("empty")
    if len(spoken) > LONGEST_TEXT:
        raise _Refused("long")
    return spoken


def _within(value: float, low: int, high: int) -> int:
    """espeak silently drops a pace that is no whole number."""
    return min(max(round(value), low), high)


def _check_room(raw: Path) -> None:
    """pyttsx3 never comes back from a file it cannot write, so it is tried here first."""
    import shutil

    try:
        raw.open("wb").close()
        free = shutil.disk_usage(raw.parent).free
    except OSError as problem:
        raise _Refused("folder") from problem
    if free < _LEAST_FREE:
        raise _Refused("disk")


def _cleaned(raw: Path, part: Path) -> float:
    """What the engine wrote, through the chain, as a 48 kHz mono 16-bit WAV; its seconds."""
    import wave

    from windown.sound.loudness import RATE
    from windown.sound.voice_chain import as_int16, cleaned

    try:
        sound = as_int16(cleaned(*_samples(raw)))
    except ValueError as problem:
        raise _Refused("silent") from problem
    with wave.open(str(part), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(sound.astype("<i2").tobytes())
    return len(sound) / RATE


def _samples(raw: Path) -> "tuple[NDArray[np.float64], int]":
    """Samples (n,) at full scale 1 and their rate; macOS writes AIFF whatever the name."""
    import wave

    import numpy as np

    try:
        with wave.open(str(raw), "rb") as file:
            if file.getsampwidth() == 2 and file.getnchannels() == 1:
                frames = file.readframes(file.getnframes())
                return np.frombuffer(frames, "<i2") / 32768.0, file.getframerate()
    except (wave.Error, EOFError):
        pass
    import soundfile

    samples, rate = soundfile.read(raw, dtype="float64", always_2d=True)
    return samples.mean(axis=1), rate


def _speaker_of_lines() -> Callable[[Message], None]:
    """The way out, kept apart from fd 1, where pyttsx3 and the C libraries print what they like."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return lambda message: _write(out, message)


def _write(out: "IO[bytes]", message: Message) -> None:
    out.write(json.dumps(message).encode() + b"\n")


def _lines() -> "SimpleQueue[bytes]":
    """Lines as they come, b"" at the end. A thread, since a pipe has no timeout on Windows."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(lines,), daemon=True).start()
    return lines


def _listen(lines: "SimpleQueue[bytes]") -> None:
    with open(0, "rb", closefd=False) as questions:  # a windowed program may have no sys.stdin
        for line in questions:
            lines.put(line)
    lines.put(b"")
    sleep(_ORPHAN_S)
    os._exit(1)
