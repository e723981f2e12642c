"""Prompts as sound files: 48 kHz, one column, 16 bits."""

import wave
from pathlib import Path

import numpy as np

from windown.sound.samples import RATE, Stored


def read_clip(path: Path) -> Stored | None:
    """The samples of a prompt's file as (n,), or None if it is missing, damaged or of another kind.

    A prompt that cannot be read is one that is not spoken; nothing stops for it.
    """
    try:
        with wave.open(str(path), "rb") as file:
            kind = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error):
        return None
    if kind != (1, 2, RATE):
        return None
    return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)
