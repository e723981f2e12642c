"""pyttsx3 made trustworthy: one engine, one prompt at a time, every file looked at.

pyttsx3 2.99 with espeak needs three things to write what was asked: an empty run first, espeak
at rest after a change of voice or pace, and a look at the file (it reports no failure itself).
"""

import ctypes
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from windown.adapters.voice_list import Installed, resolved
from windown.adapters.voice_piper import PiperVoices, installed
from windown.core.problems import Trouble
from windown.core.voices import DEFAULT_VOICE

_LONGEST_PATH = 140  # espeak-ng keeps its data folder in 160 characters and cuts what is longer
_LEAST_BYTES = 100
_LEAST_S_PER_LETTER = 0.025
_RAW_BYTES_PER_S = 44_100  # 22.05 kHz, 16 bit, mono: the least any of the engines writes


class Unspoken(Exception):
    """A prompt the engine could not write; the text says which way it failed."""


@dataclass
class Engine:
    """A started engine. `name` and `version` say what a prompt sounds like, for the cache."""

    name: str
    version: str
    voices: tuple[Installed, ...]
    variants: frozenset[str]
    _pyttsx: Any
    _settle: Callable[[], object]
    _errors: list[str] = field(default_factory=list)
    _set: dict[str, object] = field(default_factory=dict)
    piper: PiperVoices = field(default_factory=PiperVoices)

    def speak(self, text: str, voice: str, rate: int, pitch: int, path: Path) -> None:
        """Write one prompt to `path`, in the engine's own format. Raises Unspoken.

        A file that is missing or too short for its text is asked for once more.
        """
        for _ in range(2):
            self._change(voice=voice, rate=rate, **({"pitch": pitch} if self.bends_pitch else {}))
            path.unlink(missing_ok=True)
            self._pyttsx.save_to_file(text, str(path))
            self._pyttsx.runAndWait()
            if _whole(path, text):
                return
            self._set.clear()
        raise Unspoken(self._errors[-1] if self._errors else "no whole file")

    @property
    def bends_pitch(self) -> bool:
        """Only espeak has a pitch; the others print a complaint for each call."""
        return self.name == "espeak"

    def voice_for(self, asked: str, language: str) -> tuple[str, bool] | None:
        """The id to speak with and whether it stands in for the one asked; None: no voice."""
        nobodys_choice = self.name != "espeak" and asked in DEFAULT_VOICE.values()
        return resolved("" if nobodys_choice else asked, language, self.voices, self.variants)

    def _change(self, **wanted: object) -> None:
        changed = {name: value for name, value in wanted.items() if self._set.get(name) != value}
        self._errors.clear()
        for name, value in changed.items():
            self._pyttsx.setProperty(name, value)
        if changed:
            self._settle()
        if self._errors:
            self._set.clear()
            raise Unspoken(self._errors[-1])
        self._set.update(changed)


def started() -> Engine:
    """Start the engine of this system: espeak, or on Windows and macOS what they bring along.

    Raises Trouble: "voice.missing" without an engine, "voice.data" without espeak's data.
    """
    espeak = sys.platform not in ("win32", "darwin")
    if espeak:
        _find_espeak()
    try:
        import pyttsx3

        pyttsx = pyttsx3.init("espeak" if espeak else None)
    except (ImportError, OSError, RuntimeError, AttributeError) as problem:
        raise Trouble("voice.missing") from problem
    return _espeak(pyttsx) if espeak else _native(pyttsx)


def _espeak(pyttsx: Any) -> Engine:
    from pyttsx3.drivers import _espeak as library

    home = ctypes.c_char_p()
    version = library.Info(ctypes.byref(home)).decode()
    variants = Path(os.fsdecode(home.value or b"")) / "voices" / "!v"
    return _primed(pyttsx, "espeak", version, _names(variants), library.Synchronize)


def _native(pyttsx: Any) -> Engine:
    import platform

    name = "sapi5" if sys.platform == "win32" else "nsss"
    return _primed(pyttsx, name, platform.version(), frozenset(), lambda: None)


def _primed(
    pyttsx: Any, name: str, version: str, variants: frozenset[str], settle: Callable[[], object]
) -> Engine:
    voices = tuple(_installed(voice) for voice in pyttsx.getProperty("voices"))
    if not voices:
        raise Trouble("voice.missing")
    errors: list[str] = []
    pyttsx.connect("error", lambda name=None, exception=None: errors.append(repr(exception)))
    pyttsx.runAndWait()
    version = f"{_pyttsx_version()}/{version}/{_fingerprint(voices, variants)}"
    version += f"/piper {installed()}" if installed() else ""
    return Engine(name, version, voices, variants, pyttsx, settle, errors)


def _installed(voice: Any) -> Installed:
    languages = voice.languages or [""]
    first = (
        languages[0].decode(errors="ignore") if isinstance(languages[0], bytes) else languages[0]
    )
    return Installed(str(voice.id), str(voice.name), str(first or "").replace("_", "-"))


def _fingerprint(voices: tuple[Installed, ...], variants: frozenset[str]) -> str:
    """Changes with the voices installed, since they decide who stands in for a missing one."""
    names = [voice.id for voice in voices] + sorted(variants)
    return sha256("\n".join(names).encode()).hexdigest()[:8]


def _pyttsx_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("pyttsx3")
    except PackageNotFoundError:  # a frozen program may carry the code without its metadata
        return "2.99"


def _find_espeak() -> None:
    """Make pyttsx3 find our espeak-ng, or leave it to the system's where ours is not installed.

    espeak-ng ends the whole process where its data are missing, so they are looked for first.
    """
    try:
        import espeakng_loader

        library = espeakng_loader.get_library_path()
        bundled = Path(library).parent / "espeak-ng-data"
    except (ImportError, OSError):
        return
    named = os.environ.get("ESPEAK_DATA_PATH")
    data = Path(named) if named else bundled
    if not any((place / "phontab").is_file() for place in (data, data / "espeak-ng-data")):
        raise Trouble("voice.data")
    _point_to(data)
    try:
        # For us alone: the optional neural voice brings an espeak-ng of its own.
        ctypes.CDLL(library)
    except OSError:
        del os.environ["ESPEAK_DATA_PATH"]


def _point_to(data: Path) -> None:
    data = data.absolute()
    if len(os.fsencode(data)) > _LONGEST_PATH:
        os.chdir(data)
        data = Path()
    os.environ["ESPEAK_DATA_PATH"] = str(data)


def _names(folder: Path) -> frozenset[str]:
    try:
        return frozenset(file.name for file in folder.iterdir())
    except OSError:
        return frozenset()


def _whole(path: Path, text: str) -> bool:
    letters = sum(character.isalnum() for character in text)
    least = max(_LEAST_BYTES, letters * _LEAST_S_PER_LETTER * _RAW_BYTES_PER_S)
    try:
        return path.stat().st_size > least
    except OSError:
        return False
