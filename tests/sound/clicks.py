"""How much like a click anything in a sound is, and where."""

import numpy as np

from windown.sound.samples import RATE

#: Samples of one frame (5 ms), frames around one that it is held against (0.1 s).
FRAME, AROUND = RATE // 200, 10

#: Sharper than this many times its surroundings, something is heard as a click. Noise by itself
#: comes to 2, single drops of rain to 6; a step of 1 % of full scale in a low drone to hundreds.
CLICK = 8.0

#: A bend smaller than this is heard by nobody (full scale 1): -90 dBFS.
NOTHING = 10 ** (-90 / 20)


def sharpest(sound, onsets=(), near=0.05):
    """The sharpest bend of a sound, in times of what is around it, and its second.

    The bend is the second difference of neighbouring samples, the most in a frame, against the
    median of the frames around. What lies within `near` seconds after an onset does not count.
    """
    worst = (0.0, 0.0)
    for side in np.asarray(sound, np.float64).reshape(len(sound), -1).T:
        found = _of_one(side, onsets, near)
        worst = max(worst, found)
    return worst


def largest_jump(sound, onsets=(), near=0.05):
    """The largest difference between neighbouring samples outside onsets (full scale 1)."""
    steps = np.abs(np.diff(np.asarray(sound, np.float64).reshape(len(sound), -1), axis=0))
    for onset in onsets:
        steps[round(onset * RATE) - 1 : round((onset + near) * RATE)] = 0.0
    return float(steps.max())


def _of_one(side, onsets, near):
    bend = np.abs(np.diff(side, 2))
    frames = bend[: len(bend) // FRAME * FRAME].reshape(-1, FRAME).max(axis=1)
    padded = np.pad(frames, AROUND, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 1)
    usual = np.maximum(np.median(windows, axis=1), NOTHING)
    sharp = frames / usual
    for onset in onsets:
        first = max(0, int(onset * RATE / FRAME) - 1)
        sharp[first : int((onset + near) * RATE / FRAME) + 1] = 0.0
    at = int(np.argmax(sharp))
    return float(sharp[at]), at * FRAME / RATE
