"""Too much, as it is heard: what was said or sounded is gone within a second."""

import numpy as np
import pytest

from windown.core.grounding import grounded
from windown.core.timeline import Prompt, Span, Timeline, Tone
from windown.sound.changes import departs
from windown.sound.samples import RATE
from windown.sound.score import compose, recompose
from windown.sound.transport import Transport

PERIOD = 14_400
#: A device that holds two periods ahead, at which a person presses T.
AHEAD = 2 * PERIOD
#: A word that lasts, and a tone that lasts.
LONG = np.full(20 * RATE, 9000, np.int16)
WHOLE = Timeline(
    "box_4", "en", 60.0, (Span(0.0, 60.0, "hold_in", 1),),
    (Prompt(1.0, 30.0, "count"), Prompt(35.0, 5.0, "count")),
    tuple(Tone(float(at), 8.0, "in") for at in range(0, 60, 8)),
)  # fmt: skip


@pytest.mark.parametrize("pressed", [3.0, 7.9, 8.0, 21.3, 36.0])
def test_within_a_second_nothing_of_before_is_heard(pressed, words):
    score = compose(WHOLE, {"count": LONG})
    transport = Transport()
    transport.start(0.16)
    transport.play(score, 0.0)
    taken = -(-round(pressed * RATE) // PERIOD) * PERIOD + AHEAD
    before = transport.pull(taken, 0.0)
    assert np.abs(before[-AHEAD:]).max() > 0.01

    gentle = grounded(WHOLE, pressed, words)
    second = departs(WHOLE, gentle)
    assert transport.change(recompose(score, gentle, {}, None, second), second, again=True)
    after = transport.pull(4 * RATE, 0.0)

    # In the ear: what the device had taken since the press, then what came after the change.
    left = round((pressed + 1.0) * RATE) - taken
    assert np.abs(after[max(0, left) :]).max() == 0.0
