"""A Piper voice of the person's own: spoken from its file on this computer, with an extra part.

The part is `piper-tts` (GPL-3.0-or-later, with onnxruntime), installed by `windown[neural]`. A
voice is a file ending in .onnx with a file ending in .onnx.json beside it.
"""

import json
import wave
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from windown.core.voices import DEFAULT_RATE, PIPER

#: Times as long as a Piper voice speaks by itself, at our usual rate: its bedtime pace.
SLOWER = 1.35
#: Beyond these no voice sounds like one.
QUICKEST, SLOWEST = 0.7, 2.5

#: Why another voice spoke, as ids of sentences: the part is missing; the file cannot be used.
NOT_INSTALLED, NOT_USABLE = "voice.neural", "voice.piper"


@dataclass
class PiperVoices:
    """Speaks with the voice asked for last, which stays loaded."""

    _file: Path | None = None
    _voice: Any = None

    def speak(self, text: str, asked: str, language: str, rate: int, path: Path) -> str:
        """Write one prompt; "" if that was possible, else the id of the sentence that says why."""
        file = Path(asked.removeprefix(PIPER))
        try:
            from piper import PiperVoice, SynthesisConfig
        except ImportError:
            return NOT_INSTALLED
        if language_of(file) != language.partition("-")[0]:
            return NOT_USABLE
        try:
            if file != self._file:
                self._voice, self._file = PiperVoice.load(str(file)), file
            config = SynthesisConfig(length_scale=length_scale(rate, language))
            with wave.open(str(path), "wb") as out:
                # A text of which nothing can be said leaves the file without any format.
                out.setparams((1, 2, 22_050, 0, "NONE", ""))
                self._voice.synthesize_wav(text, out, syn_config=config)
        except Exception:  # a file of somebody else's, read by libraries of somebody else's
            self._file = None
            return NOT_USABLE
        return ""


def length_scale(rate: int, language: str) -> float:
    """How long its sounds last, at one of our rates."""
    usual = DEFAULT_RATE.get(language, 92)
    return min(SLOWEST, max(QUICKEST, SLOWER * usual / max(1, rate)))


def language_of(file: Path) -> str:
    """The language a voice file speaks, such as "en", or "" where that cannot be read."""
    try:
        told = json.loads(file.with_name(f"{file.name}.json").read_text(encoding="utf-8"))
        named = told.get("language", {}).get("code") or told["espeak"]["voice"]
        return str(named).replace("_", "-").partition("-")[0].casefold()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def installed() -> str:
    """The version of the extra part, or "" where it is not installed."""
    try:
        return version("piper-tts")
    except PackageNotFoundError:
        return ""
