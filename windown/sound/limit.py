"""The ceiling that nothing passes: what comes near it is bent below it, sample by sample."""

import numpy as np

from windown.sound.samples import Sound

#: From this part of the ceiling on it bends.
KNEE = 0.7


def limited(sound: Sound, ceiling: Sound | float) -> Sound:
    """A sound (n, 2) that never passes a ceiling (one number, or one for each sample).

    Untouched below 0.7 of it. No sample depends on another, so nothing pumps.
    """
    ceilings = np.asarray(ceiling, np.float32)
    top = np.maximum(ceilings[:, None] if ceilings.ndim else ceilings, np.float32(1e-6))
    knee = np.float32(KNEE) * top
    if max(sound.max(initial=0.0), -sound.min(initial=0.0)) <= knee.min(initial=np.inf):
        return sound
    size = np.abs(sound)
    bent = knee + (top - knee) * np.tanh((size - knee) / (top - knee))
    return np.where(size > knee, np.copysign(bent, sound), sound)
