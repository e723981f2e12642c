"""Row "begin": from Begin to the first sound, with no prompt in the cache."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from tests.bench.process import probe, running, surroundings
from tests.bench.screen import screen
from tests.bench.server import RATE, listening, server
from tests.bench.table import Figure, NotMeasured

TIMES = 7
#: One begins at once, with a tone under its first word; one a second later, with a word alone.
PRACTICES = ("extended_4_6", "pmr_16")
#: All tones stay below this (Hz); how much must lie above it for a word (by ear and by figures:
#: tones come to less than 0.1, words to more than 1).
VOICE_FROM, VOICE = 600, 0.5


def begin(folder: Path) -> Iterator[Figure]:
    """The player's process runs; the voice's does not, and its first word must be made first."""
    for practice in PRACTICES:
        first(folder, folder / practice, practice)  # compiles modules
        runs = [first(folder, folder / f"{practice}{n}", practice) for n in range(TIMES)]
        waits = [1000 * wait for wait, _ in runs]
        note = (
            f"{practice}, voice not started, cache empty; median of {TIMES}, {min(waits):.0f} to"
            f" {max(waits):.0f}; first word heard in {sum(word for _, word in runs)} of them"
        )
        yield Figure("begin to first sound", median(waits), "ms", most=400, note=note)


def first(folder: Path, data: Path, practice: str) -> tuple[float, bool]:
    """Seconds from Begin to the first sample that is heard, less the silence that is meant.

    And whether that was a word.
    """
    with (
        screen() as shown,
        server(folder) as sound,
        listening(sound),
        running(
            probe(data, "begin", practice),
            surroundings(folder, shown.name, **sound.surroundings),
            stdout=subprocess.PIPE,
        ) as program,
    ):
        assert program.stdout is not None
        line = program.stdout.readline()
        if not line:
            raise NotMeasured("the window did not open")
        at, samples = sound.first_sound(0.5)
        return at - json.loads(line)[1], has_voice(samples[: RATE // 2])


def has_voice(samples: NDArray[np.float32]) -> bool:
    """Whether there is more than tones in half a second of sound."""
    strength = np.abs(np.fft.rfft(samples))
    return bool(np.sqrt(np.mean(strength[VOICE_FROM // 2 : 4000] ** 2)) > VOICE)
