"""What the window and the player's process say to each other: one JSON object a line."""

import msgspec

from windown.core.timeline import Timeline
from windown.service.ports import Levels


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Make ready to play; `cache` is the folder of background sounds."""

    timeline: Timeline
    levels: Levels
    cache: str


class Replace(msgspec.Struct, frozen=True, tag="replace"):
    """Go on with another timeline. `run` comes back with each line that is heard of it."""

    timeline: Timeline
    run: int


class Clips(msgspec.Struct, frozen=True, tag="clips"):
    """Files of prompts by `Prompt.voiced`."""

    files: dict[str, str]


class Play(msgspec.Struct, frozen=True, tag="play"):
    """Sound from a position; with `steady`, the position that belongs to that moment.

    `sent` is the steady second at which it was asked for.
    """

    position: float
    steady: float | None
    sent: float
    run: int


class Pause(msgspec.Struct, frozen=True, tag="pause"):
    """Fade out and keep still."""


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    """Fade out and forget the timeline."""


class SetLevels(msgspec.Struct, frozen=True, tag="levels"):
    """New volumes, or another background."""

    levels: Levels


class Quit(msgspec.Struct, frozen=True, tag="quit"):
    """Fade out and end the process; the end of the pipe means the same."""


Message = Load | Replace | Clips | Play | Pause | Stop | SetLevels | Quit


class Told(msgspec.Struct, frozen=True):
    """A sentence by its id and values, for what stands in the way of a background."""

    key: str
    values: dict[str, str | int] = {}


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of the player: what is heard (position and steady seconds), or what is wrong ("" nothing).

    `told` is all there is to say of the background.
    """

    heard: float | None = None
    steady: float = 0.0
    run: int = 0
    trouble: str | None = None
    told: tuple[Told, ...] | None = None


def line_of(message: Message | Answer) -> bytes:
    """A message as a line."""
    return msgspec.json.encode(message) + b"\n"


def message_of(line: bytes) -> Message | None:
    """The message in a line; None for anything else."""
    try:
        message: Message = msgspec.json.decode(line, type=Message)
        return message
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def answer_of(line: bytes) -> Answer | None:
    """The player's answer in a line; None for anything else."""
    try:
        return msgspec.json.decode(line, type=Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
